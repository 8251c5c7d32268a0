"""From a file of responses to protected numbers: what each column holds, counted and split."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import filterfalse

from alongside.methods.columns import MOST_CATEGORIES, Column, shortened, understand
from alongside.methods.disclosure.counted import Cut, Pair, Tally
from alongside.methods.disclosure.protected import ProtectedPair, ProtectedTally
from alongside.methods.disclosure.report import protect_report
from alongside.methods.findings import Question
from alongside.methods.formats.sheets import Refusal, Sheet
from alongside.methods.paired import Comparison, compare
from alongside.methods.scales import in_scale, steps

LEAST_MINIMUM = 5
"""The smallest number a report may show; with a lower one it is stamped."""

BEFORE = {"before", "beforehand", "pre", "previously"}
NOW = {"now", "after", "afterwards", "post", "today", "currently"}
SMALL_WORDS = re.compile(
    r"a|an|and|are|at|been|did|do|had|has|have|how|i|in|is|it|my|of|on|the|this|to|was|were|you|your"
    r"|course|event|sessions?|training|workshop"
)


class NoSplit(ValueError):
    """The responses cannot be split by this column: one sentence that says why."""


@dataclass(frozen=True)
class Change:
    """Two columns that are one question asked about before and now.

    `comparison` is there only where it may be shown as it is.
    """

    before: str
    now: str
    pair: ProtectedPair
    comparison: Comparison | None


@dataclass(frozen=True)
class Evaluation:
    """A file of responses as it may leave, one question a column in their order.

    Questions in `changes` are counted over the people who answered both before and now. Columns in
    `unprinted` say who somebody is, number the rows, or give the time; no report has them.
    """

    responses: int
    refused: Sequence[Refusal]
    minimum: int
    questions: tuple[Question, ...]
    changes: tuple[Change, ...]
    unprinted: tuple[str, ...]
    by: str | None

    @property
    def stamp(self) -> str:
        """What every page must say when small numbers are not hidden as they should be."""
        return "not protected, not for sharing" if self.minimum < LEAST_MINIMUM else ""


def evaluate(sheet: Sheet, *, minimum: int, by: str | None = None) -> Evaluation:
    """Return the responses of a sheet counted by column, protected, and split by the column `by`.

    Blank is no answer and no group. Two columns that are one question asked about before and now
    are counted over the people who answered both; but with a split they are two questions like any
    others, because the protection cannot answer for both views at once. `minimum` 1 withholds
    nothing and gives both views. `NoSplit` when `by` makes no groups.
    """
    columns = [
        understand(name, cells) for name, cells in zip(sheet.headings, sheet.columns(), strict=True)
    ]
    splitter = None if by is None else _groups(columns[sheet.headings.index(by)])
    both_views = minimum == 1
    pairs = list(before_and_now(columns)) if both_views or splitter is None else []
    paired = set() if both_views else {column.name for pair in pairs for column in pair}
    tallied = [column for column in columns if column.name not in paired]
    report = protect_report(
        [*(tally(column, splitter) for column in tallied), *(joint(*pair) for pair in pairs)],
        responses=len(sheet.rows),
        minimum=minimum,
        sizes_from=by,
    )
    changes = tuple(
        Change(before.name, now.name, pair, comparison(before, now) if pair.testable else None)
        for (before, now), pair in zip(pairs, report[len(tallied) :], strict=True)
        if isinstance(pair, ProtectedPair)
    )
    questions = _halves(changes) | {
        column.name: _question(column, one)
        for column, one in zip(tallied, report, strict=False)
        if isinstance(one, ProtectedTally)
    }
    return Evaluation(
        responses=len(sheet.rows),
        refused=sheet.refused,
        minimum=minimum,
        questions=tuple(questions[column.name] for column in columns),
        changes=changes,
        unprinted=tuple(
            column.name
            for column in columns
            if column.identifies or (column.kind == "date" and not column.categories)
        ),
        by=by,
    )


def tally(column: Column, splitter: Column | None = None) -> Tally:
    """Return the counts of a column, split by the groups of another where one is given.

    Where the answers are not listed, all that is counted is how many people gave one.
    """
    if not column.categories:
        return Tally(column.name, ("answered",), (column.answered,), column.answered)
    cuts = () if splitter in (None, column) else (_cut(column, splitter),)
    several = column.kind == "several"
    return Tally(column.name, column.categories, column.counts, column.answered, several, cuts)


def _cut(column: Column, splitter: Column) -> Cut:
    together: dict[str, list[tuple[str, int]]] = {group: [] for group in splitter.categories}
    for (group, answer), number in Counter(zip(splitter.cells, column.cells, strict=True)).items():
        if group and answer:
            together[group].append((answer, number))
    counts = [column.count_in(answers) for answers in together.values()]
    return Cut(
        by=splitter.name,
        groups=splitter.categories,
        counts=tuple(zip(*counts, strict=True)),
        answered=tuple(sum(number for _, number in answers) for answers in together.values()),
        sizes=splitter.counts,
    )


def _groups(column: Column) -> Column:
    """Return the column if its answers make groups that do not overlap, else raise `NoSplit`."""
    name = f"“{shortened(column.name, 80)}”"
    if column.kind == "several":
        raise NoSplit(
            f"{name} lets people choose several, so its groups overlap: split by another."
        )
    if column.identifies:
        raise NoSplit(f"{name} says who each person is: split by a column with groups of people.")
    if not column.answered:
        raise NoSplit(f"Nobody answered {name}: split by another column.")
    if not column.categories:
        raise NoSplit(
            f"{name} has {len(column.distinct):,} different answers, free text or too many groups "
            f"(at most {MOST_CATEGORIES}): split by another column."
        )
    return column


def before_and_now(columns: Sequence[Column]) -> Iterator[tuple[Column, Column]]:
    """Yield the columns that are one question asked about before and now.

    Only where the headings say so: one has a word such as "before", the other one such as "now",
    the rest is the same but for small words, and both were answered on one scale.
    """
    times: dict[tuple[str, ...], dict[str, list[Column]]] = {}
    for column in columns:
        if column.kind == "scale":
            words = set(re.findall(r"\w+", column.name.casefold()))
            when = [word for word, time in (("before", BEFORE), ("now", NOW)) if words & time]
            if len(when) == 1:
                rest = tuple(sorted(filterfalse(SMALL_WORDS.fullmatch, words - BEFORE - NOW)))
                times.setdefault(rest, {}).setdefault(when[0], []).append(column)
    for found in times.values():
        before, now = found.get("before", []), found.get("now", [])
        if len(before) == len(now) == 1 and _places(before[0], now[0]):
            yield before[0], now[0]


def _places(before: Column, now: Column) -> dict[str, int]:
    """Return the place of each answer on the scale both share, or nothing where they share none."""
    answers = [*dict.fromkeys((*before.categories, *now.categories))]
    try:
        numbers = sorted({float(answer) for answer in answers})
    except ValueError:
        return steps(in_scale(answers) or ())
    return {answer: numbers.index(float(answer)) + 1 for answer in answers}


def _both(before: Column, now: Column) -> list[tuple[int, int]]:
    """Return the places of the answers of everybody who answered both."""
    places = _places(before, now)
    return [
        (places[then], places[answer])
        for then, answer in zip(before.cells, now.cells, strict=True)
        if then in places and answer in places
    ]


def joint(before: Column, now: Column) -> Pair:
    """Return how many people said what before and what now."""
    places = _places(before, now)
    names = {place: answer for answer, place in reversed(places.items())}
    counted = Counter(_both(before, now))
    return Pair(
        name=f"{now.name.rstrip(' ?.:')} (compared with before)",
        categories=tuple(names[place] for place in sorted(names)),
        joint=tuple(
            tuple(counted[then, after] for after in sorted(names)) for then in sorted(names)
        ),
    )


def comparison(before: Column, now: Column) -> Comparison | None:
    """Return the test of the change, or None where nobody answered both."""
    pairs = _both(before, now)
    return compare(*zip(*pairs, strict=True)) if pairs else None


def _halves(changes: Sequence[Change]) -> dict[str, Question]:
    """Return the question of each half of a pair, counted over the people who answered both."""
    return {
        name: Question(name, "scale", change.pair.categories, counts, change.pair.pairs)
        for change in changes
        for name, counts in ((change.before, change.pair.before), (change.now, change.pair.now))
    }


def _question(column: Column, shown: ProtectedTally) -> Question:
    counts = shown.counts if column.categories else ()
    return Question(column.name, column.kind, column.categories, counts, shown.answered, shown.cuts)
