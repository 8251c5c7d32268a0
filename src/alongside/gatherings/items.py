"""What kinds of items an agenda can have, by what they are for, and how people will see one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from alongside.asks import kinds as asks
from alongside.asks import pages
from alongside.methods import agenda
from alongside.methods.questions.messages import DEFAULT
from alongside.methods.revision import revision
from alongside.walls.starters import starter

_FOR = {
    "talk": ("Talk together", "Welcome, a round of names, a discussion. People see its title."),
    "slide": ("Show something", "Words, a list, a picture, a link, or a video with captions."),
    "question": ("Ask everybody a question", "They answer on their phones; you show the results."),
    "cards": (
        "Place cards",
        "“Is it co-production?” Everybody puts each card in the place where it belongs.",
    ),
    "wall": ("Collect ideas", "“Who gains, and how?” People write notes in columns, and vote."),
    "breakout": ("Work in small groups", "Groups of four talk about a story from their work."),
    "evaluation": ("Ask how it was", "The questions you chose for the session, at its end."),
    "break": ("Take a break", "Tea, and a stretch."),
    "timer": ("Give time to think or do", "Three quiet minutes, with a clock on the screen."),
}
"""For each kind, what people do, and an example."""


@dataclass(frozen=True)
class Kind:
    """A kind of item, or a type of question, as it is offered."""

    name: str
    title: str
    does: str
    example: str


def offered() -> list[Kind]:
    """Return every kind of item in the order they are offered."""
    return [Kind(name, agenda.KINDS[name], does, like) for name, (does, like) in _FOR.items()]


def of(item: agenda.Item) -> Kind:
    """Return the kind of an item as it is offered; a question is called by its type."""
    kind = next(kind for kind in offered() if kind.name == agenda.kind_of(item))
    if kind.name == "question" and "question" in item:
        return Kind("question", f"Question: {asks.title(item['question'])}", kind.does, "")
    return kind


def begun(kind: str, like: str) -> agenda.Item | None:
    """Return what a new item begins with: a wall can be `like` one that comes ready-made."""
    found = starter(like) if kind == "wall" else None
    if found is None:
        return None
    names = ("title", "about", "ask", "columns", "votes", "private")
    return {"kind": kind} | {name: getattr(found, name) for name in names}


@dataclass(frozen=True)
class Row:
    """One item as the page of an agenda lists it: it begins after `starts` minutes."""

    place: int
    item: agenda.Item
    kind: Kind
    starts: int
    seen: str
    problems: Sequence[str]

    @property
    def ends(self) -> int:
        ends: int = self.starts + self.item["minutes"]
        return ends


def rows(items: Sequence[agenda.Item]) -> list[Row]:
    """Return the rows of an agenda."""
    return [
        Row(place, item, of(item), starts, revision(item), tuple(agenda.check(item)))
        for place, (item, starts) in enumerate(zip(items, agenda.starts(items), strict=True), 1)
    ]


@dataclass(frozen=True)
class Shown:
    """One item as people see it; `q` is the question it asks, with its controls, and `why` the one
    beside it that asks why."""

    place: int
    item: agenda.Item
    kind: str
    q: Any = None
    why: Any = None

    @property
    def how(self) -> str:
        """How small groups are made, in words."""
        return agenda.HOW.get(self.item.get("how", ""), "")


def shown(item: agenda.Item, place: int) -> Shown:
    """Return an item as people see it."""
    kind = agenda.kind_of(item)
    if kind not in {"question", "cards"}:
        return Shown(place, item, kind)
    question = agenda.question_of(item, f"item_{place}") | {"required": True}
    why = agenda.why_of(item, question["name"])
    language = next(iter(question["label"]), DEFAULT)
    q = pages.shown(question, {}, language, heading=False)
    if why is None:
        return Shown(place, item, kind, q)
    beside = pages.shown(why, {}, language, heading=False) | {"optional": ""}
    return Shown(place, item, kind, q, beside)


def all_shown(items: Sequence[agenda.Item]) -> Iterator[Shown]:
    """Yield each item that can be run, as people see it."""
    for place, item in enumerate(items, start=1):
        if not any(agenda.check(item)):
            yield shown(item, place)
