"""What a question of an imported file is about, told by its words: what it measures, or which
themes its answers belong to. A guess, for a person to look at."""

import re
from collections.abc import Sequence
from typing import Any

NOTHING, QUOTING = "", "quoting"
ABOUT = {
    NOTHING: "Nothing of these",
    "reaction": "Reaction: what people thought of it",
    "learning": "Learning: what people know or can do",
    "behaviour": "Behaviour: what people do now",
    "result": "Result: what became better for others",
    "liked": "What people liked",
    "improve": "What people would change",
    "apply": "How people will use it",
    QUOTING: "Whether we may share their words",
}
"""What a question can be about, with the words for it."""

MEASURED = frozenset({"reaction", "learning", "behaviour", "result"})
WORDS = frozenset({"long", "short"})
COUNTED = frozenset({"one", "several", "agreement", "scale", "before", "now", "number"})
"""Uses of a column (of `proposing.USES`) that are people's own words, and that are counted."""

_SAYS = {
    QUOTING: [r"(share|quote|use) (your|my|these) (words|comments?|answers?|feedback)",
              r"may we (share|quote)", r"(rannu|dyfynnu) eich"],
    "improve": [r"improv", r"chang", r"better\b", r"dislike", r"least\b", r"gwell", r"newid"],
    "apply": [r"will you\b", r"apply", r"into practice\b", r"in your (work|role|job)\b",
              r"do differently", r"pledge", r"yn eich (gwaith|rôl)"],
    "liked": [r"(like|liked|enjoy(ed)?|best|most useful|went well)\b", r"hoff", r"mwynh"],
    "behaviour": [r"(have|has|did) you (since )?(used|applied|changed|tried)", r"into practice\b",
                  r"since the (session|training|course|workshop)", r"ers y (sesiwn|hyfforddiant)"],
    "learning": [r"underst(and|ood)", r"confiden", r"know(ledge|n)?\b", r"learn", r"aware",
                 r"able to\b", r"skills?\b", r"can (you|i) (name|say|explain)\b",
                 r"name (one|a)\b", r"deall", r"hyder", r"dysg", r"gwybod"],
    "reaction": [r"(session|training|workshop|course|content|pace|overall|rate)\b", r"facilitat",
                 r"trainer", r"present", r"venue", r"useful", r"relevant", r"enjoy", r"recommend",
                 r"satisf", r"quality", r"sesiwn", r"hyfforddiant", r"defnyddiol", r"perthnasol"],
}  # fmt: skip
"""What begins a word in a heading that asks for it, in English and Welsh."""

_LOOKED_FOR = {
    **dict.fromkeys(COUNTED, ("behaviour", "learning", "reaction")),
    **dict.fromkeys(WORDS, ("improve", "apply", "liked")),
    "one": (QUOTING, "behaviour", "learning", "reaction"),
}
"""What a column of each use can be about; the first that its heading asks for is taken."""


def proposed_about(heading: str, use: str) -> str:
    """Return what a column is about, one of `ABOUT`, by its heading and its use.

    >>> proposed_about("How confident are you now?", "now"), proposed_about("What did you enjoy?",
    ... "long"), proposed_about("The trainer was clear", "agreement")
    ('learning', 'liked', 'reaction')
    >>> proposed_about("Your service area", "one"), proposed_about("What will you change?", "long")
    ('', 'improve')
    """
    text = heading.casefold()
    found = (
        about
        for about in _LOOKED_FOR.get(use, ())
        if any(re.search(rf"\b{words}", text) for words in _SAYS[about])
    )
    return next(found, NOTHING)


def marked_as(question: dict[str, Any], about: str) -> dict[str, Any]:
    """Return a question with what it is about written down: what it measures, or a tag."""
    if about in MEASURED:
        return question | {"measures": about}
    return question | {"tags": [about]} if about else question


def of_both(about: Sequence[str], before: int, now: int) -> str:
    """Return what a pair of columns is about: what now is, or else what before is."""
    return about[now] or about[before]
