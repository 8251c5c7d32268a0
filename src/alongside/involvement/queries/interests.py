"""What is for somebody, by what they said they would like."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import F, Q, QuerySet

from alongside.insight.counting import protected
from alongside.methods import matching
from alongside.methods.shown import Shown
from alongside.people.models import Membership, Organisation

from ..models import Interest, Opportunity, Part
from .opportunities import to_take_part_in

EVERY = {Interest.Often.WEEKLY: timedelta(days=7), Interest.Often.MONTHLY: timedelta(days=28)}
"""Days between two letters about new opportunities."""


class ForThem(NamedTuple):
    """An opportunity, the kind that somebody ticked (or ""), and their words that stand in it."""

    opportunity: Opportunity
    kind: str
    words: list[str]


def for_member(interest: Interest, day: date) -> list[ForThem]:
    """Return what somebody can ask to take part in now and does not yet, with why they see it."""
    member = interest.member
    there = to_take_part_in(member.organisation.slug, day).exclude(
        pk__in=Part.objects.filter(member=member).values("opportunity")
    )
    words = matching.words_in(interest.words)
    return [found for one in there if (found := _why(interest, words, one))]


def _why(interest: Interest, words: list[str], one: Opportunity) -> ForThem | None:
    youngest = {Part.Age.CHILD: 0, Part.Age.YOUNG: 16, Part.Age.ADULT: 18}[Part.Age(interest.age)]
    if one.from_age > 15 and one.from_age > youngest:
        return None
    text = f"{one.title}\n{one.what}\n{one.needed}"
    why = matching.why(interest.kinds, words, kind=one.kind, text=text)
    if not why:
        return None
    ticked = one.kind in interest.kinds
    return ForThem(one, one.get_kind_display() if ticked else "", why[ticked:])


def wanted_by(opportunity: Opportunity, day: date) -> list[tuple[Interest, ForThem]]:
    """Return everybody who wants letters and whom an opportunity is for, but for who was told."""
    found = want_letters().filter(member__organisation=opportunity.organisation)
    rows = []
    for interest in found.exclude(told_of__opportunity=opportunity):
        rows += [(interest, one) for one in for_member(interest, day) if one[0] == opportunity]
    return rows


def want_letters() -> QuerySet[Interest]:
    """Return the interests of those who want letters about what is new, and have an address."""
    found = Interest.objects.filter(member__left=None).exclude(often=Interest.Often.NEVER)
    return found.exclude(member__email="").select_related("member__organisation")


def due_for_letters(now: datetime) -> QuerySet[Interest]:
    """Return those for whom it is time to look whether there is something new."""
    ripe = Q(told=None)
    for often, every in EVERY.items():
        ripe |= Q(often=often, told__lte=now - every)
    ripe |= Q(often=Interest.Often.AT_ONCE, told__lte=now - timedelta(hours=1))
    return want_letters().filter(ripe).order_by(F("told").asc(nulls_first=True), "pk")


def counted(organisation: Organisation) -> tuple[Shown, list[tuple[str, Shown]]]:
    """Return how many people said what they would like, and how many ticked each kind and way;
    small numbers are not shown."""
    rows = Interest.objects.filter(member__organisation=organisation, member__left=None)
    said = [(one.kinds, one.how) for one in rows]
    names = [*Opportunity.Kind.choices, *Interest.How.choices]
    counts = [sum(key in kinds or key in how for kinds, how in said) for key, _ in names]
    whole, *shown = protected([len(said), *counts], len(said), organisation.minimum)
    return whole, [(str(label), one) for (_, label), one in zip(names, shown, strict=True)]


def interest_of(member: Membership) -> Interest | None:
    return Interest.objects.filter(member=member).select_related("member__organisation").first()
