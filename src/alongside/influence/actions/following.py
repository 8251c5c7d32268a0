"""Whoever has a receipt is told when something changes, for as long as they want."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.letters import actions as letters
from alongside.letters import texts
from alongside.letters.models import Letter
from alongside.people.actions import NotPossible

from ..models import Contribution, Follow, Told
from ..queries import happened
from . import told


@transaction.atomic
def follow(
    *, contribution: Contribution, now: datetime, email: str = "", phone: str = ""
) -> Follow:
    """Keep where somebody wants to be told that something changed: one e-mail address or one mobile
    number, in place of an earlier one. Never for an anonymous survey's words."""
    locked = Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)
    if locked.comment_id:
        raise NotPossible("We do not ask who you are here. Come back with your code.")
    if locked.withdrawn:
        raise NotPossible("You took your words back, so there is nothing to tell you.")
    if bool(email) == bool(phone):
        raise NotPossible("Enter an e-mail address or a mobile number: one of the two.")
    if phone and not texts.configured():
        raise NotPossible("We cannot send texts. Enter an e-mail address.")
    found, _ = Follow.objects.update_or_create(
        contribution=locked,
        defaults={
            "email": email,
            "phone": phone,
            "since": now,
            "seen": now,
            "known": sorted(happened.so_far([locked])[locked.pk]),
        },
    )
    return found


@transaction.atomic
def unfollow(*, contribution: Contribution) -> None:
    """Forget where somebody wanted to be told. The link in the letters they got works no more."""
    Follow.objects.filter(contribution=contribution).delete()


@transaction.atomic
def tell(
    *, follow: Follow, known: set[str], words: dict[str, Any] | None, now: datetime
) -> Letter | None:
    """Note what there is by now, and send `words` where something is new: one letter or text a day
    at most, which says that something changed and never what the words were."""
    locked = (
        Follow.objects.select_for_update(of=("self",))
        .select_related("contribution__organisation")
        .filter(pk=follow.pk, seen=follow.seen)
        .first()
    )
    if locked is None:  # somebody else has just looked, or they want no more
        return None
    locked.seen = now
    if words is None:
        locked.save(update_fields=["seen"])
        return None
    new = known - set(locked.known)
    locked.known = sorted(known)
    locked.save(update_fields=["seen", "known"])
    by_text = bool(locked.phone)
    letter = letters.write(
        to=locked.phone or locked.email,
        channel=Letter.Channel.TEXT if by_text else Letter.Channel.EMAIL,
        about="receipt",
        organisation=locked.contribution.organisation,
        once=happened.once(locked.pk, timezone.localdate(now)),
        optional=True,
        now=now,
        **words,
    )
    how = Told.How.TEXT if by_text else Told.How.LETTER
    decisions = [int(one.split(":")[1]) for one in new if one.startswith("decision:")]
    if letter.state != Letter.State.STOPPED:
        told.note(locked.contribution, decisions, how, timezone.localdate(now), letter)
    return letter
