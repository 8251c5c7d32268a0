"""The picture or the symbol beside a choice, in the form builder."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.files import access as files_access
from alongside.files import actions as files_actions
from alongside.files import queries as files
from alongside.methods import symbols
from alongside.methods.questions import picturing
from alongside.methods.questions.messages import said
from alongside.people import access as people
from alongside.people.models import Membership

from .. import access, actions, drafting
from ..forms.picturing import ChoicePictureForm
from ..models import Form


def choice_picture(
    request: HttpRequest, organisation: str, pk: int, name: str, choice: str
) -> HttpResponse:
    """Choose what stands beside one choice: a picture, a symbol, or nothing."""
    me = people.staff(request.user, organisation)
    shown = access.form(request.user, organisation, pk)
    question = drafting.find(shown.draft, name) or {}
    option = next((o for o in picturing.options(question) if o["name"] == choice), None)
    if option is None:
        raise Http404("no such choice in this form")
    form = _form(request, me, shown, option)
    if request.method == "POST" and "find" not in request.POST and form.is_valid():
        try:
            actions.write_question(
                form=shown,
                question=picturing.with_picture(question, choice, **form.kept()),
                seen=request.POST.get("seen", ""),
                now=timezone.now(),
            )
        except actions.ChangedMeanwhile:
            form.add_error(
                None,
                "Somebody else changed this question while you chose. What you chose is still "
                "here: save again to put it into the question as it is now.",
            )
        else:
            messages.success(request, "Saved.")
            answer = redirect("asks:change_question", organisation, pk, name)
            answer["Location"] += "#pictures"
            return answer
    context = {
        "me": me,
        "shown": shown,
        "question": question,
        "form": form,
        "option": option,
        "label": said(option.get("label"), drafting.language(shown.draft)),
        "seen": drafting.revision(question),
        "looked": "find" in request.POST,
        "credit": symbols.CREDIT,
    }
    return render(request, "asks/build/choice_picture.html", context)


def _form(
    request: HttpRequest, me: Membership, shown: Form, option: picturing.Option
) -> ChoicePictureForm:
    """Return the form. A new picture is kept at once, whatever else is wrong or is looked for: it
    stands in the list then, because no browser sends it twice."""
    given: dict[str, Any] = {
        "option": option,
        "draft": shown.draft,
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
    except actions.NotPossible as problem:
        form.add_error("new_picture", str(problem))
        return form
    posted = request.POST.copy()
    posted["picture"] = kept.code
    return ChoicePictureForm(posted, **given | {"pictures": files.pictures(me.organisation)})
