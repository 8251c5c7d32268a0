"""Small posts from our scripts that thousands send at once, read from the connection and answered
on it, without the task and the two wake-ups that cost more than taking it does (decision 10).

A noun says with `takes` which of its addresses these are. All else goes the way of uvicorn's own
protocol, to `asgi.py`: also what is sent before the answer to the last post is there, and what
waits to be told to go on.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from .beside import LONGEST, WRITE, Answer, packed

type Reply = Callable[[Answer], object]
type Take = Callable[[str, dict[bytes, bytes], bytes | None, Reply], None]
"""Takes the code in the address, the headers and what was sent (None when it is too long), and
calls the last one with the answer, at once or later."""

FAULT = packed(500, {"says": "Something went wrong here. Try again in a moment."})

log = logging.getLogger(__name__)

_takers: dict[tuple[bytes, bytes], Take] = {}


def takes(noun: str, what: str, take: Take) -> None:
    """Have `take` answer what our scripts post to addresses like "/noun/CODE/what/"."""
    _takers[noun.encode(), what.encode()] = take


class Protocol(HttpToolsProtocol):
    """uvicorn's protocol for one connection, which knows these posts."""

    cycle: Any
    """The request that it is at."""

    def on_headers_complete(self) -> None:
        self._unset_keepalive_if_required()  # set, where the last post was answered at once
        found = self._taker()
        if found is None:
            extensions: Any = {WRITE: self.write}
            self.scope["extensions"] = extensions
            super().on_headers_complete()
        else:
            stays = self.parser.get_http_version() != "1.0" and self.parser.should_keep_alive()
            self.cycle = _Post(self, *found, stays)

    def on_body(self, body: bytes) -> None:
        if isinstance(self.cycle, _Post):
            self.cycle.grow(body)
        else:
            super().on_body(body)

    def on_message_complete(self) -> None:
        if isinstance(self.cycle, _Post):
            self.cycle.take()
        else:
            super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self.scope: Any = None  # both know this connection: it would wait for the collector
        self.cycle = None

    def write(self, piece: bytes) -> bool:
        """Write a piece of the stream that it is at (`stream.Write`)."""
        if self.flow.write_paused or self.transport.is_closing():
            return False
        self.transport.write(piece)
        return True

    def _taker(self) -> tuple[Take, str, dict[bytes, bytes]] | None:
        """Return who takes what is being read, with the code in its address and its headers."""
        parts = self.url.split(b"/")
        if len(parts) != 5 or parts[0] or parts[4] or self.parser.get_method() != b"POST":
            return None
        take = _takers.get((parts[1], parts[3]))
        busy = self.cycle is not None and not self.cycle.response_complete
        if take is None or busy or self.flow.write_paused or self.expect_100_continue:
            return None
        if not parts[2].isalnum():  # a question mark, or what has to be decoded first
            return None
        headers = dict(self.headers)
        if b"application/json" not in headers.get(b"accept", b""):
            return None
        return take, parts[2].decode("latin-1"), headers


class _Post:
    """One of these posts, as far as it has come. It has what uvicorn's protocol asks of the request
    that it is at (its `cycle`)."""

    message_event = asyncio.Event()
    """Nobody waits for more of it."""

    def __init__(
        self, connection: Any, take: Take, code: str, headers: dict[bytes, bytes], keep_alive: bool
    ) -> None:
        self.keep_alive = keep_alive
        self.disconnected = self.response_complete = False
        self._connection, self._take, self._code, self._headers = connection, take, code, headers
        self._body = bytearray()
        self._taken = False

    def grow(self, body: bytes) -> None:
        """Keep what has come; what is too long is not waited for."""
        if not self._taken:
            self._body += body
            if len(self._body) > LONGEST:
                self._body.clear()
                self._give(None)

    def take(self) -> None:
        """All of it is here."""
        if not self._taken:
            self._give(bytes(self._body))

    def _give(self, sent: bytes | None) -> None:
        self._taken = True
        try:
            self._take(self._code, self._headers, sent, self.reply)
        except Exception:
            log.exception("a post could not be taken")
            self.reply(FAULT)

    def reply(self, answer: Answer) -> None:
        """Send the answer, to whoever is still there. There is only one."""
        connection = self._connection
        if self.disconnected or self.response_complete or connection.transport.is_closing():
            return
        self.response_complete = True
        head = [STATUS_LINE[answer.status]]
        for name, value in connection.server_state.default_headers:
            head += (name, b": ", value, b"\r\n")
        if not self.keep_alive:
            head.append(b"connection: close\r\n")
        connection.transport.write(b"".join((*head, answer.wire)))
        if not self.keep_alive:
            connection.transport.close()
        connection.on_response_complete()
