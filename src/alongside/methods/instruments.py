"""Instruments of self-assessment: what one says, read from a file, and which can be compared.

A file is JSON. `docs/methods/instruments.md` says what stands in it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from alongside.methods import rungs

MOST_BYTES = 200_000
MOST_DIMENSIONS = 12
MOST_ITEMS = 60
POINTS = range(2, 11)
"""How many points a scale can have."""

RUNGS = "rungs"
"""What stands for the scale in the file of the ladder: its points are the seven rungs."""

KEY = re.compile(r"[a-z][a-z0-9-]{0,39}")
ADDRESS = re.compile(r"https?://[^\s<>\"]{3,}")


class NotAnInstrument(ValueError):
    """A file is no instrument; `problems` says all that is wrong with it, a sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Named:
    """Something that may have an address, such as a licence; `link` is empty where it has none."""

    name: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the scale; `means` is empty where the label says it all."""

    label: str
    means: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A statement or a question to place on the scale; `easy` says the same in easy words."""

    key: str
    text: str
    easy: str = ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """Items that belong together."""

    key: str
    title: str
    about: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument in one version; the points of its scale stand lowest first."""

    key: str
    version: int
    title: str
    about: str
    minutes: int
    licence: Named
    credit: str
    source: Named
    scale: tuple[Point, ...]
    dimensions: tuple[Dimension, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of all dimensions, in order."""
        return tuple(item for dimension in self.dimensions for item in dimension.items)

    def item(self, key: str) -> Item | None:
        """Return the item with this key; None where there is none."""
        return next((item for item in self.items if item.key == key), None)

    def label(self, point: int | None) -> str:
        """Return what a point is called, counted from 1; "" for none."""
        return self.scale[point - 1].label if point else ""

    def as_data(self) -> dict[str, Any]:
        """Return it as plain JSON that `read` takes."""
        found: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return found


def from_text(content: bytes | str) -> Instrument:
    """Return the instrument in a JSON file. Raises NotAnInstrument."""
    if len(content) > MOST_BYTES:
        raise NotAnInstrument([f"The file is too large: {MOST_BYTES // 1000} kB is the most."])
    try:
        return read(json.loads(content))
    except (UnicodeDecodeError, RecursionError, json.JSONDecodeError) as wrong:
        at = f" Look at line {wrong.lineno}." if isinstance(wrong, json.JSONDecodeError) else ""
        raise NotAnInstrument([f"The file cannot be read as JSON.{at}"]) from wrong


def read(data: Any) -> Instrument:
    """Return the instrument that plain JSON says. Raises NotAnInstrument with all that is wrong."""
    reader = _Reader()
    found = reader.instrument(data)
    if found is None or reader.problems:
        raise NotAnInstrument(reader.problems or ["There is no instrument in it."])
    return found


class _Reader:
    """Reads an instrument, and collects what is wrong with it."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.keys: set[str] = set()

    def instrument(self, data: Any) -> Instrument | None:
        if not isinstance(data, Mapping):
            self.problems.append("The file has to hold one object: { … }.")
            return None
        return Instrument(
            key=self.key(data, "The instrument"),
            version=self.number(data, "version", 1, 1000),
            title=self.text(data, "title", 200, "the instrument is called"),
            about=self.text(data, "about", 1000, "it is for"),
            minutes=self.number(data, "minutes", 1, 240),
            licence=self.named(data, "licence", "people may do with it"),
            credit=self.text(data, "credit", 600, "is to be credited"),
            source=self.named(data, "source", "it comes from"),
            scale=self.scale(data.get("scale")),
            dimensions=tuple(self.dimensions(data.get("dimensions"))),
        )

    def text(self, data: Any, name: str, most: int, what: str = "", where: str = "") -> str:
        """Return a text, which has to be there where `what` it says is named."""
        value = data.get(name, "") if isinstance(data, Mapping) else ""
        place = f"{where}: “{name}”" if where else f"“{name}”"
        if not isinstance(value, str):
            self.problems.append(f"{place} has to be text.")
            return ""
        value = " ".join(value.replace("\0", "").split())
        if what and not value:
            self.problems.append(f"{place} is missing: say what {what}.")
        if len(value) > most:
            self.problems.append(f"{place} is too long: {most} letters are the most.")
        return value[:most]

    def number(self, data: Mapping[str, Any], name: str, least: int, most: int) -> int:
        value = data.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.problems.append(f"“{name}” has to be a whole number from {least} to {most}.")
            return least
        return value

    def key(self, data: Any, where: str) -> str:
        value = data.get("key") if isinstance(data, Mapping) else None
        if not isinstance(value, str) or not KEY.fullmatch(value):
            self.problems.append(
                f"{where} needs a “key”: a short word of small letters, figures and dashes that "
                "begins with a letter."
            )
            return ""
        return value

    def own_key(self, data: Any, where: str) -> str:
        """Return the key of a dimension or an item, which no other may have."""
        value = self.key(data, where)
        if value in self.keys:
            self.problems.append(f"{where}: the key “{value}” is there twice.")
        self.keys.add(value)
        return value

    def named(self, data: Mapping[str, Any], name: str, what: str) -> Named:
        value = data.get(name)
        if not isinstance(value, Mapping):
            self.problems.append(f"“{name}” is missing: say with a name and a link what {what}.")
            return Named("")
        link = self.text(value, "link", 300, where=f"“{name}”")
        if link and not ADDRESS.fullmatch(link):
            self.problems.append(f"“{name}”: the link has to begin with https://.")
            link = ""
        return Named(self.text(value, "name", 300, what, f"“{name}”"), link)

    def scale(self, value: Any) -> tuple[Point, ...]:
        if value == RUNGS:
            return tuple(Point(name, says) for name, says in rungs.words()["rungs"])
        if not isinstance(value, list) or len(value) not in POINTS:
            self.problems.append(
                f"“scale” has to be a list of {POINTS[0]} to {POINTS[-1]} points, the lowest first."
            )
            return ()
        points = []
        for number, one in enumerate(value, start=1):
            where = f"Point {number} of the scale"
            label = self.text(one, "label", 80, "it is called", where)
            points.append(Point(label, self.text(one, "means", 300, where=where)))
        labels = [point.label.casefold() for point in points]
        if len(set(labels)) < len(labels):
            self.problems.append("Two points of the scale have the same label.")
        return tuple(points)

    def dimensions(self, value: Any) -> Iterator[Dimension]:
        if not isinstance(value, list) or not 1 <= len(value) <= MOST_DIMENSIONS:
            self.problems.append(f"“dimensions” has to be a list of 1 to {MOST_DIMENSIONS}.")
            return
        many = 0
        for number, one in enumerate(value, start=1):
            where = f"Dimension {number}"
            items = one.get("items") if isinstance(one, Mapping) else None
            if not isinstance(items, list) or not items:
                self.problems.append(f"{where} has no “items”.")
                items = []
            many += len(items)
            yield Dimension(
                self.own_key(one, where),
                self.text(one, "title", 200, "it is about", where),
                self.text(one, "about", 600, where=where),
                tuple(self.items(items[: MOST_ITEMS + 1], where)),
            )
        if many > MOST_ITEMS:
            self.problems.append(f"There are {many} items: {MOST_ITEMS} are the most.")

    def items(self, items: list[Any], where: str) -> Iterator[Item]:
        for number, one in enumerate(items, start=1):
            here = f"{where}, item {number}"
            key = self.own_key(one, here)
            text = self.text(one, "text", 400, "people place on the scale", here)
            yield Item(key, text, self.text(one, "easy", 400, where=here))


def why_not(one: Instrument, other: Instrument) -> str:
    """Return why what came of two instruments cannot be compared, in a sentence; "" where it can.

    Nothing is compared across instruments. Versions of one can be compared while every item has the
    same words and stands in the same dimension, and the points have the same labels. Words around
    them may change.
    """
    if one.key != other.key:
        return f"“{one.title}” and “{other.title}” ask different things."
    before, after = f"version {one.version}", f"version {other.version}"
    if [point.label for point in one.scale] != [point.label for point in other.scale]:
        return f"The points of the scale are others in {after} than in {before}."
    if _placed(one) != _placed(other):
        changed = {key for key, _ in _placed(one) ^ _placed(other)}
        some = "1 statement is" if len(changed) == 1 else f"{len(changed)} statements are"
        return f"{some} different in {after} from {before}."
    return ""


def _placed(instrument: Instrument) -> set[tuple[str, tuple[str, str]]]:
    """Return each item with its dimension and its words."""
    return {
        (item.key, (dimension.key, item.text))
        for dimension in instrument.dimensions
        for item in dimension.items
    }
