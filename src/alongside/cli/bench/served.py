"""A server of its own with a room, for benches and for tests that end it in the middle: on
loopback, with data that is thrown away."""

import contextlib
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alongside.cli.bench.crowd import HOST, Post


@dataclass
class Server:
    """One web process on some data. Others can be started beside it (`beside`)."""

    environment: dict[str, str]
    port: int
    process: subprocess.Popen[bytes] | None = None
    log: int | None = subprocess.DEVNULL

    def start(self, seconds: int = 60) -> None:
        """Start it, and wait until it answers."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "alongside", "serve", "--port", str(self.port)],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=self.log,
        )
        for _ in range(10 * seconds):
            if self.process.poll() is not None:
                break
            try:
                with socket.create_connection((HOST, self.port), timeout=1):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server did not start")

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Ask it to end, and end it when it does not."""
        if self.process is not None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(15)
        self.kill()

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def beside(self) -> "Server":
        """Return another process on the same data, not started yet."""
        return Server(self.environment, free_port())

    @property
    def memory(self) -> float:
        """Kilobytes that it holds."""
        assert self.process is not None
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(float(line.split()[1]) for line in lines if line.startswith("VmRSS"))

    @property
    def cpu(self) -> float:
        """Seconds of processor time that it has used."""
        assert self.process is not None
        stat = Path(f"/proc/{self.process.pid}/stat").read_text()
        fields = stat.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def rows(self, question: str) -> tuple[Any, ...]:
        """Return the one row that the database answers with."""
        database = self.environment["ALONGSIDE_DATABASE"]
        if database == "sqlite":
            import sqlite3

            path = Path(self.environment["ALONGSIDE_DATA"]) / "alongside.sqlite3"
            with contextlib.closing(sqlite3.connect(path)) as connection:
                return tuple(connection.execute(question).fetchone())
        import psycopg

        with psycopg.connect(database) as connection:
            return tuple(connection.execute(question.encode()).fetchone() or ())


@dataclass(frozen=True)
class World:
    """A room at a question with three choices: what leads into it (`live_world`)."""

    code: str
    secret: str
    asking: int
    remote: str
    session: str
    seats: list[int]
    cookies: list[str]

    @property
    def room(self) -> str:
        """The address on a phone."""
        return f"/room/{self.code}/"

    @property
    def screen(self) -> str:
        """The address of the big screen."""
        return f"/screen/{self.secret}/"

    def votes(self, turn: int) -> list[Post]:
        """Return what every seat sends in their `turn`."""
        choices = ("with", "for", "to")
        return [
            Post(
                f"/room/{self.code}/answer/",
                {"asking": self.asking, "turn": turn, "step_2": choices[(place + turn) % 3]},
                cookie,
            )
            for place, cookie in enumerate(self.cookies)
        ]

    def press(self, where: str, fields: dict[str, object]) -> Post:
        """Return what the remote sends when somebody who leads presses a button."""
        token = "b" * 32
        cookie = f"sessionid={self.session}; csrftoken={token}"
        typed = {**fields, "csrfmiddlewaretoken": token}
        return Post(self.remote + where, typed, cookie, "text/html")


@contextmanager
def served(database: str, seats: int, **more: str) -> Iterator[tuple[Server, World]]:
    """Yield a server on a free port with a room of so many seats, and end it. `more` are further
    settings."""
    with tempfile.TemporaryDirectory(prefix="alongside-served-") as folder:
        port = free_port()
        environment = os.environ | {
            "ALONGSIDE_DATA": folder,
            "ALONGSIDE_DATABASE": database,
            "ALONGSIDE_ADDRESS": f"http://{HOST}:{port}",
            "DJANGO_SETTINGS_MODULE": "alongside.settings",
        }
        made = subprocess.run(
            [sys.executable, "-m", "alongside.cli.bench.live_world", str(seats)],
            env=environment | more,
            capture_output=True,
            check=True,
        )
        server = Server(environment | more, port)
        try:
            server.start()
            yield server, World(**json.loads(made.stdout))
        finally:
            server.kill()


@contextmanager
def database_of_its_own(address: str) -> Iterator[str]:
    """Yield the address of an empty database on this PostgreSQL server, "" where none answers."""
    import psycopg

    name = f"alongside_served_{os.getpid()}_{secrets.token_hex(3)}"
    try:
        with psycopg.connect(address, autocommit=True, connect_timeout=3) as server:
            server.execute(f"CREATE DATABASE {name}".encode())
    except psycopg.Error:
        yield ""
        return
    try:
        yield f"{address.rpartition('/')[0]}/{name}"
    finally:
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def free_port() -> int:
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
        return port
