"""Journeys as they are read: inside, in public, and as data."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.files import showing
from alongside.methods.documents.rows import to_csv
from alongside.projects.models import Project

from .. import access, files, queries, values
from ..models import Journey


def journeys(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.reader(request.user, organisation)
    today = timezone.localdate()
    page = Paginator(queries.journeys(me.organisation), 20).get_page(request.GET.get("page"))
    ways = queries.paths(page.object_list, (), today)
    found = [(one, queries.how_far(ways[one.pk])) for one in page]
    context = {"me": me, "page": page, "journeys": found, "may_write": access.may_write(me)}
    return render(request, "journeys/journeys.html", context)


def journey(request: HttpRequest, organisation: str, journey: int) -> HttpResponse:
    """A journey: its stages in order, and the newest round of the values."""
    me = access.reader(request.user, organisation)
    found = access.journey(me, journey)
    context = {
        "me": me,
        "may_write": access.may_write(me),
        "asking": queries.asking(found),
        **_shown(found, access.readable_projects(me)),
    }
    return render(request, "journeys/journey.html", context)


def _shown(journey: Journey, projects: Any) -> dict[str, Any]:
    rounds = queries.closed_rounds(journey)
    path = queries.path(journey, projects, timezone.localdate())
    return {
        "journey": journey,
        "path": path,
        "how_far": queries.how_far(path),
        "rounds": rounds,
        "over_time": values.over_time(rounds),
        "points": list(values.POINTS.values()),
        "credit": values.CREDIT,
    }


def public_journey(request: HttpRequest, code: str) -> HttpResponse:
    """The journey for everybody, with the projects that have a public page."""
    found = access.public_journey(code)
    return render(request, "journeys/public.html", _shown(found, _public_projects(found)))


def _public_projects(journey: Journey) -> Any:
    return Project.objects.filter(
        journey_stages__journey=journey, published__isnull=False
    ).distinct()


def evidence_file(
    request: HttpRequest, organisation: str, journey: int, stage: int, evidence: int
) -> HttpResponse:
    me = access.reader(request.user, organisation)
    file = access.evidence(access.stage(access.journey(me, journey), stage), evidence).file
    if file is None or not file.there:
        raise Http404("no file here")
    return showing.answer(file)


def data(request: HttpRequest, organisation: str, journey: int, kind: str) -> HttpResponse:
    """The stages or the values as CSV, or both as JSON."""
    me = access.reader(request.user, organisation)
    return _data(access.journey(me, journey), kind)


def public_data(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The same of a public journey."""
    return _data(access.public_journey(code), kind)


def _data(journey: Journey, kind: str) -> HttpResponse:
    stages = files.of_stages(str(journey), queries.path(journey, (), timezone.localdate()))
    rated = files.of_values(str(journey), queries.closed_rounds(journey))
    if kind == "json":
        both = {"stages": files.as_data(stages), "values": files.as_data(rated)}
        return JsonResponse({"title": str(journey), **both, "credit": values.CREDIT})
    return HttpResponse(
        to_csv(stages if kind == "stages" else rated),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="journey-{kind}.csv"'},
    )
