"""A project on the ladder, as its page and its part of the overview show it."""

from dataclasses import dataclass

from alongside.methods.rungs import Fact

from .queries.standing import Standing
from .wording import Ladder, Rung
from .words import FACTS, Words, listed, page_of


@dataclass(frozen=True)
class Step:
    """A rung as it is drawn: who stands on it, whether records reach it, and whether its group
    begins here, from above."""

    rung: Rung
    marks: tuple[tuple[str, str], ...]
    reached: bool
    here: bool
    begins: bool


@dataclass(frozen=True)
class Shown:
    """A fact with its words, its records, and where it is seen to while it is missing."""

    fact: Fact
    words: Words
    address: str


@dataclass(frozen=True)
class Picture:
    """All that is shown: the steps highest first, and the facts in order."""

    standing: Standing
    ladder: Ladder
    steps: tuple[Step, ...]
    facts: tuple[Shown, ...]

    @property
    def claimed(self) -> Rung | None:
        return self.ladder.rung(self.standing.claimed)

    @property
    def evidenced(self) -> Rung | None:
        return self.ladder.rung(self.standing.evidenced)

    @property
    def felt(self) -> Rung | None:
        return self.ladder.rung(self.standing.felt)

    @property
    def lacking(self) -> tuple[Shown, ...]:
        """The facts that the next rung needs."""
        lacks = self.standing.known.shows.lacks
        return tuple(one for one in self.facts if one.fact.name in lacks)

    @property
    def next_rung(self) -> Rung | None:
        """The rung that these would raise it to; None on the highest."""
        return self.ladder.rung(self.standing.known.shows.to) if self.lacking else None

    @property
    def unfounded(self) -> str:
        """What is missing for what it is called, in words; "" where nothing is."""
        return listed(self.standing.unfounded)


def picture(standing: Standing, ladder: Ladder) -> Picture:
    """Return a project on the ladder in these words."""
    reached = standing.evidenced or 0
    highest_first = list(reversed(ladder.rungs))
    steps = tuple(
        Step(
            rung,
            _marks(standing, rung.number),
            rung.number <= reached,
            rung.number == reached,
            place == 0 or highest_first[place - 1].group != rung.group,
        )
        for place, rung in enumerate(highest_first)
    )
    facts = tuple(
        Shown(fact, FACTS[name], page_of(standing.project, FACTS[name].page))
        for name, fact in standing.known.facts.items()
    )
    return Picture(standing, ladder, steps, facts)


def _marks(standing: Standing, number: int) -> tuple[tuple[str, str], ...]:
    """Return who stands on a rung: (class, words)."""
    aim = standing.aim.rung if standing.aim else None
    there = [
        ("claimed", "We say", standing.claimed),
        ("aimed", "We aim for", aim),
        ("evidenced", "Records show", standing.evidenced),
        ("felt", "People feel", standing.felt),
    ]
    return tuple((css, words) for css, words, rung in there if rung == number)
