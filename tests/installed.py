"""An installation on SQLite that is made once for all tests of a run: each that starts commands of
its own takes a copy."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def command(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of ours on a data folder, with SQLite and no other settings of ours."""
    clean = {name: v for name, v in os.environ.items() if not name.startswith("ALONGSIDE_")}
    return subprocess.run(
        [sys.executable, "-m", "alongside", *words],
        env=clean | {"ALONGSIDE_DATA": str(folder)},
        check=True,
        capture_output=True,
        text=True,
        timeout=240,
    )


def _made_once(base: Path, name: str, *words: str) -> Path:
    """Return the folder of this name, made by a command: by the first process that asks."""
    folder = base / name
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (base / f"{name}.made").exists():
            command(folder, *words)
            (base / f"{name}.made").touch()
    return folder


def _base(factory: pytest.TempPathFactory) -> Path:
    """Return the folder that all processes of this run share."""
    own = factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


@pytest.fixture(scope="session")
def with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the tables made. Do not write into it."""
    return _made_once(_base(tmp_path_factory), "with-tables", "migrate")


@pytest.fixture(scope="session")
def with_example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose `demo` holds the example organisation. Do not write into it."""
    return _made_once(_base(tmp_path_factory), "with-example", "demo", "--prepare")


@pytest.fixture
def made(with_tables: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own with the tables made."""
    return shutil.copytree(with_tables, tmp_path / "made")


@pytest.fixture
def example(with_example: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own whose `demo` holds the example organisation."""
    return shutil.copytree(with_example, tmp_path / "example")
