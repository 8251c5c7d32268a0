"""Two versions of a text, paragraph beside paragraph: what stayed, what changed, what is new and
what was taken out. `docs/methods/comparing.md` says how, with a worked example."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

type What = Literal["same", "changed", "added", "taken out"]
type Side = Literal["same", "gone", "new"]

MOST_PARAGRAPHS = 2_000
"""Paragraphs of a version at most."""

ALIKE = 0.4
"""Two paragraphs are one that changed when they share at least so much of their words."""

MOST_PAIRS = 4_000
"""So many pairs of paragraphs of one changed stretch are looked at; in a longer stretch each is
beside the one in the same place."""

MOST_STEPS = 2_000_000
"""So many pairs of words are looked at in one paragraph; a longer one is shown as a whole."""


class Piece(NamedTuple):
    """Some words of a paragraph: there in both versions, gone, or new."""

    what: Side
    text: str


class Row(NamedTuple):
    """A paragraph as it was and as it is, with its place in each version, from 0; None where it is
    not there. The pieces of `was` are the same or gone, those of `now` the same or new."""

    what: What
    before: int | None
    after: int | None
    was: tuple[Piece, ...]
    now: tuple[Piece, ...]


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text: what stands between empty lines, in single spaces.

    >>> paragraphs("One\\ntwo.\\n\\n \\nThree.")
    ['One two.', 'Three.']
    """
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    return [words for part in parts if (words := " ".join(part.split()))]


def compare(before: Sequence[str], after: Sequence[str]) -> list[Row]:
    """Return the paragraphs of both versions side by side, in reading order."""
    found: list[Row] = []
    matcher = SequenceMatcher(None, before, after)
    for name, a, b, c, d in matcher.get_opcodes():
        if name == "equal":
            found += [
                _same(at, to, before[at]) for at, to in zip(range(a, b), range(c, d), strict=True)
            ]
            continue
        for at, to in _beside(before[a:b], after[c:d]):
            found.append(
                _row(None if at is None else a + at, None if to is None else c + to, before, after)
            )
    return found


def _same(at: int, to: int, text: str) -> Row:
    whole = (Piece("same", text),)
    return Row("same", at, to, whole, whole)


def _row(at: int | None, to: int | None, before: Sequence[str], after: Sequence[str]) -> Row:
    if at is not None and to is not None:
        return Row("changed", at, to, *marked(before[at], after[to]))
    was = () if at is None else (Piece("gone", before[at]),)
    now = () if to is None else (Piece("new", after[to]),)
    return Row("added" if at is None else "taken out", at, to, was, now)


def marked(was: str, now: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return a paragraph as it was and as it is, with the words that changed apart.

    >>> marked("Open from 6pm.", "Open from 5pm.")[1]
    (Piece(what='same', text='Open from '), Piece(what='new', text='5pm.'))
    """
    old, new = _tokens(was), _tokens(now)
    if len(old) * len(new) > MOST_STEPS:
        return (Piece("gone", was),), (Piece("new", now),)
    left: list[Piece] = []
    right: list[Piece] = []
    words_were, words_are = ([token.rstrip() for token in tokens] for tokens in (old, new))
    for name, a, b, c, d in SequenceMatcher(None, words_were, words_are).get_opcodes():
        if name == "equal":
            left.append(Piece("same", "".join(old[a:b])))
            right.append(Piece("same", "".join(new[c:d])))
            continue
        if a < b:
            left.append(Piece("gone", "".join(old[a:b])))
        if c < d:
            right.append(Piece("new", "".join(new[c:d])))
    return tuple(left), tuple(right)


def _tokens(text: str) -> list[str]:
    """Return the words of a text, each with the space after it."""
    return re.findall(r"\S+\s*", text)


def likeness(was: Counter[str], now: Counter[str]) -> float:
    """Return which share of the words of both paragraphs is in the other one, 0 to 1."""
    both = was.total() + now.total()
    return 2 * (was & now).total() / both if both else 0.0


def _beside(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Yield the places of paragraphs of a changed stretch that stand beside each other: those that
    are alike, in their order, so that together they are as much alike as can be."""
    pairs = _alike(before, after)
    at = to = 0
    for left, right in [*pairs, (len(before), len(after))]:
        yield from ((place, None) for place in range(at, left))
        yield from ((None, place) for place in range(to, right))
        if left < len(before):
            yield left, right
        at, to = left + 1, right + 1


def _alike(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    olds = [Counter(text.casefold().split()) for text in before]
    news = [Counter(text.casefold().split()) for text in after]
    if len(olds) * len(news) > MOST_PAIRS:
        places = range(min(len(olds), len(news)))
        return [(at, at) for at in places if likeness(olds[at], news[at]) >= ALIKE]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    gain = [[likeness(old, new) for new in news] for old in olds]
    for at in range(len(olds) - 1, -1, -1):
        for to in range(len(news) - 1, -1, -1):
            together = gain[at][to] + best[at + 1][to + 1] if gain[at][to] >= ALIKE else 0.0
            best[at][to] = max(best[at + 1][to], best[at][to + 1], together)
    found = []
    at = to = 0
    while at < len(olds) and to < len(news):
        if gain[at][to] >= ALIKE and best[at][to] == gain[at][to] + best[at + 1][to + 1]:
            found.append((at, to))
            at, to = at + 1, to + 1
        elif best[at][to] == best[at + 1][to]:
            at += 1
        else:
            to += 1
    return found
