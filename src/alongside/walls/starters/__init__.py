"""Walls to start from: data files, each with what people write about, its columns, and how."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Starter:
    """A wall that can be made as it is or changed. `title` and `what_for` are for whoever leads."""

    name: str
    title: str
    what_for: str
    ask: str
    about: str
    columns: tuple[str, ...]
    votes: int
    private: bool

    def as_typed(self) -> dict[str, Any]:
        """Return what stands in the form of a new wall."""
        return {
            "ask": self.ask,
            "about": self.about,
            "columns": "\n".join(self.columns),
            "votes": self.votes,
            "private": self.private,
        }


@cache
def starters() -> tuple[Starter, ...]:
    """Return every starter, in the order of their files."""
    paths = sorted(files(__name__).iterdir(), key=lambda path: path.name)
    return tuple(_read(path) for path in paths if path.name.endswith(".json"))


def starter(name: str) -> Starter | None:
    """Return the starter of this name, if there is one."""
    return next((one for one in starters() if one.name == name), None)


def _read(path: Any) -> Starter:
    found = json.loads(path.read_text("utf-8"))
    name = path.name.removesuffix(".json").partition("_")[2]
    return Starter(name=name, **found | {"columns": tuple(found["columns"])})
