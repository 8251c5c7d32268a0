"""What changed between two versions of some words, line by line."""

from difflib import SequenceMatcher
from typing import Literal, NamedTuple

type What = Literal["same", "added", "removed"]

MOST_LINES = 2000
"""Lines of which each is looked for in the other version. Longer words are compared as a whole."""


class Line(NamedTuple):
    """One line of either version, and what became of it."""

    what: What
    text: str


def changes(before: str, after: str) -> list[Line]:
    """Return the lines of both versions in reading order: the same, removed and added ones.

    Blank lines and spaces at the end of a line are not compared.

    >>> for line in changes("Tea\\n\\nCake", "Cake\\nMilk"):
    ...     print(line.what, line.text)
    removed Tea
    same Cake
    added Milk
    """
    old, new = _lines(before), _lines(after)
    found: list[Line] = []
    for same, a, b, c, d in _steps(old, new):
        if same:
            found += [Line("same", text) for text in old[a:b]]
            continue
        found += [Line("removed", text) for text in old[a:b]]
        found += [Line("added", text) for text in new[c:d]]
    return found


def differ(before: str, after: str) -> bool:
    """Return whether any line was added or removed."""
    return _lines(before) != _lines(after)


def _lines(words: str) -> list[str]:
    return [line.rstrip() for line in words.splitlines() if line.strip()]


def _steps(old: list[str], new: list[str]) -> list[tuple[bool, int, int, int, int]]:
    """Return runs of lines as (the same?, from, to in the old, from, to in the new)."""
    if len(old) + len(new) > MOST_LINES:
        return [(old == new, 0, len(old), 0, len(new))]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(name == "equal", a, b, c, d) for name, a, b, c, d in matcher.get_opcodes()]
