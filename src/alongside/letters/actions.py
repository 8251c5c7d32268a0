"""What happens to letters: written, sent, opted out of. The only file of this noun that writes."""

import logging
import smtplib
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.methods import texting
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation

from . import access, keys, post, queries, texts
from .models import Delivery, Letter, OptOut, Typed

log = logging.getLogger(__name__)

WAITS = [timedelta(minutes=m) for m in (1, 5, 30, 120, 600)]
"""How long to wait after each failed try; after the last the letter counts as failed."""


REMOVED = "This letter held a secret. Its text was removed."

ASK_FIRST, ASK_UNTIL = timedelta(minutes=2), timedelta(days=4)
"""How long after a text left the gateway is asked whether it arrived; then each time after as long
again, until it knows. A phone may be off for three days."""

MOST_TO_AN_ADDRESS = 6
"""Letters a day to one address because strangers typed it in."""

MOST_FROM_A_PLACE = 100
"""Different addresses a day that are typed in from one place: an office can share one network."""


def write(
    *,
    to: str,
    about: str,
    subject: str,
    text: str,
    now: datetime,
    organisation: Organisation | None = None,
    member: Membership | None = None,
    calendar: str = "",
    channel: str = Letter.Channel.EMAIL,
    secret: bool = False,
    once: str = "",
    due: datetime | None = None,
    optional: bool = False,
) -> Letter:
    """Return a letter, kept as a row; the ticker sends it when it is due.

    With `once`, the letter already written under that key is returned instead of a second one.
    An `optional` letter to an address that opted out is kept as stopped, and never sent. Else it
    says at its foot where to opt out. A text goes `to` a mobile number as it is dialled.
    """
    stopped = optional and _opted_out(organisation=organisation, address=to, about=about)
    if channel == Letter.Channel.TEXT:
        text = texting.plain(text)
    values = {
        "organisation": organisation,
        "channel": channel,
        "to": to.strip().lower(),
        "member": member,
        "about": about,
        "subject": " ".join(subject.split())[:200],
        "text": REMOVED if stopped and secret else text,
        "calendar": calendar,
        "secret": secret,
        "optional": optional,
        "once": once,
        "written": now,
        "due": due or now,
        "state": Letter.State.STOPPED if stopped else Letter.State.WAITING,
    }
    try:
        with transaction.atomic():
            return Letter.objects.create(**values)
    except IntegrityError:
        if not once:
            raise
        return Letter.objects.get(organisation=organisation, once=once)


def _opted_out(*, organisation: Organisation | None, address: str, about: str) -> bool:
    if organisation is None:
        return False
    return queries.opted_out(organisation, about).filter(address__iexact=address.strip()).exists()


def send(*, letter: Letter, now: datetime) -> Delivery | None:
    """Try once to hand a waiting letter to the mail server, or a text to the gateway; keep the try
    as a Delivery.

    The row is claimed first (its due time moves on), so that two workers never send it twice at
    once. A refusal for good (SMTP 5xx) ends it; anything else is tried again, later each time.
    Returns None when somebody else has it or it is no longer waiting.
    """
    tries = letter.deliveries.count()
    again = now + WAITS[min(tries, len(WAITS) - 1)]
    claimed = Letter.objects.filter(
        pk=letter.pk, state=Letter.State.WAITING, due=letter.due
    ).update(due=again)
    if not claimed:
        return None
    try:
        by_text = letter.channel == Letter.Channel.TEXT
        detail = texts.hand_over(letter) if by_text else post.hand_over(letter)
    except post.Refused as refusal:
        return _record(letter, Delivery.Outcome.REFUSED, str(refusal), Letter.State.REFUSED, now)
    except (OSError, smtplib.SMTPException, ValueError) as problem:
        log.warning("letter %s could not be sent: %s", letter.pk, type(problem).__name__)
        state = Letter.State.WAITING if tries + 1 < len(WAITS) else Letter.State.FAILED
        return _record(letter, Delivery.Outcome.FAILED, str(problem), state, now)
    return _record(letter, Delivery.Outcome.ACCEPTED, detail, Letter.State.SENT, now)


@transaction.atomic
def _record(letter: Letter, outcome: str, detail: str, state: str, now: datetime) -> Delivery:
    said = access.without_links_of(letter, detail)  # who refuses a link may repeat it
    letter.state, letter.ask = state, None
    if outcome == Delivery.Outcome.ACCEPTED and letter.channel == Letter.Channel.TEXT:
        letter.ask = now + ASK_FIRST if texts.can_be_asked() else None
    fields = ["state", "ask"]
    if letter.secret and state != Letter.State.WAITING:
        letter.text = REMOVED
        fields.append("text")
    letter.save(update_fields=fields)
    return Delivery.objects.create(letter=letter, tried=now, outcome=outcome, detail=said[:500])


class TooMany(NotPossible):
    """Strangers asked for more letters than anybody should get."""


@transaction.atomic
def note_typed(*, address: str, client: str, now: datetime) -> None:
    """Note that a stranger typed an address to which a letter will go, from a network address (""
    when it is not known). Raises TooMany for one letter too many to the address on this day, or
    one address too many from that place."""
    day = timezone.localdate(now)
    to, today = keys.hashed_for(day, address), Typed.objects.filter(day=day)
    place = keys.hashed_for(day, keys.place_of(client)) if client else ""
    if today.filter(address=to).count() >= MOST_TO_AN_ADDRESS:
        raise TooMany(
            "This e-mail address was entered many times today, so we write to it no more until "
            "tomorrow. Look for the letters we have sent there."
        )
    if place:
        known = today.filter(place=place)
        others = known.exclude(address=to).values("address").distinct().count()
        if others >= MOST_FROM_A_PLACE:
            raise TooMany(
                "Very many people have booked from your network today, so we stop here until "
                "tomorrow. Ask the people who run the session to put you on the list."
            )
    Typed.objects.create(day=day, address=to, place=place)


def forget_typed(*, before: datetime) -> int:
    """Forget what strangers typed on the days before this one; return how many."""
    old = Typed.objects.filter(day__lt=timezone.localdate(before))
    return old.delete()[0] if old.exists() else 0


@transaction.atomic
def stop(*, letter: Letter) -> None:
    """Do not send a letter that is still waiting."""
    Letter.objects.filter(pk=letter.pk, state=Letter.State.WAITING).update(
        state=Letter.State.STOPPED
    )


@transaction.atomic
def forget(*, member: Membership) -> None:
    """Delete the letters to somebody who wants nothing kept about them, those that wait too."""
    Letter.objects.filter(member=member).delete()


@transaction.atomic
def opt_out(*, organisation: Organisation, address: str, now: datetime, about: str = "") -> OptOut:
    """Write no more optional letters (about this, or at all) to this address, and do not send
    those that wait."""
    address = address.strip().lower()
    row, _ = OptOut.objects.get_or_create(
        organisation=organisation, address=address, about=about, defaults={"asked": now}
    )
    waiting = Letter.objects.filter(
        organisation=organisation, to=address, optional=True, state=Letter.State.WAITING
    )
    if about:
        waiting = waiting.filter(about=about)
    waiting.filter(secret=True).update(text=REMOVED)
    waiting.update(state=Letter.State.STOPPED)
    return row


@transaction.atomic
def opt_in(*, organisation: Organisation, address: str, about: str) -> None:
    """Write optional letters about this to an address again. Those that were stopped stay so."""
    queries.opted_out(organisation, about).filter(address=address.strip().lower()).delete()


def ask(*, letter: Letter, now: datetime) -> Delivery | None:
    """Ask the gateway what became of a text; keep what it says as a Delivery. While it does not
    know, or cannot be reached, it is asked again later. None then, or when somebody else asks."""
    left = letter.deliveries.filter(outcome=Delivery.Outcome.ACCEPTED).last()
    age = now - (left.tried if left else letter.written)
    again = now + max(age, ASK_FIRST) if age < ASK_UNTIL else None
    if not Letter.objects.filter(pk=letter.pk, ask=letter.ask).update(ask=again):
        return None
    try:
        known, why = texts.became(letter)
    except OSError as problem:
        log.warning("what became of letter %s is not known: %s", letter.pk, type(problem).__name__)
        return None
    if known == "arrived":
        return _record(letter, Delivery.Outcome.ARRIVED, "", Letter.State.SENT, now)
    return bounced(letter=letter, detail=why, now=now) if known == "lost" else None


@transaction.atomic
def bounced(*, letter: Letter, detail: str, now: datetime) -> Delivery | None:
    """A letter came back after the mail server had accepted it. None when we knew already."""
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.state == Letter.State.REFUSED:
        return None
    return _record(letter, Delivery.Outcome.REFUSED, detail, Letter.State.REFUSED, now)
