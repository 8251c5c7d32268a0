from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.methods.rungs import classify

from .. import access, actions
from ..forms import FeelForm, PlannedForm
from ..queries.standing import chosen
from ..words import FACTS, MEANS


def ask(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """Ask the people of a project which rung they feel."""
    me, found = access.runner(request.user, organisation, project)
    now = timezone.now()
    form = FeelForm(request.POST or None, today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        try:
            felt = actions.ask_how_it_feels(project=found, by=me, now=now, **form.cleaned_data)
        except actions.NotPossible as problem:
            form.add_error("asked", str(problem))
        else:
            messages.success(request, "The question is open. Show people the way to it.")
            return redirect("asks:wave", organisation, felt.wave_id)
    context = {"me": me, "project": found, "form": form, "ladder": chosen(me.organisation)}
    return render(request, "ladder/ask.html", context)


def what_is_it(request: HttpRequest, organisation: str) -> HttpResponse:
    """Whether something planned is involvement, collaboration or co-production, and why (R29).
    Nothing is kept: the answers stand in the address."""
    me = access.member(request.user, organisation)
    form = PlannedForm(request.GET or None)
    context = {"me": me, "form": form, "planned": None}
    if form.is_bound and form.is_valid():
        planned = classify(form.cleaned_data["kind"], form.facts())
        context |= {
            "planned": planned,
            "kind": form.KINDS[form.cleaned_data["kind"]],
            "means": MEANS[planned.word],
            "so": [FACTS[name].so for name, so in form.facts().items() if so],
            "lacks": [FACTS[name].so for name in planned.lacks],
            "rung": chosen(me.organisation).rung(planned.rung),
            "means_all": [(word, means) for word, means in MEANS.items() if word],
        }
    return render(request, "ladder/what_is_it.html", context)
