"""A PostgreSQL and a Redis of a test's own, which it may end and start again: on loopback, on a
free port, with data that is thrown away. Where the programs are missing the test is skipped."""

import getpass
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from alongside.cli.bench.served import free_port
from tests import postgres

HOST = "127.0.0.1"
PATIENCE = 30.0
"""Seconds to wait for anything, however slow the machine is."""


def until(holds: Callable[[], object], what: str) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, f"it never came to it: {what}"
        time.sleep(0.02)


def _program(name: str) -> str:
    """Return the path of a program; skip the test without it."""
    found = [shutil.which(name), *sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))]
    path = next((str(one) for one in reversed(found) if one), "")
    if not path:
        pytest.skip(f"{name} is not installed")
    return path


@dataclass
class Redis:
    """A Redis without anything kept."""

    program: str
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"redis://{HOST}:{self.port}/0"

    def start(self) -> None:
        command = [self.program, "--port", str(self.port), "--bind", HOST]
        command += ["--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        until(self._answers, "Redis answers")

    def end(self) -> None:
        """End it at once."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def _answers(self) -> bool:
        try:
            with socket.create_connection((HOST, self.port), timeout=1) as line:
                line.sendall(b"PING\r\n")
                return line.recv(7) == b"+PONG\r\n"
        except OSError:
            return False


@contextmanager
def redis() -> Iterator[Redis]:
    """Yield a Redis that answers, and end it."""
    one = Redis(_program("redis-server"), free_port())
    try:
        one.start()
        yield one
    finally:
        one.end()


@dataclass
class Postgres:
    """A PostgreSQL cluster of its own."""

    folder: Path
    port: int
    user: dict[str, object] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"postgres://tester@{HOST}:{self.port}/postgres"

    def make(self) -> None:
        self._run("initdb", "--auth=trust", "--username=tester", "--encoding=UTF8", "--no-sync")

    def start(self) -> None:
        """Start it, if it is not there, and wait until it answers."""
        if self.answers:
            return
        # Without fsync it is quicker, and only the machine's own end would show it.
        settings = f"-p {self.port} -c listen_addresses={HOST} -c unix_socket_directories=''"
        settings += " -c fsync=off"
        self._run("pg_ctl", "--wait", "--log", str(self.folder / "log"), "-o", settings, "start")
        until(lambda: self.answers, "PostgreSQL answers")

    def end(self) -> None:
        """End it at once, as a power cut does: it looks through its log when it starts again."""
        self._run("pg_ctl", "--wait", "-m", "immediate", "stop")

    @property
    def answers(self) -> bool:
        return postgres.answers(self.address)

    def _run(self, name: str, *words: str) -> None:
        subprocess.run(
            [_program(name), "-D", str(self.folder / "data"), *words],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=self.folder,
            timeout=60,
            **self.user,
        )


@contextmanager
def postgresql() -> Iterator[Postgres]:
    """Yield an empty PostgreSQL that answers, and end it. It does not run as root: then it is the
    user "postgres" of the machine, or "nobody"."""
    for name in ("initdb", "pg_ctl"):
        _program(name)
    with tempfile.TemporaryDirectory(prefix="alongside-postgres-") as folder:
        one = Postgres(Path(folder), free_port())
        if getpass.getuser() == "root":
            known = {entry.pw_name: entry for entry in pwd.getpwall()}
            entry = known.get("postgres") or known["nobody"]
            os.chown(folder, entry.pw_uid, entry.pw_gid)
            one.user = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        one.make()
        try:
            one.start()
            yield one
        finally:
            one.end()
