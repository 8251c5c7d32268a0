"""What the live addresses know of a room without asking the database for each phone."""

import asyncio

import pytest

from alongside.live import handlers, seating, telling
from alongside.live.telling import Drawn, Told
from alongside.web.stream import Hub

QUESTION = {"type": "one"}


@pytest.fixture
def reads(monkeypatch):
    """How often the room is read; each time it is at the next asking."""
    monkeypatch.setattr(handlers, "rooms", {})
    monkeypatch.setattr(handlers, "_reading", {})
    done = []

    async def refresh(thing):
        done.append(thing)
        asking = len(done)
        await asyncio.sleep(0.01)
        handlers.rooms[12] = Told(questions={asking: QUESTION})

    monkeypatch.setattr(handlers, "refresh", refresh)
    return done


async def found(*askings):
    return await asyncio.gather(*(handlers._found(12, asking) for asking in askings))


def test_a_room_is_read_once_for_all_who_answer_at_once(reads):
    assert asyncio.run(found(*[1] * 100)) == [QUESTION] * 100
    assert reads == ["room:12"]


def test_whoever_answers_what_is_asked_since_the_reading_began_is_not_refused(reads):
    assert asyncio.run(found(1, 2)) == [QUESTION, QUESTION]
    assert len(reads) == 2


def test_what_is_not_asked_is_not_found(reads):
    assert asyncio.run(found(99)) == [None]
    assert len(reads) == 2


def test_what_was_read_before_something_that_is_told_already_is_not_told(monkeypatch):
    """The room is read for its pace and for a phone that answers what is not known yet, at once;
    the one that began first ends last."""
    hub, begun = Hub(), []
    monkeypatch.setattr(telling, "hub", hub)
    monkeypatch.setattr(telling, "rooms", {})

    async def read(_, pk):
        begun.append(pk)
        words = f"reading {len(begun)}"
        await asyncio.sleep(0.1 / len(begun))
        return Drawn(Told(), {"now": words}, {"now": words})

    monkeypatch.setattr(telling, "in_thread", read)

    async def play():
        channel = hub.channel("room:12:people")
        await asyncio.gather(telling.refresh("room:12"), telling.refresh("room:12"))
        return channel.newest()

    assert asyncio.run(play()) == {"now": "reading 2"}


def test_nothing_is_kept_of_a_room_that_nobody_listens_to(monkeypatch):
    hub = Hub()
    monkeypatch.setattr(telling, "hub", hub)
    monkeypatch.setattr(telling, "rooms", {})

    async def read(_, pk):
        return Drawn(Told(), {"now": "words"}, {"now": "words"})

    monkeypatch.setattr(telling, "in_thread", read)
    asyncio.run(telling.refresh("room:12"))
    assert hub.channels == {}


def test_cookies_that_are_longer_than_ours_are_not_kept():
    before = seating._read_header.cache_info().currsize
    assert seating.read_header(b"seat-ABC=" + b"x" * 60_000, "ABC") is None
    assert seating._read_header.cache_info().currsize == before


@pytest.fixture
def counts(monkeypatch):
    """What a room's big screen is told: the reading that begins first ends last."""
    hub, begun = Hub(), []
    monkeypatch.setattr(telling, "hub", hub)
    monkeypatch.setattr(telling, "rooms", {})
    channel = hub.channel("room:12:screen")

    async def read(work, _):
        begun.append(work)
        number = len(begun)
        await asyncio.sleep(0.1 / number)
        if work is telling.counted:
            return f"{number} have answered"
        return Drawn(Told(), {}, {"now": "words", "count": f"{number} have answered"})

    monkeypatch.setattr(telling, "in_thread", read)

    async def play(*works):
        await asyncio.gather(*works)
        return channel.newest()

    return lambda *works: asyncio.run(play(*works))


def test_of_two_readings_the_later_one_says_how_many_have_answered(counts):
    told = counts(telling.refresh("room:12"), telling.recount("votes:12"))
    assert told["now"] == "words"
    assert told["count"] == "2 have answered"


def test_what_was_counted_before_a_room_was_read_is_not_told(counts):
    told = counts(telling.recount("votes:12"), telling.refresh("room:12"))
    assert told["count"] == "2 have answered"
