"""Symbols that stand beside words: OpenMoji, in colour, found by an English word.

Set-up puts them into one file beside this one (`scripts/frontend.py`); git does not hold it. Those
of skin tones, flags and brands are left out. A symbol is known by its code, as OpenMoji has it:
"1F375", or "1F468-200D-1F373" for several signs as one.
"""

import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("openmoji.zip")
INDEX = "index.json"
CODE = re.compile(r"[0-9A-F]{4,6}(-[0-9A-F]{4,6}){0,9}")
CREDIT = "Symbols: OpenMoji (openmoji.org), licence CC BY-SA 4.0"
"""What has to stand wherever one is shown."""

BEGUN = 5
"""How far a symbol is of which a word only begins so: "bus" finds "business"."""
ENOUGH = 4
"""Where so many are nearer, those that only begin so are left out."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol: its code, what it is called in English, and other words it goes by."""

    code: str
    name: str
    words: tuple[str, ...]


@cache
def symbols() -> dict[str, Symbol]:
    """Return every symbol by its code; none where set-up did not make the file."""
    try:
        with zipfile.ZipFile(FILE) as file:
            listed = json.loads(file.read(INDEX))
    except FileNotFoundError:
        return {}
    return {code: Symbol(code, name, tuple(words)) for code, name, words in listed}


def named(codes: Iterable[str]) -> list[Symbol]:
    """Return the symbols of these codes, without those that there are not."""
    return [symbols()[code] for code in codes if code in symbols()]


def find(words: str, most: int = 24) -> list[Symbol]:
    """Return the symbols that fit some words, nearest first; none without words.

    One that is called so comes before one that only goes by it, because other words are often far
    from what is meant: whoever chooses sees them all.
    """
    asked = _words(words)
    if not asked:
        return []
    ranked = [(rank, symbol) for symbol in symbols().values() if (rank := _rank(symbol, asked))]
    ranked.sort(key=lambda pair: (pair[0], len(pair[1].name)))
    if sum(rank < BEGUN for rank, _ in ranked) >= ENOUGH:
        ranked = [pair for pair in ranked if pair[0] < BEGUN]
    return [symbol for _, symbol in ranked[:most]]


def _rank(symbol: Symbol, asked: list[str]) -> int:
    """Return how far a symbol is from the words, 1 for the nearest; 0 where it does not fit."""
    name = _words(symbol.name)
    if name == asked:
        return 1
    if all(word in name for word in asked):
        return 2
    if " ".join(asked) in symbol.words:
        return 3
    every = [*name, *(word for words in symbol.words for word in _words(words))]
    if all(word in every for word in asked):
        return 4
    begun = all(any(other.startswith(word) for other in every) for word in asked)
    return BEGUN if begun and min(map(len, asked)) > 2 else 0


def _words(text: str) -> list[str]:
    """Return the words of a text, in the singular where that is plain.

    >>> _words("Cups of TEA, please")
    ['cup', 'of', 'tea', 'please']
    """
    found = re.findall(r"[a-z0-9]+", text.casefold())
    return [word[:-1] if len(word) > 3 and word[-1] == "s" != word[-2] else word for word in found]


@lru_cache(maxsize=256)
def drawing(code: str) -> bytes | None:
    """Return a symbol as SVG, None where there is none of this code."""
    if code not in symbols():
        return None
    with zipfile.ZipFile(FILE) as file:
        return file.read(f"{code}.svg")
