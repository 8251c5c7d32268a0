"""The stages of a project and the meetings in them."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.web.found import again_to

from .. import access, actions, queries
from ..forms.meeting import MeetingForm, StageForm
from ..queries import agreeing
from ..queries import meeting as met
from .doing import confirm_page, done, form_page

page_of = partial(form_page, here="meetings", back="projects:meetings")


def meetings(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """The four stages with who took part, and the meetings, newest first."""
    me, found = access.reader(request.user, organisation, project)
    page = Paginator(met.meetings(found), 20).get_page(request.GET.get("page"))
    context = {
        "me": me,
        "project": found,
        "stages": queries.took_part(found, timezone.localdate()),
        "page": page,
        "may_run": access.may_run(me),
    }
    return render(request, "projects/meetings.html", context)


def meeting(request: HttpRequest, organisation: str, project: int, meeting: int) -> HttpResponse:
    me, found = access.reader(request.user, organisation, project)
    held = access.meeting(found, meeting)
    context = {
        "me": me,
        "project": found,
        "meeting": held,
        "there": met.who_was_there(held),
        "may_run": access.may_run(me),
    }
    return render(request, "projects/meeting.html", context)


def note(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    me, found = access.runner(request.user, organisation, project)
    form = MeetingForm(request.POST or None, project=found, today=timezone.localdate())
    now = timezone.now()
    if request.method == "POST" and done(form, actions.note_meeting, project=found, by=me, now=now):
        messages.success(request, "The meeting is noted.")
        return redirect("projects:meetings", organisation, project)
    return page_of(
        request,
        me,
        found,
        form,
        heading="Note a meeting",
        lead="When it has been. Who was there shows later how people took part.",
        button="Note the meeting",
    )


def change(request: HttpRequest, organisation: str, project: int, meeting: int) -> HttpResponse:
    me, found = access.runner(request.user, organisation, project)
    held = access.meeting(found, meeting)
    form = MeetingForm(
        request.POST or None, project=found, meeting=held, today=timezone.localdate()
    )
    if request.method == "POST" and done(form, actions.change_meeting, meeting=held):
        messages.success(request, "What you changed is saved.")
        return redirect("projects:meeting", organisation, project, meeting)
    return page_of(request, me, found, form, heading="Change the meeting", button="Save")


@again_to("projects:meetings", "organisation", "project")
def take_away(request: HttpRequest, organisation: str, project: int, meeting: int) -> HttpResponse:
    me, found = access.runner(request.user, organisation, project)
    held = access.meeting(found, meeting)
    problem = ""
    if request.method == "POST":
        try:
            actions.take_away_meeting(meeting=held)
        except actions.NotPossible as why:
            problem = str(why)
        else:
            messages.success(request, "The meeting is taken away.")
            return redirect("projects:meetings", organisation, project)
    return confirm_page(
        request,
        me,
        found,
        problem=problem,
        here="meetings",
        back="projects:meetings",
        heading=f"Take “{held}” away?",
        words="Do this only when it was noted by mistake. Who was there is forgotten too.",
        button="Take the meeting away",
    )


def change_stage(request: HttpRequest, organisation: str, project: int, stage: int) -> HttpResponse:
    me, found = access.runner(request.user, organisation, project)
    part = access.stage(found, stage)
    form = StageForm(request.POST or None, stage=part)
    if request.method == "POST" and done(form, actions.change_stage, stage=part):
        messages.success(request, f"{part}: what you changed is saved.")
        return redirect("projects:meetings", organisation, project)
    return page_of(request, me, found, form, heading=f"{part}: when and what", button="Save")


def sheet(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """A sheet to print for a meeting: the ground rules, names without titles, turns to count."""
    me, found = access.reader(request.user, organisation, project)
    context = {
        "me": me,
        "project": found,
        "rules": agreeing.newest(found),
        "seats": queries.team(found).order_by("member__name", "pk"),
        "may_run": access.may_run(me),
        "empty": range(4),
    }
    return render(request, "projects/sheet.html", context)
