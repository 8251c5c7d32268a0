"""Finding the answers of the same people at two times by a code that they made themselves, such as
the first letter of their street and the day they were born: nobody holds who they are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Matched:
    """The same codes at two times. `pairs` are the places of both answers, in order of the first;
    `first` and `second` how many gave a code; `twice` how many of these stand more than once at
    one time, so that nobody can tell whose is whose: they are in no pair."""

    pairs: tuple[tuple[int, int], ...]
    first: int
    second: int
    twice: int

    @property
    def rate(self) -> float:
        """How many of those who gave a code the second time were found the first time, 0 to 1."""
        return len(self.pairs) / self.second if self.second else 0.0


def matched(first: Sequence[str], second: Sequence[str]) -> Matched:
    """Return which answers have the same code. Only letters and figures count, in any case.

    >>> matched(["M 17", "k-03", "a9", ""], ["K03", "m17", "b2", "B-2"])
    Matched(pairs=((0, 1), (1, 0)), first=3, second=4, twice=2)
    """
    before, after = ([plain(code) for code in codes] for codes in (first, second))
    often = [Counter(filter(None, codes)) for codes in (before, after)]
    doubled = {code for counts in often for code, number in counts.items() if number > 1}
    there = {code: place for place, code in enumerate(after) if code and code not in doubled}
    pairs = [(at, there[code]) for at, code in enumerate(before) if code in there.keys() - doubled]
    return Matched(
        tuple(pairs),
        first=often[0].total(),
        second=often[1].total(),
        twice=sum(counts[code] for counts in often for code in doubled if counts[code] > 1),
    )


def plain(code: str) -> str:
    """Return what counts of a code.

    >>> plain("m-17 A")
    'm17a'
    """
    return "".join(letter for letter in code.casefold() if letter.isalnum())
