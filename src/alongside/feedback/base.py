"""What a sentence about feedback stands on: who was asked, how they could answer, what they said.

Feedback is counted, not people: one person can say something twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from alongside.methods.disclosure import Cut, Tally, protect_report, protect_table
from alongside.methods.disclosure.protected import ProtectedTally
from alongside.methods.documents.rows import Rows, Variable
from alongside.methods.shown import Shown

from . import queries
from .models import Claim, Entry
from .queries import Scope

TONES = tuple(Entry.Tone)
FEW = "So few people said something."
NOBODY_ASKED = (
    "Nobody was asked about this in this time, as far as we wrote down. So it does not say what "
    "people think."
)
FEW_ANSWERED = "So few people answered that it says little about what people think."
CONTRADICTED = "It does not hold: in this time people told us something that was not good."
HOLDS = (
    "Nothing that was not good came in by the ways named here. What people think who did not "
    "answer, nobody knows."
)
ANSWERED_WORDS = "It stands on what people told us by the ways named here."

COLUMNS = (
    Variable("what", "What is counted", "text"),
    Variable("number", "How many; “not shown” where it would be a few people", "text"),
)
BY_ROUTE = (
    Variable("way", "The way by which it came", "text"),
    Variable("since", "Since when people could use it", "date"),
    Variable("read_by", "Who reads it", "text"),
    Variable("good", "Feedback that was good", "text"),
    Variable("some_of_both", "Some of both", "text"),
    Variable("not_good", "Not good", "text"),
    Variable("in_all", "Feedback in all", "text"),
)


class Way(NamedTuple):
    """A route as it is shown: since when it was there, and who reads what comes in."""

    name: str
    about: str
    read_by: str
    since: date
    until: date | None


@dataclass(frozen=True)
class Base:
    """The figures, protected: of `asked` people `answered` did, whatever they said; how much
    feedback there was `in_all` and of each tone; how much of it we answered (`replied`) and how
    much waits. `weak`: why it says little, in words; ""."""

    since: date
    until: date
    ways: tuple[Way, ...]
    asked: int
    answered: Shown
    in_all: Shown
    tones: tuple[Shown, ...]
    replied: Shown
    waits: Shown
    weak: str

    @property
    def by_tone(self) -> list[tuple[str, Shown]]:
        """The words of each tone with how often it came."""
        return [(str(tone.label), many) for tone, many in zip(TONES, self.tones, strict=True)]

    @property
    def numbers(self) -> list[int | None]:
        """The figures of the feedback, all of it last."""
        return [many.value for many in (*self.tones, self.in_all)]

    def as_data(self) -> dict[str, Any]:
        """Return the figures to be kept, as JSON."""
        shown = {name: getattr(self, name).value for name in ("answered", "in_all")}
        shown |= {name: getattr(self, name).value for name in ("replied", "waits")}
        ways = [
            [one.name, one.about, one.read_by, str(one.since), str(one.until or "")]
            for one in self.ways
        ]
        dates = {"since": str(self.since), "until": str(self.until)}
        tones = [many.value for many in self.tones]
        return dates | shown | {"ways": ways, "asked": self.asked, "tones": tones}


def base(scope: Scope, minimum: int) -> Base:
    """Return what is known of the feedback of a time. Its parts are protected together."""
    (asked, answered), counts = queries.asked(scope), queries.counts(scope)
    many, replied = sum(counts.tones), counts.replied
    tones: tuple[Shown, ...] = (FEW_SHOWN,) * len(TONES)
    answers: tuple[Shown, ...] = (FEW_SHOWN, FEW_SHOWN)
    in_all = FEW_SHOWN if many else Shown(0)
    if many >= minimum:
        of_tone = Tally("tone", tuple(TONES), counts.tones, many)
        of_answer = Tally("answer", ("answered", "waits"), (replied, many - replied), many)
        first, second = _protected([of_tone, of_answer], many, minimum)
        tones, in_all, answers = first.counts, first.answered, second.counts
    shown = protect_table([[answered]], minimum=minimum).total
    weak = "" if asked else NOBODY_ASKED
    if asked and (shown.hidden or not answered):
        weak = FEW_ANSWERED
    ways = tuple(
        Way(one.name, one.about, one.read_by, one.since, one.until) for one in queries.ways(scope)
    )
    replied_to, waits = answers
    return Base(
        scope.since, scope.until, ways, asked, shown, in_all, tones, replied_to, waits, weak
    )


FEW_SHOWN = Shown.withheld(FEW)


def _protected(tallies: list[Tally], many: int, minimum: int) -> list[ProtectedTally]:
    found = protect_report(tallies, responses=many, minimum=minimum)
    return [one for one in found if isinstance(one, ProtectedTally)]


def kept(figures: Mapping[str, Any]) -> Base:
    """Return figures that were kept with `as_data`."""

    def shown(value: int | None) -> Shown:
        return FEW_SHOWN if value is None else Shown(value)

    day = date.fromisoformat
    ways = tuple(
        Way(name, about, read_by, day(since), day(until) if until else None)
        for name, about, read_by, since, until in figures["ways"]
    )
    answered = shown(figures["answered"])
    weak = "" if figures["asked"] else NOBODY_ASKED
    if figures["asked"] and not answered.value:
        weak = FEW_ANSWERED
    return Base(
        day(figures["since"]),
        day(figures["until"]),
        ways,
        figures["asked"],
        answered,
        shown(figures["in_all"]),
        tuple(map(shown, figures["tones"])),
        shown(figures["replied"]),
        shown(figures["waits"]),
        weak,
    )


def verdict(claim: Claim, on: Base, contradicted: bool) -> str:
    """Return in words what the records say of a claim."""
    if contradicted and claim.kind == Claim.Kind.NO_NEGATIVE:
        return CONTRADICTED
    if on.weak:
        return on.weak
    return HOLDS if claim.kind == Claim.Kind.NO_NEGATIVE else ANSWERED_WORDS


def as_rows(title: str, on: Base) -> Rows:
    """Return the base of a claim as a table to take away."""
    lines = [
        ("Ways people could use", str(len(on.ways))),
        ("People asked", str(on.asked)),
        ("People who answered", str(on.answered)),
        ("Feedback in all", str(on.in_all)),
        *((f"Feedback: {words}", str(many)) for words, many in on.by_tone),
        ("Feedback we answered", str(on.replied)),
        ("Feedback that waits for an answer", str(on.waits)),
    ]
    return Rows(title, COLUMNS, lines)


def by_route(title: str, scope: Scope, minimum: int) -> Rows:
    """Return a row for each route with the tones of what came by it, protected with the whole."""
    ways = list(queries.ways(scope))
    counts = queries.tones_by_route(scope)
    of_route = [counts.get(one.pk, (0,) * len(TONES)) for one in ways]
    table = tuple(zip(*of_route, strict=True)) if ways else tuple(() for _ in TONES)
    sizes = tuple(map(sum, of_route))
    tones = queries.counts(scope).tones
    many = sum(tones)
    cells: list[list[str]] = [["not shown"] * (len(TONES) + 1) for _ in ways]
    if many >= minimum and ways:
        cut = Cut("way", tuple(str(one.pk) for one in ways), table, sizes, sizes)
        (found,) = _protected(
            [Tally("tone", tuple(TONES), tones, many, cuts=(cut,))], many, minimum
        )
        (split,) = found.cuts
        if not split.refused:
            cells = [
                [str(row[place]) for row in split.counts] + [str(split.answered[place])]
                for place in range(len(ways))
            ]
    rows: list[tuple[str | date, ...]] = [
        (one.name, one.since, one.read_by, *cells[n]) for n, one in enumerate(ways)
    ]
    return Rows(title, BY_ROUTE, rows)
