"""How long what people said waited for an answer, and whether they agree that it was acted on."""

from collections import Counter
from collections.abc import Mapping, Sequence
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
    low, high = (total - 1) // 2, total // 2
    found = []
    passed = 0
    for day, many in sorted(days.items()):
        found += [day] * sum(1 for place in (low, high) if passed <= place < passed + many)
        passed += many
    return sum(found) / 2


SAYS = ("yes", "part", "no")


def agreement(said: Sequence[str], minimum: int) -> tuple[Shown, Shown, Shown, Shown]:
    """Return how many said yes, in part and no, and how many said anything.

    Those who came first count, in steps of `minimum` people, so that whoever looks today and
    tomorrow does not learn what one person said. Nothing is shown of fewer, nothing where all said
    the same, and no answer where one was given by a few.

    >>> [str(one) for one in agreement(["yes"] * 9 + ["no"] * 6, 5)]
    ['9', '0', '6', '15']
    >>> [str(one) for one in agreement(["yes"] * 9 + ["no"] * 4, 5)]
    ['not shown', 'not shown', 'not shown', '10']
    >>> [str(one) for one in agreement(["yes"] * 4, 5)]
    ['not shown', 'not shown', 'not shown', 'not shown']
    """
    whole = len(said) // minimum * minimum
    counts = Counter(said[:whole])
    numbers = [counts[one] for one in SAYS]
    hidden = Shown.withheld(WITHHELD)
    if not whole:
        return hidden, hidden, hidden, hidden
    if is_withheld_whole(numbers, whole, minimum) or any(is_small(n, minimum) for n in numbers):
        return hidden, hidden, hidden, Shown(whole)
    yes, part, no = (Shown(n) for n in numbers)
    return yes, part, no, Shown(whole)
