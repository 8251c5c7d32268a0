"""Beginning an assessment and seeing to it while people answer alone; bringing an instrument."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.people.models import Membership
from alongside.projects.models import Project
from alongside.web.found import again_to
from alongside.web.square import as_typed, square

from .. import access, actions, private, queries
from ..actions import NotPossible
from ..forms import BeginForm, BringForm, LastDayForm, PeopleForm
from ..models import Assessment


def begin(request: HttpRequest, organisation: str) -> HttpResponse:
    """Begin an assessment; with `?project=` its team stands in the lists, with `?instrument=` one
    is chosen."""
    me = access.runner(request.user, organisation)
    team = access.team_wanted(me, request.GET.get("project", ""))
    initial = _of_team(team) | {"instrument": request.GET.get("instrument", "")}
    form = BeginForm(request.POST or None, organisation=me.organisation, me=me, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.begin(
                organisation=me.organisation, by=me, now=timezone.now(), **form.said()
            )
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(
                request, "It has begun. Everybody with an e-mail address gets a letter."
            )
            return redirect("assessments:assessment", organisation, made.pk)
    context = {
        "me": me,
        "form": form,
        "offered": list(form.offered.values()),
        "teams": queries.teams(me.organisation)[:50],
    }
    return render(request, "assessments/begin.html", context)


def _of_team(team: Project | None) -> dict[str, str]:
    """Return the people of a team as lines, by side; who is both stands among those with lived
    experience."""
    if team is None:
        return {}
    seats = list(team.seats.filter(left=None).select_related("member"))
    lines: dict[str, list[str]] = {"staff": [], "experience": []}
    for seat in seats:
        side = "experience" if seat.experience else "staff"
        lines[side].append(", ".join(filter(None, (seat.member.name, seat.member.email))))
    return {side: "\n".join(found) for side, found in lines.items()}


def _act(
    request: HttpRequest,
    me: Membership,
    assessment: Assessment,
    form: Form,
    act: Callable[[], Any],
    done: str,
    **more: str,
) -> HttpResponse:
    """Show a form about an assessment, and do what it says once it is right."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, done)
            return redirect("assessments:assessment", me.organisation.slug, assessment.pk)
    context = {"me": me, "assessment": assessment, "form": form} | more
    return render(request, "assessments/form.html", context)


def people(request: HttpRequest, organisation: str, assessment: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    found = access.assessment(me, assessment)
    form = PeopleForm(request.POST or None)
    return _act(
        request,
        me,
        found,
        form,
        lambda: actions.add_people(assessment=found, people=form.people(), now=timezone.now()),
        "They are in the group. Everybody with an e-mail address gets a letter.",
        heading="Who else is asked?",
        button="Add them",
    )


def last_day(request: HttpRequest, organisation: str, assessment: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    found = access.assessment(me, assessment)
    form = LastDayForm(request.POST or None)
    return _act(
        request,
        me,
        found,
        form,
        lambda: actions.move_last_day(assessment=found, now=timezone.now(), **form.cleaned_data),
        "The last day is changed. Nobody is written to about it, so tell the group.",
        heading="Change the last day to answer alone",
        button="Save the last day",
    )


@again_to("assessments:assessment", "organisation", "assessment")
@require_POST
def take_out(request: HttpRequest, organisation: str, assessment: int, place: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    found = access.place_in(access.assessment(me, assessment), place)
    try:
        actions.take_out(place=found, now=timezone.now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"{found.member} is not in the group any more.")
    return redirect("assessments:assessment", organisation, assessment)


def links(request: HttpRequest, organisation: str, assessment: int) -> HttpResponse:
    """Private links to hand over, for people who have no e-mail address."""
    me = access.runner(request.user, organisation)
    found = access.assessment(me, assessment)
    if found.closed:
        raise Http404("nobody answers alone any more")
    slips = [
        (place, as_typed(private.address(place)), square(private.address(place)))
        for place in queries.places(found)
        if not place.member.email
    ]
    context = {"me": me, "assessment": found, "slips": slips}
    return render(request, "assessments/links.html", context)


def close(request: HttpRequest, organisation: str, assessment: int) -> HttpResponse:
    """Close the part alone: what cannot be undone is said first."""
    me = access.runner(request.user, organisation)
    found = access.assessment(me, assessment)
    if request.method == "POST":
        actions.close(assessment=found, now=timezone.now())
        messages.success(request, "The part alone is closed. Now you talk about it together.")
        return redirect("assessments:assessment", organisation, found.pk)
    places = list(queries.places(found))
    context = {
        "me": me,
        "assessment": found,
        "done": [one.member for one in places if one.finished],
        "not_done": [one.member for one in places if not one.finished],
    }
    return render(request, "assessments/close.html", context)


@require_POST
def take_over(request: HttpRequest, organisation: str, assessment: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    found = access.assessment(me, assessment)
    try:
        actions.take_over(assessment=found, by=me)
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "You lead the conversation now.")
    return redirect("assessments:assessment", organisation, found.pk)


def my_part(request: HttpRequest, organisation: str, assessment: int) -> HttpResponse:
    """On to one's own private page, for somebody who is signed in."""
    me = access.reader(request.user, organisation)
    place = queries.place_of(access.assessment(me, assessment), me)
    if place is None:
        raise Http404("not in this group")
    return redirect("assessments:alone", private.token(place))


def bring(request: HttpRequest, organisation: str) -> HttpResponse:
    """Bring an instrument of one's own, as a file."""
    me = access.runner(request.user, organisation)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BringForm(*sent)
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.bring(
                organisation=me.organisation,
                content=form.cleaned_data["file"],
                by=me,
                now=timezone.now(),
            )
        except NotPossible as problem:
            form.add_error("file", str(problem))
        else:
            messages.success(request, "The instrument is here. You can begin with it now.")
            return redirect("assessments:instrument", organisation, found.key, found.version)
    return render(request, "assessments/bring.html", {"me": me, "form": form})
