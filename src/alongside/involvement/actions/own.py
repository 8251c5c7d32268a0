"""What somebody does on their own page: leave, put right, have what is kept about them deleted."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.letters import actions as letters
from alongside.people import actions as people
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation
from alongside.projects.actions.once import made_once

from .. import queries
from ..models import (
    Certificate,
    CheckIn,
    Correction,
    Credit,
    Interest,
    Limit,
    Part,
    Read,
    Reference,
    Support,
    Testimonial,
    Training,
)
from .telling import tell_member

GONE = "Somebody who left"
"""The name of whoever had it deleted."""


@transaction.atomic
def leave_all(*, member: Membership, now: datetime) -> int:
    """Somebody takes part in nothing here any more; nobody asks them why. Return in how many they
    had a part."""
    return Part.objects.filter(member=member, left=None).update(left=now)


@transaction.atomic
def send_own_link(
    *, organisation: Organisation, email: str, now: datetime, typed_from: str = ""
) -> None:
    """Write the link to their own page to whoever has this address and takes part here, once a day
    at most. Nothing tells the sender whether there is anybody. Raises `letters.TooMany`."""
    email = email.strip().lower()
    letters.note_typed(address=email, client=typed_from, now=now)
    member = queries.with_own_page(organisation).filter(email=email).first()
    if member:
        tell_member(member, "own", now=now, once=f"{now:%Y-%m-%d}")


@transaction.atomic
def ask_for_correction(
    *, member: Membership, words: str, now: datetime, client_id: UUID | None = None
) -> Correction:
    """Keep what somebody says is wrong about what is kept of them."""
    if not words.strip():
        raise NotPossible("Write what is wrong.")
    made, _ = made_once(
        member.corrections.all(), client_id=client_id, member=member, words=words.strip(), asked=now
    )
    return made


@transaction.atomic
def answer_correction(
    *, correction: Correction, answer: str, by: Membership, now: datetime
) -> None:
    """Say what was done about it. Side effect: a letter, without either's words. Twice is once."""
    found = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if found.done:
        return
    if not answer.strip():
        raise NotPossible("Say what you did.")
    found.answer, found.done, found.done_by = answer.strip(), now, by
    found.save(update_fields=["answer", "done", "done_by"])
    tell_member(found.member, "corrected", now=now, once=f"{found.pk}")


@transaction.atomic
def forget(*, member: Membership, now: datetime) -> bool:
    """Delete what somebody told us about themselves here; return whether their name went too.

    They leave everything. What was offered, chosen, signed and paid stays with their name: money
    went out, and whoever checks the accounts asks for whom. Who signs in or has a role here stays a
    member. Twice is once.
    """
    member = Membership.objects.select_for_update(of=("self",)).get(pk=member.pk)
    leave_all(member=member, now=now)
    of_theirs = {"part__member": member}
    Testimonial.objects.filter(**of_theirs, withdrawn=None).update(
        words="", story=None, withdrawn=now
    )
    for rows in (CheckIn, Support, Training, Read):
        rows.objects.filter(**of_theirs).delete()
    Part.objects.filter(member=member).update(words="", needs="", thanks="", thanked=None)
    Reference.objects.filter(part__member=member).delete()
    Certificate.objects.filter(part__member=member, revoked=None).update(revoked=now)
    Credit.objects.filter(member=member).delete()
    Limit.objects.filter(member=member).delete()
    Interest.objects.filter(member=member).delete()
    member.corrections.all().delete()
    if member.person_id or member.roles.exists():
        return False
    kept = queries.keeps_money(member)
    if not kept:
        Part.objects.filter(member=member).update(grown_up="", grown_up_reach="")
        member.name = GONE
    member.email = member.phone = ""
    member.save(update_fields=["name", "email", "phone"])
    letters.forget(member=member)
    people.end_membership(membership=member, now=now)
    return not kept
