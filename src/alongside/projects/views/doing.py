"""What the pages of a project share: a form that does something, and a page for it."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.people.actions import NotPossible
from alongside.people.models import Membership

from ..models import Project


def done(form: Form, act: Callable[..., Any], **more: Any) -> bool:
    """Do what a form says, and return whether it is done; why not stands on the form then."""
    if not form.is_valid():
        return False
    try:
        act(**form.cleaned_data, **more)
    except NotPossible as problem:
        form.add_error(None, str(problem))
        return False
    return True


def form_page(
    request: HttpRequest, me: Membership, project: Project, form: Form, **more: Any
) -> HttpResponse:
    """Return a page of a project with one form. `more`: `here`, the word of the page in the
    navigation; `heading`, `lead`, `button`; `back` and `back_words`, where the link back leads."""
    context = {"me": me, "project": project, "form": form, "may_run": True} | more
    return render(request, "projects/form.html", context)


def confirm_page(
    request: HttpRequest, me: Membership, project: Project, *, problem: str = "", **more: Any
) -> HttpResponse:
    """Return a page that asks before something happens; `more` is as for a form, with `words`."""
    context = {"me": me, "project": project, "problem": problem, "may_run": True} | more
    return render(request, "projects/confirm.html", context)
