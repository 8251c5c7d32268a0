"""One log line a request, with the route and never the address: addresses can carry tokens. And
the answer to what was too big to be read."""

import contextlib
import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.cache import patch_cache_control

from .bodies import REFUSED
from .refusals import note, noted

STATUS = {"too big": 413, "no length": 411}

log = logging.getLogger("alongside.requests")


class LogLine:
    """Write method, route, status, milliseconds and what kind of thing was refused; and an error
    with its traceback, once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        took = (time.perf_counter() - began) * 1000
        refused = f" refused: {kind}" if (kind := noted(request)) else ""
        line = "%s %s %d %.0f ms%s"
        log.info(line, request.method, _route(request), response.status_code, took, refused)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, (Http404, PermissionDenied, SuspiciousOperation)):
            return  # an answer, not an error: the line says its status
        if isinstance(exception, OperationalError):  # somebody is asked to press again
            says = str(exception).partition("\n")[0]
            log.warning(
                "the database did not take %s %s: %s", request.method, _route(request), says
            )
            return
        log.error("error in %s %s", request.method, _route(request), exc_info=exception)


class Private:
    """Keep what somebody signed in has seen to themselves: no cache on the way stores it, a
    browser asks again before it shows it, and forgets it when they sign out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.session.accessed and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        match = request.resolver_match
        if match and match.view_name == "account_logout" and request.method == "POST":
            response["Clear-Site-Data"] = '"cache"'
        return response


class Untold:
    """Tell no page that is opened from here the address of this one, where that address lets in
    whoever has it. The name of the site goes along: without it a browser says of a form that it
    came from nowhere, and the form would be refused."""

    KEYS = frozenset({"token", "key", "secret"})
    """What the private part of an address is called in the URL table."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        parts = match.kwargs.keys() if match else set()
        if self.KEYS & parts and "organisation" not in parts:
            response.headers.setdefault("Referrer-Policy", "strict-origin")
        return response


class NotThisWay:
    """Show a page where somebody opens the address of a button, as a browser does after signing
    in or from its history. Django's own answer is empty."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or request.method != "GET":
            return response
        page = render(request, "web/not_this_way.html", {}, status=response.status_code)
        page["Allow"] = response["Allow"]
        return page


class NoZeroByte:
    """Have no page where a zero byte stands in the address: PostgreSQL would stop at it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404("no address has a zero byte")
        return self.get_response(request)


class Refused:
    """Say in words that a body was refused before it was read (`bodies`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        why = request.META.get("asgi.scope", {}).get(REFUSED)
        if not why:
            return self.get_response(request)
        note(request, why)
        with contextlib.suppress(Resolver404):
            request.resolver_match = resolve(request.path_info)
        context = {"why": why, "most": settings.MOST_OF_A_REQUEST // 2**20}
        answer = render(request, "web/too_big.html", context, status=STATUS[why])
        answer["Connection"] = "close"
        return answer


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    return f"/{match.route}" if match else "(no page)"
