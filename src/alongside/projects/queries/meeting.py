"""Meetings, and who was at them."""

from django.db.models import Count, Q, QuerySet

from ..models import Meeting, Project, Seat


def meetings(project: Project) -> QuerySet[Meeting]:
    """Return the meetings of a project, newest first, each with how many of either side were
    there; who is both counts in both."""
    there = {
        side: Count("presences", filter=Q(**{f"presences__seat__{side}": True}))
        for side in ("experience", "staff")
    }
    return (
        project.meetings.select_related("stage")
        .annotate(were_experience=there["experience"], were_staff=there["staff"])
        .order_by("-day", "-pk")
    )


def who_was_there(meeting: Meeting) -> QuerySet[Seat]:
    """Return who of the team was at a meeting, by name."""
    return (
        Seat.objects.filter(presences__meeting=meeting)
        .select_related("member")
        .order_by("member__name", "pk")
    )


def everybody(project: Project) -> QuerySet[Seat]:
    """Return everybody who is or was in the team, by name: who can have been at a meeting."""
    return project.seats.select_related("member").order_by("member__name", "pk")
