"""The words of a ladder: what its rungs are called, one sentence about each, and whose they are."""

from dataclasses import dataclass

from alongside.methods import rungs
from alongside.methods.rungs import GROUPS

from .models import Wording

DOING = {"to": "Doing to", "for": "Doing for", "with": "Doing with"}


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung in somebody's words. `group`: doing "to", "for" or "with"."""

    number: int
    name: str
    says: str
    group: str

    @property
    def doing(self) -> str:
        return DOING[self.group]


@dataclass(frozen=True, slots=True)
class Ladder:
    """Seven rungs, lowest first, and whose words they are. `kept`: the organisation's own wording;
    None for the product's."""

    name: str
    credit: str
    link: str
    rungs: tuple[Rung, ...]
    kept: Wording | None = None

    def rung(self, number: int | None) -> Rung | None:
        """Return a rung by its number; None for none."""
        return self.rungs[number - 1] if number else None


def ladder(kept: Wording | None = None) -> Ladder:
    """Return the ladder in an organisation's own words, or in the product's. The link to whose
    ladder it is stands beside both."""
    ours = rungs.words()
    words = kept.rungs if kept else ours["rungs"]
    steps = tuple(
        Rung(number, name, says, GROUPS[number])
        for number, (name, says) in enumerate(words, start=1)
    )
    if kept:
        return Ladder(kept.name, kept.credit, ours["link"], steps, kept)
    return Ladder(ours["name"], ours["credit"], ours["link"], steps)
