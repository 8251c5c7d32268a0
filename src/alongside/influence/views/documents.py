"""Documents of a project before and after, and because of whose words they changed."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.projects import access as projects
from alongside.web.fields import key
from alongside.web.found import again_to

from .. import access, actions
from ..actions import NotPossible
from ..forms.documents import DeleteForm, DocumentForm, LinkForm, VersionForm
from ..models import Document, Passage
from ..queries import documents as queries
from ..queries import said


def documents(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    me, shown = projects.reader(request.user, organisation, project)
    page = Paginator(queries.documents(shown), said.PAGE).get_page(request.GET.get("page"))
    context = {"me": me, "project": shown, "page": page, "may_run": projects.may_run(me)}
    return render(request, "influence/documents.html", context)


def add_document(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    me, shown = projects.runner(request.user, organisation, project)
    today = timezone.localdate()
    form = DocumentForm(request.POST or None, request.FILES or None, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            one = actions.begin_document(
                project=shown, by=me, now=timezone.now(), **form.cleaned_data
            )
        except NotPossible as problem:
            form.add_error("text", str(problem))
        else:
            messages.success(request, "Its first version is here. Add the next one when there is.")
            return redirect("influence:document", organisation, project, one.pk)
    context = {"me": me, "project": shown, "form": form, "document": None}
    return render(request, "influence/add_version.html", context)


def add_version(
    request: HttpRequest, organisation: str, project: int, document: int
) -> HttpResponse:
    me, shown = projects.runner(request.user, organisation, project)
    one = access.document(shown, document)
    form = VersionForm(request.POST or None, request.FILES or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.add_version(
                document=one, by=me, now=timezone.now(), **form.cleaned_data
            )
        except NotPossible as problem:
            form.add_error("text", str(problem))
        else:
            messages.success(request, f"The newest version is number {version.number}.")
            return redirect("influence:document", organisation, project, one.pk)
    context = {"me": me, "project": shown, "form": form, "document": one}
    return render(request, "influence/add_version.html", context)


def document(request: HttpRequest, organisation: str, project: int, document: int) -> HttpResponse:
    """Two versions of a document side by side."""
    me, shown = projects.reader(request.user, organisation, project)
    one = access.document(shown, document)
    context = _compared(request, one) | {
        "me": me,
        "project": shown,
        "sees": access.sees(me),
    }
    return render(request, "influence/document.html", context)


def _compared(request: HttpRequest, one: Document) -> dict[str, Any]:
    """Return the two versions that an address asks for, side by side: every paragraph with
    `whole`, else those that changed."""
    versions = list(one.versions.all())
    numbers = (key(request.GET.get("was", "")), key(request.GET.get("now", "")))
    pair = queries.pair(versions, *numbers)
    return {
        "document": one,
        "versions": versions,
        "pair": pair,
        "compared": queries.compare(pair, versions) if pair else None,
        "whole": request.GET.get("whole") == "yes",
    }


def link(request: HttpRequest, organisation: str, project: int, document: int) -> HttpResponse:
    """Say because of whose words a paragraph changed."""
    me, shown = projects.runner(request.user, organisation, project)
    one = access.document(shown, document)
    place, changed = _place(request, one)
    form = LinkForm(request.POST if request.method == "POST" else None, project=shown)
    back = _back(organisation, project, place)
    if request.method == "POST" and form.is_valid():
        try:
            actions.link_passage(place=place, by=me, now=timezone.now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "This change is linked to what people said.")
            return redirect(f"{back}#{'was' if place.taken_out else 'now'}-{place.paragraph}")
    context = {"me": me, "project": shown, "document": one, "form": form, "back": back}
    context |= {"changed": changed, "place": place}
    return render(request, "influence/link.html", context)


def _place(request: HttpRequest, one: Document) -> tuple[actions.Place, queries.Changed]:
    """Return the changed paragraph that an address names."""
    versions = list(one.versions.all())
    by_number = {version.number: version for version in versions}
    was = by_number.get(key(request.GET.get("was", "")) or 0)
    now = by_number.get(key(request.GET.get("now", "")) or 0)
    out = request.GET.get("out") == "yes"
    if was is None or now is None or was.number >= now.number:
        raise Http404("no such versions")
    place = key(request.GET.get("paragraph", ""))
    for changed in queries.compare(queries.Pair(was, now), versions).changed:
        if (changed.place, changed.taken_out) == (place, out) and changed.row.what != "same":
            return actions.Place(was, now, changed.place, out), changed
    raise Http404("this paragraph did not change")


def _back(organisation: str, project: int, place: actions.Place) -> str:
    address = reverse("influence:document", args=[organisation, project, place.version.document_id])
    return f"{address}?was={place.since.number}&now={place.version.number}"


@require_POST
def unlink(request: HttpRequest, organisation: str, project: int, document: int) -> HttpResponse:
    _, shown = projects.runner(request.user, organisation, project)
    one = access.document(shown, document)
    wanted = key(request.POST.get("passage", "")) or 0
    passage = Passage.objects.filter(pk=wanted, version__document=one).first()
    if passage:
        actions.unlink_passage(passage=passage)
    messages.success(request, "The link is taken away.")
    return redirect("influence:document", organisation, project, one.pk)


@again_to("influence:documents", "organisation", "project")
def delete(request: HttpRequest, organisation: str, project: int, document: int) -> HttpResponse:
    """Delete a document or one of its versions, after it is said what goes with it."""
    me, shown = projects.runner(request.user, organisation, project)
    one = access.document(shown, document)
    sent = request.POST if request.method == "POST" else None
    form = DeleteForm(sent, versions=list(one.versions.all()))
    if request.method == "POST" and form.is_valid():
        version = form.version
        try:
            if version:
                actions.delete_version(version=version)
            else:
                actions.delete_document(document=one)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            if version:
                messages.success(request, f"Version {version.number} is deleted.")
                return redirect("influence:document", organisation, project, one.pk)
            messages.success(request, f"“{one.title}” is deleted.")
            return redirect("influence:documents", organisation, project)
    context = {"me": me, "project": shown, "document": one, "form": form}
    return render(request, "influence/delete_document.html", context)


@require_POST
def show(request: HttpRequest, organisation: str, project: int, document: int) -> HttpResponse:
    """Let everybody read a document and what changed, or nobody outside any more."""
    _, shown = projects.runner(request.user, organisation, project)
    one = access.document(shown, document)
    public = request.POST.get("public") == "yes"
    try:
        actions.show_document(document=one, public=public)
        messages.success(
            request, "Everybody can read it now." if public else "Nobody outside can read it."
        )
    except NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("influence:document", organisation, project, one.pk)


def public_document(request: HttpRequest, code: str, document: int) -> HttpResponse:
    """What changed in a document because of what people said, for everybody."""
    one = access.public_document(code, document)
    context = _compared(request, one) | {"project": one.project}
    return render(request, "influence/public_document.html", context)
