"""The questions of a form: added, written, moved and removed. Each act is a plain post."""

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
from alongside.methods.questions import picturing, question_types
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
    ready,
)
from ..forms import QuestionForm
from ..models import Form
from ..queries import writing

REMOVED = "asks_removed_question"
"""Where the session holds the question that was removed last."""


def enter(request: HttpRequest, organisation: str, pk: int) -> tuple[Membership, Form]:
    """Return who writes a form, and the form."""
    return people.staff(request.user, organisation), access.form(request.user, organisation, pk)


def add(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Choose what kind of question to add, by what it is for."""
    me, shown = enter(request, organisation, pk)
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
    me, shown = enter(request, organisation, pk)
    teams = list(me.organisation.teams.all())
    kind = next((kind for kind in ready.offered(teams) if kind == request.POST.get("kind")), None)
    if kind is None:
        raise Http404("no such list of teams")
    name = drafting.name_for(kind, writing.names_taken(shown))
    question = ready.where_people_work(teams, kind, shown.draft, name)
    after = request.POST.get("below", "")
    actions.write_question(
        form=shown, question=question, seen=drafting.revision(None), after=after, now=timezone.now()
    )
    return _saved(request, organisation, pk, name)


def add_question(request: HttpRequest, organisation: str, pk: int, kind: str) -> HttpResponse:
    """Write a new question; it goes below another one, `?below=`, or to the end of the form."""
    me, shown = enter(request, organisation, pk)
    if kind not in question_types():
        raise Http404("no such type of question")
    below = request.GET.get("below", "")
    form = QuestionForm(
        request.POST or None, kind=question_types()[kind], draft=shown.draft, below=below
    )
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["label"]
        name = drafting.name_for(words or kind, writing.names_taken(shown))
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
    me, shown = enter(request, organisation, pk)
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
    _, shown = enter(request, organisation, pk)
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
    enter(request, organisation, pk)
    typed = request.POST.get("place", "").strip()
    if not (typed.isdecimal() and 0 < len(typed) < 5):
        messages.error(request, "Enter the place as a number in figures, like 3.")
        return _back_to(organisation, pk, name)
    act = partial(actions.place_question, place=int(typed))
    return _move(request, organisation, pk, name, "place", act)


@require_POST
def copy(request: HttpRequest, organisation: str, pk: int, name: str) -> HttpResponse:
    """Put a copy of a question below it, and open the copy to be changed."""
    _, shown = enter(request, organisation, pk)
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
    _, shown = enter(request, organisation, pk)
    removed = actions.remove_question(form=shown, name=name, now=timezone.now())
    if removed is not None:
        question, place = removed
        request.session[REMOVED] = {"form": pk, "question": question, "place": place}
    return redirect("asks:form", organisation, pk)


@require_POST
def put_back(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Undo the last removal of this person in this form."""
    _, shown = enter(request, organisation, pk)
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
