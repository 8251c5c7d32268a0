"""The server's entry: Django's pages run on a bounded pool of threads inside one event loop, and
what is live stands beside them (decision 10)."""

import os
from typing import Any

from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import reverse

from alongside.web import beside, database
from alongside.web.bodies import Bodies
from alongside.web.carriers import carrier
from alongside.web.stream import Message, Receive, Send, hub

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")

THREADS = 12
"""Pages in work at once. Measured: with four, four slow requests hold every other page."""

pages: Any = get_wsgi_application()

from alongside.files import handlers as files  # noqa: E402 needs Django to be set up
from alongside.live import handlers as live  # noqa: E402
from alongside.walls import handlers as walls  # noqa: E402

HANDLERS = {
    "picture": files.handle,
    "room": live.handle,
    "screen": live.handle,
    "wall": walls.handle,
}
"""What answers addresses that begin with this word, before Django; Django has what it leaves."""

LATER = "We cannot do that just now. Try again in a moment."
"""What a handler says that cannot ask the database."""

_django = Bodies(WSGIMiddleware(pages, workers=THREADS), most=settings.MOST_OF_A_REQUEST)


async def application(scope: Message, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
        return
    word = _first_word(scope["path"]) if scope["type"] == "http" else ""
    handler = HANDLERS.get(word)
    try:
        if handler is not None and await handler(scope, receive, send):
            return
    except database.AWAY:
        await beside.answer(send, beside.RETRY, {"says": LATER})
        return
    await _django(scope, receive, send)


def _first_word(path: str) -> str:
    """Return the first word of an address: "" of one that a zero byte stands in, which no database
    takes, and of what is no address, such as "*"."""
    return path.split("/")[1] if path.startswith("/") and "\0" not in path else ""


def _load_pages() -> None:
    """Load the pages with the server, not with the first of a hall of phones: the others would wait
    until all of it is there."""
    reverse("home:front")
    get_template("live/parts/now.html")


async def _lifespan(receive: Receive, send: Send) -> None:
    """Start what is live with the server, and end it with it."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            _load_pages()
            hub.start()
            if (between := carrier(hub)) is not None:
                hub.tell_others = between.tell
                hub.run(between.run())
            live.start()
            walls.start()
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            hub.stop()
            live.stop()
            walls.stop()
            await send({"type": "lifespan.shutdown.complete"})
            return
