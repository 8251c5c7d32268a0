"""The rung of the ladder that records show, capped by the weakest fact; and what an activity is by
its kind. `docs/methods/rungs.md` says what each rung needs."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

LOWEST, HIGHEST = 1, 7
INFORMING, CONSULTATION, ENGAGEMENT, CODESIGN, COPRODUCTION = 3, 4, 5, 6, 7
EDUCATING, COERCION = 2, 1

GROUPS = {1: "to", 2: "to", 3: "for", 4: "for", 5: "for", 6: "with", 7: "with"}
"""Doing to, doing for, doing with."""


@cache
def words() -> dict[str, Any]:
    """Return what the seven rungs are called in the product's own words: `rungs`, lowest first,
    each with its name and a sentence; whose ladder it is (`credit`, `link`); the `name` of these
    words.

    >>> len(words()["rungs"]), words()["rungs"][6][0]
    (7, 'Co-production')
    """
    found: dict[str, Any] = json.loads(
        (files("alongside.methods") / "rungs.json").read_text("utf-8")
    )
    return found


@dataclass(frozen=True, slots=True)
class Record:
    """Something a fact points at: its name, the address where it is found ("" where there is none
    for whoever reads), and its day."""

    label: str
    address: str
    day: date


@dataclass(frozen=True, slots=True)
class Fact:
    """Whether something is so of an activity, with the records that show it. One without a record
    is not so, whoever says that it is.

    >>> Fact("vote", ()).so
    False
    """

    name: str
    records: tuple[Record, ...] = ()

    @property
    def so(self) -> bool:
        return bool(self.records)


NEEDS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (CONSULTATION, ("open", "asked")),
    (ENGAGEMENT, ("again",)),
    (CODESIGN, ("shaped",)),
    (COPRODUCTION, ("vote", "delivery", "review")),
)
"""What each rung from 4 on needs besides what those below it need."""

FACTS = tuple(name for _, names in NEEDS for name in names)


@dataclass(frozen=True, slots=True)
class Shows:
    """What records show: the rung (None where there are none), the fact that `caps` it ("" on the
    highest), the rung that this fact alone would raise it `to`, and the facts that it `lacks` for
    that rung. Where one fact alone raises nothing, `lacks` has more than one."""

    rung: int | None
    caps: str = ""
    to: int = HIGHEST
    lacks: tuple[str, ...] = ()


def shows(
    so: Mapping[str, bool], *, informed: bool = False, taught: bool = False, required: bool = False
) -> Shows:
    """Return the rung that facts reach. `so` says which of FACTS are so; what is not in it is not.

    `informed`: information was shared. `taught`: there were sessions to learn in. `required`:
    people had to come.

    >>> shows({"open": True, "asked": True})
    Shows(rung=4, caps='again', to=5, lacks=('again',))
    >>> shows({}), shows({}, taught=True, required=True).rung
    (Shows(rung=None, caps='open', to=4, lacks=('open', 'asked')), 1)
    """
    for rung, names in NEEDS:
        lacks = tuple(name for name in names if not so.get(name))
        if lacks:
            reached: int | None = rung - 1
            if rung == CONSULTATION:
                reached = _below_consultation(so, informed, taught, required)
            return Shows(reached, lacks[0], rung, lacks)
    return Shows(HIGHEST)


def _below_consultation(
    so: Mapping[str, bool], informed: bool, taught: bool, required: bool
) -> int | None:
    """Return what it is where no view was asked for that could change anything."""
    if required and not so.get("open") and not so.get("asked"):
        return COERCION
    if informed or so.get("asked"):
        return INFORMING
    return EDUCATING if taught else None


def missing_for(rung: int, so: Mapping[str, bool]) -> tuple[str, ...]:
    """Return the facts that this rung needs and that are not so, lowest first.

    >>> missing_for(6, {"open": True, "asked": True, "vote": True})
    ('again', 'shaped')
    """
    return tuple(
        name for needed, names in NEEDS if needed <= rung for name in names if not so.get(name)
    )


MOST_OF_A_KIND = {
    "survey": CONSULTATION,
    "wall": CONSULTATION,
    "focus group": ENGAGEMENT,
    "interviews": ENGAGEMENT,
    "one-off event": ENGAGEMENT,
    "session": ENGAGEMENT,
}
"""The highest rung an activity of a kind can have by itself (R50). A meeting of a team, a workshop
or a visit can have any: it depends on who is in it, and what they decide there."""

INVOLVEMENT, COLLABORATION, WITH = "involvement", "collaboration", "co-production"


def word_for(rung: int | None) -> str:
    """Return what a rung is called in the three words of everyday talk (R29); "" where people are
    only told.

    >>> [word_for(rung) for rung in (None, 3, 4, 5, 6, 7)]
    ['', '', 'involvement', 'involvement', 'collaboration', 'co-production']
    """
    if rung is None or rung < CONSULTATION:
        return ""
    if rung == COPRODUCTION:
        return WITH
    return COLLABORATION if rung == CODESIGN else INVOLVEMENT


@dataclass(frozen=True, slots=True)
class Planned:
    """What an activity comes to, said before it is: its rung, its word, the facts it lacks, and
    whether its kind holds it down."""

    rung: int | None
    word: str
    lacks: tuple[str, ...]
    by_kind: bool = False


def classify(kind: str, so: Mapping[str, bool]) -> Planned:
    """Return what something planned would be, from its kind and what would be so of it.

    >>> classify("survey", dict.fromkeys(FACTS, True))
    Planned(rung=4, word='involvement', lacks=(), by_kind=True)
    >>> classify("meetings", {"open": True, "asked": True}).lacks
    ('again', 'shaped', 'vote', 'delivery', 'review')
    """
    rung = shows(so).rung
    most = MOST_OF_A_KIND.get(kind, HIGHEST)
    held = rung is not None and rung > most
    if held:
        rung = most
    return Planned(rung, word_for(rung), missing_for(HIGHEST, so), held)


def gap(claimed: int | None, evidenced: int | None) -> int:
    """Return by how many rungs what is said is above what records show; 0 where nothing is said.

    >>> gap(7, 5), gap(3, 5), gap(None, 5), gap(4, None)
    (2, -2, 0, 4)
    """
    return 0 if claimed is None else claimed - (evidenced or 0)
