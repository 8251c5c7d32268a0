"""Say in plain words what is set up, what is missing and what to do about it."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator

from alongside.cli import installation

Finding = tuple[str, str, str]
"""One of "ok", "note" or "missing"; what was looked at; a sentence."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    installation.start()
    found = list(findings())
    if args.json:
        import json

        keys = ("state", "what", "says")
        print(json.dumps({"findings": [dict(zip(keys, one, strict=True)) for one in found]}))
    else:
        for state, what, says in found:
            print(f"{state:8} {what:12} {says}")
    return 1 if any(state == "missing" for state, _, _ in found) else 0


def findings() -> Iterator[Finding]:
    """Look at everything the installation needs, one after another."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield "ok", "Python", f"{version}."
    yield from _data()
    yield from _database()
    yield from _letters()
    yield from _files()


def _data() -> Iterator[Finding]:
    from django.conf import settings

    free = shutil.disk_usage(settings.DATA).free // 2**20
    if not os.access(settings.DATA, os.W_OK):
        yield "missing", "Data folder", f"{settings.DATA} cannot be written to."
    elif free < 500:
        yield "note", "Data folder", f"{settings.DATA} has only {free} MB left."
    else:
        yield "ok", "Data folder", f"{settings.DATA} holds all there is to back up."
    if settings.DEBUG:
        yield "note", "Debug", "ALONGSIDE_DEBUG is on: switch it off where real people are."


def _database() -> Iterator[Finding]:
    from django.db import DatabaseError, connection

    what = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    try:
        found = installation.database_hash()
    except DatabaseError as problem:
        yield "missing", "Database", f"{what} does not answer: {str(problem).splitlines()[0]}"
        return
    if not found:
        yield "missing", "Database", f"{what} is empty. Run `alongside migrate`."
    elif found != installation.migrations_hash():
        yield "missing", "Database", f"{what} was made by another version of Alongside."
    else:
        from alongside.people.models import Organisation

        count = Organisation.objects.count()
        if count:
            yield "ok", "Database", f"{what}, with {count} organisation{'s' * (count != 1)}."
        else:
            yield "note", "Database", f"{what}, without an organisation: `alongside createorg`."


def _letters() -> Iterator[Finding]:
    from django.conf import settings

    from alongside.letters import post

    if post.configured():
        yield "ok", "Letters", f"sent from {settings.LETTERS_FROM} by the mail server set."
        yield _bounces(settings.LETTERS_BOUNCES)
    else:
        says = (
            "stay in the outbox, because no mail server is set (ALONGSIDE_SMTP). "
            "`alongside code EMAIL` prints a sign-in code."
        )
        yield "note", "Letters", says


def _bounces(address: str) -> Finding:
    if address:
        return "ok", "Bounces", f"come to {address}; its mail server runs `alongside bounce`."
    says = (
        "letters that come back later are not noticed, because no address for them is set "
        "(ALONGSIDE_BOUNCES; letters/README.md says how)."
    )
    return "note", "Bounces", says


def _files() -> Iterator[Finding]:
    vendor = installation.PACKAGE / "web" / "static" / "vendor"
    fonts = installation.PACKAGE / "methods" / "fonts"
    if (vendor / "htmx.min.js").exists():
        yield "ok", "Pages", "scripts and the typeface are in place."
    else:
        yield "missing", "Pages", "scripts and the typeface are missing. Run `make setup`."
    if any(fonts.glob("*.ttf")):
        yield "ok", "PDF", "the typeface for PDF files is in place."
    else:
        yield "missing", "PDF", "the typeface for PDF files is missing. Run `make setup`."
