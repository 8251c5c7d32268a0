"""Compare before and now for the same people: who moved, and whether chance could explain it."""

import argparse
import csv
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from alongside.cli import WrongInput
from alongside.cli.responses import content_of, sheet_of
from alongside.methods.columns import NUMBER, NoSuchColumn, find_column, shortened
from alongside.methods.formats.sheets import Sheet
from alongside.methods.own_codes import Matched, matched
from alongside.methods.paired import Comparison, compare, in_words
from alongside.methods.scales import in_scale, is_beside, steps


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="CSV, XLSX, XLS or ODS; - for standard input")
    parser.add_argument("--before", required=True, metavar="COLUMN", help="the answers before")
    parser.add_argument("--after", required=True, metavar="COLUMN", help="the answers now")
    parser.add_argument(
        "--order", metavar="WORDS", help='the words from least to most: "Poor,Fair,Good"'
    )
    parser.add_argument(
        "--second", metavar="FILE", help="the answers now, where they stand in a file of their own"
    )
    parser.add_argument(
        "--code", metavar="COLUMN", help="the code that people made themselves, by which to pair"
    )
    parser.add_argument(
        "--code-after", metavar="COLUMN", help="what it is called in --second, if otherwise"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")


@dataclass(frozen=True)
class Answers:
    """What stands under the two columns: `then` and `now`, the two of each person, with the lines
    they stand on; `codes` says who was found again by a code."""

    then: list[str]
    now: list[str]
    lines: list[tuple[int, int]]
    codes: Matched | None = None


def run(args: argparse.Namespace) -> int:
    if (args.second is None) != (args.code is None):
        raise WrongInput("--second and --code go together: the other file, and what pairs the two.")
    found = _of_one_file(args) if args.second is None else _by_code(args)
    places = _places((*found.then, *found.now), args.order)
    values = [
        (_value(then, places, args.before, at), _value(now, places, args.after, later))
        for then, now, (at, later) in zip(found.then, found.now, found.lines, strict=True)
    ]
    pairs = [(then, now) for then, now in values if then is not None and now is not None]
    if not pairs:
        columns = f"both “{args.before}” and “{args.after}”"
        raise WrongInput(f"No row of {args.file} has an answer to compare under {columns}.")
    comparison = compare(*zip(*pairs, strict=True))
    dropped = len(values) - len(pairs)
    if args.json:
        print(json.dumps(figures(comparison, dropped) | codes_found(found.codes)))
        return 0
    if found.codes:
        print("\n".join([*_said_of(found.codes, args), ""]))
    print(table(comparison, dropped, places))
    return 0


def _of_one_file(args: argparse.Namespace) -> Answers:
    sheet = sheet_of(args.file, content_of(args.file))
    then, now = (_column(sheet, name) for name in (args.before, args.after))
    return Answers(then, now, [(line, line) for line in sheet.lines])


def _by_code(args: argparse.Namespace) -> Answers:
    """Return the answers of those whose code stands in both files."""
    if args.file == args.second == "-":
        raise WrongInput("Only one of the two files can be standard input.")
    first, second = (sheet_of(name, content_of(name)) for name in (args.file, args.second))
    codes = matched(_column(first, args.code), _column(second, args.code_after or args.code))
    if not codes.pairs:
        raise WrongInput("No code stands in both files.")
    then, now = _column(first, args.before), _column(second, args.after)
    return Answers(
        [then[at] for at, _ in codes.pairs],
        [now[later] for _, later in codes.pairs],
        [(first.lines[at], second.lines[later]) for at, later in codes.pairs],
        codes,
    )


def codes_found(codes: Matched | None) -> dict[str, object]:
    """Return how many were found again by their code, as the JSON has it."""
    if codes is None:
        return {}
    told = {"first": codes.first, "second": codes.second, "twice": codes.twice}
    return {"codes": told | {"matched": len(codes.pairs), "rate": codes.rate}}


def _said_of(codes: Matched, args: argparse.Namespace) -> Iterator[str]:
    yield (
        f"{len(codes.pairs)} of the {codes.second} people who gave a code in "
        f"{Path(args.second).name} gave the same in {Path(args.file).name} ({codes.first} there)."
    )
    if codes.twice:
        yield f"{codes.twice} codes stand more than once in a file: they are in no pair."


def figures(comparison: Comparison, dropped: int) -> dict[str, float]:
    """Return the comparison under the names of the JSON; `dropped` rows had not both answers."""
    return {"pairs": comparison.pairs, "dropped": dropped} | {
        field.name: getattr(comparison, field.name)
        for field in fields(comparison)
        if field.name != "pairs"
    }


def table(comparison: Comparison, dropped: int, places: dict[str, int]) -> str:
    """Return the comparison for a person to read."""
    way = "exact" if comparison.exact else "normal approximation"
    order = " < ".join(dict.fromkeys(sorted(places, key=lambda word: places[word])))
    lines = [
        in_words(comparison),
        "",
        *([f"Order        {order}"] if order else []),
        f"Pairs        {comparison.pairs}",
        f"Left out     {dropped} (not both answers)",
        f"Improved     {comparison.improved}",
        f"Same         {comparison.same}",
        f"Worse        {comparison.worse}",
        f"Mean before  {comparison.mean_before:.2f}",
        f"Mean now     {comparison.mean_after:.2f}",
        f"W+ and W-    {comparison.w_plus:g} and {comparison.w_minus:g}",
        f"p            {comparison.p_value:.4g} (two-sided, {way})",
        f"Effect       {comparison.rank_biserial:.2f} (rank-biserial, from -1 to 1)",
    ]
    return "\n".join(lines)


def _column(sheet: Sheet, name: str) -> list[str]:
    try:
        place = find_column(sheet.headings, name)
    except NoSuchColumn as problem:
        raise WrongInput(str(problem)) from None
    return [row[place] for row in sheet.rows]


def _places(answers: Collection[str], order: str | None) -> dict[str, int]:
    """Return the place of each word, in small letters; nothing where the answers are numbers."""
    if order is not None:
        words = [word.strip() for word in next(csv.reader([order], skipinitialspace=True))]
        if len({word.casefold() for word in words}) < max(2, len(words)) or "" in words:
            raise WrongInput("--order needs two words or more, each once, parted by commas.")
        return {word.casefold(): place for place, word in enumerate(words, start=1)}
    given = {answer for answer in answers if answer}
    if not given or any(map(NUMBER.fullmatch, given)):
        return {}
    scale = in_scale(given)
    if scale is None:
        raise WrongInput(
            "The answers are words whose order is not known: "
            'give them from least to most, --order "first,second,third".'
        )
    return {word.casefold(): place for word, place in steps(scale).items()}


def _value(answer: str, places: dict[str, int], column: str, line: int) -> float | None:
    """Return the answer as a number, None for no answer or one beside the scale."""
    if not answer:
        return None
    if answer.casefold() in places:
        return places[answer.casefold()]
    if not places and NUMBER.fullmatch(answer):
        return float(answer.rstrip("%"))
    if is_beside(answer):
        return None
    wanted = "one of the words of --order" if places else "a number"
    raise WrongInput(f"Line {line}: “{shortened(answer, 60)}” under “{column}” is not {wanted}.")
