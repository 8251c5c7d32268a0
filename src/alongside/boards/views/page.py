"""What the pages of a board share: a page with one form that does something."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.people.models import Membership
from alongside.projects.views.doing import done

from ..models import Board


def act(
    request: HttpRequest,
    me: Membership,
    board: Board,
    form: Form,
    do: Callable[..., Any],
    *,
    heading: str,
    said: str,
    lead: str = "",
    button: str = "Save",
    to: tuple[Any, ...] = (),
) -> HttpResponse:
    """Show a form about a board, and do what it says once it is right; then go on to the address
    `to`, or to the page of the board."""
    if request.method == "POST" and done(form, do):
        messages.success(request, said)
        return redirect(*(to or ("boards:board", me.organisation.slug, board.pk)))
    context = {
        "me": me,
        "board": board,
        "form": form,
        "heading": heading,
        "lead": lead,
        "button": button,
        "back": to,
    }
    return render(request, "boards/form.html", context)
