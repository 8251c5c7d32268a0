"""Where people stand on each item: as the group sees it, and as anybody else does."""

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from alongside.methods.instruments import Dimension, Instrument, Item
from alongside.methods.middle import middle
from alongside.methods.spread import Spread, fewest_steps, middle_of, spread, wide

from .models import Assessment, Note, Place

SIDE = "side"
NOT_KNOWN = "not_known"
SIDES = tuple(Place.Side.values)

FEWEST_APART = 2
"""People on each side at least, so that the group sees the sides apart: one alone would be named by
their side."""


def name_of(item: Item | str) -> str:
    """Return the name of the question that an item is in the question engine."""
    key = item if isinstance(item, str) else item.key
    return f"item_{key.replace('-', '_')}"


def form(instrument: Instrument, title: str) -> dict[str, Any]:
    """Return the form that asks what an instrument asks, in the shape of the question engine."""
    choices = [
        {"name": f"p{number}", "label": {"en": point.label}}
        for number, point in enumerate(instrument.scale, start=1)
    ]
    choices.append({"name": NOT_KNOWN, "label": {"en": "I do not know"}})
    side = {
        "type": "one",
        "name": SIDE,
        "label": {"en": "Side"},
        "choices": [{"name": value, "label": {"en": label}} for value, label in Place.Side.choices],
    }
    asked = [
        {"type": "one", "name": name_of(item), "label": {"en": item.text}, "choices": choices}
        | ({"section": {"en": dimension.title}} if item is dimension.items[0] else {})
        for dimension in instrument.dimensions
        for item in dimension.items
    ]
    return {"title": {"en": title}, "languages": ["en"], "questions": [side, *asked]}


def answered(place: Place, instrument: Instrument) -> dict[str, Any]:
    """Return what somebody said of the items, in the shape of the question engine; empty where they
    placed none and did not say "I do not know" either."""
    said = {
        name_of(item): {"choice": NOT_KNOWN if point is None else f"p{point}"}
        for item in instrument.items
        if "point" in place.answers.get(item.key, {})
        for point in [place.answers[item.key]["point"]]
    }
    return {SIDE: {"choice": place.side}} | said if said else {}


@dataclass(frozen=True, slots=True)
class TookPart:
    """How many were asked and took part on one side."""

    side: str
    label: str
    asked: int
    took_part: int


def took_part(assessment: Assessment) -> list[TookPart]:
    """Return how many were asked and took part, by side."""
    rows = list(assessment.places.values_list("side", "took_part"))
    return [
        TookPart(
            side,
            str(label),
            sum(one == side for one, _ in rows),
            sum(one == side and did for one, did in rows),
        )
        for side, label in Place.Side.choices
    ]


def took_part_shown(assessment: Assessment) -> list[TookPart]:
    """Return how many took part as anybody outside the group may see it: nothing where the
    organisation protects attendance and one side is smaller than the smallest group."""
    organisation, found = assessment.organisation, took_part(assessment)
    small = any(one.took_part < organisation.minimum for one in found)
    return [] if organisation.protect_attendance and small else found


@dataclass(frozen=True, slots=True)
class OfSide:
    """Positions of one side, or of all: people by point, lowest first; how many do not know, and
    how many left the item out."""

    counts: tuple[int, ...]
    not_known: int
    left_out: int

    @property
    def spread(self) -> Spread:
        return spread(self.counts)


@dataclass(frozen=True, slots=True)
class OnItem:
    """Where the group stands on an item. `staff` and `experience` are None where the sides are not
    shown apart."""

    item: Item
    everybody: OfSide
    staff: OfSide | None
    experience: OfSide | None
    notes: tuple[str, ...] = ()

    @property
    def differ(self) -> bool:
        """Whether people differ, by the rule of `methods/spread.py`."""
        return self.everybody.spread.differ

    @property
    def gap(self) -> int:
        """By how many steps the middle of staff is above that of people with lived experience; 0
        where one of them is not known."""
        if self.staff is None or self.experience is None:
            return 0
        staff, experience = self.staff.spread.middle, self.experience.spread.middle
        return staff - experience if staff and experience else 0

    @property
    def sides_differ(self) -> bool:
        """Whether the sides are as far apart as the rule asks."""
        return wide(abs(self.gap), len(self.everybody.counts))

    @property
    def talk_first(self) -> bool:
        return self.differ or self.sides_differ


def inside(assessment: Assessment) -> dict[str, OnItem]:
    """Return where the group stands on each item, by its key: for the group alone. Empty while
    people answer alone, and where nobody did."""
    if assessment.wave_id is None:
        return {}
    answers = _by_side(assessment)
    apart = all(len(answers[side]) >= FEWEST_APART for side in SIDES)
    notes: dict[str, list[str]] = {}
    for note in Note.objects.filter(assessment=assessment):
        notes.setdefault(note.item, []).append(note.text)
    instrument = assessment.instrument
    found = {}
    for item in instrument.items:
        of = {side: _of_side(answers[side], item, instrument) for side in SIDES}
        found[item.key] = OnItem(
            item,
            _together(list(of.values())),
            of["staff"] if apart else None,
            of["experience"] if apart else None,
            tuple(notes.get(item.key, ())),
        )
    return found


def _by_side(assessment: Assessment) -> dict[str, list[dict[str, Any]]]:
    """Return the answers of people, by side."""
    found: dict[str, list[dict[str, Any]]] = {side: [] for side in SIDES}
    assert assessment.wave is not None
    for answers in assessment.wave.responses.values_list("answers", flat=True):
        found[answers[SIDE]["choice"]].append(answers)
    return found


def _of_side(answers: list[dict[str, Any]], item: Item, instrument: Instrument) -> OfSide:
    said = Counter((one.get(name_of(item)) or {}).get("choice") for one in answers)
    counts = tuple(said[f"p{number}"] for number in range(1, len(instrument.scale) + 1))
    return OfSide(counts, said[NOT_KNOWN], said[None])


def _together(sides: list[OfSide]) -> OfSide:
    return OfSide(
        tuple(map(sum, zip(*(side.counts for side in sides), strict=True))),
        sum(side.not_known for side in sides),
        sum(side.left_out for side in sides),
    )


@dataclass(frozen=True, slots=True)
class Middles:
    """The middle of each side on an item or a dimension; None where it is not shown."""

    staff: int | None = None
    experience: int | None = None


@lru_cache(5000)
def _middle(counts: tuple[int, ...], minimum: int) -> int | None:
    """Return the middle that may leave. It is worked out once: whether it may takes a while."""
    return middle(counts, minimum=minimum)


def outside(assessment: Assessment) -> dict[str, Middles]:
    """Return what leaves the group of each item: the middle of each side, where it says so of
    halves that are no smaller than the smallest group (`methods/middle.py`). No count leaves, and
    no middle of both sides together, so that none can be taken from another."""
    instrument = assessment.instrument
    if assessment.wave is None:
        return {item.key: Middles() for item in instrument.items}
    answers, minimum = _by_side(assessment), assessment.wave.minimum

    def of(side: str, item: Item) -> int | None:
        return _middle(_of_side(answers[side], item, instrument).counts, minimum)

    return {
        item.key: Middles(of("staff", item), of("experience", item)) for item in instrument.items
    }


def middles(assessment: Assessment, *, in_group: bool) -> dict[str, Middles]:
    """Return the middle of each side on each item, as the group sees it or as anybody else does."""
    if not in_group:
        return outside(assessment)
    return {
        key: Middles(
            one.staff.spread.middle or None if one.staff else None,
            one.experience.spread.middle or None if one.experience else None,
        )
        for key, one in inside(assessment).items()
    }


@dataclass(frozen=True, slots=True)
class OfDimension:
    """Where the group stands on a dimension: the middle of what it agreed on, and of the middles of
    each side, over its items. None where one of them is missing."""

    dimension: Dimension
    agreed: int | None
    agreed_on: int
    sides: Middles = field(default_factory=Middles)


def of_dimensions(
    assessment: Assessment, agreed: dict[str, int | None], *, in_group: bool
) -> list[OfDimension]:
    """Return each dimension. `agreed` are the points the group agreed on, by item."""
    known = middles(assessment, in_group=in_group)
    found = []
    for dimension in assessment.instrument.dimensions:
        keys = [item.key for item in dimension.items]
        of_items = [known.get(key, Middles()) for key in keys]
        found.append(
            OfDimension(
                dimension,
                middle_of([agreed.get(key) for key in keys]),
                sum(agreed.get(key) is not None for key in keys),
                Middles(
                    middle_of([one.staff for one in of_items]),
                    middle_of([one.experience for one in of_items]),
                ),
            )
        )
    return found


def rule(instrument: Instrument) -> int:
    """Return how many steps apart the ends of the middle half are at least where people differ."""
    return fewest_steps(len(instrument.scale))
