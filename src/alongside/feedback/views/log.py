from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.influence.models import Contribution
from alongside.influence.queries import said
from alongside.methods.documents.rows import to_csv
from alongside.people.models import Membership
from alongside.projects.views.doing import done
from alongside.web.fields import key

from .. import access, actions, base, queries
from ..forms import AnswerForm, DayForm, NoteForm, TakeForm
from ..models import Entry

PAGE = 25
A_YEAR = timedelta(days=365)


def last_year(me: Membership, today: date) -> queries.Scope:
    """Return all feedback of my organisation over the last year."""
    return queries.Scope(me.organisation, None, today - A_YEAR, today)


def log(request: HttpRequest, organisation: str) -> HttpResponse:
    """What people told us, good and bad, with its answers, and the base of the last year."""
    me = access.reader(request.user, organisation)
    today = timezone.localdate()
    rows = queries.readable(me.organisation, access.sees(me))
    show = request.GET.get("show", "")
    wanted = key(request.GET.get("project", ""))
    about = access.projects(me).filter(pk=wanted).first() if wanted else None
    if about:
        rows = rows.filter(project=about)
    if show in Entry.Tone.values:
        rows = rows.filter(tone=show)
    elif show == "waits":
        rows = queries.unanswered(rows)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "me": me,
        "page": page,
        "rows": with_words(me, list(page)),
        "show": show,
        "about": about,
        "also": urlencode({"show": show, "project": about.pk if about else ""}),
        "tones": Entry.Tone.choices,
        "on": base.base(last_year(me, today), me.organisation.minimum),
        "routes": queries.now_there(me.organisation, today),
        "claims": Paginator(queries.claims(me.organisation), PAGE).get_page(
            request.GET.get("claims")
        ),
        "may_write": access.may_run(me),
    }
    return render(request, "feedback/log.html", context)


def with_words(me: Membership, rows: list[Entry]) -> list[tuple[Entry, str]]:
    """Return feedback with its words as I may read them, answers in surveys with what points at a
    person hidden."""
    sees = access.sees(me)
    theirs = [one.contribution for one in rows if one.contribution]
    words = {one.one.pk: one.words for one in said.heard(theirs, sees)}
    return [
        (one, words.get(one.contribution_id, "") if one.contribution_id else one.said)
        for one in rows
    ]


def figures(request: HttpRequest, organisation: str) -> HttpResponse:
    """The last year by route, protected, as CSV."""
    me = access.reader(request.user, organisation)
    scope = last_year(me, timezone.localdate())
    rows = base.by_route(str(me.organisation), scope, me.organisation.minimum)
    return csv_file(rows, "feedback")


def csv_file(rows: Any, name: str) -> HttpResponse:
    """Return a table as a file to take away."""
    return HttpResponse(
        to_csv(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def form_page(request: HttpRequest, me: Membership, form: Any, **more: Any) -> HttpResponse:
    """Return a page with one form: `heading`, `button`, and what else it says."""
    return render(request, "feedback/form.html", {"me": me, "form": form} | more)


def add(request: HttpRequest, organisation: str) -> HttpResponse:
    """Write down what somebody said."""
    me = access.writer(request.user, organisation)
    form = NoteForm(
        request.POST or None,
        organisation=me.organisation,
        projects=access.projects(me),
        today=timezone.localdate(),
    )
    if request.method == "POST" and done(form, actions.note, by=me, now=timezone.now()):
        messages.success(request, "It is in the log. Say back what comes of it.")
        return redirect("feedback:log", organisation)
    if not queries.routes(me.organisation).exists():
        messages.error(request, "Say first by which ways feedback can come.")
        return redirect("feedback:add_route", organisation)
    return form_page(
        request, me, form, heading="Write down what somebody said", button="Put it in the log"
    )


def taking(request: HttpRequest, organisation: str) -> HttpResponse:
    """What people said elsewhere that can be put in the log."""
    me = access.writer(request.user, organisation)
    found = queries.to_take(me.organisation, access.sees(me))
    page = Paginator(found.contributions, PAGE).get_page(request.GET.get("page"))
    context = {
        "me": me,
        "page": page,
        "heard": said.heard(page, access.sees(me)),
        "testimonials": found.testimonials[:PAGE],
        "disputes": found.disputes[:PAGE],
    }
    return render(request, "feedback/taking.html", context)


def take(request: HttpRequest, organisation: str, kind: str, what: int) -> HttpResponse:
    """Put one of these in the log."""
    me = access.writer(request.user, organisation)
    found = access.to_take(me, kind, what)
    form = TakeForm(request.POST or None, organisation=me.organisation, kind=kind)
    more: dict[str, Any] = {"what": found, "by": me, "now": timezone.now()}
    if kind == "disputes":
        more["tone"] = Entry.Tone.NEGATIVE
    if request.method == "POST" and done(form, actions.take, **more):
        messages.success(request, "It is in the log.")
        return redirect("feedback:taking", organisation)
    words = found.words if not isinstance(found, Contribution) else ""
    if isinstance(found, Contribution):
        (heard,) = said.heard([found], access.sees(me))
        words = heard.words
    return form_page(
        request, me, form, heading="Put it in the log", button="Put it in the log", words=words
    )


def entry(request: HttpRequest, organisation: str, entry: int) -> HttpResponse:
    """One piece of feedback, and the answer to it."""
    me = access.reader(request.user, organisation)
    found = access.entry(me, entry)
    ((_, words),) = with_words(me, [found])
    may_write = access.may_run(me)
    form = AnswerForm(request.POST or None, initial={"answer": found.answer})
    if request.method == "POST":
        access.writer(request.user, organisation)
        if done(form, actions.answer, entry=found, by=me, now=timezone.now()):
            messages.success(request, "The answer is kept, with its day.")
            return redirect("feedback:entry", organisation, found.pk)
    context = {
        "me": me,
        "entry": found,
        "words": words,
        "form": form,
        "agree": _agree_form(None),
        "may_write": may_write,
    }
    return render(request, "feedback/entry.html", context)


def _agree_form(data: Any) -> DayForm:
    return DayForm(data, label="When did they agree?", today=timezone.localdate())


@require_POST
def agree(request: HttpRequest, organisation: str, entry: int) -> HttpResponse:
    """Note that a grown-up agreed that others read the words of a child."""
    me = access.writer(request.user, organisation)
    found = access.entry(me, entry)
    form = _agree_form(request.POST)
    if done(form, actions.grown_up_agrees, entry=found):
        messages.success(request, "It is noted.")
    else:
        messages.error(request, "Enter the day on which they agreed: today or an earlier day.")
    return redirect("feedback:entry", organisation, found.pk)
