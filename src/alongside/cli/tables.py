"""Count every question of a file of responses, by groups, with small numbers hidden."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from alongside.cli import WrongInput, whole_number
from alongside.cli.protect import DEFAULT_THRESHOLD
from alongside.cli.responses import content_of, sheet_of
from alongside.methods.columns import NoSuchColumn, shortened
from alongside.methods.formats.forms import NotAForm, read_form
from alongside.methods.tables import NoTable, Table, Tables, tables_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="responses: CSV, XLSX, XLS or ODS; - for standard input")
    parser.add_argument(
        "--form", metavar="FORM", help="the form they answer, as `alongside form` reads it"
    )
    parser.add_argument("--by", metavar="COLUMN", help="split every question by this column")
    parser.add_argument(
        "--min-count",
        type=whole_number,
        default=DEFAULT_THRESHOLD,
        metavar="N",
        help=f"hide numbers of people below this (default {DEFAULT_THRESHOLD}; 1 hides nothing)",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")


def run(args: argparse.Namespace) -> int:
    if args.min_count < 1:
        raise WrongInput(f"--min-count {args.min_count} is below 1.")
    form = None
    if args.form is not None:
        if args.form == args.file == "-":
            raise WrongInput("Only one of the two files can be standard input.")
        try:
            form = read_form(content_of(args.form), title=Path(args.form).stem).definition()
        except NotAForm as problem:
            raise WrongInput(f"{args.form}: {problem}") from None
    sheet = sheet_of(args.file, content_of(args.file), exact=True)
    try:
        found = tables_of(sheet, minimum=args.min_count, by=args.by, form=form)
    except (NoSuchColumn, NoTable) as problem:
        raise WrongInput(str(problem)) from None
    for row in sheet.refused:
        print(f"Left out: line {row.line}, {row.reason}.", file=sys.stderr)
    for remark in found.remarks:
        print(remark, file=sys.stderr)
    if args.min_count < DEFAULT_THRESHOLD:
        print(
            f"Numbers from {args.min_count} to {DEFAULT_THRESHOLD - 1} are shown: "
            "not protected, not for sharing.",
            file=sys.stderr,
        )
    print(json.dumps(as_json(found)) if args.json else "\n".join(_lines(found)))
    return 0


def as_json(found: Tables) -> dict[str, object]:
    """Return the tables as `alongside tables --json` prints them; None is withheld."""
    return {
        "rows": found.rows,
        "tables": [
            {
                "question": table.question,
                "by": table.by,
                "categories": table.categories,
                "groups": table.groups,
                "counts": [[count.value for count in row] for row in table.counts],
                "answered": [count.value for count in table.answered],
                "refused": table.refused,
            }
            for table in found.tables
        ],
    }


def _lines(found: Tables) -> Iterator[str]:
    """Yield the tables as lines for a person to read."""
    yield f"{found.rows} responses"
    for table in found.tables:
        yield ""
        yield shortened(table.question, 160)
        if table.refused:
            yield f"  By {shortened(table.by or '', 80)}: {table.refused}."
        else:
            yield from _grid(table)


def _grid(table: Table) -> Iterator[str]:
    grid = [["", *(shortened(group, 24) for group in table.groups)]]
    for category, row in zip(table.categories, table.counts, strict=True):
        grid.append([shortened(category, 40), *map(str, row)])
    grid.append(["Answered", *map(str, table.answered)])
    widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
    for label, *cells in grid:
        numbers = (cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        yield f"  {'  '.join([label.ljust(widths[0]), *numbers])}".rstrip()
