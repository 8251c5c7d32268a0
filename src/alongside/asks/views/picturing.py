"""The picture or the symbol beside a choice, in the form builder."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.methods import symbols
from alongside.methods.questions import picturing
from alongside.methods.questions.messages import said
from alongside.people import access as people

from .. import access, actions, choosing_pictures, drafting


def choice_picture(
    request: HttpRequest, organisation: str, pk: int, name: str, choice: str
) -> HttpResponse:
    """Choose what stands beside one choice: a picture, a symbol, or nothing."""
    me = people.staff(request.user, organisation)
    shown = access.form(request.user, organisation, pk)
    question = drafting.find(shown.draft, name) or {}
    option = choosing_pictures.option_of(question, choice)
    if option is None:
        raise Http404("no such choice in this form")
    form = choosing_pictures.form_of(request, me, shown.draft, option)
    context = {
        "me": me,
        "here": "ask",
        "back": reverse("asks:change_question", args=[organisation, pk, name]),
        "form": form,
        "option": option,
        "label": said(option.get("label"), drafting.language(shown.draft)),
        "seen": drafting.revision(question),
        "looked": "find" in request.POST,
        "credit": symbols.CREDIT,
    }
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
            return redirect(f"{context['back']}#pictures")
    return render(request, "asks/build/choice_picture.html", context)
