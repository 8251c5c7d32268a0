"""Hide the small numbers of a table so that nobody can work them out."""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alongside.cli import WrongInput, whole_number
from alongside.cli.responses import content_of, sheet_of
from alongside.methods.columns import shortened
from alongside.methods.disclosure import ProtectedTable, protect_table
from alongside.methods.shown import Shown

DEFAULT_THRESHOLD = 10
MOST_CELLS = 2_500
LARGEST = 1_000_000_000
COUNT = re.compile(r"[0-9]+(\.0*)?")


@dataclass(frozen=True, slots=True)
class Table:
    """The counts of a file with their labels; `counts` is [row][column]."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "table",
        help="counts with labels in the first row and column, no totals; - for standard input",
    )
    parser.add_argument(
        "--threshold",
        type=whole_number,
        default=DEFAULT_THRESHOLD,
        metavar="N",
        help=f"hide numbers of people below this (default {DEFAULT_THRESHOLD})",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")


def run(args: argparse.Namespace) -> int:
    if args.threshold < 1:
        raise WrongInput(f"--threshold {args.threshold} is below 1.")
    if args.threshold > LARGEST:
        raise WrongInput(f"--threshold {args.threshold} is over {LARGEST:,}.")
    table = read_table(args.table)
    protected = protect_table(table.counts, minimum=args.threshold)
    if args.threshold < DEFAULT_THRESHOLD:
        print(
            f"Numbers from {args.threshold} to {DEFAULT_THRESHOLD - 1} are shown: "
            "not protected, not for sharing.",
            file=sys.stderr,
        )
    if args.json:
        print(json.dumps(as_json(table, protected)))
    else:
        print("\n".join(_lines(table, protected)))
    return 0


def read_table(name: str) -> Table:
    """Return the table of a file; `WrongInput` says what is wrong with it and where."""
    sheet = sheet_of(name, content_of(name))
    if sheet.refused:
        row = sheet.refused[0]
        raise WrongInput(f"{name}, line {row.line}: {row.reason}.")
    columns, rows = sheet.headings[1:], tuple(row[0] for row in sheet.rows)
    if not columns:
        raise WrongInput(f"{name} has labels and no counts: the counts start in the second column.")
    if len(columns) * len(rows) > MOST_CELLS:
        raise WrongInput(
            f"{name} has {len(columns) * len(rows):,} counts; the most is {MOST_CELLS:,}."
        )
    _check_labels(name, rows, columns)
    counts = tuple(
        tuple(
            _count(cell, f"{name}, line {line}, column “{shortened(column, 40)}”")
            for cell, column in zip(row[1:], columns, strict=True)
        )
        for row, line in zip(sheet.rows, sheet.lines, strict=True)
    )
    _check_no_totals(name, Table(rows, columns, counts))
    return Table(rows, columns, counts)


def _check_labels(name: str, rows: Sequence[str], columns: Sequence[str]) -> None:
    if "" in rows:
        raise WrongInput(f"{name}: row {rows.index('') + 1} of the counts has no label.")
    # Reading a sheet gives a heading that is there already a number.
    named = [re.sub(r" \([0-9]+\)$", "", column) for column in columns]
    columns = [
        bare if bare in columns else column for bare, column in zip(named, columns, strict=True)
    ]
    for kind, labels in (("rows", rows), ("columns", columns)):
        label, times = Counter(labels).most_common(1)[0]
        if times > 1:
            label = shortened(label, 40)
            raise WrongInput(f"{name}: {times} {kind} are called “{label}”: name each differently.")


def _check_no_totals(name: str, table: Table) -> None:
    """Raise `WrongInput` for a last row or column that says it is the total of the others, and is.

    Taken for a group, it would give away what is hidden in the others.
    """
    for kind, labels, lines in (
        ("row", table.rows, table.counts),
        ("column", table.columns, tuple(zip(*table.counts, strict=True))),
    ):
        *others, last = lines
        sums = tuple(map(sum, zip(*others, strict=True)))
        if others and last == sums and re.search(r"\btotals?\b", labels[-1], re.IGNORECASE):
            raise WrongInput(f"{name}: the last {kind}, “{labels[-1]}”, is totals: leave it out.")


def _count(cell: str, where: str) -> int:
    if not cell:
        raise WrongInput(f"{where} is blank: write 0 where there is nobody.")
    if not COUNT.fullmatch(cell):
        raise WrongInput(f"{where}: “{shortened(cell, 40)}” is not a whole number from 0 up.")
    count = int(cell.partition(".")[0])
    if count > LARGEST:
        raise WrongInput(f"{where}: {shortened(cell, 40)} is over {LARGEST:,}.")
    return count


def as_json(table: Table, protected: ProtectedTable) -> dict[str, object]:
    """Return the table as `alongside protect --json` prints it; None is withheld."""
    return {
        "rows": table.rows,
        "columns": table.columns,
        "counts": [_values(row) for row in protected.counts],
        "row_totals": _values(protected.row_totals),
        "column_totals": _values(protected.column_totals),
        "total": protected.total.value,
        "intervals": [
            {
                "row": table.rows[interval.row],
                "column": table.columns[interval.column],
                "row_index": interval.row,
                "column_index": interval.column,
                "low": interval.low,
                "high": interval.high,
            }
            for interval in protected.intervals()
        ],
    }


def _values(numbers: Sequence[Shown]) -> list[int | None]:
    return [number.value for number in numbers]


def _lines(table: Table, protected: ProtectedTable) -> Iterator[str]:
    """Yield the table with its totals, then what each hidden number can still be."""
    grid = [["", *(shortened(column, 24) for column in table.columns), "Total"]]
    labels = [shortened(row, 40) for row in table.rows]
    for label, row, total in zip(labels, protected.counts, protected.row_totals, strict=True):
        grid.append([label, *map(str, row), str(total)])
    grid.append(["Total", *map(str, protected.column_totals), str(protected.total)])
    widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
    for label, *cells in grid:
        numbers = (cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        yield "  ".join([label.ljust(widths[0]), *numbers])
    intervals = protected.intervals()
    if intervals:
        yield ""
        yield "By what is shown, the numbers not shown can be"
    for one in intervals:
        most = "upwards" if one.high is None else f"to {one.high}"
        yield f"  {labels[one.row]}, {shortened(table.columns[one.column], 24)}: {one.low} {most}"
