"""The pages for when something went wrong. They say what happened and what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page a form was sent from is too old, or cookies are off."""
    return render(request, "web/form_expired.html", {}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/not_found.html", {}, status=404)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/not_allowed.html", {}, status=403)


def wrong_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/wrong_request.html", {}, status=400)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "web/broken.html", {}, status=500)
