"""A real server with a room: what it acknowledged is there, however it ends, and counts once."""

import asyncio
import os

import pytest
from django.conf import settings

from alongside.cli.bench.crowd import Listeners, send
from alongside.cli.bench.served import database_of_its_own, served

SEATS = 300

pytestmark = pytest.mark.served


@pytest.fixture(scope="module")
def database():
    """The database that these tests run on, an empty one."""
    address = os.environ["ALONGSIDE_DATABASE"]
    if address == "sqlite":
        yield address
        return
    with database_of_its_own(address) as there:
        yield there


@pytest.fixture(scope="module")
def room(database):
    with served(database, SEATS) as (server, world):
        yield server, world


def kept(server):
    return server.rows("SELECT count(*), count(DISTINCT seat_id) FROM live_vote")


def test_a_server_that_is_killed_in_a_burst_loses_nothing_it_acknowledged(room):
    server, world = room
    votes = world.votes(turn=1)

    async def burst():
        sending = asyncio.create_task(send(server.port, votes, 30, over=2.0))
        while kept(server)[0] < SEATS // 4:
            await asyncio.sleep(0.01)
        server.kill()
        return await sending

    first = asyncio.run(burst())
    acknowledged = sum(answer.status == 200 for answer in first)
    assert 0 < acknowledged < SEATS, "it was not killed in the middle"
    rows, seats = kept(server)
    assert (rows >= acknowledged, rows) == (True, seats)
    server.start()
    again = asyncio.run(send(server.port, votes, 30))
    assert {answer.status for answer in again} == {200}
    assert kept(server) == (SEATS, SEATS)


def test_everybody_at_once_counts_once_each_with_what_they_said_last(room):
    server, world = room
    everything = [vote for turn in (7, 5, 6) for vote in world.votes(turn)]
    found = asyncio.run(send(server.port, everything, 60))
    assert {answer.status for answer in found} == {200}
    assert kept(server) == (SEATS, SEATS)
    assert server.rows("SELECT min(turn), max(turn) FROM live_vote") == (7, 7)


def test_everybody_who_listens_hears_where_the_room_goes(room):
    server, world = room

    async def play():
        phones = Listeners(server.port)
        await phones.come(f"/room/{world.code}/stream/", 50)
        await asyncio.sleep(1)
        phones.expect(b"event: now")
        (pressed,) = await send(server.port, [world.press("go/", {"place": 3})], 1)
        heard = await phones.all_heard()
        phones.go()
        await send(server.port, [world.press("go/", {"place": 2})], 1)
        return pressed.status, len(heard)

    assert asyncio.run(play()) == (302, 50)


def test_a_vote_from_another_site_or_with_a_made_up_seat_is_refused(room):
    server, world = room
    vote = world.votes(turn=9)[0]
    made_up = vote.__class__(vote.path, vote.fields, vote.cookie[:-2] + "xx")
    elsewhere = vote.__class__(vote.path, vote.fields, vote.cookie, origin="https://evil.example")
    found = asyncio.run(send(server.port, [made_up, elsewhere], 1))
    assert [answer.status for answer in found] == [403, 403]
    assert server.rows("SELECT max(turn) FROM live_vote") == (7,)


@pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
    reason="SQLite is for one process",
)
def test_two_processes_show_one_room(room):
    server, world = room
    other = server.beside()
    other.start()

    async def play():
        phones = Listeners(other.port)
        await phones.come(f"/room/{world.code}/stream/", 20)
        await asyncio.sleep(1)
        phones.expect(b"event: now")
        await send(server.port, [world.press("go/", {"place": 3})], 1)
        heard = await phones.all_heard()
        phones.go()
        return len(heard)

    try:
        assert asyncio.run(play()) == 20
    finally:
        other.kill()
