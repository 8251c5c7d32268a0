"""Who was asked, who can be, and how a letter reaches them."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.letters import queries as letters
from alongside.letters import texts
from alongside.letters.models import Letter
from alongside.people import queries as people
from alongside.people.models import Membership, Organisation

from ..models import Invitation, Wave
from . import LETTERS, open_waves


def to_write(now: datetime) -> QuerySet[Invitation]:
    """Return the invitations of open waves whose next letter is due. A text is written when it can
    leave: at night its wave could close meanwhile, or somebody answer."""
    rows = Invitation.objects.exclude(to_write=Invitation.Write.NOTHING)
    rows = rows.filter(wave__in=open_waves(now)).order_by("pk")
    if texts.quiet(now):
        by_channel = rows.annotate(channel=letters.channel_to("member__"))
        return by_channel.exclude(channel=Letter.Channel.TEXT)
    return rows


def invitations(wave: Wave) -> QuerySet[Any]:
    """Return who was asked, by name, each with the newest letter, the `channel` by which letters
    reach them, the `address` there ("" for on paper) and whether it wants `no_letters`."""
    rows = wave.invitations.select_related("member__team", "letter")
    return _reached(rows, wave.organisation, "member__").order_by("member__name", "member")


def _reached(rows: QuerySet[Any], organisation: Organisation, who: str) -> QuerySet[Any]:
    """Return the rows with how a letter reaches the member at `who` of each."""
    rows = rows.annotate(channel=letters.channel_to(who))
    rows = rows.annotate(address=letters.address_to(who))
    asked = letters.opted_out(organisation, LETTERS)
    return rows.annotate(no_letters=Exists(asked.filter(address=OuterRef("address"))))


def want_no_letters(wave: Wave) -> QuerySet[Invitation]:
    """Return who was asked, has an address, and wants no letters: they get their link on paper."""
    return invitations(wave).filter(no_letters=True)


def came_back(wave: Wave) -> QuerySet[Invitation]:
    """Return the invitations whose newest letter did not arrive."""
    lost = [Letter.State.REFUSED, Letter.State.FAILED]
    return invitations(wave).filter(letter__state__in=lost)


def to_remind(wave: Wave, before: datetime) -> QuerySet[Invitation]:
    """Return who has not answered, got the last letter before this time, and can get another:
    it arrived, and they did not ask for no more."""
    lost = [Letter.State.REFUSED, Letter.State.FAILED]
    rows = _reached(wave.invitations.all(), wave.organisation, "member__")
    found = rows.exclude(address="").filter(
        no_letters=False,
        done=False,
        to_write=Invitation.Write.NOTHING,
        letter__written__lte=before,
    )
    return found.exclude(letter__state__in=lost)


def on_paper(wave: Wave) -> QuerySet[Invitation]:
    """Return who was asked and gets no letter: they have no address, like paper better, or asked
    for no letters."""
    return invitations(wave).filter(Q(address="") | Q(no_letters=True))


def can_be_invited(wave: Wave, search: str = "") -> QuerySet[Any]:
    """Return the members who are not invited yet, whose name, address or team matches, each with
    the `channel` by which a letter reaches them and whether they want `no_letters`."""
    asked = wave.invitations.values("member")
    found = people.members(wave.organisation, search).exclude(pk__in=asked)
    return _reached(found, wave.organisation, "")


def get_texts(wave: Wave) -> QuerySet[Membership]:
    """Return the members who are not invited yet and would be by a text."""
    return can_be_invited(wave).filter(channel=Letter.Channel.TEXT, no_letters=False)


def reached_at(invitation: Invitation) -> tuple[str, str]:
    """Return the channel and the address at which a letter reaches somebody who was asked; both ""
    where it is on paper."""
    found = invitations(invitation.wave).filter(pk=invitation.pk, no_letters=False)
    return found.values_list("channel", "address").first() or ("", "")
