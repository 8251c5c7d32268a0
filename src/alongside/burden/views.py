from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.asks.models import Form
from alongside.asks.queries import writing
from alongside.methods.documents.rows import Rows, Variable, to_csv

from . import access, actions, kept, queries
from .asked_before import asked_before
from .forms import PaceForm

FILE = (
    Variable("by", "What the time is put together by", "text"),
    Variable("group", "The group, team, project, month or kind", "text"),
    Variable("people", "How many different people were asked, or not shown", "text"),
    Variable("hours", "How many hours they were asked for", "text"),
    Variable("minutes_each", "How many minutes for each of them", "text"),
    Variable("times_the_middle", "How many times the middle group, where that is much", "text"),
)


def overview(request: HttpRequest, organisation: str) -> HttpResponse:
    """How much time people were asked for in twelve months."""
    me = access.reader(request.user, organisation)
    found = kept.shown(me.organisation, timezone.localdate())
    context = {
        "me": me,
        "figures": found,
        "all": next((one.shares for one in found.tables if one.name == "team"), None),
        "much": [(table, one) for table in found.tables for one in table.shares.much],
        "pace": queries.pace(me.organisation),
        "may_set": access.may_set(me),
    }
    return render(request, "burden/overview.html", context)


def file(request: HttpRequest, organisation: str) -> HttpResponse:
    """The same as a file."""
    me = access.reader(request.user, organisation)
    rows = [
        (
            table.heading,
            one.group,
            str(one.people),
            _cell(one.hours),
            _cell(one.each),
            "" if one.times is None else str(one.times),
        )
        for table in kept.shown(me.organisation, timezone.localdate()).tables
        for one in table.shares.groups
    ]
    return HttpResponse(
        to_csv(Rows(str(me.organisation), FILE, rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="asked-of-people.csv"'},
    )


def _cell(number: Any) -> str:
    return "not shown" if number is None else str(number)


def pace(request: HttpRequest, organisation: str) -> HttpResponse:
    """Say how time is counted."""
    me = access.setter(request.user, organisation)
    now_so = queries.pace(me.organisation)
    initial = {"seconds": now_so.seconds, "meeting_minutes": now_so.meeting_minutes}
    form = PaceForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.set_pace(
            organisation=me.organisation, by=me, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, "Time is counted like this from the figures of next month on.")
        return redirect("burden:overview", organisation)
    return render(request, "burden/pace.html", {"me": me, "form": form})


def questions(request: HttpRequest, organisation: str) -> HttpResponse:
    """Which questions of a form people were asked before; those of a wave with how many of its
    people were invited then too."""
    me = access.staff(request.user, organisation)
    wave = access.wave(me, request.GET["wave"]) if "wave" in request.GET else None
    if wave is None and "form" not in request.GET:
        forms = writing.forms(me.organisation).exclude(purpose__in=Form.NOT_WRITTEN)
        return render(request, "burden/forms.html", {"me": me, "forms": forms})
    form = wave.version.form if wave else access.form(me, request.GET["form"])
    context = {
        "me": me,
        "form": form,
        "wave": wave,
        "before": asked_before(form, timezone.now(), wave),
    }
    return render(request, "burden/questions.html", context)
