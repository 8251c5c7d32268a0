"""What is too big is refused before it is kept: asked of the real server, over a socket."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import time

import pytest

from alongside.web.bodies import REFUSED, WORDS, Bodies
from alongside.web.boxes import MOST_BOXES, MOST_BYTES, Boxes

BIG = 200_000_000
BLOCK = b"x" * 1_000_000


@pytest.fixture(scope="module")
def server(tmp_path_factory, with_tables):
    """A running `alongside serve`: its port, and the folder where it would spool an upload."""
    data, spool = tmp_path_factory.mktemp("served"), tmp_path_factory.mktemp("spool")
    clean = {name: v for name, v in os.environ.items() if not name.startswith("ALONGSIDE_")}
    settings = clean | {"ALONGSIDE_DATA": str(data), "TMPDIR": str(spool)}
    command = [sys.executable, "-m", "alongside"]
    shutil.copytree(with_tables, data, dirs_exist_ok=True)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [*command, "serve", "--port", str(port)],
        env=settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port, process)
        yield port, spool
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port, process):
    for _ in range(600):
        assert process.poll() is None
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)


def send(port, headers, blocks):
    """Post blocks as a browser would: all of them, then read the answer. Return it as text."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        line.sendall(
            f"POST /o/sandbrook/ask/upload/ HTTP/1.1\r\nHost: 127.0.0.1\r\n{head}\r\n".encode()
        )
        for block in blocks:
            line.sendall(block)
        answer = b""
        while b"</html>" not in answer and (part := line.recv(65536)):
            answer += part
    return answer.decode()


def spooled(spool):
    return sum(path.stat().st_size for path in spool.rglob("*") if path.is_file())


UPLOAD = {"Content-Type": "multipart/form-data; boundary=x"}
BOX = b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
PART = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'


@pytest.mark.served
def test_200_mb_get_a_sentence_and_are_not_spooled(server):
    port, spool = server
    most = []

    def blocks():
        yield PART
        for _ in range(BIG // len(BLOCK)):
            most.append(spooled(spool))
            yield BLOCK

    answer = send(port, UPLOAD | {"Content-Length": BIG + len(PART)}, blocks())
    assert answer.startswith("HTTP/1.1 413 ")
    assert "We take up to 30 MB at a time. What you sent was not taken" in answer
    assert "content-security-policy" in answer.lower()
    assert max(most) == 0


@pytest.mark.served
def test_what_was_typed_beside_a_file_that_is_too_big_comes_back(server):
    port, _ = server
    typed = BOX % (b"say", "A longer break, and tŷ bach".encode())
    length = {"Content-Length": BIG + len(PART) + len(typed)}

    def blocks():
        yield typed + PART
        for _ in range(BIG // len(BLOCK)):
            yield BLOCK

    answer = send(port, UPLOAD | length, blocks())
    assert "A longer break, and tŷ bach</p>" in answer
    foreign = send(port, UPLOAD | length | {"Origin": "https://elsewhere.example"}, blocks())
    assert foreign.startswith("HTTP/1.1 413 ")
    assert "A longer break" not in foreign


@pytest.mark.served
def test_200_mb_without_a_length_get_a_sentence_and_are_not_spooled(server):
    port, spool = server
    most = []

    def blocks():
        for _ in range(BIG // len(BLOCK)):
            most.append(spooled(spool))
            yield b"%x\r\n%s\r\n" % (len(BLOCK), BLOCK)
        yield b"0\r\n\r\n"

    answer = send(port, UPLOAD | {"Transfer-Encoding": "chunked"}, blocks())
    assert answer.startswith("HTTP/1.1 411 ")
    assert "What was sent did not say how long it is" in answer
    assert max(most) == 0


@pytest.mark.served
def test_a_program_that_asks_first_sends_nothing(server):
    port, _ = server
    headers = UPLOAD | {"Content-Length": BIG, "Expect": "100-continue"}
    assert send(port, headers, []).startswith("HTTP/1.1 413 ")


@pytest.mark.served
def test_what_is_small_enough_reaches_the_page(server):
    port, _ = server
    answer = send(port, UPLOAD | {"Content-Length": 3}, [b"abc"])
    assert answer.startswith("HTTP/1.1 403 ")
    assert "This form had been open for too long" in answer


def ask(headers, messages, patience=60.0):
    """Let a request through; return why it was refused, the body that came through, and how many
    messages were left unread."""
    seen = {}
    left = list(messages)

    async def receive():
        if not left:
            await asyncio.sleep(60)
        return left.pop(0)

    async def page(scope, receive, send):
        message = await receive()
        seen.update(why=scope.get(REFUSED, ""), body=message["body"], words=scope.get(WORDS))

    async def nothing(message):
        pass

    scope = {"type": "http", "headers": headers}
    asyncio.run(Bodies(page, most=10, patience=patience)(scope, receive, nothing))
    return seen["why"], seen["body"], len(left)


def part(body, more=False):
    return {"type": "http.request", "body": body, "more_body": more}


@pytest.mark.parametrize(
    ("headers", "outcome"),
    [
        ([], ("", b"abc", 1)),
        ([(b"content-length", b"10")], ("", b"abc", 1)),
        ([(b"content-length", b"11")], ("too big", b"", 0)),
        ([(b"content-length", b"-1")], ("too big", b"", 0)),
        ([(b"transfer-encoding", b"chunked")], ("no length", b"", 0)),
    ],
)
def test_the_limit(headers, outcome):
    assert ask(headers, [part(b"abc", more=True), part(b"d")]) == outcome


def test_somebody_who_sends_slowly_is_not_waited_for():
    headers = [(b"content-length", b"11")]
    assert ask(headers, [part(b"abc", more=True)], patience=0.05) == ("too big", b"", 0)


def test_nobody_can_say_for_a_request_that_it_was_refused(db, client):
    assert client.get("/", headers={"alongside.refused": "too big"}).status_code == 200


FORM = BOX % (b"say", b"More tea") + PART + b"\0\xff\r\n--\r\n\r\n" * 9 + b"\r\n"
FORM += BOX % (b"say", "Tŷ\r\nbach".encode()) + b"--x--\r\n"


@pytest.mark.parametrize("size", [1, 2, 7, 64, 10_000])
def test_words_are_read_in_whichever_pieces_they_come(size):
    boxes = Boxes(b"multipart/form-data; boundary=x")
    for at in range(0, len(FORM), size):
        boxes.read(FORM[at : at + size])
    assert boxes.words() == {"say": ["More tea", "Tŷ\r\nbach"]}


def test_few_words_are_held_and_few_boxes():
    boxes = Boxes(b"multipart/form-data; boundary=x")
    for _ in range(MOST_BOXES + 9):
        boxes.read(BOX % (b"say", b"y" * 1_000))
    held = boxes.words()["say"]
    assert sum(map(len, held)) == MOST_BYTES
    assert len(held) < MOST_BOXES
    assert len(boxes._rest) < 2_000


@pytest.mark.parametrize(
    "kind", [b"", b"text/plain", b"multipart/form-data", b"text/x; boundary=x"]
)
def test_what_is_no_form_has_no_words(kind):
    boxes = Boxes(kind)
    boxes.read(FORM)
    assert boxes.words() == {}
    assert boxes._rest == b""
