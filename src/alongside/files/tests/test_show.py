"""A picture at its own address: for staff, and for anybody once something public uses it."""

import asyncio
import io
import time

import pytest
from PIL import Image

from alongside.files import actions, handlers, store


@pytest.fixture
def shown(cast, now, file):
    actions.use(
        organisation=cast.here, by="room:1", codes=[file.code], what="x", public=True, now=now
    )
    return file


def test_nothing_in_it_can_be_run(client, shown):
    answer = client.get(f"/picture/{shown.code}/")
    assert Image.open(io.BytesIO(answer.content)).size == (64, 48)
    assert {
        name: answer[name]
        for name in (
            "Content-Type",
            "Content-Security-Policy",
            "X-Content-Type-Options",
            "Cross-Origin-Resource-Policy",
            "Cache-Control",
            "Content-Disposition",
        )
    } == {
        "Content-Type": "image/webp",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, max-age=600",
        "Content-Disposition": 'inline; filename="picture.webp"',
    }
    assert not answer.cookies
    again = client.get(f"/picture/{shown.code}/", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"/picture/{shown.code}/small/")["ETag"] != answer["ETag"]


def test_what_nothing_public_uses_is_for_staff(cast, client, sign_in, now, file):
    where = f"/picture/{file.code}/"
    assert client.get(where).status_code == 404
    actions.use(organisation=cast.here, by="version:1", codes=[file.code], what="x", now=now)
    assert client.get(where).status_code == 404
    answer = sign_in(cast.david).get(where)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-cache")
    assert sign_in(cast.bola).get(where).status_code == 404
    assert sign_in(cast.chidi).get(where).status_code == 404


def test_a_picture_that_is_not_public_any_more_is_gone(cast, client, now, shown):
    assert client.get(f"/picture/{shown.code}/").status_code == 200
    actions.use(
        organisation=cast.here, by="room:1", codes=[shown.code], what="x", public=False, now=now
    )
    assert client.get(f"/picture/{shown.code}/").status_code == 404


def test_without_its_bytes_it_is_not_there(client, shown):
    store.remove(shown.code)
    assert client.get(f"/picture/{shown.code}/").status_code == 404


@pytest.fixture
def ask(monkeypatch):
    """Ask the handler beside Django; return what it sends, None where it leaves it to Django."""
    monkeypatch.setattr(handlers, "_known", {})
    reads = []

    def do(path, method="GET", **headers):
        named = {"host": "127.0.0.1"} | headers
        said = []
        there = handlers._read(*handlers._parts(path))  # a loop has no connection of this test

        async def in_thread(*args):
            reads.append(args)
            return there

        monkeypatch.setattr(handlers.beside, "in_thread", in_thread)
        scope = {
            "type": "http",
            "path": path,
            "method": method,
            "headers": [(n.replace("_", "-").encode(), v.encode()) for n, v in named.items()],
        }

        async def send(message):
            said.append(message)

        return said if asyncio.run(handlers.handle(scope, None, send)) else None

    do.reads = reads
    return do


def test_a_whole_room_is_answered_beside_django_with_the_same(client, ask, shown):
    for where in (f"/picture/{shown.code}/", f"/picture/{shown.code}/small/"):
        page = client.get(where)
        start, body = ask(where)
        assert (start["status"], body["body"]) == (200, page.content)
        headers = {name.decode(): value.decode() for name, value in start["headers"]}
        assert headers.pop("content-length") == str(len(page.content))
        assert headers == {name: page[name] for name in headers}
        assert len(headers) == 7
        start, body = ask(where, if_none_match=page["ETag"])
        assert (start["status"], body["body"]) == (304, b"")


def test_it_is_read_once_for_all_who_ask_at_the_same_moment(ask, shown):
    for _ in range(5):
        assert ask(f"/picture/{shown.code}/") is not None
    assert len(ask.reads) == 1


def test_what_is_not_public_any_more_is_known_after_two_seconds(cast, ask, shown, now, monkeypatch):
    assert ask(f"/picture/{shown.code}/") is not None
    actions.use(organisation=cast.here, by="room:1", codes=[shown.code], public=False, now=now)
    later = time.monotonic() + 2.1
    monkeypatch.setattr(handlers.time, "monotonic", lambda: later)
    assert ask(f"/picture/{shown.code}/") is None


def test_everything_else_is_left_to_django(ask, file, shown, now, cast):
    assert ask(f"/picture/{shown.code}/", method="POST") is None
    assert ask(f"/picture/{shown.code}/", host="evil.example") is None
    assert ask(f"/picture/{shown.code}") is None
    assert ask(f"/picture/{shown.code}/huge/") is None
    assert ask("/picture/NOSUCHCODE/") is None
    actions.use(organisation=cast.here, by="room:1", codes=[], now=now)
    handlers._known.clear()
    assert ask(f"/picture/{file.code}/") is None
