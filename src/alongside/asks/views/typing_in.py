"""Sheets of paper typed in: a batch, one sheet, a second person who checks it, and counting."""

import hashlib
import json
import random
from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.methods.questions import (
    Posted,
    Problem,
    posted_again,
    question_named,
    says_who,
    type_of,
)
from alongside.methods.questions.messages import DEFAULT, said
from alongside.people.models import Membership

from .. import access, actions, pages, receipts
from .. import paper as on_paper
from ..forms import SheetNumberForm
from ..models import Batch, Sheet, Wave
from ..queries import typing_in
from .visiting import CLEAR

AGREED = "agreed-on"
"""The field with what the second person was shown beside the first: sending the same once more says
that it is what stands on the paper. It holds a hyphen: no question's name does."""
NEXT = "and-next"
"""The button that keeps a sheet and goes on to the next."""


WHOSE = "whose-it-was"
"""The field with whose sheet it is, or of which team, as the second person was shown it."""


def _enter(
    request: HttpRequest, organisation: str, wave: int, batch: int
) -> tuple[Membership, Wave, Batch]:
    me, shown = access.typist(request.user, organisation, wave)
    return me, shown, access.batch(shown, batch)


@require_POST
def begin_batch(request: HttpRequest, organisation: str, wave: int) -> HttpResponse:
    """Begin to type sheets in."""
    me, shown = access.typist(request.user, organisation, wave)
    try:
        batch = actions.begin_batch(wave=shown, by=me, now=timezone.now())
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("asks:paper", organisation, wave)
    return redirect("asks:batch", organisation, wave, batch.number)


@never_cache
def batch(request: HttpRequest, organisation: str, wave: int, batch: int) -> HttpResponse:
    """One batch: its sheets, what is left to do with each, and counting them."""
    me, shown, found = _enter(request, organisation, wave, batch)
    listed = list(typing_in.typed_in(found))
    context = {
        "me": me,
        "wave": shown,
        "batch": found,
        "sheets": listed,
        "unchecked": [sheet for sheet in listed if sheet.checked_by_id is None],
        "mine_to_check": next(
            (s for s in listed if s.checked_by_id is None and s.typed_by_id != me.pk), None
        ),
    }
    return render(request, "asks/paper/batch.html", context)


@require_POST
def take_batch_away(request: HttpRequest, organisation: str, wave: int, batch: int) -> HttpResponse:
    """Take an empty batch away, so that the wave need not wait for it."""
    _, _, found = _enter(request, organisation, wave, batch)
    try:
        actions.take_batch_away(batch=found)
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("asks:batch", organisation, wave, batch)
    messages.success(request, "The batch is taken away.")
    return redirect("asks:paper", organisation, wave)


@never_cache
def add_sheet(request: HttpRequest, organisation: str, wave: int, batch: int) -> HttpResponse:
    """Type the next sheet in."""
    me, shown, found = _enter(request, organisation, wave, batch)
    numbers = [sheet.number for sheet in typing_in.typed_in(found)]
    form = SheetNumberForm(
        request.POST or None, wave=shown, initial={"number": max(numbers, default=0) + 1}
    )
    return _type_in(request, me, shown, found, form)


@never_cache
def sheet(
    request: HttpRequest, organisation: str, wave: int, batch: int, number: int
) -> HttpResponse:
    """A sheet as it was typed in: to put right by whoever typed it, to read for others."""
    me, shown, found = _enter(request, organisation, wave, batch)
    typed = access.sheet(found, number)
    if typed.typed_by_id == me.pk:
        form = SheetNumberForm(request.POST or None, wave=shown, sheet=typed)
        return _type_in(request, me, shown, found, form, typed)
    return redirect("asks:check_sheet", organisation, wave, batch, number)


def _type_in(
    request: HttpRequest,
    me: Membership,
    wave: Wave,
    batch: Batch,
    form: SheetNumberForm,
    typed: Sheet | None = None,
) -> HttpResponse:
    posted, pressed = _sent(request, wave)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and not pressed:
        reading = on_paper.read(wave, posted, timezone.localdate())
        problems = reading.problems
        if form.is_valid() and not problems:
            try:
                kept = actions.type_in(
                    batch=batch,
                    number=form.cleaned_data["number"],
                    answers=reading.answers,
                    given=reading.receipts,
                    invitation=form.cleaned_data.get("whose"),
                    team=form.cleaned_data.get("team"),
                    by=me,
                    anew=typed is not None,
                    client_id=form.cleaned_data["client_id"],
                )
            except actions.NotPossible as problem:
                form.add_error(None, str(problem))
            else:
                return _typed_in(request, wave, kept, reading)
    elif typed is not None and not pressed:
        posted = posted_again(wave.version.definition, typed.answers)
    context = {
        "me": me,
        "wave": wave,
        "batch": batch,
        "form": form,
        "sheet": typed,
        "shown": _shown(wave, posted, problems, typing=True, there=typed.receipts if typed else ()),
        "problems": problems,
    }
    return render(request, "asks/paper/type_in.html", context)


def _typed_in(
    request: HttpRequest, wave: Wave, sheet: Sheet, reading: on_paper.Reading
) -> HttpResponse:
    numbers = on_paper.numbered(wave.version.definition)
    if reading.left_out:
        several = ", ".join(numbers[name] for name in reading.left_out if name in numbers)
        messages.warning(
            request,
            f"Sheet {sheet.number}: not asked of this person, so not counted: question {several}.",
        )
    messages.success(request, f"Sheet {sheet.number} is kept. Write {sheet.number} on the paper.")
    organisation = wave.organisation.slug
    if NEXT in request.POST:
        return redirect("asks:add_sheet", organisation, wave.pk, sheet.batch.number)
    return redirect("asks:batch", organisation, wave.pk, sheet.batch.number)


@never_cache
def check_sheet(
    request: HttpRequest, organisation: str, wave: int, batch: int, number: int
) -> HttpResponse:
    """A second person types a sheet again without seeing what the first has ticked; where the two
    differ, they look at the paper once more and decide."""
    me, shown, found = _enter(request, organisation, wave, batch)
    typed = access.sheet(found, number)
    problems: tuple[Problem, ...] = ()
    differing: list[dict[str, str]] = []
    agreed = ""
    posted, pressed = _sent(request, shown)
    if request.method == "POST" and not pressed:
        reading = on_paper.read(shown, posted, timezone.localdate())
        problems = reading.problems
        if not problems:
            agreed = _fingerprint(typed.answers, reading.answers)
            names = on_paper.different(shown, typed.answers, reading.answers)
            if not names or request.POST.get(AGREED) == agreed:
                return _checked(request, me, typed, reading.answers)
            differing = [
                {
                    "id": f"q-{name}",
                    "label": _label(shown, name),
                    "first": on_paper.in_words(shown, typed.answers, name),
                    "second": on_paper.in_words(shown, reading.answers, name),
                }
                for name in names
            ]
    elif not pressed:
        posted = on_paper.read_again(shown, typed.answers)
    context = {
        "me": me,
        "wave": shown,
        "batch": found,
        "sheet": typed,
        "mine": typed.typed_by_id == me.pk,
        "shown": _shown(shown, posted, problems),
        "problems": problems,
        "differing": differing,
        "agreed": agreed,
        "whose": request.POST.get(WHOSE, _whose(typed)),
    }
    return render(request, "asks/paper/check.html", context)


def _whose(sheet: Sheet) -> str:
    """Return what stands for the person and the team of a sheet."""
    return f"{sheet.invitation_id or ''}/{sheet.team_id or ''}"


def _checked(
    request: HttpRequest, me: Membership, sheet: Sheet, answers: dict[str, Any]
) -> HttpResponse:
    wave = sheet.batch.wave
    here = (wave.organisation.slug, wave.pk, sheet.batch.number)
    try:
        if request.POST.get(WHOSE, _whose(sheet)) != _whose(sheet):
            raise actions.NotPossible("This sheet was changed meanwhile. Check it again.")
        actions.check_sheet(sheet=sheet, answers=answers, seen=sheet.answers, by=me)
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("asks:batch", *here)
    messages.success(request, f"Sheet {sheet.number} is checked.")
    others = typing_in.typed_in(sheet.batch).filter(checked_by=None).exclude(typed_by=me)
    following = others.filter(number__gt=sheet.number).first() or others.first()
    if following is not None:
        return redirect("asks:check_sheet", *here, following.number)
    return redirect("asks:batch", *here)


@require_POST
def take_sheet_out(
    request: HttpRequest, organisation: str, wave: int, batch: int, number: int
) -> HttpResponse:
    """Take a sheet out of its batch: it is not counted."""
    _, _, found = _enter(request, organisation, wave, batch)
    try:
        actions.take_sheet_out(sheet=access.sheet(found, number))
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"Sheet {number} is taken out. It does not count.")
    return redirect("asks:batch", organisation, wave, batch)


@require_POST
def count_batch(request: HttpRequest, organisation: str, wave: int, batch: int) -> HttpResponse:
    """Count the sheets of a batch."""
    _, shown, found = _enter(request, organisation, wave, batch)
    try:
        count = actions.count_batch(batch=found, now=timezone.now(), rng=random.SystemRandom())
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("asks:batch", organisation, wave, batch)
    sheets = "1 sheet counts" if count == 1 else f"{count} sheets count"
    paper = (
        "Shred the paper: it shows whose writing it is"
        if shown.anonymous
        else "Keep the paper safe"
    )
    messages.success(request, f"{sheets} now like any other answer. {paper}.")
    return redirect("asks:paper", organisation, wave)


def _label(wave: Wave, name: str) -> str:
    """Return the words of a question as they stand on paper."""
    form = wave.version.definition
    numbers = on_paper.numbered(form)
    return said(on_paper.worded(question_named(form, name), numbers, DEFAULT)["label"])


def _sent(request: HttpRequest, wave: Wave) -> tuple[Posted, bool]:
    """Return what the page holds, and whether a button inside a question changed it: then it is
    only shown again."""
    posted: Posted = dict(request.POST.lists())
    cleared = request.POST.get(CLEAR)
    for question in wave.version.definition["questions"]:
        name = question["name"]
        if name == cleared:
            return {k: v for k, v in posted.items() if k.partition(".")[0] != name}, True
        if (arranged := type_of(question).arranged(question, posted)) is not None:
            return arranged, True
    return posted, False


def _shown(
    wave: Wave,
    posted: Posted,
    problems: tuple[Problem, ...],
    *,
    typing: bool = False,
    there: Collection[str] = (),
) -> list[dict[str, Any]]:
    """Return each question as it is typed in, with its number on the paper and, for whoever types
    first, the box for the code of its words; `there` are the fields that have one already."""
    form = wave.version.definition
    numbers = on_paper.numbered(form)
    fields = {question["name"]: one for one, question in receipts.written(wave)}
    names = [question["name"] for question in form["questions"] if question["name"] in numbers]
    begins = pages.beginning(form, names, DEFAULT)
    found = []
    for name, section in zip(names, begins, strict=True):
        question = on_paper.worded(question_named(form, name), numbers, DEFAULT)
        code = f"{on_paper.RECEIPT}{fields[name]}" if typing and name in fields else ""
        found.append(
            {
                "q": pages.shown(
                    on_paper.loosened(question),
                    {},
                    DEFAULT,
                    posted=posted,
                    problems=problems,
                    heading=False,
                )
                | {"optional": ""}
                | ({"template": "asks/paper/attached.html"} if says_who(question) else {}),
                "number": numbers[name],
                "section": section,
                "condition": on_paper.condition(form, question, numbers, DEFAULT),
                "code": code,
                "code_value": "".join(posted.get(code, ())[:1]) if code else "",
                "code_kept": bool(code) and fields[name] in there,
            }
        )
    return found


def _fingerprint(first: dict[str, Any], second: dict[str, Any]) -> str:
    text = json.dumps([first, second], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:24]
