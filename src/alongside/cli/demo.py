"""Open an example organisation on this machine: made-up people, nothing leaves."""

import argparse
import os
import shutil
import sys
import webbrowser
from pathlib import Path

from alongside.cli import WrongInput, installation

EMAIL = "amira@example.org"
PASSWORD = "side-by-side-demo"  # noqa: S105 printed for everyone who runs the demo


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from alongside.cli import serve

    parser.add_argument("--port", type=serve.port, default=8000, help="first port to try (8000)")
    parser.add_argument("--data", default="var/demo", metavar="FOLDER", help="where it is kept")
    parser.add_argument("--prepare", action="store_true", help="make it ready and stop")


def run(args: argparse.Namespace) -> int:
    from alongside.cli import serve

    last = min(args.port + 19, 65_535)
    port = next((p for p in range(args.port, last + 1) if serve.free("127.0.0.1", p)), None)
    if port is None:
        raise WrongInput(f"ports {args.port} to {last} are all in use.")
    folder = Path(args.data).resolve()
    address = f"http://127.0.0.1:{port}"
    os.environ |= {
        "ALONGSIDE_DATA": str(folder),
        "ALONGSIDE_DATABASE": "sqlite",
        "ALONGSIDE_ADDRESS": address,
        "ALONGSIDE_DEMO": "1",
        "ALONGSIDE_SMTP": "",
    }
    prepare(folder)
    if args.prepare:
        return 0
    print(f"\n  Alongside is open at  {address}\n\n  Sign in as  {EMAIL}")
    print(f"  Password    {PASSWORD}\n\n  Stop it with Ctrl+C.\n", flush=True)
    if sys.stdout.isatty():
        webbrowser.open(address)
    serve.listen("127.0.0.1", port)
    return 0


def prepare(folder: Path) -> None:
    """Make the example database, or keep the one that is there and fits this version."""
    installation.start()
    from django.utils import timezone

    from alongside.home import example
    from alongside.people.models import Organisation

    with installation.alone():
        if installation.database_hash() != installation.migrations_hash():
            _clear(folder)
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
