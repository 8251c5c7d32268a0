"""What handlers beside Django in `asgi.py` check and send themselves: host, origin, body."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.db import Error, connection
from django.http.cookie import parse_cookie
from django.http.request import split_domain_port, validate_host

from .database import AWAY
from .stream import Message, Receive, Send

LONGEST = 64 * 1024
"""Bytes of what is posted to a handler."""

TOO_MUCH = "That is too long to be taken. Make it shorter."

RETRY = 503
"""The status of what could not be kept just now: it is sent again."""

_readers = ThreadPoolExecutor(4, thread_name_prefix="readers")
"""Threads that read the database for the event loop."""


def host(headers: dict[bytes, bytes]) -> str:
    """Return the host that was asked for, if it is one of ours."""
    return _ours(headers.get(b"host", b"").decode("latin-1"), tuple(settings.ALLOWED_HOSTS))


@lru_cache(256)
def _ours(asked: str, allowed: tuple[str, ...]) -> str:
    domain, _ = split_domain_port(asked)
    return asked if domain and validate_host(domain, allowed) else ""


def from_here(headers: dict[bytes, bytes]) -> bool:
    """Return whether a page of ours posted this, to a host of ours. A page that tells nobody its
    address may be said to be nowhere; then the browser has to say that it is on this site."""
    origin = headers.get(b"origin", b"").decode("latin-1")
    here = host(headers)
    if origin == "null":
        return bool(here) and headers.get(b"sec-fetch-site") == b"same-origin"
    return bool(origin and here) and (
        origin.partition("://")[2] == here or origin in settings.CSRF_TRUSTED_ORIGINS
    )


def cookies(headers: dict[bytes, bytes]) -> dict[str, str]:
    """Return the cookies that were sent."""
    return parse_cookie(headers.get(b"cookie", b"").decode("latin-1"))


async def posted(receive: Receive, fields: int) -> dict[str, list[str]] | None:
    """Return the fields of a form that was posted, or None when they are too long or more than so
    many."""
    sent = await _body(receive)
    if sent is None:
        return None
    try:
        text = sent.decode("utf-8", "replace")
        return parse_qs(text, keep_blank_values=True, max_num_fields=fields)
    except ValueError:
        return None


async def _body(receive: Receive) -> bytes | None:
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


async def answer(
    send: Send, status: int, content: Any, more: list[tuple[bytes, bytes]] | None = None
) -> None:
    """Send JSON, or nothing for None."""
    for message in packed(status, content, more):
        await send(message)


def packed(
    status: int, content: Any, more: list[tuple[bytes, bytes]] | None = None
) -> tuple[Message, Message]:
    """Return the two messages that `answer` sends, for what is sent again and again."""
    data = b"" if content is None else json.dumps(content).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(data)).encode()),
        (b"cache-control", b"no-store"),
        *(more or []),
    ]
    if status == RETRY:
        headers.append((b"retry-after", b"2"))
    return (
        {"type": "http.response.start", "status": status, "headers": headers},
        {"type": "http.response.body", "body": data},
    )


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
