"""Pages for those who write them, and for members who want to see what is being written."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.methods import differences

from .. import access, actions, queries
from ..actions import NotPossible
from ..forms import PublishForm, TitleForm, WordsForm
from ..models import Page
from ..starters import starter
from .entries import REMOVED


def pages(request: HttpRequest, organisation: str) -> HttpResponse:
    """Every page, and what to begin where there is none."""
    me = access.reader(request.user, organisation)
    found = queries.pages(me.organisation)
    newest = {version.page_id: version for version in queries.published(me.organisation)}
    context = {
        "me": me,
        "may_write": access.may_write(me),
        "in_use": [
            (page, version, version is not None and not queries.same(version, page))
            for page in found
            if not page.retired
            for version in [newest.get(page.pk)]
        ],
        "put_away": [page for page in found if page.retired],
        "starters": [
            (kind, starter(kind.value)) for kind in queries.missing_kinds(me.organisation)
        ],
    }
    return render(request, "library/pages.html", context)


@require_POST
def begin(request: HttpRequest, organisation: str) -> HttpResponse:
    """Make a page of one kind, with headings and prompts to be filled in."""
    me = access.writer(request.user, organisation)
    kind = request.POST.get("kind", "")
    if kind not in Page.Kind.values or kind == Page.Kind.OTHER:
        raise Http404("no starter of this kind")
    start = starter(kind)
    try:
        page = actions.begin_page(
            organisation=me.organisation,
            kind=kind,
            title=start.title,
            words=start.words,
            entries=start.terms,
            by=me,
            now=timezone.now(),
        )
    except NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("library:pages", organisation)
    messages.success(request, "The page is yours now. Nobody outside sees it until you publish it.")
    if page.lists_words:
        return redirect("library:page", organisation, page.pk)
    return redirect("library:words", organisation, page.pk)


def add(request: HttpRequest, organisation: str) -> HttpResponse:
    """Begin a page about anything else."""
    me = access.writer(request.user, organisation)
    form = TitleForm(request.POST or None)
    if form.is_valid():
        page = actions.begin_page(
            organisation=me.organisation, by=me, now=timezone.now(), **form.cleaned_data
        )
        return redirect("library:words", organisation, page.pk)
    return render(request, "library/add.html", {"me": me, "form": form})


def page(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """One page: what people read, what is being written, and how often it was opened."""
    me = access.reader(request.user, organisation)
    shown = access.page(me, pk)
    newest = queries.newest(shown)
    removed = request.session.get(REMOVED, {})
    context = {
        "me": me,
        "may_write": access.may_write(me),
        "page": shown,
        "newest": newest,
        "changed": newest is not None and not queries.same(newest, shown),
        "versions": queries.versions(shown),
        "months": queries.visits_by_month(shown, timezone.localdate()) if newest else [],
        "removed": removed["entry"]["name"] if removed.get("page") == pk else "",
    }
    return render(request, "library/page.html", context)


def words(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Write the title and the words. What somebody else wrote meanwhile is shown, not lost."""
    me = access.writer(request.user, organisation)
    shown = access.page(me, pk)
    form = WordsForm(request.POST or None, initial={"title": shown.title, "words": shown.words})
    theirs: list[differences.Line] = []
    if form.is_valid():
        try:
            actions.write_words(page=shown, seen=request.POST.get("seen", ""), **form.cleaned_data)
        except actions.ChangedMeanwhile:
            shown.refresh_from_db()
            yours = f"{form.cleaned_data['title']}\n{form.cleaned_data['words']}"
            theirs = differences.changes(f"{shown.title}\n{shown.words}", yours)
            form.add_error(
                None,
                "Somebody else changed this page while you wrote. What you typed is still here: "
                "save again to put it in place of theirs. Below you see what would change.",
            )
        else:
            messages.success(request, "Saved. People read it once you publish it.")
            return redirect("library:page", organisation, pk)
    context = {
        "me": me,
        "page": shown,
        "form": form,
        "seen": queries.words_revision(shown),
        "lines": theirs,
    }
    return render(request, "library/words.html", context)


def preview(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """The draft as people will see it."""
    me = access.reader(request.user, organisation)
    shown = access.page(me, pk)
    context = {
        "contents": shown,
        "page": shown,
        "preview": True,
        "others": queries.published(me.organisation).exclude(page=shown),
    }
    return render(request, "library/read.html", context)


def publish(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """See what changes for readers, say why, and publish it."""
    me = access.writer(request.user, organisation)
    shown = access.page(me, pk)
    last = queries.newest(shown)
    form = PublishForm(request.POST if request.method == "POST" else None, first=last is None)
    if form.is_valid():
        try:
            version = actions.publish(
                page=shown,
                by=me,
                now=timezone.now(),
                seen=request.POST.get("seen", ""),
                **form.cleaned_data,
            )
        except NotPossible as problem:
            form.add_error(None, str(problem))
        except actions.ChangedMeanwhile:
            shown.refresh_from_db()
            form.add_error(
                None,
                "Somebody else changed this page. Look through it again, then publish it.",
            )
        else:
            messages.success(request, f"Version {version.number} is what people read now.")
            return redirect("library:page", organisation, pk)
    before = queries.as_lines(last) if last else ""
    context = {
        "me": me,
        "page": shown,
        "form": form,
        "last": last,
        "unchanged": last is not None and queries.same(last, shown),
        "seen": queries.draft_revision(shown),
        "lines": differences.changes(before, queries.as_lines(shown)) if last else [],
    }
    return render(request, "library/publish.html", context)


@require_POST
def put_away(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    actions.put_away(page=access.page(me, pk), now=timezone.now())
    messages.success(request, "The page is put away. Nobody outside can read it; nothing is lost.")
    return redirect("library:page", organisation, pk)


@require_POST
def bring_back(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    try:
        actions.bring_back(page=access.page(me, pk))
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "The page is back, at its old address.")
    return redirect("library:page", organisation, pk)
