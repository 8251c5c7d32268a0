"""Turn a file of responses into a protected report: counts, likely ranges, splits."""

import argparse
import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import alongside.web
from alongside.cli import WrongInput, whole_number
from alongside.cli.responses import content_of, sheet_of
from alongside.methods.columns import NoSuchColumn, find_column, shortened
from alongside.methods.disclosure.protected import ProtectedCut
from alongside.methods.documents.model import Document
from alongside.methods.evaluation import LEAST_MINIMUM, Evaluation, NoSplit, evaluate
from alongside.methods.evaluation_report import report
from alongside.methods.findings import Question, answer_rows, change_finding, sentence, split_rows
from alongside.methods.following import following
from alongside.methods.intervals import wilson

FORMATS = (".pdf", ".html", ".docx", ".xlsx")
STYLES = ("tokens.css", "parts.css", "bars.css")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="responses: CSV, XLSX, XLS or ODS; - for standard input")
    parser.add_argument("--by", metavar="COLUMN", help="split every question by this column")
    parser.add_argument(
        "--min-count",
        type=whole_number,
        default=LEAST_MINIMUM,
        metavar="N",
        help=f"hide numbers of people below this (default {LEAST_MINIMUM})",
    )
    parser.add_argument("--out", metavar="FILE", help=f"write a report: {', '.join(FORMATS)}")
    parser.add_argument("--title", help="title of the report (default: the name of the file)")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")


def run(args: argparse.Namespace) -> int:
    out = _checked(args)
    content = content_of(args.file)
    sheet = sheet_of(args.file, content, exact=True)
    try:
        by = None if args.by is None else sheet.headings[find_column(sheet.headings, args.by)]
        evaluation = evaluate(sheet, minimum=args.min_count, by=by)
    except (NoSuchColumn, NoSplit) as problem:
        raise WrongInput(str(problem)) from None
    if evaluation.stamp:
        print(
            f"Numbers below {LEAST_MINIMUM} are shown: {evaluation.stamp}.",
            file=sys.stderr,
        )
    if args.json:
        print(json.dumps(as_json(evaluation)))
    if out is not None:
        source = "standard input" if args.file == "-" else Path(args.file).name
        document = report(
            evaluation,
            title=args.title or _title(args.file),
            source=source,
            fingerprint=hashlib.sha256(content).hexdigest(),
            made=datetime.now(UTC).date(),
        )
        write(document, out)
        print(f"Wrote {out}.", file=sys.stderr)
    elif not args.json:
        print("\n".join(_lines(evaluation)))
    return 0


def _checked(args: argparse.Namespace) -> Path | None:
    """Return where to write, after everything that can be wrong before a file is read."""
    if args.min_count < 1:
        raise WrongInput(f"--min-count {args.min_count} is below 1.")
    if args.out is None:
        return None
    out = Path(args.out)
    if out.suffix.lower() not in FORMATS:
        raise WrongInput(f"--out {args.out}: the name must end in {', '.join(FORMATS)}.")
    if not out.parent.is_dir():
        raise WrongInput(f"--out {args.out}: there is no folder {out.parent}.")
    if args.title is not None and not args.title.strip():
        raise WrongInput("--title is empty.")
    return out


def _title(file: str) -> str:
    name = "Responses" if file == "-" else Path(file).stem.replace("_", " ").replace("-", " ")
    return shortened(name[:1].upper() + name[1:], 120) or "Responses"


def write(document: Document, out: Path) -> None:
    """Write the document in the format its name ends in, whole or not at all.

    `WrongInput` when it cannot be written; an older file of that name then stays as it was.
    """
    content = _rendered(document, out.suffix.lower())
    temporary = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        temporary.write_bytes(content)
        temporary.replace(out)
    except OSError as problem:
        raise WrongInput(f"{out} cannot be written: {problem.strerror}.") from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _rendered(document: Document, suffix: str) -> bytes:
    """Return the bytes of the document; each format is loaded only when it is asked for."""
    if suffix == ".pdf":
        from alongside.methods.documents.pdf import to_pdf

        return to_pdf(document)
    if suffix == ".docx":
        from alongside.methods.documents.word import to_word

        return to_word(document)
    if suffix == ".xlsx":
        from alongside.methods.documents.excel import to_excel

        return to_excel(document)
    from alongside.methods.documents.html import to_html_page

    styles = Path(alongside.web.__file__).parent / "static/web"
    return to_html_page(
        document, "\n".join((styles / name).read_text() for name in STYLES)
    ).encode()


def as_json(evaluation: Evaluation) -> dict[str, object]:
    """Return the evaluation as `alongside evaluate --json` prints it; None is withheld.

    Intervals are shares of those who answered, from 0 to 1, and withheld with the count or with
    how many answered. Where the test of a change may not be shown as it is, `p_at_most` and
    `rank_biserial_between` are what follows from the counts that are shown.
    """
    return {
        "responses": evaluation.responses,
        "refused": [{"line": row.line, "reason": row.reason} for row in evaluation.refused],
        "questions": [_question(question) for question in evaluation.questions],
        "by": None if evaluation.by is None else _by(evaluation),
        "changes": [
            {
                "before": change.before,
                "after": change.now,
                "pairs": change.pair.pairs.value,
                "improved": change.pair.improved.value,
                "same": change.pair.same.value,
                "worse": change.pair.worse.value,
                "p_value": change.comparison.p_value if change.comparison else None,
                "rank_biserial": change.comparison.rank_biserial if change.comparison else None,
                "p_at_most": found.most if found else None,
                "rank_biserial_between": [found.low, found.high] if found else None,
            }
            for change in evaluation.changes
            for found in [following(change.pair)]
        ],
        "not_compared": [
            {"before": pair.before, "after": pair.now, "reason": pair.reason}
            for pair in evaluation.not_compared
        ],
    }


def _question(question: Question) -> dict[str, object]:
    values = [count.value for count in question.counts]
    base = question.base
    return {
        "name": question.name,
        "type": question.kind,
        "answered": base,
        "counts": dict(zip(question.categories, values, strict=True)),
        "interval": {
            category: _interval(value, base)
            for category, value in zip(question.categories, values, strict=True)
        },
    }


def _interval(value: int | None, base: int | None) -> list[float] | None:
    if value is None or not base:
        return None
    interval = wilson(value, base)
    return [interval.low, interval.high]


def _by(evaluation: Evaluation) -> dict[str, object]:
    splits = [(question, split) for question in evaluation.questions for split in question.splits]
    groups = next(q.categories for q in evaluation.questions if q.name == evaluation.by)
    return {
        "column": evaluation.by,
        "groups": groups,
        "tables": [_table(question, split) for question, split in splits],
    }


def _table(question: Question, split: ProtectedCut) -> dict[str, object]:
    return {
        "question": question.name,
        "by": split.by,
        "categories": question.categories,
        "groups": split.groups,
        "counts": [[count.value for count in row] for row in split.counts],
        "answered": [count.value for count in split.answered],
        "refused": split.refused,
    }


def _lines(evaluation: Evaluation) -> Iterator[str]:
    """Yield the evaluation as lines for a person to read."""
    yield f"{evaluation.responses} responses"
    for row in evaluation.refused:
        yield f"Left out: line {row.line}, {row.reason}."
    for question in evaluation.questions:
        if question.name in evaluation.unprinted:
            continue
        yield ""
        yield shortened(question.name, 160)
        yield f"  {sentence(question)}"
        rows = answer_rows(question)
        width = max((len(label) for label, _ in rows), default=0)
        for label, count in rows:
            yield f"  {label:<{width}}  {count!s:>9}"
        for split in question.splits:
            yield from _split_lines(question, split)
    for change in evaluation.changes:
        found = change_finding(change.pair, change.comparison)
        yield ""
        yield shortened(change.pair.name, 160)
        yield f"  {found.count} of {found.base} people {found.title}. {found.sentence} {found.note}"
    for left in evaluation.not_compared:
        before, now = (shortened(name, 80) for name in (left.before, left.now))
        yield ""
        yield f"“{before}” and “{now}” are not compared, because {left.reason}."


def _split_lines(question: Question, split: ProtectedCut) -> Iterator[str]:
    yield f"  By {shortened(split.by, 80)}" + (f": {split.refused}." if split.refused else "")
    if split.refused:
        return
    printed = split_rows(question, split)
    for group, column in zip(printed.groups, zip(*printed.counts, strict=True), strict=True):
        *counts, answered = column
        said = ", ".join(
            f"{label} {count}" for label, count in zip(printed.answers, counts, strict=False)
        )
        yield f"    {shortened(group, 60)} ({answered} answered): {said}"
