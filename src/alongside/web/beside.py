"""What handlers beside Django in `asgi.py` check and send themselves: host, origin, body."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_plus

from django.conf import settings
from django.db import Error, connection
from django.http.cookie import parse_cookie
from django.http.request import split_domain_port, validate_host

from .database import AWAY
from .stream import Message, Receive, Send, Write

LONGEST = 64 * 1024
"""Bytes of what is posted to a handler."""

TOO_MUCH = "That is too long to be taken. Make it shorter."

WRITE = "alongside.write"
"""Under this our server says, among the extensions of ASGI, how to write a piece of a stream."""

RETRY = 503
"""The status of what could not be kept just now: it is sent again."""

_readers = ThreadPoolExecutor(4, thread_name_prefix="readers")
"""Threads that read the database for the event loop."""


def writes(scope: Message) -> Write | None:
    """Return how the server that this came by writes a piece of a stream, if it says. What says so
    is taken out: of ten thousand streams it would be 3 MB."""
    write: Write | None = scope.pop("extensions", {}).get(WRITE)
    return write


def host(headers: dict[bytes, bytes]) -> str:
    """Return the host that was asked for, if it is one of ours."""
    return _ours(headers.get(b"host", b""), tuple(settings.ALLOWED_HOSTS))


@lru_cache(256)
def _ours(asked: bytes, allowed: tuple[str, ...]) -> str:
    here = asked.decode("latin-1")
    domain, _ = split_domain_port(here)
    return here if domain and validate_host(domain, allowed) else ""


def from_here(headers: dict[bytes, bytes]) -> bool:
    """Return whether a page of ours posted this, to a host of ours. A page that tells nobody its
    address may be said to be nowhere; then the browser has to say that it is on this site."""
    here, origin = host(headers), headers.get(b"origin", b"")
    if origin == b"null":
        return bool(here) and headers.get(b"sec-fetch-site") == b"same-origin"
    return bool(here) and _same(here, origin, tuple(settings.CSRF_TRUSTED_ORIGINS))


@lru_cache(256)
def _same(here: str, origin: bytes, trusted: tuple[str, ...]) -> bool:
    """Return whether this is the origin of our pages, or one that is trusted like it."""
    there = origin.decode("latin-1")
    return bool(there) and (there.partition("://")[2] == here or there in trusted)


def cookies(header: bytes) -> dict[str, str]:
    """Return the cookies that were sent in this header."""
    return parse_cookie(header.decode("latin-1"))


async def posted(receive: Receive, most: int) -> dict[str, list[str]] | None:
    """Return the fields of a form that was posted, or None when they are too long or more than so
    many."""
    sent = await body(receive)
    return None if sent is None else fields(sent, most)


def fields(sent: bytes, most: int) -> dict[str, list[str]] | None:
    """Return the fields of a form as they came over the wire, or None where there are more than so
    many. It does what `parse_qs` of the library does, for short forms in half its time.

    >>> fields(b"choice=with&why=a+b%21&why=", most=3)
    {'choice': ['with'], 'why': ['a b!', '']}
    """
    if sent.count(b"&") >= most:
        return None
    found: dict[str, list[str]] = {}
    for pair in sent.decode("utf-8", "replace").split("&"):
        if pair:
            name, _, value = pair.partition("=")
            if "%" in pair or "+" in pair:
                name, value = unquote_plus(name), unquote_plus(value)
            found.setdefault(name, []).append(value)
    return found


async def body(receive: Receive) -> bytes | None:
    """Return what was sent, or None when it is too long."""
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


def number(posted: dict[str, list[str]], name: str) -> int:
    """Return a number that was sent, 0 where it is none."""
    typed = posted.get(name, [""])[0]
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 18 else 0


@dataclass(frozen=True)
class Answer:
    """JSON on its way to a browser. It is made once where it is sent again and again."""

    status: int
    headers: list[tuple[bytes, bytes]]
    data: bytes
    wire: bytes = field(init=False)
    """What goes over the wire after the status and the headers that all answers have."""

    def __post_init__(self) -> None:
        head = b"".join(b"%s: %s\r\n" % header for header in self.headers)
        object.__setattr__(self, "wire", head + b"\r\n" + self.data)

    async def through(self, send: Send) -> None:
        """Send it as ASGI does."""
        start = {"type": "http.response.start", "status": self.status, "headers": self.headers}
        await send(start)
        await send({"type": "http.response.body", "body": self.data})


async def answer(
    send: Send, status: int, content: Any, more: list[tuple[bytes, bytes]] | None = None
) -> None:
    """Send JSON, or nothing for None."""
    await packed(status, content, more).through(send)


def packed(status: int, content: Any, more: list[tuple[bytes, bytes]] | None = None) -> Answer:
    """Return an answer of JSON, or of nothing for None."""
    data = b"" if content is None else json.dumps(content).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(data)).encode()),
        (b"cache-control", b"no-store"),
        *(more or []),
    ]
    if status == RETRY:
        headers.append((b"retry-after", b"2"))
    return Answer(status, headers, data)


async def in_thread(work: Any, *args: Any) -> Any:
    """Return what `work` returns, called on a thread that may read the database."""
    return await asyncio.get_running_loop().run_in_executor(_readers, _read, work, *args)


def _read(work: Any, *args: Any) -> Any:
    """Call `work` with the connection of this thread, kept for the next time. One that broke, as
    when the database was started anew, is replaced once."""
    try:
        return work(*args)
    except AWAY:
        connection.close()
    try:
        return work(*args)
    except Error:
        connection.close()
        raise
