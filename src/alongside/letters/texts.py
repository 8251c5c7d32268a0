"""Hand one text to the gateway that ALONGSIDE_SMS names, and ask what became of it.

Two kinds of gateway: any that takes a number and words as a form or as JSON over HTTPS, and GOV.UK
Notify, which councils and the NHS use and which also says later whether a text arrived.
"""

import base64
import hashlib
import hmac
import http.client
import json
import socket
import ssl
import time
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from django.conf import settings
from django.utils import timezone

from alongside.methods import texting

from . import keys, post
from .models import Letter

TIMEOUT = 10.0
"""Seconds for which a gateway may say nothing."""

MOST_READ = 65_536
"""Bytes of an answer that are read."""

QUIET_FROM, QUIET_UNTIL = 20, 8
"""The hours, where we are, between which no text leaves: it would wake people."""

FOR_GOOD = {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}
"""What a gateway says of a number or words that it will never take."""

WRONG_KEY = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}

LOST = {
    "permanent-failure": "the number does not exist",
    "temporary-failure": "the phone could not be reached for three days",
    "technical-failure": "the gateway could not hand it on",
}
"""What GOV.UK Notify says of a text that did not arrive, in words."""


class NotTaken(OSError):
    """The gateway did not take a text, but may take it later."""


def configured() -> bool:
    """Return whether texts can leave. Without a gateway nothing offers any."""
    return bool(settings.LETTERS_SMS)


def quiet(now: datetime) -> bool:
    """Return whether it is a time at which nobody is sent a text."""
    hour = timezone.localtime(now).hour
    return hour >= QUIET_FROM or hour < QUIET_UNTIL


def words(letter: Letter) -> str:
    """Return what stands on the phone."""
    return f"{letter.text.strip()}{post.foot(letter)}"


def billed(text: str) -> int:
    """Return as how many texts these words are billed, with the way to stop them under them."""
    longest = Letter(pk=10**9, channel=Letter.Channel.TEXT, text=texting.plain(text), optional=True)
    return texting.segments(words(longest))


def hand_over(letter: Letter) -> str:
    """Return the gateway's word when it has accepted the text.

    Raises post.Refused where it will never take it, and OSError for anything worth another try,
    a wrong key included: whoever mends it should not have lost a text.
    """
    gateway = urlsplit(settings.LETTERS_SMS)
    if gateway.scheme == "notify":
        if letter.deliveries.exists() and set(_statuses(gateway, letter)) - set(LOST):
            return "accepted"  # it had taken the text, and its answer did not reach us
        said = {
            "phone_number": letter.to,
            "template_id": gateway.path.strip("/"),
            "personalisation": {"text": words(letter)},
            "reference": keys.key(letter.pk),
        }
        if sender := dict(parse_qsl(gateway.query)).get("sender"):
            said["sms_sender_id"] = sender
        status, answer = _notify(gateway, "/v2/notifications/sms", said)
        never = status == HTTPStatus.BAD_REQUEST and "phone_number" in _reason(answer)
    else:
        status, answer = _generic(gateway, letter)
        never = status in FOR_GOOD
    if 200 <= status < 300:
        return "accepted"
    reason = f"{status} {_reason(answer)}".strip()
    if never:
        raise post.Refused(reason)
    raise NotTaken("the gateway does not take the key" if status in WRONG_KEY else reason)


def became(letter: Letter) -> tuple[str, str]:
    """Return what the gateway knows of a text it took: "arrived", "lost" or "" for nothing yet, and
    why it is lost. A gateway that cannot be asked knows nothing. Raises OSError."""
    gateway = urlsplit(settings.LETTERS_SMS)
    if gateway.scheme != "notify":
        return "", ""
    found = _statuses(gateway, letter)
    if any(
        status in {"delivered", "sent"} for status in found
    ):  # "sent" is all other countries say
        return "arrived", ""
    if found and all(status in LOST for status in found):
        return "lost", f"{found[0]}: {LOST[found[0]]}"
    return "", ""


def _statuses(gateway: SplitResult, letter: Letter) -> list[str]:
    """Return what GOV.UK Notify says of each time it took this text."""
    asked = urlencode({"reference": keys.key(letter.pk), "template_type": "sms"})
    status, answer = _notify(gateway, f"/v2/notifications?{asked}")
    if status != HTTPStatus.OK:
        raise NotTaken("the gateway does not take the key" if status in WRONG_KEY else str(status))
    try:
        return [str(one["status"]) for one in json.loads(answer)["notifications"]]
    except (ValueError, TypeError, KeyError) as problem:
        raise NotTaken("the gateway gave no answer that we know") from problem


def can_be_asked() -> bool:
    """Return whether the gateway says later what became of a text."""
    return settings.LETTERS_SMS.startswith("notify:")


def problem(timeout: float = 5) -> str:
    """Return in a sentence why the gateway does not take texts from us; "" when it does, as far as
    can be known without sending one."""
    gateway = urlsplit(settings.LETTERS_SMS)
    where = f"the text gateway {gateway.hostname}"
    try:
        if gateway.scheme != "notify":
            _reach(gateway, timeout)
            return ""
        status, answer = _notify(gateway, f"/v2/template{gateway.path}", timeout=timeout)
    except ssl.SSLError as fault:
        return f"{where} has no certificate we can trust ({fault.reason})."
    except OSError as fault:
        if isinstance(fault, TimeoutError):
            return f"{where} did not answer within {timeout:g} seconds."
        return f"{where} cannot be reached: {fault.strerror or fault}."
    if status in WRONG_KEY:
        return f"{where} does not take the key in ALONGSIDE_SMS ({_reason(answer)})."
    if status == HTTPStatus.NOT_FOUND:
        return f"{where} has no template of the id in ALONGSIDE_SMS."
    if status != HTTPStatus.OK:
        return f"{where} answers with {status}."
    if b"((text))" not in answer:
        return f"the template in ALONGSIDE_SMS has no ((text)), where {where} puts what we write."
    return ""


def _generic(gateway: SplitResult, letter: Letter) -> tuple[int, bytes]:
    """Send to a gateway with what the part after # says: json or form, the names of the fields for
    the number (`to`) and the words (`text`), and what else goes along."""
    how, _, more = gateway.fragment.partition("&")
    fields = dict(parse_qsl(more))
    fields |= {fields.pop("to", "to"): letter.to, fields.pop("text", "text"): words(letter)}
    user, password = unquote(gateway.username or ""), unquote(gateway.password or "")
    if user and password:
        allowed = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
    else:
        allowed = f"Bearer {user or password}"
    if how == "form":
        body, kind = urlencode(fields).encode(), "application/x-www-form-urlencoded"
    else:
        body, kind = json.dumps(fields).encode(), "application/json"
    path = f"{gateway.path or '/'}{'?' if gateway.query else ''}{gateway.query}"
    headers = {
        "Authorization": allowed,
        "Content-Type": kind,
        "Accept": "application/json",
        "Idempotency-Key": keys.key(letter.pk),  # for those that know it: one text, tried again
    }
    return _ask(f"{gateway.scheme}://{_place(gateway)}{path}", gateway, headers, body, TIMEOUT)


def _notify(
    gateway: SplitResult, path: str, said: dict[str, Any] | None = None, timeout: float = TIMEOUT
) -> tuple[int, bytes]:
    """Ask GOV.UK Notify, or tell it something. It takes a token for half a minute by its clock."""
    found = settings.NOTIFY_KEY.search(unquote(gateway.username or ""))
    assert found is not None  # the settings say so
    token = _token(found[1], found[2], int(time.time()))
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    scheme = "http" if gateway.hostname in settings.LOOPBACK else "https"
    body = json.dumps(said).encode() if said else None
    return _ask(f"{scheme}://{_place(gateway)}{path}", gateway, headers, body, timeout)


def _token(service: str, secret: str, issued: int) -> str:
    """Return a JSON web token (RFC 7519) signed with HMAC-SHA256."""
    parts = ({"typ": "JWT", "alg": "HS256"}, {"iss": service, "iat": issued})
    said = ".".join(_base64(json.dumps(part).encode()) for part in parts)
    signed = hmac.new(secret.encode(), said.encode(), hashlib.sha256).digest()
    return f"{said}.{_base64(signed)}"


def _base64(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


class _NoOtherPlace(HTTPRedirectHandler):
    """Follow no redirection: the key and the number are for this gateway only."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _ask(
    url: str, gateway: SplitResult, headers: dict[str, str], body: bytes | None, timeout: float
) -> tuple[int, bytes]:
    """Return the status and the answer to a request. Raises OSError, whose words hold no key."""
    request = Request(url, body, headers)  # noqa: S310 (the settings let only http and https in)
    try:
        with _opener(gateway).open(request, timeout=timeout) as answer:
            return answer.status, _read(answer, timeout)
    except HTTPError as answer:
        with answer:
            return answer.code, _read(answer, timeout)
    except URLError as problem:
        raise problem.reason if isinstance(problem.reason, OSError) else NotTaken from problem
    except http.client.HTTPException as problem:
        raise NotTaken(f"the gateway did not speak HTTP: {type(problem).__name__}") from problem


def _opener(gateway: SplitResult) -> OpenerDirector:
    """A proxy that the machine is set to use is used, but not on the way to the machine itself."""
    direct = [ProxyHandler({})] if gateway.hostname in settings.LOOPBACK else []
    return build_opener(_NoOtherPlace, *direct)


def _read(answer: Any, timeout: float) -> bytes:
    """Return the answer, as far as it comes within the time: it was counted by its status."""
    found, until = b"", time.monotonic() + timeout
    try:
        while len(found) < MOST_READ and time.monotonic() < until:
            piece = answer.read1(MOST_READ - len(found))
            if not piece:
                break
            found += piece
    except (OSError, http.client.HTTPException):
        pass
    return found


def _reason(answer: bytes) -> str:
    """Return what a gateway says in words: the messages of GOV.UK Notify, or what there is."""
    text = answer.decode("utf-8", "replace").replace("\0", "")
    try:
        said = json.loads(text)
        errors = said.get("errors") if isinstance(said, dict) else None
        if isinstance(errors, list) and errors and isinstance(errors[0], dict):
            text = "; ".join(str(error.get("message", "")) for error in errors)
        else:
            text = json.dumps(said, ensure_ascii=False)  # without strokes written as \/
    except ValueError:
        pass
    return " ".join(text.split())[:300]


def _place(gateway: SplitResult) -> str:
    return gateway.netloc.rpartition("@")[2]


def _reach(gateway: SplitResult, timeout: float) -> None:
    """Open a connection and say nothing: whatever is asked of a gateway could send a text."""
    host = gateway.hostname or ""
    port = gateway.port or (443 if gateway.scheme == "https" else 80)
    with socket.create_connection((host, port), timeout=timeout) as line:
        if gateway.scheme == "https":
            with ssl.create_default_context().wrap_socket(line, server_hostname=host):
                pass
