"""People say what they would like to take part in, and are told of it when they want to be."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from alongside.letters import actions as letters
from alongside.people.actions import NotPossible
from alongside.people.models import Membership

from .. import queries
from ..models import Interest, Opportunity, ToldOf
from ..queries.interests import ForThem
from .telling import tell_member


@transaction.atomic
def say_interests(
    *,
    member: Membership,
    kinds: Sequence[str],
    words: str,
    skills: str,
    when: str,
    how: Sequence[str],
    age: str,
    often: str,
    now: datetime,
) -> Interest:
    """Keep what somebody says they would like. Side effect: who asks for letters again after they
    stopped them gets them again."""
    if often != Interest.Often.NEVER and not member.email:
        raise NotPossible("We have no e-mail address of yours. Choose “No letters”.")
    values = {
        "kinds": sorted(kinds),
        "words": words,
        "skills": skills,
        "when": when,
        "how": sorted(how),
        "age": age,
        "often": often,
        "said": now,
    }
    interest, _ = Interest.objects.update_or_create(member=member, defaults=values)
    if often != Interest.Often.NEVER:
        letters.opt_in(organisation=member.organisation, address=member.email, about="interests")
    return interest


@transaction.atomic
def forget_interests(*, member: Membership) -> None:
    """Delete what somebody said they would like."""
    Interest.objects.filter(member=member).delete()


@transaction.atomic
def tell_of_new(*, interest: Interest, now: datetime, today: date) -> bool:
    """Write somebody one letter about what is new and for them; return whether there was anything.
    Each opportunity stands in one letter only."""
    interest = (
        Interest.objects.select_for_update(of=("self",))
        .select_related("member__organisation")
        .get(pk=interest.pk)
    )
    known = set(interest.told_of.values_list("opportunity", flat=True))
    found = [one for one in queries.for_member(interest, today) if one[0].pk not in known]
    Interest.objects.filter(pk=interest.pk).update(told=now)
    return _tell(interest, found, now)


@transaction.atomic
def tell_matching(*, opportunity: Opportunity, now: datetime, today: date) -> None:
    """Tell everybody who wants letters and whom this is for, once each. Nobody hears how many."""
    if not opportunity.open(today):
        raise NotPossible("Make it public first, and let people ask for a place.")
    for interest, one in queries.wanted_by(opportunity, today):
        _tell(interest, [one], now)


def _tell(interest: Interest, found: Sequence[ForThem], now: datetime) -> bool:
    fresh = []
    for one in found:
        try:
            with transaction.atomic():
                ToldOf.objects.create(interest=interest, opportunity=one.opportunity, at=now)
        except IntegrityError:
            continue
        fresh.append(one)
    if fresh:
        once = "-".join(str(one.opportunity.pk) for one in fresh)[:60]
        tell_member(interest.member, "new", now=now, once=once, optional=True, found=fresh)
    return bool(fresh)
