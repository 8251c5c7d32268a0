"""A design is run now: a session begins, and its room opens."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.gatherings import access as gatherings
from alongside.gatherings import queries as sessions

from .. import actions
from ..forms import RunNowForm


def run_now(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """A session of this design begins now, and its room opens."""
    me = gatherings.runner(request.user, organisation)
    design = gatherings.design(me, pk)
    form = RunNowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            room = actions.run_now(design=design, by=me, now=timezone.now(), **form.cleaned_data)
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("live:remote", organisation, room.gathering_id)
    shown = {"me": me, "design": design, "version": sessions.latest(design), "form": form}
    return render(request, "live/run_now.html", shown)
