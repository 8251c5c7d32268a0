import csv
from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.asks import respondent
from alongside.methods.documents.numbers import as_cell
from alongside.people.models import Membership
from alongside.projects.access import readable

from . import access, actions, queries, writing
from .actions import NotPossible
from .forms import AskForm, BeginForm, UseForm, WriteForm
from .models import Deck, Run
from .starters import NAMES, starter


def decks(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.reader(request.user, organisation)
    context = {
        "me": me,
        "page": Paginator(queries.counted(me.organisation), 20).get_page(request.GET.get("page")),
        "starters": [(BeginForm(initial={"starter": name}), starter(name)) for name in NAMES],
        "may_write": access.may_write(me),
    }
    return render(request, "cards/decks.html", context)


@require_POST
def begin(request: HttpRequest, organisation: str) -> HttpResponse:
    """Copy a starter."""
    me = access.writer(request.user, organisation)
    form = BeginForm(request.POST)
    if not form.is_valid():
        raise Http404("no such deck to begin from")
    deck = actions.begin(
        organisation=me.organisation,
        name=form.cleaned_data["starter"],
        by=me,
        now=timezone.now(),
        client_id=form.cleaned_data["client_id"],
    )
    messages.success(request, "The deck is yours now. Change the cards, or use them as they are.")
    return redirect("cards:deck", organisation, deck.pk)


def deck(request: HttpRequest, organisation: str, deck: int) -> HttpResponse:
    me = access.reader(request.user, organisation)
    found = access.deck(me, deck)
    context = {
        "me": me,
        "deck": found,
        "version": access.version(found),
        "runs": queries.runs().filter(version__deck=found),
        "may_write": access.may_write(me),
    }
    return render(request, "cards/deck.html", context)


def write(request: HttpRequest, organisation: str, deck: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    found = access.deck(me, deck)
    version = access.version(found)
    typed = writing.written(version.content) | {
        "licence": version.licence,
        "credit": version.credit,
        "after": version.number,
    }
    form = WriteForm(request.POST or None, initial=typed)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write(deck=found, by=me, now=timezone.now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error("cards", str(problem))
        else:
            messages.success(request, "It is there. What people sorted before keeps its own cards.")
            return redirect("cards:deck", organisation, found.pk)
    return _form(request, me, found, form, "Change the cards", "Save")


def _form(
    request: HttpRequest, me: Membership, deck: Deck, form: Any, heading: str, button: str
) -> HttpResponse:
    context = {"me": me, "deck": deck, "form": form, "heading": heading, "button": button}
    return render(request, "cards/form.html", context)


def to_print(request: HttpRequest, organisation: str, deck: int) -> HttpResponse:
    """Cards to cut out, and for whoever leads where each belongs."""
    me = access.reader(request.user, organisation)
    found = access.deck(me, deck)
    context = {"me": me, "deck": found, "version": access.version(found)}
    return render(request, "cards/print.html", context)


def use(request: HttpRequest, organisation: str, deck: int) -> HttpResponse:
    """Put the cards into the agenda of a session."""
    me = access.writer(request.user, organisation)
    found = access.deck(me, deck)
    form = UseForm(request.POST or None, organisation=me.organisation)
    if request.method == "POST" and form.is_valid():
        design = form.cleaned_data["design"]
        try:
            place = actions.use_in(
                version=access.version(found), now=timezone.now(), **form.cleaned_data
            )
        except NotPossible as problem:
            form.add_error("design", str(problem))
        else:
            messages.success(
                request, "The cards are in the agenda. Everybody in the room can place them."
            )
            return redirect("gatherings:item", organisation, design.pk, place)
    return _form(request, me, found, form, "Use the cards in a session", "Put them in the agenda")


def ask(request: HttpRequest, organisation: str, deck: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    found = access.deck(me, deck)
    return _ask(request, me, found, None)


def again(request: HttpRequest, organisation: str, run: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    before = access.run(me, run)
    return _ask(request, me, before.version.deck, before)


def _ask(request: HttpRequest, me: Membership, deck: Deck, before: Run | None) -> HttpResponse:
    projects = None if before else readable(me)
    form = AskForm(request.POST or None, today=timezone.localdate(), projects=projects)
    if request.method == "POST" and form.is_valid():
        closes = timezone.make_aware(datetime.combine(form.cleaned_data["closes"], time(23, 59)))
        try:
            run = actions.ask(
                version=access.version(deck),
                closes=closes,
                by=me,
                now=timezone.now(),
                before=before,
                project=form.cleaned_data.get("project"),
                client_id=form.cleaned_data["client_id"],
            )
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "People can go through the cards now.")
            return redirect("cards:run", me.organisation.slug, run.pk)
    heading = "Ask once more" if before else "Let people go through the cards"
    return _form(request, me, deck, form, heading, "Open it")


def run(request: HttpRequest, organisation: str, run: int) -> HttpResponse:
    """How people get to the cards, and once it has closed what they chose."""
    me = access.reader(request.user, organisation)
    found = access.run(me, run)
    closed = found.wave.closed is not None
    context = {
        "me": me,
        "run": found,
        "deck": found.version.deck,
        "answered": queries.answered(found) if closed else None,
        "results": queries.results(found) if closed else [],
        "again": Run.objects.filter(before=found).first(),
        "may_write": access.may_write(me),
    }
    return render(request, "cards/run.html", context)


def results(request: HttpRequest, organisation: str, run: int) -> HttpResponse:
    """The protected numbers as a file."""
    me = access.reader(request.user, organisation)
    found = access.run(me, run)
    if found.wave.closed is None:
        raise Http404("there are results once it has closed")
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="cards.csv"'
    answer.write("\ufeff")
    rows = csv.writer(answer)
    rows.writerow(["Card", "Answer", "People", "Of", "People before", "Of before"])
    for one in queries.results(found):
        for count in one.counts:
            before = ["", ""] if count.before is None else [count.before, one.answered_before]
            cells = [one.question, count.label, count.now, one.answered, *before]
            rows.writerow([as_cell(str(cell)) for cell in cells])
    return answer


@never_cache
def own(request: HttpRequest, code: str) -> HttpResponse:
    """What somebody has just chosen, and where each card belongs. Before they sent it, it is not
    shown while others can still answer."""
    found = access.run_by_code(code)
    mine = respondent.told_back(request, found.wave)
    if not mine and found.wave.closed is None:
        return redirect("asks:begin", found.wave.code)
    places = found.version.content["places"]
    by_name = {f"p{number}": place for number, place in enumerate(places, start=1)}
    context = {
        "run": found,
        "mine": bool(mine),
        "cards": [
            (card, by_name.get(mine.get(card["key"], ""), "")) for card in found.version.cards
        ],
    }
    return render(request, "cards/own.html", context)
