"""What the event loop tells of a wall, and when it has to ask the database for it."""

import asyncio

import pytest

from alongside.walls import telling
from alongside.walls.changes import News
from alongside.web.stream import Hub, Listener

WALL = 12


@pytest.fixture
def world(monkeypatch):
    """A process in which somebody listens to a wall; what the database was asked, and what the
    other processes were told."""
    hub = Hub()
    asked, others = [], []
    hub.tell_others = others.append

    async def refresh(thing):
        asked.append(thing)

    hub.refreshes("wall", refresh)
    monkeypatch.setattr(telling, "hub", hub)
    monkeypatch.setattr(telling, "_here", {WALL: 1})
    monkeypatch.setattr(telling, "_untold", set())
    monkeypatch.setattr(telling, "_tellers", {})
    return hub, asked, others


def heard(hub, *numbers):
    """Say that operations were written here; return what somebody who listens was sent."""
    sent = []

    async def send(message):
        sent.append(message["body"])

    async def said():
        channel = hub.channel(telling.name_of(WALL, leads=False), telling.KEEP)
        channel.listeners.add(Listener(channel, send, 0, lambda: None))
        for number in numbers:
            telling.say(WALL, [News(number, f"people {number}", f"leads {number}")])
        await asyncio.sleep(3 * telling.PAUSE)

    asyncio.run(said())
    return b"".join(sent)


def test_what_was_written_here_is_told_without_asking_the_database(world):
    hub, asked, others = world
    sent = heard(hub, 1, 2)
    assert b"people 1" in sent
    assert b"people 2" in sent
    assert b"leads" not in sent
    assert (asked, others) == ([], [f"wall:{WALL}"] * 2)


def test_where_one_before_it_is_not_told_yet_the_database_says_them_all(world):
    hub, asked, others = world
    assert heard(hub, 2) == b""
    assert (asked, others) == ([f"wall:{WALL}"], [f"wall:{WALL}"])


def test_the_others_hear_of_a_wall_to_which_nobody_listens_here(world, monkeypatch):
    _, asked, others = world
    monkeypatch.setattr(telling, "_here", {})
    telling.say(WALL, [News(1, "people 1", "leads 1")])
    assert (asked, others) == ([], [f"wall:{WALL}"])
