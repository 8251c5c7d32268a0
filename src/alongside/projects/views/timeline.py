"""The days of a project and the notice that people had of them."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.web.found import again_to

from .. import access, actions
from ..actions.timing import ToldTeam, in_words
from ..forms.timeline import MilestoneForm
from ..models import Project
from ..queries import people
from ..queries import timeline as days
from .doing import confirm_page, done, form_page

page_of = partial(form_page, here="timeline", back="projects:timeline")


def timeline(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    me, found = access.reader(request.user, organisation, project)
    milestones = list(found.milestones.all())
    context = {
        "me": me,
        "project": found,
        "milestones": milestones,
        "notice": days.notice(milestones),
        "may_run": access.may_run(me),
        "may_tell": access.may_run(me) and found.level == Project.Level.STRATEGIC,
    }
    return render(request, "projects/timeline.html", context)


def add(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    me, found = access.runner(request.user, organisation, project)
    form = MilestoneForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and done(form, actions.add_milestone, project=found):
        messages.success(request, "The day is in the timeline.")
        return redirect("projects:timeline", organisation, project)
    return page_of(request, me, found, form, heading="Add a day", button="Add the day")


def change(request: HttpRequest, organisation: str, project: int, milestone: int) -> HttpResponse:
    me, found = access.runner(request.user, organisation, project)
    day = access.milestone(found, milestone)
    form = MilestoneForm(request.POST or None, milestone=day, today=timezone.localdate())
    if request.method == "POST" and done(form, actions.change_milestone, milestone=day):
        moved = form.cleaned_data["day"] != day.day and day.told
        emptied = moved and form.cleaned_data["told"] == day.told
        messages.success(
            request,
            "The day is moved. Tell people again: what they know is the old day."
            if emptied
            else "What you changed is saved.",
        )
        return redirect("projects:timeline", organisation, project)
    return page_of(request, me, found, form, heading="Change or move the day", button="Save")


def tell(request: HttpRequest, organisation: str, project: int, milestone: int) -> HttpResponse:
    """Look at the letter about a day first, then write it to everybody in the team."""
    me, found = access.runner(request.user, organisation, project)
    day = access.milestone(found, milestone)
    problem = ""
    if request.method == "POST":
        try:
            told = actions.tell_team(milestone=day, now=timezone.now())
        except actions.NotPossible as why:
            problem = str(why)
        else:
            messages.success(request, _in_words(told))
            return redirect("projects:timeline", organisation, project)
    subject, text = in_words(day)
    seats = list(people.reached(found))
    context = {
        "me": me,
        "project": found,
        "milestone": day,
        "subject": subject,
        "text": text,
        "reached": sum(bool(seat.address) for seat in seats),
        "without": [seat for seat in seats if not seat.address],
        "problem": problem,
        "may_run": True,
    }
    return render(request, "projects/tell.html", context)


@again_to("projects:timeline", "organisation", "project")
def take_away(
    request: HttpRequest, organisation: str, project: int, milestone: int
) -> HttpResponse:
    me, found = access.runner(request.user, organisation, project)
    day = access.milestone(found, milestone)
    problem = ""
    if request.method == "POST":
        try:
            actions.take_away_milestone(milestone=day)
        except actions.NotPossible as why:
            problem = str(why)
        else:
            messages.success(request, "The day is taken away.")
            return redirect("projects:timeline", organisation, project)
    return confirm_page(
        request,
        me,
        found,
        problem=problem,
        here="timeline",
        back="projects:timeline",
        heading=f"Take “{day}” away?",
        words="The day goes out of the timeline. Nobody is written to.",
        button="Take the day away",
    )


def _in_words(told: ToldTeam) -> str:
    """Return how telling the team went, in a sentence or two."""
    many = "person" if told.written == 1 else "people"
    words = [f"We wrote to {told.written} {many}."]
    if told.stopped:
        words.append(f"{told.stopped} want no such letters.")
    if told.without:
        names = ", ".join(str(seat) for seat in told.without)
        words.append(f"Tell them yourselves, as we have no address: {names}.")
    return " ".join(words)
