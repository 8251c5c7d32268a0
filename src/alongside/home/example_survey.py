"""The survey of a whole workforce in the example: open from 10 October to 4 November, answered by
60 of 100, most of whom feel confident; a fifth want more support. A year later it is asked anew; by
a code that people made themselves it says how the same people moved."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from alongside.asks import actions as asks
from alongside.asks import queries
from alongside.asks.models import Form, FormVersion, Mode, Wave
from alongside.asks.starters import starter
from alongside.people.models import Membership
from alongside.reports import actions as reports
from alongside.reports.answers import TEAM
from alongside.reports.looking import BESIDE, EVERYTHING, SAME_PEOPLE, View

OPENS, CLOSES = (10, 10), (11, 4)
"""Month and day: the first and the last on which it is open."""
END_OF_DAY = time(23, 59)
READERS = "Amira, Tom and Dot, who plan what is taught."
CODE: dict[str, Any] = {
    "type": "own_code",
    "name": "own_code",
    "label": {"en": "Make a code that only you know, so that we see what changes in a year"},
}
MAKE_A_CODE = 0.9
"""How likely somebody makes one, and makes it as they did the time before."""
HELP = [
    "Somebody to sit beside me the first time.",
    "Time. We talk for ages and do not get going.",
    "Know who to ask, and what it may cost.",
    "See what came of it where others did it.",
    "Nobody tells us what it means for a team like ours.",
]


@dataclass(frozen=True)
class Told:
    """What a wave of the story says: how many of 100 answer, how many of them want more support,
    how sure and how many are of each way to involve people (steps from 1 to 5)."""

    answer: int
    want_support: int
    confident: dict[str, float]
    important: dict[str, float]


FIRST = Told(
    answer=60,
    want_support=20,
    confident={
        "surveys": 4.2,
        "meetings": 4.1,
        "focus_groups": 3.8,
        "panels": 3.4,
        "co_design": 2.7,
        "decisions": 2.4,
    },
    important={
        "surveys": 3.6,
        "meetings": 3.3,
        "focus_groups": 3.7,
        "panels": 3.9,
        "co_design": 4.4,
        "decisions": 4.1,
    },
)
SECOND = replace(
    FIRST,
    answer=66,
    want_support=12,
    confident=FIRST.confident | {"panels": 3.7, "co_design": 3.5},
)
"""A year of sessions about designing together shows. Deciding together has not moved."""


def ask_the_workforce(*, lead: Membership, now: datetime) -> None:
    """Ask it twice, the second time in the newest year in which it is over; make the results."""
    dice = random.Random(13)  # noqa: S311 the same made-up story each time
    year = timezone.localdate(now).year
    if _at(year, CLOSES) + timedelta(days=3) > now:
        year -= 1
    version = _form(lead, _at(year - 1, OPENS) - timedelta(days=30))
    first = _wave(version, lead, year - 1, FIRST, dice)
    second = _wave(version, lead, year, SECOND, dice)
    for wave, views in (
        (first, (EVERYTHING, View(by=TEAM))),
        (
            second,
            (EVERYTHING, *(View(other=first.pk, how=how) for how in (BESIDE, SAME_PEOPLE))),
        ),
    ):
        for view in views:
            made = wave.closed + timedelta(days=1) if wave.closed else now
            reports.make_results(wave=wave, by=lead, now=made, view=view)


def _at(year: int, day: tuple[int, int], clock: time = time.min) -> datetime:
    return timezone.make_aware(datetime.combine(date(year, *day), clock))


def _form(lead: Membership, written: datetime) -> FormVersion:
    draft = starter("learning_needs")
    form = asks.make_form(
        organisation=lead.organisation,
        title="Involving citizens: what do you need to learn?",
        draft=draft | {"questions": [*draft["questions"], CODE]},
        purpose=Form.Purpose.SURVEY,
        by=lead,
        now=written,
    )
    return asks.publish(form=form, by=lead, now=written)


def _wave(
    version: FormVersion, lead: Membership, year: int, told: Told, dice: random.Random
) -> Wave:
    opened, closed = _at(year, OPENS), _at(year, CLOSES, END_OF_DAY)
    wave = asks.open_wave(
        version=version,
        mode=Mode.ANONYMOUS,
        opens=opened,
        closes=closed,
        title=f"Involving citizens: what do you need to learn? {year}",
        readers=READERS,
        next_step="You see the results by Christmas, and the plan for the year in January.",
        invited_only=True,
        by_team=True,
    )
    members = lead.organisation.memberships.filter(left=None).order_by("pk")
    codes = {asks.invite(wave=wave, member=member): _code(member.pk, year) for member in members}
    answering = dice.sample([*codes], round(len(codes) * told.answer / 100))
    for key, answers in zip(answering, _everybody(told, len(answering), dice), strict=True):
        asks.answer(
            wave=wave,
            answers=answers | codes[key],
            client=uuid4().hex,
            invitation=queries.invitation(wave, key),
            now=opened + timedelta(days=9),
        )
    asks.close(wave=wave, now=closed)
    wave.refresh_from_db()
    return wave


def _code(member: int, year: int) -> dict[str, Any]:
    """Return the code that somebody makes, the same each year; or none."""
    if random.Random(member * year).random() > MAKE_A_CODE:  # noqa: S311 a made-up story
        return {}
    letters = "ABCDEFGHJKLMNPRSTW"
    street, mother = letters[member % len(letters)], letters[member // 31 % len(letters)]
    return {CODE["name"]: {"text": f"{street}{member % 31 + 1:02}{mother}"}}


def _everybody(told: Told, people: int, dice: random.Random) -> Iterator[dict[str, Any]]:
    """Yield what each of so many people answers."""
    want = round(people * told.want_support / 100)
    for number in dice.sample(range(people), people):
        support = "yes" if number < want else dice.choice(["no", "no", "no", "not_sure"])
        answers: dict[str, Any] = {
            "important": _steps(told.important, dice),
            "confident": _steps(told.confident, dice),
            "more_support": {"choice": support},
        }
        if support == "yes" or dice.random() < 0.2:
            answers["help"] = {"text": dice.choice(HELP)}
        yield answers


def _steps(likely: dict[str, float], dice: random.Random) -> dict[str, dict[str, str]]:
    steps = {row: min(5, max(1, round(dice.gauss(mean, 0.9)))) for row, mean in likely.items()}
    return {"rows": {row: f"s{step}" for row, step in steps.items()}}
