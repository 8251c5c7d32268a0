"""The pages for when something went wrong. They say what happened and what to do next."""

import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from . import rescue
from .refusals import note, page_of

EXPIRED = "open too long"


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page a form was sent from is too old, or cookies are off. What was typed into it is
    shown, to be copied."""
    context = {"typed": rescue.typed(request, reason), "back": rescue.page_of(request)}
    response = page_of(request, EXPIRED, context) or render(
        request, "web/form_expired.html", context
    )
    response.status_code = 403
    add_never_cache_headers(response)
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/not_found.html", {}, status=404)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/not_allowed.html", {}, status=403)


TOO_MUCH: dict[type[Exception], tuple[str, int]] = {
    RequestDataTooBig: ("too long", 413),
    TooManyFieldsSent: ("too many answers", 413),
    TooManyFilesSent: ("too many files", 413),
}
"""What is too much to be read at once, and its status."""


def wrong_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    why, status = TOO_MUCH.get(type(exception), ("", 400))
    note(request, why or type(exception).__name__)
    context = {
        "why": why,
        "most_text": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20,
        "most_answers": settings.DATA_UPLOAD_MAX_NUMBER_FIELDS,
        "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
    }
    return render(request, "web/wrong_request.html", context, status=status)


def broken(request: HttpRequest) -> HttpResponse:
    if isinstance(sys.exception(), OperationalError):
        return busy(request)
    return render(request, "web/broken.html", {}, status=500)


def busy(request: HttpRequest) -> HttpResponse:
    """The database was held by others, or did not answer. What was typed stands in the page, to be
    sent again with one press; but for files, which a page cannot hold, and passwords."""
    note(request, "the database was busy")
    left_out = {"csrfmiddlewaretoken"} | {name for name in request.POST if "password" in name}
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in left_out
    ]
    context = {"typed": typed, "address": request.get_full_path(), "had_file": bool(request.FILES)}
    page = render(request, "web/busy.html", context, status=503)
    page["Retry-After"] = "5"
    page["Cache-Control"] = "no-store"
    return page
