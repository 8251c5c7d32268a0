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
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.cache import patch_cache_control

from . import rescue
from .bodies import REFUSED, WORDS
from .mishaps import sent_in, told
from .refusals import note, noted, page_of

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
        says = told(exception, sent_in(request))
        log.error("error in %s %s\n%s", request.method, _route(request), says)


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
    """Tell nobody the address of a page where whoever has it, or a cookie of it, is somebody: no
    other site, and no page of ours either, whose address a server on the way may write down beside
    it (`Referer` stands in most access logs)."""

    KEYS = frozenset({"token", "key", "secret", "code"})
    """What the private part of an address is called in the URL table. A code is on a poster, but
    the cookies under it say who somebody is in a wave, a room or on a wall."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if self.is_private(request):
            response.headers["Referrer-Policy"] = "no-referrer"
        return response

    @classmethod
    def is_private(cls, request: HttpRequest) -> bool:
        """Return whether the address that was asked for is one to keep quiet about."""
        parts = request.resolver_match.kwargs.keys() if request.resolver_match else set()
        return bool(cls.KEYS & parts) and "organisation" not in parts


class FromHere(CsrfViewMiddleware):
    """Take forms from the pages that tell nobody their address (`Untold`): of a form that such a
    page sends, a browser says that it comes from nowhere. Every browser since 2023 says beside it
    whether that is this site, unless the site is on plain http. Where it does not say, the token in
    the form and the cookie that no other site can have sent (SameSite) have to do: on plain http,
    as they do for every page there, and for an address that whoever has it may use anyway."""

    @classmethod
    def sent(cls, request: HttpRequest) -> bool:
        """Return whether a form that nobody reads came from a page of this site."""
        origin = request.headers.get("Origin", "null")
        if origin == "null":
            return cls._is_from_here(request)
        return origin == f"{request.scheme}://{request.get_host()}"

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.META["HTTP_ORIGIN"] == "null":
            return self._is_from_here(request)
        return bool(super()._origin_verified(request))  # type: ignore[misc]

    def _check_referer(self, request: HttpRequest) -> None:
        if "Referer" in request.headers or not self._is_from_here(request):
            super()._check_referer(request)  # type: ignore[misc]

    @staticmethod
    def _is_from_here(request: HttpRequest) -> bool:
        site = request.headers.get("Sec-Fetch-Site")
        if site is None:
            return not request.is_secure() or Untold.is_private(request)
        return site == "same-origin"


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
        words = request.META["asgi.scope"].get(WORDS, {}) if FromHere.sent(request) else {}
        context = {
            "why": why,
            "most": settings.MOST_OF_A_REQUEST // 2**20,
            "typed": rescue.words_of(words),
            "back": rescue.page_of(request),
        }
        answer = page_of(request, why, context) or render(request, "web/too_big.html", context)
        answer.status_code = STATUS[why]
        answer["Connection"] = "close"
        return answer


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    return f"/{match.route}" if match else "(no page)"
