"""Open the example on two web processes that share a room: on the machine's PostgreSQL, in a
database made for it, with PostgreSQL or Redis between them. Loopback only; all goes at the end."""

import argparse
import contextlib
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from alongside.cli import WrongInput, demo, installation
from alongside.cli.bench.served import Server, database_of_its_own

HOURS = 8
"""After these it ends by itself."""

POSTGRES = "postgres://postgres@127.0.0.1:5432/test"
REDIS = "redis://127.0.0.1:6379/0"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from alongside.cli import serve

    parser.add_argument("--port", type=serve.port, default=8000, help="first port to try (8000)")
    parser.add_argument(
        "--carrier",
        choices=["postgres", "redis"],
        help="what tells one process of changes in the other (redis if ALONGSIDE_REDIS is set)",
    )


def run(args: argparse.Namespace) -> int:
    carrier = args.carrier or ("redis" if os.environ.get("ALONGSIDE_REDIS") else "postgres")
    redis = _redis() if carrier == "redis" else ""
    ports = _two_ports(args.port)
    address = os.environ.get("ALONGSIDE_TEST_POSTGRES", POSTGRES)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with (
        tempfile.TemporaryDirectory(prefix="alongside-scale-") as folder,
        database_of_its_own(address) as database,
    ):
        if not database:
            raise WrongInput(
                f"no PostgreSQL at {_where(address)} lets us make a database. Start one, or set "
                "ALONGSIDE_TEST_POSTGRES to postgres://user:password@host:port/name."
            )
        room = _example(folder, database, redis)
        with contextlib.suppress(KeyboardInterrupt), _processes(ports) as processes:
            _say(carrier, ports, room)
            until = time.monotonic() + HOURS * 3600
            while time.monotonic() < until:
                if not all(process.runs for process in processes):
                    print("One of the two processes has ended.", file=sys.stderr)
                    return 1
                time.sleep(0.5)
    return 0


def _redis() -> str:
    """Return the address of a Redis that answers."""
    import redis

    address = os.environ.get("ALONGSIDE_REDIS") or REDIS
    try:
        with redis.from_url(address, socket_connect_timeout=3, socket_timeout=3) as client:
            client.ping()
    except (redis.RedisError, ValueError):
        raise WrongInput(
            f"no Redis or Valkey answers at {_where(address)}. Start one, set ALONGSIDE_REDIS to "
            "redis://host:port/0, or leave it out: --carrier postgres."
        ) from None
    return address


def _where(address: str) -> str:
    """Return the place in an address, without a password."""
    return urlsplit(address).netloc.rpartition("@")[2] or address


def _two_ports(first: int) -> list[int]:
    from alongside.cli import serve

    last = min(first + 19, 65_535)
    ports = [port for port in range(first, last + 1) if serve.free("127.0.0.1", port)][:2]
    if len(ports) < 2:
        raise WrongInput(f"of ports {first} to {last} fewer than two are free.")
    return ports


def _example(folder: str, database: str, redis: str) -> tuple[str, str]:
    """Make the example; return the paths to the big screen of its room and to it on a phone."""
    os.environ |= {
        "ALONGSIDE_DATA": folder,
        "ALONGSIDE_DATABASE": database,
        "ALONGSIDE_REDIS": redis,
        "ALONGSIDE_DEMO": "1",
        "ALONGSIDE_SMTP": "",
        "ALONGSIDE_SMS": "",
    }
    installation.start()
    from django.db import connection

    demo.make_example()
    room = demo.open_room()
    connection.close()
    return room


@contextmanager
def _processes(ports: list[int]) -> Iterator[list[Server]]:
    """Start a web process on each port, one after another, and end them all."""
    processes = [
        Server(os.environ | {"ALONGSIDE_ADDRESS": f"http://127.0.0.1:{port}"}, port, log=None)
        for port in ports
    ]
    try:
        for process in processes:
            process.start()
        yield processes
    finally:
        for process in processes:
            process.stop()


def _say(carrier: str, ports: list[int], room: tuple[str, str]) -> None:
    """Print where the one room is, on each of the two."""
    between = "Redis" if carrier == "redis" else "PostgreSQL"
    print(f"\n  Two processes share one database. What changes in one, {between} tells the other.")
    for place, path in zip(("Its big screen", "The same on a phone"), room, strict=True):
        print(f"\n  {place}")
        print("\n".join(f"    http://127.0.0.1:{port}{path}" for port in ports))
    print(f"\n  Sign in on either as  {demo.EMAIL}\n  Password              {demo.PASSWORD}")
    print("\n  Stop it with Ctrl+C: all of it goes.\n", flush=True)
