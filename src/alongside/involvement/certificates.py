"""A certificate and a reference, each as one document: what its page and its file say."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from alongside.methods import badges
from alongside.methods.documents.model import Block, Bullets, Document, Heading, Paragraph

from . import queries
from .models import Certificate, Reference


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def when(one: Certificate) -> str:
    """Return when and how long somebody did it, in words."""
    days = _day(one.begins)
    if one.ends != one.begins:
        days = f"{days} to {_day(one.ends)}"
    return f"{days}, {one.hours.normalize():f} hours" if one.hours else days


def certificate(one: Certificate) -> Document:
    """Return a certificate that holds."""
    organisation = one.part.opportunity.organisation
    blocks: list[Block] = [
        Paragraph(f"{one.part.member} took part in", tone="lead"),
        Heading(one.what),
        Paragraph(when(one)),
    ]
    if one.skills:
        blocks += [Heading("Skills"), Bullets(tuple(one.skills))]
    issued = timezone.localdate(one.issued)
    blocks.append(Paragraph(f"Given on {_day(issued)}. Check it: {queries.address_of(one)}"))
    return Document(
        title=f"Certificate: {one.part.member}",
        kicker=str(organisation),
        blocks=tuple(blocks),
        made=issued,
        language="en-GB",
    )


def reference(one: Reference) -> Document:
    """Return a reference that somebody agreed to."""
    assert one.written is not None
    written = timezone.localdate(one.written)
    blocks: list[Block] = [Paragraph(words) for words in one.words.split("\n") if words.strip()]
    if one.written_by:
        blocks.append(Paragraph(f"{one.written_by}, {one.part.opportunity.organisation}"))
    address = settings.ADDRESS + reverse("involvement:reference", args=[one.code])
    blocks.append(Paragraph(f"Written on {_day(written)}. Check it: {address}"))
    return Document(
        title=f"Reference for {one.part.member}",
        kicker=str(one.part.opportunity.organisation),
        blocks=tuple(blocks),
        made=written,
        language="en-GB",
    )


def badge(one: Certificate) -> str:
    """Return a certificate as a signed Open Badge."""
    organisation, member = one.part.opportunity.organisation, one.part.member
    achieved = badges.Achieved(
        address=queries.address_of(one),
        name=member.name,
        email=member.email,
        salt=one.salt,
        what=one.what,
        narrative=f"Took part in “{one.part.opportunity}” with {organisation}: {when(one)}.",
        skills=one.skills,
        issued=one.issued,
    )
    return badges.signed(queries.issuer(organisation), achieved, organisation.signing_key.private)
