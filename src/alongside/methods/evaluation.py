"""From a file of responses to protected numbers: what each column holds, counted and split."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import filterfalse

from alongside.methods.columns import MOST_CATEGORIES, NUMBER, Column, shortened, understand
from alongside.methods.disclosure.counted import Cut, Halves, Pair, Tally
from alongside.methods.disclosure.protected import ProtectedPair, ProtectedTally
from alongside.methods.disclosure.report import protect_report
from alongside.methods.findings import Question
from alongside.methods.formats.sheets import Refusal, Sheet
from alongside.methods.paired import Comparison, compare
from alongside.methods.scales import in_scale, is_usual, steps

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
class NotCompared:
    """Two columns whose headings ask about before and now, and why they are not compared."""

    before: str
    now: str
    reason: str


@dataclass(frozen=True)
class Evaluation:
    """A file of responses as it may leave, one question a column in their order.

    Every question is counted over all who answered it; `changes` over the people who answered both
    before and now. Columns in `unprinted` say who somebody is, number the rows, or give the time;
    no report has them.
    """

    responses: int
    refused: Sequence[Refusal]
    minimum: int
    questions: tuple[Question, ...]
    changes: tuple[Change, ...]
    not_compared: tuple[NotCompared, ...]
    unprinted: tuple[str, ...]
    by: str | None

    @property
    def stamp(self) -> str:
        """What every page must say when small numbers are not hidden as they should be."""
        return "not protected, not for sharing" if self.minimum < LEAST_MINIMUM else ""


def evaluate(sheet: Sheet, *, minimum: int, by: str | None = None) -> Evaluation:
    """Return the responses of a sheet counted by column, protected, and split by the column `by`.

    Blank is no answer and no group. Every column is counted over its own answers, and two that are
    one question about before and now are compared as well. Both come out the same with and without
    a split, and whatever it is by: two evaluations of one file cannot be taken from each other.
    `minimum` 1 withholds nothing. `NoSplit` when `by` makes no groups.
    """
    columns, pairs, not_compared = _paired(
        [
            understand(name, cells)
            for name, cells in zip(sheet.headings, sheet.columns(), strict=True)
        ]
    )
    splitter = None if by is None else _groups(columns[sheet.headings.index(by)])
    report = protect_report(
        [
            *(tally(column, splitter) for column in columns),
            *(joint(*pair, splitter) for pair in pairs),
        ],
        responses=len(sheet.rows),
        minimum=minimum,
        sizes_from=by,
        wholes_first=True,
    )
    shown = {one.name: one for one in report[: len(columns)] if isinstance(one, ProtectedTally)}
    unsaid_groups = frozenset() if splitter is None else _unsaid(splitter, shown[splitter.name])
    changes = tuple(
        Change(before.name, now.name, pair, comparison(before, now) if pair.testable else None)
        for (before, now), pair in zip(pairs, report[len(columns) :], strict=True)
        if isinstance(pair, ProtectedPair)
    )
    return Evaluation(
        responses=len(sheet.rows),
        refused=sheet.refused,
        minimum=minimum,
        questions=tuple(_question(column, shown[column.name], unsaid_groups) for column in columns),
        changes=changes,
        not_compared=tuple(not_compared),
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
        return Tally(column.name, (), (), column.answered)
    return Tally(
        column.name,
        column.categories,
        column.counts,
        column.answered,
        several=column.kind == "several",
        cuts=() if splitter in (None, column) else (_cut(column, splitter),),
        given=True,
    )


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


def _paired(
    columns: Sequence[Column],
) -> tuple[list[Column], list[tuple[Column, Column]], list[NotCompared]]:
    """Return the columns, with those asked about before and now on the scale both share; these
    pairs; and columns that look like a pair and are none, with the reason."""
    found = {column.name: column for column in columns}
    pairs, not_compared = [], []
    for before, now in before_and_now(columns):
        then, after = on_one_scale(before, now)
        if _places(then, after):
            found |= {then.name: then, after.name: after}
            pairs.append((then, after))
        elif {before.kind, now.kind} <= {"one", "scale", "number"}:
            reason = "their answers are not steps of one scale whose order is known"
            not_compared.append(NotCompared(before.name, now.name, reason))
    return [found[column.name] for column in columns], pairs, not_compared


def before_and_now(columns: Sequence[Column]) -> Iterator[tuple[Column, Column]]:
    """Yield the columns whose headings say that they are one question about before and now.

    One has a word such as "before", the other one such as "now", and the rest is the same but for
    small words.
    """
    times: dict[tuple[str, ...], dict[str, list[Column]]] = {}
    for column in columns:
        words = set(re.findall(r"\w+", column.name.casefold()))
        when = [word for word, time in (("before", BEFORE), ("now", NOW)) if words & time]
        if len(when) == 1:
            rest = tuple(sorted(filterfalse(SMALL_WORDS.fullmatch, words - BEFORE - NOW)))
            times.setdefault(rest, {}).setdefault(when[0], []).append(column)
    for found in times.values():
        before, now = found.get("before", []), found.get("now", [])
        if len(before) == len(now) == 1:
            yield before[0], now[0]


def on_one_scale(before: Column, now: Column) -> tuple[Column, Column]:
    """Return both columns on the scale of the two, where one of them has a scale: what few steps
    people chose now may look like a list by itself."""
    answers = list(dict.fromkeys((*before.categories, *now.categories)))
    in_order = in_scale(answers) or ()
    if "scale" not in {before.kind, now.kind} or not in_order:
        return before, now
    return _in_order(before, in_order), _in_order(now, in_order)


def _in_order(column: Column, in_order: Sequence[str]) -> Column:
    categories = tuple(answer for answer in in_order if answer in column.distinct)
    return replace(column, kind="scale", categories=categories)


def _places(before: Column, now: Column) -> dict[str, int]:
    """Return the place of each answer on the scale both share, or nothing where they share none."""
    kinds = {before.kind, now.kind}
    if "scale" not in kinds or not kinds <= {"scale", "number"}:
        return {}
    answers = [*dict.fromkeys((*before.categories, *now.categories))]
    if not all(map(NUMBER.fullmatch, answers)):
        return steps(in_scale(answers) or ())
    numbers = sorted({float(answer.rstrip("%")) for answer in answers})
    return {answer: numbers.index(float(answer.rstrip("%"))) + 1 for answer in answers}


def _both(before: Column, now: Column) -> list[tuple[int, int]]:
    """Return the places of the answers of everybody who answered both."""
    places = _places(before, now)
    return [
        (places[then], places[answer])
        for then, answer in zip(before.cells, now.cells, strict=True)
        if then in places and answer in places
    ]


def joint(before: Column, now: Column, splitter: Column | None = None) -> Pair:
    """Return how many people said what before and what now, by the groups of another column too
    where one is given."""
    places = _places(before, now)
    names = {place: answer for answer, place in reversed(places.items())}
    counted = Counter(_both(before, now))
    return Pair(
        name=f"{now.name.rstrip(' ?.:')} (compared with before)",
        categories=tuple(names[place] for place in sorted(names)),
        joint=tuple(
            tuple(counted[then, after] for after in sorted(names)) for then in sorted(names)
        ),
        halves=_halves(before, now, places, splitter),
    )


def _halves(
    before: Column, now: Column, places: Mapping[str, int], splitter: Column | None
) -> Halves:
    """Return how many gave each answer of the one column and each of the other, or none."""
    groups = [""] * len(before.cells) if splitter is None else splitter.cells
    said = Counter(
        (group, then if then in before.distinct else "", after if after in now.distinct else "")
        for group, then, after in zip(groups, before.cells, now.cells, strict=True)
    )

    def table(names: Sequence[str]) -> tuple[tuple[int, ...], ...]:
        return tuple(
            tuple(sum(said[name, then, after] for name in names) for after in (*now.categories, ""))
            for then in (*before.categories, "")
        )

    def stand(column: Column) -> tuple[int | None, ...]:
        return tuple(
            places[answer] - 1 if answer in places else None for answer in column.categories
        )

    return Halves(
        before=before.name,
        now=now.name,
        joint=table(tuple(dict.fromkeys(groups))),
        before_places=stand(before),
        now_places=stand(now),
        groups=() if splitter is None else tuple(table([group]) for group in splitter.categories),
    )


def comparison(before: Column, now: Column) -> Comparison | None:
    """Return the test of the change, or None where nobody answered both."""
    pairs = _both(before, now)
    return compare(*zip(*pairs, strict=True)) if pairs else None


def _question(column: Column, shown: ProtectedTally, unsaid_groups: frozenset[str]) -> Question:
    return Question(
        column.name,
        column.kind,
        column.categories,
        shown.counts,
        shown.answered,
        shown.cuts,
        _unsaid(column, shown),
        unsaid_groups,
    )


def _unsaid(column: Column, shown: ProtectedTally) -> frozenset[str]:
    """Return the answers whose words no document prints: nobody says that they were choices, and
    too few gave them for their number to be shown."""
    if column.kind != "number" and is_usual(column.categories):
        return frozenset()
    counts = zip(column.categories, shown.counts, strict=True)
    return frozenset(category for category, count in counts if count.hidden)
