"""Forms to start from: data files, each a draft that can be published as it is or changed."""

import json
from importlib.resources import files
from typing import Any

FIRST = "session_evaluation"
PURPOSES = {
    "equality_monitoring": "equality",
    "learning_needs": "survey",
    "seen_by_others": "survey",
    "where_on_the_ladder": "survey",
}


def names() -> list[str]:
    """Return the names of the starters: what most people come for, and then by name."""
    there = sorted(
        path.name.removesuffix(".json")
        for path in files(__name__).iterdir()
        if path.name.endswith(".json")
    )
    return sorted(there, key=lambda name: name != FIRST)


def starter(name: str) -> dict[str, Any]:
    """Return the draft of a starter, like "session_evaluation". KeyError for an unknown name."""
    if name not in names():
        raise KeyError(name)
    draft: dict[str, Any] = json.loads((files(__name__) / f"{name}.json").read_text("utf-8"))
    return draft


def purpose(name: str) -> str:
    """Return what a starter is for, as `Form.Purpose` has it."""
    return PURPOSES.get(name, "evaluation")
