"""What a room bears: its database and its carrier end and start again, two processes share it, and
phones sleep. Each server here is of the test's own; the machine's are never touched."""

import asyncio
import json
import re
import signal
import urllib.request
from contextlib import contextmanager

import pytest

from alongside.cli.bench.crowd import Listeners, send
from alongside.cli.bench.served import database_of_its_own, served
from tests import services
from tests.services import until

SEATS = 200
QUESTION, BREAK = 2, 3

pytestmark = pytest.mark.served


@pytest.fixture(scope="module")
def postgres():
    """A PostgreSQL that a test may end."""
    with services.postgresql() as one:
        yield one


@pytest.fixture(scope="module")
def redis():
    """A Redis that a test may end."""
    with services.redis() as one:
        yield one


@contextmanager
def two(postgres, **more):
    """Two processes with one room: the first, the second, and the room."""
    with database_of_its_own(postgres.address) as database:
        with served(database, SEATS, **more) as (server, world):
            other = server.beside()
            try:
                other.start()
                yield server, other, world
            finally:
                other.kill()
        postgres.start()


@pytest.fixture(scope="module")
def by_postgres(postgres):
    with two(postgres, ALONGSIDE_REDIS="") as found:
        yield found


@pytest.fixture(scope="module")
def by_redis(postgres, redis):
    with two(postgres, ALONGSIDE_REDIS=redis.address) as found:
        yield found


def votes_of(server, turn):
    """Return how many votes of a turn there are, all votes, and of how many people."""
    question = "SELECT sum((turn = {})::int), count(*), count(DISTINCT seat_id) FROM live_vote"
    of_turn, rows, seats = server.rows(question.format(turn))
    return of_turn or 0, rows, seats


def page(server, path, **headers):
    request = urllib.request.Request(f"http://127.0.0.1:{server.port}{path}", headers=headers)
    with urllib.request.urlopen(request, timeout=services.PATIENCE) as answer:
        return answer.read().decode()


def told(server, path):
    """Return what somebody is told who asks instead of listening: kind by kind."""
    return json.loads(page(server, f"{path}state/"))["told"]


def go(server, world, place):
    """Take the room to a step with the remote, and wait until that is shown."""
    (found,) = asyncio.run(send(server.port, [world.press("go/", {"place": place})], 1))
    assert found.status == 302
    words = {QUESTION: "Where are we?", BREAK: "Break"}[place]
    until(lambda: words in told(server, world.screen).get("now", ""), f"the room is at {words}")


@pytest.mark.parametrize("pair", ["by_postgres", "by_redis"])
def test_two_processes_share_a_room(pair, request):
    server, other, world = request.getfixturevalue(pair)

    async def play():
        phones, screens = Listeners(other.port), Listeners(other.port)
        await phones.come(f"{world.room}stream/", 20)
        await screens.come(f"{world.screen}stream/", 2)
        screens.expect(f"{SEATS} people came in, {SEATS} have answered".encode())
        answers = await send(server.port, world.votes(turn=1), 10)
        await screens.all_heard()
        phones.expect(b"Break")
        await send(server.port, [world.press("go/", {"place": BREAK})], 1)
        heard = await phones.all_heard()
        phones.go()
        screens.go()
        return {answer.status for answer in answers}, len(heard)

    assert asyncio.run(play()) == ({200}, 20)
    assert votes_of(server, 1) == (SEATS, SEATS, SEATS)


def test_a_carrier_that_is_away_holds_up_nobody_and_both_show_the_same_afterwards(by_redis, redis):
    server, other, world = by_redis
    remote = {"Cookie": f"sessionid={world.session}"}

    def warned(process):
        return "out of touch" in told(process, world.screen)["trouble"]

    go(server, world, QUESTION)
    for process in (server, other):
        until(lambda p=process: "Where are we?" in told(p, world.screen).get("now", ""), "both ask")
        until(lambda p=process: not warned(p), "all is well")
    redis.end()
    for process in (server, other):
        until(lambda p=process: warned(p), "whoever leads is told")
        assert "out of touch" in page(process, world.remote, **remote)
    answers = asyncio.run(send(server.port, world.votes(turn=2), 10))
    assert {answer.status for answer in answers} == {200}
    go(server, world, BREAK)
    assert "Where are we?" in told(other, world.screen)["now"]
    redis.start()
    for process in (server, other):
        until(lambda p=process: not warned(p), "they are in touch again")
        assert "out of touch" not in page(process, world.remote, **remote)
    until(lambda: told(other, world.screen) == told(server, world.screen), "both show the same")
    assert "Break" in told(other, world.screen)["now"]


def test_a_carrier_that_hangs_is_noticed(by_redis, redis):
    server, _, world = by_redis
    until(lambda: told(server, world.screen).get("trouble") == "", "all is well")
    redis.process.send_signal(signal.SIGSTOP)
    until(lambda: "out of touch" in told(server, world.screen)["trouble"], "it is noticed")
    redis.process.send_signal(signal.SIGCONT)
    until(lambda: told(server, world.screen)["trouble"] == "", "they are in touch again")


def test_a_phone_that_slept_is_the_same_person_and_hears_where_the_room_is(by_redis):
    server, other, world = by_redis
    vote, changed = world.votes(turn=10)[0], world.votes(turn=11)[0]

    async def listen(process, last=None):
        """Listen until something is told; return it and its number. Then the line breaks."""
        reader, writer = await asyncio.open_connection("127.0.0.1", process.port)
        lines = [f"GET {world.room}stream/ HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {vote.cookie}"]
        lines += [f"Last-Event-ID: {last}"] if last else []
        writer.write("\r\n".join([*lines, "", ""]).encode())
        heard = ""
        while not (now := re.search(r"id: (\d+)\nevent: now\n(.*?)\n\n", heard, re.DOTALL)):
            read = await asyncio.wait_for(reader.read(65_536), services.PATIENCE)
            heard += read.decode()
        writer.transport.abort()
        return now[2], now[1]

    go(server, world, QUESTION)
    assert asyncio.run(send(server.port, [vote], 1))[0].status == 200
    before, last = asyncio.run(listen(server))
    assert "Where are we?" in before
    go(server, world, BREAK)
    assert "Break" in asyncio.run(listen(server, last))[0]
    go(server, world, QUESTION)
    assert "Your answer is in" in page(server, world.room, Cookie=vote.cookie)
    # It comes to the other process, where numbers are others, as after a start anew.
    until(lambda: "Where are we?" in told(other, world.screen).get("now", ""), "the other knows")
    assert "Where are we?" in asyncio.run(listen(other, last=99_999))[0]
    assert "Where are we?" in page(other, f"{world.room}state/?after=99999")
    for again in (vote, changed, vote):
        assert asyncio.run(send(other.port, [again], 1))[0].status == 200
    seat = world.seats[0]
    assert server.rows(f"SELECT max(turn), count(*) FROM live_vote WHERE seat_id = {seat}") == (
        11,
        1,
    )


def test_postgresql_that_restarts_in_a_burst_loses_no_vote(postgres, by_postgres):
    server, other, world = by_postgres
    turn, votes = 20, world.votes(turn=20)
    go(server, world, QUESTION)

    async def restart_in_a_burst():
        screens = Listeners(server.port)
        await screens.come(f"{world.screen}stream/", 3)
        screens.expect(b"The database does not answer")
        sending = asyncio.create_task(send(server.port, votes, 20, over=2.0))
        while (await asyncio.to_thread(votes_of, server, turn))[0] < SEATS // 4:
            await asyncio.sleep(0.01)
        await asyncio.to_thread(postgres.end)
        (refused,) = await send(server.port, votes[-1:], 1)
        await screens.all_heard()
        screens.go()
        await asyncio.to_thread(postgres.start)
        return refused.status, [answer.status for answer in await sending]

    refused, answers = asyncio.run(restart_in_a_burst())
    assert refused == 503
    assert set(answers) <= {200, 503}
    there, rows, seats = votes_of(server, turn)
    assert answers.count(200) <= there <= rows == seats == SEATS
    waiting = votes
    while waiting:  # every phone sends its own again until it is acknowledged
        found = asyncio.run(send(server.port, waiting, 20))
        assert {answer.status for answer in found} <= {200, 503}
        waiting = [vote for vote, one in zip(waiting, found, strict=True) if one.status == 503]
    assert votes_of(server, turn) == (SEATS, SEATS, SEATS)
    go(server, world, BREAK)
    for process in (server, other):
        until(lambda p=process: "Break" in told(p, world.screen).get("now", ""), "the room goes on")
        until(lambda p=process: told(p, world.screen)["trouble"] == "", "all is well again")
