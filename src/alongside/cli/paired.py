"""Compare before and now for the same people: who moved, and whether chance could explain it."""

import argparse
import csv
import json
from collections.abc import Collection
from dataclasses import fields

from alongside.cli import WrongInput
from alongside.cli.responses import content_of, sheet_of
from alongside.methods.columns import NUMBER, NoSuchColumn, find_column, shortened
from alongside.methods.formats.sheets import Sheet
from alongside.methods.paired import Comparison, compare, in_words
from alongside.methods.scales import in_scale, is_beside, steps


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="CSV, XLSX, XLS or ODS; - for standard input")
    parser.add_argument("--before", required=True, metavar="COLUMN", help="the answers before")
    parser.add_argument("--after", required=True, metavar="COLUMN", help="the answers now")
    parser.add_argument(
        "--order", metavar="WORDS", help='the words from least to most: "Poor,Fair,Good"'
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")


def run(args: argparse.Namespace) -> int:
    sheet = sheet_of(args.file, content_of(args.file))
    before, after = (_column(sheet, name) for name in (args.before, args.after))
    places = _places((*before, *after), args.order)
    values = [
        (_value(then, places, args.before, line), _value(now, places, args.after, line))
        for then, now, line in zip(before, after, sheet.lines, strict=True)
    ]
    pairs = [(then, now) for then, now in values if then is not None and now is not None]
    if not pairs:
        columns = f"both “{args.before}” and “{args.after}”"
        raise WrongInput(f"No row of {args.file} has an answer to compare under {columns}.")
    comparison = compare(*zip(*pairs, strict=True))
    dropped = len(values) - len(pairs)
    if args.json:
        print(json.dumps(figures(comparison, dropped)))
    else:
        print(table(comparison, dropped, places))
    return 0


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
