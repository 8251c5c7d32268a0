"""`alongside scale`: two web processes with one room, on a PostgreSQL of the test's own."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from contextlib import contextmanager

import psycopg
import pytest

from tests import services
from tests.services import until

NOBODY = f"127.0.0.1:{services.free_port()}"


def command(*words, **settings):
    clean = {k: v for k, v in os.environ.items() if not k.startswith("ALONGSIDE_")}
    return [sys.executable, "-m", "alongside", "scale", *words], clean | settings


def refused(*words, **settings):
    call, environment = command(*words, **settings)
    done = subprocess.run(call, env=environment, capture_output=True, text=True, timeout=60)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


def test_it_says_which_server_is_missing():
    postgres = {"ALONGSIDE_TEST_POSTGRES": f"postgres://amira:secret@{NOBODY}/test"}
    code, says = refused(**postgres)
    assert (code, f"no PostgreSQL at {NOBODY} lets us make a database" in says) == (2, True)
    code, says = refused(ALONGSIDE_REDIS=f"redis://:secret@{NOBODY}/0", **postgres)
    assert (code, f"no Redis or Valkey answers at {NOBODY}. Start one" in says) == (2, True)
    assert "secret" not in says


@contextmanager
def scale(*words, **settings):
    """Run it until the end; what it has printed once everything is there."""
    call, environment = command(*words, **settings)
    # What a shell runs in the background does not hear Ctrl+C, nor does what it starts.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(call, env=environment, stdout=subprocess.PIPE, text=True)
    signal.signal(signal.SIGINT, heard)
    try:
        lines = []
        while not lines or "Ctrl+C" not in lines[-1]:
            line = process.stdout.readline()
            assert line, "it ended before it was ready"
            lines.append(line)
        yield "".join(lines)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(services.PATIENCE)
        process.stdout.close()


def databases(postgres):
    with psycopg.connect(postgres.address) as server:
        return [name for (name,) in server.execute("SELECT datname FROM pg_database")]


@pytest.mark.served
def test_one_room_is_at_two_addresses_and_all_of_it_goes_in_the_end():
    with services.postgresql() as postgres:
        before = databases(postgres)
        port = services.free_port()
        with scale("--port", str(port), ALONGSIDE_TEST_POSTGRES=postgres.address) as said:
            screens = re.findall(r"http\S+/screen/\S+", said)
            phones = re.findall(r"http\S+/room/\S+", said)
            assert len(screens) == len(phones) == len({*screens, *phones}) / 2 == 2
            for address in screens:
                with urllib.request.urlopen(address, timeout=services.PATIENCE) as answer:
                    assert "7 people came in, 6 have answered" in answer.read().decode()
            assert len(databases(postgres)) == len(before) + 1
        until(lambda: databases(postgres) == before, "its database is gone")
