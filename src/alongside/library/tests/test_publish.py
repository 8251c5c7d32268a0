"""Publishing a page, reading and comparing what was published before, and putting it back."""

import pytest

from alongside.library import actions, queries
from alongside.library.models import PageVersion
from alongside.people.actions import NotPossible
from alongside.web.settled import Fixed

from .conftest import text


@pytest.fixture
def tom(cast, sign_in):
    return sign_in(cast.tom)


@pytest.fixture
def address(page):
    return f"/o/sandbrook-council/library/{page.pk}/"


PUBLIC = "/l/sandbrook-council/support/"


def test_a_draft_is_not_public_until_it_is_published(page, tom, address, client, cast, now):
    assert client.get(PUBLIC).status_code == 404
    assert "Ask early." in text(tom.get(f"{address}preview/"))
    form = tom.get(f"{address}publish/")
    assert "because" not in form.context["form"].fields
    tom.post(f"{address}publish/", {"seen": form.context["seen"]})
    version = PageVersion.objects.get()
    assert (version.number, version.because, version.published_by) == (1, "", cast.tom)
    shown = text(client.get(PUBLIC))
    assert "<h1>Where to go</h1>" in shown
    assert '<a href="tel:01632960123">01632 960 123</a>' in shown
    assert '<a href="mailto:team@example.org">' in shown


def test_people_read_the_version_and_not_the_draft(published, page, tom, address, client):
    seen = queries.words_revision(page)
    tom.post(f"{address}words/", {"title": "Where to go", "words": "Ask late.", "seen": seen})
    assert "Ask early." in text(client.get(PUBLIC))
    assert "People cannot see your changes yet" in text(tom.get(address))
    form = tom.get(f"{address}publish/")
    assert "<del>Ask early.</del>" in text(form)
    seen = form.context["seen"]
    assert "Enter why it changed" in text(tom.post(f"{address}publish/", {"seen": seen}))
    tom.post(f"{address}publish/", {"seen": seen, "because": "Somebody asked."})
    shown = text(client.get(PUBLIC))
    assert "Ask late." in shown
    assert "Somebody asked." in shown


def test_a_published_version_never_changes(published):
    published.words = "Other"
    with pytest.raises(Fixed):
        published.save()
    with pytest.raises(Fixed):
        PageVersion.objects.update(words="Other")
    assert PageVersion.objects.get().words == "Ask early."


def test_publishing_twice_is_one_version(published, page, cast, now):
    again = actions.publish(page=page, by=cast.tom, because="Twice", now=now)
    assert (again, PageVersion.objects.count()) == (published, 1)


def test_what_somebody_changed_meanwhile_is_not_published_unseen(page, tom, address, now):
    seen = tom.get(f"{address}publish/").context["seen"]
    actions.write_words(
        page=page, title="Where to go", words="Mine", seen=queries.words_revision(page)
    )
    answer = tom.post(f"{address}publish/", {"seen": seen})
    assert "Somebody else changed this page" in text(answer)
    assert PageVersion.objects.count() == 0


def test_an_empty_page_is_not_published(cast, now):
    page = actions.begin_page(organisation=cast.here, title="Later", now=now)
    with pytest.raises(NotPossible, match="nothing on this page yet"):
        actions.publish(page=page, now=now)


def test_versions_are_compared_in_words(published, page, rewrite, tom, address):
    rewrite(page, "Ask late.")
    rewrite(page, "Ask now.")
    shown = text(tom.get(f"{address}versions/3/changes/"))
    assert "From version 2 to version 3" in shown
    assert "Taken out</span> <del>Ask late.</del>" in shown
    assert "Added</span> <ins>Ask now.</ins>" in shown
    assert "<del>Ask early.</del>" in text(tom.get(f"{address}versions/3/changes/?since=1"))
    for nowhere in ("versions/1/changes/", "versions/4/", "versions/3/changes/?since=9"):
        assert tom.get(address + nowhere).status_code == 404


def test_an_earlier_version_is_put_back_as_a_new_one(
    published, page, rewrite, tom, address, client
):
    rewrite(page, "Ask late.")
    assert "Ask early." in text(tom.get(f"{address}versions/1/"))
    answer = tom.post(f"{address}versions/1/put-back/", {"because": ""})
    assert "Enter why it changed" in text(answer)
    tom.post(f"{address}versions/1/put-back/", {"because": "The first was better."})
    numbers = [(version.number, version.words) for version in page.versions.order_by("number")]
    assert numbers == [(1, "Ask early."), (2, "Ask late."), (3, "Ask early.")]
    page.refresh_from_db()
    assert page.words == "Ask early."
    assert "Ask early." in text(client.get(PUBLIC))


def test_putting_back_leaves_an_unpublished_draft_alone(published, page, rewrite, cast, now):
    rewrite(page, "Ask late.")
    page.refresh_from_db()
    seen = queries.words_revision(page)
    actions.write_words(page=page, title=page.title, words="Half done", seen=seen)
    actions.put_back(page=page, version=published, because="Better", by=cast.tom, now=now)
    page.refresh_from_db()
    assert (page.words, queries.newest(page).words) == ("Half done", "Ask early.")


def test_a_page_is_put_away_and_brought_back(published, page, tom, address, client, cast):
    tom.post(f"{address}put-away/")
    assert client.get(PUBLIC).status_code == 404
    assert queries.support_page(cast.here) is None
    assert "This page was put away on" in text(tom.get(address))
    with pytest.raises(NotPossible, match="Bring it back first"):
        actions.put_back(page=page, version=published, because="x", by=None, now=page.made)
    tom.post(f"{address}bring-back/")
    assert client.get(PUBLIC).status_code == 200


def test_a_public_page_leads_to_the_others_where_to_go_first(published, cast, now, client):
    for kind in ("definition", "benefits"):
        page = actions.begin_page(
            organisation=cast.here, kind=kind, title=f"The {kind}", words="Words", now=now
        )
        actions.publish(page=page, now=now)
    titles = [version.title for version in queries.published(cast.here)]
    assert titles == ["Where to go", "The definition", "The benefits"]
    shown = text(client.get("/l/sandbrook-council/co-production/"))
    assert '<a href="/l/sandbrook-council/support/">Where to go</a>' in shown
    assert queries.published(cast.there).count() == 0


def test_pages_of_another_organisation_do_not_stand_at_this_address(published, client):
    assert client.get("/l/otherton-nhs-trust/support/").status_code == 404
