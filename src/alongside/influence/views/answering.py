from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.asks.access import wave_by_code
from alongside.insight import queries as insight
from alongside.methods.questions.messages import said as in_words
from alongside.people.models import Membership

from .. import access, actions, queries
from ..actions import NotPossible
from ..forms.answering import (
    ChangedForm,
    NoForm,
    NotYetForm,
    PublishForm,
    SameChangeForm,
)
from ..models import Answer


def answers(request: HttpRequest, organisation: str) -> HttpResponse:
    """Everything people asked for, what waits longest first."""
    me = access.reader(request.user, organisation)
    shared = Paginator(insight.shared(me.organisation), 20).get_page(request.GET.get("page"))
    things, today = queries.answered_of(shared), timezone.localdate()
    context = {
        "me": me,
        "page": shared,
        "things": [(one, one.late(today)) for one in queries.most_pressing_first(things)],
        "counts": queries.tallied(things),
        "may_write": access.may_write(me),
    }
    return render(request, "influence/answers.html", context)


def answer(request: HttpRequest, organisation: str, theme: int) -> HttpResponse:
    """One thing people asked for, with every answer it was given."""
    me = access.reader(request.user, organisation)
    one = access.theme(me, theme)
    thing = next((t for t in queries.answered(one.analysis) if t.theme == one), None)
    context = {
        "me": me,
        "theme": one,
        "thing": thing,
        "late": thing is not None and thing.late(timezone.localdate()),
        "history": queries.history(one),
        "may_write": access.may_write(me),
        "changes": queries.changes(me.organisation).exists(),
    }
    return render(request, "influence/answer.html", context)


def _write(
    request: HttpRequest,
    me: Membership,
    theme: int,
    outcome: Answer.Outcome,
    form: Form,
    act: Callable[..., Any],
) -> HttpResponse:
    one = access.theme(me, theme)
    if form.is_valid():
        try:
            act(theme=one, by=me, now=timezone.now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error("text" if "text" in form.fields else None, str(problem))
        else:
            messages.success(request, "Your answer is saved.")
            return redirect("influence:answer", me.organisation.slug, theme)
    context = {"me": me, "theme": one, "outcome": outcome, "form": form}
    return render(request, "influence/write.html", context)


def changed(request: HttpRequest, organisation: str, theme: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    today = timezone.localdate()
    form = ChangedForm(
        request.POST or None,
        organisation=me.organisation,
        today=today,
        initial={"changed_on": today},
    )
    return _write(request, me, theme, Answer.Outcome.CHANGED, form, actions.answer_changed)


def same_change(request: HttpRequest, organisation: str, theme: int) -> HttpResponse:
    """A change that was told of already does what people asked for here too."""
    me = access.writer(request.user, organisation)
    form = SameChangeForm(request.POST or None, organisation=me.organisation)
    return _write(request, me, theme, Answer.Outcome.CHANGED, form, actions.answer_with_change)


def no(request: HttpRequest, organisation: str, theme: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    form = NoForm(request.POST or None)
    return _write(request, me, theme, Answer.Outcome.NO, form, actions.answer_no)


def not_yet(request: HttpRequest, organisation: str, theme: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    form = NotYetForm(
        request.POST or None, organisation=me.organisation, today=timezone.localdate()
    )
    return _write(request, me, theme, Answer.Outcome.NOT_YET, form, actions.answer_not_yet)


def publish(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Choose what stands on the public page of an analysis, and put it up."""
    me = access.writer(request.user, organisation)
    analysis = access.analysis(me, pk)
    publication = queries.publication(analysis)
    findings = insight.findings(analysis)
    there = publication.themes.values_list("pk", flat=True) if publication else None
    chosen = [f.theme.pk for f in findings] if there is None else list(there)
    form = PublishForm(request.POST or None, findings=findings, initial={"themes": chosen})
    if form.is_valid():
        try:
            actions.publish(analysis=analysis, by=me, now=timezone.now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The page is public now.")
            return redirect("influence:publish", organisation, pk)
    context = {"me": me, "analysis": analysis, "publication": publication, "form": form}
    return render(request, "influence/publish.html", context)


@require_POST
def take_down(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    publication = access.publication(access.analysis(me, pk))
    actions.take_down(publication=publication, now=timezone.now())
    messages.success(request, "The page is no longer public. Its address is kept.")
    return redirect("influence:publish", organisation, pk)


def said_in(request: HttpRequest, code: str) -> HttpResponse:
    """What came of what people said in a wave, for whoever has no code."""
    wave = wave_by_code(code)
    context = {
        "wave": wave,
        "title": in_words(wave.version.definition["title"]),
        "publications": queries.publications_about(wave),
    }
    return render(request, "influence/said_in.html", context)


def you_said_we_did(request: HttpRequest, code: str) -> HttpResponse:
    publication = access.public_page(code)
    page, today = queries.page(publication), timezone.localdate()
    context = {
        "analysis": publication.analysis,
        "asked": [(things, things[0].late(today)) for things in queries.by_change(page.asked)],
        "other": page.other,
        "counts": queries.tallied(page.asked),
        "hides": page.hides,
    }
    return render(request, "influence/you_said_we_did.html", context)
