"""Forms of other products come in as drafts, and ours go out to them."""

from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.files import queries as files
from alongside.methods.formats.forms import NotAForm, read_form
from alongside.methods.questions import picturing
from alongside.people import access as people
from alongside.people.models import Membership

from .. import access, actions, drafting
from ..forms.bringing_in import FormFileForm
from ..models import Form

BROUGHT_IN = "asks_brought_in"
"""Where the session keeps what could not be taken over, until the form's page has said it."""

MOST_REMARKS = 60
FEW = 3
"""How many of the things that cannot be asked are named where nothing else is there."""
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def bring_in(request: HttpRequest, organisation: str) -> HttpResponse:
    """Choose a file; what can be asked of it becomes a draft, and the rest is said."""
    me = people.staff(request.user, organisation)
    posted = request.method == "POST"
    form = FormFileForm(request.POST, request.FILES) if posted else FormFileForm()
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        title = PurePath(file.name).stem.replace("_", " ")[:200]
        try:
            found = read_form(file.read(), title=title)
            draft = found.definition()
            draft["questions"], lost = _with_own_pictures(me, draft["questions"])
            if not draft["questions"]:
                raise NotAForm(_none(found.remarks))
        except NotAForm as problem:
            form.add_error("file", str(problem))
        else:
            made = actions.make_form(
                organisation=me.organisation,
                title=(draft["title"].get(drafting.language(draft)) or title)[:200],
                draft=draft,
                purpose=Form.Purpose.SURVEY,
                by=me,
                now=timezone.now(),
            )
            messages.success(request, "The form is yours now. Read it through before you publish.")
            if remarks := [*found.remarks, *lost]:
                kept = {"form": made.pk, "remarks": remarks[:MOST_REMARKS]}
                request.session[BROUGHT_IN] = kept
            return redirect("asks:form", organisation, made.pk)
    context = {"me": me, "form": form, "may_ask": access.may_ask(me)}
    return render(request, "asks/build/bring_in.html", context)


def _none(remarks: list[str]) -> str:
    """Return that a form has nothing to ask, and what is in it."""
    why = " ".join(remarks[:FEW])
    return f"There is no question in the form that can be asked here. {why}".strip()


def _with_own_pictures(
    me: Membership, questions: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the questions with the pictures that the organisation has, and what to say of those
    that it has not: they are of another one, or were deleted."""
    own = files.own_codes(me.organisation, picturing.pictures(questions))
    kept = [picturing.kept_only(question, own) for question in questions]
    lost = [
        f"“{drafting.label(before)}”: its pictures are not here. Put them beside the choices again."
        for before, after in zip(questions, kept, strict=True)
        if before != after
    ]
    return kept, lost


def not_taken_over(request: HttpRequest, form: Form) -> list[str]:
    """Return what could not be taken over of a form that was just brought in: it is said once."""
    kept = request.session.get(BROUGHT_IN, {})
    if kept.get("form") != form.pk:
        return []
    del request.session[BROUGHT_IN]
    remarks: list[str] = kept["remarks"]
    return remarks


def export_for(
    request: HttpRequest, organisation: str, pk: int, number: int, product: str
) -> HttpResponse:
    """A published version as another product reads it; what writes it is loaded only then."""
    form = access.form(request.user, organisation, pk)
    definition = access.version(form, number).definition
    if product == "xlsform":
        from alongside.methods.formats.forms import xlsform_out

        content, kind, ending = xlsform_out.write(definition), EXCEL, "xlsx"
    elif product == "surveyjs":
        from alongside.methods.formats.forms import surveyjs_out

        content, kind, ending = surveyjs_out.write(definition), "application/json", "json"
    else:
        raise Http404("we do not write for that")
    answer = HttpResponse(content, content_type=kind)
    name = f"form-{pk}-version-{number}-{product}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
