"""Say in plain words what is set up, what is missing and what to do about it."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

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
    yield from _address()
    yield from _letters()
    yield _texts()
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
    if open_to_others := [one.name for one in _private() if one.stat().st_mode & 0o077]:
        says = f"others on this machine can open {', '.join(open_to_others)} in {settings.DATA}. "
        yield "note", "Privacy", f"{says}Run `chmod -R go= {settings.DATA}`."
    if settings.DEBUG:
        yield "note", "Debug", "ALONGSIDE_DEBUG is on: switch it off where real people are."


def _private() -> list[Path]:
    """Return what of the data nobody but this user should be able to open."""
    from django.conf import settings

    return sorted([*settings.DATA.glob("alongside.sqlite3*"), *settings.DATA.glob("secret-key")])


def _database() -> Iterator[Finding]:
    from django.db import DatabaseError, connection

    what = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    try:
        found = installation.database_hash()
    except DatabaseError as problem:
        says = installation.database_problem(problem) or str(problem).splitlines()[0]
        yield "missing", "Database", says[0].upper() + says[1:]
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
        problem = post.problem()
        if problem:
            yield "missing", "Letters", f"cannot leave: {problem}"
        else:
            yield "ok", "Letters", "the mail server answers, and takes letters from us."
        yield _sender(settings.LETTERS_FROM)
        yield _bounces(settings.LETTERS_BOUNCES)
    else:
        says = (
            "stay in the outbox, because no mail server is set (ALONGSIDE_SMTP). "
            "`alongside code EMAIL` prints a sign-in code."
        )
        yield "note", "Letters", says


def _texts() -> Finding:
    from alongside.letters import texts

    if not texts.configured():
        return "ok", "Texts", "nobody is offered any, because no gateway is set (ALONGSIDE_SMS)."
    if problem := texts.problem():
        return "missing", "Texts", f"cannot leave: {problem}"
    if texts.can_be_asked():
        return "ok", "Texts", "the gateway takes our key, and says whether texts arrive."
    says = "the gateway can be reached. Whether it takes our key, the first text shows; what it "
    return "ok", "Texts", f"{says}refuses stands under Letters, what it loses later does not."


def _sender(sender: str) -> Finding:
    domain = parseaddr(sender)[1].rpartition("@")[2]
    if "." not in domain or domain.endswith((".localhost", ".localdomain", ".invalid")):
        says = f"{sender}: no mail server outside this machine takes letters from there. "
        return "missing", "Sender", f"{says}Set ALONGSIDE_FROM to an address of yours."
    return "ok", "Sender", f"letters come from {sender}."


def _address() -> Iterator[Finding]:
    """Where people come in: what letters lead to, and whether the server answers to it."""
    from django.conf import settings
    from django.http.request import validate_host

    host = urlsplit(settings.ADDRESS).hostname or ""
    if host in {"127.0.0.1", "localhost", "::1"}:
        says = f"letters lead to {settings.ADDRESS}, which only this machine can open. "
        yield "note", "Address", f"{says}Set ALONGSIDE_ADDRESS to what people type."
    elif not settings.ADDRESS.startswith("https://"):
        says = f"{settings.ADDRESS} is not https: what people write can be read on its way. "
        yield "note", "Address", f"{says}Set up a certificate, and ALONGSIDE_ADDRESS with https://."
    else:
        yield "ok", "Address", f"people come in at {settings.ADDRESS}."
    hosts = settings.ALLOWED_HOSTS
    if not validate_host(host, hosts):
        says = f"ALONGSIDE_HOSTS is {', '.join(hosts)}: who comes to {host} is turned away. "
        yield "missing", "Hosts", f"{says}Add {host} to it."
    elif "*" in hosts:
        says = "ALONGSIDE_HOSTS has *: the server answers to any name, also to one made up to "
        yield "note", "Hosts", f"{says}deceive people. Name yours instead."
    else:
        yield "ok", "Hosts", f"the server answers to {', '.join(dict.fromkeys(hosts))}."


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
