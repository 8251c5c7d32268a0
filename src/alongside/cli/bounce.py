"""Note that a letter came back: reads the mail server's notice from standard input."""

import argparse
import sys

from alongside.cli import WrongInput, installation

MOST = 2_000_000
"""Bytes of a notice that are looked at: what names the letter stands near its beginning or in its
copy of the headers. The rest is read and dropped, so that the mail server is not cut off."""

TRY_AGAIN = 75
"""The exit code that tells a mail server to keep the notice and try again (EX_TEMPFAIL)."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "For a mail server's pipe or alias. Exit codes: 0 noted, or nothing to note; 2 no notice "
        "of ours; 75 the database is not ready, try again."
    )


def run(args: argparse.Namespace) -> int:
    content = sys.stdin.buffer.read(MOST)
    while sys.stdin.buffer.read(65536):
        pass
    if not content.strip():
        raise WrongInput("there is no message on standard input.")
    installation.start()
    from django.db import DatabaseError

    try:
        installation.check_tables()
    except (WrongInput, DatabaseError) as problem:
        return _try_again(problem)
    try:
        print(note(content))
    except DatabaseError as problem:
        return _try_again(problem)
    return 0


def _try_again(problem: Exception) -> int:
    print(f"alongside bounce: not noted, try again later: {problem}", file=sys.stderr)
    return TRY_AGAIN


def note(content: bytes) -> str:
    """Note what a notice says, and return it as a sentence. WrongInput when it is none of ours."""
    from django.utils import timezone

    from alongside.letters import actions, queries
    from alongside.letters.keys import KEY
    from alongside.methods.formats.bounces import NotABounce, read_bounce

    try:
        bounce = read_bounce(content, KEY)
    except NotABounce as problem:
        raise WrongInput(str(problem)) from None
    letter = queries.by_keys(bounce.keys)
    if letter is None:
        raise WrongInput("the notice names no letter that was sent from here.")
    if bounce.what == "delayed":
        return f"Letter {letter.pk} is late, and still on its way. Nothing to note."
    if bounce.what == "delivered":
        return f"Letter {letter.pk} arrived. Nothing to note."
    if actions.bounced(letter=letter, detail=bounce.detail, now=timezone.now()) is None:
        return f"Letter {letter.pk} had come back already. Nothing to note."
    return f"Letter {letter.pk} came back: {bounce.detail}"
