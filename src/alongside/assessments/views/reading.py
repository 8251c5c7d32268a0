"""What any member reads: assessments, instruments, what leaves the groups, how it changes."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.files import showing as kept_files
from alongside.methods.documents.rows import Rows, to_csv

from .. import access, files, positions, queries
from ..shelf import shipped


def assessments(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.reader(request.user, organisation)
    page = Paginator(queries.listed(me.organisation), 20).get_page(request.GET.get("page"))
    offered = queries.offered(me.organisation)
    used = set(queries.assessments(me.organisation).values_list("key", flat=True))
    now = timezone.now()
    context = {
        "me": me,
        "page": page,
        "rows": [(one, queries.is_open(one, now), len(one.instrument.items)) for one in page],
        "used": [one for one in offered if one.key in used],
        "may_run": access.may_run(me),
    }
    return render(request, "assessments/assessments.html", context)


def assessment(request: HttpRequest, organisation: str, assessment: int) -> HttpResponse:
    """One assessment: while people answer alone who is asked, afterwards what leaves the group."""
    me = access.reader(request.user, organisation)
    found = access.assessment(me, assessment)
    may_run, place = access.may_run(me), queries.place_of(found, me)
    in_group = queries.in_group(found, me)
    came = positions.took_part if in_group else positions.took_part_shown
    context = {
        "me": me,
        "assessment": found,
        "instrument": found.instrument,
        "open": queries.is_open(found, timezone.now()),
        "may_run": may_run,
        "place": place,
        "in_group": in_group,
        "took_part": came(found),
    }
    if found.closed is None:
        places = list(queries.places(found)) if may_run else []
        context |= {
            "places": places,
            "without_letter": any(not one.member.email for one in places),
        }
    else:
        known = positions.outside(found)
        context |= {
            "known": known,
            "some_shown": any(known[key] != positions.Middles() for key in known),
            "talked": queries.talked(found),
            "today": timezone.localdate(),
            "led_by_left": found.led_by.left is not None,
        }
    return render(request, "assessments/assessment.html", context)


def results_file(
    request: HttpRequest, organisation: str, assessment: int, kind: str
) -> HttpResponse:
    """What leaves the group of one assessment, as CSV or JSON."""
    me = access.reader(request.user, organisation)
    found = access.assessment(me, assessment)
    return _file(files.rows(str(found), [found]), kind, f"assessment-{found.pk}")


def evidence_file(
    request: HttpRequest, organisation: str, assessment: int, shown: int
) -> HttpResponse:
    """The file of evidence that was given beside an item."""
    me = access.reader(request.user, organisation)
    evidence = access.shown_by(access.assessment(me, assessment), shown).evidence
    if evidence.project_id or evidence.file is None or not evidence.file.there:
        raise Http404("no file here")
    return kept_files.answer(evidence.file)


def instruments(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.reader(request.user, organisation)
    context = {
        "me": me,
        "shipped": list(shipped().values()),
        "own": [(one, one.instrument) for one in queries.own_instruments(me.organisation)],
        "may_run": access.may_run(me),
    }
    return render(request, "assessments/instruments.html", context)


def instrument(request: HttpRequest, organisation: str, key: str, version: int) -> HttpResponse:
    """All that an instrument asks, whose it is, and what people may do with it."""
    me = access.reader(request.user, organisation)
    found = access.instrument(me, key, version)
    used = queries.assessments(me.organisation).filter(key=key, version=version)
    context = {"me": me, "instrument": found, "used": used, "may_run": access.may_run(me)}
    return render(request, "assessments/instrument.html", context)


def instrument_file(
    request: HttpRequest, organisation: str, key: str, version: int
) -> HttpResponse:
    """An instrument as a file, to take away or to make one's own from."""
    me = access.reader(request.user, organisation)
    found = access.instrument(me, key, version)
    return JsonResponse(
        found.as_data(),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
        headers={"Content-Disposition": f'attachment; filename="{key}-{version}.json"'},
    )


def over_time(request: HttpRequest, organisation: str, key: str) -> HttpResponse:
    """How agreed and middle answers of each dimension change, time by time."""
    me = access.reader(request.user, organisation)
    instrument = access.newest_instrument(me, key)
    runs = queries.over_time(me.organisation, key, me)
    context = {
        "me": me,
        "runs": runs,
        "instrument": runs[0].instrument if runs else instrument,
        "may_run": access.may_run(me),
        "some_inside": any(time.in_group for run in runs for time in run.times),
    }
    return render(request, "assessments/over_time.html", context)


def over_time_file(request: HttpRequest, organisation: str, key: str, kind: str) -> HttpResponse:
    """What left the groups each time an instrument was used, as CSV or JSON."""
    me = access.reader(request.user, organisation)
    instrument = access.newest_instrument(me, key)
    closed = queries.assessments(me.organisation).filter(key=key, closed__isnull=False)
    return _file(
        files.rows(instrument.title, closed.order_by("begun", "pk")), kind, f"assessments-{key}"
    )


def _file(rows: Rows, kind: str, name: str) -> HttpResponse:
    if kind == "json":
        return JsonResponse({"title": rows.title, "rows": files.as_data(rows)})
    return HttpResponse(
        to_csv(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
