"""Tables of a file of responses: how many gave each answer, by groups, protected.

Without a form every column is a table, its answers as they stand there; nothing is merged, taken
apart or put in bands. Answers that differ only by the spaces around them are two categories with
the same words, as whoever counted the file before may have had them.

With a form the columns that answer its questions are read as their answers, and every choice is a
category, also those that nobody chose.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alongside.methods.columns import find_column, shortened, understand
from alongside.methods.disclosure import Cut, Pair, ProtectedReport, Tally, protect_report
from alongside.methods.disclosure.protected import ProtectedTally
from alongside.methods.formats.forms.found import coded
from alongside.methods.formats.sheets import Sheet
from alongside.methods.questions import choosing, is_answered, type_of
from alongside.methods.questions.counting import Split
from alongside.methods.questions.importing import understood
from alongside.methods.questions.proposing import SAME, same_uses, targets
from alongside.methods.scales import in_scale
from alongside.methods.shown import Shown

MOST_CATEGORIES = 60
"""More different answers are people's own words, or a number or a date each has of their own."""

LINES_TOLD = 3
"""How many lines are named on which the same is wrong."""

ALL = "all"

type Question = Mapping[str, Any]
type Form = Mapping[str, Any]


class NoTable(ValueError):
    """The file cannot be tabulated so: one sentence that says why."""


@dataclass(frozen=True, slots=True)
class Table:
    """One question: `counts` is [category][group]. `refused`: why the split is not shown, or ""."""

    question: str
    by: str | None
    categories: tuple[str, ...]
    groups: tuple[str, ...]
    counts: tuple[tuple[Shown, ...], ...]
    answered: tuple[Shown, ...]
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a file, and `remarks` in words on what is in none of them."""

    rows: int
    tables: tuple[Table, ...]
    remarks: tuple[str, ...]


def tables_of(
    sheet: Sheet, *, minimum: int, by: str | None = None, form: Form | None = None
) -> Tables:
    """Return the tables of a sheet, protected as one report of all who responded.

    `by` is a column of the sheet. `minimum` 1 withholds nothing. Raises NoTable where the column
    makes no groups, and NoSuchColumn where there is none.
    """
    column = None if by is None else sheet.headings[find_column(sheet.headings, by)]
    split = None if column is None else _split(sheet, column)
    if form is None:
        tallies, remarks = _of_columns(sheet, split, minimum)
    else:
        tallies, remarks = _of_form(sheet, form, split)
    sizes_from = column if any(tally.name == column for tally in tallies) else None
    report = protect_report(
        tallies, responses=len(sheet.rows), minimum=minimum, sizes_from=sizes_from
    )
    return Tables(len(sheet.rows), tuple(_tables(tallies, report, column)), tuple(remarks))


def _split(sheet: Sheet, column: str) -> Split:
    cells = [cell.strip() for cell in sheet.columns()[sheet.headings.index(column)]]
    name = f"“{shortened(column, 80)}”"
    groups = {cell for cell in cells if cell}
    if not groups:
        raise NoTable(f"Nobody answered {name}: split by another column.")
    if len(groups) > MOST_CATEGORIES:
        raise NoTable(
            f"{name} has {len(groups):,} different answers; groups are {MOST_CATEGORIES} or fewer."
        )
    return Split(column, _ordered(groups), tuple(cells))


def _ordered(answers: set[str]) -> tuple[str, ...]:
    """Return answers in the order of a known scale, else numbers by size, else by letters."""
    if (scale := in_scale(answers)) is not None:
        return scale
    if all(answer.lstrip("-").isdecimal() for answer in answers):
        return tuple(sorted(answers, key=lambda answer: (int(answer), answer)))
    return tuple(sorted(answers, key=lambda answer: (answer.casefold(), answer)))


def _of_columns(sheet: Sheet, split: Split | None, minimum: int) -> tuple[list[Tally], list[str]]:
    tallies, remarks = [], []
    for name, cells in zip(sheet.headings, sheet.columns(), strict=True):
        said = f"“{shortened(name, 80)}” is left out: "
        distinct = set(cells) - {""}
        if len(distinct) > MOST_CATEGORIES:
            remarks.append(f"{said}it has {len(distinct):,} different answers.")
        elif minimum > 1 and not _may_be_listed(name, cells):
            remarks.append(f"{said}it says who somebody is, or what they wrote in their own words.")
        else:
            own = split is not None and split.by == name
            tallies.append(_tally(name, cells, None if own else split))
            if len({cell.strip() for cell in distinct}) < len(distinct):
                remarks.append(
                    f"“{shortened(name, 80)}” has answers that differ only by the spaces around "
                    "them: they are counted apart."
                )
    return tallies, remarks


def _may_be_listed(name: str, cells: Sequence[str]) -> bool:
    """Return whether the answers of a column are nobody's name and nobody's own words."""
    column = understand(name, cells)
    return not column.identifies and column.kind != "text"


def _tally(name: str, cells: Sequence[str], split: Split | None) -> Tally:
    counts = Counter(cell for cell in cells if cell)
    said = _ordered({cell.strip() for cell in counts})
    categories = sorted(counts, key=lambda cell: (said.index(cell.strip()), -len(cell), cell))
    return Tally(
        name,
        tuple(category.strip() for category in categories),
        tuple(counts[category] for category in categories),
        counts.total(),
        cuts=() if split is None else (_cut(cells, categories, split),),
        given=True,
    )


def _cut(cells: Sequence[str], categories: Sequence[str], split: Split) -> Cut:
    cell = Counter(zip(split.of_each, cells, strict=True))
    sizes = Counter(split.of_each)
    blank = [cell[group, ""] for group in split.groups]
    return Cut(
        split.by,
        split.groups,
        tuple(tuple(cell[group, category] for group in split.groups) for category in categories),
        tuple(sizes[group] - none for group, none in zip(split.groups, blank, strict=True)),
        tuple(sizes[group] for group in split.groups),
    )


def _of_form(sheet: Sheet, form: Form, split: Split | None) -> tuple[list[Tally], list[str]]:
    uses = _uses(sheet, form)
    worded = _in_words(sheet, form, uses)
    found = understood(worded, form, targets(uses), ["" for _ in uses])
    answers = dict(zip(found.lines, found.answers, strict=True))
    of_each = [answers.get(line, {}) for line in sheet.lines]
    remarks = list(_remarks(found.refused))
    tallies: list[Tally] = []
    for question in filter(is_answered, form["questions"]):
        headings = [
            heading
            for heading, use in zip(sheet.headings, uses, strict=True)
            if use.removeprefix(SAME).partition(".")[0] == question["name"] and use
        ]
        if not headings:
            remarks.append(f"“{question['name']}” is left out: no column answers it.")
            continue
        name = headings[0] if len(headings) == 1 else question["name"]
        given = [answer.get(question["name"]) for answer in of_each]
        splits = [] if split is None or split.by == name else [split]
        tallies += _summarised(question, name, given, splits)
        if not any(tally.name.startswith(name) for tally in tallies):
            remarks.append(f"“{question['name']}” is left out: people answer in their own words.")
    return tallies, remarks


def _remarks(refused: Sequence[tuple[int, str]]) -> Iterator[str]:
    """Yield what could not be used, once for all the lines on which it stands."""
    lines: dict[str, list[int]] = {}
    for line, reason in refused:
        lines.setdefault(reason, []).append(line)
    for reason, found in lines.items():
        first = ", ".join(map(str, found[:LINES_TOLD]))
        more = f" and {len(found) - LINES_TOLD} more" if len(found) > LINES_TOLD else ""
        yield f"Line{'s' if len(found) > 1 else ''} {first}{more}: {reason}."


def _summarised(
    question: Question, name: str, answers: Sequence[Any], splits: Sequence[Split]
) -> Iterator[Tally]:
    """Yield the counts of a question; before and now as a count of each."""
    kind = type_of(question)
    titles = kind.titles(question)
    summaries = kind.summarise(question, answers, splits=splits)
    for place, one in enumerate(summaries):
        called = f"{name}: {titles[place]}" if titles else name
        if isinstance(one, Tally):
            yield Tally(
                called, one.categories, one.counts, one.answered, one.several, one.cuts, one.given
            )
        elif isinstance(one, Pair):
            yield from _halves(name, question, answers, splits)


def _halves(
    name: str, question: Question, answers: Sequence[Any], splits: Sequence[Split]
) -> Iterator[Tally]:
    steps: Mapping[int, str] = type_of(question).steps(question)  # type: ignore[attr-defined]
    words = list(steps.values())
    for part in ("before", "now"):
        cells = [
            steps.get((answer or {}).get(part) or 0, "") if answer else "" for answer in answers
        ]
        counts = Counter(cells)
        yield Tally(
            f"{name}: {part}",
            tuple(words),
            tuple(counts[word] for word in words),
            sum(counts[word] for word in words),
            cuts=tuple(_cut(cells, words, split) for split in splits),
        )


def _uses(sheet: Sheet, form: Form) -> list[str]:
    """Return which question each column answers: by its label, or else by its name."""
    uses = [use if use.startswith(SAME) else "" for use in same_uses(sheet.headings, form)]
    taken = {use.removeprefix(SAME).partition(".")[0] for use in uses if use}
    names = {
        question["name"].casefold(): question["name"]
        for question in form["questions"]
        if question["name"] not in taken
    }
    for place, heading in enumerate(sheet.headings):
        whole, _, part = heading.strip().casefold().partition(".")
        if not uses[place] and whole in names:
            uses[place] = f"{SAME}{names[whole]}" + (
                f".{part}" if part in {"before", "now"} else ""
            )
    return uses


def _in_words(sheet: Sheet, form: Form, uses: Sequence[str]) -> Sheet:
    """Return the sheet with words where a column has the names of choices, as other products
    export them: several of them with spaces between."""
    named = {question["name"]: question for question in form["questions"]}
    columns = [[cell.strip() for cell in column] for column in sheet.columns()]
    for place, use in enumerate(uses):
        question = named.get(use.removeprefix(SAME).partition(".")[0]) if use else None
        if question is not None and question["type"] in {"one", "several", "ranking"}:
            labels = choosing.labels(question, next(iter(question["label"])))
            several = question["type"] != "one"
            parts = {
                cell: [
                    part if part in labels else coded(part)
                    for part in (cell.split() if several else [cell])
                ]
                for cell in columns[place]
                if cell
            }
            if all(part in labels for found in parts.values() for part in found):
                said = {
                    cell: ";".join(labels[part] for part in found) for cell, found in parts.items()
                }
                columns[place] = [said.get(cell, "") for cell in columns[place]]
    rows = [list(row) for row in zip(*columns, strict=True)]
    return Sheet(sheet.headings, rows, sheet.lines, sheet.refused)


def _tables(tallies: Sequence[Tally], report: ProtectedReport, by: str | None) -> Iterator[Table]:
    for tally, shown in zip(tallies, report, strict=True):
        assert isinstance(shown, ProtectedTally)
        if by is not None and shown.cuts:
            (cut,) = shown.cuts
            yield Table(
                tally.name,
                by,
                shown.categories,
                cut.groups,
                cut.counts,
                cut.answered,
                cut.refused,
            )
        else:
            whole = tuple((count,) for count in shown.counts)
            yield Table(tally.name, None, shown.categories, (ALL,), whole, (shown.answered,))
