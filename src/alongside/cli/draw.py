"""Check a draw by lot from its public file: draw again, and say whether it is right."""

import argparse
import json
from fractions import Fraction

from alongside.cli import WrongInput
from alongside.cli.responses import content_of
from alongside.methods.lots import Checked, NotAList, check, in_words


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", choices=["check"], help="check: draw again, and compare")
    parser.add_argument("file", help="the file from the public page of a draw; - for input")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of words")


def run(args: argparse.Namespace) -> int:
    try:
        checked = check(content_of(args.file))
    except NotAList as problem:
        raise WrongInput(f"{args.file}: {problem}") from None
    print(json.dumps(figures(checked)) if args.json else table(checked))
    return 1 if checked.wrong else 0


def figures(checked: Checked) -> dict[str, object]:
    """Return what was found under the names of the JSON; chances as [tickets, of]."""
    return {
        "right": not checked.wrong,
        "people": checked.people,
        "places": checked.places,
        "panels": checked.panels,
        "tickets": checked.tickets,
        "commitment": checked.commitment,
        "least_chance": _pair(checked.least),
        "greatest_chance": _pair(checked.greatest),
        "ticket": checked.ticket,
        "drawn": sorted(checked.drawn) if checked.ticket is not None else None,
        "wrong": checked.wrong,
        "unchecked": checked.unchecked,
    }


def _pair(chance: Fraction) -> list[int]:
    return [chance.numerator, chance.denominator]


def table(checked: Checked) -> str:
    """Return what was found for a person to read."""
    drawn = ", ".join(map(str, sorted(checked.drawn)))
    lines = [
        "It is not right." if checked.wrong else "It is right.",
        *checked.wrong,
        *checked.unchecked,
        "",
        f"People       {checked.people}",
        f"Places       {checked.places}",
        f"Tickets      {checked.tickets} of {checked.panels} groups of people",
        f"Chances      from {in_words(checked.least)} to {in_words(checked.greatest)}",
        f"SHA-256      {checked.commitment}",
        "             Compare it with what was published before the numbers were known.",
    ]
    if checked.ticket is None:
        return "\n".join([*lines, "Drawn        not yet"])
    return "\n".join([*lines, f"Ticket       {checked.ticket}", f"Drawn        {drawn}"])
