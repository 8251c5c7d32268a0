"""People are credited as they want, and get references and certificates."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from alongside.methods import badges
from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.projects.actions.once import made_once

from .. import queries
from ..models import Certificate, Credit, Part, Reference, SigningKey, Story
from .telling import tell


@transaction.atomic
def say_credit(*, member: Membership, shown_as: str, name: str, now: datetime) -> Credit:
    """Keep how somebody wants to be named. It holds at once wherever they are named, but for files
    that somebody has already."""
    if shown_as not in queries.may_be_named(member):
        raise NotPossible("Choose one of the ways in the list.")
    if shown_as == Credit.As.OTHER and not name.strip():
        raise NotPossible("Write which name.")
    values = {
        "shown_as": shown_as,
        "name": name.strip() if shown_as == Credit.As.OTHER else "",
        "said": now,
    }
    return Credit.objects.update_or_create(member=member, defaults=values)[0]


@transaction.atomic
def credit_in(*, story: Story, members: Collection[Membership]) -> None:
    """Name these people in a story, as they want, and no others."""
    found = queries.to_credit(story).filter(pk__in=[one.pk for one in members])
    story.credited.set(found)


@transaction.atomic
def ask_for_reference(
    *, part: Part, what_for: str, now: datetime, client_id: UUID | None = None
) -> Reference:
    """Keep that somebody asks for a reference."""
    if part.placed is None:
        raise NotPossible("You can ask for a reference once you take part.")
    made, _ = made_once(
        part.references.all(), client_id=client_id, part=part, what_for=what_for.strip(), asked=now
    )
    return made


@transaction.atomic
def write_reference(*, reference: Reference, words: str, by: Membership, now: datetime) -> None:
    """Write a reference, or write it anew: then they have to agree anew. Side effect: a letter."""
    found = Reference.objects.select_for_update(of=("self",)).get(pk=reference.pk)
    if found.gone:
        raise NotPossible("They do not want it any more.")
    if not words.strip():
        raise NotPossible("Write the reference.")
    if found.words == words.strip():
        return
    found.words, found.written, found.written_by = words.strip(), now, by
    found.agreed = None
    found.save(update_fields=["words", "written", "written_by", "agreed"])
    tell(found.part, "reference", now=now, once=f"reference-{found.pk}-{now:%Y-%m-%d}")


@transaction.atomic
def agree_to_reference(*, reference: Reference, words: str, now: datetime) -> None:
    """Somebody agrees to these very words of a reference. Twice is once."""
    found = Reference.objects.select_for_update(of=("self",)).get(pk=reference.pk)
    if found.gone or not found.words or found.words != words:
        raise NotPossible("It was changed meanwhile. Read it again.")
    if found.agreed is None:
        found.agreed = now
        found.save(update_fields=["agreed"])


@transaction.atomic
def take_back_reference(*, reference: Reference, now: datetime) -> None:
    """Somebody does not want a reference any more: its words are deleted."""
    Reference.objects.filter(pk=reference.pk, gone=None).update(words="", agreed=None, gone=now)


@transaction.atomic
def certify(
    *,
    part: Part,
    what: str,
    begins: date,
    ends: date,
    hours: Decimal | None,
    skills: Sequence[str],
    by: Membership,
    now: datetime,
    client_id: UUID | None = None,
) -> Certificate:
    """Return a certificate for somebody. The first one of an organisation draws its key. Side
    effect: a letter."""
    if part.placed is None:
        raise NotPossible(f"{part.member} has not taken part yet.")
    if ends < begins:
        raise NotPossible("Enter a last day that is not before the first.")
    organisation = part.opportunity.organisation
    if not SigningKey.objects.filter(organisation=organisation).exists():
        SigningKey.objects.get_or_create(
            organisation=organisation, defaults={"private": badges.drawn_key(), "made": now}
        )
    made, is_new = made_once(
        part.certificates.all(),
        client_id=client_id,
        part=part,
        what=what,
        begins=begins,
        ends=ends,
        hours=hours,
        skills=list(skills),
        issued=now,
        issued_by=by,
    )
    if is_new:
        tell(part, "certificate", now=now, once=f"certificate-{made.pk}")
    return made


@transaction.atomic
def revoke_certificate(*, certificate: Certificate, now: datetime) -> None:
    """Say that a certificate does not hold any more. Twice is once."""
    Certificate.objects.filter(pk=certificate.pk, revoked=None).update(revoked=now)
