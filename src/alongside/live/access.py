"""Who may open, run and join a room. Each function returns what was asked for, or raises."""

from typing import Any

from django.http import Http404

from alongside.gatherings import access as gatherings
from alongside.gatherings.models import Gathering
from alongside.people.models import Membership

from . import queries
from .models import Breakout, Raised, Room, Sitting, SmallGroup, Step


def runner(person: Any, organisation: str, pk: int) -> tuple[Membership, Gathering]:
    """Return who runs this session: an owner, lead or facilitator. Any of them shares control."""
    me = gatherings.runner(person, organisation)
    return me, gatherings.gathering(me, pk)


def reader(person: Any, organisation: str, pk: int) -> tuple[Membership, Gathering]:
    """Return who may read what came of a session: staff and senior managers."""
    me = gatherings.reader(person, organisation)
    return me, gatherings.gathering(me, pk)


may_run = gatherings.may_run


def room(gathering: Gathering, number: int) -> Room:
    """Return a room of a session, open or closed, or raise 404."""
    found = gathering.rooms.filter(pk=number).first()
    if found is None:
        raise Http404("this session had no such room")
    return found


def open_room(gathering: Gathering) -> Room:
    """Return the open room of a session, or raise 404."""
    found = queries.open_room(gathering)
    if found is None:
        raise Http404("this session has no open room")
    return found


def newest_room(gathering: Gathering) -> Room:
    """Return the newest room of a session, open or closed, or raise 404."""
    found = queries.newest_room(gathering.code)
    if found is None:
        raise Http404("this session has had no room")
    return found


def room_by_code(code: str) -> Room:
    """Return the newest room of the session with this code. Anybody with the code may come."""
    found = queries.newest_room(code)
    if found is None:
        raise Http404("no session with this code has had a room")
    return found


def replayed(code: str) -> Room:
    """Return the newest room of the session with this code, closed, if people may go through it
    again."""
    found = room_by_code(code)
    if not found.closed or not found.replay:
        raise Http404("nobody may go through this room again")
    return found


def screen(secret: str) -> Room:
    """Return the room that this big screen shows. Anybody with its address may look."""
    found = queries.room_of_screen(secret)
    if found is None:
        raise Http404("no room has this screen")
    return found


def step(room: Room, place: int) -> Step:
    """Return the step at this place, or raise 404."""
    found = room.steps.select_related("wall__organisation").filter(place=place).first()
    if found is None:
        raise Http404("this room has no such step")
    return found


def raised(room: Room, pk: int | None) -> Raised:
    """Return a question that somebody in this room asked, or raise 404."""
    found = None if pk is None else queries.raised(room, pk)
    if found is None:
        raise Http404("no such question in this room")
    return found


def small_group(room: Room, number: int | None) -> SmallGroup:
    """Return a small group of the step that the room is at, or raise 404."""
    found = None if number is None else queries.small_group(room, number)
    if found is None:
        raise Http404("no such group at this step")
    return found


def sitting(breakout: Breakout, pk: int | None) -> Sitting:
    """Return somebody who sits in one of these groups, or raise 404."""
    found = None if pk is None else breakout.sittings.select_related("seat").filter(pk=pk).first()
    if found is None:
        raise Http404("nobody sits there any more")
    return found
