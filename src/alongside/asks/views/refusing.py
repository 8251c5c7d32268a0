"""What somebody sent to a form was refused before it was read: said in the language they read."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from .. import access, respondent
from ..kept import Kept
from .visiting import Visit

TEMPLATES = {"too big": "too_big", "open too long": "open_too_long"}
"""The pages that say it, by what is refused."""
BUTTONS = ("keep", "later", "somebody_else")
"""Addresses that can only be sent to."""


def refused(request: HttpRequest, kind: str, context: dict[str, Any]) -> HttpResponse | None:
    """Return the page that says so; None where there is no such wave, or only programs see it."""
    code = request.resolver_match.kwargs["code"] if request.resolver_match else ""
    if kind not in TEMPLATES:
        return None
    try:
        wave = access.wave_by_code(code)
    except Http404:
        return None
    tongue = respondent.language(request, wave)
    visit = Visit(request, wave, None, Kept(), tongue, respondent.chosen(request, wave))
    return visit.render(TEMPLATES[kind], **context | {"back": _back(request), "languages": []})


def _back(request: HttpRequest) -> str:
    """Return the address of the page on which the form stood, or of one from which it goes on. (A
    browser does not say it: these pages send no referrer.)"""
    match = request.resolver_match
    if match is None or match.url_name in BUTTONS:
        return reverse("asks:begin", args=[match.kwargs["code"]]) if match else request.path
    if match.url_name == "arrange":
        return reverse("asks:question", kwargs=match.kwargs)
    return request.get_full_path()
