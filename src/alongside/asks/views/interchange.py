"""Forms of other products come in as drafts, and ours go out to them."""

from pathlib import PurePath

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.methods.formats.forms import NotAForm, read_form
from alongside.people import access as people

from .. import access, actions, drafting
from ..forms.bringing_in import FormFileForm
from ..models import Form

BROUGHT_IN = "asks_brought_in"
"""Where the session keeps what could not be taken over, until the form's page has said it."""

MOST_REMARKS = 60
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
            if not draft["questions"]:
                raise NotAForm("There is no question in the form that can be asked here.")
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
            if found.remarks:
                kept = {"form": made.pk, "remarks": found.remarks[:MOST_REMARKS]}
                request.session[BROUGHT_IN] = kept
            return redirect("asks:form", organisation, made.pk)
    return render(request, "asks/build/bring_in.html", {"me": me, "form": form})


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
