from datetime import timedelta

import pytest

from alongside.influence import actions, queries
from alongside.influence.models import Publication
from alongside.insight import actions as insight
from alongside.insight.models import Coding
from alongside.people.actions import NotPossible


@pytest.fixture
def address(analysis):
    return f"/o/sandbrook-council/you-said-we-did/{analysis.pk}/"


@pytest.fixture
def publication(analysis, cast, now):
    """The page is public with everything but "Warmer"."""
    themes = list(analysis.themes.exclude(name="Warmer"))
    return actions.publish(analysis=analysis, themes=themes, by=cast.amira, now=now)


def read(client, publication):
    return client.get(f"/ysw/{publication.code}/").content.decode()


def test_a_lead_chooses_what_stands_on_the_public_page(
    analysis, theme, address, cast, sign_in, now
):
    client = sign_in(cast.amira)
    form = client.get(address).context["form"]
    assert [label for _, label in form.fields["themes"].choices] == [
        "The ladder (what people liked; number not shown)",
        "Shorter (what to improve; 6 people)",
        "Tea (what to improve; 5 people)",
        "Warmer (what to improve; number not shown)",
    ]
    assert "Choose at least one theme" in client.post(address, {"x": ""}).content.decode()
    client.post(address, {"themes": [theme("Tea").pk]})
    kept = Publication.objects.get()
    assert (list(kept.themes.all()), kept.by, kept.published) == ([theme("Tea")], cast.amira, now)
    assert f"/ysw/{kept.code}/" in client.get(address).content.decode()


def test_anybody_reads_what_people_said_and_what_was_done(publication, theme, cast, client, now):
    actions.answer_changed(
        theme=theme("Shorter"),
        text="Sessions now take an hour and a half.",
        changed_on=now.date(),
        by=cast.amira,
        now=now,
    )
    actions.answer_no(
        theme=theme("Tea"), reason="money", text="We cannot pay for it.", by=cast.amira, now=now
    )
    page = client.get(f"/ysw/{publication.code.lower()}/")
    words = page.content.decode()
    assert "text/html" in page.headers["Content-Type"]
    for part in (
        "what happened to 2 things they said",
        "<dt>asked for</dt><dd>2</dd>",
        "<dt>change made</dt><dd>1</dd>",
        "<dt>not answered yet</dt><dd>0</dd>",
        "<dt>no, with a reason</dt><dd>1</dd>",
        "You said · 6 of 12 people",
        "We did · March 2026",
        "Sessions now take an hour and a half.",
        "We said no · March 2026",
        "There is no money for it.",
        "What people liked",
        "Why some numbers are not shown",
    ):
        assert part in words, part
    assert "Warmer" not in words


def test_one_change_for_two_things_counts_once_and_stands_once(
    publication, theme, cast, client, now
):
    first = actions.answer_changed(
        theme=theme("Shorter"),
        text="It is short now, with tea.",
        changed_on=now.date(),
        by=cast.amira,
        now=now,
    )
    actions.answer_with_change(theme=theme("Tea"), change=first.change, by=cast.amira, now=now)
    words = read(client, publication)
    assert words.count("It is short now, with tea.") == 1
    for part in (
        "<dt>asked for</dt><dd>2</dd>",
        "<dt>change made</dt><dd>1</dd>",
        "You said · 6 of 12 people",
        "You said · 5 of 12 people",
        "The one change answers all of them.",
    ):
        assert part in words, part


def test_nothing_small_nothing_unshared_and_no_unchosen_words_stand_there(
    publication, theme, client
):
    Coding.objects.filter(theme=theme("Tea")).update(quoted=True)
    Coding.objects.filter(theme=theme("Shorter")).update(quoted=True)
    words = read(client, publication)
    assert (words.count("One person wrote: “Too long”"), words.count("One person wrote")) == (3, 3)
    assert "2 people" not in words.replace("of 12 people", "")
    assert words.count("number not shown") == 1


def test_what_waits_says_by_when_and_says_so_when_it_is_late(
    publication, theme, cast, client, now, clock
):
    words = read(client, publication)
    assert words.count("Not yet · we will answer by 7 April") == 2
    actions.answer_not_yet(
        theme=theme("Tea"),
        text="We are asking the caretaker.",
        owner=cast.amira,
        answer_by=now.date() + timedelta(days=60),
        by=cast.amira,
        now=now,
    )
    clock(now + timedelta(days=29))
    words = read(client, publication)
    assert "We are asking the caretaker." in words
    assert "Not yet · we will answer by 9 May" in words
    assert "Not yet · we said we would answer by 7 April" in words
    assert words.count("We are late") == 1


def test_a_page_taken_down_is_gone_and_keeps_its_address(
    publication, analysis, theme, address, cast, sign_in
):
    client = sign_in(cast.amira)
    assert client.post(f"{address}take-down/").headers["Location"] == address
    assert client.get(f"/ysw/{publication.code}/").status_code == 404
    client.post(address, {"themes": [theme("Tea").pk]})
    assert Publication.objects.get().code == publication.code
    assert client.get(f"/ysw/{publication.code}/").status_code == 200


def test_a_page_is_gone_while_its_themes_are_open(publication, analysis, client, cast, now):
    insight.reopen(analysis=analysis)
    assert client.get(f"/ysw/{publication.code}/").status_code == 404
    insight.share(analysis=analysis, by=cast.priya, now=now)
    assert client.get(f"/ysw/{publication.code}/").status_code == 200


def test_only_shared_themes_of_this_analysis_are_published(open_themes, cast, now):
    themes = list(open_themes.themes.all())
    with pytest.raises(NotPossible, match="Share the themes first"):
        actions.publish(analysis=open_themes, themes=themes, by=cast.amira, now=now)
    insight.share(analysis=open_themes, by=cast.priya, now=now)
    with pytest.raises(NotPossible, match="Choose at least one theme"):
        actions.publish(analysis=open_themes, themes=[], by=cast.amira, now=now)
    assert Publication.objects.count() == 0


def test_an_address_nobody_printed_leads_nowhere(db, client):
    assert client.get("/ysw/ZZZZZZ/").status_code == 404


def test_the_public_page_sets_no_cookie_and_takes_few_queries(
    publication, theme, cast, client, now, django_assert_num_queries
):
    with django_assert_num_queries(9):
        page = client.get(f"/ysw/{publication.code}/")
    assert page.cookies == {}
    actions.answer_no(
        theme=theme("Tea"), reason="money", text="We cannot pay for it.", by=cast.amira, now=now
    )
    with django_assert_num_queries(9):
        client.get(f"/ysw/{publication.code}/")


def test_the_doors(analysis, theme, publication, address, cast, client, sign_in):
    home = "/o/sandbrook-council/answers/"
    one = f"{home}{theme('Tea').pk}/"
    every = [
        home,
        *(f"{one}{rest}" for rest in ("", "changed/", "same-change/", "no/", "not-yet/")),
        address,
    ]
    every.append(f"{address}take-down/")
    for where in every:
        for method in (client.get, client.post):
            answer = method(where)
            assert (answer.status_code, where) in {(302, where), (405, where)}
            assert "/account/login" in answer.headers.get("Location", "/account/login")
    bola = sign_in(cast.bola)
    for where in [*every, *(w.replace("sandbrook-council", "otherton-nhs-trust") for w in every)]:
        if where != "/o/otherton-nhs-trust/answers/":
            for method in (bola.get, bola.post):
                assert method(where).status_code in {404, 405}, where
    assert (queries.history(theme("Tea")).count(), Publication.objects.get().taken_down) == (
        0,
        None,
    )
