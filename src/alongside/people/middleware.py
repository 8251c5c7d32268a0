"""Somebody who is not signed in and asks for a staff page signs in first, then goes on to it."""

from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from .access import SignInFirst


class SignIn:
    """Answers `SignInFirst` with the sign-in page: as a redirect, or as the header that tells a
    page updating itself in place to go there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, SignInFirst):
            return None
        back = request.get_full_path() if request.method == "GET" else _page_of_the_form(request)
        address = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}"
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": address})
        return HttpResponseRedirect(address)


def _page_of_the_form(request: HttpRequest) -> str:
    """Return the page somebody sent a form from, so that they can send it again: the address it
    went to is often no page."""
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return request.path
    parts = urlsplit(came_from)
    return urlunsplit(("", "", parts.path, parts.query, ""))
