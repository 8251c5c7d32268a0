"""What one process tells the others: nothing is lost with a line, and a dead one is noticed."""

import asyncio

import pytest

from alongside.web import carriers
from alongside.web.carriers import Carrier
from alongside.web.stream import Hub


class Line:
    """A line that hears what it sends. A broken one fails to send; a dead one hears nothing."""

    def __init__(self, broken=False, dead=False):
        self.broken, self.dead, self.sent, self.news = broken, dead, [], asyncio.Queue()

    async def send(self, news):
        if self.broken:
            raise ConnectionError
        self.sent.append(news)
        if not self.dead:
            self.news.put_nowait(news)

    async def heard(self):
        while True:
            yield await self.news.get()

    async def close(self):
        pass


@pytest.fixture
def carry(monkeypatch):
    """Call it with lines that are given one after another, and a play of the carrier."""
    for name in ("EVERY", "AGAIN", "BEAT"):
        monkeypatch.setattr(carriers, name, 0.01)
    monkeypatch.setattr(carriers, "SILENCE", 0.1)

    def run(play, **kinds):
        async def do():
            hub = Hub()
            lines = [Line(**{kind: True}) for kind in kinds.get("first", ())] + [Line()]
            waiting = list(lines)

            async def connect():
                return waiting.pop(0)

            carrier = Carrier(hub, connect)
            task = asyncio.create_task(carrier.run())
            await asyncio.wait_for(play(carrier, hub, lines), 10)
            task.cancel()

        asyncio.run(do())

    return run


async def comes(holds):
    while not holds():
        await asyncio.sleep(0.01)


def things(line):
    return [news.partition(" ")[2] for news in line.sent if " " in news]


def test_what_a_broken_line_did_not_send_goes_out_on_the_next(carry):
    async def play(carrier, hub, lines):
        carrier.tell("room:1")
        await comes(lambda: hub.alone)
        carrier.tell("room:2")
        await comes(lambda: set(things(lines[1])) == {"room:1", "room:2"})
        assert not hub.alone

    carry(play, first=["broken"])


def test_a_line_that_hears_nothing_for_long_is_given_up(carry):
    async def play(carrier, hub, lines):
        await comes(lambda: hub.alone)
        await comes(lambda: not hub.alone and lines[1].sent)

    carry(play, first=["dead"])


def test_a_quiet_line_hears_its_own_signs_of_life(carry):
    async def play(carrier, hub, lines):
        await comes(lambda: len(lines[0].sent) > 20)
        assert not hub.alone
        assert things(lines[0]) == []

    carry(play)
