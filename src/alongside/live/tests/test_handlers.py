"""What the live addresses know of a room without asking the database for each phone."""

import asyncio

import pytest

from alongside.live import handlers
from alongside.live.telling import Told

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
