"""Print the sign-in code that waits for somebody while no mail server is set."""

import argparse

from alongside.cli import WrongInput, installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", help="the address that asked for a code on the sign-in page")


def run(args: argparse.Namespace) -> int:
    installation.start()
    installation.check_tables()
    from django.utils import timezone

    from alongside.letters import queries

    letter = queries.waiting_code(args.email, timezone.now())
    if letter is None:
        raise WrongInput(
            f"no code waits for {args.email}. Ask for one on the sign-in page first. Where a mail "
            "server is set, it is in the letter."
        )
    print(letter.text)
    return 0
