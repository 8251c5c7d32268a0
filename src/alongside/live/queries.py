"""Which rooms, askings and votes: named reads."""

import re
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Prefetch, Q, QuerySet, When

from alongside.asks.models import Wave
from alongside.gatherings import queries as gatherings
from alongside.gatherings.models import Gathering
from alongside.people.models import Organisation
from alongside.walls import queries as contributions
from alongside.walls.models import Kept, Wall

from .models import (
    FORGOTTEN_AFTER,
    Asking,
    Backing,
    Breakout,
    Raised,
    Room,
    Seat,
    Sitting,
    SmallGroup,
    Step,
    Vote,
)


def _rooms() -> Any:
    return Room.objects.select_related(
        "gathering__programme__organisation", "gathering__evaluation"
    )


def open_room(gathering: Gathering) -> Room | None:
    """Return the room of a session that is open now."""
    return _rooms().filter(gathering=gathering, closed=None).first()


def to_wipe(now: datetime) -> QuerySet[Room]:
    """Return the closed rooms of whose people traces may still lie in the database files. While
    another room is open they wait for a day: on PostgreSQL its votes would have to wait."""
    found = Room.objects.filter(closed__isnull=False, wiped=None)
    if Room.objects.filter(closed=None, until=None).exists():
        return found.filter(closed__lte=now - FORGOTTEN_AFTER)
    return found


def open_rooms(organisation: Organisation) -> list[Room]:
    """Return the rooms of an organisation that are open now, the newest one first."""
    return list(_rooms().filter(gathering__programme__organisation=organisation, closed=None))


def newest_room(code: str) -> Room | None:
    """Return the newest room, open or closed, of the session whose code somebody typed."""
    return _rooms().filter(gathering__code=gatherings.as_kept(code)).first()


def to_close(now: datetime) -> QuerySet[Room]:
    """Return the open rooms whose time is over (`Room.closes_itself`)."""
    before = now - FORGOTTEN_AFTER
    forgotten = Q(until=None, gathering__ends__lte=before, opened__lte=before)
    found: QuerySet[Room] = _rooms().filter(Q(until__lte=now) | forgotten, closed=None)
    return found


def room_of_screen(secret: str) -> Room | None:
    return _rooms().filter(secret=secret.upper()).first()


def steps(room: Room) -> list[Step]:
    """Return the steps of a room in order."""
    return list(room.steps.all())


def step_of_answer(answers: Wave, question: str) -> Step | None:
    """Return the step of a closed room at which a question was asked, by the name that its answers
    have (`Step.name`), or those beside it that say why."""
    place = re.match(r"step_(\d+)", question)
    found = Step.objects.filter(room__answers=answers).select_related("room")
    return found.filter(place=place[1]).first() if place else None


def current(room: Room) -> Step | None:
    """Return the step that everybody is at; None in the lobby."""
    rows = room.steps.select_related("wall__organisation").filter(place=room.place)
    return rows.first() if room.place else None


def askings(step: Step) -> list[Asking]:
    """Return how often the question of a step was asked, without what was reset."""
    return list(step.askings.filter(reset=None))


def put_aside(room: Room) -> list[Asking]:
    """Return the askings of a room that were begun anew after somebody had answered, newest first;
    how many had stays known when the answers go with the room."""
    rows = Asking.objects.select_related("step__room").filter(step__room=room, put_aside__gt=0)
    return list(rows.exclude(reset=None).order_by("-reset"))


def last_put_aside(asking: Asking) -> Asking | None:
    """Return what an asking took the place of last, when it was begun anew with answers in it."""
    found = asking.step.askings.exclude(reset=None).filter(number=asking.number, put_aside__gt=0)
    return found.order_by("reset").last()


def put_in(asking: Asking) -> list[Vote]:
    """Return the answers that somebody who leads put in, newest first."""
    return list(asking.votes.filter(seat=None).order_by("-pk"))


def answers(asking: Asking) -> list[dict[str, Any]]:
    """Return what was answered in one asking, in no order."""
    return list(asking.votes.values_list("answers", flat=True))


def answered_steps(seat: Seat) -> set[int]:
    """Return the keys of the steps whose question somebody answered."""
    return set(seat.votes.values_list("asking__step", flat=True))


def whys(asking: Asking) -> list[str]:
    """Return what people wrote beside their answers in one asking, in no order."""
    return list(asking.votes.exclude(why="").values_list("why", flat=True))


def looked_through(step: Step) -> dict[str, bool]:
    """Return the marks of the words at a step that whoever leads has looked at, and of each whether
    the room may read it."""
    return dict(step.looked_through.values_list("words", "shown"))


def vote(asking: Asking, seat: Seat) -> Vote | None:
    """Return what somebody answered in one asking."""
    return Vote.objects.filter(asking=asking, seat=seat).first()


def seat(room: Room, pk: int) -> Seat | None:
    return room.seats.filter(pk=pk).first()


def raised_by_receipt(key: str) -> Raised | None:
    """Return the question from a room whose code has this hash."""
    found = Raised.objects.filter(receipt=key).exclude(receipt="")
    return found.select_related("room__gathering__programme__organisation").first()


def raised_with_receipt(room: Room) -> QuerySet[Raised]:
    """Return the questions from a room that have a code."""
    return room.raised.exclude(receipt="")


def raised_without_receipt(room: Room, seat: Seat) -> QuerySet[Raised]:
    """Return the questions that somebody asked and that have no code yet."""
    return room.raised.filter(seat=seat, receipt="")


def want_codes(room: Room) -> list[Seat]:
    """Return who wants codes for what they say."""
    return list(room.seats.filter(codes=True))


def receipts_of_answers(room: Room) -> set[tuple[str, str]]:
    """Return the hashes of the codes of what people wrote in a closed room, each with the name of
    its question."""
    if room.answers is None:
        return set()
    found = room.answers.comments.exclude(receipt="")
    return set(found.values_list("question", "receipt"))


def kept(room: Room) -> list[Kept]:
    """Return what was kept of a room as contributions, its walls' notes with it, newest first."""
    return list(contributions.kept_from(room.gathering.organisation, f"{room.thing}:", walls(room)))


def room(pk: int) -> Room | None:
    return _rooms().filter(pk=pk).first()


def questions(room: Room) -> list[Raised]:
    """Return the questions of the room that are shown, those with the most backing first; then the
    answered ones. Each has `backed`, how many would like to know it too."""
    rows = room.raised.filter(state__in=Raised.SEEN)
    answered = Case(When(state=Raised.State.ANSWERED, then=1), default=0)
    return list(rows.annotate(backed=Count("backings")).order_by(answered, "-backed", "pk"))


def waiting(room: Room) -> QuerySet[Raised]:
    """Return the questions that nobody has looked through yet, in the order they came."""
    return room.raised.filter(state=Raised.State.WAITING)


def backed_by(seat: Seat) -> set[int]:
    """Return the keys of the questions that somebody backs."""
    return set(Backing.objects.filter(seat=seat).values_list("raised", flat=True))


def raised(room: Room, pk: int) -> Raised | None:
    return room.raised.select_related("room").filter(pk=pk).first()


def here(room: Room) -> list[Seat]:
    """Return the seats of those who have not left, in no order that says who came when."""
    return list(room.seats.filter(left=False))


def along(room: Room) -> QuerySet[Seat]:
    """Return those of them who have come to the step with small groups that the room is at."""
    return room.seats.filter(left=False, at=room.place)


def without_group(breakout: Breakout) -> QuerySet[Seat]:
    """Return who is at the step of some small groups and sits in none of them."""
    seated = breakout.sittings.values("seat")
    return along(breakout.step.room).exclude(pk__in=seated)


def number_of_people(room: Room) -> dict[str, int]:
    """Return how many who came in are `here`, as far as we know, how many are `gone`, how many are
    `along` at the step with small groups that the room is at, and how many of these `told` who they
    are here; and how many of all have said what would help them (`needs`)."""
    stays = Q(left=False)
    along = stays & Q(at=room.place)
    counts: dict[str, int] = room.seats.aggregate(
        here=Count("pk", filter=stays),
        gone=Count("pk", filter=~stays),
        along=Count("pk", filter=along),
        told=Count("pk", filter=along & ~Q(role="")),
        needs=Count("pk", filter=~Q(needs="")),
    )
    return counts


def at_groups(room: Room) -> bool:
    """Return whether the room is at a step with small groups."""
    step = current(room)
    return step is not None and step.kind == "breakout"


def breakout(step: Step) -> Breakout | None:
    """Return the small groups of a step, once they are made."""
    return Breakout.objects.select_related("step__room").filter(step=step).first()


def breakouts_now(room: Room) -> QuerySet[Breakout]:
    """Return the small groups that a room is in now, one at most: none once everybody is back."""
    rows = Breakout.objects.select_related("step__room")
    return rows.filter(step__room=room, step__place=room.place, back=None)


def small_groups(breakout: Breakout) -> list[SmallGroup]:
    """Return the groups in order, each with `people`, its sittings in the order they sat down."""
    sittings = Sitting.objects.select_related("seat").order_by("pk")
    rows = breakout.groups.select_related("wall__organisation", "notes_by", "turn")
    return list(rows.prefetch_related(Prefetch("sittings", sittings, to_attr="people")))


def groups_that_said(room: Room) -> list[SmallGroup]:
    """Return the small groups that had something for the others to hear, once all were back."""
    rows = SmallGroup.objects.select_related("breakout__step__room").exclude(said="")
    there = rows.filter(breakout__step__room=room, breakout__back__isnull=False)
    return list(there.order_by("breakout__step__place", "number"))


def small_group(room: Room, number: int) -> SmallGroup | None:
    """Return a group of the step that a room is at."""
    rows = SmallGroup.objects.select_related("breakout__step__room", "wall")
    return rows.filter(
        breakout__step__room=room, breakout__step__place=room.place, number=number
    ).first()


def sitting(breakout: Breakout, seat: Seat) -> Sitting | None:
    """Return where somebody sits."""
    rows = breakout.sittings.select_related("group__wall__organisation", "group__notes_by")
    return rows.filter(seat=seat).first()


def sizes(breakout: Breakout) -> dict[SmallGroup, int]:
    """Return how many people sit in each group, in the order of the groups."""
    counted = breakout.groups.annotate(sitting=Count("sittings")).order_by("number")
    return {group: group.sitting for group in counted}


def walls(room: Room) -> list[Wall]:
    """Return the walls of a room: those of its steps, and those of its small groups."""
    of_groups = Wall.objects.filter(group__breakout__step__room=room)
    of_steps = Wall.objects.filter(step__room=room).order_by("step__place")
    return [
        *of_steps,
        *of_groups.select_related("group").order_by("group__breakout", "group__number"),
    ]
