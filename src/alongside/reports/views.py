from collections.abc import Callable
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.text import slugify

from alongside.asks import access as asks
from alongside.asks import marks
from alongside.insight import queries as insight
from alongside.methods.documents.codebook import to_codebook
from alongside.methods.documents.excel import to_excel
from alongside.methods.documents.html import to_html
from alongside.methods.documents.model import Document
from alongside.methods.documents.numbers import to_csv
from alongside.methods.documents.pdf import to_pdf
from alongside.methods.documents.word import to_word
from alongside.people import access as people

from . import access, actions, queries
from .forms import ReportForm
from .models import Report, Results

FORMATS: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "pdf": ("application/pdf", to_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_word),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_excel),
    "csv": ("text/csv; charset=utf-8", to_csv),
}


def reports(request: HttpRequest, organisation: str) -> HttpResponse:
    me = people.reader(request.user, organisation)
    return render(
        request, "reports/reports.html", {"me": me, "reports": queries.reports(me.organisation)}
    )


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
    if kind not in FORMATS:
        raise Http404("no such format")
    content_type, draw = FORMATS[kind]
    return _file(found, draw(found.drawn()), content_type, f".{kind}")


def codebook(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """What each column of report.csv means, and each question behind it."""
    found = access.report(request.user, organisation, pk)
    return _file(found, to_codebook(found.drawn()), FORMATS["csv"][0], "-codebook.csv")


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
    found = Results.objects.filter(wave=asked).first()
    problem = ""
    if request.method == "POST" and found is None:
        me = people.staff(request.user, organisation)
        try:
            actions.make_results(wave=asked, by=me, now=timezone.now())
        except actions.NotPossible as no:
            problem = str(no)
        else:
            return redirect("reports:wave", organisation, wave)
    # The renderer escapes every text: its tests give it scripts.
    body = mark_safe(to_html(found.drawn())) if found else ""  # noqa: S308
    context = {
        "me": me,
        "wave": asked,
        "results": found,
        "body": body,
        "problem": problem,
        "may_make": me.holds(*people.STAFF),
        "marked": marks.questions(asked),
        "themes": insight.shared_about([asked]),
    }
    return render(request, "reports/wave.html", context)


def wave_download(request: HttpRequest, organisation: str, wave: int, kind: str) -> HttpResponse:
    asked = access.wave(request.user, organisation, wave)
    found = access.results(asked)
    if kind not in FORMATS:
        raise Http404("no such format")
    content_type, draw = FORMATS[kind]
    name = f"{slugify(asked.title) or 'results'}.{kind}"
    return HttpResponse(
        draw(found.drawn()),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
