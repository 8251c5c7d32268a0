"""What is too big is refused before any of it is kept: in memory, on disk or in a thread.

It stands before Django, whose pages read a body only as far as they need it. What was refused is
read to its end and dropped all the same, because a browser shows the answer only once it has sent
everything. A body that does not say how long it is (chunked) is refused as well: no browser sends
one, and Django would take it for an empty one.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type Application = Callable[[Message, Receive, Send], Awaitable[None]]

REFUSED = "alongside.refused"
"""Where the scope says why a body was refused: "too big" or "no length"."""

PATIENCE = 60.0
"""Seconds for which a refused body is read and dropped; then the connection is closed."""


class Bodies:
    """An ASGI application that hands on requests of up to `most` bytes, and others without their
    body, marked as refused; `middleware.Refused` answers those."""

    def __init__(self, application: Any, *, most: int, patience: float = PATIENCE) -> None:
        self.application: Application = application
        self.most = most
        self.patience = patience

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        why = self._refused(dict(scope["headers"])) if scope["type"] == "http" else ""
        if not why:
            await self.application(scope, receive, send)
            return
        headers = [
            (name, value)
            for name, value in scope["headers"]
            if name not in {b"content-length", b"transfer-encoding"}
        ]
        if (b"expect", b"100-continue") not in scope["headers"]:
            await self._drop(receive)
        await self.application({**scope, "headers": headers, REFUSED: why}, _nothing, send)

    def _refused(self, headers: dict[bytes, bytes]) -> str:
        if b"transfer-encoding" in headers:
            return "no length"
        length = headers.get(b"content-length", b"0")
        return "too big" if not length.isdigit() or int(length) > self.most else ""

    async def _drop(self, receive: Receive) -> None:
        try:
            async with asyncio.timeout(self.patience):
                while (await receive()).get("more_body"):
                    pass
        except TimeoutError:
            return


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}
