"""Who may read opportunities, run them, pay people, and open a private page. Returns the object, or
raises."""

from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404

from alongside.people import access as people
from alongside.people.models import Membership, Role
from alongside.web.found import or_gone

from . import private, queries
from .models import (
    Certificate,
    CheckIn,
    Correction,
    Expense,
    Given,
    Opportunity,
    Part,
    Preparation,
    Recognition,
    Reference,
    SigningKey,
    Story,
    Testimonial,
    Training,
)

RUNNERS = (Role.Name.OWNER, Role.Name.LEAD, Role.Name.FACILITATOR)
"""Roles that make opportunities and read what people wrote when they asked for a place."""

PAYERS = (Role.Name.OWNER, Role.Name.LEAD)
"""Roles that note that somebody was paid, and take away the file of what is due."""


class Joined(Exception):
    """The link is right, but what it opened stands on another page of the same person now. Staff
    may have had this link, so it does not lead there."""

    def __init__(self, was: Membership) -> None:
        super().__init__()
        self.was = was


def member(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who looks at what there is to take part in."""
    return people.member(person, organisation)


def runner(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may run opportunities."""
    return people.member(person, organisation, *RUNNERS)


def budgeter(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may see what people's time costs, of nobody by name."""
    return people.member(person, organisation, *PAYERS, Role.Name.SENIOR_MANAGER)


def payer(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may pay people."""
    return people.member(person, organisation, *PAYERS)


def may_run(me: Membership) -> bool:
    """Return whether this member may run opportunities."""
    return me.holds(*RUNNERS)


def may_pay(me: Membership) -> bool:
    """Return whether this member may pay people."""
    return me.holds(*PAYERS)


def opportunity(me: Membership, pk: int) -> Opportunity:
    """Return an opportunity of my organisation: a draft only for those who run them."""
    found = queries.opportunities(me.organisation)
    if not may_run(me):
        found = found.filter(published__isnull=False)
    return _one(found, pk=pk)


def public_opportunity(code: str) -> Opportunity:
    """Return an opportunity that anybody may read, by the code of its address."""
    if "\0" in code:
        raise Http404("no code has a zero byte")
    return _one(queries.published(), code=code.upper())


def part(opportunity: Opportunity, pk: int) -> Part:
    return _one(queries.parts(opportunity), pk=pk)


def own_part(token: str) -> Part:
    """Return the part that a private link opens. Raises links.TooOld and links.Spoilt."""
    return _one(queries.every_part(), pk=private.opened(token))


def mine(token: str) -> Membership:
    """Return the member whose own page a private link opens. Raises links.TooOld, links.Spoilt, and
    Joined for that of a member who turned out to be another."""
    members = Membership.objects.select_related("organisation", "is_really")
    found = _one(members, pk=private.mine_opened(token))
    if hasattr(found, "is_really"):
        raise Joined(found)
    return found


def correction(me: Membership, pk: int) -> Correction:
    """Return what somebody of my organisation says is wrong, until it is answered."""
    return _one(queries.corrections(me.organisation), pk=pk)


def own_reference(part: Part, pk: int) -> Reference:
    """Return a reference that somebody asked for and did not take back."""
    return or_gone(part.references.filter(gone=None).filter(pk=pk).first())


def certificate_of(part: Part, pk: int) -> Certificate:
    return _one(part.certificates.all(), pk=pk)


def certificate(code: str) -> Certificate:
    """Return the certificate with this code, a revoked one too."""
    if "\0" in code:
        raise Http404("no code has a zero byte")
    found = Certificate.objects.select_related(
        "part__member", "part__opportunity__organisation__signing_key"
    )
    return _one(found, code=code.upper())


def holding_certificate(code: str) -> Certificate:
    found = certificate(code)
    if found.revoked:
        raise Http404("it does not hold any more")
    return found


def agreed_reference(code: str) -> Reference:
    """Return a reference to which somebody agreed, by its code."""
    if "\0" in code:
        raise Http404("no code has a zero byte")
    found = Reference.objects.filter(agreed__isnull=False).select_related(
        "part__member", "part__opportunity__organisation", "written_by"
    )
    return _one(found, code=code.upper())


def signing_key(slug: str) -> SigningKey:
    """Return the key of an organisation that gives certificates."""
    return _one(SigningKey.objects.select_related("organisation"), organisation__slug=slug)


def testimonial(part: Part, pk: int) -> Testimonial:
    return _one(part.testimonials.all(), pk=pk)


def preparation(opportunity: Opportunity, pk: int) -> Preparation:
    return or_gone(opportunity.preparation.filter(pk=pk).first())


def own_preparation(part: Part, pk: int) -> Preparation:
    """Return something that this person can read before it begins."""
    return _one(
        part.opportunity.preparation.filter(side=Preparation.Side.PEOPLE),
        pk=pk,
    )


def training(part: Part, pk: int) -> Training:
    return _one(part.training.all(), pk=pk)


def check_in(part: Part, pk: int) -> CheckIn:
    return _one(part.check_ins.all(), pk=pk)


def given(part: Part, pk: int) -> Given:
    return or_gone(part.given.select_related("choice").filter(pk=pk).first())


def expense(part: Part, pk: int) -> Expense:
    return _one(part.expenses.all(), pk=pk)


def story(me: Membership, pk: int) -> Story:
    """Return a story of my organisation: a draft only for those who run opportunities."""
    found = queries.stories(me.organisation)
    if not may_run(me):
        found = found.filter(published__isnull=False)
    return _one(found, pk=pk)


def public_story(code: str) -> Story:
    """Return a story that anybody may read, by the code of its address."""
    if "\0" in code:
        raise Http404("no code has a zero byte")
    return _one(queries.published_stories(), code=code.upper())


def recognition(story: Story, pk: int) -> Recognition:
    return or_gone(story.recognition.filter(pk=pk).first())


def own_testimonial(part: Part, pk: int) -> Testimonial:
    return _one(part.testimonials.all(), pk=pk)


def _one[Row: Model](rows: QuerySet[Row], **which: Any) -> Row:
    row = rows.filter(**which).first()
    if row is None:
        raise Http404("not there, or not for this member")
    return row
