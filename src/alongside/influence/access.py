"""Who may read answers, write them, and see a public page. Returns the object, or raises."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from alongside.files.models import File
from alongside.insight import access as reading
from alongside.insight import queries as insight
from alongside.insight.models import Analysis, Theme
from alongside.people import access as people
from alongside.people.models import Membership, Organisation, Role
from alongside.projects import access as projects
from alongside.projects.models import Project
from alongside.web.found import or_404, or_gone

from . import queries
from .models import (
    Action,
    AnswerSheet,
    Contribution,
    Decision,
    Document,
    ProjectTheme,
    Promise,
    Publication,
    Review,
)
from .queries import chain, deciding, disputes, documents, in_public, said
from .steps import STEPS, Step

WRITERS = (Role.Name.LEAD, Role.Name.OWNER)
"""Roles that answer people and publish the answers. Staff and senior managers read them."""


def reader(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may see what waits for an answer."""
    return people.reader(person, organisation)


def writer(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may answer, and publish answers."""
    return people.member(person, organisation, *WRITERS)


def may_write(me: Membership) -> bool:
    """Return whether this member may answer, and publish answers."""
    return me.holds(*WRITERS)


def theme(me: Membership, pk: int) -> Theme:
    """Return one thing people of my organisation asked for."""
    return or_404(queries.themes(me.organisation).filter(pk=pk).first())


def analysis(me: Membership, pk: int) -> Analysis:
    """Return one shared analysis of my organisation."""
    return or_404(insight.shared(me.organisation).filter(pk=pk).first())


def publication(analysis: Analysis) -> Publication:
    """Return the public page of an analysis, whether it is up or not."""
    return or_404(queries.publication(analysis))


def public_page(code: str) -> Publication:
    """Return the public page at this address. Anybody may read it."""
    return or_404(queries.public(code))


def sees(me: Membership) -> said.Sees:
    """Return what of the words of people somebody may read, in projects that they may read."""
    return said.Sees(runs=projects.may_run(me), surveys=me.holds(*reading.READERS))


def contribution(me: Membership, project: Project, pk: int) -> Contribution:
    """Return something that somebody said about this project, if it is one I may know of."""
    return or_404(said.contributions(project, sees(me)).filter(pk=pk).first())


def of_project(project: Project, pk: int) -> ProjectTheme:
    """Return one theme of this project."""
    return or_404(chain.themes(project).filter(pk=pk).first())


def document(project: Project, pk: int) -> Document:
    """Return one document of this project."""
    return or_gone(project.documents.filter(pk=pk).first())


def public_document(code: str, pk: int) -> Document:
    """Return a document that everybody may read, by the code of its project."""
    return or_404(documents.public(code, pk))


def decision(project: Project, pk: int) -> Decision:
    """Return one decision of a project, with all that belongs to it."""
    return or_404(deciding.whole(project).filter(pk=pk).first())


def action(project: Project, pk: int) -> Action:
    """Return one action of a project."""
    return or_404(deciding.actions(project).filter(pk=pk).first())


def changeable(me: Membership, project: Project, pk: int) -> Action:
    """Return one action of a project that this member may say something of: who runs projects may,
    and whoever does it."""
    found = action(project, pk)
    if not (projects.may_run(me) or found.owner_id == me.pk):
        raise PermissionDenied("only who does it, and who runs projects")
    return found


def answer_sheet(project: Project, pk: int) -> AnswerSheet:
    """Return one spreadsheet of answers to a project."""
    found = AnswerSheet.objects.filter(project=project, pk=pk).select_related(
        "project__organisation"
    )
    return or_404(found.first())


def evidence_file(project: Project, pk: int) -> File:
    """Return the file of one piece of evidence of a project."""
    found = deciding.evidence(project).filter(pk=pk, file__there=True).first()
    return or_404(found.file if found else None)


def promise(person: Any, organisation: str, pk: int) -> tuple[Membership, Promise]:
    """Return who is looking, and a promise they may read: of a project that they may read, or of
    the whole organisation for staff and senior managers; one about one person for whoever runs
    projects. Whoever owns a promise reads it in any case."""
    me, mine = projects.projects(person, organisation)
    found = Promise.objects.filter(organisation=me.organisation, pk=pk)
    one = or_404(found.select_related("owner", "project", "evidence", "made_by").first())
    if one.owner_id == me.pk:
        return me, one
    if one.private and not projects.may_run(me):
        raise Http404("not there, or not for this member")
    if one.project_id is None:
        reads = me.holds(*people.READERS)
    else:
        reads = mine.filter(pk=one.project_id).exists()
    if not reads:
        raise Http404("not there, or not for this member")
    return me, one


def promise_to_change(person: Any, organisation: str, pk: int) -> tuple[Membership, Promise]:
    """Return who is looking, and a promise that they run or own."""
    me, one = promise(person, organisation, pk)
    if not may_change(me, one):
        raise PermissionDenied("this page needs another role")
    return me, one


def may_change(me: Membership, promise: Promise) -> bool:
    """Return whether this member says what becomes of a promise: whoever runs projects, and whoever
    owns it."""
    return projects.may_run(me) or promise.owner_id == me.pk


def step(slug: str) -> Step:
    """Return one question of a plan."""
    return or_404(next((step for step in STEPS if step.slug == slug), None))


def review(project: Project, pk: int) -> Review:
    """Return one review of a project."""
    return or_404(disputes.reviews([project]).filter(pk=pk).first())


def public_project(code: str) -> Project:
    """Return the project at a public address. Anybody may read it."""
    return or_404(in_public.project(code))


def public_organisation(slug: str) -> Organisation:
    """Return the organisation at a public address, while it has a public project."""
    found = Organisation.objects.filter(slug=slug).first()
    return or_404(found if found and in_public.projects(found).exists() else None)
