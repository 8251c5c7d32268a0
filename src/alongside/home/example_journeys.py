"""The example's journey: the way of a national charity with its advisors, and two rounds of the six
values. What stands in it is in `story/journeys.toml`."""

import random
import tomllib
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alongside.asks import actions as asks
from alongside.journeys import actions as journeys
from alongside.journeys.models import Journey, Stage
from alongside.journeys.values import VALUES
from alongside.people.models import Membership
from alongside.projects.models import Project


def tell(*, lead: Membership, now: datetime) -> None:
    """Make the journey beside the project of the same story, which has to be there."""
    told = tomllib.loads((files("alongside.home") / "story" / "journeys.toml").read_text("utf-8"))
    project = Project.objects.get(organisation=lead.organisation, name=told["project"])
    begun = now + timedelta(days=told["begun"])
    journey = journeys.begin(
        organisation=lead.organisation,
        title=told["title"],
        about=told["about"],
        starter=told["starter"],
        by=lead,
        now=begun,
    )
    for stage, of_it in zip(journey.stages.all(), told["stage"], strict=True):
        _stage(stage, of_it, project, lead, now)
    for of_round in told["round"]:
        _rate(journey, of_round, lead, now)
    journeys.publish(journey=journey, now=now)


def _stage(
    stage: Stage, told: dict[str, Any], project: Project, lead: Membership, now: datetime
) -> None:
    def day(of: int) -> date:
        return timezone.localdate(now) + timedelta(days=of)

    words = {name: told[name] for name in ("people", "staff", "changed", "holds_back")}
    if "next_step" in told:
        words |= {"next_step": told["next_step"], "next_owner": lead}
        words["next_due"] = day(told["next_due"])
    journeys.change_stage(stage=stage, begun=day(told["begun"]), by=lead, now=now, **words)
    journeys.link_projects(stage=stage, projects=[project], readable=[project])
    for times in told.get("reached", []):
        journeys.reach(stage=stage, since=day(times["since"]), by=lead, now=now)
        if "until" in times:
            journeys.step_back(
                stage=stage, until=day(times["until"]), because=times["because"], now=now
            )
    if "shown_by" in told:
        meeting = project.meetings.get(title=told["shown_by"])
        at = [project.organisation.slug, project.pk, meeting.pk]
        journeys.show(
            stage=stage,
            says=told["shows"],
            dated=meeting.day,
            record=f"meeting:{meeting.pk}",
            address=reverse("projects:meeting", args=at),
            by=lead,
            now=now,
        )


def _rate(journey: Journey, told: dict[str, Any], lead: Membership, now: datetime) -> None:
    opened = now + timedelta(days=told["day"])
    closes = opened + timedelta(days=14)
    found = journeys.ask_for_values(journey=journey, closes=closes, by=lead, now=opened)
    dice = random.Random(told["day"])  # noqa: S311 the same made-up story each time
    for side in ("people", "staff"):
        for number in range(told[side]["many"]):
            said = {one.key: {"choice": dice.choice(told[side]["say"])} for one in VALUES}
            answers: dict[str, Any] = {"side": {"choice": side}} | said
            asks.answer(wave=found.wave, answers=answers, client=f"{side} {number}", now=opened)
    asks.close(wave=found.wave, now=closes)
