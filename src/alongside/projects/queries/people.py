"""Who is in the team of a project, counted by side, and who can join."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import QuerySet

from alongside.letters.queries import address_to, channel_to
from alongside.people import queries as people
from alongside.people.models import Membership, Role

from ..models import Project, Seat
from . import IN_TEAM

MOST_OFFERED = 50
"""How many people to choose from stand in a list at most; the others are found by name."""


@dataclass(frozen=True)
class Sides:
    """How many people, or votes, there are on each side; who is both counts in both sides."""

    people: int
    experience: int
    staff: int
    both: int

    @property
    def only_experience(self) -> int:
        return self.experience - self.both

    @property
    def only_staff(self) -> int:
        return self.staff - self.both


class OnASide(Protocol):
    """Somebody who is there for their own experience, as staff, or both."""

    @property
    def experience(self) -> bool: ...

    @property
    def staff(self) -> bool: ...


def sides(seats: Sequence[OnASide]) -> Sides:
    """Return how many of these people are on each side."""
    return Sides(
        people=len(seats),
        experience=sum(seat.experience for seat in seats),
        staff=sum(seat.staff for seat in seats),
        both=sum(seat.experience and seat.staff for seat in seats),
    )


def left_team(project: Project) -> QuerySet[Seat]:
    """Return the places of people who have left the team or the organisation, the last to leave
    the team first."""
    return project.seats.exclude(IN_TEAM).select_related("member").order_by("-left", "-pk")


def may_join(project: Project, search: str = "") -> QuerySet[Membership]:
    """Return the members of the organisation who are not in the team now, by name."""
    here = Seat.objects.filter(project=project, left=None).values("member")
    return people.members(project.organisation, search).exclude(pk__in=here)


def runners_in(project: Project) -> set[int]:
    """Return the keys of the members in the team now whose role lets them change the project."""
    roles = (Role.Name.OWNER, Role.Name.LEAD, Role.Name.FACILITATOR)
    found = project.seats.filter(
        left=None, member__left=None, member__person__isnull=False, member__roles__name__in=roles
    )
    return set(found.values_list("member", flat=True))


def reached(project: Project) -> QuerySet[Any]:
    """Return who is in the team now, each with the `channel` and `address` of a letter; both are
    empty for somebody who has no address, or wants paper."""
    return (
        project.seats.filter(IN_TEAM)
        .select_related("member")
        .annotate(channel=channel_to("member__"))
        .annotate(address=address_to("member__"))
    )
