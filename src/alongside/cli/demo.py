"""Open an example organisation on this machine: made-up people, nothing leaves."""

import argparse
import os
import shutil
import sqlite3
import sys
import threading
import webbrowser
from contextlib import closing
from pathlib import Path

from alongside.cli import WrongInput, installation

EMAIL = "amira@example.org"
PASSWORD = "side-by-side-demo"  # noqa: S105 printed for everyone who runs the demo


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from alongside.cli import serve

    parser.add_argument("--port", type=serve.port, default=8000, help="first port to try (8000)")
    parser.add_argument(
        "--data",
        metavar="FOLDER",
        help="where it is kept (demo in ALONGSIDE_DATA, which is var unless it is set)",
    )
    parser.add_argument("--prepare", action="store_true", help="make it ready and stop")


def run(args: argparse.Namespace) -> int:
    from alongside.cli import serve

    last = min(args.port + 19, 65_535)
    port = next((p for p in range(args.port, last + 1) if serve.free("127.0.0.1", p)), None)
    if port is None:
        raise WrongInput(f"ports {args.port} to {last} are all in use.")
    folder = Path(args.data or Path(os.environ.get("ALONGSIDE_DATA", "var"), "demo")).resolve()
    refuse_real(folder)
    address = f"http://127.0.0.1:{port}"
    os.environ |= {
        "ALONGSIDE_DATA": str(folder),
        "ALONGSIDE_DATABASE": "sqlite",
        "ALONGSIDE_ADDRESS": address,
        "ALONGSIDE_DEMO": "1",
        "ALONGSIDE_SMTP": "",
        "ALONGSIDE_SMS": "",
    }
    prepare(folder)
    if args.prepare:
        return 0
    room = open_room()
    serve.listen("127.0.0.1", port, lambda: _say(address, folder, room))
    return 0


def open_room() -> tuple[str, str]:
    """Return the paths to the big screen of the example's open room, and to it on a phone; empty
    ones when somebody has closed it."""
    from django.urls import reverse

    from alongside.live import queries
    from alongside.people.models import Organisation

    rooms = queries.open_rooms(Organisation.objects.get(example=True))
    if not rooms:
        return "", ""
    code = rooms[0].gathering.code
    return reverse("live:screen", args=[rooms[0].secret]), reverse("live:room", args=[code])


def _say(address: str, folder: Path, room: tuple[str, str]) -> None:
    """Print how to come in, and open a browser where somebody sits at the screen."""
    print(f"\n  Alongside is open at  {address}\n\n  Sign in as  {EMAIL}\n  Password    {PASSWORD}")
    if all(room):
        print(f"\n  A room is open. Its big screen  {address}{room[0]}")
        print(f"  The same on a phone             {address}{room[1]}")
    print(f"\n  The example is kept in  {folder}")
    print("  Stop it with Ctrl+C.\n")
    if sys.stdout.isatty():
        threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()


def refuse_real(folder: Path) -> None:
    """Raise WrongInput when the database in this folder holds an organisation that is no example:
    the demo shows sign-in codes, and makes its tables anew when the version changes."""
    database = folder / "alongside.sqlite3"
    if not database.exists():
        return
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as opened:
            real = opened.execute("SELECT 1 FROM people_organisation WHERE NOT example").fetchone()
    except sqlite3.DatabaseError as problem:
        # Without the table there is nobody in it yet; anything else may be somebody's work.
        real = "no such table" not in str(problem)
    if real:
        raise WrongInput(
            f"{folder} does not hold the example, and the demo would take its place. Give another "
            "folder with --data."
        )


def prepare(folder: Path) -> None:
    """Make the example database, or keep the one that is there and fits this version."""
    installation.start()
    with installation.alone():
        if installation.database_hash() != installation.migrations_hash():
            _clear(folder)
        make_example()


def make_example() -> None:
    """Make the tables and the example in them, as far as they are missing."""
    from django.utils import timezone

    from alongside.home import example
    from alongside.people.models import Organisation

    if installation.database_hash() != installation.migrations_hash():
        installation.make_tables()
    if not Organisation.objects.exists():
        print("Making the example organisation…", flush=True)
        example.build(email=EMAIL, password=PASSWORD, now=timezone.now())


def _clear(folder: Path) -> None:
    """Take away the example of another version, or one whose making was interrupted."""
    from django.db import connection

    connection.close()
    for old in folder.glob("alongside.sqlite3*"):
        old.unlink()
    shutil.rmtree(folder / "files", ignore_errors=True)
