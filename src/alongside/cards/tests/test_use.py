"""A deck goes into the agenda of a session, and into a project."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.cards import actions
from alongside.cards.models import Run
from alongside.cards.starters import NAMES
from alongside.gatherings import actions as gatherings
from alongside.influence.tests import told
from alongside.methods import agenda


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def deck(cast, now):
    return actions.begin(organisation=cast.here, name="myths", by=cast.amira, now=now)


@pytest.fixture
def design(cast, now):
    programme = gatherings.add_programme(organisation=cast.here, name="In practice", now=now)
    contents = gatherings.Contents(60, agenda=[{"title": "Tea", "minutes": 5, "about": ""}])
    version = gatherings.add_design(
        programme=programme, name="One", contents=contents, by=cast.amira, now=now
    )
    return version.design


@pytest.mark.parametrize("name", NAMES)
def test_every_starter_can_be_placed_in_a_room(name, design, cast, now):
    deck = actions.begin(organisation=cast.here, name=name, by=cast.amira, now=now)
    version = deck.versions.get()
    assert actions.use_in(version=version, design=design, minutes=20, now=now) == 2
    item = design.versions.get().agenda[1]
    assert list(agenda.check(item)) == []
    assert [card["text"] for card in item["cards"]] == [card["text"] for card in version.cards]


def test_the_same_cards_twice_are_there_once(deck, design, sign_in, cast):
    client = sign_in(cast.tom)
    at = reverse("cards:use", args=[cast.here.slug, deck.pk])
    sent = {"design": design.pk, "minutes": 15}
    first, again = client.post(at, sent), client.post(at, sent)
    assert first["Location"] == again["Location"]
    assert client.get(first["Location"]).status_code == 200
    assert len(design.versions.get().agenda) == 2
    assert "**Myth.**" in design.versions.get().agenda[1]["notes"]


def test_a_design_of_others_is_none(deck, sign_in, cast, now):
    theirs = gatherings.add_programme(organisation=cast.there, name="Theirs", now=now)
    other = gatherings.add_design(
        programme=theirs, name="X", contents=gatherings.Contents(60), by=cast.bola, now=now
    ).design
    at = reverse("cards:use", args=[cast.here.slug, deck.pk])
    for wrong in (other.pk, "", "9" * 30, "a\0b"):
        page = sign_in(cast.tom).post(at, {"design": wrong, "minutes": "x"})
        assert "There is a problem" in page.content.decode()
    assert other.versions.get().agenda == []


def test_what_was_used_stays_as_it_is(deck, design, sign_in, cast, now):
    starts = now - timedelta(hours=2)
    plan = gatherings.Plan(starts=starts, ends=starts + timedelta(hours=1), capacity=5)
    session = gatherings.plan(
        programme=design.programme, details=plan, by=cast.amira, now=now - timedelta(days=1)
    )
    session.version = design.versions.get()
    session.save(update_fields=["version"])
    at = reverse("cards:use", args=[cast.here.slug, deck.pk])
    page = sign_in(cast.tom).post(at, {"design": design.pk, "minutes": 15}).content.decode()
    assert "has been used, so it stays as it is" in page


def test_people_of_a_project_go_through_a_deck_and_again(deck, sign_in, cast, now):
    project = told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now).project
    client = sign_in(cast.tom)
    at = reverse("cards:ask", args=[cast.here.slug, deck.pk])
    client.post(at, {"closes": "2026-03-20", "project": project.pk})
    run = Run.objects.get()
    assert run.wave.project == project
    page = client.get(reverse("home:project", args=[cast.here.slug, project.pk]))
    assert "Myth or fact?" in page.content.decode()
    run.wave.closed = now
    run.wave.save(update_fields=["closed"])
    client.post(reverse("cards:again", args=[cast.here.slug, run.pk]), {"closes": "2026-03-20"})
    assert Run.objects.get(before=run).wave.project == project
