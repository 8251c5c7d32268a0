"""The example's group assesses the organisation: once a year ago, talked over and agreed; and again
now, answered alone and half talked over. Who and what is in `story/assessments.toml`."""

import tomllib
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from django.utils import timezone

from alongside.assessments import actions as assessments
from alongside.assessments.actions import Asked
from alongside.assessments.models import Assessment, Place
from alongside.assessments.shelf import shipped
from alongside.methods import attached
from alongside.people.models import Membership
from alongside.projects.models import Evidence

SHOWN = ("early", "money")
"""Items that evidence of a project stands beside: a meeting at which it was looked at."""


def fill(*, lead: Membership, now: datetime) -> None:
    """Make both times."""
    story = tomllib.loads(
        (files("alongside.home") / "story" / "assessments.toml").read_text("utf-8")
    )
    for told in story["time"]:
        _time(story, told, lead, now)


def _time(story: dict[str, Any], told: dict[str, Any], lead: Membership, now: datetime) -> None:
    def moment(day: int) -> datetime:
        return now + timedelta(days=day)

    sides = [(side, name) for side in Place.Side.values for name in story[side]]
    assessment = assessments.begin(
        organisation=lead.organisation,
        instrument=shipped()[story["instrument"]],
        title=told["title"],
        closes=moment(told["closed"]),
        led_by=lead,
        people=[Asked(name, "", side) for side, name in sides],
        by=lead,
        now=moment(told["begun"]),
    )
    _answer(assessment, story, told["on"], moment(told["begun"] + 5))
    assessment = assessments.close(assessment=assessment, now=moment(told["closed"]))
    for on in told["on"]:
        _talk(assessment, on, lead, moment(told["talked"]), now)


def _answer(
    assessment: Assessment, story: dict[str, Any], told: list[dict[str, Any]], now: datetime
) -> None:
    """Have everybody answer alone. The first on the side of lived experience writes the notes."""
    for side in Place.Side.values:
        for number, name in enumerate(story[side]):
            said: dict[str, dict[str, Any]] = {
                on["item"]: {"point": on[side][number] or None} for on in told
            }
            if (side, number) == (Place.Side.EXPERIENCE, 0):
                for on in told:
                    said[on["item"]]["note"] = on.get("note", "")
            place = assessment.places.get(member__name=name)
            assessments.keep(place=place, said=said, now=now)
            assessments.finish_alone(place=place, now=now)


def _talk(
    assessment: Assessment, on: dict[str, Any], lead: Membership, talked: datetime, now: datetime
) -> None:
    """Write down what the group comes to about an item, as far as it has come."""
    if "said" not in on:
        return
    assessments.agree(
        assessment=assessment,
        item=on["item"],
        point=on.get("agreed"),
        said=on["said"],
        seen=0,
        by=lead,
        now=talked,
    )
    of_organisation = Evidence.objects.filter(
        organisation=lead.organisation, dated__lte=timezone.localdate(talked)
    )
    shows = of_organisation.order_by("-dated", "pk").first()
    if shows and on["item"] in SHOWN:
        assessments.show(
            assessment=assessment, item=on["item"], evidence=shows, by=lead, now=talked
        )
    if "file" in on:
        assessments.show(
            assessment=assessment,
            item=on["item"],
            says=on["says"],
            file=(attached.read(on["file"].encode()), "claims.csv"),
            dated=timezone.localdate(talked),
            by=lead,
            now=talked,
        )
    if "step" not in on:
        return
    today = timezone.localdate(now)
    step = assessments.plan_step(
        assessment=assessment,
        item=on["item"],
        text=on["step"],
        owner=lead.organisation.memberships.get(name=on["owner"]),
        due=today + timedelta(days=on["due"]),
    )
    if "result" in on:
        done_on = today + timedelta(days=on["done"])
        assessments.finish_step(step=step, result=on["result"], done_on=done_on, now=now)
