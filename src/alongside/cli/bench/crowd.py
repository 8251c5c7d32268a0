"""A crowd of browsers on this machine: many streams that listen, and many that post at once.

It speaks to one server on loopback, a plain socket each, and keeps what a browser would keep.
"""

import asyncio
import contextlib
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
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

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
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
    """What came of a post: its status (0: no answer) and how many seconds it took."""

    status: int
    took: float


async def send(port: int, posts: Sequence[Post], lines: int, over: float = 0.0) -> list[Answered]:
    """Send posts over so many connections, spread evenly `over` so many seconds or as fast as they
    go; return what came of each."""
    found = [Answered(0, 0.0)] * len(posts)
    began = time.perf_counter()

    async def one_line(places: Iterable[int]) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            reader, writer = await asyncio.open_connection(HOST, port)
            try:
                for place in places:
                    if over:
                        due = began + over * place / len(posts)
                        await asyncio.sleep(max(0.0, due - time.perf_counter()))
                    found[place] = await _answered(reader, writer, posts[place].wire(port))
            finally:
                writer.close()
                await writer.wait_closed()

    await asyncio.gather(*(one_line(range(line, len(posts), lines)) for line in range(lines)))
    return found


async def _answered(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, wire: bytes
) -> Answered:
    sent = time.perf_counter()
    writer.write(wire)
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    await reader.readexactly(length)
    return Answered(int(head.split()[1]), time.perf_counter() - sent)


def percentile(values: Iterable[float], share: float) -> float:
    """Return the value below which this share of them lies.

    >>> percentile([1, 2, 3, 4], 0.5)
    3
    """
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
