"""The live addresses of a room, beside Django in `asgi.py`. They check host, origin and signature
themselves.

- GET /room/CODE/stream/, /screen/SECRET/stream/: server-sent events.
- GET /room/CODE/state/?after=N, …: the same as one JSON object, kept waiting until there is
  something after N, for browsers behind something that breaks streams.
- POST /room/CODE/answer/ from our script: an answer, acknowledged once it is in the database.
"""

import asyncio
import json
import time
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from alongside.methods.questions import type_of
from alongside.web.stream import Message, Receive, Send, hub

from . import intake, queries, seating
from .intake import AWAY, CLOSED, Given, Intake, packed
from .pace import Pace
from .telling import PEOPLE, SCREEN, Told, in_thread, refresh, rooms

LONGEST = 64 * 1024
"""Bytes of an answer."""

WAIT = 25.0
"""Seconds for which a question for news waits."""

KNOWN_FOR = 2.0
"""Seconds for which a code is known to lead to a room."""

WORDS = {
    intake.TAKEN: "Your answer is in. You can change it until the results are shown.",
    CLOSED: "No more answers are taken for this question.",
    AWAY: "Your answer could not be kept just now. We try again.",
    "slow": "That was quick. Wait a moment and send it again.",
    "stranger": "Come into the room again: we do not know this browser.",
}
STATUS = {intake.TAKEN: 200, CLOSED: 409, AWAY: 503, "slow": 429, "stranger": 403}

votes = Intake()
pace = Pace(most=20, every=1.0)
_codes: dict[tuple[str, str], tuple[asyncio.Future[int | None], float]] = {}


def start() -> None:
    """Begin to take votes on the running loop."""
    hub.refreshes("room", refresh)
    votes.start()


def stop() -> None:
    votes.stop()


async def handle(scope: Message, receive: Receive, send: Send) -> bool:
    """Answer a request for a live address of a room; return whether it is one."""
    kind, code, what = _parts(scope["path"])
    if what not in {"stream", "state", "answer"}:
        return False
    headers = dict(scope["headers"])
    if what == "answer":
        if scope["method"] != "POST" or b"application/json" not in headers.get(b"accept", b""):
            return False
        await _answer(code, headers, receive, send)
        return True
    if scope["method"] != "GET" or not _host(headers):
        return False
    room = await _room(kind, code)
    if room is None:
        return False
    name = f"room:{room}:{PEOPLE if kind == 'room' else SCREEN}"
    if not hub.channel(name).newest():
        hub.changed(f"room:{room}")
    if what == "stream":
        await hub.listen(name, 0, receive, send)
    else:
        await _state(name, scope, headers, send)
    return True


def _parts(path: str) -> tuple[str, str, str]:
    """Return the parts of an address like "/room/CODE/stream/": empty where it is no such thing."""
    parts = path.strip("/").split("/")
    if len(parts) != 3 or parts[0] not in {"room", "screen"} or not path.endswith("/"):
        return "", "", ""
    return parts[0], parts[1], parts[2]


async def _room(kind: str, code: str) -> int | None:
    """Return the key of the room, as the database said a moment ago. It is asked once for all who
    come in the same moment."""
    now = time.monotonic()
    asked, until = _codes.get((kind, code), (None, 0.0))
    if asked is None or until < now:
        asked = asyncio.ensure_future(_find(kind, code))
        if len(_codes) > 1_000:
            _codes.clear()
        _codes[kind, code] = asked, now + KNOWN_FOR
    return await asyncio.shield(asked)


async def _find(kind: str, code: str) -> int | None:
    find = queries.newest_room if kind == "room" else queries.room_of_screen
    room = await in_thread(find, code)
    return room.pk if room else None


async def _state(name: str, scope: Message, headers: dict[bytes, bytes], send: Send) -> None:
    after = parse_qs(scope["query_string"].decode("latin-1")).get("after", ["0"])[0]
    heard = int(after) if after.isdecimal() and len(after) < 12 else 0
    channel = hub.channel(name)
    until = time.monotonic() + WAIT
    while channel.number <= heard and time.monotonic() < until:
        await asyncio.sleep(0.5)
        channel = hub.channel(name)
    tag = f'"{channel.number}"'.encode()
    if headers.get(b"if-none-match") == tag:
        await _send(send, 304, b"", [(b"etag", tag)])
        return
    body = json.dumps({"number": channel.number, "told": channel.newest()}).encode()
    await _send(send, 200, body, [(b"etag", tag)])


async def _answer(code: str, headers: dict[bytes, bytes], receive: Receive, send: Send) -> None:
    body = await _body(receive)
    if body is None or not _host(headers) or not _from_here(headers):
        await _say(send, "stranger")
        return
    cookies = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1"))
    found = seating.read({key: one.value for key, one in cookies.items()}, code)
    if found is None:
        await _say(send, "stranger")
        return
    room, seat = found
    if not pace.allows(seat, time.monotonic()):
        await _say(send, "slow")
        return
    posted = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=500)
    asking, turn = _number(posted, "asking"), _number(posted, "turn")
    told = rooms.get(room) or Told()
    question = told.questions.get(asking)
    if question is None:
        hub.changed(f"room:{room}")
        told = rooms.get(room) or await _told(room)
        question = told.questions.get(asking)
    if question is None:
        await _say(send, CLOSED)
        return
    reading = type_of(question).read(question, posted)
    if reading.answer is None:
        words = [problem.text for problem in reading.problems]
        await _send(send, 422, json.dumps({"problems": words}).encode())
        return
    given = Given(asking, seat, turn, packed(dict(reading.answer)))
    outcome = await votes.take(given)
    await _say(send, outcome)
    if outcome == intake.TAKEN:
        hub.changed(f"room:{room}")


async def _told(room: int) -> Told:
    await refresh(f"room:{room}")
    return rooms.get(room) or Told()


def _number(posted: dict[str, list[str]], name: str) -> int:
    typed = posted.get(name, [""])[0]
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 18 else 0


async def _body(receive: Receive) -> bytes | None:
    """Return what was posted, or None when it is too long."""
    parts, length = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        length += len(parts[-1])
        if length > LONGEST:
            return None
        if not message.get("more_body"):
            return b"".join(parts)


def _host(headers: dict[bytes, bytes]) -> str:
    """Return the host that was asked for, if it is one of ours."""
    host = headers.get(b"host", b"").decode("latin-1")
    domain, _ = split_domain_port(host)
    return host if domain and validate_host(domain, settings.ALLOWED_HOSTS) else ""


def _from_here(headers: dict[bytes, bytes]) -> bool:
    """Return whether a page of ours posted this."""
    origin = headers.get(b"origin", b"").decode("latin-1")
    return bool(origin) and (
        origin in settings.CSRF_TRUSTED_ORIGINS or urlsplit(origin).netloc == _host(headers)
    )


async def _say(send: Send, outcome: str) -> None:
    await _send(send, STATUS[outcome], json.dumps({"says": WORDS[outcome]}).encode())


async def _send(send: Send, status: int, body: bytes, more: list[Any] | None = None) -> None:
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        *(more or []),
    ]
    if status == STATUS[AWAY]:
        headers.append((b"retry-after", b"2"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
