"""What hard words mean: the terms of a glossary, and which of them stand in a sentence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Term:
    """One word or phrase and what it means, said plainly. `also` has other ways to write it, one a
    line. `key` says which, for good."""

    key: str
    name: str
    means: str
    also: str = ""

    @property
    def ways(self) -> list[str]:
        """Every way to write it.

        >>> Term("a", "co-design", "Planning together.", "co-designed\\nco-designing").ways
        ['co-design', 'co-designed', 'co-designing']
        """
        return [self.name, *self.also.splitlines()]

    @property
    def lines(self) -> str:
        """The term as plain lines, to be compared with another version of it."""
        return "\n".join([self.name, self.means, *self.also.splitlines()])


def used(terms: Sequence[Term], text: str) -> list[Term]:
    """Return the terms that stand in a text, in the order in which it has them.

    Case, hyphens and a plural s make no difference. Where one term holds another, only the longer
    one is meant.

    >>> terms = [Term("a", "ladder", ""), Term("b", "ladder of participation", "")]
    >>> [term.name for term in used(terms, "A ladder, or the Ladder of Participation?")]
    ['ladder', 'ladder of participation']
    """
    found = [
        (match.start(), match.end(), place)
        for place, term in enumerate(terms)
        for way in term.ways
        for match in _pattern(way).finditer(text)
    ]
    taken: list[tuple[int, int, int]] = []
    for start, end, place in sorted(found, key=lambda one: one[0] - one[1]):
        if all(end <= other[0] or start >= other[1] for other in taken):
            taken.append((start, end, place))
    return [terms[place] for place in dict.fromkeys(place for _, _, place in sorted(taken))]


@lru_cache(maxsize=2_000)
def _pattern(way: str) -> re.Pattern[str]:
    """Return what finds a phrase. A phrase without letters is found nowhere."""
    words = [re.escape(word) for word in re.findall(r"\w+", way)]
    return re.compile(
        rf"(?<!\w){r'[\s\-‐-―]*'.join(words)}(?:s|es)?(?!\w)" if words else r"(?!)", re.IGNORECASE
    )


def in_order(terms: Iterable[Term]) -> list[Term]:
    """Return terms as a glossary has them: by the alphabet."""
    return sorted(terms, key=lambda term: (term.name.casefold(), term.key))
