"""The pictures that anybody may see, beside Django in `asgi.py`: when a room comes to a slide, all
of it asks for the same one at once. Every other picture is left to `views.picture`."""

import asyncio
import time
from dataclasses import dataclass

from django.db import Error

from alongside.web import beside
from alongside.web.stream import Message, Receive, Send

from . import queries, showing, store

KNOWN_FOR = 2.0
"""Seconds for which a picture is known to be public, and its bytes are kept in memory."""

MOST_KNOWN = 50
"""How many are kept: 10 MB."""


@dataclass(frozen=True)
class _Shown:
    content: bytes
    headers: list[tuple[bytes, bytes]]
    tag: bytes


type _Reading = asyncio.Task[_Shown | None]

_known: dict[tuple[str, str], tuple[_Reading, float]] = {}


async def handle(scope: Message, _: Receive, send: Send) -> bool:
    """Answer a request for a picture that something public uses; return whether it is one."""
    code, size = _parts(scope["path"])
    asked = dict(scope["headers"])
    if not size or scope["method"] != "GET" or not beside.host(asked):
        return False
    try:
        found = await _found(code, size)
    except Error:
        return False
    if found is None:
        return False
    same = asked.get(b"if-none-match") == found.tag
    status, content = (304, b"") if same else (200, found.content)
    headers = found.headers + [(b"content-length", str(len(content)).encode())] * (not same)
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
    return True


def _parts(path: str) -> tuple[str, str]:
    """Return code and size of an address like "/picture/CODE/small/"; empty where it is none."""
    parts = path.split("/")[2:]
    if len(parts) == 2 and parts[1] == "":
        return parts[0], "large"
    if len(parts) == 3 and parts[1:] == ["small", ""]:
        return parts[0], "small"
    return "", ""


async def _found(code: str, size: str) -> _Shown | None:
    """Return a picture as it was a moment ago, read once for all who ask in that time."""
    now = time.monotonic()
    known = _known.get((code, size))
    if known is None or known[1] < now:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        reading = asyncio.create_task(beside.in_thread(_read, code, size))
        known = _known[code, size] = reading, now + KNOWN_FOR
    return await asyncio.shield(known[0])


def _read(code: str, size: str) -> _Shown | None:
    file = queries.by_code(code)
    content = store.read(code, size) if file and queries.public(file) else None
    if file is None or content is None:
        return None
    tag = showing.tag(file, size)
    headers = showing.headers(tag, public=True).items()
    encoded = [(name.lower().encode(), value.encode()) for name, value in headers]
    return _Shown(content, encoded, tag.encode())
