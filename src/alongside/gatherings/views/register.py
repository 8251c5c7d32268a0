"""The register of a session: ticking in, walk-ins, a typed-up sheet, and what people asked for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from alongside.people.models import Membership

from .. import access, actions, queries
from ..forms import SheetForm, WalkInForm
from ..models import Attendance, Gathering
from ..sheets import Sheet
from .sessions import session_page


def register(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """The register on paper: to tick and sign."""
    me = access.runner(request.user, organisation)
    gathering = access.gathering(me, pk)
    return render(
        request,
        "gatherings/register.html",
        {
            "me": me,
            "gathering": gathering,
            "rows": queries.register(gathering),
            "blanks": range(5),
        },
    )


@require_POST
@vary_on_headers("HX-Request")
def tick(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    gathering, now = access.gathering(me, pk), timezone.now()
    try:
        actions.check_in(
            gathering=gathering,
            membership=access.member(gathering, request.POST.get("member", "")),
            how=Attendance.How.LIST,
            by=me,
            now=now,
        )
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
    return _after(request, organisation, gathering)


@require_POST
@vary_on_headers("HX-Request")
def untick(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    gathering = access.gathering(me, pk)
    attendance = access.attendance(gathering, request.POST.get("member", ""))
    if attendance:
        actions.undo_check_in(attendance=attendance)
    return _after(request, organisation, gathering)


def _after(request: HttpRequest, organisation: str, gathering: Gathering) -> HttpResponse:
    if request.headers.get("HX-Request"):
        me = access.runner(request.user, organisation)
        return session_page(request, me, gathering, timezone.now())
    return _to_register(organisation, gathering.pk)


def _to_register(organisation: str, pk: int) -> HttpResponse:
    answer = redirect("gatherings:session", organisation, pk)
    answer["Location"] += "#attendance"
    return answer


def walk_in(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    gathering = access.gathering(me, pk)
    form = WalkInForm(request.POST or None, organisation=me.organisation, by=me)
    if request.method == "POST" and form.is_valid():
        try:
            attendance = actions.walk_in(
                gathering=gathering, by=me, now=timezone.now(), **form.cleaned_data
            )
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{attendance.membership.name} is in the register.")
            return _to_register(organisation, pk)
    return render(
        request, "gatherings/walk_in.html", {"me": me, "gathering": gathering, "form": form}
    )


def sheet(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Type in a sign-in sheet: first what we understood is shown, then it is saved."""
    me = access.runner(request.user, organisation)
    gathering = access.gathering(me, pk)
    form = SheetForm(request.POST or None)
    understood = form.sheet(gathering) if request.method == "POST" and form.is_valid() else None
    if understood and understood.lines and "save" in request.POST:
        try:
            new = actions.save_sheet(
                gathering=gathering, lines=understood.lines, by=me, now=timezone.now()
            )
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return _saved(request, me, gathering, understood, new)
    context = {"me": me, "gathering": gathering, "form": form, "sheet": understood}
    return render(request, "gatherings/sheet.html", context)


def _saved(
    request: HttpRequest, me: Membership, gathering: Gathering, understood: Sheet, new: int
) -> HttpResponse:
    """On to the register; or, with lines left over, to the page with only these in it."""
    people = "person is" if new == 1 else "people are"
    messages.success(request, f"{new} more {people} in the register.")
    if not understood.rejected:
        return _to_register(me.organisation.slug, gathering.pk)
    left_over = SheetForm(initial={"names": "\n".join(row.text for row in understood.rejected)})
    context = {"me": me, "gathering": gathering, "form": left_over}
    return render(request, "gatherings/sheet.html", context | {"kept_back": understood.rejected})


def needs(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    gathering = access.gathering(me, pk)
    return render(
        request,
        "gatherings/needs.html",
        {"me": me, "gathering": gathering, "bookings": queries.asked_for(gathering)},
    )


@require_POST
def arrange(request: HttpRequest, organisation: str, pk: int, booking: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    wanted = access.booking(access.gathering(me, pk), booking)
    actions.arrange(booking=wanted, by=me, now=timezone.now())
    messages.success(request, f"Arranged for {wanted.membership.name}. Their page says so.")
    return redirect("gatherings:needs", organisation, pk)


@require_POST
def not_arranged(request: HttpRequest, organisation: str, pk: int, booking: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    actions.not_arranged(booking=access.booking(access.gathering(me, pk), booking))
    return redirect("gatherings:needs", organisation, pk)


@require_POST
def cancel_booking(request: HttpRequest, organisation: str, pk: int, booking: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    wanted = access.booking(access.gathering(me, pk), booking)
    try:
        actions.cancel_booking(booking=wanted, now=timezone.now(), undo_for=queries.UNDO_FOR)
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
    return _to_register(organisation, pk)


@require_POST
def undo_cancel(request: HttpRequest, organisation: str, pk: int, booking: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    wanted = access.booking(access.gathering(me, pk), booking)
    try:
        actions.undo_cancel(booking=wanted, now=timezone.now())
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"{wanted.membership.name} is on the list as before.")
    return _to_register(organisation, pk)
