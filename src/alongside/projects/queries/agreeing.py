"""Ground rules, and who agreed to them."""

from django.db.models import OuterRef, Subquery

from ..models import Agreed, GroundRules, Project, Seat
from . import IN_TEAM


def newest(project: Project) -> GroundRules | None:
    """Return the ground rules as they stand."""
    return project.ground_rules.select_related("written_by").first()


def who_agreed(rules: GroundRules) -> tuple[list[Seat], list[Seat]]:
    """Return who of the team now agreed to these rules, each with the day they `agreed_on`, and who
    has not."""
    day = Agreed.objects.filter(rules=rules, seat=OuterRef("pk")).values("day")[:1]
    team = (
        Seat.objects.filter(IN_TEAM, project=rules.project_id)
        .select_related("member")
        .annotate(agreed_on=Subquery(day))
    )
    seats = list(team.order_by("member__name", "pk"))
    return (
        [seat for seat in seats if seat.agreed_on],
        [seat for seat in seats if not seat.agreed_on],
    )
