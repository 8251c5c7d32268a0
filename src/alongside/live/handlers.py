"""The live addresses of a room, beside Django in `asgi.py`. They check host, origin and signature
themselves.

- GET /room/CODE/stream/, /screen/SECRET/stream/: server-sent events.
- GET /room/CODE/state/?after=N, …: the same as one JSON object, kept waiting until there is
  something after N, for browsers behind something that breaks streams.
- POST /room/CODE/answer/ from our script: an answer, acknowledged once it is in the database.
"""

import asyncio
import logging
import time
from urllib.parse import parse_qs

from alongside.web import beside, database
from alongside.web.beside import Answer, in_thread, packed
from alongside.web.pace import Pace
from alongside.web.posts import FAULT, Reply, takes
from alongside.web.stream import Message, Receive, Send, hub

from . import intake, queries, seating
from .asked import Asked
from .intake import AWAY, CLOSED, Given, Intake
from .telling import PEOPLE, SCREEN, Told, recount, refresh, rooms

type Fields = dict[str, list[str]]

WAIT = 25.0
"""Seconds for which a question for news waits."""

KNOWN_FOR = 2.0
"""Seconds for which a code is known to lead to a room."""

WORDS = {
    intake.TAKEN: "Your answer is in. You can change it until the results are shown.",
    CLOSED: "No more answers are taken for this question.",
    AWAY: "Your answer could not be kept just now. We try again.",
    "too much": beside.TOO_MUCH,
    "slow": "That was quick. Wait a moment and send it again.",
    "stranger": "Come into the room again: we do not know this browser.",
}
STATUS = {intake.TAKEN: 200, CLOSED: 409, AWAY: beside.RETRY} | {
    "too much": 413,
    "slow": 429,
    "stranger": 403,
}

ANSWERS = {what: packed(STATUS[what], {"says": words}) for what, words in WORDS.items()}

log = logging.getLogger(__name__)

votes = Intake()
pace = Pace(most=20, every=1.0)
_reading: dict[int, asyncio.Future[None]] = {}
_codes: dict[tuple[str, str], tuple[asyncio.Future[int | None], float]] = {}


def start() -> None:
    """Begin to take votes on the running loop."""
    hub.refreshes("room", refresh)
    hub.refreshes("votes", recount)
    takes("room", "answer", take)
    votes.start()


def stop() -> None:
    votes.stop()


async def handle(scope: Message, receive: Receive, send: Send) -> bool:
    """Answer a request for a live address of a room; return whether it is one."""
    kind, code, what = _parts(scope["path"])
    if what not in {"stream", "state", "answer"}:
        return False
    headers = dict(scope["headers"])
    if what == "answer":
        if scope["method"] != "POST" or b"application/json" not in headers.get(b"accept", b""):
            return False
        await _answer(code, headers, receive, send)
        return True
    if scope["method"] != "GET" or not beside.host(headers):
        return False
    room = await _room(kind, code)
    if room is None:
        return False
    name = f"room:{room}:{PEOPLE if kind == 'room' else SCREEN}"
    if not hub.channel(name).newest():
        hub.changed(f"room:{room}", elsewhere=True)  # the others need not be told
    if what == "stream":
        await hub.listen(name, 0, receive, send, write=beside.writes(scope))
    else:
        await _state(name, scope, headers, send)
    return True


def _parts(path: str) -> tuple[str, str, str]:
    """Return the parts of an address like "/room/CODE/stream/": empty where it is no such thing."""
    parts = path.strip("/").split("/")
    if len(parts) != 3 or parts[0] not in {"room", "screen"} or not path.endswith("/"):
        return "", "", ""
    return parts[0], parts[1], parts[2]


async def _room(kind: str, code: str) -> int | None:
    """Return the key of the room, as the database said a moment ago. It is asked once for all who
    come in the same moment."""
    now = time.monotonic()
    asked, until = _codes.get((kind, code), (None, 0.0))
    if asked is None or until < now:
        asked = asyncio.ensure_future(_find(kind, code))
        if len(_codes) > 1_000:
            _codes.clear()
        _codes[kind, code] = asked, now + KNOWN_FOR
    try:
        return await asyncio.shield(asked)
    except database.AWAY:
        _codes.pop((kind, code), None)
        raise


async def _find(kind: str, code: str) -> int | None:
    find = queries.newest_room if kind == "room" else queries.room_of_screen
    room = await in_thread(find, code)
    return room.pk if room else None


async def _state(name: str, scope: Message, headers: dict[bytes, bytes], send: Send) -> None:
    heard = beside.number(parse_qs(scope["query_string"].decode("latin-1")), "after")
    channel = hub.channel(name)
    if heard > channel.number:  # of a process that has ended since
        heard = 0
    until = time.monotonic() + WAIT
    while channel.number <= heard and time.monotonic() < until:
        await asyncio.sleep(0.5)
        channel = hub.channel(name)
    tag = f'"{channel.number}"'.encode()
    if headers.get(b"if-none-match") == tag:
        await beside.answer(send, 304, None, [(b"etag", tag)])
        return
    told = {"number": channel.number, "told": channel.newest()}
    await beside.answer(send, 200, told, [(b"etag", tag)])


async def _answer(code: str, headers: dict[bytes, bytes], receive: Receive, send: Send) -> None:
    """Take an answer that came the long way (`take` has the short one)."""
    said: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()

    def reply(answer: Answer) -> None:
        if not said.done():
            said.set_result(answer)

    take(code, headers, await beside.body(receive), reply)
    await (await said).through(send)


def take(code: str, headers: dict[bytes, bytes], sent: bytes | None, reply: Reply) -> None:
    """Take what a phone answers, and `reply` once it is certain what became of it."""
    posted = None if sent is None else beside.fields(sent, most=500)
    if not beside.from_here(headers):
        reply(ANSWERS["stranger"])
        return
    if posted is None:
        reply(ANSWERS["too much"])
        return
    found = seating.read_header(headers.get(b"cookie", b""), code)
    if found is None:
        reply(ANSWERS["stranger"])
        return
    room, seat = found
    if not pace.allows(seat, time.monotonic()):
        reply(ANSWERS["slow"])
        return
    asking = beside.number(posted, "asking")
    asked = _known(room, asking)
    if asked is None:
        hub.run(_look(room, seat, asking, posted, reply))
    else:
        _put(room, seat, asking, asked, posted, reply)


async def _look(room: int, seat: int, asking: int, posted: Fields, reply: Reply) -> None:
    """Take an answer to a question that this process does not know of yet. Whatever happens there
    is a reply: a phone waits for it."""
    try:
        asked = await _found(room, asking)
        if asked is None:
            reply(ANSWERS[CLOSED])
        else:
            _put(room, seat, asking, asked, posted, reply)
    except database.AWAY:
        reply(ANSWERS[AWAY])
    except Exception:
        log.exception("an answer could not be taken")
        reply(FAULT)


def _put(room: int, seat: int, asking: int, asked: Asked, posted: Fields, reply: Reply) -> None:
    """Have an answer written, or say what to put right."""
    reading, why = asked.read(posted)
    if reading.answer is None:
        reply(packed(422, {"problems": [problem.text for problem in reading.problems]}))
        return

    def done(outcome: str) -> None:
        reply(ANSWERS[outcome])
        if outcome == intake.TAKEN:
            hub.changed(f"votes:{room}")

    turn = beside.number(posted, "turn")
    votes.put(Given(asking, seat, turn, dict(reading.answer), why), done)


def _known(room: int, asking: int) -> Asked | None:
    """Return the question of an asking that takes answers, as far as this process was told."""
    return (rooms.get(room) or Told()).questions.get(asking)


async def _found(room: int, asking: int) -> Asked | None:
    """Return the question of an asking after reading the room anew: once for all who wait for it.
    What was being read already when somebody came may be too old for them; the next is not."""
    for _ in range(2):
        if room not in _reading:
            _reading[room] = asyncio.ensure_future(refresh(f"room:{room}"))
            _reading[room].add_done_callback(lambda _: _reading.pop(room))
        await asyncio.shield(_reading[room])
        if (asked := _known(room, asking)) is not None:
            return asked
    return None
