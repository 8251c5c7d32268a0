"""Answers into tallies: how many people fall into each category, overall and by group."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Self

from alongside.methods.disclosure import Cut, Tally


@dataclass(frozen=True, slots=True)
class Split:
    """Groups to split questions by: `of_each` names the group of each response, in the order of the
    answers, with an empty text for a person in none; `groups` is the order they are shown in."""

    by: str
    groups: tuple[str, ...]
    of_each: tuple[str, ...]

    @classmethod
    def of(cls, by: str, of_each: Sequence[str]) -> Self:
        """Return a split with the groups in alphabetical order.

        >>> Split.of("area", ["Housing", "", "Adults", "Housing"]).groups
        ('Adults', 'Housing')
        """
        return cls(by, tuple(sorted({group for group in of_each if group})), tuple(of_each))


def tally(
    name: str,
    categories: Sequence[str],
    chosen: Sequence[Collection[int]],
    splits: Sequence[Split] = (),
    *,
    several: bool = False,
) -> Tally:
    """Return the counts of `chosen`: for each response the places in `categories` it falls into,
    none where the question was not answered. With `several` a response may fall into more than one.

    >>> tally("tea", ["yes", "no"], [[0], [1], [0], []]).counts
    (2, 1)
    """
    places = range(len(categories))
    counts = Counter(place for picked in chosen for place in picked)
    return Tally(
        name,
        tuple(categories),
        tuple(counts[place] for place in places),
        sum(1 for picked in chosen if picked),
        several=several,
        cuts=tuple(_cut(split, len(categories), chosen) for split in splits),
    )


def _cut(split: Split, categories: int, chosen: Sequence[Collection[int]]) -> Cut:
    cells: Counter[tuple[int, str]] = Counter()
    answered: Counter[str] = Counter()
    for group, picked in zip(split.of_each, chosen, strict=True):
        cells.update((place, group) for place in picked)
        answered[group] += bool(picked)
    sizes = Counter(split.of_each)
    return Cut(
        split.by,
        split.groups,
        tuple(tuple(cells[place, group] for group in split.groups) for place in range(categories)),
        tuple(answered[group] for group in split.groups),
        tuple(sizes[group] for group in split.groups),
    )
