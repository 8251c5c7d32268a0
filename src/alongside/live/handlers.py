"""The live addresses of a room, beside Django in `asgi.py`. They check host, origin and signature
themselves.

- GET /room/CODE/stream/, /screen/SECRET/stream/: server-sent events.
- GET /room/CODE/state/?after=N, …: the same as one JSON object, kept waiting until there is
  something after N, for browsers behind something that breaks streams.
- POST /room/CODE/answer/ from our script: an answer, acknowledged once it is in the database.
"""

import asyncio
import time
from urllib.parse import parse_qs

from alongside.web import beside, database
from alongside.web.beside import in_thread
from alongside.web.pace import Pace
from alongside.web.stream import Message, Receive, Send, hub

from . import intake, queries, seating
from .asked import Asked
from .intake import AWAY, CLOSED, Given, Intake, packed
from .telling import PEOPLE, SCREEN, Told, refresh, rooms

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

ANSWERS = {what: beside.packed(STATUS[what], {"says": words}) for what, words in WORDS.items()}

votes = Intake()
pace = Pace(most=20, every=1.0)
_reading: dict[int, asyncio.Future[None]] = {}
_codes: dict[tuple[str, str], tuple[asyncio.Future[int | None], float]] = {}


def start() -> None:
    """Begin to take votes on the running loop."""
    hub.refreshes("room", refresh)
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
        await hub.listen(name, 0, receive, send)
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
    posted = await beside.posted(receive, fields=500)
    if not beside.from_here(headers):
        await _say(send, "stranger")
        return
    if posted is None:
        await _say(send, "too much")
        return
    found = seating.read(beside.cookies(headers), code)
    if found is None:
        await _say(send, "stranger")
        return
    room, seat = found
    if not pace.allows(seat, time.monotonic()):
        await _say(send, "slow")
        return
    asking, turn = beside.number(posted, "asking"), beside.number(posted, "turn")
    asked = _known(room, asking) or await _found(room, asking)
    if asked is None:
        await _say(send, CLOSED)
        return
    reading, why = asked.read(posted)
    if reading.answer is None:
        words = [problem.text for problem in reading.problems]
        await beside.answer(send, 422, {"problems": words})
        return
    given = Given(asking, seat, turn, packed(dict(reading.answer)), why)
    outcome = await votes.take(given)
    await _say(send, outcome)
    if outcome == intake.TAKEN:
        hub.changed(f"room:{room}")


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


async def _say(send: Send, outcome: str) -> None:
    for message in ANSWERS[outcome]:
        await send(message)
