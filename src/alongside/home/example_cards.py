"""The example's cards: people of a project sort the deck of myths and facts twice, before they talk
about it and afterwards. Nobody's answers are written here: each card says how likely somebody is to
put it where it belongs."""

import random
from datetime import datetime, timedelta

from alongside.asks import actions as asks
from alongside.cards import actions as cards
from alongside.cards.models import DeckVersion, Run
from alongside.people.models import Membership
from alongside.projects.models import Project

PROJECT = "The Sanctuary: a room for bad nights"
ROUNDS = (
    (-60, 31, (0.35, 0.6, 0.45, 0.9, 0.55, 0.5)),
    (-50, 27, (0.8, 0.9, 0.75, 0.95, 0.85, 0.8)),
)
"""Of each round: days from today, how many go through the cards, and how likely each is right."""


def sort(*, lead: Membership, now: datetime) -> None:
    """Copy the deck, and have people go through it in two rounds that are over."""
    deck = cards.begin(organisation=lead.organisation, name="myths", by=lead, now=now)
    version = deck.versions.get()
    project = Project.objects.get(organisation=lead.organisation, name=PROJECT)
    before: Run | None = None
    for day, people, likely in ROUNDS:
        opened = now + timedelta(days=day)
        run = cards.ask(
            version=version,
            closes=opened + timedelta(days=5),
            by=lead,
            now=opened,
            before=before,
            project=project,
        )
        _go_through(run, version, people, likely, opened)
        before = run


def _go_through(
    run: Run, version: DeckVersion, people: int, likely: tuple[float, ...], opened: datetime
) -> None:
    """Have so many people put each card in a place, and close the round."""
    dice = random.Random(people)  # noqa: S311 the same made-up story each time
    places = version.content["places"]
    for number in range(people):
        said = {}
        for card, chance in zip(version.cards, likely, strict=True):
            right = places.index(card["place"]) + 1
            wrong = dice.choice([n for n in range(1, len(places) + 1) if n != right])
            said[card["key"]] = {"choice": f"p{right if dice.random() < chance else wrong}"}
        at = opened + timedelta(hours=number)
        asks.answer(wave=run.wave, answers=said, client=f"cards-{run.pk}-{number}", now=at)
    asks.close(wave=run.wave, now=opened + timedelta(days=5))
    run.wave.refresh_from_db()
