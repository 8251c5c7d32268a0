"""The live addresses of a wall, beside Django in `asgi.py`. They check host, origin and signature
themselves.

- GET /wall/CODE/stream/?after=N: server-sent events, each an operation after N.
- GET /wall/CODE/ops/?after=N: the same as one JSON object, kept waiting until there is something
  after N, for browsers behind something that breaks streams.
- POST /wall/CODE/do/ from our script: a change, acknowledged once it is in the database. One that
  brings a picture is left to Django (`views.changing`).
"""

import asyncio
import time
from urllib.parse import parse_qs

from django.utils import timezone

from alongside.web import beside
from alongside.web.batches import Batches
from alongside.web.pace import Pace
from alongside.web.stream import Message, Receive, Send, hub

from . import actions, identity, queries, telling
from .changes import AWAY, DONE, REFUSED, Change, Outcome
from .forms import NotUnderstood, read_change

WAIT = 25.0
"""Seconds for which a question for news waits."""

GATHER = 0.055
"""Seconds between two writes: what happens in between is written together and told together. At 50
changes a second a delivery takes 18 µs of processor so, 21 at 0.04; the last of 200 people has 19
changes of 20 within 69 ms, 53 at 0.04."""

KNOWN_FOR = 30.0
"""Seconds for which a code is known to lead to a wall."""

LATER = "Your change could not be kept just now. We try again."
SLOW = "That was quick. Wait a moment and try again."
STRANGER = "We do not know this browser. Load the page again."
STATUS = {DONE: 200, REFUSED: 409, AWAY: beside.RETRY}

pace = Pace(most=20, every=0.5)
_codes: dict[str, tuple[int | None, float]] = {}


def _write(changes: list[Change]) -> list[Outcome]:
    return actions.make_changes(changes=changes, now=timezone.now())


_changes: Batches[Change, Outcome] = Batches("changes", _write, Outcome(AWAY, LATER), GATHER)  # type: ignore[arg-type]


def start() -> None:
    """Begin to take changes on the running loop."""
    hub.refreshes("wall", telling.refresh)
    _changes.start()


def stop() -> None:
    _changes.stop()


async def handle(scope: Message, receive: Receive, send: Send) -> bool:
    """Answer a request for a live address of a wall; return whether it is one."""
    code, what = _parts(scope["path"])
    if what not in {"stream", "ops", "do"}:
        return False
    headers = dict(scope["headers"])
    if what == "do":
        scripted = b"application/json" in headers.get(b"accept", b"")
        with_picture = headers.get(b"content-type", b"").startswith(b"multipart/")
        if scope["method"] != "POST" or not scripted or with_picture:
            return False
        await _do(code, headers, receive, send)
        return True
    if scope["method"] != "GET" or not beside.host(headers):
        return False
    wall = await _wall(code)
    if wall is None:
        return False
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    leads = identity.may_hear_all(wall, asked.get("leads", [""])[0])
    heard = _heard(headers) or beside.number(asked, "after")
    try:
        await telling.come(wall)
        name = telling.name_of(wall, leads)
        if what == "stream":
            write = beside.writes(scope)
            await hub.listen(name, heard, receive, send, telling.KEEP, write)
        else:
            await _operations(name, heard, headers, send)
    finally:
        telling.go(wall)
    return True


def _parts(path: str) -> tuple[str, str]:
    """Return the parts of an address like "/wall/CODE/stream/": empty where it is no such thing."""
    parts = path.strip("/").split("/")
    if len(parts) != 3 or parts[0] != "wall" or not path.endswith("/"):
        return "", ""
    return parts[1].upper(), parts[2]


def _heard(headers: dict[bytes, bytes]) -> int:
    """Return the number that a browser says it heard last when it comes back by itself."""
    return beside.number({"id": [headers.get(b"last-event-id", b"").decode("latin-1")]}, "id")


async def _wall(code: str) -> int | None:
    """Return the key of the wall, as the database said a moment ago."""
    now = time.monotonic()
    found, until = _codes.get(code, (None, 0.0))
    if until < now:
        wall = await beside.in_thread(queries.by_code, code)
        found = wall.pk if wall else None
        if len(_codes) > 1_000:
            _codes.clear()
        if found is not None:
            _codes[code] = found, now + KNOWN_FOR
    return found


async def _operations(name: str, heard: int, headers: dict[bytes, bytes], send: Send) -> None:
    until = time.monotonic() + WAIT
    channel = hub.channel(name, telling.KEEP)
    while channel.number <= heard and time.monotonic() < until:
        await asyncio.sleep(0.5)
    tag = f'"{channel.number}"'.encode()
    if headers.get(b"if-none-match") == tag:
        await beside.answer(send, 304, None, [(b"etag", tag)])
        return
    told = {"number": channel.number, "told": channel.missed(heard)}
    await beside.answer(send, 200, told, [(b"etag", tag)])


async def _do(code: str, headers: dict[bytes, bytes], receive: Receive, send: Send) -> None:
    posted = await beside.posted(receive, most=50)
    if not beside.from_here(headers):
        await beside.answer(send, 403, {"says": STRANGER})
        return
    if posted is None:
        await beside.answer(send, 413, {"says": beside.TOO_MUCH})
        return
    token = identity.token_of(beside.cookies(headers.get(b"cookie", b"")), code)
    wall = await _wall(code)
    if not token or wall is None:
        await beside.answer(send, 403, {"says": STRANGER})
        return
    author = identity.fingerprint(wall, token)
    if not pace.allows(author, time.monotonic()):
        await beside.answer(send, 429, {"says": SLOW}, [(b"retry-after", b"2")])
        return
    try:
        change = read_change(wall, posted, author=author)
    except NotUnderstood as problem:
        await beside.answer(send, 422, {"says": f"{problem}.", "field": problem.field})
        return
    outcome = await _changes.take(change)
    if outcome.news is not None:
        telling.say(wall, [outcome.news])
    await beside.answer(send, STATUS[outcome.status], outcome.told)
