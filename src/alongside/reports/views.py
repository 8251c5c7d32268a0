from collections.abc import Callable
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.text import slugify

from alongside.methods.documents.excel import to_excel
from alongside.methods.documents.html import to_html
from alongside.methods.documents.model import Document
from alongside.methods.documents.numbers import to_csv
from alongside.methods.documents.pdf import to_pdf
from alongside.methods.documents.word import to_word
from alongside.people import access as people

from . import access, actions, queries
from .forms import ReportForm

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
    return render(request, "reports/report.html", {"me": me, "report": found, "body": body})


def download(request: HttpRequest, organisation: str, pk: int, kind: str) -> HttpResponse:
    found = access.report(request.user, organisation, pk)
    if kind not in FORMATS:
        raise Http404("no such format")
    content_type, draw = FORMATS[kind]
    name = f"{slugify(found.programme.name)}-{found.since}-{found.until}.{kind}"
    return HttpResponse(
        draw(found.drawn()),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
