"""Everything that is published, as one linear system over whole numbers that are not negative."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Relation:
    """What the reader knows of some figures: sum(terms) == 0, or, if not `exact`, sum(terms) <= 0.

    `slack` is by how much the true figures stay below.
    """

    terms: dict[int, int]
    slack: int
    exact: bool


class Target(NamedTuple):
    """A value of a figure that the reader must find possible."""

    figure: int
    value: int


class Need(NamedTuple):
    """A demand: the reader must find both `low` and `high` possible for a figure.

    With a `width`, any two values that far apart will do as well.
    """

    figure: int
    low: int
    high: int
    width: int | None = None


type Change = dict[int, float]
"""Other figures a reader must think possible: figure -> how far it lies from the true one."""


class System:
    """Figures with their true values, and the relations between them that any reader knows.

    A figure is named by its position. Figures nobody prints, such as the answers of people in no
    group, belong here as well: the reader knows that they exist.
    """

    def __init__(self) -> None:
        self.values: list[int] = []
        self.floors: list[int] = []
        self.ceilings: list[int | None] = []
        self.relations: list[Relation] = []
        self._relations_of: list[list[int]] = []

    def figure(self, value: int, at_most: int | None = None, at_least: int = 0) -> int:
        """Add a figure, known to be from `at_least` to `at_most`; return its position."""
        self.values.append(value)
        self.floors.append(at_least)
        self.ceilings.append(at_most)
        self._relations_of.append([])
        return len(self.values) - 1

    def figures(
        self, values: Iterable[int], at_most: int | None = None, at_least: int = 0
    ) -> list[int]:
        return [self.figure(value, at_most, at_least) for value in values]

    def total(self, whole: int, parts: Sequence[int]) -> None:
        """Say that the figure `whole` is the sum of the figures `parts`."""
        self._relate(parts, [whole], exact=True)

    def at_most(self, parts: Sequence[int], wholes: Sequence[int]) -> None:
        """Say that the figures `parts` together are at most the figures `wholes` together."""
        self._relate(parts, wholes, exact=False)

    def answers(self, counts: Sequence[int], answered: int, *, several: bool) -> None:
        """Say that `counts` are the answers of `answered` people, each with one or, with `several`,
        with at least one."""
        if not several:
            self.total(answered, counts)
            return
        for count in counts:
            self.at_most([count], [answered])
        self.at_most([answered], counts)

    def _relate(self, parts: Sequence[int], wholes: Sequence[int], *, exact: bool) -> None:
        terms = dict.fromkeys(parts, 1) | dict.fromkeys(wholes, -1)
        slack = -sum(sign * self.values[figure] for figure, sign in terms.items())
        if slack < 0 or (exact and slack):
            raise ValueError("the counts do not add up")
        for figure in terms:
            self._relations_of[figure].append(len(self.relations))
        self.relations.append(Relation(terms, slack, exact))

    def copy(self) -> "System":
        """Return a system that can be added to without changing this one."""
        other = System()
        other.values, other.floors = self.values[:], self.floors[:]
        other.ceilings = self.ceilings[:]
        other.relations = self.relations[:]
        other._relations_of = [list(relations) for relations in self._relations_of]
        return other

    def fits(self, change: Change) -> bool:
        """Return whether the figures so changed satisfy every relation and their limits."""
        moved: dict[int, float] = {}
        for figure, by in change.items():
            ceiling = self.ceilings[figure]
            value = self.values[figure] + by
            low = self.floors[figure]
            if value < low - TOLERANCE or (ceiling is not None and value > ceiling + TOLERANCE):
                return False
            for index in self._relations_of[figure]:
                sign = self.relations[index].terms[figure]
                moved[index] = moved.get(index, 0) + sign * by
        return all(self._holds(self.relations[index], by) for index, by in moved.items())

    @staticmethod
    def _holds(relation: Relation, by: float) -> bool:
        if relation.exact:
            return abs(by) <= TOLERANCE
        return by <= relation.slack + TOLERANCE

    def meets(self, change: Change, target: Target) -> bool:
        """Return whether `change` moves the figure to the value of `target` or past it."""
        wanted = target.value - self.values[target.figure]
        by = change.get(target.figure, 0)
        return by >= wanted if wanted > 0 else by <= wanted
