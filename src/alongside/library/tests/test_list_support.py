"""Whom to turn to: each entry is written by itself."""

from dataclasses import asdict, replace

import pytest

from alongside.library import actions, entries, queries
from alongside.library.models import Page
from alongside.methods.revision import revision
from alongside.people.actions import NotPossible

from .conftest import text

SOMEBODY = {"name": "Jo", "helps": "Everything", "phone": "+44 1632 960 001", "hours": "Always"}


@pytest.fixture
def tom(cast, sign_in):
    return sign_in(cast.tom)


@pytest.fixture
def address(page):
    return f"/o/sandbrook-council/library/{page.pk}/entries/"


def names(page):
    return [entry["name"] for entry in Page.objects.get(pk=page.pk).entries]


def test_somebody_is_added_and_sending_it_twice_adds_them_once(tom, page, address):
    form = tom.get(f"{address}add/").context
    sent = SOMEBODY | {"key": form["key"], "seen": form["seen"]}
    for _ in range(2):
        answer = tom.post(f"{address}add/", sent)
        assert answer.headers["Location"].endswith(f"/library/{page.pk}/#entry-{form['key']}")
    assert names(page) == ["The co-production team", "Jo"]
    assert Page.objects.get().directory[1].dial == "+441632960001"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": ""}, "Enter a name"),
        ({"phone": ""}, "Enter a phone number, an e-mail address or a web address"),
        ({"phone": "call Jo"}, "Enter a phone number in figures"),
        ({"phone": "12"}, "Enter a phone number in figures"),
        ({"email": "jo at home"}, "Enter an e-mail address like"),
        ({"web": "javascript:alert(1)"}, "Enter a web address like"),
        ({"web": "ftp://example.org"}, "Enter a web address like"),
        ({"helps": "x" * 501}, "500 letters or fewer"),
    ],
)
def test_what_cannot_be_used_is_said_in_words_and_stays(tom, page, address, change, says):
    sent = SOMEBODY | {"key": "bbbbbbbbbbbb", "seen": revision(None)} | change
    shown = text(tom.post(f"{address}add/", sent))
    assert says in shown
    assert 'value="Always"' in shown
    assert names(page) == ["The co-production team"]


def test_a_web_address_without_its_beginning_is_taken(tom, page, address):
    sent = SOMEBODY | {"key": "b" * 12, "seen": revision(None), "web": "www.example.org/help"}
    tom.post(f"{address}add/", sent)
    assert Page.objects.get().entries[1]["web"] == "https://www.example.org/help"


def test_two_people_change_the_same_entry(tom, page, address, helpline):
    where = f"{address}{helpline.key}/"
    sent = asdict(helpline) | {"seen": revision(asdict(helpline))}
    tom.post(where, sent | {"phone": "01632 960 222"})
    answer = tom.post(where, sent | {"phone": "01632 960 333"})
    assert "It now reads: The co-production team" in text(answer)
    assert Page.objects.get().directory[0].phone == "01632 960 222"
    tom.post(where, sent | {"phone": "01632 960 333", "seen": answer.context["seen"]})
    assert Page.objects.get().directory[0].phone == "01632 960 333"


def test_two_people_change_different_entries_and_both_are_kept(page, helpline):
    other = replace(helpline, key="b" * 12, name="Jo")
    actions.write_entry(page=page, entry=other, seen=revision(None))
    changed = replace(helpline, hours="Mondays")
    actions.write_entry(page=page, entry=changed, seen=revision(asdict(helpline)))
    assert Page.objects.get().directory == [changed, other]


def test_entries_are_put_in_order_removed_and_put_back(tom, page, address, helpline):
    other = replace(helpline, key="b" * 12, name="Jo")
    actions.write_entry(page=page, entry=other, seen=revision(None))
    tom.post(f"{address}{other.key}/up/")
    assert names(page) == ["Jo", "The co-production team"]
    tom.post(f"{address}{other.key}/up/")
    tom.post(f"{address}{helpline.key}/up/")
    tom.post(f"{address}{helpline.key}/down/")
    tom.post(f"{address}{other.key}/remove/")
    tom.post(f"{address}{other.key}/remove/")
    assert names(page) == ["The co-production team"]
    assert "“Jo” is removed." in text(tom.get(f"/o/sandbrook-council/library/{page.pk}/"))
    for _ in range(2):
        tom.post(f"{address}put-back/")
    assert names(page) == ["Jo", "The co-production team"]


def test_a_page_takes_only_so_many(page, helpline):
    page.entries = [{**asdict(helpline), "key": f"{n:012}"} for n in range(entries.MOST)]
    page.save()
    with pytest.raises(NotPossible, match="Make a second page"):
        actions.write_entry(page=page, entry=replace(helpline, key="new"), seen=revision(None))


def test_the_directory_is_part_of_the_version(published, page, helpline, tom, address):
    tom.post(f"{address}{helpline.key}/remove/")
    page.refresh_from_db()
    assert not queries.same(published, page)
    assert [entry.name for entry in queries.newest(page).directory] == [helpline.name]


def test_only_where_to_go_for_support_lists_anybody(tom, cast, now):
    page = actions.begin_page(organisation=cast.here, title="Plans", now=now)
    where = f"/o/sandbrook-council/library/{page.pk}/entries/add/"
    assert tom.get(where).status_code == tom.post(where, SOMEBODY).status_code == 404


def test_a_script_in_an_entry_is_inert(page, helpline, client, now):
    name = "<script>alert(1)</script>"
    entry = replace(helpline, name=name)
    page = actions.write_entry(page=page, entry=entry, seen=revision(asdict(helpline)))
    actions.publish(page=page, now=now)
    assert "<script>" not in text(client.get("/l/sandbrook-council/support/"))
