"""A wall on a server of its own: changes are heard, missed ones replayed, and none is lost when the
server is killed in the middle of a burst. On SQLite, whatever the other tests run on."""

import asyncio
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest

pytestmark = pytest.mark.served

MAKE = """
from alongside.cli import installation
installation.start()
from django.utils import timezone
from alongside.people.actions import create_organisation
from alongside.walls import actions, identity
from alongside.walls.models import Wall
here = create_organisation(name="Here", now=timezone.now())
for _ in range({pairs}):
    for private in (False, True):
        wall = actions.make_wall(
            organisation=here, ask="What?", columns=["A", "B"], votes=3, private=private
        )
        print(wall.code, *(identity.signed(f"browser {{n}}") for n in range(4)))
"""
COUNT = """
from alongside.cli import installation
installation.start()
from alongside.walls.models import Wall
import json
wall = Wall.objects.get(code="{code}")
rows = list(wall.operations.order_by("number").values_list("number", "client_id"))
print(json.dumps([[n, str(c)] for n, c in rows]))
print(wall.notes.count(), wall.last)
"""

MANY = """
from alongside.cli import installation
installation.start()
import uuid
from django.utils import timezone
from alongside.walls import actions
from alongside.walls.changes import Change
from alongside.walls.models import Wall
wall = Wall.objects.get(code="{code}").pk
acts = ["add", *["agree", "disagree"] * 300]
actions.make_changes(
    changes=[
        Change(wall, "a", uuid.uuid4(), act, dict(text="Tea") if act == "add" else dict(note=1))
        for act in acts
    ],
    now=timezone.now(),
)
"""


PAIRS = 6
"""How many tests there are below."""


class Server:
    """`alongside serve` with a data folder of its own, and two walls for each test: one that all
    see, and one on which people write alone."""

    def __init__(self, data):
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.environ = os.environ | {
            "ALONGSIDE_DATA": str(data),
            "ALONGSIDE_DATABASE": "sqlite",
            "ALONGSIDE_ADDRESS": self.address,
        }
        made = [line.split() for line in self.run(MAKE.format(pairs=PAIRS)).splitlines()]
        self.pairs = [made[at : at + 2] for at in range(0, len(made), 2)]
        self.walls: list[list[str]] = []
        self.start()

    def run(self, code):
        command = [sys.executable, "-c", code]
        return subprocess.run(
            command, env=self.environ, check=True, capture_output=True, text=True
        ).stdout

    def start(self):
        command = [sys.executable, "-m", "alongside", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=self.environ, stdout=subprocess.DEVNULL)
        until = time.monotonic() + 90
        while time.monotonic() < until:
            try:
                return socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server did not start")

    def on_walls(self, code):
        """Run a program on the wall of this test that all see."""
        return self.run(code.format(code=self.walls[0][0]))

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(30)

    def do(self, wall=0, browser=0, origin="", timeout=60, **data):
        """Post a change as our script does; return the status and what was told."""
        code, *tokens = self.walls[wall]
        request = urllib.request.Request(
            f"{self.address}/wall/{code}/do/",
            urlencode(data).encode(),
            {
                "Origin": origin or self.address,
                "Accept": "application/json",
                "Cookie": f"wall-{code}={tokens[browser]}",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as problem:
            return problem.code, json.loads(problem.read() or b"{}")

    def operations(self, wall=0, after=0):
        code = self.walls[wall][0]
        with urllib.request.urlopen(f"{self.address}/wall/{code}/ops/?after={after}") as answer:
            return json.loads(answer.read())


@pytest.fixture(scope="module")
def running(tmp_path_factory, with_tables):
    data = shutil.copytree(with_tables, tmp_path_factory.mktemp("walls") / "data")
    found = Server(data)
    yield found
    found.kill()


@pytest.fixture
def server(running):
    """The server of this file, with walls that nobody has written on."""
    running.walls = running.pairs.pop()
    return running


def test_a_change_is_acknowledged_heard_and_replayed(server):
    code = server.walls[0][0]

    async def listen(after, many):
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        request = f"GET /wall/{code}/stream/?after={after} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        writer.write(request.encode())
        heard = b""
        while heard.count(b"event: op") < many:
            heard += await asyncio.wait_for(reader.read(65_536), 60)
        writer.close()
        return [json.loads(one) for one in re.findall(r"data: (.*)", heard.decode())]

    async def story():
        listening = asyncio.create_task(listen(0, 3))
        await asyncio.sleep(0.5)
        made = await asyncio.to_thread(server.do, act="add", text="Tea for everybody")
        await asyncio.to_thread(server.do, browser=1, act="agree 1")
        await asyncio.to_thread(server.do, browser=1, act="move 1 1")
        return made, await listening, await listen(1, 2)

    made, heard, replayed = asyncio.run(story())
    assert made[0] == 200
    assert made[1]["notes"][0]["text"] == "Tea for everybody"
    assert [one["number"] for one in heard] == [1, 2, 3]
    assert heard[0]["says"] == "New note in A: Tea for everybody"
    assert [one["number"] for one in replayed] == [2, 3]
    assert replayed[-1]["notes"][0]["votes"] == 1
    told = json.dumps(heard)
    assert not any(token in told for token in server.walls[0][1:])
    polled = server.operations(after=2)
    assert [json.loads(one)["number"] for one in polled["told"]] == [3]


def test_a_phone_that_slept_hears_what_it_missed_or_loads_the_wall_anew(server):
    server.on_walls(MANY)
    code, token = server.walls[0][:2]

    async def come_back(last):
        """Listen as a browser does that heard the last one before it slept."""
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        head = f"GET /wall/{code}/stream/?after=0 HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        head += f"Cookie: wall-{code}={token}\r\nLast-Event-ID: {last}\r\n\r\n"
        writer.write(head.encode())
        heard = b""
        while b"event: reload" not in heard and b"id: 601\n" not in heard:
            heard += await asyncio.wait_for(reader.read(65_536), 60)
        writer.close()
        kinds = set(re.findall(r"event: (\w+)", heard.decode()))
        return kinds, [int(number) for number in re.findall(r"id: (\d+)\n", heard.decode())]

    kept = list(range(301, 602))
    assert asyncio.run(come_back(last=300)) == ({"op"}, kept)
    assert asyncio.run(come_back(last=1)) == ({"reload"}, [601])
    assert server.operations(after=1)["told"] is None
    assert server.do(act="add", text="I am back")[1]["number"] == 602


def test_the_same_operation_sent_twice_at_once_is_made_once(server):
    client = str(uuid.uuid4())
    add = {"act": "add", "text": "Once", "client": client}
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda _: server.do(**add), range(8)))
    assert {status for status, _ in told} == {200}
    assert {one["number"] for _, one in told} == {1}
    assert len(server.operations()["told"]) == 1


def test_handlers_check_origin_signature_and_what_was_sent(server):
    code = server.walls[0][0]
    assert server.do(origin="https://elsewhere.example", act="add", text="x")[0] == 403
    assert server.do(act="add", text="")[0] == 422
    assert server.do(act="move 99 1")[0] == 409
    assert server.do(act="reveal")[0] == 409
    server.walls.append([code, "forged:token"])
    assert server.do(wall=2, act="add", text="x")[0] == 403
    server.walls[2][1] = server.walls[0][1]
    statuses = [server.do(browser=3, act="undo")[0] for _ in range(60)]
    assert 429 in statuses
    assert server.do(browser=2, act="add", text="Another person is not held up")[0] == 200


def test_what_is_written_alone_is_told_to_nobody(server):
    server.do(wall=1, act="add", text="Secret tea")
    told = json.dumps(server.operations(wall=1))
    assert "Secret" not in told
    assert "1 note so far" in told


def test_nothing_acknowledged_is_lost_or_counted_twice_when_the_server_is_killed(server):
    acknowledged, sent = [], []

    def add(number):
        client = str(uuid.uuid4())
        sent.append((number, client))
        try:
            status, _ = server.do(browser=number % 4, act="add", text=f"N{number}", client=client)
        except OSError:
            return
        if status == 200:
            acknowledged.append(client)

    with ThreadPoolExecutor(16) as pool:
        burst = [pool.submit(add, number) for number in range(400)]
        until = time.monotonic() + 60
        while len(acknowledged) < 25 and time.monotonic() < until:
            time.sleep(0.005)
        server.kill()
        for one in burst:
            one.cancel()
    rows, counts = server.on_walls(COUNT).splitlines()
    rows = json.loads(rows)
    notes, last = map(int, counts.split())
    there = {client for _, client in rows}
    assert len(acknowledged) >= 25
    assert set(acknowledged) <= there
    assert len(there) == len(rows) == notes == last
    assert [number for number, _ in rows] == list(range(1, last + 1))

    server.start()
    again = [(n, client) for n, client in sent if client in there][:5]
    for number, client in again:
        status, told = server.do(browser=number % 4, act="add", text="again", client=client)
        assert (status, told["number"]) == (200, {c: n for n, c in rows}[client])
    assert json.loads(server.on_walls(COUNT).splitlines()[0]) == rows
    assert server.operations(after=last - 1)["number"] == last
