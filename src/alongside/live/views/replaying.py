"""A closed room is gone through again, if whoever leads lets people: what was shown, what was
asked, and what was said, protected. Nothing can be answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from alongside.walls import queries as walls

from .. import access, protected, queries, telling
from ..models import Room, Step


@never_cache
def again(request: HttpRequest, code: str, place: int) -> HttpResponse:
    """One part of the agenda; after the last one, what people in the room asked."""
    room = access.replayed(code)
    last = room.steps.count()
    step = access.step(room, place) if place != last + 1 else None
    shown: dict[str, Any] = {
        "room": room,
        "place": place,
        "of": last + 1,
        "before": place - 1,
        "after": place + 1 if step else 0,
        "step": step,
        "parts": queries.steps(room),
    }
    if step is None:
        shown["questions"] = queries.questions(room) if room.replay_words else []
    elif step.asks:
        shown |= step.asked.on_screen() | _results(room, step)
    elif room.replay_words:
        shown |= _written(step)
    return render(request, "live/again.html", shown)


def _written(step: Step) -> dict[str, Any]:
    """Return what people wrote at a step: on its wall, and in its small groups."""
    found: dict[str, Any] = {}
    if step.wall is not None:
        found["columns"] = walls.columns(step.wall, list(walls.notes(step.wall)))
    if step.kind == "breakout" and (breakout := queries.breakout(step)) is not None:
        found["beside"] = [telling.said_by(group) for group in queries.small_groups(breakout)]
    return found


def _results(room: Room, step: Step) -> dict[str, Any]:
    """Return the results of each time that the question of a step was asked, drawn, or `not_seen`:
    the room saw none of them. Who goes through it alone is told beforehand that all are shown."""
    askings = queries.askings(step)
    seen = {step.name(one.number) for one in askings if one.seen or room.self_paced}
    if not seen:
        return {"not_seen": protected.NOT_SEEN}
    if room.answers is None:
        return {}
    drawn = protected.results(room.answers, [step.name(one.number) for one in askings], seen)
    return {"results": drawn, "drawn": "<table" in drawn}
