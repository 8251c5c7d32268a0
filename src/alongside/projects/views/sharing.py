"""What everybody in a project has, and evidence. Their files leave only from here."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.files import showing as files
from alongside.files.models import File
from alongside.web.found import again_to

from .. import access, actions
from ..forms.sharing import EvidenceForm, InformationForm
from ..queries import showing
from .doing import confirm_page, done, form_page

information_page = partial(form_page, here="information", back="projects:information")


def information(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    me, found = access.reader(request.user, organisation, project)
    page = Paginator(showing.shared(found), 20).get_page(request.GET.get("page"))
    context = {"me": me, "project": found, "page": page, "may_run": access.may_run(me)}
    return render(request, "projects/information.html", context)


def share(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    me, found = access.runner(request.user, organisation, project)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = InformationForm(*sent, project=found, today=timezone.localdate())
    now = timezone.now()
    if request.method == "POST" and done(form, actions.share, project=found, by=me, now=now):
        messages.success(request, "It is shared with everybody in the project.")
        return redirect("projects:information", organisation, project)
    return information_page(
        request, me, found, form, heading="Share information", button="Share it", multipart=True
    )


def change(request: HttpRequest, organisation: str, project: int, information: int) -> HttpResponse:
    me, found = access.runner(request.user, organisation, project)
    kept = access.information(found, information)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = InformationForm(*sent, project=found, information=kept, today=timezone.localdate())
    more = {"information": kept, "by": me, "now": timezone.now()}
    if request.method == "POST" and done(form, actions.change_information, **more):
        messages.success(request, "What you changed is saved.")
        return redirect("projects:information", organisation, project)
    return information_page(
        request, me, found, form, heading="Change what is shared", button="Save", multipart=True
    )


@again_to("projects:information", "organisation", "project")
def take_away(
    request: HttpRequest, organisation: str, project: int, information: int
) -> HttpResponse:
    me, found = access.runner(request.user, organisation, project)
    kept = access.information(found, information)
    if request.method == "POST":
        actions.take_away_information(information=kept, now=timezone.now())
        messages.success(request, "It is taken away.")
        return redirect("projects:information", organisation, project)
    return confirm_page(
        request,
        me,
        found,
        here="information",
        back="projects:information",
        heading=f"Take “{kept}” away?",
        words="People in the project cannot read it any more. A file in it is deleted.",
        button="Take it away",
    )


def file(request: HttpRequest, organisation: str, project: int, information: int) -> HttpResponse:
    _, found = access.reader(request.user, organisation, project)
    return _answer(access.information(found, information).file)


def public_file(request: HttpRequest, code: str, information: int) -> HttpResponse:
    """A file that stands on the public page of a project."""
    return _answer(access.public_information(code, information).file)


def evidence(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    me, found = access.reader(request.user, organisation, project)
    page = Paginator(showing.evidence(found), 20).get_page(request.GET.get("page"))
    context = {"me": me, "project": found, "page": page, "may_run": access.may_run(me)}
    return render(request, "projects/evidence.html", context)


def add_evidence(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    me, found = access.runner(request.user, organisation, project)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = EvidenceForm(*sent, records=showing.records(found), today=timezone.localdate())
    more = {
        "organisation": found.organisation,
        "project": found,
        "by": me,
        "now": timezone.now(),
    }
    if request.method == "POST" and done(form, actions.add_evidence, **more):
        messages.success(request, "The evidence is kept.")
        return redirect("projects:evidence", organisation, project)
    return form_page(
        request,
        me,
        found,
        form,
        here="evidence",
        back="projects:evidence",
        heading="Add evidence",
        lead="Something counts only when it can be looked at: a record made here, or a file with "
        "its day.",
        button="Add the evidence",
        multipart=True,
    )


def evidence_file(
    request: HttpRequest, organisation: str, project: int, evidence: int
) -> HttpResponse:
    _, found = access.reader(request.user, organisation, project)
    return _answer(access.evidence(found, evidence).file)


@again_to("projects:evidence", "organisation", "project")
def take_away_evidence(
    request: HttpRequest, organisation: str, project: int, evidence: int
) -> HttpResponse:
    me, found = access.runner(request.user, organisation, project)
    kept = access.evidence(found, evidence)
    problem = ""
    if request.method == "POST":
        try:
            actions.take_away_evidence(evidence=kept, now=timezone.now())
        except actions.NotPossible as why:
            problem = str(why)
        else:
            messages.success(request, "The evidence is taken away.")
            return redirect("projects:evidence", organisation, project)
    return confirm_page(
        request,
        me,
        found,
        problem=problem,
        here="evidence",
        back="projects:evidence",
        heading=f"Take the evidence “{kept}” away?",
        words="What it showed cannot be looked at any more.",
        button="Take it away",
    )


def _answer(file: File | None) -> HttpResponse:
    if file is None or not file.there:
        raise Http404("no file here")
    return files.answer(file)
