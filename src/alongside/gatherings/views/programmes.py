"""Pages of programmes, and of the designs their sessions follow."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.methods import agenda

from .. import access, actions, counts, courses, items, queries, reviews
from ..forms import DesignForm, ProgrammeForm


def programmes(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.reader(request.user, organisation)
    return render(
        request,
        "gatherings/programmes.html",
        {
            "me": me,
            "may_run": access.may_run(me),
            "programmes": queries.programmes(me.organisation),
        },
    )


def add(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.runner(request.user, organisation)
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        programme = actions.add_programme(
            organisation=me.organisation, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, f"{programme.name} is ready for its first session.")
        return redirect("gatherings:programme", organisation, programme.pk)
    return render(request, "gatherings/programme_form.html", {"me": me, "form": form})


def change(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    programme = access.programme(me, pk)
    form = ProgrammeForm(
        request.POST or None, initial={"name": programme.name, "about": programme.about}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_programme(programme=programme, **form.cleaned_data)
        except actions.NotPossible as problem:
            form.add_error("name", str(problem))
        else:
            messages.success(request, "The programme is changed.")
            return redirect("gatherings:programme", organisation, pk)
    return render(
        request, "gatherings/programme_form.html", {"me": me, "form": form, "programme": programme}
    )


def programme(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.reader(request.user, organisation)
    shown = access.programme(me, pk)
    now = timezone.now()
    upcoming = queries.upcoming(me.organisation, now).filter(programme=shown, cancelled=None)
    held = counts.held(me.organisation, now=now, programme=shown)
    rows, places = counts.shown_by_session(me.organisation, counts.by_session(held))
    return render(
        request,
        "gatherings/programme.html",
        {
            "me": me,
            "may_run": access.may_run(me),
            "programme": shown,
            "designs": queries.designs(shown),
            "upcoming": upcoming,
            "totals": counts.totals(me.organisation, held),
            "held": rows,
            "places": places,
        },
    )


def design(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.reader(request.user, organisation)
    shown, now = access.design(me, pk), timezone.now()
    return render(
        request,
        "gatherings/design.html",
        {
            "me": me,
            "may_run": access.may_run(me),
            "design": shown,
            "versions": queries.versions(shown),
            "reviews": [(review, review.open(now)) for review in reviews.of_design(shown)],
        },
    )


def add_design(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    programme = access.programme(me, pk)
    form = DesignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.add_design(
                programme=programme,
                name=form.cleaned_data["name"],
                contents=form.contents(),
                by=me,
                now=timezone.now(),
            )
        except actions.NotPossible as problem:
            form.add_error("name", str(problem))
        else:
            messages.success(request, "The design is ready. Now put its agenda together.")
            return redirect("gatherings:agenda", organisation, version.design_id)
    return render(
        request, "gatherings/design_form.html", {"me": me, "programme": programme, "form": form}
    )


def change_design(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    shown, now = access.design(me, pk), timezone.now()
    latest = queries.latest(shown)
    fixed = queries.fixed(latest, now)
    review = access.review_of(shown, request.GET.get("review", ""))
    form = DesignForm(
        request.POST or None,
        version=latest,
        fixed=fixed,
        because=reviews.in_a_sentence(review) if review else "",
    )
    if request.method == "POST" and form.is_valid():
        version = actions.change_design(
            design=shown, contents=form.contents(), by=me, now=now, review=review, **form.words()
        )
        if version.pk == latest.pk:
            messages.success(request, f"Version {version.number} is saved.")
            return redirect("gatherings:design", organisation, pk)
        messages.success(request, f"Version {version.number} is begun. Now change its agenda.")
        return redirect("gatherings:agenda", organisation, pk)
    return render(
        request,
        "gatherings/design_form.html",
        {
            "me": me,
            "programme": shown.programme,
            "design": shown,
            "latest": latest,
            "fixed": fixed,
            "review": review,
            "form": form,
        },
    )


def ready_made(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """The sessions that come ready-made, to bring one into this programme."""
    me = access.runner(request.user, organisation)
    programme = access.programme(me, pk)
    if request.method == "POST":
        if request.POST.get("course", "") not in courses.names():
            raise Http404("no such ready-made session")
        version = actions.bring_in(
            programme=programme,
            course=courses.course(request.POST["course"]),
            by=me,
            now=timezone.now(),
        )
        messages.success(request, "It is yours now. Run it as it is, or change what you like.")
        return redirect("gatherings:design", organisation, version.design_id)
    offered = [courses.course(name) for name in courses.names()]
    return render(
        request,
        "gatherings/ready_made.html",
        {
            "me": me,
            "programme": programme,
            "courses": [
                (course, items.rows(course.agenda), agenda.outcomes(course.agenda))
                for course in offered
            ],
        },
    )
