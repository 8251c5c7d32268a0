"""The command line: `alongside COMMAND`. One module a command; messages go to standard error."""

import argparse
import errno
import importlib
import os
import re
import sys
from typing import NoReturn

# Listed in the order `alongside --help` shows them. Each module has a docstring (its first line is
# the help), `add_arguments(parser)` and `run(args) -> int`; it is imported only when it is called.
COMMANDS = {
    "demo": "Open an example organisation on this machine",
    "scale": "Open the example on two web processes that share a room",
    "serve": "Start the web server",
    "migrate": "Make or change the tables in the database",
    "createorg": "Add an organisation and its first owner",
    "code": "Print the sign-in code that waits for somebody",
    "doctor": "Say what is set up and what is missing",
    "bounce": "Note that a letter came back (for the mail server)",
    "evaluate": "Turn a file of responses into a protected report",
    "tables": "Count every question of a file, by groups, with small numbers hidden",
    "protect": "Hide the small numbers of a table so that nobody can work them out",
    "form": "Read a form of another product, and write it for another",
    "themes": "Offer first groups for what people wrote, by shared words",
    "paired": "Compare before and now for the same people",
    "draw": "Check a draw by lot from its public file",
    "bench": "Measure how fast this installation is",
}


class WrongInput(Exception):
    """The input or the call is wrong: one sentence that says what and where. Exit code 2."""


def whole_number(text: str) -> int:
    """Return the number that an option was given."""
    if not re.fullmatch(r"[+-]?\d+", text.strip(), re.ASCII):
        raise argparse.ArgumentTypeError(f"“{text}” is no whole number")
    return int(text)


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what is wrong with a call; the usage is for `--help`."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message.rstrip('.')} ({self.prog} --help says how).\n")


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 2 wrong input or call, 1 anything else."""
    parser = _Parser(prog="alongside", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    wanted = argv if argv is not None else sys.argv[1:]
    for name, summary in COMMANDS.items():
        sub = commands.add_parser(name, help=summary, description=summary)
        if wanted[:1] == [name]:
            importlib.import_module(f"alongside.cli.{name}").add_arguments(sub)
    args = parser.parse_args(wanted)
    try:
        code = importlib.import_module(f"alongside.cli.{args.command}").run(args)
        print(end="", flush=True)
        return code
    except WrongInput as problem:
        print(f"alongside {args.command}: {problem}", file=sys.stderr)
        return 2
    except OSError as problem:
        if problem.errno not in {errno.EPIPE, errno.ENOSPC}:
            raise
        if problem.errno == errno.ENOSPC:
            print(f"alongside {args.command}: there is no room left on the disk.", file=sys.stderr)
        # What is still unwritten must not fail a second time when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 1
    except Exception as problem:
        says = _of_the_database(problem)
        if not says:
            raise
        print(f"alongside {args.command}: {says}", file=sys.stderr)
        return 1


def _of_the_database(problem: Exception) -> str:
    """Return what is wrong with the database as a whole, in a sentence; "" for anything else.
    Django is looked for only where a command has started it."""
    if "django.db" not in sys.modules:
        return ""
    from alongside.cli import installation

    return installation.database_problem(problem)
