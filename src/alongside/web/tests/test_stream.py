"""One stream a browser: what is told reaches everybody once, in order, and nobody waits."""

import asyncio
from itertools import pairwise

import pytest
from django.db import OperationalError

from alongside.web import stream
from alongside.web.stream import Channel, Hub


class Browser:
    """Somebody who listens. While `slow` is set it takes nothing."""

    def __init__(self):
        self.got, self.slow, self.gone = [], None, asyncio.Event()

    async def send(self, message):
        if self.slow is not None:
            await self.slow.wait()
        if message["type"] == "http.response.body":
            self.got.append(message["body"])

    async def receive(self):
        await self.gone.wait()
        return {"type": "http.disconnect"}

    @property
    def heard(self):
        words = b"".join(self.got).decode()
        return [line[6:] for line in words.split("\n") if line.startswith("data: ")]


@pytest.fixture
def live():
    """Call it with a coroutine function that takes a started hub."""

    def run(play):
        async def do():
            hub = Hub()
            hub.start()
            try:
                await asyncio.wait_for(play(hub), 10)
            finally:
                hub.stop()

        asyncio.run(do())

    return run


async def listens(hub, name="room:1:people", heard=0, keep=0):
    browser = Browser()
    hub.run(hub.listen(name, heard, browser.receive, browser.send, keep))
    await asyncio.sleep(0.01)
    return browser


def test_who_comes_as_the_last_one_goes_hears_what_is_told_afterwards(live):
    async def play(hub):
        hub.channel("room:1:people").tell("now", "one")
        last = await listens(hub)
        new = Browser()
        new.slow = asyncio.Event()
        hub.run(hub.listen("room:1:people", 0, new.receive, new.send))
        await asyncio.sleep(0.01)
        last.gone.set()
        await asyncio.sleep(0.01)
        new.slow.set()
        await asyncio.sleep(0.01)
        channel = hub.channel("room:1:people")
        channel.tell("now", "two")
        await hub.tell(channel)
        assert new.heard == ["one", "two"]

    live(play)


def test_the_newest_of_each_kind_is_told_once():
    channel = Channel()
    assert channel.tell("now", "lobby")
    assert channel.tell("count", "1")
    assert channel.tell("now", "question")
    assert not channel.tell("now", "question")
    assert channel.newest() == {"count": "1", "now": "question"}
    assert channel.since(3).message["body"] == b""
    assert channel.since(2).message["body"] == b"id: 3\nevent: now\ndata: question\n\n"


def test_a_log_is_told_from_the_last_number_on():
    channel = Channel(keep=3)
    channel.begin_at(10)
    for number in range(11, 16):
        assert channel.tell("operation", str(number), number)
    assert not channel.tell("operation", "12", 12)
    assert b"data: 14" in channel.since(13).message["body"]
    assert b"data: 13" not in channel.since(13).message["body"]
    assert channel.since(11).message["body"].startswith(b"id: 15\nevent: reload")


def test_what_has_lines_stays_in_one_event():
    assert stream.frame("now", "<p>\n</p>", 4) == b"id: 4\nevent: now\ndata: <p>\ndata: </p>\n\n"


def test_everybody_hears_what_is_told_and_who_comes_late_hears_the_newest(live):
    async def play(hub):
        one = await listens(hub)
        hub.channel("room:1:people").tell("now", "first")
        await hub.tell(hub.channel("room:1:people"))
        late = await listens(hub)
        hub.channel("room:1:people").tell("now", "second")
        await hub.tell(hub.channel("room:1:people"))
        assert one.heard == late.heard == ["first", "second"]

    live(play)


def test_nobody_hears_what_is_told_elsewhere(live):
    async def play(hub):
        other = await listens(hub, "room:2:people")
        hub.channel("room:1:people").tell("now", "not for you")
        await hub.tell(hub.channel("room:1:people"))
        assert other.heard == []

    live(play)


def test_a_browser_that_takes_nothing_holds_up_nobody_and_then_gets_only_the_newest(live):
    async def play(hub):
        slow, quick = await listens(hub), await listens(hub)
        channel, slow.slow = hub.channel("room:1:people"), asyncio.Event()
        for words in ("one", "two", "three"):
            channel.tell("now", words)
            await hub.tell(channel)
        assert quick.heard == ["one", "two", "three"]
        slow.slow.set()
        await asyncio.sleep(0.01)
        assert slow.heard == ["one", "three"]

    live(play)


def test_a_browser_that_takes_nothing_for_long_is_let_go(live, monkeypatch):
    monkeypatch.setattr(stream, "PATIENCE", 0.05)

    async def play(hub):
        dead = await listens(hub)
        channel, dead.slow = hub.channel("room:1:people"), asyncio.Event()
        for words in ("one", "two"):
            channel.tell("now", words)
            await hub.tell(channel)
            await asyncio.sleep(0.1)
        await asyncio.sleep(1.2)
        assert not channel.listeners

    live(play)


def test_whoever_leaves_is_forgotten(live):
    async def play(hub):
        browser = await listens(hub)
        browser.gone.set()
        await asyncio.sleep(0.01)
        assert not hub.channels

    live(play)


def test_a_thing_is_told_at_once_and_then_at_its_pace(live):
    async def play(hub):
        told = []

        async def refresh(thing):
            told.append(asyncio.get_running_loop().time())

        hub.refreshes("room", refresh)
        for _ in range(50):
            hub.announce("room:1")
            await asyncio.sleep(0.01)
        await asyncio.sleep(1 / stream.PACE + 0.05)
        assert 2 <= len(told) <= 6
        gaps = [later - earlier for earlier, later in pairwise(told)]
        assert min(gaps) >= 1 / stream.PACE - 0.01

    live(play)


def test_a_fault_in_telling_one_thing_ends_nothing(live, caplog):
    async def play(hub):
        told = []

        async def refresh(thing):
            told.append(thing)
            if thing == "room:1":
                raise RuntimeError("broken")

        hub.refreshes("room", refresh)
        hub.announce("room:1")
        hub.announce("room:2")
        await asyncio.sleep(0.3)
        hub.announce("room:1")
        await asyncio.sleep(0.3)
        assert told == ["room:1", "room:2", "room:1"]

    live(play)
    assert "room could not be told" in caplog.text


def test_what_the_database_did_not_say_is_told_once_it_answers(live, monkeypatch):
    monkeypatch.setattr(stream, "AGAIN", 0.05)

    async def play(hub):
        told = []

        async def refresh(thing):
            told.append(thing)
            if len(told) < 3:
                raise OperationalError

        hub.refreshes("room", refresh)
        hub.announce("room:1")
        await asyncio.sleep(1)
        assert told == ["room:1"] * 3

    live(play)


def test_outside_a_server_nobody_listens():
    Hub().announce("room:1")
