"""Small posts that are answered on their connection, beside all else that uvicorn serves."""

import asyncio
import gc
import weakref
from contextlib import asynccontextmanager

import pytest
import uvicorn

from alongside.web import beside, posts
from alongside.web.stream import Hub

POST = "POST /room/ABC/answer/ HTTP/1.1\r\nHost: here\r\nAccept: application/json\r\n"


async def pages(scope, receive, send):
    """What stands behind: it says which address was asked for, and how long what was sent is."""
    sent = await beside.body(receive)
    length = None if sent is None else len(sent)
    await beside.answer(send, 200, {"page": scope["path"], "length": length})


@pytest.fixture
def taken(monkeypatch):
    """What was taken, in order, each with how to answer it."""
    found = []
    monkeypatch.setattr(posts, "_takers", {})
    posts.takes("room", "answer", lambda *post: found.append(post))
    return found


@asynccontextmanager
async def connection(app=pages, **more):
    """Yield a connection to a server of its own."""
    config = uvicorn.Config(
        app, port=0, http=posts.Protocol, ws="none", lifespan="off", log_config=None, **more
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield reader, writer
    finally:
        writer.close()
        server.should_exit = True
        await serving


async def heard(reader):
    """Return the status, the headers and the body of the next answer."""
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
    status, *lines = head.decode().strip().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    body = await reader.readexactly(int(headers["content-length"]))
    return int(status.split()[1]), headers, body.decode()


async def until(there):
    for _ in range(500):
        if there():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not happen")


def with_body(body, head=POST):
    return f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()


def test_a_post_is_answered_when_it_is_certain_what_became_of_it_and_the_next_on_the_same_line(
    taken,
):
    async def play():
        async with connection() as (reader, writer):
            answers = []
            for number in (1, 2):
                writer.write(with_body(f"asking={number}"))
                await until(lambda: len(taken) == number)  # noqa: B023 it is called at once
                taken[-1][3](beside.packed(409, {"says": "Closed."}))
                answers.append(await heard(reader))
            return answers

    first, second = asyncio.run(play())
    assert first == second
    status, headers, body = first
    assert (status, body) == (409, '{"says": "Closed."}')
    assert headers["cache-control"] == "no-store"
    assert "date" in headers
    assert "connection" not in headers
    assert [(code, sent) for code, _, sent, _ in taken] == [
        ("ABC", b"asking=1"),
        ("ABC", b"asking=2"),
    ]
    assert taken[0][1][b"host"] == b"here"


@pytest.mark.parametrize(
    "pieces",
    [
        [POST + "Content-Length: 8\r\n\r\n", "aski", "ng=1"],
        [POST[:9], POST[9:] + "Content-Length: 8\r\n", "\r\nasking=1"],
        [POST + "Transfer-Encoding: chunked\r\n\r\n4\r\naski\r\n", "4\r\nng=1\r\n0\r\n\r\n"],
    ],
)
def test_it_may_come_in_pieces(taken, pieces):
    async def play():
        async with connection() as (_, writer):
            for piece in pieces:
                writer.write(piece.encode())
                await writer.drain()
                await asyncio.sleep(0.05)
            await until(lambda: taken)

    asyncio.run(play())
    assert taken[0][2] == b"asking=1"


@pytest.mark.parametrize("head", [POST.replace("1.1", "1.0"), POST + "Connection: close\r\n"])
def test_a_browser_or_proxy_that_wants_the_line_closed_has_it_closed(taken, head):
    async def play():
        async with connection() as (reader, writer):
            writer.write(with_body("asking=1", head))
            await until(lambda: taken)
            taken[0][3](beside.packed(200, {}))
            return await heard(reader), await reader.read()

    (status, headers, _), rest = asyncio.run(play())
    assert (status, headers["connection"], rest) == (200, "close", b"")


def test_what_is_too_long_is_taken_as_such_before_all_of_it_has_come(taken):
    async def play():
        async with connection() as (reader, writer):
            writer.write(with_body("x" * (3 * beside.LONGEST))[: -beside.LONGEST])
            await until(lambda: taken)
            taken[0][3](beside.packed(413, {}))
            answer = await heard(reader)
            writer.write(b"x" * beside.LONGEST + with_body("asking=1"))
            await until(lambda: len(taken) == 2)
            return answer

    assert asyncio.run(play())[0] == 413
    assert [sent for _, _, sent, _ in taken] == [None, b"asking=1"]


def at_once(*post):
    """Answer a post before it is read to the end, as one that is refused."""
    post[3](beside.packed(403, {"says": "x" * 1_000}))


def test_who_reads_no_answers_is_not_read_from(taken):
    posts.takes("room", "answer", at_once)

    async def play():
        async with connection() as (reader, writer):
            reader._transport.pause_reading()
            writer.write(with_body("asking=1") * 100_000)
            await asyncio.sleep(1)
            left = writer.transport.get_write_buffer_size()
            writer.transport.abort()
            return left

    assert asyncio.run(play()) > 1_000_000


def test_a_line_stays_open_while_the_next_on_it_is_answered(taken):
    async def slow(scope, receive, send):
        await asyncio.sleep(0.6)
        await pages(scope, receive, send)

    posts.takes("room", "answer", at_once)

    async def play():
        async with connection(slow, timeout_keep_alive=0.3) as (reader, writer):
            writer.write(with_body("asking=1") + b"GET /else HTTP/1.1\r\nHost: here\r\n\r\n")
            return [(await heard(reader))[0] for _ in range(2)]

    assert asyncio.run(play()) == [403, 200]


@pytest.mark.parametrize("sent", [with_body("asking=1"), b"GET / HTTP/1.1\r\nHost: here\r\n\r\n"])
def test_nothing_of_a_closed_line_waits_for_the_collector(taken, monkeypatch, sent):
    posts.takes("room", "answer", at_once)
    made = []
    monkeypatch.setattr(
        posts.Protocol, "connection_made", _noting(made, posts.Protocol.connection_made)
    )

    async def play():
        async with connection() as (reader, writer):
            writer.write(sent)
            await heard(reader)
            writer.close()
            await writer.wait_closed()
            await asyncio.sleep(0.1)

    gc.disable()
    try:
        asyncio.run(play())
        assert [one() for one in made] == [None]
    finally:
        gc.enable()


def _noting(made, once):
    def connection_made(self, transport):
        made.append(weakref.ref(self))
        once(self, transport)

    return connection_made


@pytest.mark.parametrize(
    "sent",
    [
        POST.replace("answer", "else") + "\r\n",
        POST.replace("POST", "GET") + "\r\n",
        POST.replace("application/json", "text/html") + "\r\n",
        POST.replace("answer/", "answer") + "\r\n",
        POST.replace("answer/", "answer/?a=1") + "\r\n",
        POST.replace("ABC", "ABC/DEF") + "\r\n",
        POST.replace("ABC", "A?C") + "\r\n",
        POST.replace("ABC", "%41BC") + "\r\n",
    ],
)
def test_all_else_goes_the_long_way(taken, sent):
    async def play():
        async with connection() as (reader, writer):
            writer.write(sent.encode())
            return await heard(reader)

    status, _, body = asyncio.run(play())
    assert (status, taken) == (200, [])
    assert '"page": "/room/' in body


def test_what_is_sent_before_the_last_is_answered_waits_its_turn(taken):
    async def play():
        async with connection() as (reader, writer):
            writer.write(with_body("asking=1") + with_body("asking=22"))
            await until(lambda: taken)
            await asyncio.sleep(0.1)
            taken[0][3](beside.packed(200, {"says": "In."}))
            return [await heard(reader), await heard(reader)]

    (_, _, first), (_, _, second) = asyncio.run(play())
    assert first == '{"says": "In."}'
    assert second == '{"page": "/room/ABC/answer/", "length": 9}'
    assert len(taken) == 1


def test_a_browser_that_waits_to_be_told_to_go_on_is_told(taken):
    async def play():
        async with connection() as (reader, writer):
            writer.write(f"{POST}Expect: 100-continue\r\nContent-Length: 8\r\n\r\n".encode())
            go_on = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
            writer.write(b"asking=1")
            return go_on, await heard(reader)

    go_on, (_, _, body) = asyncio.run(play())
    assert go_on == b"HTTP/1.1 100 Continue\r\n\r\n"
    assert body == '{"page": "/room/ABC/answer/", "length": 8}'


def test_whoever_has_gone_is_told_nothing(taken):
    async def play():
        async with connection() as (_, writer):
            writer.write(with_body("asking=1"))
            await until(lambda: taken)
            writer.close()
            await writer.wait_closed()
            await asyncio.sleep(0.1)
            taken[0][3](beside.packed(200, {}))

    asyncio.run(play())


def test_nobody_is_answered_twice(taken):
    async def play():
        async with connection() as (reader, writer):
            writer.write(with_body("asking=1"))
            await until(lambda: taken)
            taken[0][3](beside.packed(200, {"says": "In."}))
            taken[0][3](beside.packed(409, {"says": "Closed."}))
            answer = await heard(reader)
            writer.write(b"GET /else HTTP/1.1\r\nHost: here\r\n\r\n")
            return answer, await heard(reader)

    (status, _, _), (_, _, then) = asyncio.run(play())
    assert status == 200
    assert then == '{"page": "/else", "length": 0}'


def test_a_fault_of_ours_is_said_and_the_line_stays(monkeypatch, caplog):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(posts, "_takers", {})
    posts.takes("room", "answer", broken)

    async def play():
        async with connection() as (reader, writer):
            writer.write(with_body("asking=1"))
            first = await heard(reader)
            writer.write(b"GET /else HTTP/1.1\r\nHost: here\r\n\r\n")
            return first, await heard(reader)

    (status, _, _), (then, _, _) = asyncio.run(play())
    assert (status, then) == (500, 200)
    assert "a post could not be taken" in caplog.text


async def pieces(reader, last):
    """Return what a stream says up to `last`, taken out of its pieces."""
    found = b""
    while last not in found:
        length = int((await asyncio.wait_for(reader.readline(), 5)).strip(), 16)
        found += await asyncio.wait_for(reader.readexactly(length), 5)
        assert await reader.readexactly(2) == b"\r\n"
    return found.decode()


@pytest.fixture
def streams():
    """Call it with what is played: it takes a hub, its channel, a browser that listens to it, and
    what was written to that at once."""

    def run(play):
        async def do():
            hub = Hub()
            hub.start()
            at_once = []

            async def app(scope, receive, send):
                write = beside.writes(scope)
                counted = lambda piece: write(piece) and at_once.append(piece) is None  # noqa: E731
                await hub.listen("room:1:people", 0, receive, send, write=counted)

            async with connection(app) as (reader, writer):
                writer.write(b"GET /room/ABC/stream/ HTTP/1.1\r\nHost: here\r\n\r\n")
                await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
                channel = hub.channel("room:1:people")
                await until(lambda: channel.listeners)
                try:
                    await play(hub, channel, reader, at_once)
                finally:
                    hub.stop()

        asyncio.run(do())

    return run


def test_what_is_streamed_is_written_at_once_in_pieces_that_browsers_read(streams):
    async def play(hub, channel, reader, at_once):
        for words in ("one", "two"):
            channel.tell("now", words)
            await hub.tell(channel)
        heard = await pieces(reader, b"data: two\n\n")
        assert heard.endswith("event: now\ndata: one\n\nid: 2\nevent: now\ndata: two\n\n")
        assert len(at_once) == 2

    streams(play)


def test_who_takes_nothing_for_a_while_is_not_written_to_and_hears_the_newest_then(streams):
    async def play(hub, channel, reader, at_once):
        reader._transport.pause_reading()
        for number in range(300):
            channel.tell("now", f"{number} " + "x" * 100_000)
            await hub.tell(channel)
            await asyncio.sleep(0)
        assert len(at_once) < 200
        reader._transport.resume_reading()
        heard = await pieces(reader, b"data: 299 ")
        assert heard.count("event: now") < 300

    streams(play)


def test_who_is_let_go_hears_the_end_of_the_stream(streams):
    async def play(hub, channel, reader, at_once):
        channel.tell("now", "one")
        await hub.tell(channel)
        await pieces(reader, b"data: one\n\n")
        hub.stop()
        assert await asyncio.wait_for(reader.readexactly(5), 5) == b"0\r\n\r\n"

    streams(play)
