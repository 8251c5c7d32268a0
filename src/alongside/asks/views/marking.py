"""How the answers to a "name one" question were marked, and what people decided otherwise."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.methods.questions.messages import said
from alongside.web.fields import key, keys

from .. import access, actions, drafting
from .. import marks as marked
from ..forms import AliasForm

AT_ONCE = 50


def marks(request: HttpRequest, organisation: str, wave: int, question: str) -> HttpResponse:
    """Every different answer with its mark, once the wave has closed with enough answers."""
    me, asked_in = access.marked_wave(request.user, organisation, wave)
    asked = access.marked_question(asked_in, question)
    rows = marked.listed(asked_in, asked) if asked_in.closed else []
    page = Paginator(rows, AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "me": me,
        "wave": asked_in,
        "question": asked,
        "label": said(asked["label"]),
        "looked": marked.Looked.at([row.mark for row in rows]),
        "page": page,
        "to_keep": [row.mark.pk for row in page if row.mark.by_id is None],
    }
    return render(request, "asks/marks/marks.html", context)


def _to_marks(request: HttpRequest, organisation: str, wave: int, question: str) -> HttpResponse:
    """Go back to the page of the list that the act came from, to the same answer."""
    where = reverse("asks:marks", args=(organisation, wave, question))
    page = key(request.POST.get("page", ""))
    mark = request.resolver_match.kwargs.get("mark", "") if request.resolver_match else ""
    query = f"?page={page}" if page else ""
    return redirect(f"{where}{query}" + (f"#mark-{mark}" if mark else ""))


@require_POST
def decide(
    request: HttpRequest, organisation: str, wave: int, question: str, mark: int
) -> HttpResponse:
    """Count one answer as right (`right` is "yes") or as wrong."""
    me, asked_in = access.marked_wave(request.user, organisation, wave)
    found = access.mark(asked_in, access.marked_question(asked_in, question), mark)
    right = request.POST.get("right") == "yes"
    actions.decide_mark(mark=found, right=right, by=me, now=timezone.now())
    return _to_marks(request, organisation, wave, question)


@require_POST
def undo(
    request: HttpRequest, organisation: str, wave: int, question: str, mark: int
) -> HttpResponse:
    """Go back to what the product found."""
    _, asked_in = access.marked_wave(request.user, organisation, wave)
    found = access.mark(asked_in, access.marked_question(asked_in, question), mark)
    actions.undo_mark(mark=found, now=timezone.now())
    return _to_marks(request, organisation, wave, question)


@require_POST
def keep(request: HttpRequest, organisation: str, wave: int, question: str) -> HttpResponse:
    """Keep the marks of the product on this page, as somebody who has looked at them."""
    me, asked_in = access.marked_wave(request.user, organisation, wave)
    access.marked_question(asked_in, question)
    chosen = keys(request.POST.getlist("mark"))
    kept = actions.confirm_marks(
        wave=asked_in, question=question, marks=chosen, by=me, now=timezone.now()
    )
    messages.success(request, f"You have looked at {kept} more.")
    return _to_marks(request, organisation, wave, question)


def next_time(
    request: HttpRequest, organisation: str, wave: int, question: str, mark: int
) -> HttpResponse:
    """Let the next version of the form count these words."""
    me, asked_in = access.marked_wave(request.user, organisation, wave)
    asked = access.marked_question(asked_in, question)
    found = access.mark(asked_in, asked, mark)
    draft = asked_in.version.form.draft
    form = AliasForm(
        request.POST or None,
        draft=draft,
        question=drafting.find(draft, question) or asked,
        initial={"alias": found.answer},
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.add_alias(mark=found, **form.cleaned_data)
            messages.success(
                request, "Added to the form. It counts from the next version you publish."
            )
            return redirect("asks:form", organisation, changed.pk)
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
    context = {"me": me, "wave": asked_in, "question": asked, "mark": found, "form": form}
    return render(request, "asks/marks/next_time.html", context)
