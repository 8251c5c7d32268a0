"""What was refused, for the line that is logged: the kind, never what was sent. And where a page of
its own says it."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

type Page = Callable[[HttpRequest, str, dict[str, Any]], HttpResponse | None]

NOTED = "alongside.refusal"
"""Where a request says what kind of refusal its answer is."""

PAGE = "refusal_page"
"""Where a view says which page tells its people of a refusal."""


def told_by[View](page: Page) -> Callable[[View], View]:
    """Let `page` tell people, in place of ours, that what they sent to a view was refused before
    the view saw it. It is given the kind and what ours would say, and may leave it to ours."""

    def mark(view: View) -> View:
        setattr(view, PAGE, page)
        return view

    return mark


def page_of(request: HttpRequest, kind: str, context: dict[str, Any]) -> HttpResponse | None:
    """Return the page on which the view that was asked for tells of a refusal; None for ours."""
    match = request.resolver_match
    page: Page | None = getattr(match.func, PAGE, None) if match else None
    return page(request, kind, context) if page else None


def note(request: HttpRequest, kind: str) -> None:
    """Note that what was asked or sent is refused, as a kind in a few words of ours."""
    request.META[NOTED] = kind


def noted(request: HttpRequest) -> str:
    """Return the kind of refusal noted; "" for none."""
    return str(request.META.get(NOTED, ""))


def kinds_of(form: BaseForm) -> str:
    """Return which fields of a form have a problem, each with the code of it where it has one."""
    return ", ".join(
        f"{'the form' if name == '__all__' else name} {problem.code or 'not accepted'}"
        for name, problems in form.errors.as_data().items()
        for problem in problems
    )
