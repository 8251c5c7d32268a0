"""Plans to begin from: data files in the product's own words."""

import tomllib
from importlib.resources import files
from typing import Any

NAMES = ("first_year", "after_a_survey")


def starter(name: str) -> dict[str, Any]:
    """Return a plan to begin from: title, about, aim, and activities, each with its month counted
    from 0, kind, title, objective and audience. KeyError for an unknown name."""
    if name not in NAMES:
        raise KeyError(name)
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text("utf-8"))
