"""How many people shared which kind of what helps them, and whether it was there: never who, and
never what they wrote.

The figures stand until the end of a whole month and are kept (`models.Figures`), so that nobody who
looks on two days learns what one person shared, answered or deleted between them; those of the next
month take their place only where more than a few people differ. Somebody who came to sessions of
two programmes is counted once in each, so that no number of one programme can be worked out by
taking away.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.involvement.budget import last_day
from alongside.methods.disclosure import Cut, Tally, differ_by_few, protect_report
from alongside.methods.disclosure.protected import ProtectedTally
from alongside.methods.documents.rows import Rows, Variable
from alongside.methods.shown import Shown
from alongside.people.models import Organisation

from . import queries
from .models import Need, Share
from .queries import Counted

OTHERWISE = "Taking part in something else"
NOT_SAID = "They have not said"
FEW = "So that nobody can work out what a few people shared."
MET = {
    Share.Met.YES: "Yes, it was there",
    Share.Met.PARTLY: "Partly",
    Share.Met.NO: "No",
    "": NOT_SAID,
}
COLUMNS = (
    Variable("what", "What helps, or whether it was there", "text"),
    Variable("where", "The programme; all together", "text"),
    Variable("people", "How many; “not shown” where it would be a few", "text"),
)
ALL = "All together"


@dataclass(frozen=True)
class Counts:
    """The figures of a year: `kinds` names each kind with its number for each of `places`
    (programmes) and for all; `people` how many shared something, likewise; `met` what people said
    afterwards of what they shared, of `shares`. Without kinds nothing is shown."""

    since: date
    until: date
    places: tuple[str, ...]
    kinds: tuple[tuple[str, tuple[Shown, ...], Shown], ...]
    people: tuple[Shown, ...]
    in_all: Shown | None
    met: tuple[tuple[str, Shown], ...]
    shares: Shown | None


def shown(organisation: Organisation, today: date) -> Counts:
    """Return the figures that were kept last; none where nothing was kept yet."""
    last = organisation.figures_of_what_helps.first()
    if last is not None:
        return kept(last.content)
    since = today.replace(year=today.year - 1, day=1)
    return Counts(since, last_day(today), (), (), (), None, (), None)


def to_keep(organisation: Organisation, today: date) -> dict[str, Any]:
    """Return the figures that may be shown from today on, as they are kept: the new ones, or those
    of before where whoever compares the two could learn what a few people shared."""
    new = counts(organisation, today)
    last = organisation.figures_of_what_helps.first()
    if last is None:
        return as_data(new)
    minimum = organisation.minimum
    before, after = _columns(kept(last.content)), _columns(new)
    few = any(differ_by_few(before[name], after[name], minimum) for name in before.keys() & after)
    return last.content if few else as_data(new)


def _columns(found: Counts) -> dict[str, list[int | None]]:
    """Return each column of figures by its name, how many in all last."""

    def values(*numbers: Shown | None) -> list[int | None]:
        return [None if one is None else one.value for one in numbers]

    columns = {
        f"in {place}": values(*(of[at] for _, of, _ in found.kinds), found.people[at])
        for at, place in enumerate(found.places)
    }
    columns["all"] = values(*(many for _, _, many in found.kinds), found.in_all)
    columns["met"] = values(*(many for _, many in found.met), found.shares)
    return columns


def as_data(found: Counts) -> dict[str, Any]:
    """Return figures to be kept, as JSON."""
    return {
        "since": str(found.since),
        "until": str(found.until),
        "places": list(found.places),
        "kinds": [
            [name, [one.value for one in of], in_all.value] for name, of, in_all in found.kinds
        ],
        "people": [one.value for one in found.people],
        "in_all": found.in_all and [found.in_all.value],
        "met": [[words, many.value] for words, many in found.met],
        "shares": found.shares and [found.shares.value],
    }


def kept(data: Mapping[str, Any]) -> Counts:
    """Return figures that were kept with `as_data`."""

    def number(value: int | None) -> Shown:
        return Shown.withheld(FEW) if value is None else Shown(value)

    return Counts(
        date.fromisoformat(data["since"]),
        date.fromisoformat(data["until"]),
        tuple(data["places"]),
        tuple((name, tuple(map(number, of)), number(many)) for name, of, many in data["kinds"]),
        tuple(map(number, data["people"])),
        data["in_all"] and number(data["in_all"][0]),
        tuple((words, number(many)) for words, many in data["met"]),
        data["shares"] and number(data["shares"][0]),
    )


def counts(organisation: Organisation, today: date) -> Counts:
    """Return the figures of the twelve whole months before today's, as they are now."""
    until = last_day(today)
    since = today.replace(year=today.year - 1, day=1)
    rows = queries.counted(organisation, since, until)
    of_kind = _kinds(rows, organisation.minimum)
    of_met = _met(rows, organisation.minimum)
    return Counts(since, until, *of_kind, *of_met)


type OfKind = tuple[
    tuple[str, ...],
    tuple[tuple[str, tuple[Shown, ...], Shown], ...],
    tuple[Shown, ...],
    Shown | None,
]


def _kinds(rows: Iterable[Counted], minimum: int) -> OfKind:
    """Return the places, each kind by place and in all, and how many people are in each."""
    people: dict[tuple[str, int], set[str]] = {}
    for one in rows:
        people.setdefault((one.programme or OTHERWISE, one.person), set()).add(one.kind)
    if len(people) < minimum:
        return (), (), (), None
    places = tuple(sorted({place for place, _ in people}))
    table = tuple(
        tuple(
            sum(kind.value in kinds for (at, _), kinds in people.items() if at == place)
            for place in places
        )
        for kind in Need.Kind
    )
    sizes = tuple(sum(at == place for at, _ in people) for place in places)
    cut = Cut("programme", places, table, sizes, sizes)
    names = tuple(str(kind.label) for kind in Need.Kind)
    tally = Tally("kind", names, tuple(map(sum, table)), len(people), several=True, cuts=(cut,))
    (found,) = protect_report([tally], responses=len(people), minimum=minimum)
    assert isinstance(found, ProtectedTally)
    (split,) = found.cuts
    by_place: tuple[tuple[Shown, ...], ...] = split.counts
    of_place: tuple[Shown, ...] = split.answered
    if split.refused:
        places, by_place, of_place = (), ((),) * len(names), ()
    kinds = tuple(zip(names, by_place, found.counts, strict=True))
    return places, kinds, of_place, found.answered


def _met(rows: list[Counted], minimum: int) -> tuple[tuple[tuple[str, Shown], ...], Shown | None]:
    """Return what people said afterwards of each thing they shared. So few people is nothing."""
    if len({one.person for one in rows}) < minimum:
        return (), None
    found = tuple(sum(one.met == said for one in rows) for said in MET)
    tally = Tally("met", tuple(MET.values()), found, len(rows))
    (shown,) = protect_report([tally], responses=len(rows), minimum=minimum)
    assert isinstance(shown, ProtectedTally)
    return tuple(zip(MET.values(), shown.counts, strict=True)), shown.answered


def as_rows(title: str, found: Counts) -> Rows:
    """Return the figures as a table to take away: a line for each."""
    lines: list[tuple[str, ...]] = []
    for name, by_place, in_all in found.kinds:
        lines += [
            (name, place, str(many)) for place, many in zip(found.places, by_place, strict=True)
        ]
        lines.append((name, ALL, str(in_all)))
    lines += [(f"Was it there? {words}", ALL, str(many)) for words, many in found.met]
    return Rows(title, COLUMNS, lines)
