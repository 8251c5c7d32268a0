"""Answers on paper: what was typed in and counted, sheets to print, and who gave one back."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache

from alongside.methods.documents.sheet import to_sheets
from alongside.people import access as people
from alongside.web.fields import keys

from .. import access, actions, queries
from .. import paper as on_paper
from ..forms import SheetsForm
from ..queries import inviting, typing_in


def paper(request: HttpRequest, organisation: str, wave: int) -> HttpResponse:
    """Everything about the paper of a wave: sheets to print, and batches."""
    me = people.staff(request.user, organisation)
    shown = access.wave(request.user, organisation, wave)
    now = timezone.now()
    batches = list(typing_in.batches(shown))
    counted = [batch for batch in batches if batch.counted]
    context = {
        "me": me,
        "wave": shown,
        "form": SheetsForm(wave=shown),
        "typing": [batch for batch in batches if not batch.counted],
        "counted": counted,
        "sheets": sum(batch.count for batch in counted),
        "put_right": sum(batch.put_right for batch in counted),
        "may_ask": access.may_ask(me),
        "may_type_in": access.may_type_in(me, shown),
        "may_begin": shown.closed is None and now >= shown.opens,
        "over": queries.state(shown, now) is queries.State.CLOSED,
        "invited": shown.anonymous and shown.invitations.exists(),
    }
    return render(request, "asks/paper/paper.html", context)


def sheets(request: HttpRequest, organisation: str, wave: int) -> HttpResponse:
    """The sheets of a wave to print, as PDF."""
    people.staff(request.user, organisation)
    shown = access.wave(request.user, organisation, wave)
    form = SheetsForm(request.GET, wave=shown)
    if not form.is_valid():
        raise Http404("no such sheets")
    wanted = form.cleaned_data
    drawn = on_paper.sheets(
        shown,
        wanted["language"] or form.languages[0],
        wanted["copies"],
        settings.ADDRESS + reverse("asks:begin", args=[shown.code]),
        settings.ADDRESS + reverse("influence:said"),
    )
    name = f"{slugify(shown.title)[:60] or 'questions'}-paper.pdf"
    return HttpResponse(
        to_sheets(drawn, wanted["size"]),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@never_cache
def came_back(request: HttpRequest, organisation: str, wave: int) -> HttpResponse:
    """Say who of the invited has given a sheet back, so that nobody reminds them."""
    me = access.asker(request.user, organisation)
    shown = access.wave(request.user, organisation, wave)
    if not shown.anonymous or not shown.invitations.exists():
        raise Http404("nobody is invited here, or answers carry a name")
    if request.method == "POST":
        chosen = shown.invitations.filter(pk__in=keys(request.POST.getlist("people")))
        try:
            actions.came_back_on_paper(wave=shown, invitations=list(chosen))
        except actions.NotPossible as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, "Kept. They get no reminder, and cannot answer again.")
        return redirect("asks:paper", organisation, wave)
    context = {"me": me, "wave": shown, "people": inviting.invitations(shown)}
    return render(request, "asks/paper/came_back.html", context)
