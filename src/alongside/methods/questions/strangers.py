"""The few answers in a column that do not fit what all others are: a slip, or a word of one's own
among the steps of a scale. One of them does not change what the question was."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence

from alongside.methods.columns import NUMBER
from alongside.methods.formats.dates import read_day
from alongside.methods.formats.headings import plain
from alongside.methods.scales import is_beside, outside_scale

AGREEMENT = {
    "strongly disagree": 1, "completely disagree": 1, "anghytuno'n gryf": 1, "anghytuno'n llwyr": 1,
    "disagree": 2, "anghytuno": 2,
    "neither agree nor disagree": 3, "neutral": 3, "ddim yn cytuno nac yn anghytuno": 3,
    "niwtral": 3, "heb gytuno nac anghytuno": 3,
    "agree": 4, "cytuno": 4,
    "strongly agree": 5, "completely agree": 5, "cytuno'n gryf": 5, "cytuno'n llwyr": 5,
}  # fmt: skip
"""The five steps of agreement in English and Welsh."""

KINDS: Sequence[Callable[[str], bool]] = (
    lambda answer: plain(answer) in AGREEMENT,
    lambda answer: NUMBER.fullmatch(answer) is not None,
    lambda answer: read_day(answer) is not None,
)
"""What the answers of a column can all be, beside the words of another scale."""

FEW = 0.1
FEWEST_THAT_FIT = 4
MOST_DIFFERENT = 60
"""With more different answers than this they are on no scale of words."""


def strangers(cells: Sequence[str]) -> frozenset[str]:
    """Return the answers that do not fit the rest: at most one in ten, or one, of a column whose
    others are all steps of a scale, numbers or days. "Don't know" and the like are no strangers,
    but answers of their own.

    >>> sorted(strangers(["Agree", "Disagree", "Agree", "Purple", "Neutral", ""]))
    ['Purple']
    >>> strangers(["4", "5", "3", "5", "Don't know"]), strangers(["Tea", "Cake", "4"])
    (frozenset(), frozenset())
    """
    distinct = Counter(cell for cell in cells if cell)
    kinds = () if any(map(is_beside, distinct)) else KINDS
    for belongs in kinds:
        odd = {answer for answer in distinct if not belongs(answer)}
        if not odd or _are_few(odd, distinct):
            return frozenset(odd)
    if len(distinct) <= MOST_DIFFERENT and _are_few(odd := outside_scale(distinct), distinct):
        return frozenset(odd)
    return frozenset()


def _are_few(odd: Collection[str], distinct: Counter[str]) -> bool:
    few, all_of_them = sum(distinct[answer] for answer in odd), distinct.total()
    return few <= max(1, int(FEW * all_of_them)) and all_of_them - few >= FEWEST_THAT_FIT


def fitting(cells: Sequence[str]) -> list[str]:
    """Return the cells with nothing where a stranger stood."""
    odd = strangers(cells)
    return ["" if cell in odd else cell for cell in cells] if odd else list(cells)
