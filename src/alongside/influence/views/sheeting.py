"""Many themes answered with a spreadsheet, and the register of decisions as files."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache

from alongside.methods.documents.rows import to_csv, to_excel
from alongside.methods.formats.sheets import NotASheet
from alongside.people.models import Membership
from alongside.projects import access as projects
from alongside.projects.models import Project

from .. import access, actions, answersheets, register
from ..actions import NotPossible
from ..actions.sheeting import understood
from ..forms.sheeting import AnswerFileForm, TakeForm
from ..models import AnswerSheet, Decision
from ..queries import deciding, undecided, voting

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
FILES = {"answers.xlsx": (EXCEL, to_excel), "answers.csv": (CSV, to_csv)}
"""What can be filled in, with its content type and what draws it."""


def answer_sheet(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """Take a sheet of the themes that nobody has decided about, and bring it back filled in."""
    me, found = projects.runner(request.user, organisation, project)
    form = AnswerFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        about = {"file_name": file.name, "content": file.read(), "now": timezone.now()}
        try:
            kept = actions.keep_sheet(project=found, by=me, **about)
        except NotASheet as problem:
            form.add_error("file", str(problem))
        else:
            return redirect("influence:answer_sheet_read", organisation, project, kept.pk)
    context = {
        "me": me,
        "project": found,
        "form": form,
        "themes": len(undecided.themes(found)),
        "files": list(FILES),
        "sheets": AnswerSheet.objects.filter(project=found)[:10],
    }
    return render(request, "influence/decisions/answer_sheet.html", context)


@never_cache
def answer_sheet_file(
    request: HttpRequest, organisation: str, project: int, file: str
) -> StreamingHttpResponse:
    """The sheet to fill in."""
    _, found = projects.runner(request.user, organisation, project)
    if file not in FILES:
        raise Http404("no such file")
    content_type, draw = FILES[file]
    rows = answersheets.template(f"Answers: {found}", undecided.themes(found))
    name = f"{slugify(found.name)[:60] or 'project'}-{file}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(draw(rows), content_type=content_type, headers=headers)


def answer_sheet_read(
    request: HttpRequest, organisation: str, project: int, sheet: int
) -> HttpResponse:
    """What we understood of a sheet, line by line; with "take" each such line is a decision."""
    me, found = projects.runner(request.user, organisation, project)
    kept, now = access.answer_sheet(found, sheet), timezone.now()
    form = TakeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            many = actions.take_sheet(sheet=kept, by=me, now=now, **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _taken(many))
            return redirect("influence:answer_sheet_read", organisation, project, sheet)
    return _read(request, me, found, kept, form)


def _taken(many: int) -> str:
    if not many:
        return "There was nothing new on the sheet."
    return f"{many} decision{'s are' if many > 1 else ' is'} in the register."


def _read(
    request: HttpRequest, me: Membership, project: Project, kept: AnswerSheet, form: TakeForm
) -> HttpResponse:
    lines = {pk: line for line, pk in kept.taken.items()}
    decisions = Decision.objects.filter(project=project, pk__in=lines)
    context = {
        "me": me,
        "project": project,
        "sheet": kept,
        "found": understood(sheet=kept, now=timezone.now()),
        "taken": sorted((int(lines[one.pk]), one) for one in decisions),
        "form": form,
    }
    return render(request, "influence/decisions/answer_sheet_read.html", context)


@never_cache
def decisions_json(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """The register as data."""
    _, found = projects.reader(request.user, organisation, project)
    whole = list(deciding.whole(found))
    records = register.as_data(whole, voting.votes(whole))
    return JsonResponse({"project": found.name, "decisions": records})


@never_cache
def decisions_csv(request: HttpRequest, organisation: str, project: int) -> StreamingHttpResponse:
    """The register as a table."""
    _, found = projects.reader(request.user, organisation, project)
    whole = list(deciding.whole(found))
    records = register.as_data(whole, voting.votes(whole))
    rows = register.as_rows(found.name, records)
    name = f"{slugify(found.name)[:60] or 'project'}-decisions.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(to_csv(rows), content_type=CSV, headers=headers)
