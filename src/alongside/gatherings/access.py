"""Who may see and run sessions. Each function returns what was asked for, or raises."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from alongside.people import access as people
from alongside.people.models import Group, Membership, Role
from alongside.web import links
from alongside.web.fields import key
from alongside.web.found import or_404

from . import private, queries, reviews
from .models import Attendance, Booking, Design, Gathering, Programme, RegisterFile, Review

RUNNERS = (Role.Name.OWNER, Role.Name.LEAD, Role.Name.FACILITATOR)
"""Roles that plan sessions and see names and access needs. Others who may read see counts."""

PLEDGE_READERS = (Role.Name.LEAD,)
"""Roles that read what people plan. Others who may read see counts."""


class NoSuchCode(Exception):
    """Somebody typed a code that no session has."""


class NotInGroup(Exception):
    """The link is right, but whoever has it is not in the group any more."""


def reader(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may see sessions: staff and senior managers."""
    return people.reader(person, organisation)


def runner(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may plan and run sessions."""
    return people.member(person, organisation, *RUNNERS)


def may_run(me: Membership) -> bool:
    """Return whether this member may plan and run sessions."""
    return me.holds(*RUNNERS)


def pledge_reader(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may read people's plans, which have no names."""
    return people.member(person, organisation, *PLEDGE_READERS)


def may_read_pledges(me: Membership) -> bool:
    """Return whether this member may read people's plans."""
    return me.holds(*PLEDGE_READERS)


def check_runs(me: Membership) -> None:
    """Raise PermissionDenied for somebody who may only read."""
    if not may_run(me):
        raise PermissionDenied("only those who run sessions see the register")


def gathering(me: Membership, pk: int) -> Gathering:
    """Return one session of my organisation."""
    return or_404(queries.gatherings(me.organisation).filter(pk=pk).first())


def programme(me: Membership, pk: int) -> Programme:
    """Return one programme of my organisation."""
    found = queries.programmes(me.organisation).select_related("organisation").filter(pk=pk)
    return or_404(found.first())


def design(me: Membership, pk: int) -> Design:
    """Return one design of a programme of my organisation."""
    return or_404(
        Design.objects.select_related("programme__organisation")
        .filter(pk=pk, programme__organisation=me.organisation)
        .first()
    )


def register_file(me: Membership, pk: int) -> RegisterFile:
    """Return one uploaded register of my organisation."""
    return or_404(me.organisation.register_files.filter(pk=pk).first())


def booking(gathering: Gathering, pk: int) -> Booking:
    """Return one booking of this session."""
    return or_404(gathering.bookings.select_related("membership").filter(pk=pk).first())


def member(gathering: Gathering, pk: str) -> Membership:
    """Return a member who booked or came, by the key a form sent."""
    wanted = key(pk)
    row = next((r for r in queries.register(gathering) if r.membership.pk == wanted), None)
    return or_404(row).membership


def attendance(gathering: Gathering, pk: str) -> Attendance | None:
    """Return the attendance of a member by the key a form sent; None when it is gone already."""
    wanted = key(pk)
    if wanted is None:
        raise Http404("not a member")
    return gathering.attendances.filter(membership=wanted).first()


def joined(code: str) -> Gathering:
    """Return the session with this code. Raises NoSuchCode."""
    found = queries.by_code(code)
    if found is None:
        raise NoSuchCode
    return found


def place(token: str) -> queries.Place:
    """Return what a private link opens. Raises links.TooOld, and links.Spoilt also when what it
    led to is gone."""
    gathering, membership = private.opened(token)
    found = queries.place(gathering, membership)
    if found is None:
        raise links.Spoilt
    return found


def review(me: Membership, pk: int) -> Review:
    """Return one review of my organisation."""
    return or_404(reviews.of_organisation(me.organisation).filter(pk=pk).first())


def review_of(design: Design, pk: str) -> Review | None:
    """Return the review of this design with the key in an address; None when there is no key."""
    if not pk:
        return None
    return or_404(reviews.of_design(design).filter(pk=key(pk)).first())


def group_wanted(me: Membership, pk: str) -> Group | None:
    """Return the group of my organisation with the key in an address; None when there is no key."""
    return people.group(me, key(pk) or 0) if pk.isdecimal() else None


def without_help(review: Review, pk: int) -> reviews.Asked:
    """Return somebody of the group whose answer staff may write down: who has not answered by
    themselves."""
    found = reviews.asked(review.pk, pk)
    if found is None or not found.inside:
        raise Http404("not in this group")
    if found.answer and not found.answer.noted_by_id:
        raise PermissionDenied("they have answered by themselves")
    return found


def asked(token: str) -> reviews.Asked:
    """Return what the private link to a review opens. Raises links.TooOld, links.Spoilt and
    NotInGroup."""
    found = reviews.asked(*private.review_opened(token))
    if found is None:
        raise links.Spoilt
    if not found.inside:
        raise NotInGroup
    return found
