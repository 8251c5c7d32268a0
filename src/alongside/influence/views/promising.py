import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.methods.documents.rows import Rows, Variable, to_csv
from alongside.people import access as people
from alongside.people.models import Membership
from alongside.projects import access as projects
from alongside.projects.models import Project

from .. import access, actions
from ..actions import NotPossible
from ..forms.promising import FilterForm, GiveUpForm, HandOverForm, KeepForm, MoveForm, PromiseForm
from ..models import Promise
from ..queries import promises as ledger
from ..queries.promises import Entry, Line


def _lines(
    request: HttpRequest, organisation: str, project: int | None
) -> tuple[Membership, Project | None, list[Line]]:
    """Return who is looking, the project if it is of one, and its promises or all of them."""
    if project is not None:
        me, found = projects.reader(request.user, organisation, project)
        return me, found, ledger.lines_of(found, me, runs=projects.may_run(me))
    me, mine = projects.projects(request.user, organisation)
    reads = me.holds(*people.READERS)
    lines = ledger.lines_of_all(me.organisation, mine, me, runs=projects.may_run(me), reads=reads)
    return me, None, lines


def promises(request: HttpRequest, organisation: str, project: int | None = None) -> HttpResponse:
    """What is owed to people, with its clock: of one project, or of all of them."""
    me, found, lines = _lines(request, organisation, project)
    today = timezone.localdate()
    form = FilterForm(request.GET, owners=ledger.owners(lines))
    page = Paginator(form.chosen(lines, today), 20).get_page(request.GET.get("page"))
    context = {
        "me": me,
        "project": found,
        "page": page,
        "entries": ledger.entries(page, today),
        "rate": ledger.rate(lines, today),
        "form": form,
        "search": form.as_query(),
        "any": bool(lines),
        "may_run": projects.may_run(me),
    }
    return render(request, "influence/promises.html", context)


COLUMNS = (
    Variable("project", "Project", "text"),
    Variable("kind", "Kind of promise", "text"),
    Variable("promise", "What is promised", "text"),
    Variable("to_whom", "To whom", "text"),
    Variable("owner", "Who sees to it", "text"),
    Variable("first_day", "The day first promised", "date"),
    Variable("day", "The day it was moved to, or the same", "date"),
    Variable("moved_because", "Why it was moved", "text"),
    Variable("kept_on", "When it was kept", "date"),
    Variable("given_up", "When it was given up", "date"),
    Variable("given_up_because", "Why it was given up", "text"),
    Variable("state", "Where it stands", "text"),
)
"""What stands in a file of promises."""


def _row(entry: Entry) -> tuple[str, ...]:
    line, promise = entry.line, entry.thing if isinstance(entry.thing, Promise) else None
    return (
        str(entry.project or ""),
        Promise.Kind(line.kind).label,
        entry.text,
        entry.to_whom,
        entry.owner,
        line.first.isoformat(),
        line.due.isoformat(),
        promise.moved_because if promise else "",
        line.kept_on.isoformat() if line.kept_on else "",
        line.given_up.isoformat() if line.given_up else "",
        promise.given_up_because if promise else "",
        entry.clock,
    )


def csv_file(request: HttpRequest, organisation: str, project: int | None = None) -> HttpResponse:
    _, _, lines = _lines(request, organisation, project)
    rows = map(_row, ledger.entries(lines, timezone.localdate()))
    content = b"".join(to_csv(Rows("Promises", COLUMNS, rows)))
    return _file(content, "promises.csv", "text/csv; charset=utf-8")


def json_file(request: HttpRequest, organisation: str, project: int | None = None) -> HttpResponse:
    _, _, lines = _lines(request, organisation, project)
    today = timezone.localdate()
    names = [column.name for column in COLUMNS]
    content = {
        "made_on": today.isoformat(),
        "rate": ledger.rate(lines, today)._asdict(),
        "promises": [
            dict(zip(names, _row(entry), strict=True)) for entry in ledger.entries(lines, today)
        ],
    }
    said = json.dumps(content, ensure_ascii=False, indent=1)
    return _file(said.encode(), "promises.json", "application/json")


def _file(content: bytes, name: str, content_type: str) -> HttpResponse:
    attached = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=attached)


def make(request: HttpRequest, organisation: str, project: int | None = None) -> HttpResponse:
    """Promise something: in a project, or for the whole organisation."""
    if project is None:
        me, found = projects.beginner(request.user, organisation), None
    else:
        me, found = projects.runner(request.user, organisation, project)
    form = PromiseForm(request.POST or None, organisation=me.organisation)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.promise(
                organisation=me.organisation,
                project=found,
                by=me,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The promise is in the list, with its clock.")
            return redirect("influence:promise", organisation, made.pk)
    context = {"me": me, "project": found, "form": form}
    return render(request, "influence/make_promise.html", context)


def promise(request: HttpRequest, organisation: str, promise: int) -> HttpResponse:
    me, one = access.promise(request.user, organisation, promise)
    (entry,) = ledger.entries([ledger.line_of(one)], timezone.localdate())
    context = {"me": me, "entry": entry, "promise": one, "may_change": access.may_change(me, one)}
    return render(request, "influence/promise.html", context)


def _change(
    request: HttpRequest,
    me: Membership,
    one: Promise,
    form: Form,
    act: Callable[..., Any],
    words: tuple[str, str, str],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act(promise=one, **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, words[2])
            one.refresh_from_db()
            if access.may_change(me, one):
                return redirect("influence:promise", me.organisation.slug, one.pk)
            return redirect("influence:all_promises", me.organisation.slug)
    context = {"me": me, "promise": one, "form": form, "title": words[0], "button": words[1]}
    return render(request, "influence/change_promise.html", context)


def keep(request: HttpRequest, organisation: str, promise: int) -> HttpResponse:
    me, one = access.promise_to_change(request.user, organisation, promise)
    now = timezone.now()
    form = KeepForm(request.POST or None, promise=one, today=timezone.localdate(now))

    def act(**what: Any) -> None:
        actions.keep(now=now, **what)

    words = ("This promise was kept", "Say that it was kept", "The promise is kept.")
    return _change(request, me, one, form, act, words)


def give_up(request: HttpRequest, organisation: str, promise: int) -> HttpResponse:
    me, one = access.promise_to_change(request.user, organisation, promise)
    today = timezone.localdate()

    def act(**what: Any) -> None:
        actions.give_up(day=today, **what)

    words = (
        "Give this promise up",
        "Give it up",
        "The promise is given up. It stays in the list, with why.",
    )
    return _change(request, me, one, GiveUpForm(request.POST or None), act, words)


def move(request: HttpRequest, organisation: str, promise: int) -> HttpResponse:
    me, one = access.promise_to_change(request.user, organisation, promise)
    now = timezone.now()

    def act(**what: Any) -> None:
        actions.move(now=now, **what)

    words = ("Move the day of this promise", "Move it", "The day is moved. People see why.")
    return _change(request, me, one, MoveForm(request.POST or None), act, words)


def hand_over(request: HttpRequest, organisation: str, promise: int) -> HttpResponse:
    me, one = access.promise_to_change(request.user, organisation, promise)
    form = HandOverForm(request.POST or None, promise=one)
    words = ("Have somebody else see to it", "Hand it over", "Somebody else sees to it now.")
    return _change(request, me, one, form, actions.hand_over_promise, words)
