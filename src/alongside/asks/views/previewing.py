"""What a respondent will see, tried out; and published versions, to be read. Nothing is kept."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.methods.questions import (
    Posted,
    Problem,
    is_answered,
    question_types,
    read_all,
    read_one,
    type_of,
)
from alongside.methods.questions.messages import said
from alongside.people import access as people
from alongside.people.models import Membership
from alongside.web.languages import language

from .. import access, drafting, faults, kinds, pages, rules, starters
from ..budget import budget
from ..models import Form
from ..queries import writing


def _showable(draft: drafting.Draft) -> dict[str, Any]:
    return drafting.with_questions(draft, faults.finished(draft))


def _posted(request: HttpRequest, draft: drafting.Draft) -> tuple[Posted | None, bool]:
    """Return what was posted, and whether it was by a button inside a question: then it is what the
    page holds once the button has done what it says, and no answer yet."""
    if request.method != "POST":
        return None, False
    posted: Posted = dict(request.POST.lists())
    for question in drafting.questions(draft):
        if (arranged := type_of(question).arranged(question, posted)) is not None:
            return arranged, True
    return posted, False


def _language(request: HttpRequest, draft: drafting.Draft) -> dict[str, Any]:
    """Return what a page needs to be in the language that was asked for with `?language=`: one of
    the form's, or the first."""
    codes = drafting.languages(draft)
    asked = request.GET.get("language", "")
    code = asked if asked in codes else codes[0]
    return {
        "language": code,
        "direction": language(code).direction,
        "languages": [language(one) for one in codes] if len(codes) > 1 else [],
        "here": request.path,
        "unwritten": faults.unwritten(draft, code),
        "in_language": f"?language={code}" if code != codes[0] else "",
    }


def preview(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """The form as people see it, all on one page. Sending it shows what would be put right."""
    me = people.staff(request.user, organisation)
    form = access.form(request.user, organisation, pk)
    draft = _showable(form.draft)
    posted, arranged = _posted(request, draft)
    problems: tuple[Problem, ...] = ()
    if posted is not None and not arranged:
        problems = read_all(
            draft,
            posted,
            language=_language(request, draft)["language"],
            today=timezone.localdate(),
        ).problems
    tried = posted is not None and not arranged
    return _everything(request, me, draft, posted, problems, form, tried=tried)


def preview_starter(request: HttpRequest, organisation: str) -> HttpResponse:
    """A starter as people would see it, before it is taken: `?name=before_now`."""
    me = people.staff(request.user, organisation)
    starter = request.GET.get("name", "")
    if starter not in starters.names():
        raise Http404("no such starter")
    draft = starters.starter(starter)
    return _everything(request, me, draft, starter=starter)


def _everything(
    request: HttpRequest,
    me: Membership,
    draft: drafting.Draft,
    posted: Posted | None = None,
    problems: tuple[Problem, ...] = (),
    form: Form | None = None,
    starter: str = "",
    tried: bool = False,
) -> HttpResponse:
    tongue, asked_if = _language(request, draft), rules.in_words(draft)
    code = tongue["language"]
    context = {
        **tongue,
        "me": me,
        "form": form,
        "starter": starter,
        "title": said(draft.get("title"), code) or (form.title if form else ""),
        "intro": said(draft.get("intro"), code),
        "budget": budget(draft),
        "shown": [
            (
                pages.shown(
                    pages.worded(draft, q, {}, code),
                    {},
                    code,
                    posted=posted,
                    problems=problems,
                    heading=False,
                ),
                asked_if.get(q.get("relevant", "").strip(), ""),
                section,
                rules.led_on(draft, q),
            )
            for q, section in zip(
                drafting.questions(draft),
                pages.beginning(draft, drafting.names(draft), code),
                strict=True,
            )
        ],
        "first": next(iter(drafting.names(draft)), None),
        "left_out": len(drafting.questions(form.draft)) - len(draft["questions"]) if form else 0,
        "problems": problems,
        "fits": tried and not problems,
    }
    return render(request, "asks/build/preview.html", context)


def preview_question(request: HttpRequest, organisation: str, pk: int, name: str) -> HttpResponse:
    """One question on a page of its own, as people see it. Continue checks, and keeps nothing."""
    me = people.staff(request.user, organisation)
    form = access.form(request.user, organisation, pk)
    draft = _showable(form.draft)
    posted, arranged = _posted(request, draft)
    names, tongue = drafting.names(draft), _language(request, draft)
    code = tongue["language"]
    question = drafting.find(draft, name)
    if question is None:
        raise Http404("no such question that can be shown")
    at = names.index(name)
    problems: tuple[Problem, ...] = ()
    if posted is not None and not arranged:
        problems = read_one(
            draft, name, posted, {}, language=code, today=timezone.localdate()
        ).problems
        if not problems:
            following = names[at + 1 : at + 2]
            page = "preview_question" if following else "preview"
            answer = redirect(f"asks:{page}", organisation, pk, *following)
            answer["Location"] += tongue["in_language"]
            return answer
    context = {
        **tongue,
        "me": me,
        "form": form,
        "q": pages.shown(
            pages.worded(draft, question, {}, code), {}, code, posted=posted, problems=problems
        ),
        "asked_if": rules.in_words(draft).get(question.get("relevant", "").strip(), ""),
        "leads_on": rules.led_on(draft, question),
        "problems": problems,
        "place": pages.place(draft, name),
        "section": pages.section(draft, name, code),
        "back": names[at - 1] if at else None,
    }
    return render(request, "asks/build/preview_question.html", context)


def version(request: HttpRequest, organisation: str, pk: int, number: int) -> HttpResponse:
    """One published version, to be read."""
    me = people.staff(request.user, organisation)
    form = access.form(request.user, organisation, pk)
    shown = access.version(form, number)
    code = drafting.language(shown.definition)
    asked_if = rules.in_words(shown.definition)
    rows = [
        {
            "question": question,
            "asked_if": asked_if.get(question.get("relevant", "").strip(), ""),
            "leads_on": rules.led_on(shown.definition, question),
            "label": drafting.label(question, code),
            "section": said(question.get("section"), code),
            "hint": said(question.get("hint"), code),
            "kind": kinds.title(question),
            "answered": is_answered(question),
            "reads": list(question_types()[question["type"]].reads(question, code)),
        }
        for question in drafting.questions(shown.definition)
    ]
    context = {
        "me": me,
        "form": form,
        "version": shown,
        "rows": rows,
        "newest": shown == writing.latest(form),
        "title": said(shown.definition["title"], code),
        "intro": said(shown.definition.get("intro"), code),
        "budget": budget(shown.definition),
    }
    return render(request, "asks/build/version.html", context)


def export(
    request: HttpRequest, organisation: str, pk: int, number: int | None = None
) -> HttpResponse:
    """The form as JSON in the shape of XLSForm: the draft, or a published version."""
    form = access.form(request.user, organisation, pk)
    definition = access.version(form, number).definition if number else form.draft
    name = f"form-{pk}-version-{number}.json" if number else "form.json"
    answer = JsonResponse(definition, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
