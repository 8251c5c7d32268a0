"""What was published before: to read, to compare, and to put back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.methods import differences
from alongside.people.models import Membership

from .. import access, actions, queries
from ..actions import NotPossible
from ..forms import PublishForm
from ..models import Page, PageVersion


def version(request: HttpRequest, organisation: str, pk: int, number: int) -> HttpResponse:
    me = access.reader(request.user, organisation)
    page = access.page(me, pk)
    return _version_page(request, me, page, access.version(page, number), PublishForm())


def _version_page(
    request: HttpRequest, me: Membership, page: Page, version: PageVersion, form: PublishForm
) -> HttpResponse:
    newest = queries.newest(page)
    context: dict[str, Any] = {
        "me": me,
        "page": page,
        "version": version,
        "form": form,
        "is_newest": version == newest,
        "may_put_back": access.may_write(me) and version != newest and not page.retired,
        "others": queries.versions(page).exclude(pk=version.pk),
    }
    return render(request, "library/version.html", context)


def changes(request: HttpRequest, organisation: str, pk: int, number: int) -> HttpResponse:
    """What changed in a version since another one: since the one before, unless it is named."""
    me = access.reader(request.user, organisation)
    page = access.page(me, pk)
    version = access.version(page, number)
    named = request.GET.get("since", "")
    since = int(named) if named.isdecimal() and len(named) < 9 else number - 1
    before = access.version(page, since)
    context = {
        "me": me,
        "page": page,
        "version": version,
        "before": before,
        "lines": differences.changes(queries.as_lines(before), queries.as_lines(version)),
    }
    return render(request, "library/changes.html", context)


@require_POST
def put_back(request: HttpRequest, organisation: str, pk: int, number: int) -> HttpResponse:
    """Publish an earlier version again, as a new one."""
    me = access.writer(request.user, organisation)
    page = access.page(me, pk)
    version, form = access.version(page, number), PublishForm(request.POST)
    if form.is_valid():
        try:
            made = actions.put_back(
                page=page, version=version, by=me, now=timezone.now(), **form.cleaned_data
            )
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(
                request, f"Version {made.number} is what people read now. It reads as {number}."
            )
            return redirect("library:page", organisation, pk)
    return _version_page(request, me, page, version, form)
