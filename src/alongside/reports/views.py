from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.text import slugify

from alongside.asks import access as asks
from alongside.asks import marks
from alongside.asks.models import Wave
from alongside.insight import queries as insight
from alongside.learning import access as learning
from alongside.methods.documents.codebook import to_codebook
from alongside.methods.documents.html import to_html
from alongside.methods.documents.kinds import KINDS
from alongside.methods.documents.rows import to_csv as to_rows
from alongside.people import access as people
from alongside.people.models import Membership

from . import access, actions, by_team, carrying, queries, refusals
from .forms import LookForm, ReportForm
from .models import Report, Results


def reports(request: HttpRequest, organisation: str) -> HttpResponse:
    me = people.reader(request.user, organisation)
    context = {
        "me": me,
        "reports": queries.reports(me.organisation),
        "surveys": queries.closed_surveys(asks.readable(me)),
    }
    return render(request, "reports/reports.html", context)


def make(request: HttpRequest, organisation: str) -> HttpResponse:
    me = people.staff(request.user, organisation)
    today = timezone.localdate()
    initial = {"since": date(today.year - 1, 1, 1), "until": today}
    form = ReportForm(request.POST or None, organisation=me.organisation, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = actions.make(by=me, now=timezone.now(), **form.cleaned_data)
        return redirect("reports:report", organisation, made.pk)
    return render(request, "reports/make.html", {"me": me, "form": form})


def report(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = people.reader(request.user, organisation)
    found = access.report(request.user, organisation, pk)
    # The renderer escapes every text: its tests give it scripts.
    body = mark_safe(to_html(found.drawn()))  # noqa: S308
    to_mark = queries.to_mark(found) if asks.may_mark(me) else []
    return render(
        request,
        "reports/report.html",
        {"me": me, "report": found, "body": body, "to_mark": to_mark},
    )


def download(request: HttpRequest, organisation: str, pk: int, kind: str) -> HttpResponse:
    found = access.report(request.user, organisation, pk)
    if kind not in KINDS:
        raise Http404("no such format")
    content_type, draw = KINDS[kind]
    return _file(found, draw(found.drawn()), content_type, f".{kind}")


def codebook(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """What each column of report.csv means, and each question behind it."""
    found = access.report(request.user, organisation, pk)
    return _file(found, to_codebook(found.drawn()), KINDS["csv"][0], "-codebook.csv")


def _file(report: Report, content: bytes, content_type: str, ending: str) -> HttpResponse:
    name = f"{slugify(report.programme.name)}-{report.since}-{report.until}{ending}"
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def wave(request: HttpRequest, organisation: str, wave: int) -> HttpResponse:
    """The results of a wave that no session asked; before they are made, how to make them."""
    me = people.reader(request.user, organisation)
    asked = access.wave(request.user, organisation, wave)
    found = queries.whole(asked)
    problem = ""
    if request.method == "POST" and found is None:
        me = people.staff(request.user, organisation)
        try:
            actions.make_results(wave=asked, by=me, now=timezone.now())
        except actions.NotPossible as no:
            problem = str(no)
        else:
            return redirect("reports:wave", organisation, wave)
    return _results(request, me, asked, found, problem=problem)


def look(request: HttpRequest, organisation: str, wave: int) -> HttpResponse:
    """Look at the results in another way: made once, and kept as it is."""
    me = people.staff(request.user, organisation)
    asked = access.wave(request.user, organisation, wave)
    found = access.results(asked)
    form = LookForm(request.POST if request.method == "POST" else None, wave=asked)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_results(wave=asked, by=me, now=timezone.now(), view=form.view())
        except actions.NotPossible as no:
            form.add_error(None, f"This is not shown. {no}")
        else:
            return redirect("reports:view", organisation, wave, made.pk)
    return _results(request, me, asked, found, form=form)


def view(request: HttpRequest, organisation: str, wave: int, pk: int) -> HttpResponse:
    """The results as one view shows them."""
    me = people.reader(request.user, organisation)
    asked = access.wave(request.user, organisation, wave)
    return _results(request, me, asked, access.view(asked, pk))


def teams(request: HttpRequest, organisation: str, wave: int) -> HttpResponse:
    """The results for each team that is large enough; POST makes those that are not there yet."""
    me = people.reader(request.user, organisation)
    asked = access.wave(request.user, organisation, wave)
    access.results(asked)
    if request.method == "POST":
        me = people.staff(request.user, organisation)
        actions.make_for_teams(wave=asked, by=me, now=timezone.now())
        return redirect("reports:teams", organisation, wave)
    found = by_team.teams(asked)
    context = {
        "me": me,
        "wave": asked,
        "teams": found,
        "waiting": sum(team.to_make for team in found),
        "at_once": actions.MOST_TEAMS,
        "may_make": me.holds(*people.STAFF),
    }
    return render(request, "reports/teams.html", context)


def _results(
    request: HttpRequest,
    me: Membership,
    asked: Wave,
    found: Results | None,
    *,
    form: LookForm | None = None,
    problem: str = "",
) -> HttpResponse:
    staff = me.holds(*people.STAFF)
    if form is None and found is not None and staff:
        form = LookForm(wave=asked)
    # The renderer escapes every text: its tests give it scripts.
    body = mark_safe(to_html(found.drawn())) if found else ""  # noqa: S308
    context = {
        "me": me,
        "wave": asked,
        "results": found,
        "body": body,
        "problem": problem,
        "files": _address(found) if found else "",
        "form": form if form is not None and form.fields else None,
        "views": queries.views(asked) if found else [],
        "may_make": staff,
        "marked": marks.questions(asked),
        "themes": insight.shared_about([asked]),
        "findings": carrying.findings(found) if found and learning.may_plan(me) else [],
    }
    return render(request, "reports/wave.html", context)


def _address(found: Results) -> str:
    """Return the address of a view, to which the name of a file is put."""
    wave = found.wave
    parts = [wave.organisation.slug, wave.pk]
    if found.key:
        return reverse("reports:view", args=[*parts, found.pk])
    return reverse("reports:wave", args=parts)


def wave_download(request: HttpRequest, organisation: str, wave: int, kind: str) -> HttpResponse:
    asked = access.wave(request.user, organisation, wave)
    return _taken_away(access.results(asked), kind)


def view_download(
    request: HttpRequest, organisation: str, wave: int, pk: int, kind: str
) -> HttpResponse:
    asked = access.wave(request.user, organisation, wave)
    return _taken_away(access.view(asked, pk), kind)


def _taken_away(found: Results, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404("no such format")
    content_type, draw = KINDS[kind]
    name = slugify(str(found))[:80] or "results"
    return HttpResponse(
        draw(found.drawn()),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"'},
    )


def refused(request: HttpRequest, organisation: str) -> HttpResponse:
    """Every cut that somebody asked for and did not get."""
    me = people.owner(request.user, organisation)
    page = Paginator(queries.refusals(me.organisation), 50).get_page(request.GET.get("page"))
    return render(request, "reports/refused.html", {"me": me, "page": page})


def refused_file(request: HttpRequest, organisation: str) -> HttpResponse:
    """The same as a file."""
    me = people.owner(request.user, organisation)
    return HttpResponse(
        to_rows(refusals.rows(queries.refusals(me.organisation))),
        content_type=KINDS["csv"][0],
        headers={"Content-Disposition": 'attachment; filename="refused.csv"'},
    )
