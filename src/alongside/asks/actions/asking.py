"""What happens to a wave: opened, moved, people invited, closed, sealed and wiped."""

import secrets
from datetime import UTC, datetime

from django.db import transaction

from alongside.people.actions import NotPossible
from alongside.people.models import Membership

from .. import queries, sealing
from ..models import Form, FormVersion, Invitation, Wave

EQUALITY_MINIMUM = 10
"""The smallest group that equality monitoring shows."""


@transaction.atomic
def open_wave(
    *,
    version: FormVersion,
    mode: str,
    opens: datetime,
    title: str = "",
    closes: datetime | None = None,
    minimum: int | None = None,
    readers: str = "",
    next_step: str = "",
) -> Wave:
    """Return a wave that asks `version` from `opens` to `closes`. Its mode can never change.

    `minimum` can be raised above the organisation's, never lowered; equality monitoring has at
    least 10, as its first page promises.
    """
    organisation = version.form.organisation
    if version.form.purpose == Form.Purpose.EQUALITY:
        minimum = max(minimum or 0, EQUALITY_MINIMUM)
    return Wave.objects.create(
        organisation=organisation,
        version=version,
        title=title or version.form.title,
        mode=mode,
        minimum=max(minimum or 0, organisation.minimum),
        opens=opens,
        closes=closes,
        readers=readers,
        next_step=next_step,
    )


@transaction.atomic
def move_opening(*, wave: Wave, opens: datetime, now: datetime, title: str = "") -> Wave:
    """Give a wave that is not open yet another start; it stays open for as long as before."""
    if now >= wave.opens:
        raise NotPossible("This is open already, so its start cannot be moved.")
    if wave.closes is not None:
        # In UTC, where a night on which the clocks change is as long as any other.
        wave.closes = opens.astimezone(UTC) + (wave.closes - wave.opens)
    wave.opens = opens
    wave.title = title or wave.title
    wave.save(update_fields=["opens", "closes", "title"])
    return wave


@transaction.atomic
def move_closing(*, wave: Wave, closes: datetime) -> Wave:
    """Give an open wave another time to close."""
    if wave.closed is not None:
        raise NotPossible("This has closed. It cannot be opened again.")
    wave.closes = closes
    wave.save(update_fields=["closes"])
    return wave


def invite(*, wave: Wave, member: Membership) -> str:
    """Return the key of a private link for this member. Asking again makes a new key."""
    key = secrets.token_urlsafe(24)
    Invitation.objects.update_or_create(
        wave=wave, member=member, defaults={"key": queries.hashed(key)}
    )
    return key


@transaction.atomic
def close(*, wave: Wave, now: datetime) -> None:
    """Close a wave for good: everything in the box is sealed, and anonymous waves shuffled anew."""
    wave = Wave.objects.select_for_update().get(pk=wave.pk)
    if wave.closed is not None:
        return
    if wave.anonymous:
        sealing.seal(wave, everything=True)
        sealing.shuffle(wave)
    wave.taken.all().delete()
    wave.drafts.all().delete()
    wave.closed = now
    if not wave.anonymous:
        wave.wiped = now
    wave.save(update_fields=["closed", "wiped"])


@transaction.atomic
def seal(*, wave: Wave) -> int:
    """Seal what may be sealed of an open anonymous wave; return how many answers moved."""
    return sealing.seal(Wave.objects.select_for_update().get(pk=wave.pk), everything=False)


def wipe(*, wave: Wave, now: datetime) -> bool:
    """Remove the last traces of the box from the database files; True when they are gone."""
    if not sealing.wipe():
        return False
    wave.wiped = now
    wave.save(update_fields=["wiped"])
    return True
