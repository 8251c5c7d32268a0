"""What there is of one person."""

from django.db.models import Q, QuerySet

from alongside.people.models import Membership, Organisation

from ..models import Choice, Correction, Part, SamePerson, Training
from .opportunities import every_part


def something_to_take_part_in() -> QuerySet[Organisation]:
    """Return the organisations that offered something, or planned a session."""
    anything = Q(opportunities__isnull=False) | Q(programmes__gatherings__isnull=False)
    return Organisation.objects.filter(anything).distinct()


def with_own_page(organisation: Organisation) -> QuerySet[Membership]:
    """Return the members who take part, or did, in something of an organisation, or booked a
    session of it."""
    found = organisation.memberships.filter(
        Q(parts__isnull=False) | Q(bookings__isnull=False), left=None
    )
    return found.select_related("organisation").distinct()


def keys_of(member: Membership) -> list[int]:
    """Return the keys of all members that are this one, found by staff to be the same person."""
    was = SamePerson.objects.filter(member=member).values_list("was", flat=True)
    return [member.pk, *was]


def parts_of(member: Membership) -> QuerySet[Part]:
    """Return everything somebody asked to take part in, the newest first."""
    return every_part().filter(member=member).order_by("-asked", "-pk")


def training_of(member: Membership) -> QuerySet[Training]:
    """Return all training of somebody, what comes first on top."""
    found = Training.objects.filter(part__member=member)
    return found.select_related("part__opportunity").order_by("given_on", "due", "pk")


def corrections(organisation: Organisation) -> QuerySet[Correction]:
    """Return what people say is wrong about what is kept of them, and nobody answered yet."""
    found = Correction.objects.filter(member__organisation=organisation, done=None)
    return found.select_related("member").order_by("asked", "pk")


def may_be_another(member: Membership) -> bool:
    """Whether somebody can be found to be another member: nobody signs in as them, writes to them,
    or gave them a role."""
    return not (member.email or member.person_id or member.left or member.roles.exists())


def keeps_money(member: Membership) -> bool:
    """Whether money was chosen, given for or asked for, so that the accounts need the name."""
    parts = Part.objects.filter(member=member)
    return (
        Choice.objects.filter(offer__part__in=parts).exists()
        or parts.filter(given__isnull=False).exists()
        or parts.filter(expenses__isnull=False).exists()
    )
