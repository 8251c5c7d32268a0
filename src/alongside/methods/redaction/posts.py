"""Posts that one person holds."""

import re
from collections.abc import Iterator

from alongside.methods.redaction.spans import Kind, Span
from alongside.methods.redaction.words import word_list

_POST = (
    r"(?:assistant\s+|deputy\s+|interim\s+|acting\s+)?"
    r"(?:head|manager|director|leader|lead|chair|chief executive|chief officer|matron|dean|mayor)"
)
_POST_OF = re.compile(
    rf"(?<!-)\b(?:the\s+|our\s+)?{_POST}\s+of\s+(?:the\s+|our\s+)?", re.IGNORECASE
)
_THE_POST = re.compile(
    r"\b(?:the|our|my|his|her|their)\s+(?:[a-z][\w-]*\s+){0,2}?"
    r"(?:manager|director|head\s?teacher|chief executive|team leader|mayor|matron|chairman"
    r"|chairwoman|deputy head)\b(?!s)",
    re.IGNORECASE,
)
_MY_OWN = re.compile(r"my\s+(?:\w+\s+)?manager", re.IGNORECASE)
_WORD = re.compile(r"(?P<gap>[\s&]*)(?P<word>[^\W\d_]+(?:['’-][^\W\d_]+)*)")

LONGEST = 4
"""How many words of "head of …" are looked at."""


def posts(text: str) -> Iterator[Span]:
    """Yield posts that one person holds: "head of housing", "the manager of the day centre",
    "the chief executive". Somebody's own manager is nobody a reader could name."""
    why = "a post that one person holds"
    for found in _POST_OF.finditer(text):
        if end := _end_of_post(text, found.end()):
            yield Span(found.start(), end, Kind.JOB, why)
    for found in _THE_POST.finditer(text):
        if not _MY_OWN.fullmatch(found[0]):
            yield Span(found.start(), found.end(), Kind.JOB, why)


def _end_of_post(text: str, start: int) -> int | None:
    """Return where "head of …" ends: before the word that goes on with the story. None when the
    first word is one that can have a head without anybody holding that post."""
    end = None
    at = start
    for place in range(LONGEST):
        found = _WORD.match(text, at)
        if found is None or found["word"].casefold() in word_list("job_ends"):
            break
        if place == 0 and found["word"].casefold() in word_list("not_after_head_of"):
            break
        at = found.end()
        if found["word"].casefold() != "and":
            end = at
    return end
