"""Which letters."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from alongside.people.models import Organisation

from . import keys
from .models import Letter, OptOut


def waiting(now: datetime) -> QuerySet[Letter]:
    """Return the letters to send by now, oldest first."""
    return Letter.objects.filter(state=Letter.State.WAITING, due__lte=now).order_by("due", "pk")


def opted_out(organisation: Organisation, about: str) -> QuerySet[OptOut]:
    """Return who asked this organisation for no letters about this, or for none at all."""
    return OptOut.objects.filter(organisation=organisation, about__in=["", about])


def wants_none(letter: Letter) -> bool:
    """Return whether whoever got an optional letter asked for no more like it."""
    assert letter.organisation is not None
    return opted_out(letter.organisation, letter.about).filter(address=letter.to).exists()


def by_keys(found: Iterable[str]) -> Letter | None:
    """Return the letter that one of these keys belongs to; a key that we did not sign is none."""
    for key in found:
        pk = keys.opened(key)
        letter = Letter.objects.filter(pk=pk).first() if pk is not None else None
        if letter is not None:
            return letter
    return None


def waiting_code(email: str, now: datetime) -> Letter | None:
    """Return the newest letter with a sign-in code to this address that has not left and still
    works; None where there is none."""
    still = Letter.objects.filter(state=Letter.State.WAITING, secret=True, organisation=None)
    since = now - timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    return still.filter(to__iexact=email.strip(), written__gte=since).first()


def outbox(organisation: Organisation) -> QuerySet[Letter]:
    """Return the organisation's letters, newest first, with their tries.

    In the demo this also holds the sign-in codes of the example organisation's members, so that
    somebody trying Alongside out without a mail server can read them. Nowhere else are they shown.
    """
    own = Q(organisation=organisation)
    if settings.DEMO and organisation.example:
        emails = organisation.memberships.exclude(email="").values("email")
        own |= Q(organisation=None, secret=True, to__in=emails)
    return Letter.objects.filter(own).prefetch_related("deliveries")
