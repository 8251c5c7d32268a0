"""Who is answering, as far as their browser says: a cookie of this wave's own addresses.

It is signed, so that nobody can answer as somebody else. The session is never touched.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation.trans_real import parse_accept_lang_header

from . import queries
from .models import Invitation, Wave

DAYS = 60
RECEIPTS = "receipts"
TOLD_BACK = "told-back"
"""The cookie with what somebody has just chosen, and the tag of the questions it is kept for."""
PRINT = "large-print"
"""The cookie that says that this device wants large print on pages that ask something. It says
nothing else, and is the same for everybody who wants it."""
_SALT = "alongside.asks.respondent"


@dataclass(frozen=True)
class Respondent:
    """`client` marks this person's draft and answer; `invitation` is the id of the one they
    followed, if any. In an anonymous wave the two meet nowhere but in their own browser."""

    client: str
    invitation: int | None = None


def known(request: HttpRequest, wave: Wave) -> Respondent | None:
    """Return who this browser is in this wave, or None for somebody new."""
    client, invitation, _ = _said(request, wave)
    return Respondent(client, invitation) if client else None


def chosen(request: HttpRequest, wave: Wave) -> str:
    """Return the language somebody chose, on this page or on one before; empty where they chose
    none that the form has."""
    said = request.GET.get("language") or _said(request, wave).language
    return said if said in wave.version.definition["languages"] else ""


def language(request: HttpRequest, wave: Wave) -> str:
    """Return the language of a page: the one that was chosen; else, of those that the form has,
    the one the browser likes best; else the first."""
    offered = wave.version.definition["languages"]
    if found := chosen(request, wave):
        return found
    by_tag = {code.lower(): code for code in reversed(offered)}
    by_main = {code.lower().partition("-")[0]: code for code in reversed(offered)}
    for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if found := by_tag.get(code) or by_main.get(code.partition("-")[0], ""):
            return found
    return offered[0]


def wants_large_print(request: HttpRequest) -> bool:
    """Return whether this device wants large print: as was just chosen, or before."""
    chosen = request.GET.get("print", "")
    if chosen in {"large", "usual"}:
        return chosen == "large"
    return request.COOKIES.get(PRINT) == "1"


def remember_print(response: HttpResponse, large: bool) -> HttpResponse:
    """Have the browser say how large it wants pages that ask something, in whichever wave."""
    if large:
        response.set_cookie(
            PRINT,
            "1",
            max_age=DAYS * 86_400,
            path="/a/",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(PRINT, path="/a/", samesite="Lax")
    return response


class _Said(NamedTuple):
    """What the cookie of a wave says; blank where there is none, or somebody made it up."""

    client: str = ""
    invitation: int | None = None
    language: str = ""


def _said(request: HttpRequest, wave: Wave) -> _Said:
    try:
        said_in, *said = signing.loads(request.COOKIES.get(_name(wave), ""), salt=_SALT)
    except signing.BadSignature:
        return _Said()
    return _Said(*said) if said_in == wave.pk else _Said()


def new(wave: Wave, invitation: Invitation | None = None) -> Respondent:
    """Return a respondent. Where answers carry a name the client is the member, so that the same
    person goes on where they stopped on any device; else it is drawn at random."""
    if invitation is None or wave.anonymous:
        return Respondent(uuid.uuid4().hex, invitation.pk if invitation else None)
    return Respondent(queries.client_of(invitation.member), invitation.pk)


def drawn_from(who: Respondent) -> str:
    """Return what the order of shuffled choices follows from: the same on every page of a person,
    and kept nowhere."""
    return salted_hmac(_SALT, who.client, algorithm="sha256").hexdigest()


def remember(
    response: HttpResponse, wave: Wave, who: Respondent | None, language: str = ""
) -> HttpResponse:
    """Have the browser say who it is on this wave's pages, and nowhere else; and the language that
    was chosen, which somebody may do who is nobody yet."""
    client, invitation = (who.client, who.invitation) if who else ("", None)
    value = signing.dumps([wave.pk, client, invitation, language], salt=_SALT)
    response.set_cookie(
        _name(wave),
        value,
        max_age=DAYS * 86_400,
        path=f"/a/{wave.code}/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def invited(request: HttpRequest, wave: Wave, invitation: Invitation) -> Respondent:
    """Return who followed a private link: the one this browser is already, where that is the same
    person, so that an anonymous answer goes on where it stopped."""
    who = known(request, wave)
    return who if who and who.invitation == invitation.pk else new(wave, invitation)


def forget(response: HttpResponse, wave: Wave) -> HttpResponse:
    """Let the next person on this device begin anew."""
    response.delete_cookie(_name(wave), path=f"/a/{wave.code}/", samesite="Lax")
    response.delete_cookie(RECEIPTS, path=_thanks(wave), samesite="Lax")
    response.delete_cookie(TOLD_BACK, path=f"/a/{wave.code}/", samesite="Lax")
    return response


def hand_over(response: HttpResponse, wave: Wave, receipts: dict[str, str]) -> HttpResponse:
    """Have the browser bring receipts to the page of thanks, and nowhere else: it shows them for a
    quarter of an hour, and we keep none."""
    if receipts:
        response.set_cookie(
            RECEIPTS,
            signing.dumps(receipts, salt=_SALT),
            max_age=15 * 60,
            path=_thanks(wave),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def receipts(request: HttpRequest) -> dict[str, str]:
    """Return the receipts that the browser brought, by field."""
    try:
        found: dict[str, str] = signing.loads(request.COOKIES.get(RECEIPTS, ""), salt=_SALT)
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}


def hand_back(response: HttpResponse, wave: Wave, answers: Mapping[str, Any]) -> HttpResponse:
    """Have the browser keep, for a quarter of an hour and on this wave's pages alone, what somebody
    chose in questions with the tag `told_back`, so that a page can say what is right. We keep none
    of it."""
    asked = wave.version.definition["questions"]
    names = [q["name"] for q in asked if "told_back" in q.get("tags", [])]
    chosen = {name: answers[name]["choice"] for name in names if "choice" in answers.get(name, {})}
    if chosen:
        response.set_cookie(
            TOLD_BACK,
            signing.dumps([wave.pk, chosen], salt=_SALT),
            max_age=15 * 60,
            path=f"/a/{wave.code}/",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def told_back(request: HttpRequest, wave: Wave) -> dict[str, str]:
    """Return what the browser says its person has just chosen in this wave, by question."""
    try:
        said_in, chosen = signing.loads(
            request.COOKIES.get(TOLD_BACK, ""), salt=_SALT, max_age=15 * 60
        )
    except signing.BadSignature:
        return {}
    return dict(chosen) if said_in == wave.pk else {}


def _thanks(wave: Wave) -> str:
    return reverse("asks:thanks", args=[wave.code])


def _name(wave: Wave) -> str:
    return f"answering-{wave.code}"
