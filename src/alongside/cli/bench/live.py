"""A room with ten thousand phones: streams that listen, votes in a burst, and people who come in at
once. The load comes from this process, the server is another one, on loopback."""

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uvloop

from alongside.cli.bench import Figure, Found
from alongside.cli.bench.crowd import Answered, Listeners, Post, lasted, percentile, send
from alongside.cli.bench.served import Server, World, database_of_its_own, free_port, served
from alongside.cli.serve import allow_open_files

PHONES = 10_000
LINES = 200
TOLD = 9
ROUNDS = 7
BARE = "a bare uvloop server with one frame for all"
PLAIN = "a loop that inserts one row a transaction"


def measure() -> Found:
    """Return what a room bears: on SQLite, and on PostgreSQL where a server answers."""
    allow_open_files()
    figures: list[Figure] = []
    left_out: dict[str, str] = {}
    with served("sqlite", PHONES) as (server, world):
        figures += uvloop.run(_streams(server, world))
        figures += uvloop.run(_votes(server, world, "SQLite"))
        figures += uvloop.run(_doors(server, world))
    address = os.environ.get("ALONGSIDE_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/test")
    with database_of_its_own(address) as there:
        if there:
            with served(there, PHONES) as (server, world):
                figures += uvloop.run(_votes(server, world, "PostgreSQL"))
        else:
            left_out["votes on PostgreSQL"] = "no server answers"
    return Found(figures, left_out)


# Streams ------------------------------------------------------------------------------------------


async def _streams(server: Server, world: World) -> list[Figure]:
    """Return memory and the time of a broadcast, beside a bare server in the same run."""
    before = server.memory
    phones = Listeners(server.port)
    await phones.come(f"/room/{world.code}/stream/", PHONES)
    await asyncio.sleep(5)
    held = (server.memory - before) / PHONES
    spread, whole, cpu = [], [], []
    for place in [3, 2] * (TOLD // 2) + [3]:
        phones.expect(b"event: now")
        used, began = server.cpu, time.perf_counter()
        (answer,) = await send(server.port, [world.press("go/", {"place": place})], 1)
        heard = await phones.all_heard()
        await asyncio.sleep(0.3)
        assert answer.status == 302
        spread.append(heard[-1] - heard[0])
        whole.append(heard[-1] - began)
        cpu.append(server.cpu - used)
    phones.go()
    (answer,) = await send(server.port, [world.press("go/", {"place": 2})], 1)
    bare = await _bare()
    told = percentile(spread, 0.5)
    return [
        Figure("memory of a phone that listens", held, "kB", BARE, held / bare[0]),
        Figure("one broadcast, first to last phone", told * 1000, "ms", BARE, told / bare[1]),
        Figure("from the press to the last phone", percentile(whole, 0.5) * 1000, "ms"),
        Figure("processor time of one broadcast", percentile(cpu, 0.5) * 1000, "ms"),
    ]


async def _bare() -> tuple[float, float]:
    """Return memory a connection and the seconds of a broadcast of a bare server."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "alongside.cli.bench.bare", str(port)])
    bare = Server({}, port, process)
    try:
        for _ in range(100):
            (answer,) = await send(port, [Post("/", {})], 1)
            if answer.status:
                break
            await asyncio.sleep(0.1)
        before = bare.memory
        phones = Listeners(port)
        await phones.come("/stream", PHONES)
        await asyncio.sleep(1)
        held = (bare.memory - before) / PHONES
        spread = []
        for _ in range(TOLD):
            phones.expect(b"event: now")
            await send(port, [Post("/tell", {})], 1)
            heard = await phones.all_heard()
            spread.append(heard[-1] - heard[0])
            await asyncio.sleep(0.2)
        phones.go()
        return held, percentile(spread, 0.5)
    finally:
        process.kill()
        process.wait()


# Votes --------------------------------------------------------------------------------------------


async def _votes(server: Server, world: World, where: str) -> list[Figure]:
    """Return how votes are taken: paced, all at once, and as fast as they go."""
    burst = await send(server.port, world.votes(1), LINES, over=5.0)
    (there,) = server.rows("SELECT count(DISTINCT seat_id) FROM live_vote")
    a_second, processor = [], []
    for turn in range(2, 2 + ROUNDS):
        used = server.cpu
        stretch = await send(server.port, world.votes(turn), LINES)
        processor.append((server.cpu - used) / len(stretch))
        a_second.append(sum(answer.status == 200 for answer in stretch) / lasted(stretch))
    fast = percentile(a_second, 0.5)
    at_once = await send(server.port, world.votes(2 + ROUNDS)[:100], 100)
    rows, seats = server.rows("SELECT count(*), count(DISTINCT seat_id) FROM live_vote")
    kept = sum(answer.status == 200 for answer in burst)
    plain = _plain_loop(server)
    return [
        *_acknowledged(f"10,000 votes in 5 seconds, {where}", burst),
        Figure(f"votes lost, {where}", max(0, kept - there), "count"),
        Figure(f"votes counted twice, {where}", rows - seats, "count"),
        Figure(f"votes not taken, {where}", len(burst) - kept, "count"),
        Figure(f"votes a second at full stretch, {where}", fast, "per_second", PLAIN, fast / plain),
        Figure(f"processor time of a vote, {where}", 1e6 * percentile(processor, 0.5), "us"),
        *_acknowledged(f"100 votes at once, {where}", at_once),
    ]


def _acknowledged(what: str, answers: list[Answered]) -> list[Figure]:
    took = [answer.took * 1000 for answer in answers if answer.status == 200]
    return [Figure(f"{what}: acknowledged within, p95", percentile(took, 0.95), "ms")]


def _plain_loop(server: Server) -> float:
    """Return how many rows a second a plain loop inserts, each in a transaction of its own."""
    many, database = 1_000, server.environment["ALONGSIDE_DATABASE"]
    table = "CREATE TABLE plain (seat bigint, answers text)"
    if database == "sqlite":
        import sqlite3

        path = Path(server.environment["ALONGSIDE_DATA"]) / "plain.sqlite3"
        plain: Any = sqlite3.connect(path, autocommit=True)
        plain.execute("PRAGMA journal_mode=WAL")
        insert = "INSERT INTO plain VALUES (?, ?)"
    else:
        import psycopg

        plain = psycopg.connect(database, autocommit=True)
        insert = "INSERT INTO plain VALUES (%s, %s)"
    plain.execute(table)
    began = time.perf_counter()
    for place in range(many):
        plain.execute(insert, (place, '{"choice":"for"}'))
    took = time.perf_counter() - began
    plain.close()
    return many / took


# Doors --------------------------------------------------------------------------------------------


async def _doors(server: Server, world: World, people: int = 500) -> list[Figure]:
    """Return how many of those who come in within one second get in, and when the last one does."""
    path, token = f"/room/{world.code}/come-in/", "d" * 32
    posts = [
        Post(
            path,
            {"name": f"Person {n}", "needs": "", "csrfmiddlewaretoken": token},
            f"csrftoken={token}",
            "text/html",
        )
        for n in range(people)
    ]
    began = time.perf_counter()
    found = await send(server.port, posts, people, over=1.0)
    took = time.perf_counter() - began
    return [
        Figure("people who come in within one second", people, "count"),
        Figure("of them got in", sum(answer.status == 302 for answer in found), "count"),
        Figure("until the last one was in", took, "s"),
    ]
