"""What happens to invitations: made, written to people, reminded of."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from alongside.letters import actions as letters
from alongside.letters import texts
from alongside.letters.models import Letter
from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.web import codes

from .. import furniture, modes, queries
from ..models import Invitation, Wave
from ..queries import inviting

BETWEEN_LETTERS = timedelta(days=1)
"""Nobody gets two letters about the same questions within this time."""


BETWEEN_LANGUAGES = "\n* * *\n\n"
"""Stands in a letter between the same words in two languages."""


def _key(wave: Wave, member: Membership) -> str:
    """Return the key of a member's private link. It follows from the two and the installation's
    secret, so that every letter about a wave leads to the same place and no key has to be kept."""
    whose = f"{wave.code}-{member.pk}"
    return codes.following("alongside.asks.invitation", whose, queries.PRIVATE_LENGTH)


def link_of(*, wave: Wave, member: Membership) -> str:
    """Return the address of a member's private link."""
    return settings.ADDRESS + reverse("asks:private", args=[wave.code, _key(wave, member)])


def invite(*, wave: Wave, member: Membership) -> str:
    """Return the key of a member's private link, the same however often. No letter is written."""
    key = _key(wave, member)
    Invitation.objects.update_or_create(
        wave=wave, member=member, defaults={"key": queries.hashed(key)}
    )
    return key


@transaction.atomic
def invite_people(*, wave: Wave, members: Iterable[Membership], now: datetime) -> int:
    """Invite members who are not invited yet; return how many. Each has one invitation, for good.

    Side effect: once the wave is open, the ticker writes to everybody whom a letter or a text
    reaches and who did not ask for none by then.
    """
    if queries.state(wave, now) is queries.State.CLOSED:
        raise NotPossible("This has closed, so nobody can be invited any more.")
    if wave.of_session:
        raise NotPossible("Whoever came to the session is asked. Nobody else can be invited.")
    known = set(wave.invitations.values_list("member", flat=True))
    new = {
        member.pk: member
        for member in members
        if member.pk not in known and member.organisation_id == wave.organisation_id
    }
    Invitation.objects.bulk_create(
        (
            Invitation(
                wave=wave,
                member=member,
                key=queries.hashed(_key(wave, member)),
                to_write=Invitation.Write.INVITATION,
            )
            for member in new.values()
        ),
        batch_size=500,
        ignore_conflicts=True,
    )
    return len(new)


@transaction.atomic
def remind(*, wave: Wave, now: datetime) -> int:
    """Have a reminder written to whoever was invited and has not answered; return to how many.

    Left out: who was written to within a day, and whose letter came back.
    """
    if queries.state(wave, now) is not queries.State.OPEN:
        raise NotPossible("This is not open, so nobody can be reminded.")
    return inviting.to_remind(wave, now - BETWEEN_LETTERS).update(
        to_write=Invitation.Write.REMINDER
    )


@transaction.atomic
def write(*, invitation: Invitation, now: datetime) -> Letter | None:
    """Write the letter that is due to somebody invited, once; None when there is none any more.

    The letter holds a link that stands for a person, so its text goes when it has left.
    """
    # A lock on the row, so that two tickers write one letter.
    invitation = (
        Invitation.objects.select_related("wave__version", "wave__organisation", "member")
        .select_for_update(of=("self",))
        .get(pk=invitation.pk)
    )
    kind, invitation.to_write = invitation.to_write, Invitation.Write.NOTHING
    channel, address = inviting.reached_at(invitation)
    due = bool(kind and not invitation.done and address)
    if due:
        invitation.letter = _letter(invitation, kind, channel, address, now)
        invitation.written += 1
    invitation.save(update_fields=["to_write", "letter", "written"])
    return invitation.letter if due else None


def words_of(wave: Wave, kind: str, channel: str, link: str) -> tuple[str, str]:
    """Return the subject and the words of a letter or a text. A letter says the same in each
    language of the form that we speak; a text, which is paid by its length, in the first of them.
    """
    of_form = wave.version.definition["languages"]
    spoken = furniture.shared(of_form)
    said = [_words_in(wave, kind, channel, link, *one) for one in spoken.items()]
    if channel == Letter.Channel.TEXT:
        del said[1:]
    subject = " / ".join(subject for subject, _ in said)
    title = wave.said("title", *of_form)
    return f"{subject}: {title}", BETWEEN_LANGUAGES.join(text for _, text in said)


def _words_in(
    wave: Wave, kind: str, channel: str, link: str, language: str, of_form: Sequence[str]
) -> tuple[str, str]:
    """Return the first line of the template, and what comes below it, in one language, with the
    words of the wave in those languages `of_form` that have no letter of their own."""
    which = f"{kind}-text" if channel == Letter.Channel.TEXT else kind
    promise = modes.promise(wave.mode, language)
    context = {"wave": wave, "link": link, "promise": promise, "language": language}
    context |= {"readers": wave.said("readers", *of_form)}
    words = render_to_string(f"asks/letters/{which}.txt", context)
    subject, _, text = words.strip().partition("\n")
    return subject, text.strip() + "\n"


def texts_each(*, wave: Wave) -> int:
    """Return as how many texts one about this wave is billed, the longest it can be."""
    link = settings.ADDRESS + reverse(
        "asks:private", args=[wave.code, "X" * queries.PRIVATE_LENGTH]
    )
    kinds = Invitation.Write.INVITATION, Invitation.Write.REMINDER
    said = [words_of(wave, kind, Letter.Channel.TEXT, link)[1] for kind in kinds]
    return max(texts.billed(text) for text in said)


def _letter(invitation: Invitation, kind: str, channel: str, address: str, now: datetime) -> Letter:
    wave, member = invitation.wave, invitation.member
    link = link_of(wave=wave, member=member)
    subject, text = words_of(wave, kind, channel, link)
    return letters.write(
        to=address,
        channel=channel,
        about=queries.LETTERS,
        subject=subject,
        text=text,
        organisation=wave.organisation,
        member=member,
        secret=True,
        optional=True,
        once=f"wave-{wave.pk}-{member.pk}-{invitation.written}",
        now=now,
    )
