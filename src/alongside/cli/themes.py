"""Offer first groups for what people wrote, by the words they share."""

import argparse
import json
from collections.abc import Iterator

from alongside.cli import WrongInput, whole_number
from alongside.cli.responses import content_of, sheet_of
from alongside.methods.columns import NoSuchColumn, find_column
from alongside.methods.themes import MOST_GROUPS, Groups, first_groups


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="responses: CSV, XLSX, XLS or ODS; - for standard input")
    parser.add_argument("--column", required=True, metavar="C", help="the column of comments")
    parser.add_argument("--groups", type=whole_number, metavar="N", help="so many groups at most")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a list")


def run(args: argparse.Namespace) -> int:
    if args.groups is not None and not 1 <= args.groups <= MOST_GROUPS:
        raise WrongInput(f"--groups {args.groups}: give a number from 1 to {MOST_GROUPS}.")
    sheet = sheet_of(args.file, content_of(args.file))
    try:
        column = find_column(sheet.headings, args.column)
    except NoSuchColumn as problem:
        raise WrongInput(str(problem)) from None
    found = first_groups([row[column] for row in sheet.rows], args.groups)
    print(json.dumps(as_json(found)) if args.json else "\n".join(_lines(found)))
    return 0


def as_json(found: Groups) -> dict[str, object]:
    """Return the groups as `alongside themes --json` prints them; rows are counted from 0."""
    return {
        "method": found.method,
        "groups": [{"label": group.label, "rows": group.rows} for group in found.groups],
        "ungrouped": found.ungrouped,
    }


def _lines(found: Groups) -> Iterator[str]:
    """Yield the groups as lines for a person to read. What people wrote stays in the file."""
    yield f"Groups by {found.method}. They are a beginning: read the comments, and change them."
    for group in found.groups:
        rows = ", ".join(str(row + 1) for row in group.rows)
        number = "1 comment" if len(group.rows) == 1 else f"{len(group.rows)} comments"
        yield f"{group.label}: {number} (rows {rows})"
    if found.ungrouped:
        yield f"{len(found.ungrouped)} share no word with another, or are blank."
