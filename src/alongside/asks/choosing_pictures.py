"""Choosing the picture or the symbol beside a choice: what the pages of a form and of an agenda
share."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from alongside.files import access as files_access
from alongside.files import actions as files_actions
from alongside.files import queries as files
from alongside.methods.questions import Question, picturing
from alongside.methods.questions.messages import said
from alongside.people.actions import NotPossible
from alongside.people.models import Membership

from . import drafting
from .forms.picturing import ChoicePictureForm


def option_of(question: Question, name: str) -> picturing.Option | None:
    """Return what is called so in a question, if it can have a picture."""
    return next((one for one in picturing.options(question) if one["name"] == name), None)


def listed(question: Question, code: str) -> list[dict[str, str]]:
    """Return what can have a picture in a question: its name, its words, and what it has."""
    beside = picturing.each_beside(question, code)
    return [
        {"name": one["name"], "label": said(one.get("label"), code), **beside[one["name"]]}
        for one in picturing.options(question)
    ]


def form_of(
    request: HttpRequest, me: Membership, draft: drafting.Draft, option: picturing.Option
) -> ChoicePictureForm:
    """Return the form. A new picture is kept at once, whatever else is wrong or is looked for: it
    stands in the list then, because no browser sends it twice."""
    given: dict[str, Any] = {
        "option": option,
        "draft": draft,
        "pictures": files.pictures(me.organisation),
        "may_add": files_access.may_keep(me),
    }
    form = ChoicePictureForm(request.POST or None, request.FILES or None, **given)
    new = form.sent_picture() if form.is_bound else None
    if new is None:
        return form
    picture, name, text = new
    now = timezone.now()
    try:
        kept = files_actions.add(
            organisation=me.organisation, picture=picture, name=name, text=text, by=me, now=now
        )
    except NotPossible as problem:
        form.add_error("new_picture", str(problem))
        return form
    posted = request.POST.copy()
    posted["picture"] = kept.code
    return ChoicePictureForm(posted, **given | {"pictures": files.pictures(me.organisation)})
