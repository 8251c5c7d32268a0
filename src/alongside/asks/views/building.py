"""The form builder: the list of forms, and one form. Each act is a plain post."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.methods.questions import is_answered, seconds
from alongside.methods.questions.messages import said
from alongside.people import access as people
from alongside.people.models import Membership

from .. import (
    access,
    actions,
    drafting,
    faults,
    kinds,
    queries,
    rules,
    starters,
    translating,
)
from ..budget import budget
from ..forms import HeadingForm
from ..forms.heading import heading_of
from ..models import Form
from ..queries import writing
from . import interchange
from .questions import REMOVED, enter


def forms(request: HttpRequest, organisation: str) -> HttpResponse:
    """What is asked now, every form in use, and the ways to begin another."""
    me = people.staff(request.user, organisation)
    now = timezone.now()
    return render(
        request,
        "asks/build/forms.html",
        {
            "me": me,
            "forms": [
                (form, writing.newest_of(form), budget(form.draft))
                for form in writing.forms(me.organisation)
            ],
            "put_away": writing.put_away(me.organisation),
            "kinds": len(kinds.offered()),
            "asked": [
                (wave, queries.state(wave, now).name)
                for wave in queries.asked_now(access.readable(me), now)[:5]
            ],
            "starters": [
                (name, draft, budget(draft))
                for name in starters.names()
                for draft in [starters.starter(name)]
            ],
        },
    )


@require_POST
def begin_form(request: HttpRequest, organisation: str) -> HttpResponse:
    """Make a form: from the starter that was named, or a blank one."""
    me = people.staff(request.user, organisation)
    name = request.POST.get("starter", "")
    if name and name not in starters.names():
        raise Http404("no such starter")
    draft = starters.starter(name) if name else dict(drafting.BLANK)
    form = actions.make_form(
        organisation=me.organisation,
        title=draft["title"]["en"] or "A new form",
        draft=draft,
        purpose=starters.purpose(name),
        by=me,
        now=timezone.now(),
    )
    if name:
        messages.success(request, "The form is yours now. Change what you like.")
        return redirect("asks:form", organisation, form.pk)
    return redirect("asks:change_heading", organisation, form.pk)


@require_POST
def duplicate(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Make a form like this one: like its draft, or like the published version that was named."""
    me, form = enter(request, organisation, pk)
    number = request.POST.get("version", "")
    published = number.isdecimal() and len(number) < 10
    draft = access.version(form, int(number)).definition if published else form.draft
    title = f"Copy of {form.title}"[:200]
    code = drafting.language(draft)
    copy = actions.make_form(
        organisation=me.organisation,
        title=title,
        draft={**draft, "title": drafting.worded(draft.get("title"), code, title)},
        purpose=form.purpose,
        by=me,
        now=timezone.now(),
    )
    messages.success(request, f"“{title}” is ready. What you change here changes only the copy.")
    return redirect("asks:form", organisation, copy.pk)


def form(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """One form: its questions in order, and what to do with each."""
    me, shown = enter(request, organisation, pk)
    return _form_page(request, me, shown)


def _form_page(
    request: HttpRequest, me: Membership, form: Form, problems: Any = ()
) -> HttpResponse:
    found = faults.faults(form.draft)
    language = drafting.language(form.draft)
    asked_if = rules.in_words(form.draft)
    rows = []
    for place, question in enumerate(drafting.questions(form.draft), 1):
        own = [fault for fault in found if fault.place == place]
        rows.append(
            {
                "question": question,
                "label": drafting.label(question, language),
                "kind": kinds.title(question),
                "answered": is_answered(question),
                "section": said(question.get("section"), language),
                "asked_if": asked_if.get(str(question.get("relevant") or "").strip(), ""),
                "leads_on": rules.led_on(form.draft, question),
                "seconds": 0 if own else round(seconds(question, language)),
                "faults": own,
                "moved": request.GET.get("by", "")
                if request.GET.get("moved") == question["name"]
                else "",
            }
        )
    latest = writing.latest(form)
    removed = request.session.get(REMOVED, {})
    context = {
        "me": me,
        "form": form,
        "heading": heading_of(form),
        "rows": rows,
        "heading_faults": [fault for fault in found if not fault.place],
        "languages": _languages(form),
        "offered": [
            (code, name)
            for code, name in translating.OFFERED.items()
            if code not in drafting.languages(form.draft)
        ],
        "budget": budget(form.draft),
        "versions": writing.versions(form),
        "latest": latest,
        "waves": access.readable(me).filter(version__form=form)[:10],
        "may_ask": access.may_ask(me),
        "unchanged": latest is not None and latest.definition == form.draft,
        "seen": drafting.revision(form.draft),
        "problems": problems,
        "not_taken_over": interchange.not_taken_over(request, form),
        "removed": drafting.label(removed["question"], language)
        if removed.get("form") == form.pk
        else "",
    }
    return render(request, "asks/build/form.html", context)


def _languages(form: Form) -> list[tuple[str, str, int]]:
    """Return code and name of each language of a form, and in how many places words are missing."""
    return [
        (code, translating.name(code), faults.unwritten(form.draft, code))
        for code in drafting.languages(form.draft)
    ]


@require_POST
def add_language(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Have the form in one more language."""
    _, shown = enter(request, organisation, pk)
    code = request.POST.get("language", "")
    if code not in translating.OFFERED:
        messages.error(request, "Choose a language from the list.")
        return redirect("asks:form", organisation, pk)
    actions.add_language(form=shown, code=code)
    messages.success(
        request,
        f"The form is also in {translating.name(code)} now. Open each question and write its words "
        "there. You can publish it once they are all there.",
    )
    return redirect("asks:form", organisation, pk)


@require_POST
def remove_language(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Take a language out of the form."""
    _, shown = enter(request, organisation, pk)
    code = request.POST.get("language", "")
    if code in drafting.other_languages(shown.draft):
        actions.remove_language(form=shown, code=code)
        messages.success(
            request,
            f"{translating.name(code)} is taken out. Its words are kept: they are back when you "
            "add it again.",
        )
    return redirect("asks:form", organisation, pk)


def change_heading(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Change the title, the introduction and what the form is for."""
    me, shown = enter(request, organisation, pk)
    others = drafting.other_languages(shown.draft)
    form = HeadingForm(request.POST or None, initial=heading_of(shown), languages=others)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_heading(form=shown, seen=request.POST.get("seen", ""), **form.words())
        except actions.ChangedMeanwhile:
            shown.refresh_from_db()
            now = heading_of(shown)
            form.add_error(
                None,
                f"Somebody else changed this while you wrote. The title is now “{now['title']}”. "
                "What you typed is still here: save again to put it in place of theirs.",
            )
        else:
            messages.success(request, "Saved.")
            return redirect("asks:form", organisation, pk)
    context = {"me": me, "shown": shown, "form": form, "seen": writing.heading_revision(shown)}
    return render(request, "asks/build/heading.html", context)


@require_POST
def put_away(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Put a form away: it is not offered any more, and can be brought back."""
    _, shown = enter(request, organisation, pk)
    actions.put_away(form=shown, now=timezone.now())
    messages.success(request, f"“{shown.title}” is put away. What is being asked goes on.")
    return redirect("asks:forms", organisation)


@require_POST
def bring_back(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Offer a form again that was put away."""
    _, shown = enter(request, organisation, pk)
    actions.bring_back(form=shown)
    messages.success(request, "The form is back.")
    return redirect("asks:form", organisation, pk)


@require_POST
def publish(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Make a version that never changes, or say what keeps it from being one."""
    me, shown = enter(request, organisation, pk)
    if problems := faults.faults(shown.draft):
        return _form_page(request, me, shown, problems)
    try:
        version = actions.publish(
            form=shown, by=me, now=timezone.now(), seen=request.POST.get("seen", "")
        )
    except (actions.ChangedMeanwhile, actions.NotPossible):
        messages.error(
            request, "Somebody else changed this form. Look through it again, then publish it."
        )
    else:
        messages.success(request, f"Version {version.number} is published.")
    return redirect("asks:form", organisation, pk)
