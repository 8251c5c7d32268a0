"""From one process to the others: that a thing has changed, and nothing of what it is.

PostgreSQL carries it (LISTEN and NOTIFY) where it is the database, with no other server; Redis or
Valkey where an address is set. With SQLite there is one process and nobody to tell. While the
carrier is away every process goes on by itself; when it is back all things are told anew, and what
each process shows is what the database says.
"""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import AsyncIterator
from typing import Any, Protocol

from django.conf import settings
from django.utils.crypto import salted_hmac

from .stream import Hub

TOPIC = "alongside"
"""Under this PostgreSQL carries in one database; Redis has a topic of the installation's own."""

EVERY = 0.05
"""Seconds in which news to the others is gathered before it is sent."""

AGAIN = 2.0
"""Seconds after which a carrier that is away is tried again."""

BEAT = 2.0
"""Seconds after which a quiet process sends a sign of life, which comes back to itself."""

SILENCE = 8.0
"""Seconds without anything heard after which a line is dead, even if nobody closed it."""

log = logging.getLogger(__name__)


class Line(Protocol):
    """A connection of a carrier."""

    async def send(self, news: str) -> None: ...

    def heard(self) -> AsyncIterator[str]: ...

    async def close(self) -> None: ...


class Carrier:
    """Tells the other processes what changed here, and this one's hub what changed there."""

    def __init__(self, hub: Hub, connect: Any) -> None:
        self._hub, self._connect = hub, connect
        self._me = secrets.token_hex(4)
        self._changed: set[str] = set()
        self._news = asyncio.Event()

    def tell(self, thing: str) -> None:
        """Tell the others soon that a thing changed; the same thing once for all that happens."""
        self._changed.add(thing)
        self._news.set()

    async def run(self) -> None:
        """Carry for as long as the server runs."""
        while True:
            try:
                line: Line = await asyncio.wait_for(self._connect(), SILENCE)
            except Exception as problem:
                self._away(problem)
                await asyncio.sleep(AGAIN)
                continue
            if self._hub.alone:
                log.info("in touch with the other processes again")
            self._hub.in_touch(True)
            self._news.set()
            try:
                async with asyncio.TaskGroup() as both:
                    both.create_task(self._send(line))
                    both.create_task(self._hear(line))
            except* Exception as problems:
                self._away(problems.exceptions[0])
            finally:
                with contextlib.suppress(Exception):
                    await line.close()
            await asyncio.sleep(AGAIN)

    def _away(self, problem: BaseException) -> None:
        if not self._hub.alone:
            log.warning("out of touch with the other processes: %s", type(problem).__name__)
        self._hub.in_touch(False)

    async def _send(self, line: Line) -> None:
        """Send what has changed here. What could not be sent is sent on the next line."""
        while True:
            try:
                await asyncio.wait_for(self._news.wait(), BEAT)
            except TimeoutError:
                await line.send(self._me)
                continue
            await asyncio.sleep(EVERY)
            self._news.clear()
            while self._changed:
                thing = self._changed.pop()
                try:
                    await line.send(f"{self._me} {thing}")
                except BaseException:
                    self._changed.add(thing)
                    raise

    async def _hear(self, line: Line) -> None:
        heard = line.heard()
        while True:
            try:
                news = await asyncio.wait_for(anext(heard), SILENCE)
            except StopAsyncIteration:
                raise ConnectionError("the line was closed") from None
            who, _, thing = news.partition(" ")
            if who != self._me and thing:
                self._hub.changed(thing, elsewhere=True)


class _Postgres:
    """Two connections to PostgreSQL outside Django's: one that waits for news cannot send any."""

    def __init__(self, sends: Any, hears: Any) -> None:
        self._sends, self._hears = sends, hears

    @classmethod
    async def connect(cls) -> "_Postgres":
        import psycopg

        database: dict[str, Any] = settings.DATABASES["default"]
        names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password"}
        names |= {"HOST": "host", "PORT": "port"}
        given: dict[str, Any] = {
            ours: database[theirs] for theirs, ours in names.items() if database[theirs]
        }
        sends, hears = [
            await psycopg.AsyncConnection.connect(autocommit=True, connect_timeout=5, **given)
            for _ in range(2)
        ]
        await hears.execute(f"LISTEN {TOPIC}")
        return cls(sends, hears)

    async def send(self, news: str) -> None:
        await self._sends.execute("SELECT pg_notify(%s, %s)", [TOPIC, news])

    async def heard(self) -> AsyncIterator[str]:
        async for notice in self._hears.notifies():
            yield notice.payload

    async def close(self) -> None:
        await self._sends.close()
        await self._hears.close()


class _Redis:
    """A line to Redis or Valkey. Its own time-out of five seconds would end a quiet line."""

    def __init__(self, client: Any, topic: Any) -> None:
        self._client, self._topic = client, topic
        own = salted_hmac("alongside.web.carriers", TOPIC, algorithm="sha256")
        self._name = f"{TOPIC}:{own.hexdigest()[:16]}"

    @classmethod
    async def connect(cls) -> "_Redis":
        import redis.asyncio as redis

        client = redis.from_url(
            settings.REDIS, socket_timeout=None, socket_connect_timeout=5, decode_responses=True
        )
        line = cls(client, client.pubsub(ignore_subscribe_messages=True))
        await line._topic.subscribe(line._name)
        return line

    async def send(self, news: str) -> None:
        await self._client.publish(self._name, news)

    async def heard(self) -> AsyncIterator[str]:
        async for message in self._topic.listen():
            yield message["data"]

    async def close(self) -> None:
        await self._topic.aclose()
        await self._client.aclose()


def carrier(hub: Hub) -> Carrier | None:
    """Return what carries between processes in this installation, or None where there is one."""
    if settings.REDIS:
        return Carrier(hub, _Redis.connect)
    if str(settings.DATABASES["default"]["ENGINE"]).endswith("postgresql"):
        return Carrier(hub, _Postgres.connect)
    return None
