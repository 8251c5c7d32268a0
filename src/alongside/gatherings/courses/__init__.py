"""Sessions that come ready-made: data files, each with the agenda of a whole session.

A file has `name`, `edition` (counted up when its words change), `about`, `minutes` and
`break_minutes`, `bring` (what to bring and prepare), `credits` (whose work it uses), `outcomes`
(what people learn) and `agenda` (`methods.agenda`).
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Course:
    """A session that comes ready-made."""

    key: str
    name: str
    edition: int
    about: str
    minutes: int
    break_minutes: int
    bring: str
    credits: list[str]
    outcomes: list[str]
    agenda: list[dict[str, Any]]

    @property
    def came_from(self) -> str:
        """Where a design made of it came from, in words."""
        return (
            f"The ready-made session “{self.name}”, edition {self.edition}, that comes with "
            "Alongside."
        )


def names() -> list[str]:
    """Return the names of the files, in order."""
    there = (path.name for path in files(__name__).iterdir())
    return sorted(name.removesuffix(".json") for name in there if name.endswith(".json"))


@cache
def _text(name: str) -> str:
    return (files(__name__) / f"{name}.json").read_text("utf-8")


def course(name: str) -> Course:
    """Return a ready-made session, like "coproduction". KeyError for an unknown name."""
    if name not in names():
        raise KeyError(name)
    return Course(key=name, **json.loads(_text(name)))
