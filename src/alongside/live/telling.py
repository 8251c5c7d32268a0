"""What everybody in a room is told: read once, drawn once, sent to all.

Two channels: `people` for phones, `screen` for the big screen. Phones are told what the room is at;
results only once they are shown. Nothing that is sent names anybody or says who answered what.
"""

from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string

from alongside.methods.questions import type_of
from alongside.web.beside import in_thread
from alongside.web.stream import hub

from . import queries, results
from .models import Asking, Room, Step

PEOPLE, SCREEN = "people", "screen"


@dataclass(frozen=True)
class Now:
    """What a room is at. `number` counts its open question's answers, `here` its seats."""

    room: Room
    step: Step | None
    asking: Asking | None
    earlier: tuple[Asking, ...] = ()
    here: int = 0
    number: int = 0
    steps: int = 0

    @property
    def open(self) -> bool:
        """Whether an answer is taken now."""
        return self.asking is not None and self.asking.open and not self.room.closed

    @property
    def key(self) -> str:
        """What a page compares: while it stays the same nothing on a phone is replaced."""
        at = self.asking
        flags = f"{at.pk}.{at.revealed:d}{at.locked:d}" if at else ""
        return f"{self.room.place}.{flags}.{bool(self.room.closed):d}"


def look(room: Room) -> Now:
    """Return what a room is at, in few queries."""
    step = queries.current(room)
    found = queries.askings(step) if step and step.asks else []
    asking = found[-1] if found else None
    return Now(
        room=room,
        step=step,
        asking=asking,
        earlier=tuple(found[:-1]),
        here=room.seats.count(),
        number=asking.votes.count() if asking else 0,
        steps=room.steps.count(),
    )


def result(now: Now) -> str:
    """Return the results of the question the room is at, drawn: only once they are shown."""
    assert now.step is not None
    assert now.asking is not None
    askings = [queries.answers(one) for one in (*now.earlier, now.asking)]
    return results.html(now.step.question, askings, "The results")


def part(now: Now, **more: Any) -> str:
    """Return what a phone shows: the same for everybody, but for `more` of whoever it is drawn for
    on a page of their own."""
    return render_to_string("live/parts/now.html", context(now) | more)


def context(now: Now) -> dict[str, Any]:
    """Return what the part of a phone needs."""
    values: dict[str, Any] = {"now": now, "room": now.room, "step": now.step, "asking": now.asking}
    if now.open and now.step is not None:
        values["q"] = type_of(now.step.question).fields(now.step.question)
    if now.asking is not None and now.asking.revealed:
        values["results"] = result(now)
    return values


@dataclass
class Told:
    """What the event loop knows of a room without asking the database: which asking takes answers
    to which question. It is as old as the last time it was told; `intake` looks again."""

    code: str = ""
    questions: dict[int, dict[str, Any]] = field(default_factory=dict)
    closed: bool = False


rooms: dict[int, Told] = {}
"""The rooms that this process has told something, by key."""


async def refresh(thing: str) -> None:
    """Tell everybody who listens to a room ("room:12") what it is at now."""
    found = await in_thread(_drawn, int(thing.partition(":")[2]))
    if found is None:
        return
    told, people, questions, screen, count = found
    rooms[int(thing.partition(":")[2])] = told
    for name, frames in (
        (f"{thing}:{PEOPLE}", {"now": people, "questions": questions}),
        (f"{thing}:{SCREEN}", {"now": screen, "count": count}),
    ):
        channel = hub.channel(name)
        fresh = [channel.tell(kind, text) for kind, text in frames.items()]
        if any(fresh):
            await hub.tell(channel)


def _drawn(pk: int) -> tuple[Told, str, str, str, str] | None:
    room = queries.room(pk)
    if room is None:
        return None
    now = look(room)
    told = Told(room.gathering.code, _open_questions(room, now), bool(room.closed))
    asked = render_to_string("live/parts/questions.html", {"questions": queries.questions(room)})
    return told, part(now), asked, screen(now), count(now)


def _open_questions(room: Room, now: Now) -> dict[int, dict[str, Any]]:
    if room.closed:
        return {}
    return {now.asking.pk: now.step.question} if now.open and now.asking and now.step else {}


def screen(now: Now) -> str:
    """Return what the big screen shows."""
    return render_to_string("live/parts/screen.html", context(now))


def count(now: Now) -> str:
    """Return how many are here and have answered, in words."""
    if now.room.closed:
        return "The room is closed"
    words = _how_many(now)
    return (
        f"{words}. This part of the server is out of touch with the others" if hub.alone else words
    )


def _how_many(now: Now) -> str:
    here = "1 person is here" if now.here == 1 else f"{now.here} people are here"
    if now.asking is None:
        return here
    answered = "1 has answered" if now.number == 1 else f"{now.number} have answered"
    return f"{here}, {answered}"
