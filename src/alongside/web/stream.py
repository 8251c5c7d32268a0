"""What is live: one stream of server-sent events to a browser, down only; what people do comes up
by plain POST (decision 10).

A **Channel** is what everybody who listens to one thing is told: the newest frame of each kind
(a room), or a numbered log (a wall). It is encoded once and the same bytes go to every listener.
The **Hub** is this process's channels. `announce` says from anywhere, in any thread, that something
has changed; the hub then has the noun make what is to be told, at most `PACE` times a second.
"""

import asyncio
import contextlib
import logging
import random
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Generator, MutableMapping
from typing import Any

from .database import AWAY

type Message = MutableMapping[str, Any]
type Send = Callable[[Message], Awaitable[None]]
type Receive = Callable[[], Awaitable[Message]]
type Write = Callable[[bytes], bool]
"""Writes to a browser what goes over the wire (`News.wire`), at once; returns False, and writes
nothing, where it is not taken now."""

PACE = 5.0
"""How often a second, at most, a channel is told that it changed."""

AGAIN = 1.0
"""Seconds after which a thing is told anew that could not be read from the database."""

BATCH = 500
"""After so many sends the loop does something else: votes wait no longer than these take."""

HEARTBEAT = 20.0
"""Seconds between two signs of life, so that nothing on the way takes a quiet stream for dead."""

PATIENCE = 60.0
"""Seconds after which a browser that takes nothing is let go. It comes back by itself."""

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]

log = logging.getLogger(__name__)


def frame(kind: str, data: str, number: int) -> bytes:
    r"""Return one event as it goes over the wire. `data` may have several lines.

    >>> frame("now", "one\ntwo", 7)
    b'id: 7\nevent: now\ndata: one\ndata: two\n\n'
    """
    lines = "".join(f"data: {line}\n" for line in data.split("\n"))
    return f"id: {number}\nevent: {kind}\n{lines}\n".encode()


def body(news: bytes, more: bool = True) -> Message:
    """Return a piece of a stream as ASGI sends it."""
    return {"type": "http.response.body", "body": news, "more_body": more}


class News:
    """A piece of a stream, the same for all who hear it: as ASGI sends it, and as it goes over the
    wire, its length before it, as HTTP/1.1 has it of what has no length as a whole."""

    __slots__ = ("message", "wire")

    def __init__(self, news: bytes) -> None:
        self.message = body(news)
        self.wire = b"%x\r\n%b\r\n" % (len(news), news) if news else b""


class Channel:
    """What everybody who listens to one thing is told, under growing numbers.

    Of each kind the newest frame is kept, or with `keep` the last so many of all.
    """

    def __init__(self, keep: int = 0) -> None:
        self.number = 0
        self.listeners: set[Listener] = set()
        self._keep = keep
        self._frames: deque[tuple[int, str, str, bytes]] = deque()
        self._forgotten = 0
        self._since: dict[int, News] = {}

    def tell(self, kind: str, data: str, number: int | None = None) -> bool:
        """Keep a frame for all to hear; return whether it says anything new. `number` is the log's
        own; one that is not above the last is known already."""
        if number is None:
            if any((k, text) == (kind, data) for _, k, text, _ in self._frames):
                return False
            number = self.number + 1
            self._frames = deque(entry for entry in self._frames if entry[1] != kind)
        elif number <= self.number:
            return False
        self.number = number
        self._frames.append((number, kind, data, frame(kind, data, number)))
        if self._keep and len(self._frames) > self._keep:
            self._forgotten = self._frames.popleft()[0]
        self._since.clear()
        return True

    def begin_at(self, number: int) -> None:
        """Let a log begin after `number`: what came before it is read from the database."""
        if not self._frames:
            self.number = self._forgotten = number

    def since(self, number: int) -> News:
        """Return what somebody who heard all up to `number` has missed, ready to be sent; it is
        made once for all of them. When a part is forgotten, it tells them to load it all anew."""
        if number not in self._since:
            news = b"".join(one[3] for one in self._frames if one[0] > number)
            if number < self._forgotten:
                news = frame("reload", "", self.number)
            self._since[number] = News(news)
        return self._since[number]

    def missed(self, number: int) -> list[str] | None:
        """Return the data of what somebody who heard all up to `number` has missed, for whoever
        asks instead of listening; None when a part of it is forgotten."""
        if number < self._forgotten:
            return None
        return [data for one, _, data, _ in self._frames if one > number]

    def forget(self) -> None:
        """Keep nothing of what was told: whoever missed some of it loads it all anew."""
        self._frames.clear()
        self._since.clear()
        self._forgotten = self.number

    def newest(self) -> dict[str, str]:
        """Return the newest data of each kind, for whoever asks instead of listening."""
        return {kind: data for _, kind, data, _ in self._frames}


class Listener:
    """One browser's stream. `heard` is the number up to which it was sent everything. With `write`
    it is written to at once: to be sent what all are sent takes longer than to write it."""

    __slots__ = ("busy", "busy_since", "channel", "heard", "send", "stop", "write")

    def __init__(
        self,
        channel: Channel,
        send: Send,
        heard: int,
        stop: Callable[[], object],
        write: Write | None = None,
    ) -> None:
        self.channel = channel
        self.send = send
        self.heard = heard
        self.stop = stop
        self.write = write
        self.busy: asyncio.Task[None] | None = None
        self.busy_since = 0.0

    def hear(self) -> None:
        """Send what is new, without waiting. A browser that does not take it is `busy` until it
        does; meanwhile the channel keeps the newest for it, and nothing piles up."""
        if self.busy is not None:
            self.lose_patience()
        elif self.heard != self.channel.number:
            news = self.channel.since(self.heard)
            self.heard = self.channel.number
            self.put(news)

    def put(self, news: News) -> None:
        """Send this at once, or let a task wait until the browser takes it."""
        if self.write is not None and self.write(news.wire):
            return
        sending: Any = self.send(news.message)
        try:
            waits_for = sending.send(None)
        except StopIteration:
            return
        loop = asyncio.get_running_loop()
        self.busy_since = loop.time()
        self.busy = loop.create_task(self._finish(sending, waits_for))

    def lose_patience(self) -> None:
        """Let a browser go that has taken nothing for long."""
        if asyncio.get_running_loop().time() - self.busy_since > PATIENCE:
            self.stop()

    async def _finish(self, sending: Coroutine[Any, Any, None], waits_for: Any) -> None:
        try:
            await _Rest(sending, waits_for)
        finally:
            self.busy = None
        self.hear()


class _Rest:
    """The rest of a coroutine that was begun by hand and now waits for something."""

    def __init__(self, begun: Coroutine[Any, Any, None], waits_for: Any) -> None:
        self._begun, self._waits_for = begun, waits_for

    def __await__(self) -> Generator[Any, Any, None]:
        waits_for = self._waits_for
        with contextlib.suppress(StopIteration):
            while True:
                yield waits_for
                waits_for = self._begun.send(None)


type Refresh = Callable[[str], Awaitable[None]]
"""Makes what is to be told on the channels of one thing, and tells it."""


def _nobody(_: str) -> None:
    """There are no others to tell."""


class Hub:
    """The channels of this process. Everything but `announce` happens on its event loop.

    `tell_others` tells the other processes that a thing changed; `alone` is whether there are some
    and they cannot be reached.
    """

    def __init__(self) -> None:
        self.channels: dict[str, Channel] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._refresh: dict[str, Refresh] = {}
        self._pacers: dict[str, asyncio.Task[None]] = {}
        self._changed: set[str] = set()
        self._tasks: set[asyncio.Task[Any]] = set()
        self.alone = False
        self.tell_others: Callable[[str], object] = _nobody

    # from anywhere ------------------------------------------------------------------------------

    def announce(self, thing: str) -> None:
        """Say that a thing ("room:12") has changed. From any thread, and from outside a server,
        where nobody listens."""
        loop = self._loop
        if loop is None or loop.is_closed():
            return
        with contextlib.suppress(RuntimeError):  # the loop closed at this moment
            loop.call_soon_threadsafe(self.changed, thing)

    # on the loop --------------------------------------------------------------------------------

    def start(self) -> None:
        """Belong to the running loop, and begin to give signs of life."""
        self._loop = asyncio.get_running_loop()
        self.run(self._beat())

    def stop(self) -> None:
        """Let everybody go: the server is stopping, and their browsers will come back."""
        self._loop = None
        for channel in self.channels.values():
            for listener in list(channel.listeners):
                listener.stop()
        for task in [*self._tasks, *self._pacers.values()]:
            task.cancel()

    def run(self, work: Coroutine[Any, Any, Any]) -> None:
        """Do something beside everything else. It is held, so that it is not collected half-way."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def refreshes(self, kind: str, refresh: Refresh) -> None:
        """Have `refresh` make what is told of things of a kind: of "room" for "room:12"."""
        self._refresh[kind] = refresh

    def channel(self, name: str, keep: int = 0) -> Channel:
        return self.channels.setdefault(name, Channel(keep))

    def changed(self, thing: str, elsewhere: bool = False) -> None:
        """Have a thing told anew: at once, or when its pace allows the next time. What changed here
        is told to the other processes, what changed `elsewhere` they know."""
        if not elsewhere:
            self.tell_others(thing)
        self._changed.add(thing)
        if thing not in self._pacers:
            task = asyncio.get_running_loop().create_task(self._pace(thing))
            self._pacers[thing] = task

    async def _pace(self, thing: str) -> None:
        loop = asyncio.get_running_loop()
        try:
            while thing in self._changed:
                self._changed.discard(thing)
                began = loop.time()
                try:
                    await self._refresh[thing.partition(":")[0]](thing)
                except AWAY as problem:
                    log.warning("%s is told later: %s", thing, type(problem).__name__)
                    self._changed.add(thing)
                    await asyncio.sleep(AGAIN)
                except Exception:
                    log.exception("%s could not be told", thing.partition(":")[0])
                await asyncio.sleep(max(0.0, began + 1 / PACE - loop.time()))
        finally:
            self._pacers.pop(thing, None)

    def in_touch(self, with_others: bool) -> None:
        """Know whether the other processes can be told. Back in touch, everything is told anew."""
        if self.alone == with_others:
            self.alone = not with_others
            for thing in {name.rpartition(":")[0] for name in self.channels}:
                self.changed(thing, elsewhere=True)

    async def tell(self, channel: Channel) -> None:
        """Send what is new on a channel to everybody who listens to it."""
        for number, listener in enumerate(list(channel.listeners), start=1):
            listener.hear()
            if number % BATCH == 0:
                await asyncio.sleep(0)

    async def _beat(self) -> None:
        alive = News(b": here\n\n")
        while True:
            await asyncio.sleep(HEARTBEAT)
            for channel in list(self.channels.values()):
                for number, listener in enumerate(list(channel.listeners), start=1):
                    if listener.busy is None:
                        listener.put(alive)
                    else:
                        listener.lose_patience()
                    if number % BATCH == 0:
                        await asyncio.sleep(0)

    async def listen(
        self,
        name: str,
        heard: int,
        receive: Receive,
        send: Send,
        keep: int = 0,
        write: Write | None = None,
    ) -> None:
        """Stream a channel to one browser until it goes. `heard` is the number it heard last; of a
        room everybody hears the newest of all when they come. `write` is how it is written to where
        that is known."""
        channel = self.channel(name, keep)
        me = asyncio.current_task()
        assert me is not None
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        again = f"retry: {random.randint(1000, 4000)}\n\n".encode()  # noqa: S311 so that not all come back at once
        await send(body(again))
        channel = self.channels.setdefault(name, channel)  # it may have gone with others meanwhile
        listener = Listener(channel, send, heard, lambda: me.cancel(), write)
        channel.listeners.add(listener)
        try:
            listener.hear()
            while (await receive())["type"] != "http.disconnect":
                pass
        except asyncio.CancelledError:
            me.uncancel()
            with contextlib.suppress(Exception):
                await asyncio.wait_for(send(body(b"", more=False)), 1)
        finally:
            channel.listeners.discard(listener)
            if listener.busy is not None:
                listener.busy.cancel()
            if not channel.listeners and not keep:
                self.channels.pop(name, None)


hub = Hub()
"""The hub of this process."""


def announce(thing: str) -> None:
    """Say that a thing has changed, to whoever listens to it."""
    hub.announce(thing)
