"""A report's questions as they may leave: every number a `Shown`."""

from dataclasses import dataclass

from alongside.methods.disclosure.counted import Tally
from alongside.methods.shown import Shown


@dataclass(frozen=True, slots=True)
class ProtectedCut:
    """A split; `counts` is [category][group]. `refused`: why none of it is shown, or ""."""

    by: str
    groups: tuple[str, ...]
    counts: tuple[tuple[Shown, ...], ...]
    answered: tuple[Shown, ...]
    refused: str = ""


@dataclass(frozen=True, slots=True)
class ProtectedTally:
    """A question's counts. While `answered` is hidden, per cents would give it away."""

    name: str
    categories: tuple[str, ...]
    counts: tuple[Shown, ...]
    answered: Shown
    cuts: tuple[ProtectedCut, ...]


@dataclass(frozen=True, slots=True)
class ProtectedPair:
    """Before and now of the same people. `improved`: moved to a later category; `pairs`: people.

    `testable`: means, tests and effect sizes may be shown as they are, because even a reader who
    knew how many people moved by how many steps could work out no small number.
    """

    name: str
    categories: tuple[str, ...]
    before: tuple[Shown, ...]
    now: tuple[Shown, ...]
    improved: Shown
    same: Shown
    worse: Shown
    pairs: Shown
    testable: bool = False

    @property
    def complete(self) -> bool:
        """Whether nothing is hidden."""
        changes = (self.improved, self.same, self.worse, self.pairs)
        return not any(number.hidden for number in (*self.before, *self.now, *changes))


type ProtectedReport = tuple[ProtectedTally | ProtectedPair, ...]


def in_the_room(tally: Tally) -> ProtectedTally:
    """Return counts as the people they are of see them, whatever their size. They were told so
    before they answered; nothing of it may leave the room without `protect_report`."""
    return ProtectedTally(
        tally.name, tally.categories, tuple(map(Shown, tally.counts)), Shown(tally.answered), ()
    )
