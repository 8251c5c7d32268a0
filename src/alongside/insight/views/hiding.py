"""Hiding what in a comment points at a person."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.web.fields import keys

from .. import access, actions, queries
from ..forms import HideForm

AT_ONCE = 20
"""How many comments stand on a page."""


def hiding(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.analyst(request.user, organisation)
    analysis = access.analysis(me, pk)
    page = Paginator(queries.unchecked(analysis), AT_ONCE).get_page(request.GET.get("page"))
    found = queries.names(me.organisation)
    flagged, unflagged = [], []
    for comment in page:
        flags = queries.flags(comment.text, found)
        if flags:
            form = HideForm(text=comment.text, flags=flags, auto_id=f"c{comment.pk}_%s")
            flagged.append((comment, form))
        else:
            unflagged.append(comment)
    context = {
        "me": me,
        "analysis": analysis,
        "page": page,
        "flagged": flagged,
        "unflagged": unflagged,
        "progress": queries.progress([analysis])[analysis.pk],
    }
    return render(request, "insight/hiding.html", context)


@require_POST
def confirm_unflagged(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.analyst(request.user, organisation)
    analysis = access.analysis(me, pk)
    sent = keys(request.POST.getlist("comment"))
    done = actions.confirm_unflagged(analysis=analysis, comments=sent, by=me, now=timezone.now())
    plural = "" if done == 1 else "s"
    messages.success(request, f"{done} comment{plural} confirmed with nothing hidden.")
    return redirect("insight:hiding", organisation, pk)


def comment(request: HttpRequest, organisation: str, pk: int, comment: int) -> HttpResponse:
    """One comment: what is hidden in it."""
    me = access.analyst(request.user, organisation)
    analysis = access.analysis(me, pk)
    one = access.comment(analysis, comment)
    before = one.redactions.filter(replaced=None).first()
    flags = queries.flags(one.text, queries.names(me.organisation))
    posted = request.POST if request.method == "POST" else None
    form = HideForm(posted, text=one.text, flags=flags, before=before)
    if form.is_valid():
        actions.confirm(
            comment=one,
            hide=form.spans(),
            held_back=form.cleaned_data["held_back"],
            by=me,
            now=timezone.now(),
        )
        messages.success(request, "Saved. This is how the comment is shown from now on.")
        if before is None:
            return redirect("insight:hiding", organisation, pk)
        return redirect("insight:comment", organisation, pk, comment)
    context = {"me": me, "analysis": analysis, "comment": one, "before": before, "form": form}
    return render(request, "insight/comment.html", context)
