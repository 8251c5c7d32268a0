"""What somebody typed into a form that was not taken: to be shown, so that they can copy it."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.middleware.csrf import REASON_BAD_ORIGIN, REASON_BAD_REFERER
from django.utils.http import url_has_allowed_host_and_scheme

SECRET = re.compile(r"pass|token|csrf|secret|key|code|otp|credential|login", re.IGNORECASE)
"""What is in the name of a field whose value nobody should see on a screen."""


def words_of(fields: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the words among posted fields: what has a space in it, or letters that no code has.
    Nothing at all of a form that asks for a password.

    >>> words_of({"csrfmiddlewaretoken": ["a b"], "choice": ["yes"], "say": ["More tea", ""]})
    ['More tea']
    >>> words_of({"password": ["open sesame"], "name": ["Ann Shah"]})
    []
    """
    if any("pass" in name.casefold() for name in fields):
        return []
    texts = [
        text.strip()
        for name, all_of in fields.items()
        if not SECRET.search(name)
        for text in all_of
    ]
    return [text for text in texts if not text.isascii() or len(text.split()) > 1]


def typed(request: HttpRequest, reason: str) -> list[str]:
    """Return the words of a form that was refused for `reason`; none where another site sent it,
    so that nobody can have their words shown here."""
    foreign = (REASON_BAD_ORIGIN, REASON_BAD_REFERER)
    if any(reason.startswith(why.split("%")[0]) for why in foreign):
        return []
    try:
        return words_of(dict(request.POST.lists()))
    except OSError:  # the browser went away before it had sent all of it
        return []


def page_of(request: HttpRequest) -> str:
    """Return the address of the page that a form stood on, on this site."""
    said = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(said, {request.get_host()}):
        return request.path
    parts = urlsplit(said)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"
