"""Which letters."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Lower

from alongside.people.models import Membership, Organisation

from . import keys, texts
from .models import Letter, OptOut

UNSEEN = ("interests",)
"""What letters are about that staff do not see: who got one is nobody else's business."""


def waiting(now: datetime) -> QuerySet[Letter]:
    """Return the letters to send by now, oldest first."""
    return Letter.objects.filter(state=Letter.State.WAITING, due__lte=now).order_by("due", "pk")


def to_ask(now: datetime) -> QuerySet[Letter]:
    """Return the texts of which the gateway is asked by now whether they arrived."""
    return Letter.objects.filter(ask__lte=now).order_by("ask", "pk")


def want_no_texts(organisation: Organisation) -> QuerySet[OptOut]:
    """Return the mobile numbers that asked this organisation for no texts, the newest first."""
    return OptOut.objects.filter(organisation=organisation, address__startswith="+").order_by(
        "-asked", "-pk"
    )


def channel_to(who: str = "") -> Case:
    """Return, for the database, by which channel a letter that nobody needs reaches the member at
    `who` of a row ("member__"): as they prefer, else by e-mail, else by text; "" for on paper."""
    email, phone = ~Q(**{f"{who}email": ""}), ~Q(**{f"{who}phone": ""})
    by_text = When(phone, then=Value(Letter.Channel.TEXT.value))
    likes_texts = When(
        phone & Q(**{f"{who}letters_by": Membership.By.TEXT}),
        then=Value(Letter.Channel.TEXT.value),
    )
    return Case(
        When(**{f"{who}letters_by": Membership.By.PAPER}, then=Value("")),
        *([likes_texts] if texts.configured() else []),
        When(email, then=Value(Letter.Channel.EMAIL.value)),
        *([by_text] if texts.configured() else []),
        default=Value(""),
        output_field=CharField(),
    )


def address_to(who: str = "") -> Case:
    """Return, for the database, the address that `channel_to` means; "" for on paper. It needs a
    row with the `channel`."""
    return Case(
        When(channel=Letter.Channel.TEXT.value, then=F(f"{who}phone")),
        When(channel=Letter.Channel.EMAIL.value, then=Lower(f"{who}email")),
        default=Value(""),
        output_field=CharField(),
    )


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
    return Letter.objects.filter(own).exclude(about__in=UNSEEN).prefetch_related("deliveries")
