"""The example's feedback: the ways people have, what they said by them, good and bad, and what the
organisation says of it: one sentence that does not hold, and one that is public with its base. What
stands in it is in `story/feedback.toml`."""

import tomllib
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any

from django.utils import timezone

from alongside.feedback import actions
from alongside.feedback.models import Entry, Route
from alongside.influence.models import Countersign
from alongside.involvement.models import Testimonial
from alongside.people.models import Membership
from alongside.projects.models import Project

ALIKE = "Much the same, on a card without a name."


def hear(*, lead: Membership, now: datetime) -> None:
    """Make it beside the project of the same story, which has to be there."""
    told = tomllib.loads((files("alongside.home") / "story" / "feedback.toml").read_text("utf-8"))
    project = Project.objects.get(organisation=lead.organisation, name=told["project"])
    routes = {one["name"]: _way(one, project, lead, now) for one in told["way"]}
    for one in told["said"]:
        _said(one, routes[one["way"]], project, lead, now)
    box = routes["A box at the door of the Sanctuary"]
    taken: list[Any] = list(
        Testimonial.objects.filter(part__opportunity__project=project, withdrawn=None)
    )
    taken += Countersign.objects.filter(
        contribution__project=project, counts=True, says=Countersign.Says.NO
    )
    for what in taken:
        actions.take(what=what, tone=Entry.Tone.POSITIVE, route=box, by=lead, now=now)
    for one in told["says"]:
        claim = actions.claim(
            organisation=lead.organisation,
            kind=one["kind"],
            words=one["words"],
            since=_day(one["since"], now),
            until=timezone.localdate(now),
            project=project,
            by=lead,
            now=now,
        )
        if one.get("public"):
            actions.publish(claim=claim, now=now)


def _day(of: int, now: datetime) -> date:
    return timezone.localdate(now + timedelta(days=of))


def _way(told: dict[str, Any], project: Project, lead: Membership, now: datetime) -> Route:
    """Add a way with how many were asked by it."""
    words = {name: told[name] for name in ("name", "about", "read_by")}
    route = actions.add_route(
        organisation=lead.organisation,
        since=_day(told["since"], now),
        open_link=told.get("open_link", False),
        project=project if told.get("of_project") else None,
        by=lead,
        **words,
    )
    for times in told.get("asked", []):
        actions.note_asked(route=route, by=lead, **times | {"day": _day(times["day"], now)})
    return route


def _said(
    told: dict[str, Any], route: Route, project: Project, lead: Membership, now: datetime
) -> None:
    """Note what somebody said with its answer, and so many who said much the same."""
    about = {"route": route, "project": project, "tone": told["tone"], "by": lead, "now": now}
    entry = actions.note(
        text=told["words"], day=_day(told["day"], now), public_ok=told["public"], **about
    )
    when = now + timedelta(days=told.get("answered", 0))
    if "answer" in told:
        actions.answer(entry=entry, answer=told["answer"], by=lead, now=when)
    for number in range(told.get("alike", 0)):
        same = actions.note(text=ALIKE, day=_day(told["day"] + number, now), **about)
        if told["tone"] != Entry.Tone.POSITIVE:
            later = now + timedelta(days=told["day"] + number + 5)
            actions.answer(entry=same, answer=told["answer"], by=lead, now=later)
