"""Which forms, waves and answers; and whether a wave is open."""

import hashlib
from datetime import datetime
from enum import Enum
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from alongside.people.models import Organisation

from . import drafting
from .models import WITHOUT_MEMBER, Comment, Draft, Form, FormVersion, Invitation, Response, Wave


class State(Enum):
    """Where a wave stands. Said by `state` for one wave and by `open_waves` for many."""

    NOT_YET = "not yet"
    OPEN = "open"
    CLOSED = "closed"


def state(wave: Wave, now: datetime) -> State:
    """Return whether a wave can be answered: from `opens` up to, not including, `closes`."""
    if now < wave.opens:
        return State.NOT_YET
    if wave.closed is not None or (wave.closes is not None and now >= wave.closes):
        return State.CLOSED
    return State.OPEN


def open_waves(now: datetime) -> QuerySet[Wave]:
    """Return the waves that can be answered now."""
    return Wave.objects.filter(
        Q(closes=None) | Q(closes__gt=now), opens__lte=now, closed=None
    ).select_related("version", "organisation")


def to_close(now: datetime) -> QuerySet[Wave]:
    """Return the waves whose time is over and which have not been closed."""
    return Wave.objects.filter(closed=None, closes__lte=now)


def to_seal(now: datetime) -> QuerySet[Wave]:
    """Return the open anonymous waves in whose box at least twice the minimum wait."""
    return (
        open_waves(now)
        .filter(mode__in=WITHOUT_MEMBER)
        .annotate(waiting=Count("box"))
        .filter(waiting__gte=2 * F("minimum"))
    )


def to_wipe() -> QuerySet[Wave]:
    """Return the closed anonymous waves of which traces may still lie in the database files."""
    return Wave.objects.filter(closed__isnull=False, wiped=None)


def forms(organisation: Organisation) -> QuerySet[Form]:
    """Return the forms in use, by title."""
    return organisation.forms.filter(retired=None).prefetch_related("versions")


def latest(form: Form) -> FormVersion | None:
    """Return the newest published version of a form."""
    return form.versions.order_by("-number").first()


def newest_of(form: Form) -> FormVersion | None:
    """Return the newest version of a form that `forms` read, without asking the database again."""
    return max(form.versions.all(), key=lambda version: version.number, default=None)


def versions(form: Form) -> QuerySet[FormVersion]:
    """Return the published versions of a form, newest first."""
    return form.versions.select_related("published_by").order_by("-number")


def heading_revision(form: Form) -> str:
    """Return the revision of what stands above the questions of a draft."""
    words = [form.draft.get("title"), form.draft.get("intro")]
    return drafting.revision([form.title, form.purpose, *words])


def names_taken(form: Form) -> set[str]:
    """Return the names that a new question may not have: those of the draft, and those of what
    was published, so that answers to two different questions are never taken for one."""
    published = form.versions.values_list("definition", flat=True)
    return {name for draft in (form.draft, *published) for name in drafting.names(draft)}


def waves(organisation: Organisation) -> QuerySet[Wave]:
    """Return the organisation's waves, newest first."""
    return organisation.waves.select_related("version__form")


def responses(waves: QuerySet[Wave] | list[Wave]) -> QuerySet[Response]:
    """Return all that may be counted: sealed answers of anonymous waves, every answer of others."""
    return Response.objects.filter(wave__in=waves).select_related("team", "member__team")


def comments(waves: QuerySet[Wave] | list[Wave]) -> QuerySet[Comment]:
    """Return what people wrote. Comments of a wave are held until it has closed."""
    return Comment.objects.filter(wave__in=waves, wave__closed__isnull=False)


def hashed(key: str) -> str:
    """Return what is kept of a private key."""
    return hashlib.sha256(key.encode()).hexdigest()


def invitation(wave: Wave, key: str) -> Invitation | None:
    """Return the invitation of a wave that this private key opens."""
    return wave.invitations.filter(key=hashed(key)).select_related("member__team").first()


def invited(wave: Wave, pk: int | None) -> Invitation | None:
    """Return the invitation of this id, if the wave made it."""
    if pk is None:
        return None
    return wave.invitations.filter(pk=pk).select_related("member__team").first()


def draft(wave: Wave, client: str) -> dict[str, Any]:
    """Return the answers somebody has given so far and not sent."""
    found = Draft.objects.filter(wave=wave, client=client).values_list("answers", flat=True)
    return next(iter(found), {})


def has_answered(wave: Wave, client: str) -> bool:
    """Return whether an answer under this client id was accepted."""
    return wave.taken.filter(client=client).exists()
