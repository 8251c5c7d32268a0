"""The surveys that `bench survey` counts and takes away: forms, teams, people and their answers."""

import json
import random
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import batched, cycle, islice
from typing import Any

TEAMS = 11
AT_ONCE = 5_000
WRITES = 0.2
"""Which share of people write something where they can."""

CHOICES = ["housing", "care", "transport", "parks", "schools", "money"]
SENTENCE = (
    "The people who use it should be in the room when it is decided, and hear what came of it."
)


def form(scales: int, several: int, one: int, texts: int) -> dict[str, Any]:
    """Return a form of so many questions of each kind; several choices have six."""
    choices = [{"name": code, "label": {"en": code.capitalize()}} for code in CHOICES]
    kinds = [
        *[("agreement", {})] * scales,
        *[("several", {"choices": choices})] * several,
        *[("one", {"choices": choices})] * one,
        *[("long", {})] * texts,
    ]
    return {
        "title": {"en": "How we work with people"},
        "languages": ["en"],
        "intro": {},
        "questions": [
            {"type": kind, "name": f"q{n}", "label": {"en": f"Question {n}"}} | settings
            for n, (kind, settings) in enumerate(kinds, 1)
        ],
    }


def answers(asked: dict[str, Any], people: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield the answers of so many people, words and all; the same each time."""
    dice = random.Random(seed)  # noqa: S311 the same people each time
    for number in range(people):
        found: dict[str, Any] = {}
        for question in asked["questions"]:
            match question["type"]:
                case "agreement":
                    found[question["name"]] = {"value": int(dice.random() * 5) + 1}
                case "several":
                    most = int(dice.random() * 63) + 1
                    picked = [code for place, code in enumerate(CHOICES) if most >> place & 1]
                    found[question["name"]] = {"choices": picked}
                case "one":
                    found[question["name"]] = {"choice": CHOICES[int(dice.random() * 6)]}
                case _ if dice.random() < WRITES:
                    found[question["name"]] = {"text": f"{SENTENCE} ({number})"}
        yield found


class World:
    """An organisation with eleven teams, and its surveys."""

    def __init__(self, now: datetime) -> None:
        from alongside.people.actions import create_organisation
        from alongside.people.models import Team

        self.now = now
        self.organisation = create_organisation(name="Bench", now=now)
        self.teams = [
            Team.objects.create(organisation=self.organisation, name=f"Area {n:02}")
            for n in range(TEAMS)
        ]

    def wave(self, asked: dict[str, Any], mode: str) -> Any:
        """Return an open wave that asks this form."""
        from alongside.asks import actions

        made = actions.make_form(
            organisation=self.organisation, title="Survey", draft=asked, now=self.now
        )
        version = actions.publish(form=made, now=self.now)
        return actions.open_wave(version=version, mode=mode, opens=self.now - timedelta(days=30))

    def through_the_box(self, wave: Any, people: int) -> None:
        """Let so many answer as a file of answers does: put into the box, sealed, shuffled."""
        from alongside.asks import actions
        from alongside.asks.models import Box

        given = answers(wave.version.definition, people, seed=1)
        boxes = (
            Box(wave=wave, answers=one, team=self.teams[n % TEAMS]) for n, one in enumerate(given)
        )
        for some in batched(boxes, AT_ONCE):
            Box.objects.bulk_create(some)
        actions.close(wave=wave, now=self.now)

    def written_at_once(self, wave: Any, people: int) -> None:
        """Write the rows of so many people by plain SQL, as a seal leaves them, and close the wave.
        The same few thousand people answer again and again; where answers carry a name, members are
        made for them."""
        from django.db import connection, transaction

        from alongside.asks.models import Comment, Response, Wave, drawn_id

        mode, day = wave.mode, None if wave.anonymous else str(self.now.date())
        given = cycle(list(self._sealed(wave, min(people, AT_ONCE))))
        members = iter([None] * people) if wave.anonymous else self._members(people)
        numbered = enumerate(members)
        while some := list(islice(numbered, AT_ONCE)):
            responses, comments = [], []
            for number, member in some:
                person, (kept, texts) = drawn_id(), next(given)
                team = self.teams[number % TEAMS].pk
                responses.append((person, wave.pk, mode, team, member, kept, day))
                known = None if wave.anonymous else person
                comments += [
                    (drawn_id(), wave.pk, mode, name, text, False, "", known)
                    for name, text in texts
                ]
            with transaction.atomic(), connection.cursor() as cursor:
                for model, rows in ((Response, responses), (Comment, comments)):
                    names = [str(field.column) for field in model._meta.local_fields]
                    marks = ", ".join(["%s"] * len(names))
                    into = f"INSERT INTO {model._meta.db_table} ({', '.join(names)})"
                    cursor.executemany(f"{into} VALUES ({marks})", rows)
        Wave.objects.filter(pk=wave.pk).update(closed=self.now, wiped=self.now)
        wave.refresh_from_db()

    def _sealed(self, wave: Any, people: int) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Yield the JSON of people's answers, and what they wrote, which is cut loose from it."""
        from alongside.asks import sealing

        for one in answers(wave.version.definition, people, seed=2):
            kept, texts, _ = sealing.cut_loose(wave.version.definition, one)
            yield json.dumps(kept), texts

    def _members(self, people: int) -> Iterator[int]:
        """Yield the keys of members that are made."""
        from alongside.people.models import Membership

        for begin in range(0, people, AT_ONCE):
            made = Membership.objects.bulk_create(
                Membership(
                    organisation=self.organisation, name=f"Person {n} {uuid.uuid4().hex[:6]}"
                )
                for n in range(begin, min(people, begin + AT_ONCE))
            )
            yield from (member.pk for member in made)
