import csv
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.methods.documents.numbers import as_cell
from alongside.people.models import Membership
from alongside.projects.views.doing import done

from . import access, actions, queries
from .forms import AboutForm, BeginForm, FromWallForm, GapForm, LookForm, WriteForm
from .models import Vision


def visions(request: HttpRequest, organisation: str) -> HttpResponse:
    me, found = access.reader(request.user, organisation)
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    context = {"me": me, "page": page, "may_write": access.may_write(me)}
    return render(request, "visions/visions.html", context)


def begin(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.writer(request.user, organisation)
    form = BeginForm(request.POST or None, organisation=me.organisation)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.begin(
                organisation=me.organisation, by=me, now=timezone.now(), **form.cleaned_data
            )
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The board is there. Write on it together.")
            return redirect("visions:vision", organisation, made.pk)
    context = {"me": me, "form": form, "heading": "Begin a vision board", "button": "Save"}
    return render(request, "visions/form.html", context)


def vision(request: HttpRequest, organisation: str, vision: int) -> HttpResponse:
    """What people want, what it is like now, and what became of each gap."""
    me, found = access.vision(request.user, organisation, vision)
    context = {
        "me": me,
        "vision": found,
        "board": queries.on_board(found),
        "looks": queries.looks(found),
        "may_write": access.may_write(me),
        "today": timezone.localdate(),
    }
    return render(request, "visions/vision.html", context)


def show(request: HttpRequest, organisation: str, vision: int) -> HttpResponse:
    """The board for a projector, and for paper."""
    me, found = access.vision(request.user, organisation, vision)
    context = {"me": me, "vision": found, "board": queries.on_board(found)}
    return render(request, "visions/show.html", context)


def over_time(request: HttpRequest, organisation: str, vision: int) -> HttpResponse:
    """How each gap stood each time, as a table."""
    me, found = access.vision(request.user, organisation, vision)
    context = {
        "me": me,
        "vision": found,
        "looks": queries.looks(found),
        "lines": queries.over_time(found),
    }
    return render(request, "visions/over_time.html", context)


def over_time_file(request: HttpRequest, organisation: str, vision: int) -> HttpResponse:
    """The same table as a file."""
    _, found = access.vision(request.user, organisation, vision)
    looks = list(queries.looks(found))
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="vision-{found.pk}.csv"'
    answer.write("\ufeff")
    rows = csv.writer(answer)
    heads = [head for look in looks for head in (f"{look.day}", f"{look.day}: what it was like")]
    rows.writerow(["What we want to see", "The gap as it was marked", *heads])
    for line in queries.over_time(found):
        cells = [line.want, line.now]
        for seen in line.seen:
            cells += [seen.get_stands_display(), seen.words] if seen else ["", ""]
        rows.writerow([as_cell(cell) for cell in cells])
    return answer


def _act(
    request: HttpRequest,
    me: Membership,
    vision: Vision,
    form: Form,
    do: Callable[..., Any],
    heading: str,
    said: str = "It is saved.",
    lead: str = "",
) -> HttpResponse:
    if request.method == "POST" and done(form, do):
        messages.success(request, said)
        return redirect("visions:vision", me.organisation.slug, vision.pk)
    context = {"me": me, "vision": vision, "form": form, "heading": heading}
    return render(request, "visions/form.html", context | {"lead": lead, "button": "Save"})


def change(request: HttpRequest, organisation: str, vision: int) -> HttpResponse:
    me, found = access.to_write(request.user, organisation, vision)
    names = ("title", "about", "project", "look_on")
    form = AboutForm(
        request.POST or None,
        organisation=me.organisation,
        initial={name: getattr(found, name) for name in names},
    )

    def do(**data: Any) -> None:
        actions.change(vision=found, **data)

    return _act(request, me, found, form, do, "Change the board")


def write(request: HttpRequest, organisation: str, vision: int) -> HttpResponse:
    me, found = access.to_write(request.user, organisation, vision)
    form = WriteForm(request.POST or None)

    def do(**data: Any) -> None:
        actions.write(vision=found, by=me, now=timezone.now(), **data)

    return _act(request, me, found, form, do, "Write on the board", "It is on the board.")


def from_walls(request: HttpRequest, organisation: str, vision: int) -> HttpResponse:
    """The walls whose notes can go on a board."""
    me, found = access.to_write(request.user, organisation, vision)
    walls = queries.walls_to_take_from(me.organisation).order_by("-made")[:50]
    context = {"me": me, "vision": found, "walls": walls}
    return render(request, "visions/walls.html", context)


def from_wall(request: HttpRequest, organisation: str, vision: int, wall: int) -> HttpResponse:
    """Notes of an ideas wall go on a board."""
    me, found = access.to_write(request.user, organisation, vision)
    notes = queries.to_take(found, access.wall(me, wall))
    form = FromWallForm(request.POST if request.method == "POST" else None, notes=notes)

    def do(**data: Any) -> None:
        actions.take_from_wall(vision=found, by=me, now=timezone.now(), **data)

    lead = (
        "Choose for each note what it says. What you take is kept as a contribution; whoever wrote "
        "it can still take it back. Then it goes from the board too."
        if notes
        else "No note of this wall can be taken: none is there that everybody sees, or all are on "
        "the board already."
    )
    said = "The notes are on the board."
    return _act(request, me, found, form, do, "Take notes from a wall", said, lead)


def gap(request: HttpRequest, organisation: str, vision: int, statement: int) -> HttpResponse:
    """What it is like now where people want something."""
    me, found = access.to_write(request.user, organisation, vision)
    want = access.want(found, statement)
    there = getattr(want, "gap", None)
    initial = {"now_is": there.now_id, "between": there.between} if there else {}
    form = GapForm(request.POST or None, vision=found, initial=initial)

    def do(**data: Any) -> None:
        actions.mark(want=want, **data)

    return _act(request, me, found, form, do, f"“{want}”", "The gap is marked.")


@require_POST
def take_off(request: HttpRequest, organisation: str, vision: int, statement: int) -> HttpResponse:
    _, found = access.to_write(request.user, organisation, vision)
    one = access.statement(found, statement)
    actions.take_off(statement=one, now=timezone.now())
    messages.success(request, f"“{one}” is taken off the board.")
    return redirect("visions:vision", organisation, found.pk)


def look(request: HttpRequest, organisation: str, vision: int) -> HttpResponse:
    """Look at a board again, and say how each gap stands."""
    me, found = access.to_write(request.user, organisation, vision)
    form = LookForm(request.POST or None, vision=found)

    def do(**data: Any) -> None:
        actions.look_again(vision=found, by=me, now=timezone.now(), **data)

    lead = (
        "Do it together. What you write down stays as it is, so that the next time can be compared."
    )
    said = "It is written down."
    return _act(request, me, found, form, do, "Look at the board again", said, lead)
