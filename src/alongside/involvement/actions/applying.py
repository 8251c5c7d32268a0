"""Somebody asks to take part, gets a place or not, and leaves whenever they like."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from alongside.letters import actions as letters
from alongside.people import actions as people
from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.projects import actions as projects

from ..models import Offer, Opportunity, Part
from .telling import tell

TOO_MANY = (
    "Very many people have asked from your network today, so we stop here until tomorrow. "
    "Ring the person whom you can ask."
)
TOO_YOUNG = "This is for people of {age} or over. Ask us what else there is."


@transaction.atomic
def apply(
    *,
    opportunity: Opportunity,
    name: str,
    age: str,
    now: datetime,
    today: date,
    email: str = "",
    phone: str = "",
    words: str = "",
    needs: str = "",
    grown_up: str = "",
    grown_up_reach: str = "",
    client_id: UUID | None = None,
    typed_from: str | None = None,
) -> Part:
    """Return somebody's wish to take part. Who has this address is found or added as a member; what
    is known of them does not change by it. Without an address there is a new member each time.

    Side effect: a letter with their private link goes to the address. Who asked before gets their
    part back and the link again, once a day at most. `typed_from` is the network address of whoever
    typed this; `letters.TooMany` stops one who would have us write to everybody, or asks in
    too many names.
    """
    opportunity = Opportunity.objects.select_for_update().get(pk=opportunity.pk)
    if client_id and (before := opportunity.parts.filter(client_id=client_id).first()):
        return before
    if not opportunity.open(today):
        raise NotPossible("This is not open any more.")
    if too_young(opportunity, age):
        raise NotPossible(TOO_YOUNG.format(age=opportunity.from_age))
    if age == Part.Age.CHILD and not (grown_up.strip() and grown_up_reach.strip()):
        raise NotPossible("Tell us who is responsible for you, and how we reach them.")
    if typed_from is not None:
        _note_typed(email, typed_from, client_id, now)
    organisation = opportunity.organisation
    email = email.strip().lower()
    member = people.add_member(
        organisation=organisation,
        name=" ".join(name.split()),
        email=email,
        phone="" if _known(opportunity, email) else phone,
        now=now,
    )
    try:
        with transaction.atomic():
            part = Part.objects.create(
                opportunity=opportunity,
                member=member,
                age=age,
                words=words.strip(),
                needs=needs.strip(),
                grown_up=grown_up.strip(),
                grown_up_reach=grown_up_reach.strip(),
                asked=now,
                client_id=client_id,
            )
    except IntegrityError:
        again = opportunity.parts.filter(member=member, left=None).first()
        if again is None:
            raise NotPossible("This form was sent before. Open the page again.") from None
        part = again
        tell(part, "asked", now=now, once=f"again-{now:%Y-%m-%d}")
        return part
    tell(part, "asked", now=now)
    return part


def _note_typed(email: str, typed_from: str, client_id: UUID | None, now: datetime) -> None:
    """Count whoever types this. Without an address each form counts as a new one, so that nobody
    fills the list of those who wait."""
    try:
        address = email or f"no address {client_id or uuid4()}"
        letters.note_typed(address=address, client=typed_from, now=now)
    except letters.TooMany:
        if email:
            raise
        raise letters.TooMany(TOO_MANY) from None


def _known(opportunity: Opportunity, email: str) -> bool:
    """Whether a member with this address is there. A stranger who types it changes nothing."""
    members = opportunity.organisation.memberships
    return bool(email) and members.filter(email=email, left=None).exists()


def too_young(opportunity: Opportunity, age: str) -> bool:
    """Whether nobody of this age can take part."""
    return (age == Part.Age.CHILD and opportunity.from_age >= 16) or (
        age == Part.Age.YOUNG and opportunity.from_age >= 18
    )


@transaction.atomic
def agree_for_child(*, part: Part, day: date) -> None:
    """Note that whoever is responsible for somebody under 16 agreed on a day."""
    Part.objects.filter(pk=part.pk, age=Part.Age.CHILD).update(grown_up_agreed=day)


@transaction.atomic
def place(*, part: Part, by: Membership, now: datetime, today: date, in_team: bool = False) -> Part:
    """Give somebody a place, with the offer that the opportunity tells. `in_team` adds them to the
    team of its project. Side effect: a letter. Twice is once."""
    opportunity = Opportunity.objects.select_for_update().get(pk=part.opportunity_id)
    part = opportunity.parts.select_related("member", "opportunity__organisation").get(pk=part.pk)
    if part.placed:
        return part
    if part.left:
        raise NotPossible(f"{part.member} does not want to take part any more.")
    if opportunity.parts.filter(placed__isnull=False, left=None).count() >= opportunity.places:
        raise NotPossible("All places are taken. Enter more places first, or say “not this time”.")
    if part.age == Part.Age.CHILD and part.grown_up_agreed is None:
        raise NotPossible(
            f"{part.grown_up} has to agree first. Talk to them, and note the day on which they did."
        )
    part.placed = part.decided = now
    part.decided_by, part.not_now = by, ""
    part.save(update_fields=["placed", "decided", "decided_by", "not_now"])
    if opportunity.amount:
        Offer.objects.create(
            part=part,
            amount=opportunity.amount,
            per=opportunity.per,
            basis=opportunity.basis,
            made=now,
            made_by=by,
        )
    project = opportunity.project
    if in_team and project and not project.seats.filter(member=part.member, left=None).exists():
        projects.add_seat(
            project=project, member=part.member, staff=False, experience=True, joined=today
        )
    tell(part, "placed", now=now)
    return part


@transaction.atomic
def not_now(*, part: Part, why: str, by: Membership, now: datetime) -> Part:
    """Tell somebody that they get no place this time, and why. Side effect: a letter."""
    part = Part.objects.select_for_update(of=("self",)).get(pk=part.pk)
    if part.placed:
        raise NotPossible(f"{part.member} takes part already.")
    if part.left:
        raise NotPossible(f"{part.member} does not want to take part any more.")
    if not why.strip():
        raise NotPossible("Say why, in words that they can read.")
    part.not_now, part.decided, part.decided_by = why.strip(), now, by
    part.save(update_fields=["not_now", "decided", "decided_by"])
    tell(part, "not_now", now=now)
    return part


@transaction.atomic
def leave(*, part: Part, now: datetime) -> Part:
    """Somebody does not take part any more; nobody asks them why. What they gave time for before is
    still paid."""
    part = Part.objects.select_for_update(of=("self",)).get(pk=part.pk)
    if part.left is None:
        part.left = now
        part.save(update_fields=["left"])
    return part


@transaction.atomic
def send_link(*, part: Part, now: datetime) -> bool:
    """Write somebody their private link again, once a day at most; return whether they have an
    address."""
    return tell(part, "link", now=now, once=f"link-{now:%Y-%m-%d}") is not None
