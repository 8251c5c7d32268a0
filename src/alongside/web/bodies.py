"""What is too big is refused before any of it is kept: in memory, on disk or in a thread.

It stands before Django, whose pages read a body only as far as they need it. What was refused is
read to its end and dropped all the same, because a browser shows the answer only once it has sent
everything; of a form only the words beside its files are held, so that the answer gives them back
(`boxes`). A body that does not say how long it is (chunked) is refused as well: no browser sends
one, and Django would take it for an empty one.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from .boxes import Boxes

type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type Application = Callable[[Message, Receive, Send], Awaitable[None]]

REFUSED = "alongside.refused"
"""Where the scope says why a body was refused: "too big" or "no length"."""

WORDS = "alongside.words"
"""Where the scope holds what stood in the boxes of a form that was refused."""

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
        said = dict(scope["headers"]) if scope["type"] == "http" else {}
        why = self._refused(said)
        if not why:
            await self.application(scope, receive, send)
            return
        headers = [
            (name, value)
            for name, value in scope["headers"]
            if name not in {b"content-length", b"transfer-encoding"}
        ]
        if (b"expect", b"100-continue") not in scope["headers"]:
            boxes = Boxes(said.get(b"content-type", b""))
            await self._drop(receive, boxes)
            scope = {**scope, WORDS: boxes.words()}
        await self.application({**scope, "headers": headers, REFUSED: why}, _nothing, send)

    def _refused(self, headers: dict[bytes, bytes]) -> str:
        if b"transfer-encoding" in headers:
            return "no length"
        length = headers.get(b"content-length", b"0")
        return "too big" if not length.isdigit() or int(length) > self.most else ""

    async def _drop(self, receive: Receive, boxes: Boxes) -> None:
        try:
            async with asyncio.timeout(self.patience):
                more = True
                while more:
                    message = await receive()
                    boxes.read(message.get("body", b""))
                    more = message.get("more_body", False)
        except TimeoutError:
            return


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}
