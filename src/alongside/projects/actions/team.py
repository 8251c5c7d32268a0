"""Who is in the team of a project: somebody joins, changes their part, leaves."""

from datetime import date

from django.db import IntegrityError, transaction

from alongside.people.actions import NotPossible
from alongside.people.models import Membership

from ..models import Project, Seat
from ..queries.people import runners_in

NO_SIDE = "Say whether they are staff, there for their own experience, or both."


@transaction.atomic
def add_seat(
    *,
    project: Project,
    member: Membership,
    staff: bool,
    experience: bool,
    joined: date,
    part: str = "",
    votes: bool = True,
) -> Seat:
    """Return somebody's place in the team. Raises NotPossible where they have one already."""
    if member.organisation_id != project.organisation_id or member.left is not None:
        raise NotPossible("Choose somebody who is in your organisation now.")
    if not (staff or experience):
        raise NotPossible(NO_SIDE)
    try:
        with transaction.atomic():
            return Seat.objects.create(
                project=project,
                member=member,
                staff=staff,
                experience=experience,
                part=part,
                votes=votes,
                joined=joined,
            )
    except IntegrityError as twice:
        raise NotPossible(f"{member} is in the team already.") from twice


@transaction.atomic
def change_seat(
    *, seat: Seat, staff: bool, experience: bool, part: str, votes: bool, joined: date
) -> Seat:
    """Change somebody's part, sides and vote, or the day on which they joined."""
    if not (staff or experience):
        raise NotPossible(NO_SIDE)
    if seat.left and joined > seat.left:
        raise NotPossible("Enter a day they joined on that is not after the day they left.")
    seat.staff, seat.experience, seat.part = staff, experience, part
    seat.votes, seat.joined = votes, joined
    seat.save(update_fields=["staff", "experience", "part", "votes", "joined"])
    return seat


@transaction.atomic
def leave(*, seat: Seat, day: date) -> Seat:
    """Somebody leaves the team on a day. What they were there for keeps their name. Whoever is the
    last who may change one person's own support stays: nobody outside could look after it."""
    project = Project.objects.select_for_update().get(pk=seat.project_id)
    seat = Seat.objects.select_for_update(of=("self",)).select_related("member").get(pk=seat.pk)
    if seat.left is not None:
        return seat
    if day < seat.joined:
        raise NotPossible("Enter the day they joined, or a later one.")
    if project.level == Project.Level.INDIVIDUAL:
        runners = runners_in(project)
        if seat.member_id in runners and len(runners) == 1:
            raise NotPossible(
                f"{seat} is the only one here who may change this project. Add somebody else who "
                "may first."
            )
    seat.left = day
    seat.save(update_fields=["left"])
    return seat
