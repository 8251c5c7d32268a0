"""The team of a project: who is in it, who joins, changes their part and leaves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.web.fields import typed

from .. import access, actions, queries
from ..forms.team import AddForm, LeaveForm, SeatForm
from ..queries import people
from .doing import done, form_page


def team(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    me, found = access.reader(request.user, organisation, project)
    seats = list(queries.team(found))
    context = {
        "me": me,
        "project": found,
        "seats": seats,
        "sides": people.sides(seats),
        "votes": people.sides([seat for seat in seats if seat.votes]),
        "before": people.left_team(found),
        "may_run": access.may_run(me),
    }
    return render(request, "projects/team.html", context)


def add_seat(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    me, found = access.runner(request.user, organisation, project)
    search = typed(request.GET.get("q", ""))
    today = timezone.localdate()
    form = AddForm(request.POST or None, project=found, search=search, today=today)
    if request.method == "POST" and done(form, actions.add_seat, project=found):
        messages.success(request, f"{form.cleaned_data['member']} is in the team.")
        return redirect("projects:team", organisation, project)
    context = {"me": me, "project": found, "form": form, "search": search, "may_run": True}
    return render(request, "projects/add_seat.html", context)


def change_seat(request: HttpRequest, organisation: str, project: int, seat: int) -> HttpResponse:
    me, found = access.runner(request.user, organisation, project)
    theirs = access.seat(found, seat)
    form = SeatForm(request.POST or None, seat=theirs, today=timezone.localdate())
    if request.method == "POST" and done(form, actions.change_seat, seat=theirs):
        messages.success(request, f"What you changed about {theirs} is saved.")
        return redirect("projects:team", organisation, project)
    return form_page(
        request,
        me,
        found,
        form,
        here="team",
        heading=f"Change the place of {theirs}",
        lead="This changes the past too. If something is different from a day on, let them leave "
        "and add them again: then what was before stays as it was.",
        button="Save",
        back="projects:team",
    )


def leave(request: HttpRequest, organisation: str, project: int, seat: int) -> HttpResponse:
    me, found = access.runner(request.user, organisation, project)
    theirs = access.seat(found, seat)
    form = LeaveForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and done(form, actions.leave, seat=theirs):
        messages.success(request, f"{theirs} has left the team.")
        if theirs.member_id == me.pk:  # they may not read it any more
            return redirect("projects:projects", organisation)
        return redirect("projects:team", organisation, project)
    return form_page(
        request,
        me,
        found,
        form,
        here="team",
        heading=f"{theirs} leaves the team",
        lead="What they were there for keeps their name. They can come back.",
        button="They leave",
        back="projects:team",
    )
