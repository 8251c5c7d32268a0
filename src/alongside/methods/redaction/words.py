"""The lists of words in `words.toml`."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def word_list(name: str) -> frozenset[str]:
    """Return one list, in small letters."""
    text = (files(__package__) / "words.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[name].split())
