from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.methods.charts import bar
from alongside.methods.documents.rows import Rows, to_csv
from alongside.methods.rungs import GROUPS, HIGHEST

from .. import access, files
from ..queries import standing
from ..queries.activities import activities
from ..queries.feelings import being_asked
from ..shown import picture


def organisation(request: HttpRequest, organisation: str) -> HttpResponse:
    """The gap by project, by area and by time."""
    me, projects = access.projects(request.user, organisation)
    now = timezone.now()
    every = standing.standings(projects, now, me)
    page = Paginator(every, 20).get_page(request.GET.get("page"))
    months = standing.by_month([one.project for one in every], timezone.localdate(now))
    context = {
        "me": me,
        "page": page,
        "ladder": standing.chosen(me.organisation),
        "areas": standing.by_area(every),
        "months": [_month(month) for month in months],
    }
    return render(request, "ladder/organisation.html", context)


def _month(month: standing.OfMonth) -> dict[str, Any]:
    kinds = {"claimed": month.claimed, "evidenced": month.evidenced, "felt": month.felt}
    return {"day": month.day} | {
        kind: {
            "rung": rung,
            "of": of,
            "bar": bar(rung / HIGHEST if rung else None, GROUPS[rung] if rung else "plain"),
        }
        for kind, (rung, of) in kinds.items()
    }


def project(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """A project on the ladder: three rungs, every fact with its records, and what is missing."""
    me, found = access.reader(request.user, organisation, project)
    now = timezone.now()
    context = {
        "me": me,
        "project": found,
        "on": picture(standing.standing(found, now, me), standing.chosen(me.organisation)),
        "activities": activities(found, me),
        "claims": standing.said(found)[:20],
        "history": standing.history(found)[:50],
        "asking": being_asked(found, now).first(),
        "files": found.files_show.select_related("evidence"),
        "may_run": access.may_run(me),
    }
    return render(request, "ladder/project.html", context)


def organisation_file(request: HttpRequest, organisation: str, kind: str) -> HttpResponse:
    """Where every project stands, as CSV or JSON."""
    me, projects = access.projects(request.user, organisation)
    rows = files.of_standings(str(me.organisation), standing.standings(projects, timezone.now()))
    return _file(rows, kind, "ladder")


def project_file(request: HttpRequest, organisation: str, project: int, kind: str) -> HttpResponse:
    """How the position of a project changed, as CSV or JSON."""
    _, found = access.reader(request.user, organisation, project)
    return _file(files.over_time(str(found), standing.history(found)), kind, f"ladder-{found.pk}")


def _file(rows: Rows, kind: str, name: str) -> HttpResponse:
    if kind == "json":
        return JsonResponse({"title": rows.title, "rows": files.as_data(rows)})
    return HttpResponse(
        to_csv(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
