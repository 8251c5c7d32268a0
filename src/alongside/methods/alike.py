"""How like two questions are by their words. `docs/methods/burden.md` gives the rule."""

import re

from alongside.methods.questions.same import plain

LEAST = 0.6
"""From here on two questions are shown as nearly the same; a person decides."""

_SMALL = (
    "a an and any are as at be been by can could did do does for from had has have how i if in is "
    "it its me my of on or our so some than that the their them there these they this to us was we "
    "were what when where which who why will with would you your"
)
SMALL = frozenset(_SMALL.split())
"""Words that most questions have, and which tell none from another."""


def words(text: str) -> frozenset[str]:
    """Return the words that tell a question from others, without endings of more than one.

    >>> sorted(words("How useful were the sessions to you?"))
    ['session', 'useful']
    """
    found = re.findall(r"[\w']+", plain(text))
    telling = [word for word in found if word not in SMALL] or found
    return frozenset(_stem(word) for word in telling)


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "su" else word


def _threes(text: str) -> frozenset[str]:
    spaced = f"  {' '.join(re.findall(r'\w+', plain(text)))} "
    return frozenset(spaced[place : place + 3] for place in range(len(spaced) - 2))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    both = len(one) + len(other)
    return 2 * len(one & other) / both if both else 0.0


def alike(one: str, other: str) -> float:
    """Return from 0 to 1 how like two questions are: the mean of the share of telling words and of
    runs of three letters that they have in common (Dice 1945). The same words are 1.

    >>> alike("How useful was it?", "How useful was it")
    1.0
    >>> alike("How useful was the session?", "How useful did you find this session?") >= LEAST
    True
    >>> alike("How useful was the session?", "How old are you?") >= LEAST
    False
    """
    if plain(one) == plain(other):
        return 1.0
    return (_dice(words(one), words(other)) + _dice(_threes(one), _threes(other))) / 2
