"""A session with an agenda of every kind that stands by itself, its room, and people in it."""

from datetime import timedelta
from random import Random

import pytest

from alongside.gatherings import actions as gatherings
from alongside.gatherings.actions import Contents, Plan
from alongside.live import actions, queries, telling

LADDER = {
    "type": "one",
    "label": {"en": "Where are we on the ladder today?"},
    "choices": [
        {"name": name, "label": {"en": label}}
        for name, label in (("with", "Doing with"), ("for", "Doing for"), ("to", "Doing to"))
    ],
}
AGENDA = [
    {"title": "Welcome", "minutes": 5, "about": "Who is here", "notes": "Say **hello**."},
    {"title": "The ladder", "minutes": 10, "about": "", "kind": "question", "question": LADDER},
    {
        "title": "What gets in the way",
        "minutes": 10,
        "about": "",
        "kind": "question",
        "question": {"type": "long", "label": {"en": "What gets in the way?"}},
    },
    {
        "title": "Is it co-production?",
        "minutes": 10,
        "about": "",
        "kind": "cards",
        "cards": [{"text": "A survey"}, {"text": "A budget decided together"}],
        "places": ["It is", "It is not"],
    },
    {"title": "What it is", "minutes": 5, "about": "", "kind": "slide", "words": "As *equals*."},
    {"title": "Tea", "minutes": 10, "about": "", "kind": "break"},
]

GROUPS = {
    "title": "At work",
    "minutes": 10,
    "about": "",
    "kind": "breakout",
    "how": "random",
    "size": 3,
    "words": "Choose a story.",
    "columns": ["First", "Then"],
}


@pytest.fixture(autouse=True)
def _clock(monkeypatch, now):
    """The pages play at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def session(cast, now):
    programme = gatherings.add_programme(organisation=cast.here, name="In practice", now=now)
    gatherings.add_design(
        programme=programme,
        name="One",
        contents=Contents(minutes=90, agenda=AGENDA),
        by=cast.amira,
        now=now,
    )
    starts = now - timedelta(minutes=10)
    held = gatherings.plan(
        programme=programme,
        details=Plan(starts=starts, ends=starts + timedelta(minutes=90), capacity=40),
        by=cast.amira,
        now=now - timedelta(days=9),
    )
    held.version = programme.designs.get().versions.get()
    held.save(update_fields=["version"])
    return held


@pytest.fixture
def room(session, cast, now):
    return actions.open_room(
        gathering=session, by=cast.amira, now=now, welcome="Everybody counts.", turn_to="Tom"
    )


@pytest.fixture
def ladder(room):
    """The question with three choices, with the room at it."""
    actions.go(room=room, place=2)
    return room.steps.get(place=2).askings.get()


@pytest.fixture
def say(room):
    """Call it for people who come in and answer, each with one of these choices; their seats."""

    def do(asking, *choices, turn=1):
        seats = []
        for choice in choices:
            seat = actions.take_seat(room=room)
            actions.give(asking=asking, seat=seat, turn=turn, answers={"choice": choice})
            seats.append(seat)
        return seats

    return do


@pytest.fixture
def look(room):
    """Call it for what the room is at now."""
    return lambda: telling.look(queries.room(room.pk))


@pytest.fixture
def room_at_groups(session, cast, now):
    """A room that is at small groups of three."""
    session.version.__class__.objects.update(agenda=[GROUPS])
    session.refresh_from_db()
    room = actions.open_room(gathering=session, by=cast.amira, now=now)
    actions.go(room=room, place=1)
    return queries.room(room.pk)


@pytest.fixture
def make_groups(room_at_groups, cast, now):
    """Call it for the groups of that room, made anew if there are some."""

    def do(how="random", size=3, **more):
        there = queries.breakout(room_at_groups.steps.get())
        return actions.make_groups(
            room=room_at_groups,
            by=cast.amira,
            now=now,
            rng=Random(7),
            how=how,
            size=size,
            instead_of=there.pk if there else None,
            **more,
        )

    return do


def people(room, number, **more):
    """Return the seats of so many people who come in."""
    return [actions.take_seat(room=room, **more) for _ in range(number)]
