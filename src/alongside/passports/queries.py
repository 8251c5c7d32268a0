"""What helps people, what of it is shared, and who waits for an answer."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.gatherings.models import Booking, Gathering
from alongside.involvement.models import Part
from alongside.people.models import Membership, Organisation, Role

from .models import Figures, Need, Share

AFTER = timedelta(days=7)
"""How long after a session what was shared for it is read at most, to settle what it cost."""

FOR_A_PART, AT_MOST = timedelta(days=90), timedelta(days=365)
"""How long what is shared for an opportunity is read, if one says nothing else; and at most."""

LEADS = (Role.Name.OWNER, Role.Name.LEAD)
"""Roles that read what is shared for every event of their organisation."""

CHECK_AFTER = timedelta(days=365)
"""After this we ask somebody whether what helps them is still right. Ours: the standard asks for a
regular review and gives no time."""

KEPT = timedelta(days=365)
"""How long the person reads what became of a share after it ended. Then it is deleted."""


def needs(member: Membership) -> QuerySet[Need]:
    """Return what somebody says helps them, what they cannot do without first."""
    return member.access_needs.all()


def shares(member: Membership) -> QuerySet[Share]:
    """Return what somebody shared, the newest first, with who read it."""
    return (
        Share.objects.filter(need__member=member)
        .select_related("need", "gathering", "part__opportunity")
        .prefetch_related("looks")
    )


def sessions_of(member: Membership, now: datetime) -> QuerySet[Gathering]:
    """Return the sessions that somebody has booked and that are not over, the next one first."""
    booked = Booking.objects.filter(gathering=OuterRef("pk"), membership=member, cancelled=None)
    return (
        Gathering.objects.filter(Exists(booked), cancelled=None, ends__gt=now)
        .select_related("programme__organisation", "planned_by")
        .prefetch_related("trainers__membership")
        .order_by("starts", "pk")
    )


def parts_of(member: Membership) -> QuerySet[Part]:
    """Return the opportunities in which somebody takes part now."""
    return (
        Part.objects.filter(member=member, placed__isnull=False, left=None)
        .select_related("opportunity__contact", "opportunity__organisation", "support__person")
        .order_by("pk")
    )


def readable(today: date) -> QuerySet[Share]:
    """Return what is shared on a day, of people who still take part. What has run out is not in it
    even while nobody has deleted it yet."""
    booked = Booking.objects.filter(
        gathering=OuterRef("gathering"), membership=OuterRef("need__member"), cancelled=None
    )
    return Share.objects.filter(
        Q(gathering__cancelled=None, gathering__isnull=False) & Exists(booked)
        | Q(part__left=None, part__isnull=False),
        ended=None,
        until__gte=today,
        need__member__left=None,
    )


def for_session(gathering: Gathering, today: date) -> QuerySet[Share]:
    """Return what people share for a session, what waits for an answer first."""
    return _in_order(readable(today).filter(gathering=gathering))


def for_part(part: Part, today: date) -> QuerySet[Share]:
    """Return what somebody shares for their part in an opportunity."""
    return _in_order(readable(today).filter(part=part))


def _in_order(shares: QuerySet[Share]) -> QuerySet[Share]:
    return shares.select_related("need__member", "answered_by").order_by(
        "answer", "need__weight", "need__member__name", "pk"
    )


def waiting(me: Membership, today: date) -> QuerySet[Share]:
    """Return what is shared with this member and has no answer yet."""
    found = readable(today).filter(answer="", need__member__organisation=me.organisation_id)
    if not me.holds(*LEADS):
        found = found.filter(
            Q(gathering__planned_by=me)
            | Q(gathering__trainers__membership=me)
            | Q(part__opportunity__contact=me)
            | Q(part__support__person=me)
        ).distinct()
    return found.select_related("need__member", "gathering", "part__opportunity").order_by("shared")


def run_by(gathering: Gathering) -> list[Membership]:
    """Return who plans and leads a session, each once."""
    found = [one.membership for one in gathering.trainers.all() if one.membership]
    if gathering.planned_by:
        found.append(gathering.planned_by)
    return list(dict.fromkeys(one for one in found if one.left is None))


def looks_after(part: Part) -> list[Membership]:
    """Return whom somebody can turn to in an opportunity, each once."""
    support = getattr(part, "support", None)
    found = [part.opportunity.contact, *([support.person] if support else [])]
    return list(dict.fromkeys(one for one in found if one.left is None))


def may_read(me: Membership, event: Gathering | Part) -> bool:
    """Whether a member reads what is shared for an event: one of those who run it, or who lead the
    organisation."""
    runs = run_by(event) if isinstance(event, Gathering) else looks_after(event)
    return me.holds(*LEADS) or me in runs


def over(today: date) -> QuerySet[Share]:
    """Return what has run out and is not ended yet."""
    return Share.objects.filter(ended=None, until__lt=today)


def to_delete(now: datetime) -> QuerySet[Share]:
    """Return what ended so long ago that nobody needs to know any more."""
    return Share.objects.filter(ended__lte=now - KEPT)


def to_check(member: Membership, today: date) -> QuerySet[Need]:
    """Return what somebody has not looked at for so long that we ask whether it is still right."""
    return member.access_needs.filter(checked__lte=today - CHECK_AFTER)


def to_count(until: date) -> QuerySet[Organisation]:
    """Return the organisations in which something was shared and whose figures until a day are not
    kept yet. One query."""
    theirs = Share.objects.filter(need__member__organisation=OuterRef("pk"))
    done = Figures.objects.filter(organisation=OuterRef("pk"), until=until)
    return Organisation.objects.filter(Exists(theirs), ~Exists(done)).order_by("pk")


class Counted(NamedTuple):
    """Somebody shared a kind of what helps them, for a session of a programme ("" for something
    else), and said afterwards whether it was there ("" while they have not). Not protected."""

    person: int
    kind: str
    programme: str
    met: str


def counted(organisation: Organisation, since: date, until: date) -> list[Counted]:
    """Return what people shared in a time, for `counts` to protect."""
    rows = Share.objects.filter(
        need__member__organisation=organisation,
        shared__date__range=(since, until),
    )
    found = rows.order_by().values_list(
        "need__member", "need__kind", "gathering__programme__name", "met"
    )
    return [Counted(who, kind, programme or "", met) for who, kind, programme, met in found]
