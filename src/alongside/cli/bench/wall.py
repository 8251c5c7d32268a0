"""An ideas wall with 200 people and 50 changes a second, on a server of its own; the load comes
from this process. Beside a plain uvloop server that writes the same bytes to as many."""

import asyncio
import contextlib
import os
import socket
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import uvloop

from alongside.cli.bench import Figure, Found, installation_of_its_own
from alongside.cli.bench.served import free_port

PEOPLE = 200
EVERY = 1 / 50
CHANGES = 400
PATIENCE = 60.0
"""Seconds after which a bench that does not get on is given up."""

NOTE = "A note about as long as people write them, so that its mark stands behind its first words,"
"""The first words are told a second time, to be said; the mark behind them only once."""

YARDSTICK = "a plain uvloop server that writes the same to as many"
PLAIN = """
import asyncio, sys, uvloop
async def main():
    writers = []
    async def client(reader, writer):
        if not await reader.readline():
            return
        writers.append(writer)
        writer.write(b"HTTP/1.1 200 OK\\r\\n\\r\\n")
    async def change(reader, writer):
        while line := await reader.readline():
            frame = b"event: op\\ndata: " + line.strip().ljust(420) + b"\\n\\n"
            for one in writers:
                one.write(frame)
    streams = await asyncio.start_server(client, "127.0.0.1", int(sys.argv[1]))
    changes = await asyncio.start_server(change, "127.0.0.1", int(sys.argv[2]))
    await asyncio.gather(streams.serve_forever(), changes.serve_forever())
uvloop.run(main())
"""


@dataclass
class Heard:
    """When each change was sent, acknowledged, and heard by how many and by the last."""

    sent: dict[str, float] = field(default_factory=dict)
    acknowledged: dict[str, float] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)

    def hear(self, data: bytes) -> None:
        """Note the marks ("§12§") in a piece of a stream."""
        now = time.perf_counter()
        for mark in data.decode("utf-8", "replace").split("§")[1::2]:
            self.times[mark] = self.times.get(mark, 0) + 1
            self.last[mark] = now

    @property
    def delays(self) -> list[float]:
        """Milliseconds from a change to the last person who heard it."""
        return [1000 * (self.last[mark] - sent) for mark, sent in self.sent.items()]

    @property
    def complete(self) -> bool:
        return all(self.times.get(mark, 0) >= PEOPLE for mark in self.sent)


def measure() -> Found:
    """Return how long it takes until everybody has a change, and the CPU of each delivery."""
    if not os.path.exists("/proc/self/stat"):  # noqa: PTH110 it is no file of ours
        return Found([], {"everything": "it needs /proc"})
    installation_of_its_own()
    port, plain, changes = (free_port() for _ in range(3))
    os.environ["ALONGSIDE_HOSTS"] = "127.0.0.1"
    code, cookies = _wall()
    served = [sys.executable, "-m", "alongside", "serve", "--port", str(port)]
    ours, cpu, made = _measured(served, port, _Wall(port, code, cookies))
    bare, bare_cpu, _ = _measured(
        [sys.executable, "-c", PLAIN, str(plain), str(changes)], plain, _Plain(plain, changes)
    )
    deliveries = PEOPLE * CHANGES
    waits = [1000 * (at - ours.sent[mark]) for mark, at in ours.acknowledged.items()]
    per, bare_per = 1e6 * cpu / deliveries, 1e6 * bare_cpu / deliveries
    ninety, bare_ninety = _p95(ours.delays), _p95(bare.delays)
    figures = [
        Figure("p95 until everybody has a change", ninety, "ms", YARDSTICK, ninety / bare_ninety),
        Figure("median until everybody has a change", statistics.median(ours.delays), "ms"),
        Figure("p95 until a change is acknowledged", _p95(waits), "ms"),
        Figure("CPU of a delivery", per, "us", YARDSTICK, per / bare_per),
        Figure("changes a second", CHANGES / made, "per_second"),
        Figure("changes acknowledged and not heard by all", _not_heard(ours), "count"),
        Figure("changes heard twice", _heard_twice(ours), "count"),
    ]
    return Found(figures)


def _not_heard(heard: Heard) -> int:
    return sum(heard.times.get(mark, 0) < PEOPLE for mark in heard.acknowledged)


def _heard_twice(heard: Heard) -> int:
    return sum(times > PEOPLE for times in heard.times.values())


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * len(values))]


def _wall() -> tuple[str, list[str]]:
    """Return the code of a wall in the installation, and the cookies of everybody's browsers."""
    from django.utils import timezone

    from alongside.people.actions import create_organisation
    from alongside.walls import actions, identity

    now = timezone.now()
    here = create_organisation(name="Bench", now=now)
    columns = ["People", "Carers", "Practitioners", "Decision makers"]
    wall = actions.make_wall(organisation=here, ask="Bench", columns=columns, votes=3, now=now)
    name = identity.name(wall.code)
    return wall.code, [f"{name}={identity.signed(f'bench {n}')}" for n in range(PEOPLE)]


def _measured(command: list[str], port: int, load: Any) -> tuple[Heard, float, float]:
    """Start a server, put the load on it; return what was heard, the server's CPU while it lasted,
    and the seconds in which the changes were made."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(asyncio.wait_for(_run(load, process.pid), PATIENCE))
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise TimeoutError("the server did not start")


def _cpu(pid: int) -> float:
    """Return the seconds of CPU that a process has used."""
    with open(f"/proc/{pid}/stat") as file:
        parts = file.read().rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


async def _run(load: Any, pid: int) -> tuple[Heard, float, float]:
    heard = Heard()
    listeners = [await load.listen(heard) for _ in range(PEOPLE)]
    await asyncio.sleep(2)
    before, began = _cpu(pid), time.perf_counter()
    tasks = []
    for number in range(CHANGES):
        await asyncio.sleep(max(0.0, began + number * EVERY - time.perf_counter()))
        tasks.append(asyncio.create_task(load.change(heard, str(number))))
    await asyncio.gather(*tasks)
    made = time.perf_counter() - began
    until = time.monotonic() + 5
    while not heard.complete and time.monotonic() < until:
        await asyncio.sleep(0.05)
    cpu = _cpu(pid) - before
    for listener in listeners:
        listener.close()
    return heard, cpu, made


class _Plain:
    """The load on the plain server: a line in is a frame out to everybody."""

    def __init__(self, port: int, changes: int) -> None:
        self.port, self.changes = port, changes
        self._writer: asyncio.StreamWriter | None = None

    async def listen(self, heard: Heard) -> asyncio.Transport:
        return await _listen(self.port, b"GET / HTTP/1.1\r\n\r\n", heard)

    async def change(self, heard: Heard, mark: str) -> None:
        if self._writer is None:
            _, self._writer = await asyncio.open_connection("127.0.0.1", self.changes)
        heard.sent[mark] = time.perf_counter()
        self._writer.write(f"§{mark}§\n".encode())


class _Wall:
    """The load on a wall: everybody has the stream, and one after another adds a note."""

    def __init__(self, port: int, code: str, cookies: list[str]) -> None:
        self.port, self.code, self.cookies = port, code, cookies
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def listen(self, heard: Heard) -> asyncio.Transport:
        host = f"Host: 127.0.0.1:{self.port}"
        request = f"GET /wall/{self.code}/stream/?after=0 HTTP/1.1\r\n{host}\r\n\r\n"
        return await _listen(self.port, request.encode(), heard)

    async def change(self, heard: Heard, mark: str) -> None:
        body = urlencode({"act": "add", "text": f"{NOTE} §{mark}§", "column": "1"})
        origin = f"http://127.0.0.1:{self.port}"
        head = [
            f"POST /wall/{self.code}/do/ HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            f"Origin: {origin}",
            f"Cookie: {self.cookies[int(mark) % PEOPLE]}",
            "Accept: application/json",
            f"Content-Length: {len(body)}",
        ]
        heard.sent[mark] = time.perf_counter()
        reader, writer = await self._connection()
        writer.write("\r\n".join([*head, "", body]).encode())
        status = await reader.readuntil(b"\r\n\r\n")
        length = int(status.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        await reader.readexactly(length)
        self._idle.append((reader, writer))
        if not status.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(status.decode())
        heard.acknowledged[mark] = time.perf_counter()

    async def _connection(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        while self._idle:
            reader, writer = self._idle.pop()
            if not reader.at_eof():  # the server lets go of one that is idle for long
                return reader, writer
        return await asyncio.open_connection("127.0.0.1", self.port)


class _Listener(asyncio.Protocol):
    """One person's stream: whole events are noted, the beginning of one waits for its rest."""

    def __init__(self, request: bytes, heard: Heard) -> None:
        self.request, self.heard, self.rest = request, heard, b""

    def connection_made(self, transport: Any) -> None:
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        whole, end, self.rest = (self.rest + data).rpartition(b"\n\n")
        if end:
            self.heard.hear(whole)


async def _listen(port: int, request: bytes, heard: Heard) -> asyncio.Transport:
    """Begin to hear a stream; return what closes it."""
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_connection(
        lambda: _Listener(request, heard), "127.0.0.1", port
    )
    return transport
