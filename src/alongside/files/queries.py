"""Which files: named reads."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from alongside.people.models import Organisation

from .models import File

DAYS_UNUSED = 90
"""So many days an organisation's own picture stays that nothing uses."""

DAYS_LEFT_OVER = 7
"""So many days anything else stays: somebody may still undo what they did."""

HOURS_UNFINISHED = 1
"""So long a file can be on its way in or out."""


def pictures(organisation: Organisation) -> QuerySet[File]:
    """Return the organisation's own pictures, newest first."""
    found = File.objects.filter(organisation=organisation, origin="", there=True)
    return found.filter(kind=File.Kind.PICTURE)


def by_code(code: str) -> File | None:
    """Return the file with a code, if it can be read."""
    found = File.objects.filter(code=code, there=True)
    return found.select_related("organisation").first()


def at_address(code: str, kind: str) -> File | None:
    """Return the picture or the document at an address of its own; a guarded one has none."""
    found = by_code(code)
    return found if found and found.kind == kind and not found.guarded else None


def whose(codes: Iterable[str]) -> list[str]:
    """Return whose these files are, each once, where that has to be said beside them."""
    held = File.objects.filter(code__in=list(codes), there=True).exclude(credit="")
    return list(dict.fromkeys(held.order_by("pk").values_list("credit", flat=True)))


def own_codes(organisation: Organisation, codes: Iterable[str]) -> set[str]:
    """Return those of these codes that are of pictures which an organisation has."""
    held = File.objects.filter(organisation=organisation, code__in=list(codes), there=True)
    return set(held.filter(kind=File.Kind.PICTURE).values_list("code", flat=True))


def public(file: File) -> bool:
    """Return whether something public uses a file."""
    return file.uses.filter(public=True).exists()


def number_of(organisation: Organisation, origin: str) -> int:
    """Return how many files were uploaded for something."""
    return File.objects.filter(organisation=organisation, origin=origin, there=True).count()


def over(now: datetime) -> QuerySet[File]:
    """Return the files that have to go: their time is over, or nothing has used them for long."""
    unused = Q(origin="", unused_since__lt=now - timedelta(days=DAYS_UNUSED)) | ~Q(origin="") & Q(
        unused_since__lt=now - timedelta(days=DAYS_LEFT_OVER)
    )
    return File.objects.filter(Q(ends__lt=timezone.localdate(now)) | unused, there=True)


def unfinished(now: datetime) -> QuerySet[File]:
    """Return the files that were on their way in or out when something stopped it."""
    return File.objects.filter(there=False, made__lt=now - timedelta(hours=HOURS_UNFINISHED))
