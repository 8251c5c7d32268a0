"""What people can show to others, and how they are named."""

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from alongside.methods import badges
from alongside.people.models import Membership, Organisation

from ..models import Certificate, Credit, Part, Reference, Story


def credit_of(member: Membership) -> Credit | None:
    return Credit.objects.filter(member=member).select_related("member").first()


def may_be_named(member: Membership) -> list[Credit.As]:
    """Return how somebody can be named: whoever was under 18 when they asked, never with their
    whole name."""
    adult = not member.parts.exclude(age=Part.Age.ADULT).exists()
    return [one for one in Credit.As if adult or one != Credit.As.NAME]


def to_credit(story: Story) -> QuerySet[Membership]:
    """Return who can be named in a story: who takes part here and said how they want it."""
    found = story.organisation.memberships.filter(credit__isnull=False, parts__placed__isnull=False)
    wanted = found.exclude(credit__shown_as=Credit.As.NOBODY)
    return wanted.select_related("credit__member").order_by("name", "pk").distinct()


def credits_in(story: Story) -> list[str]:
    """Return the names of whoever a story credits, as they want to be named today."""
    found = Credit.objects.filter(member__credited_in=story).exclude(shown_as=Credit.As.NOBODY)
    rows = found.select_related("member").order_by("member__name", "member")
    return [str(one) for one in rows if one.shown_as in may_be_named(one.member)]


def certificates_of(member: Membership) -> QuerySet[Certificate]:
    return Certificate.objects.filter(part__member=member, revoked=None)


def references_of(member: Membership) -> QuerySet[Reference]:
    found = Reference.objects.filter(part__member=member, gone=None)
    return found.select_related("part__opportunity")


def references_asked(organisation: Organisation) -> QuerySet[Reference]:
    """Return the references that somebody waits for."""
    found = Reference.objects.filter(
        part__opportunity__organisation=organisation, written=None, gone=None
    )
    return found.select_related("part__member").order_by("asked", "pk")


def issuer(organisation: Organisation) -> badges.Issuer:
    def at(name: str) -> str:
        return settings.ADDRESS + reverse(f"involvement:{name}", args=[organisation.slug])

    return badges.Issuer(at("issuer"), str(organisation), at("issuer_key"), at("issuer_revoked"))


def address_of(certificate: Certificate) -> str:
    return settings.ADDRESS + reverse("involvement:certificate", args=[certificate.code])


def revoked_by(organisation: Organisation) -> list[str]:
    """Return the addresses of what does not hold any more."""
    found = Certificate.objects.filter(
        part__opportunity__organisation=organisation, revoked__isnull=False
    )
    return [address_of(one) for one in found.order_by("revoked", "pk")]
