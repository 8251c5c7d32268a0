from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.methods.documents.rows import Rows, Variable, to_csv
from alongside.people.models import Membership

from . import access, actions, queries
from .actions import NotPossible
from .forms import FiguresForm, MatchForm, WhatForm
from .queries import Compared
from .reading import COLUMNS, Unreadable, by_name

FILE = (
    Variable("question", "What people were asked", "text"),
    Variable("characteristic", "What it is about", "text"),
    Variable("group", "The group", "text"),
    Variable("in_the_area", "How many live in the area", "whole number"),
    Variable("area_share", "Their share of the area, in per cent", "text"),
    Variable("taking_part", "How many take part, or not shown", "text"),
    Variable("of", "Of how many people, or not shown", "text"),
    Variable("likely_share", "Where their true share is likely to be", "text"),
    Variable("says", "What the range says", "text"),
    Variable("source", "Where the figures of the area are from", "text"),
    Variable("year", "Of which year", "whole number"),
    Variable("area", "Of which area", "text"),
)


def overview(request: HttpRequest, organisation: str) -> HttpResponse:
    """The figures of the area, and of whom something was shown that can stand beside them."""
    me = access.reader(request.user, organisation)
    figures = queries.newest(me.organisation)
    matched = queries.matches(me.organisation)
    every = queries.sources(me.organisation)
    found = [
        (one, queries.compared(one, figures, matched, me.organisation.minimum)) for one in every
    ]
    others = sorted((s for s, c in found if not c), key=lambda source: not source.about_you)
    context = {
        "me": me,
        "figures": figures,
        "ready": [(s, c) for s, c in found if c][: queries.MOST_SOURCES],
        "others": others[: queries.MOST_SOURCES],
        "may_write": access.may_write(me),
    }
    return render(request, "representation/overview.html", context)


def load(request: HttpRequest, organisation: str) -> HttpResponse:
    """Load figures of the area, as the next version."""
    me = access.writer(request.user, organisation)
    form = FiguresForm(request.POST, request.FILES) if request.method == "POST" else FiguresForm()
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read()
        try:
            made = actions.load(
                organisation=me.organisation, content=content, by=me, now=timezone.now()
            )
        except Unreadable as no:
            problems = no.problems
            form.add_error("file", "Nothing was loaded. Put the lines below right, and try again.")
        else:
            messages.success(request, "The figures are loaded.")
            return redirect("representation:figures", organisation, made.number)
    context = {
        "me": me,
        "form": form,
        "problems": problems[:100],
        "more": max(0, len(problems) - 100),
        "columns": COLUMNS,
    }
    return render(request, "representation/load.html", context)


def empty(request: HttpRequest, organisation: str) -> HttpResponse:
    """An empty file with the headings."""
    access.reader(request.user, organisation)
    headings = tuple(Variable(name, name, "text") for name in COLUMNS)
    return _csv(Rows("Figures of the area", headings, ()), "area-figures")


def figures(request: HttpRequest, organisation: str, number: int) -> HttpResponse:
    """One version of the figures."""
    me = access.reader(request.user, organisation)
    found = access.figures(me, number)
    context = {
        "me": me,
        "figures": found,
        "characteristics": by_name(found.rows).values(),
        "versions": queries.versions(me.organisation),
        "may_write": access.may_write(me),
    }
    return render(request, "representation/figures.html", context)


def source(request: HttpRequest, organisation: str, key: int) -> HttpResponse:
    """Those taking part beside the area."""
    me = access.reader(request.user, organisation)
    found = access.source(me, key)
    figures, matched = queries.newest(me.organisation), queries.matches(me.organisation)
    context = {
        "me": me,
        "source": found,
        "figures": figures,
        "compared": queries.compared(found, figures, matched, me.organisation.minimum),
        "not_matched": found.not_matched(matched.keys()),
        "may_write": access.may_write(me),
    }
    return render(request, "representation/source.html", context)


def source_file(request: HttpRequest, organisation: str, key: int) -> HttpResponse:
    """The same as a file."""
    me = access.reader(request.user, organisation)
    found = access.source(me, key)
    figures, matched = queries.newest(me.organisation), queries.matches(me.organisation)
    rows = [
        row
        for one in queries.compared(found, figures, matched, me.organisation.minimum)
        for row in _rows(one)
    ]
    return _csv(Rows(found.title, FILE, rows), f"who-is-missing-{key}")


def _rows(one: Compared) -> list[tuple[Any, ...]]:
    what, reach = one.characteristic, one.reach
    if what is None or reach is None:
        return []
    return [
        (
            one.asked.words,
            what.name,
            group.beside.group,
            group.beside.living,
            group.area,
            str(group.beside.people),
            str(reach.base),
            group.likely or "not shown",
            group.in_words,
            what.source,
            what.year,
            what.area,
        )
        for group in one.groups
    ]


def match(request: HttpRequest, organisation: str, key: int, question: str) -> HttpResponse:
    """Say which group each answer to a question stands for; first what the question is about."""
    me = access.writer(request.user, organisation)
    found = access.source(me, key)
    asked = access.asked(found, question)
    names = access.characteristics(me)
    before = queries.matches(me.organisation).get(asked.same)
    given = {"characteristic": before.characteristic} if before else None
    sent = request.POST if request.method == "POST" else request.GET
    chosen = WhatForm(sent if "characteristic" in sent else given, names=list(names))
    form = None
    if chosen.is_valid():
        what = names[chosen.cleaned_data["characteristic"]]
        same = before is not None and before.characteristic == what.name
        form = MatchForm(
            request.POST if request.method == "POST" else None,
            asked=asked,
            what=what,
            before=before.groups if before and same else (),
        )
        if request.method == "POST" and form.is_valid() and _matched(me, asked, what, form):
            messages.success(request, "These answers stand beside the area now.")
            return redirect("representation:source", organisation, key)
    context = {
        "me": me,
        "source": found,
        "asked": asked,
        "chosen": chosen,
        "form": form,
        "before": before,
    }
    return render(request, "representation/match.html", context)


def _matched(me: Membership, asked: Any, what: Any, form: MatchForm) -> bool:
    try:
        actions.match(
            organisation=me.organisation,
            asked=asked,
            characteristic=what,
            groups=form.groups(),
            by=me,
            now=timezone.now(),
        )
    except NotPossible as no:
        form.add_error(None, str(no))
        return False
    return True


@require_POST
def unmatch(request: HttpRequest, organisation: str, key: int, question: str) -> HttpResponse:
    """Compare a question no more."""
    me = access.writer(request.user, organisation)
    asked = access.asked(access.source(me, key), question)
    actions.unmatch(organisation=me.organisation, asked=asked)
    messages.success(request, "This question is not compared any more.")
    return redirect("representation:source", organisation, key)


def _csv(rows: Rows, name: str) -> HttpResponse:
    return HttpResponse(
        to_csv(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
