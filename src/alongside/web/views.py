"""The pages for when something went wrong. They say what happened and what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from . import rescue


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page a form was sent from is too old, or cookies are off. What was typed into it is
    shown, to be copied."""
    context = {"typed": rescue.typed(request, reason), "back": rescue.page_of(request)}
    response = render(request, "web/form_expired.html", context, status=403)
    add_never_cache_headers(response)
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/not_found.html", {}, status=404)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/not_allowed.html", {}, status=403)


def wrong_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/wrong_request.html", {}, status=400)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "web/broken.html", {}, status=500)
