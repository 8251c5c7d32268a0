"""What everybody in a room is told: read once, drawn once, sent to all.

Two channels: `people` for phones, `screen` for the big screen. Phones are told what the room is at;
results only once they are shown. Nothing that is sent names anybody or says who answered what.
"""

import json
from dataclasses import dataclass, field
from itertools import count as count_from
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from alongside.walls import queries as walls
from alongside.web.beside import in_thread
from alongside.web.database import AWAY
from alongside.web.stream import hub

from . import looked, queries, results
from .asked import Asked
from .models import Asking, Breakout, Room, SmallGroup, Step

PEOPLE, SCREEN = "people", "screen"

OUT_OF_TOUCH = (
    "This part of the server is out of touch with the others. Every answer is kept and counted, "
    "but some phones may show things late. It mends by itself."
)
NO_DATABASE = (
    "The database does not answer, so no answers are taken just now. Phones send theirs again by "
    "themselves until it does."
)


@dataclass(frozen=True)
class Now:
    """What a room is at. `number` counts its open question's answers. Of its seats `here` have not
    left, as far as we know, and `gone` have; `along` are at its step with small groups, of whom
    some `told` who they are; of all, `needs` have said what would help them. `questions` counts
    those from the room that nobody has looked through yet. Where people under 18 are in it,
    `waiting` counts such words, and `let` is another one with any change of those that the room
    may read."""

    room: Room
    step: Step | None
    asking: Asking | None
    earlier: tuple[Asking, ...] = ()
    here: int = 0
    gone: int = 0
    along: int = 0
    told: int = 0
    needs: int = 0
    number: int = 0
    steps: int = 0
    breakout: Breakout | None = None
    groups: tuple[SmallGroup, ...] = ()
    let: str = ""
    waiting: int = 0
    questions: int = 0

    @property
    def open(self) -> bool:
        """Whether an answer is taken now."""
        return self.asking is not None and self.asking.open and not self.room.closed

    @property
    def key(self) -> str:
        """What a page compares: while it stays the same nothing on a phone is replaced."""
        at = self.asking
        flags = f"{at.pk}.{at.revealed:d}{at.locked:d}" if at else ""
        if at and at.revealed:  # nobody types: what is shown may grow
            flags += f".{self.number}.{self.let}"
        if self.breakout is not None:
            flags = f"{self.breakout.pk}.{bool(self.breakout.back):d}"
            flags += f".{self.let}" if self.breakout.back else ""
        elif self.step is not None and self.step.wall_id:
            flags = f"w{self.step.wall_id}"
        elif self.step is not None and self.step.kind == "evaluation":
            flags = self.room.evaluation_is
        return f"{self.room.place}.{flags}.{bool(self.room.closed):d}"

    @property
    def before_groups(self) -> bool:
        """Whether the room is at a step whose small groups are yet to be made."""
        step = self.step
        if step is None or step.kind != "breakout":
            return False
        return self.breakout is None and step.wall_id is None

    @property
    def in_groups(self) -> bool:
        """Whether everybody is in their small group now."""
        return self.breakout is not None and not self.breakout.back

    @property
    def ends(self) -> int:
        """When the time is up that runs at this step, in milliseconds since 1970; 0 for no time."""
        ends = self.step.ends if self.step is not None else None
        return int(ends.timestamp() * 1000) if ends is not None and not self.room.closed else 0


def look(room: Room) -> Now:
    """Return what a room is at, in few queries."""
    step = queries.current(room)
    found = queries.askings(step) if step and step.asks else []
    asking = found[-1] if found else None
    grouped = step is not None and step.kind == "breakout" and step.wall_id is None
    breakout = queries.breakout(step) if step and grouped else None
    return Now(
        room=room,
        step=step,
        asking=asking,
        earlier=tuple(found[:-1]),
        **queries.number_of_people(room),
        number=asking.votes.count() if asking else 0,
        steps=room.steps.count(),
        breakout=breakout,
        groups=tuple(queries.small_groups(breakout)) if breakout else (),
        let=looked.let(step) if step else "",
        waiting=looked.waiting(step) if step else 0,
        questions=queries.waiting(room).count(),
    )


def result(now: Now) -> str:
    """Return the results of the question the room is at, drawn: only once they are shown."""
    assert now.step is not None
    assert now.asking is not None
    askings = (*now.earlier, now.asking)
    return results.html(
        now.step.question,
        [queries.answers(one) for one in askings],
        "The results",
        [queries.whys(one) for one in askings] if now.step.asked.why else (),
        looked.seen(now.step),
        sum(len(queries.put_in(one)) for one in results.compared(askings)),
    )


def part(now: Now, **more: Any) -> str:
    """Return what a phone shows: the same for everybody, but for `more` of whoever it is drawn for
    on a page of their own."""
    return render_to_string("live/parts/now.html", context(now) | more)


def context(now: Now) -> dict[str, Any]:
    """Return what the part of a phone needs."""
    values: dict[str, Any] = {"now": now, "room": now.room, "step": now.step, "asking": now.asking}
    values["at"] = moment()
    if now.open and now.step is not None:
        values |= now.step.asked.fields()
    if now.asking is not None and now.asking.revealed:
        values["results"] = result(now)
    if now.breakout is not None and now.breakout.back:
        values["beside"] = [said_by(group) for group in now.groups]
    return values


def said_by(group: SmallGroup) -> dict[str, Any]:
    """Return what a small group said, for everybody: its words once they may be read, and its notes
    as they are on its wall."""
    may = looked.seen(group.breakout.step)(group.said)
    written = list(walls.notes(group.wall)) if group.wall is not None else []
    columns = walls.columns(group.wall, written) if group.wall is not None else []
    words = group.said if may else ""
    return {"group": group, "said": words, "columns": columns, "count": len(written)}


def moment() -> int:
    """Return what time it is here, in milliseconds since 1970: clocks of phones may go wrong."""
    return int(timezone.now().timestamp() * 1000)


@dataclass
class Told:
    """What the event loop knows of a room without asking the database: which asking takes answers
    to which question. It is as old as the reading with this number; `intake` looks again. How many
    are here and have answered was told last as of `counted`."""

    questions: dict[int, Asked] = field(default_factory=dict)
    reading: int = 0
    counted: int = 0


rooms: dict[int, Told] = {}
"""The rooms that this process has told something, by key."""

_readings = count_from(1)


async def refresh(thing: str) -> None:
    """Tell everybody who listens to a room ("room:12") what it is at now. While the database cannot
    be read whoever leads is told so. What was read before something that is told already is older,
    and dropped: two may read at once."""
    pk = int(thing.partition(":")[2])
    reading = next(_readings)
    try:
        found = await in_thread(drawn, pk)
    except AWAY:
        await _tell({f"{thing}:{SCREEN}": {"trouble": NO_DATABASE}})
        raise
    known = rooms.get(pk) or Told()
    if found is None or known.reading > reading:
        return
    if known.counted > reading:
        del found.screen["count"]
    rooms[pk] = found.told
    rooms[pk].reading = reading
    rooms[pk].counted = max(reading, known.counted)
    screen = found.screen | {"trouble": trouble()}
    await _tell({f"{thing}:{SCREEN}": screen, f"{thing}:{PEOPLE}": found.people})


async def recount(thing: str) -> None:
    """Tell the big screen how many have answered a room's question ("votes:12"): nothing else of
    the room changes with an answer before the results are shown, and then none is taken."""
    pk = int(thing.partition(":")[2])
    name = f"room:{pk}:{SCREEN}"
    reading = next(_readings)
    try:
        found = await in_thread(counted, pk)
    except AWAY:
        await _tell({name: {"trouble": NO_DATABASE}})
        raise
    known = rooms.setdefault(pk, Told())
    if found is not None and known.counted < reading:
        known.counted = reading
        await _tell({name: {"count": found, "trouble": trouble()}})


def counted(pk: int) -> str | None:
    """Return how many are in a room and have answered, in words, or None where there is no room."""
    room = queries.room(pk)
    return None if room is None else count(look(room))


async def _tell(told: dict[str, dict[str, str]]) -> None:
    """Tell channels their frames, those that are there: whoever comes first has the room read for
    them. All of them know before the first is sent anything, for while that goes on newer frames
    may be told."""
    fresh = []
    for name, frames in told.items():
        if channel := hub.channels.get(name):
            new = [channel.tell(kind, text) for kind, text in frames.items()]
            fresh += [channel] if any(new) else []
    for channel in fresh:
        await hub.tell(channel)


def trouble() -> str:
    """Return what whoever leads has to know of the server, "" when all is well."""
    return OUT_OF_TOUCH if hub.alone else ""


@dataclass(frozen=True)
class Drawn:
    """What is told of a room, by kind: to phones, and to the big screen."""

    told: Told
    people: dict[str, str]
    screen: dict[str, str]


def drawn(pk: int) -> Drawn | None:
    """Return what is told of a room, read once and drawn once for all."""
    room = queries.room(pk)
    if room is None:
        return None
    now = look(room)
    told = Told(_open_questions(room, now))
    questions = {"questions": queries.questions(room)}
    asked = render_to_string("live/parts/questions.html", questions)
    read = render_to_string("live/parts/questions.html", questions | {"read": True})
    both = {"clock": render_to_string("live/parts/clock.html", {"now": now})}
    led = {"count": count(now), "groups": groups_led(now), "needs": str(now.needs)}
    return Drawn(
        told,
        people={"now": part(now), "questions": asked, "groups": groups(now)} | both,
        screen={"now": screen(now), "questions": read} | led | both,
    )


def groups(now: Now) -> str:
    """Return the revision of each small group by its number, as JSON: a phone whose group has a new
    one asks for it."""
    return json.dumps(_revisions(now))


def groups_led(now: Now) -> str:
    """Return the same for whoever leads, whose page also says who is yet to come: under 0 how many
    have."""
    return json.dumps({0: now.along} | _revisions(now) if now.in_groups else {})


def _revisions(now: Now) -> dict[int, int]:
    return {group.number: group.revision for group in now.groups} if now.in_groups else {}


def _open_questions(room: Room, now: Now) -> dict[int, Asked]:
    if room.closed:
        return {}
    return {now.asking.pk: now.step.asked} if now.open and now.asking and now.step else {}


def screen(now: Now) -> str:
    """Return what the big screen shows."""
    return render_to_string("live/parts/screen.html", on_screen(now))


def on_screen(now: Now) -> dict[str, Any]:
    """Return what the part of the big screen needs: the question stays there while no answers are
    taken any more."""
    values = context(now)
    if now.asking is not None and now.step is not None and not now.asking.revealed:
        values |= now.step.asked.on_screen()
    return values


def count(now: Now) -> str:
    """Return how many came in, have left and have answered, in words."""
    if now.room.closed:
        return "The room is closed"
    return ". ".join([_how_many(now), *calls(now)])


def calls(now: Now) -> list[str]:
    """Return in words what whoever leads is wanted for: by which small group, and to look at."""
    calling = [f"{group} asks for help" for group in now.groups if group.help and not group.coming]
    if now.waiting:
        calling.append(f"{now.waiting} to look through")
    if now.questions:
        many = "1 question" if now.questions == 1 else f"{now.questions} questions"
        calling.append(f"{many} from the room to look through")
    return calling


def _how_many(now: Now) -> str:
    came = now.here + now.gone
    words = ["1 person came in" if came == 1 else f"{came} people came in"]
    if now.gone:
        words.append(_have(now.gone, "left"))
    if now.asking is not None:
        words.append(_have(now.number, "answered"))
    elif now.before_groups or now.in_groups:
        words.append("1 is at this step" if now.along == 1 else f"{now.along} are at this step")
        if now.before_groups and now.step is not None and now.step.item.get("how") == "mix":
            words.append(f"{now.told} said who they are here")
    return ", ".join(words)


def _have(number: int, done: str) -> str:
    return f"1 has {done}" if number == 1 else f"{number} have {done}"
