"""How long what people said waited for an answer, and whether they agree that it was acted on."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from alongside.methods.disclosure.rules import WITHHELD, is_small, is_withheld_whole
from alongside.methods.shown import Shown


@dataclass
class Waits:
    """How many contributions waited how many days for an answer (`days`), how many wait still, and
    the day of the oldest of those."""

    days: Counter[int] = field(default_factory=Counter)
    waiting: int = 0
    oldest: date | None = None

    def add(self, waited: int | None, many: int, oldest: date | None) -> None:
        """Add contributions that waited so many days, or None while they wait."""
        if waited is not None:
            self.days[waited] += many
        elif many:
            self.waiting += many
            self.oldest = min((day for day in (self.oldest, oldest) if day), default=None)

    @property
    def answered(self) -> int:
        return self.days.total()

    @property
    def all(self) -> int:
        return self.answered + self.waiting

    def __add__(self, other: "Waits") -> "Waits":
        whole = Waits(self.days + other.days, self.waiting, self.oldest)
        whole.add(None, other.waiting, other.oldest)
        return whole


def median(days: Mapping[int, int]) -> float | None:
    """Return the middle of numbers of days, each with how often it is there; None of none.

    >>> median({3: 1, 10: 2}), median({3: 1, 10: 1}), median({})
    (10.0, 6.5, None)
    """
    total = sum(days.values())
    if not total:
        return None
    middle = ((total - 1) // 2, total // 2)
    found: list[int] = []
    passed = 0
    for day, many in sorted(days.items()):
        passed += many
        found += [day for place in middle[len(found) :] if place < passed]
        if len(found) == len(middle):
            break
    return sum(found) / 2


SAYS = ("yes", "part", "no")


@dataclass
class SaidBack:
    """What people said back: how often each answer was given (`counts`), and the newest answers,
    each as its place among all and what it says. There are as many of these as come one short of
    the smallest group, or all: more are never left out of the count."""

    counts: Counter[str] = field(default_factory=Counter)
    newest: list[tuple[int, str]] = field(default_factory=list)

    def __add__(self, other: "SaidBack") -> "SaidBack":
        return SaidBack(self.counts + other.counts, sorted(self.newest + other.newest))


def agreement(said: SaidBack, minimum: int) -> tuple[Shown, Shown, Shown, Shown]:
    """Return how many said yes, in part and no, and how many said anything.

    Those who came first count, in steps of `minimum` people, so that whoever looks today and
    tomorrow does not learn what one person said. Nothing is shown of fewer, nothing where all said
    the same, and no answer where one was given by a few.

    >>> def shown(yes, no, *newest):
    ...     said = SaidBack(Counter(yes=yes, no=no), list(enumerate(newest)))
    ...     return [str(one) for one in agreement(said, 5)]
    >>> shown(9, 6)
    ['9', '0', '6', '15']
    >>> shown(9, 4, "yes", "yes", "no", "no")
    ['not shown', 'not shown', 'not shown', '10']
    >>> shown(4, 0, "yes", "yes", "yes", "yes")
    ['not shown', 'not shown', 'not shown', 'not shown']
    """
    late = said.counts.total() % minimum
    whole = said.counts.total() - late
    counts = Counter(said.counts)
    counts.subtract(says for _, says in said.newest[len(said.newest) - late :])
    numbers = [counts[one] for one in SAYS]
    hidden = Shown.withheld(WITHHELD)
    if not whole:
        return hidden, hidden, hidden, hidden
    if is_withheld_whole(numbers, whole, minimum) or any(is_small(n, minimum) for n in numbers):
        return hidden, hidden, hidden, Shown(whole)
    yes, part, no = (Shown(n) for n in numbers)
    return yes, part, no, Shown(whole)
