"""The example's ideas walls: one with notes and votes, and one where everybody writes alone."""

import uuid
from datetime import datetime

from alongside.people.models import Membership
from alongside.walls import actions, identity
from alongside.walls.changes import Change
from alongside.walls.models import Wall
from alongside.walls.starters import starter

GOOD = (
    (0, "I was believed the first time. I did not have to prove it.", "happened", "heart", 6),
    (0, "I learned to chair a meeting.", "", "", 2),
    (0, "Tea and toast sounds small. It told me I was welcome.", "works", "cup", 4),
    (1, "We stop telling the same story to five different teams.", "works", "", 5),
    (1, "Someone asked how I am.", "happened", "", 3),
    (2, "I spend less time putting right what we guessed wrong.", "", "clock", 4),
    (2, "It is the part of my week I look forward to.", "", "", 2),
    (3, "Money goes to what people will really use.", "idea", "money", 3),
)
IN_THE_WAY = (
    (0, "Meetings at 10 in the morning, when I am at work.", "worry", "clock"),
    (0, "I was paid in vouchers for a shop I cannot get to.", "happened", "money"),
    (1, "Somebody rang me the day before and asked what I need.", "works", "ear"),
)


def fill(*, lead: Membership, now: datetime) -> None:
    """Make both walls and write on them, as a dozen browsers would."""
    good = _make("benefits", lead, now)
    for number, (column, text, label, symbol, _) in enumerate(GOOD):
        _do(good, number, "add", now, column=column, text=text, label=label, symbol=symbol)
    for number, (*_, votes) in enumerate(GOOD):
        for person in range(votes):
            _do(good, 3 * number + person, "agree", now, note=number + 1)
    _do(good, 1, "group", now, note=1, group="Being heard")
    barriers = _make("barriers", lead, now)
    for number, (column, text, label, symbol) in enumerate(IN_THE_WAY):
        _do(barriers, number, "add", now, column=column, text=text, label=label, symbol=symbol)
    actions.keep_note(note=good.notes.get(number=4), by=lead, now=now)


def _make(name: str, lead: Membership, now: datetime) -> Wall:
    begin = starter(name)
    assert begin is not None
    return actions.make_wall(
        organisation=lead.organisation,
        ask=begin.ask,
        about=begin.about,
        columns=begin.columns,
        votes=begin.votes,
        private=begin.private,
        by=lead,
        now=now,
    )


def _do(wall: Wall, person: int, kind: str, now: datetime, **data: object) -> None:
    author = identity.fingerprint(wall.pk, f"example {person}")
    actions.change(change=Change(wall.pk, author, uuid.uuid4(), kind, data), now=now)
