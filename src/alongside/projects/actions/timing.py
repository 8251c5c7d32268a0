"""The days of a project: set, moved, taken away, and people told of them."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from alongside.letters import actions as letters
from alongside.letters.models import Letter
from alongside.people.actions import NotPossible

from ..models import Evidence, Milestone, Project, Seat
from ..queries.people import reached
from .once import made_once


class ToldTeam(NamedTuple):
    """How telling the team went: to how many a letter was written, how many wanted none, and who
    has no address."""

    written: int
    stopped: int
    without: list[Seat]


@transaction.atomic
def add_milestone(
    *,
    project: Project,
    title: str,
    day: date,
    told: date | None = None,
    client_id: UUID | None = None,
) -> Milestone:
    """Return a new day in the timeline."""
    milestone, _ = made_once(
        project.milestones.all(),
        client_id=client_id,
        project=project,
        title=title,
        day=day,
        told=told,
    )
    return milestone


@transaction.atomic
def change_milestone(
    *, milestone: Milestone, title: str, day: date, told: date | None
) -> Milestone:
    """Change a day in the timeline. Whoever was told of the old day has not been told of the new
    one: a day that moves has nobody told of it, unless `told` changes too."""
    milestone = Milestone.objects.select_for_update().get(pk=milestone.pk)
    moved = day != milestone.day
    milestone.told = None if moved and told == milestone.told else told
    milestone.title, milestone.day = title, day
    milestone.moved += moved
    milestone.save(update_fields=["title", "day", "told", "moved"])
    return milestone


@transaction.atomic
def take_away_milestone(*, milestone: Milestone) -> None:
    """Take a day away. Raises NotPossible where evidence points at it."""
    record = f"milestone:{milestone.pk}"
    organisation = milestone.project.organisation_id
    if Evidence.objects.filter(organisation=organisation, record=record).exists():
        raise NotPossible("This day is evidence for something, so it stays. You can change it.")
    milestone.delete()


@transaction.atomic
def tell_team(*, milestone: Milestone, now: datetime) -> ToldTeam:
    """Write to everybody in the team who has an address, and note that people were told today.

    Nobody is told twice of the same day, unless it was moved away and back. Nothing is written
    about one person's own support: other staff can read letters.
    """
    milestone = (
        Milestone.objects.select_for_update(of=("self",))
        .select_related("project__organisation")
        .get(pk=milestone.pk)
    )
    project = milestone.project
    if project.level == Project.Level.INDIVIDUAL:
        raise NotPossible(
            "We write no letters about one person’s own support, because other staff can read "
            "them. Tell people yourselves, then note the day."
        )
    if milestone.told is not None:
        raise NotPossible("People have been told of this day already.")
    seats = list(reached(project))
    found = [_write(milestone, seat, now) for seat in seats if seat.address]
    milestone.told = timezone.localdate(now)
    milestone.save(update_fields=["told"])
    return ToldTeam(
        written=sum(letter.state != Letter.State.STOPPED for letter in found),
        stopped=sum(letter.state == Letter.State.STOPPED for letter in found),
        without=[seat for seat in seats if not seat.address],
    )


def _write(milestone: Milestone, seat: Any, now: datetime) -> Letter:
    subject, text = in_words(milestone)
    return letters.write(
        to=seat.address,
        channel=seat.channel,
        about=f"project-{milestone.project_id}",
        subject=subject,
        text=text,
        organisation=milestone.project.organisation,
        member=seat.member,
        once=f"milestone-{milestone.pk}-{milestone.moved}-{seat.pk}",
        optional=True,
        now=now,
    )


def in_words(milestone: Milestone) -> tuple[str, str]:
    """Return the subject and the text of the letter about a day: its first line, and the rest."""
    context = {"milestone": milestone, "project": milestone.project, "address": settings.ADDRESS}
    words = render_to_string("projects/letters/day.txt", context)
    subject, _, text = words.strip().partition("\n")
    return subject, text.strip() + "\n"
