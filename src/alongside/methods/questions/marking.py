"""Open answers marked against a key: is this one of the things people were taught?

A key is a list of entries, each with a `name`, a `label` by language, `aliases` (taken anywhere in
an answer), `alone` (taken only when it is the whole answer) and `not` (see below). An answer is
compared in five ways, strictest first, and the mark says which one it was:

same             the answer is an alias, but for case, accents, punctuation and small words
inside           an alias stands within a longer answer, at most one other word between its own
misspelt         as "same", each word within a few slips (letters left out, added, changed, swapped)
run together     the letters of an alias, but for the spaces ("ladderofcoproduction")
misspelt inside  a misspelt alias within a longer answer

How many slips a word may hold follows its length: none up to three letters, two neighbours swapped
in four, one slip in five to seven, two from eight on (optimal string alignment, which counts a
swap as one). A word that is an ordinary word of its own ("larder" for "ladder") is listed under
`not` in the entry, and never taken for an alias of one word. Within an alias of more words the
others vouch for it: "six principals" is the six principles.

What an answer denies does not count: "I have never heard of Arnstein" names nothing, "not sure,
maybe Arnstein" names Arnstein.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Literal

type How = Literal[
    "same", "inside", "misspelt", "run together", "misspelt inside", "no match", "person"
]
type Key = Sequence[Mapping[str, Any]]

MACHINE = "machine"
_NONE: frozenset[str] = frozenset()
_NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
}  # fmt: skip
_SMALL = {"a", "an", "and", "the", "of", "for", "by", "s", "thing", "thingy"}
_CO_WORDS = {"production", "produced", "produce", "producing", "prod", "pro"}
_JOINED = {"copro", "coprod", "coproduced", "coproduce", "coproducing"}
_APOSTROPHES = re.compile(r"[’'`´]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_SPELT_OUT = re.compile(r"\b\w(?: \w\b){2,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLAUSE_ENDS = re.compile(
    r"[,;:?!()\n–—]|\.(?:\s|$)|\s-\s|\b(?:but|maybe|perhaps|possibly|probably|i think)\b"
)
_DENIES = re.compile(
    r"\b(?:(?P<all>never)|no (?:idea|clue)|cannot|not|(?:is|was)n[’'`´ ]?t(?! it\b)"
    r"|(?:do|does|did|have|has|had|were|ca|could)n[’'`´ ]?t)\b"
    r"(?! (?:know|sure|certain) (?:if|whether)\b)"
)
"""What denies the words after it, but "isn't it" and "not sure if"."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Whether an answer is right, and why: `entry` and `alias` are what it matched (empty when
    wrong), `how` the way it matched, `by` "machine" or the person who decided otherwise."""

    answer: str
    right: bool
    entry: str = ""
    alias: str = ""
    how: How = "no match"
    by: str = MACHINE


def overridden(mark: Mark, *, right: bool, by: str, entry: str = "") -> Mark:
    """Return the mark as a person decided it; a right answer may name the entry it is. `by` has to
    be a person, or it is a `ValueError`."""
    if not by or by == MACHINE:
        raise ValueError("a decision needs the person who made it")
    return replace(mark, right=right, entry=entry if right else "", alias="", how="person", by=by)


@cache
def usual_key() -> Key:
    """Return the key that comes with the product: models of co-production and involvement."""
    source = resources.files(__package__).joinpath("coproduction_models.json")
    entries: Key = json.loads(source.read_text(encoding="utf-8"))["entries"]
    return entries


@dataclass(frozen=True, slots=True)
class Alias:
    """One answer that counts: the entry it names, as it was written, and the words to look for."""

    entry: str
    text: str
    words: tuple[str, ...]
    alone: bool
    never: frozenset[str] = frozenset()


def aliases_of(key: Key) -> tuple[Alias, ...]:
    """Return every answer that counts, the longest first: it says most about what was meant."""
    found = (
        Alias(
            entry["name"], text, words, kind == "alone", _never(entry) if not words[1:] else _NONE
        )
        for entry in key
        for kind in ("aliases", "alone")
        for text in entry.get(kind, ())
        if (words := words_of(text))
    )
    return tuple(sorted(found, key=lambda alias: -len("".join(alias.words))))


def _never(entry: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(word for text in entry.get("not", ()) for word in words_of(text))


@cache
def _usual_aliases() -> tuple[Alias, ...]:
    return aliases_of(usual_key())


def words_of(text: str) -> tuple[str, ...]:
    """Return the words that count: no case, accents, punctuation, plural or possessive s, small
    words, years, or "model", misspelt or not; numbers in figures; letters with spaces or full stops
    between as one word, and so every spelling of co-production.

    >>> words_of("The Ladder of Co-Production")
    ('ladder', 'coproduction')
    >>> words_of("Arnstein’s six PRINCIPLES"), words_of("S.C.I.E. modle, 2015")
    (('arnstein', '6', 'principle'), ('scie',))
    """
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = _APOSTROPHES.sub(" ", text.casefold())
    found: list[str] = []
    text = _SPELT_OUT.sub(lambda run: run[0].replace(" ", ""), _BETWEEN_WORDS.sub(" ", text))
    for word in text.split():
        if word in _CO_WORDS and found[-1:] == ["co"]:
            found[-1] = "coproduction"
        elif word in _JOINED:
            found.append("coproduction")
        else:
            found.append(_NUMBERS.get(word, _singular(word)))
    return tuple(
        word
        for word in found
        if word not in _SMALL and not _YEAR.fullmatch(word) and not _alike(word, "model")
    )


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def slips(one: str, two: str, limit: int) -> int:
    """Return how many letters must be left out, added, changed or swapped with their neighbour to
    turn one word into the other, or `limit` + 1 when it is more.

    >>> slips("ladder", "lader", 2), slips("lundy", "lunyd", 2), slips("arnstein", "agile", 2)
    (1, 1, 3)
    """
    if abs(len(one) - len(two)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(two, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before, last = last, row
    return min(last[-1], limit + 1)


@lru_cache(maxsize=50_000)
def _alike(typed: str, meant: str) -> bool:
    """Return whether `typed` is `meant`, perhaps misspelt."""
    if typed == meant:
        return True
    if meant.isdigit() or typed.isdigit() or len(meant) < 4:
        return False
    if len(meant) == 4:
        return sorted(typed) == sorted(meant) and slips(typed, meant, 1) == 1
    limit = 1 if len(meant) < 8 else 2
    return slips(typed, meant, limit) <= limit


def mark(answer: str, aliases: Sequence[Alias] | None = None) -> Mark | None:
    """Return the machine's mark of an answer, or None when it is blank.

    "None", "don't know" and "?" are answers, and wrong ones. `aliases` come from `aliases_of`;
    without them the usual key is used.

    >>> mark("arnstiens lader").entry, mark("don't know").right, mark("  ")
    ('arnstein', False, None)
    >>> mark("I have never heard of Arnstein").right
    False
    """
    if not answer.strip():
        return None
    key = _usual_aliases() if aliases is None else aliases
    words, affirmed = words_of(answer), affirmed_in(answer)
    for how, fits in _WAYS:
        if fits is not _same and affirmed is not answer:
            words = words_of(affirmed)
        for alias in key:
            if fits(words, alias):
                return Mark(answer, True, alias.entry, alias.text, how)
    return Mark(answer, False)


def affirmed_in(answer: str) -> str:
    """Return an answer without what it denies: a clause up from "not", "don't" or "no idea", and
    the whole clause with "never". It is the answer itself where it denies nothing.

    >>> affirmed_in("Never heard of Arnstein"), affirmed_in("Not sure, maybe Arnstein?")
    ('', 'arnstein')
    """
    text = answer.casefold()
    if not _DENIES.search(text):
        return answer
    kept = []
    for clause in _CLAUSE_ENDS.split(text):
        denied = _DENIES.search(clause)
        if denied is None:
            kept.append(clause)
        elif not denied["all"]:
            kept.append(clause[: denied.start()])
    return " ".join(" ".join(kept).split())


def marked(
    answers: Iterable[str],
    aliases: Sequence[Alias] | None = None,
    decided: Mapping[str, Mark] | None = None,
) -> list[Mark | None]:
    """Return the mark of each answer: the one in `decided` where it has the answer, else the
    machine's. Each different answer is looked at once.

    >>> wrong = overridden(mark("a ladder"), right=False, by="Priya")
    >>> [found.right for found in marked(["a ladder", "Arnstein"], None, {"a ladder": wrong})]
    [False, True]
    """
    found: dict[str, Mark | None] = dict(decided or {})
    marks = []
    for answer in answers:
        if answer not in found:
            found[answer] = mark(answer, aliases)
        marks.append(found[answer])
    return marks


def _same(words: Sequence[str], alias: Alias) -> bool:
    return tuple(words) == alias.words


def _inside(words: Sequence[str], alias: Alias) -> bool:
    if alias.alone or not set(alias.words) <= set(words):
        return False
    return any(not _without(window, alias.words) for window in _windows(words, len(alias.words)))


def _misspelt(words: Sequence[str], alias: Alias) -> bool:
    if len(words) != len(alias.words) or not alias.never.isdisjoint(words):
        return False
    return all(map(_alike, words, alias.words))


def _run_together(words: Sequence[str], alias: Alias) -> bool:
    typed, meant = "".join(words), "".join(alias.words)
    if typed == meant:
        return True
    if len(words) == len(alias.words):
        return False
    limit = 0 if len(meant) < 8 else 1 if len(meant) < 12 else 2
    return _figures(typed) == _figures(meant) and slips(typed, meant, limit) <= limit


def _figures(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _misspelt_inside(words: Sequence[str], alias: Alias) -> bool:
    if alias.alone or not all(
        any(_alike(typed, meant) for typed in words) for meant in alias.words
    ):
        return False
    return any(
        not _without(window, alias.words, misspelt=True)
        for window in _windows(words, len(alias.words))
        if alias.never.isdisjoint(window)
    )


def _windows(words: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Yield runs of `size` words, and of one more where there is more than one word to find."""
    for width in {size, size + (size > 1)}:
        for start in range(len(words) - width + 1):
            yield words[start : start + width]


def _without(window: Sequence[str], meant: Sequence[str], *, misspelt: bool = False) -> list[str]:
    """Return the words of `meant` that the window lacks, in whatever order it has them."""
    left = list(window)
    lacking = []
    for word in meant:
        found = next((w for w in left if w == word or (misspelt and _alike(w, word))), None)
        if found is None:
            lacking.append(word)
        else:
            left.remove(found)
    return lacking


_WAYS: tuple[tuple[How, Callable[[Sequence[str], Alias], bool]], ...] = (
    ("same", _same),
    ("inside", _inside),
    ("misspelt", _misspelt),
    ("run together", _run_together),
    ("misspelt inside", _misspelt_inside),
)
