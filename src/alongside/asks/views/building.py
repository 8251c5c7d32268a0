"""The form builder: the list of forms, one form, and its questions. Each act is a plain post."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.library import queries as library
from alongside.library.glossary import used
from alongside.methods.questions import is_answered, picturing, question_types, seconds
from alongside.methods.questions.messages import said
from alongside.people import access as people
from alongside.people.models import Membership

from .. import (
    access,
    actions,
    choosing_pictures,
    drafting,
    faults,
    kinds,
    queries,
    ready,
    rules,
    starters,
    translating,
)
from ..budget import budget
from ..forms import HeadingForm, QuestionForm
from ..forms.heading import heading_of
from ..models import Form
from . import interchange

REMOVED = "asks_removed_question"


def _enter(request: HttpRequest, organisation: str, pk: int) -> tuple[Membership, Form]:
    return people.staff(request.user, organisation), access.form(request.user, organisation, pk)


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
                (form, queries.newest_of(form), budget(form.draft))
                for form in queries.forms(me.organisation)
            ],
            "put_away": queries.put_away(me.organisation),
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
    me, form = _enter(request, organisation, pk)
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
    me, shown = _enter(request, organisation, pk)
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
    latest = queries.latest(form)
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
        "versions": queries.versions(form),
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
    _, shown = _enter(request, organisation, pk)
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
    _, shown = _enter(request, organisation, pk)
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
    me, shown = _enter(request, organisation, pk)
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
    context = {"me": me, "shown": shown, "form": form, "seen": queries.heading_revision(shown)}
    return render(request, "asks/build/heading.html", context)


def add(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Choose what kind of question to add, by what it is for."""
    me, shown = _enter(request, organisation, pk)
    teams = list(me.organisation.teams.all())
    return render(
        request,
        "asks/build/add.html",
        {
            "me": me,
            "form": shown,
            "kinds": kinds.offered(),
            "ready": ready.offered(teams),
            "below": _below(shown, request.GET.get("below", "")),
        },
    )


def _below(form: Form, name: str) -> dict[str, str] | None:
    """Return the name and the words of the question that a new one will stand below, if any."""
    question = drafting.find(form.draft, name)
    if question is None:
        return None
    return {"name": name, "label": drafting.label(question, drafting.language(form.draft))}


@require_POST
def add_where_people_work(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Add the question where people work, with the parts of the organisation to choose from."""
    me, shown = _enter(request, organisation, pk)
    teams = list(me.organisation.teams.all())
    kind = next((kind for kind in ready.offered(teams) if kind == request.POST.get("kind")), None)
    if kind is None:
        raise Http404("no such list of teams")
    name = drafting.name_for(kind, queries.names_taken(shown))
    question = ready.where_people_work(teams, kind, shown.draft, name)
    after = request.POST.get("below", "")
    actions.write_question(
        form=shown, question=question, seen=drafting.revision(None), after=after, now=timezone.now()
    )
    return _saved(request, organisation, pk, name)


def add_question(request: HttpRequest, organisation: str, pk: int, kind: str) -> HttpResponse:
    """Write a new question; it goes below another one, `?below=`, or to the end of the form."""
    me, shown = _enter(request, organisation, pk)
    if kind not in question_types():
        raise Http404("no such type of question")
    below = request.GET.get("below", "")
    form = QuestionForm(
        request.POST or None, kind=question_types()[kind], draft=shown.draft, below=below
    )
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["label"]
        name = drafting.name_for(words or kind, queries.names_taken(shown))
        actions.write_question(
            form=shown,
            question=form.question(name),
            seen=drafting.revision(None),
            after=below,
            now=timezone.now(),
        )
        return _saved(request, organisation, pk, name)
    return _question_page(request, me, shown, form, None)


def question(request: HttpRequest, organisation: str, pk: int, name: str) -> HttpResponse:
    """Change one question. What was typed is kept even where it is not finished."""
    me, shown = _enter(request, organisation, pk)
    old = drafting.find(shown.draft, name)
    kind = question_types().get((old or {}).get("type") or request.POST.get("type", ""))
    if kind is None:
        raise Http404("no such question in this form")
    form = QuestionForm(request.POST or None, kind=kind, draft=shown.draft, old=old)
    if request.method == "POST" and form.is_valid():
        try:
            seen = request.POST.get("seen", "")
            actions.write_question(
                form=shown, question=form.question(name), seen=seen, now=timezone.now()
            )
        except actions.ChangedMeanwhile:
            form.add_error(None, _meanwhile(shown, name))
        else:
            return _saved(request, organisation, pk, name)
    elif request.method == "GET":
        form.show_faults(name)
    return _question_page(request, me, shown, form, name)


def _meanwhile(form: Form, name: str) -> str:
    form.refresh_from_db()
    there = drafting.find(form.draft, name)
    kept = "What you typed is still here: save again to"
    if there is None:
        return f"Somebody else removed this question while you wrote. {kept} put it back."
    words = drafting.label(there, drafting.language(form.draft))
    return (
        f"Somebody else changed this question while you wrote. It now reads “{words}”. "
        f"{kept} put it in place of theirs."
    )


def _question_page(
    request: HttpRequest, me: Membership, shown: Form, form: QuestionForm, name: str | None
) -> HttpResponse:
    old = drafting.find(shown.draft, name) if name else None
    context = {
        "me": me,
        "shown": shown,
        "form": form,
        "kind": kinds.about(form.kind),
        "old": old,
        "saved": "saved" in request.GET,
        "pictured": picturing.PICTURED.get(form.kind.name, ""),
        "any_picture": picturing.is_pictured(old or {}),
        "choices": choosing_pictures.listed(old, drafting.language(shown.draft)) if old else [],
        "seen": drafting.revision(old),
        "explained": _explained(me, old) if old else [],
        "glossary": library.glossary_page(me.organisation),
    }
    return render(request, "asks/build/question.html", context)


def _explained(me: Membership, question: dict[str, Any]) -> list[str]:
    """Return the hard words in a question that are explained under it."""
    if not question.get("glossary", True):
        return []
    words = f"{said(question.get('label'))}\n{said(question.get('hint'))}"
    return [term.name for term in used(library.glossary(me.organisation), words)]


def _saved(request: HttpRequest, organisation: str, pk: int, name: str) -> HttpResponse:
    request.session.pop(REMOVED, None)
    draft = access.form(request.user, organisation, pk).draft
    choice = request.POST.get("picture-of", "")
    if choosing_pictures.option_of(drafting.find(draft, name) or {}, choice):
        return redirect("asks:choice_picture", organisation, pk, name, choice)
    if faults.of_question(draft, name):
        answer = redirect("asks:change_question", organisation, pk, name)
        answer["Location"] += "?saved=1"
        return answer
    messages.success(request, "Saved.")
    return redirect("asks:form", organisation, pk)


def _move(
    request: HttpRequest, organisation: str, pk: int, name: str, by: str, act: Callable[..., Any]
) -> HttpResponse:
    """Move a question, and show the form again with the focus where it was, and what happened."""
    _, shown = _enter(request, organisation, pk)
    act(form=shown, name=name)
    answer = redirect("asks:form", organisation, pk)
    answer["Location"] += f"?{urlencode({'moved': name, 'by': by})}"
    return answer


@require_POST
def up(request: HttpRequest, organisation: str, pk: int, name: str) -> HttpResponse:
    return _move(request, organisation, pk, name, "up", partial(actions.move_question, by=-1))


@require_POST
def down(request: HttpRequest, organisation: str, pk: int, name: str) -> HttpResponse:
    return _move(request, organisation, pk, name, "down", partial(actions.move_question, by=1))


@require_POST
def move(request: HttpRequest, organisation: str, pk: int, name: str) -> HttpResponse:
    """Put a question at the place that was typed."""
    _enter(request, organisation, pk)
    typed = request.POST.get("place", "").strip()
    if not (typed.isdecimal() and 0 < len(typed) < 5):
        messages.error(request, "Enter the place as a number in figures, like 3.")
        return _back_to(organisation, pk, name)
    act = partial(actions.place_question, place=int(typed))
    return _move(request, organisation, pk, name, "place", act)


@require_POST
def copy(request: HttpRequest, organisation: str, pk: int, name: str) -> HttpResponse:
    """Put a copy of a question below it, and open the copy to be changed."""
    _, shown = _enter(request, organisation, pk)
    copied = actions.copy_question(form=shown, name=name)
    if copied == name:
        return _back_to(organisation, pk, name)
    messages.success(
        request, "This is the copy, below the question it came from. Change its words."
    )
    return redirect("asks:change_question", organisation, pk, copied)


def _back_to(organisation: str, pk: int, name: str) -> HttpResponse:
    answer = redirect("asks:form", organisation, pk)
    answer["Location"] += f"#question-{name}"
    return answer


@require_POST
def remove(request: HttpRequest, organisation: str, pk: int, name: str) -> HttpResponse:
    """Take a question out. It is kept in the session, so that Undo can put it back."""
    _, shown = _enter(request, organisation, pk)
    removed = actions.remove_question(form=shown, name=name, now=timezone.now())
    if removed is not None:
        question, place = removed
        request.session[REMOVED] = {"form": pk, "question": question, "place": place}
    return redirect("asks:form", organisation, pk)


@require_POST
def put_back(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Undo the last removal of this person in this form."""
    _, shown = _enter(request, organisation, pk)
    removed = request.session.get(REMOVED, {})
    if removed.get("form") != pk:
        messages.error(request, "There is nothing to put back.")
        return redirect("asks:form", organisation, pk)
    del request.session[REMOVED]
    question = removed["question"]
    actions.put_back_question(
        form=shown, question=question, place=removed["place"], now=timezone.now()
    )
    return _back_to(organisation, pk, question["name"])


@require_POST
def put_away(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Put a form away: it is not offered any more, and can be brought back."""
    _, shown = _enter(request, organisation, pk)
    actions.put_away(form=shown, now=timezone.now())
    messages.success(request, f"“{shown.title}” is put away. What is being asked goes on.")
    return redirect("asks:forms", organisation)


@require_POST
def bring_back(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Offer a form again that was put away."""
    _, shown = _enter(request, organisation, pk)
    actions.bring_back(form=shown)
    messages.success(request, "The form is back.")
    return redirect("asks:form", organisation, pk)


@require_POST
def publish(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Make a version that never changes, or say what keeps it from being one."""
    me, shown = _enter(request, organisation, pk)
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
