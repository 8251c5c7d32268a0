"""Letters to people who take part. What they say is in templates/involvement/letters/."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from alongside.letters import actions as letters
from alongside.letters.models import Letter
from alongside.people.models import Membership

from .. import private
from ..models import Part


def tell(
    part: Part,
    what: str,
    *,
    now: datetime,
    once: str = "",
    of: str = "involvement",
    page: str = "involvement:part",
    **more: Any,
) -> Letter | None:
    """Write somebody one letter about their part, once for each `once` (or `what`, the name of its
    template among those `of` a noun, which `more` is for), with the link to a page of theirs; None
    where they have no address. Nothing they wrote stands in it."""
    if not part.member.email:
        return None
    path = reverse(page, args=[private.token(part.pk)])
    return _write(
        part,
        f"{of}/letters/{what}.txt",
        part.member.email,
        path,
        now=now,
        once=once or what,
        **more,
    )


def ask_for_call(part: Part, *, now: datetime, once: str) -> Letter | None:
    """Write to the named person that somebody is not well or would like to be called."""
    support = getattr(part, "support", None)
    contact = support.person if support else part.opportunity.contact
    if not contact.email:
        return None
    about = part.opportunity
    path = reverse("involvement:person", args=[about.organisation.slug, about.pk, part.pk])
    words = "involvement/letters/call.txt"
    return _write(part, words, contact.email, path, now=now, once=once, to_them=False)


def tell_member(
    member: Membership, what: str, *, now: datetime, once: str, optional: bool = False, **more: Any
) -> Letter | None:
    """Write somebody one letter with the link to their own page, once for each `once` of `what`
    (the name of its template, which `more` is for); None where they have no address."""
    if not member.email:
        return None
    path = reverse("home:mine", args=[private.mine_token(member.pk)])
    words = render_to_string(
        f"involvement/letters/{what}.txt",
        {"organisation": member.organisation, "link": settings.ADDRESS + path}
        | {"address": settings.ADDRESS}
        | more,
    )
    subject, _, text = words.strip().partition("\n")
    return letters.write(
        to=member.email,
        about="interests" if optional else "part",
        subject=subject,
        text=text.strip() + "\n",
        organisation=member.organisation,
        member=member,
        once=f"own-{member.pk}-{what}-{once}",
        optional=optional,
        now=now,
    )


def _write(
    part: Part,
    template: str,
    to: str,
    path: str,
    *,
    now: datetime,
    once: str,
    to_them: bool = True,
    **more: Any,
) -> Letter:
    opportunity = part.opportunity
    link = settings.ADDRESS + path
    words = render_to_string(
        template, {"part": part, "opportunity": opportunity, "link": link} | more
    )
    subject, _, text = words.strip().partition("\n")
    return letters.write(
        to=to,
        about="part",
        subject=subject,
        text=text.strip() + "\n",
        organisation=opportunity.organisation,
        member=part.member if to_them else None,
        once=f"part-{part.pk}-{once}",
        now=now,
    )
