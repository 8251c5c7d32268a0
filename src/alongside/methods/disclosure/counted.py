"""Counts before protection: questions, their splits by groups, and pairs of before and now."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cut:
    """A question split by groups that do not overlap, such as teams.

    `counts` is [category][group]; `answered` is people per group who answered this question;
    `sizes` is people per group who could have, so `answered <= size`. People in none of the groups
    need not be listed: they are the remainder, and are protected like a group of their own.
    """

    by: str
    groups: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    answered: tuple[int, ...]
    sizes: tuple[int, ...]

    def __post_init__(self) -> None:
        for row in (*self.counts, self.answered, self.sizes):
            if len(row) != len(self.groups):
                raise ValueError(f"split by {self.by}: every row needs {len(self.groups)} numbers")
            _check_counts(row, f"split by {self.by}")
        if any(a > s for a, s in zip(self.answered, self.sizes, strict=True)):
            raise ValueError(f"split by {self.by}: more people answered than are in the group")


@dataclass(frozen=True, slots=True)
class Tally:
    """One question's counts. `several`: a person may have chosen more than one category.

    With one choice the counts add up to `answered`; with several each is at most `answered`, and
    everyone who answered chose at least one category. `given`: the categories are what people
    answered, not what they could have, so that a reader knows of each that somebody gave it. With
    no categories only how many answered is counted.
    """

    name: str
    categories: tuple[str, ...]
    counts: tuple[int, ...]
    answered: int
    several: bool = False
    cuts: tuple[Cut, ...] = ()
    given: bool = False

    def __post_init__(self) -> None:
        if len(self.counts) != len(self.categories):
            raise ValueError(f"{self.name}: as many counts as categories are needed")
        _check_counts((*self.counts, self.answered), self.name)
        if self.given and 0 in self.counts:
            raise ValueError(f"{self.name}: nobody gave an answer that is said to be given")
        if self.categories:
            self._check_sum(self.counts, self.answered, self.name)
        for cut in self.cuts:
            self._check_cut(cut)

    def _check_sum(self, counts: tuple[int, ...], answered: int, where: str) -> None:
        total = sum(counts)
        if self.several and (total < answered or max(counts, default=0) > answered):
            raise ValueError(f"{where}: the counts do not fit {answered} people choosing several")
        if not self.several and total != answered:
            raise ValueError(f"{where}: the counts add up to {total}, but {answered} answered")

    def _check_cut(self, cut: Cut) -> None:
        where = f"{self.name} by {cut.by}"
        if len(cut.counts) != len(self.categories):
            raise ValueError(f"{where}: as many rows as categories are needed")
        columns = zip(*cut.counts, strict=True) if cut.counts else ((),) * len(cut.groups)
        for column, answered in zip(columns, cut.answered, strict=True):
            self._check_sum(tuple(column), answered, where)
        parts = [sum(row) for row in cut.counts]
        if any(part > whole for part, whole in zip(parts, self.counts, strict=True)):
            raise ValueError(f"{where}: the groups have more answers than the whole")
        rest = tuple(whole - part for part, whole in zip(parts, self.counts, strict=True))
        self._check_sum(rest, self.answered - sum(cut.answered), f"{where}, people in no group")


@dataclass(frozen=True, slots=True)
class Halves:
    """The two questions of a pair, each a question of the report over its own answers.

    `before` and `now` are their names. `joint` is [before][now] over their own categories, with
    who gave no answer last in both; `before_places` and `now_places` say where each category
    stands among those of the pair, or None where it stands beside them ("Don't know"). Where the
    questions are split, `groups` has such a table for each group.
    """

    before: str
    now: str
    joint: tuple[tuple[int, ...], ...]
    before_places: tuple[int | None, ...]
    now_places: tuple[int | None, ...]
    groups: tuple[tuple[tuple[int, ...], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """One question asked about before and now, of the same people.

    `categories` are in order, lowest first; `joint` is [before][now]: how many people said that
    before and this now. It stands for both questions, unless `halves` says which tallies they are:
    these let a reader compare those who gave both answers with those who gave one.
    """

    name: str
    categories: tuple[str, ...]
    joint: tuple[tuple[int, ...], ...]
    halves: Halves | None = None

    def __post_init__(self) -> None:
        size = len(self.categories)
        if len(self.joint) != size or any(len(row) != size for row in self.joint):
            raise ValueError(f"{self.name}: the table of before by now must be {size} by {size}")
        for row in self.joint:
            _check_counts(row, self.name)


def _check_counts(counts: Iterable[int], where: str) -> None:
    if any(count < 0 for count in counts):
        raise ValueError(f"{where}: a count cannot be below 0")
