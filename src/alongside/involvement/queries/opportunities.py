"""Opportunities and who has a part in them."""

from datetime import date

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from alongside.people.models import Membership, Organisation

from ..models import CheckIn, Opportunity, Part

LOW = 2
"""A check-in of this or less asks somebody to look (`CheckIn.How`)."""


def opportunities(organisation: Organisation) -> QuerySet[Opportunity]:
    """Return every opportunity of an organisation, newest first, with how many wait for an answer
    (`waiting`) and how many take part (`taking_part`)."""
    found = organisation.opportunities.select_related("organisation", "project", "contact")
    return found.annotate(
        waiting=Count("parts", filter=Q(parts__decided=None, parts__left=None)),
        taking_part=Count("parts", filter=Q(parts__placed__isnull=False, parts__left=None)),
    ).order_by("-made", "-pk")


def published() -> QuerySet[Opportunity]:
    """Return every opportunity that anybody may read."""
    return Opportunity.objects.filter(published__isnull=False).select_related(
        "organisation", "project", "contact"
    )


def to_take_part_in(slug: str, day: date) -> QuerySet[Opportunity]:
    """Return what anybody can ask to take part in on a day in one organisation, by its short name,
    what closes first on top."""
    return published().filter(organisation__slug=slug, closes__gte=day).order_by("closes", "pk")


def places_left(opportunity: Opportunity) -> int:
    """Return how many places are free, at least 0."""
    taken = opportunity.parts.filter(placed__isnull=False, left=None).count()
    return max(opportunity.places - taken, 0)


def every_part() -> QuerySet[Part]:
    return Part.objects.select_related(
        "member__organisation",
        "opportunity__organisation",
        "opportunity__contact",
        "opportunity__project",
        "support__person",
        "offer",
    )


def parts(opportunity: Opportunity) -> QuerySet[Part]:
    """Return everybody who asked for a place in one opportunity, in the order in which they did."""
    return every_part().filter(opportunity=opportunity).prefetch_related("check_ins")


def checked_in_badly(opportunity: Opportunity) -> QuerySet[CheckIn]:
    """Return what nobody has looked at yet: who is not so well, or would like to be called."""
    return worries(opportunity.organisation).filter(part__opportunity=opportunity)


def worries(organisation: Organisation) -> QuerySet[CheckIn]:
    """Return the same of every opportunity of an organisation, the oldest first."""
    return (
        CheckIn.objects.filter(part__opportunity__organisation=organisation, seen=None)
        .filter(Q(how__lte=LOW) | Q(call=True))
        .select_related("part__member", "part__opportunity")
        .order_by("at", "pk")
    )


def who_may_be(member: Membership) -> QuerySet[Membership]:
    """Return the others who take part or took part here, of whom this member may be one: those with
    the same first name on top."""
    same = When(name__istartswith=member.first_name, then=Value(0))
    here = member.organisation.memberships.filter(left=None, parts__isnull=False)
    return (
        here.exclude(pk=member.pk)
        .annotate(far=Case(same, default=Value(1), output_field=IntegerField()))
        .order_by("far", "name", "pk")
        .distinct()
    )
