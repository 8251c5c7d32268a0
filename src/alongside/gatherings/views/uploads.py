"""Past sessions from files: a register, and responses of Microsoft Forms or Google Forms.

The responses become answers of `asks`, but belong to a session, and `asks` knows no sessions; so
their pages are here.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.asks import access as asks_access
from alongside.asks import actions as asks
from alongside.asks.forms import MATCHED_ANEW, ResponsesFileForm
from alongside.methods.formats import registers
from alongside.methods.formats.sheets import NotASheet
from alongside.people.models import Membership

from .. import access, actions, queries
from ..forms import RegisterColumnsForm, RegisterFileForm, ResponsesForm
from ..models import RegisterFile

SHOWN = 20
"""How many lines of a file its page shows."""

THERE_ALREADY = (
    "Nothing is added yet. What is new and what is there already has changed: look at the sessions "
    "below, then add."
)
MORE_THAN_CAME = (
    "Nothing is added yet. There are more answers than people in the register: see below. If that "
    "is right, add them."
)


def upload_register(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.runner(request.user, organisation)
    form = RegisterFileForm(request.POST or None, request.FILES or None)
    kept = _kept(form, me, actions.keep_register) if request.method == "POST" else None
    if kept:
        return redirect("gatherings:register_file", organisation, kept.pk)
    return render(request, "gatherings/upload_register.html", {"me": me, "form": form})


def upload_responses(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.runner(request.user, organisation)
    form = ResponsesFileForm(request.POST or None, request.FILES or None)
    kept = _kept(form, me, asks.keep_responses) if request.method == "POST" else None
    if kept:
        return redirect("gatherings:responses_file", organisation, kept.pk)
    return render(request, "gatherings/upload_responses.html", {"me": me, "form": form})


def _kept(form: Any, me: Membership, keep: Any) -> Any:
    """Return the file that was sent, kept; None with a problem in the form."""
    if not form.is_valid():
        return None
    file = form.cleaned_data["file"]
    try:
        return keep(by=me, file_name=file.name, content=file.read(), now=timezone.now())
    except NotASheet as problem:
        form.add_error("file", str(problem))
        return None


def register_file(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """What we understood of a register; with "add" it is written down."""
    me = access.runner(request.user, organisation)
    file, now = access.register_file(me, pk), timezone.now()
    if file.added:
        context = _register_added(file) | {"me": me, "file": file}
        return render(request, "gatherings/register_added.html", context)
    posted = request.POST if request.method == "POST" else None
    form = RegisterColumnsForm(
        posted,
        headings=file.headings,
        rows=file.rows,
        organisation=me.organisation,
        today=timezone.localdate(),
    )
    if posted is not None and form.is_valid() and "add" in posted:
        if form.changed:
            messages.info(request, THERE_ALREADY)
        elif _add_register(form, file, me, now):
            return redirect("gatherings:register_file", organisation, pk)
    context = _register_understood(file, form) | {"me": me, "file": file}
    return render(request, "gatherings/register_file.html", context)


def _add_register(
    form: RegisterColumnsForm, file: RegisterFile, me: Membership, now: datetime
) -> bool:
    """Write the register down; False with a problem in the form when it cannot be."""
    try:
        actions.add_register(file=file, columns=form.columns(), by=me, now=now, **form.details())
    except actions.NotPossible as problem:
        form.add_error(None, str(problem))
        return False
    return True


def _register_understood(file: RegisterFile, form: RegisterColumnsForm) -> dict[str, Any]:
    attendees, refused = form.read
    return {
        "form": form,
        "sessions": form.sessions,
        "new": sum(not session.there for session in form.sessions),
        "no_start": any(one.held.start is None for one in attendees),
    } | _lines(file, form.columns(), attendees, refused)


def _register_added(file: RegisterFile) -> dict[str, Any]:
    attendees, refused = registers.read(file.rows, file.mapping, before=timezone.localdate())
    return _lines(file, file.mapping, attendees, refused)


def _lines(
    file: RegisterFile,
    columns: Mapping[str, int],
    attendees: list[registers.Attendee],
    refused: list[tuple[int, str]],
) -> dict[str, Any]:
    used = set(columns.values())
    return {
        "attendees": attendees,
        "shown": attendees[:SHOWN],
        "refused": sorted([*map(tuple, file.refused), *refused]),
        "not_used": [h for place, h in enumerate(file.headings) if place not in used],
    }


def responses_file(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """What we understood of a file of responses; with "add" they become evaluations of sessions.

    What was added stands here too; with `?left` the lines that fitted no session can be added.
    """
    me = access.runner(request.user, organisation)
    file, now = asks_access.responses_file(me, pk), timezone.now()
    if file.added and not (file.rows and "left" in request.GET):
        sessions = queries.evaluated_by(file.waves.all())
        surveys = file.waves.filter(of_session=False)
        context = {"me": me, "file": file, "sessions": sessions, "surveys": surveys}
        return render(request, "gatherings/responses_added.html", context)
    posted = request.POST if request.method == "POST" else None
    form = ResponsesForm(posted, file=file, organisation=me.organisation, now=now)
    valid = posted is None or form.is_valid()
    if valid and form.changed:
        messages.info(request, MATCHED_ANEW)
    adds = valid and "add" in request.POST and not form.changed
    if adds and form.to_warn:
        messages.info(request, MORE_THAN_CAME)
    elif adds:
        try:
            actions.add_responses(
                file=file,
                parts=[(part.gatherings, part.found) for part in form.parts],
                form=form.version or form.definition(),
                title=form.cleaned_data["title"],
                uses=form.uses(),
                left=form.left(),
                by=me,
                now=now,
            )
            return redirect("gatherings:responses_file", organisation, pk)
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
    return _understood(request, me, form)


def _understood(request: HttpRequest, me: Membership, form: ResponsesForm) -> HttpResponse:
    context = form.context() | {
        "me": me,
        "parts": form.parts if form.sessions else [],
        "left": form.left(),
        "minimum": me.organisation.minimum,
        "more_than_came": form.more_than_came(),
    }
    return render(request, "gatherings/responses_file.html", context)


@require_POST
def leave_out(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Let go of the lines that fitted no session."""
    me = access.runner(request.user, organisation)
    asks.leave_out(file=asks_access.responses_file(me, pk))
    messages.success(request, "The lines that were left are gone.")
    return redirect("gatherings:responses_file", organisation, pk)
