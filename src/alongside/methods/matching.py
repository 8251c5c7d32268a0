"""Which opportunities are for somebody, by what they said themselves.

`docs/methods/matching.md` gives the rule.
"""

import re
from collections.abc import Collection, Iterable


def words_in(typed: str) -> list[str]:
    """Return the interests in a line of them, with commas or semicolons between, each once.

    >>> words_in("sleep, Young carers; sleep,")
    ['sleep', 'Young carers']
    """
    parts = (" ".join(part.split()) for part in re.split(r"[,;\n]", typed))
    found: dict[str, str] = {}
    for part in parts:
        if part:
            found.setdefault(part.casefold(), part)
    return list(found.values())


def found_in(words: Iterable[str], text: str) -> list[str]:
    """Return those of somebody's words that stand in a text, whole and in any case.

    >>> found_in(["sleep", "art", "young carers"], "For Young  carers who start to sleep badly")
    ['sleep', 'young carers']
    """
    flat = " ".join(text.casefold().split())
    return [one for one in words if re.search(rf"(?<!\w){re.escape(one.casefold())}(?!\w)", flat)]


def why(kinds: Collection[str], words: Iterable[str], *, kind: str, text: str) -> list[str]:
    """Return why an opportunity of a `kind` with this `text` is for somebody: the kind (as it is
    written in `kinds`) and those of their words that stand in it. Empty: it is not.

    >>> why({"research"}, ["sleep"], kind="research", text="How people sleep")
    ['research', 'sleep']
    >>> why({"design"}, ["sleep"], kind="research", text="How people eat")
    []
    """
    return [kind] * (kind in kinds) + found_in(words, text)
