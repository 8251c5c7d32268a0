"""Decks to begin from: data files in the product's own words, each with its licence and credit."""

import json
from importlib.resources import files
from typing import Any

NAMES = ("myths", "benefits_barriers", "characters", "journey")


def starter(name: str) -> dict[str, Any]:
    """Return a deck as it is typed (`writing.read`), with title, about, licence and credit.
    KeyError for an unknown name."""
    if name not in NAMES:
        raise KeyError(name)
    found: dict[str, Any] = json.loads((files(__name__) / f"{name}.json").read_text("utf-8"))
    return found
