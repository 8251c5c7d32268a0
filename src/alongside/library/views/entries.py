"""What a page lists, each entry written by itself: whom to turn to, or what a word means."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alongside.methods.revision import revision
from alongside.people.models import Membership

from .. import access, actions
from .. import entries as listed
from ..actions import NotPossible
from ..directory import Entry
from ..forms import EntryForm, TermForm
from ..glossary import Term
from ..models import Page

REMOVED = "library-removed"


def _enter(request: HttpRequest, organisation: str, pk: int) -> tuple[Membership, Page]:
    me = access.writer(request.user, organisation)
    page = access.page(me, pk)
    if not (page.lists_support or page.lists_words):
        raise Http404("this page lists nothing")
    return me, page


def add_entry(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Write a new entry. Its key comes from the page, so that sending it twice adds it once."""
    me, page = _enter(request, organisation, pk)
    key = request.POST.get("key", "")
    if not (key.isalnum() and key.isascii() and len(key) == 12):
        key = secrets.token_hex(6)
    return _write(request, me, page, key)


def change_entry(request: HttpRequest, organisation: str, pk: int, key: str) -> HttpResponse:
    me, page = _enter(request, organisation, pk)
    if listed.find(page.entries, key) is None and request.method == "GET":
        raise Http404("no such entry")
    return _write(request, me, page, key)


def _write(request: HttpRequest, me: Membership, page: Page, key: str) -> HttpResponse:
    old = listed.find(page.entries, key)
    form = (TermForm if page.lists_words else EntryForm)(request.POST or None, initial=old or {})
    if form.is_valid():
        entry = (Term if page.lists_words else Entry)(key=key, **form.cleaned_data)
        try:
            actions.write_entry(page=page, entry=entry, seen=request.POST.get("seen", ""))
        except NotPossible as problem:
            form.add_error(None, str(problem))
        except actions.ChangedMeanwhile:
            page.refresh_from_db()
            old = listed.find(page.entries, key)
            form.add_error(None, _meanwhile(old))
        else:
            messages.success(request, "Saved. People read it once you publish the page.")
            return _back_to(me.organisation.slug, page.pk, key)
    context = {
        "me": me,
        "page": page,
        "form": form,
        "key": key,
        "old": old,
        "seen": revision(old),
    }
    return render(request, "library/entry.html", context)


def _meanwhile(there: dict[str, Any] | None) -> str:
    kept = "What you typed is still here: save again to"
    if there is None:
        return f"Somebody else removed this entry while you wrote. {kept} put it back."
    said = " · ".join(listed.read(there).lines.splitlines())
    return (
        f"Somebody else changed this entry while you wrote. It now reads: {said}. "
        f"{kept} put it in place of theirs."
    )


def _back_to(organisation: str, pk: int, key: str) -> HttpResponse:
    answer = redirect("library:page", organisation, pk)
    answer["Location"] += f"#entry-{key}"
    return answer


def _move(request: HttpRequest, organisation: str, pk: int, key: str, by: int) -> HttpResponse:
    _, page = _enter(request, organisation, pk)
    actions.move_entry(page=page, key=key, by=by)
    return _back_to(organisation, pk, key)


@require_POST
def up(request: HttpRequest, organisation: str, pk: int, key: str) -> HttpResponse:
    return _move(request, organisation, pk, key, -1)


@require_POST
def down(request: HttpRequest, organisation: str, pk: int, key: str) -> HttpResponse:
    return _move(request, organisation, pk, key, 1)


@require_POST
def remove(request: HttpRequest, organisation: str, pk: int, key: str) -> HttpResponse:
    """Take an entry out. It is kept in the session, so that Undo can put it back."""
    _, page = _enter(request, organisation, pk)
    removed = actions.remove_entry(page=page, key=key)
    if removed is not None:
        entry, place = removed
        request.session[REMOVED] = {"page": pk, "entry": entry, "place": place}
    return redirect("library:page", organisation, pk)


@require_POST
def put_back(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Undo the last removal of this person on this page."""
    _, page = _enter(request, organisation, pk)
    removed = request.session.get(REMOVED, {})
    if removed.get("page") != pk:
        messages.error(request, "There is nothing to put back.")
        return redirect("library:page", organisation, pk)
    del request.session[REMOVED]
    entry = removed["entry"]
    actions.put_back_entry(page=page, entry=entry, place=removed["place"])
    return _back_to(organisation, pk, entry["key"])
