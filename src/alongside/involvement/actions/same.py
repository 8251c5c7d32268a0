"""Somebody who asked without an address turns out to be known here already."""

from datetime import datetime

from django.db import IntegrityError, transaction

from alongside.people import actions as people
from alongside.people.actions import NotPossible
from alongside.people.models import Membership

from .. import queries
from ..models import Credit, Interest, Part, SamePerson


@transaction.atomic
def same_person(*, part: Part, member: Membership, by: Membership, now: datetime) -> Membership:
    """Return the member who has this part from now on, with all other parts of whoever had it. Side
    effect: the member who had it ends, and links to their own page open nothing more. Twice is
    once."""
    was = Membership.objects.select_for_update(of=("self",)).get(pk=part.member_id)
    if was.pk == member.pk or was.left:
        return member
    if not queries.may_be_another(was):
        raise NotPossible(f"{was} has an address or a role here. Change that first.")
    if member.organisation_id != was.organisation_id or member.left:
        raise NotPossible("Choose somebody who is in your organisation now.")
    try:
        with transaction.atomic():
            Part.objects.filter(member=was).update(member=member, joined=now)
    except IntegrityError:
        raise NotPossible(f"{member} has a part in this already.") from None
    if not hasattr(member, "limit") and (limit := getattr(was, "limit", None)):
        limit.member = member
        limit.save(update_fields=["member"])
    if not queries.interest_of(member):
        Interest.objects.filter(member=was).update(member=member)
    if not queries.credit_of(member):
        Credit.objects.filter(member=was).update(member=member)
    was.access_needs.update(member=member)  # of `passports`, which stands above
    was.corrections.update(member=member)
    SamePerson.objects.filter(member=was).update(member=member)
    SamePerson.objects.create(was=was, member=member, at=now, by=by)
    people.end_membership(membership=was, now=now)
    return member
