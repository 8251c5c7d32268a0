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
    }
    if step is None:
        shown["questions"] = queries.questions(room) if room.replay_words else []
    elif step.asks:
        shown["results"] = _results(room, step)
    elif step.wall is not None and room.replay_words:
        notes = list(walls.notes(step.wall))
        shown["columns"] = walls.columns(step.wall, notes)
    elif step.kind == "breakout" and room.replay_words:
        breakout = queries.breakout(step)
        groups = queries.small_groups(breakout) if breakout is not None else []
        shown["beside"] = [telling.said_by(group) for group in groups]
    return render(request, "live/again.html", shown)


def _results(room: Room, step: Step) -> list[str]:
    """Return the results of each time that the question of a step was asked, drawn."""
    if room.answers is None:
        return []
    times = range(1, len(queries.askings(step)) + 1)
    return protected.results(room.answers, [step.name(number) for number in times])
