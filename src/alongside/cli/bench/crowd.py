"""A crowd of browsers on this machine: many streams that listen, and many that post at once.

It speaks to one server on loopback, a plain socket each, and keeps what a browser would keep.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

HOST = "127.0.0.1"


class Stream(asyncio.Protocol):
    """A browser that listens to server-sent events. What the crowd listens for it notes once,
    however often it is told."""

    def __init__(self, path: str, crowd: "Listeners") -> None:
        self._path, self._crowd = path, crowd
        self._noted = b""
        self.transport: asyncio.Transport | None = None

    def expect(self) -> None:
        self._noted = b""

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        transport.write(f"GET {self._path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())

    def data_received(self, data: bytes) -> None:
        words = self._crowd.listen_for
        if words and words != self._noted and words in data:
            self._noted = words
            self._crowd.note()


@dataclass
class Listeners:
    """Many browsers that listen. Say with `expect` what for, before it is told."""

    port: int
    listen_for: bytes = b""
    heard: list[float] = field(default_factory=list)
    streams: list[Stream] = field(default_factory=list)
    _all: asyncio.Future[None] | None = None

    async def come(self, path: str, number: int, at_once: int = 200) -> None:
        """Open so many streams."""
        loop = asyncio.get_running_loop()
        for begin in range(0, number, at_once):
            made = await asyncio.gather(
                *(
                    loop.create_connection(lambda: Stream(path, self), HOST, self.port)
                    for _ in range(min(at_once, number - begin))
                )
            )
            self.streams += [stream for _, stream in made]

    def note(self) -> None:
        self.heard.append(time.perf_counter())
        if len(self.heard) == len(self.streams) and self._all and not self._all.done():
            self._all.set_result(None)

    def expect(self, words: bytes) -> None:
        """Begin to listen for an event with these words."""
        self.heard, self.listen_for = [], words
        for stream in self.streams:
            stream.expect()
        self._all = asyncio.get_running_loop().create_future()

    async def all_heard(self, seconds: float = 30) -> list[float]:
        """Return when each browser heard it, the first one first."""
        assert self._all is not None
        try:
            await asyncio.wait_for(self._all, seconds)
        except TimeoutError:
            told, all_of_them = len(self.heard), len(self.streams)
            raise RuntimeError(f"{told} of {all_of_them} browsers heard it") from None
        return sorted(self.heard)

    def go(self) -> None:
        for stream in self.streams:
            if stream.transport is not None:
                stream.transport.abort()


@dataclass(frozen=True)
class Post:
    """One form that somebody sends."""

    path: str
    fields: dict[str, object]
    cookie: str = ""
    accept: str = "application/json"
    origin: str = ""

    def wire(self, port: int) -> bytes:
        body = urlencode(self.fields).encode()
        lines = [
            f"POST {self.path} HTTP/1.1",
            f"Host: {HOST}:{port}",
            f"Origin: {self.origin or f'http://{HOST}:{port}'}",
            f"Accept: {self.accept}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
            *([f"Cookie: {self.cookie}"] if self.cookie else []),
        ]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@dataclass(frozen=True)
class Answered:
    """What came of a post: its status (0: no answer), how many seconds it took, and when it was
    sent (as `time.perf_counter` has it)."""

    status: int
    took: float
    sent: float = 0.0


class _Line(asyncio.Protocol):
    """A connection that sends posts one after another, each once the last is answered. `due` says
    when the post in a place may go."""

    def __init__(
        self, wires: dict[int, bytes], due: Callable[[int], float], found: list[Answered]
    ) -> None:
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._wires, self._due, self._found = iter(wires.items()), due, found
        self._place, self._sent, self._rest = 0, 0.0, b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self._next()

    def connection_lost(self, _: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)

    def data_received(self, data: bytes) -> None:
        self._rest += data
        head, end, body = self._rest.partition(b"\r\n\r\n")
        if end and len(body) >= int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0]):
            took = time.perf_counter() - self._sent
            self._found[self._place] = Answered(int(head.split()[1]), took, self._sent)
            self._rest = b""
            self._next()

    def _next(self) -> None:
        assert self._transport is not None
        try:
            self._place, wire = next(self._wires)
        except StopIteration:
            self._transport.close()
            return
        wait = self._due(self._place) - time.perf_counter()
        if wait > 0:
            asyncio.get_running_loop().call_later(wait, self._go, wire)
        else:
            self._go(wire)

    def _go(self, wire: bytes) -> None:
        assert self._transport is not None
        self._sent = time.perf_counter()
        self._transport.write(wire)


async def send(port: int, posts: Sequence[Post], lines: int, over: float = 0.0) -> list[Answered]:
    """Send posts over so many connections, spread evenly `over` so many seconds or as fast as they
    go; return what came of each."""
    found = [Answered(0, 0.0)] * len(posts)
    wires = [post.wire(port) for post in posts]
    began = time.perf_counter()

    def due(place: int) -> float:
        return began + over * place / len(posts)

    async def one_line(places: range) -> None:
        line = _Line({place: wires[place] for place in places}, due, found)
        with contextlib.suppress(OSError):
            await asyncio.get_running_loop().create_connection(lambda: line, HOST, port)
            await line.done

    await asyncio.gather(*(one_line(range(line, len(posts), lines)) for line in range(lines)))
    return found


def lasted(found: Iterable[Answered]) -> float:
    """Return the seconds from the first post to the last answer."""
    there = [one for one in found if one.status]
    return max(one.sent + one.took for one in there) - min(one.sent for one in there)


def percentile(values: Iterable[float], share: float) -> float:
    """Return the value below which this share of them lies.

    >>> percentile([1, 2, 3, 4], 0.5)
    3
    """
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
