"""A deck from its first copy to what people chose."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.asks import actions as asks
from alongside.cards import actions, queries, writing
from alongside.cards.models import Deck, Run
from alongside.cards.starters import NAMES, starter
from alongside.methods.questions import check_form


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def deck(cast, now):
    return actions.begin(organisation=cast.here, name="myths", by=cast.amira, now=now)


@pytest.fixture
def opened(deck, cast, now):
    return actions.ask(
        version=deck.versions.get(), closes=now + timedelta(days=1), by=cast.amira, now=now
    )


def given(run, myths, facts, now):
    """Let people call the first card a myth, or a fact, and close it."""
    for number in range(myths + facts):
        choice = "p1" if number < myths else "p2"
        answers = {"c1": {"choice": choice}}
        asks.answer(wave=run.wave, answers=answers, client=f"{run.pk} {number}", now=now)
    asks.close(wave=run.wave, now=now + timedelta(hours=1))
    return Run.objects.get(pk=run.pk)


@pytest.mark.parametrize("name", NAMES)
def test_each_starter_can_be_asked_and_is_typed_as_it_was_read(name):
    typed = {k: v for k, v in starter(name).items() if k in writing.read.__annotations__}
    content = writing.read(**typed)
    assert check_form(writing.form("Cards", content)) == []
    assert writing.read(**writing.written(content)) == content


@pytest.mark.parametrize(
    ("places", "cards", "problem"),
    [
        ("A", "One", "Write at least two places, each once, one a line."),
        ("A\nB", "", "Write at least one card, and 40 at most."),
        ("A\nB", "One\n\none", "The card “One” is there twice."),
        ("A\nB", "One\n= C", "Card 1: “C” is none of the places."),
    ],
)
def test_cards_that_cannot_be_read_say_where(deck, cast, now, places, cards, problem):
    typed = {"ask": "?", "places": places, "rate": "", "questions": "", "cards": cards}
    with pytest.raises(actions.NotPossible) as refused:
        actions.write(deck=deck, after=1, by=cast.amira, now=now, licence="", credit="", **typed)
    assert str(refused.value) == problem


def test_somebody_goes_through_the_cards_and_reads_what_is_right(opened):
    code, them = opened.wave.code, Client()
    assert them.get(f"/a/{code}/cards/").status_code == 302
    them.get(f"/a/{code}/")
    page = them.get(f"/a/{code}/q/c1/").content.decode()
    assert "A survey of the people" in page
    assert them.post(f"/a/{code}/q/c1/", {"c1": "p2", "shown-here": "c1"}).status_code == 302
    assert them.post(f"/a/{code}/q/c1/", {"c1": "p1", "shown-here": "c1"}).status_code == 302
    check = them.get(f"/a/{code}/check/").content.decode()
    assert "Myth" in check
    assert them.post(f"/a/{code}/check/").status_code == 302
    assert f"/a/{code}/cards/" in them.get(f"/a/{code}/thanks/").content.decode()
    page = them.get(f"/a/{code}/cards/").content.decode()
    assert "You said: <b>Myth</b>" in page
    assert page.count("That is right.") == 1
    assert page.count("You left this one out.") == 5
    assert "one side writes the questions" in page
    them.post(f"/a/{code}/somebody-else/")
    assert them.get(f"/a/{code}/cards/").status_code == 302
    assert Client().get(f"/a/{code}/cards/").status_code == 302


def test_results_are_protected_and_have_their_base(opened, cast, now):
    run = given(opened, 12, 8, now)
    first = queries.results(run)[0]
    assert (first.right, str(first.answered)) == ("Myth", "20")
    assert first.counts[0].now_in_words.startswith("12 of 20 people (60")
    staff = Client()
    staff.force_login(cast.amira.person)
    page = staff.get(f"/o/{cast.here.slug}/cards/runs/{run.pk}/")
    assert "12 of 20 people" in page.content.decode()
    told = staff.get(f"/o/{cast.here.slug}/cards/runs/{run.pk}/results.csv").content.decode()
    assert "Myth,12,20,," in told


def test_too_few_show_nothing_and_a_small_count_is_withheld(opened, deck, cast, now):
    run = given(opened, 3, 1, now)
    assert (queries.answered(run).hidden, queries.results(run)) == (True, [])
    more = {"version": deck.versions.get(), "by": cast.amira, "now": now}
    other = actions.ask(closes=now + timedelta(days=1), **more)
    assert [c.now.hidden for c in queries.results(given(other, 12, 1, now))[0].counts] == [True] * 2


def test_a_second_round_stands_beside_the_first(opened, deck, cast, now):
    ask = {"version": deck.versions.get(), "closes": now + timedelta(days=1), "by": cast.amira}
    with pytest.raises(actions.NotPossible, match="Wait until"):
        actions.ask(before=opened, now=now, **ask)
    first = given(opened, 8, 12, now)
    second = actions.ask(before=first, now=now, **ask)
    assert second.wave.version == first.wave.version
    with pytest.raises(actions.NotPossible, match="second round already"):
        actions.ask(before=first, now=now, **ask)
    found = queries.results(given(second, 15, 5, now))[0]
    assert [(str(c.before), str(c.now)) for c in found.counts] == [("8", "15"), ("12", "5")]


def test_a_second_round_in_which_few_changed_is_not_shown(opened, deck, cast, now):
    first = given(opened, 8, 12, now)
    ask = {"version": deck.versions.get(), "closes": now + timedelta(days=1), "by": cast.amira}
    found = queries.results(given(actions.ask(before=first, now=now, **ask), 9, 11, now))[0]
    assert found.refused
    assert [str(count.now) for count in found.counts] == ["not shown"] * 2


def test_a_run_keeps_the_cards_it_used(opened, deck, cast, now):
    typed = writing.written(opened.version.content) | {"cards": "Another card"}
    actions.write(deck=deck, after=1, by=cast.amira, now=now, licence="", credit="", **typed)
    assert queries.newest(deck).number == 2
    assert len(Run.objects.get(pk=opened.pk).version.cards) == 6


def test_the_same_key_opens_it_once(deck, cast, now):
    key = "6f7f3e0e-25a5-4b0c-9a3c-0d4f1ff3b1b1"
    ask = {"version": deck.versions.get(), "closes": now + timedelta(days=1), "by": cast.amira}
    assert len({actions.ask(now=now, client_id=key, **ask).pk for _ in range(2)}) == 1


def test_staff_copy_change_print_and_ask(cast, now):
    staff, at = Client(), f"/o/{cast.here.slug}/cards/"
    staff.force_login(cast.amira.person)
    assert "No deck yet" in staff.get(at).content.decode()
    once = {"starter": "characters", "client_id": "6f7f3e0e-25a5-4b0c-9a3c-0d4f1ff3b1b1"}
    for _ in range(2):
        assert staff.post(at + "begin/", once).status_code == 302
    deck = queries.decks(cast.here).get()
    for page in ("", f"{deck.pk}/", f"{deck.pk}/print/", f"{deck.pk}/write/", f"{deck.pk}/ask/"):
        assert staff.get(at + page).status_code == 200
    typed = writing.written(deck.versions.get().content) | {"after": 1, "cards": "Kim (made up)"}
    assert staff.post(f"{at}{deck.pk}/write/", typed).status_code == 302
    page = staff.get(f"{at}{deck.pk}/ask/").content.decode()
    key = page.split('name="client_id" value="')[1].split('"')[0]
    day = (now + timedelta(days=3)).date()
    sent = {"closes": f"{day}", "client_id": key}
    assert staff.post(f"{at}{deck.pk}/ask/", sent).status_code == 302
    assert Run.objects.get().version.number == 2
    assert staff.get(at).status_code == 200


def test_nobody_else_finds_them(deck, opened, cast):
    other = Client()
    other.force_login(cast.bola.person)
    for page in ("", f"{deck.pk}/", f"runs/{opened.pk}/", f"runs/{opened.pk}/results.csv"):
        assert other.get(f"/o/{cast.here.slug}/cards/{page}").status_code == 404


def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    deck, cast, now, django_assert_num_queries
):
    staff, at = Client(), f"/o/{cast.here.slug}/cards/"
    staff.force_login(cast.amira.person)
    staff.get(at)
    with CaptureQueriesContext(connection) as one:
        staff.get(at)
    for name in NAMES:
        actions.begin(organisation=cast.here, name=name, by=cast.amira, now=now)
    with django_assert_num_queries(len(one)):
        staff.get(at)


def test_decks_stand_by_title(cast, now):
    for name in NAMES:
        actions.begin(organisation=cast.here, name=name, by=cast.amira, now=now)
    found = queries.counted(cast.here)
    assert found.ordered  # counting takes away the order a model has
    assert [deck.title for deck in found] == sorted(deck.title for deck in found)


def test_many_decks_stand_on_pages(deck, cast, sign_in):
    Deck.objects.bulk_create(
        Deck(organisation=cast.here, title=f"A {number:02}") for number in range(20)
    )
    client, here = sign_in(cast.amira), f"/o/{cast.here.slug}/cards/"
    at = f"{here}{deck.pk}/"
    assert at not in client.get(here).content.decode()
    assert at in client.get(f"{here}?page=2").content.decode()
