"""What was refused, for the line that is logged: the kind, never what was sent."""

from django.forms import BaseForm
from django.http import HttpRequest

NOTED = "alongside.refusal"
"""Where a request says what kind of refusal its answer is."""


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
