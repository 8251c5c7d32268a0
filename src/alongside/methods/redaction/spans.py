"""A stretch of a text that is flagged, and the text with such stretches replaced."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a stretch of text is. The value is what a reader sees in its place, in brackets."""

    NAME = "a name"
    EMAIL = "an e-mail address"
    PHONE = "a phone number"
    WEB = "a web address"
    POSTCODE = "a postcode"
    ADDRESS = "an address"
    NHS_NUMBER = "an NHS number"
    NI_NUMBER = "a National Insurance number"
    DATE = "a date"
    JOB = "a job title"
    WORDS = "words left out"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]` may point at a person: what it is and why it was flagged."""

    start: int
    end: int
    kind: Kind
    why: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"{self.start} to {self.end} is not a stretch of text")

    def overlaps(self, other: "Span") -> bool:
        """Return whether a part of the text is in both."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: plain words, or a flagged stretch with its span."""

    text: str
    span: Span | None = None


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that overlap as one, so that nothing flagged is lost.

    What overlaps takes the kind and reason of its longest part, the first of equals.

    >>> email, name = Span(0, 16, Kind.EMAIL, "an @"), Span(0, 3, Kind.NAME, "on the list")
    >>> merged([name, email]) == [email]
    True
    """
    done: list[Span] = []
    longest = 0
    for span in sorted(spans, key=lambda span: (span.start, span.start - span.end)):
        size = span.end - span.start
        if not done or span.start >= done[-1].end:
            done.append(span)
            longest = size
            continue
        last = done[-1]
        main = span if size > longest else last
        longest = max(longest, size)
        done[-1] = Span(last.start, max(last.end, span.end), main.kind, main.why)
    return done


def pieces(text: str, spans: Iterable[Span]) -> Iterator[Piece]:
    """Yield the text in parts, plain and flagged in turn; together they are the text.

    ValueError when a span reaches beyond the text.
    """
    at = 0
    for span in merged(spans):
        if span.end > len(text):
            raise ValueError(f"the text has {len(text)} characters, a span ends at {span.end}")
        if span.start > at:
            yield Piece(text[at : span.start])
        yield Piece(text[span.start : span.end], span)
        at = span.end
    if at < len(text):
        yield Piece(text[at:])


def redact(text: str, spans: Iterable[Span]) -> str:
    """Return the text with each span replaced by what it was, in brackets.

    >>> redact("Ask Bev about it", [Span(4, 7, Kind.NAME, "a first name")])
    'Ask [a name] about it'
    """
    return "".join(f"[{p.span.kind}]" if p.span else p.text for p in pieces(text, spans))


def occurrences(text: str, words: str) -> list[Span]:
    """Return every place where `words` stand in the text as whole words, in any case.

    White space in them matches any white space. Nothing where they do not occur.

    >>> [(s.start, s.end) for s in occurrences("The fire. A fireman. THE  FIRE", "the fire")]
    [(0, 8), (21, 30)]
    """
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return []
    pattern = rf"(?<!\w){r'\s+'.join(parts)}(?!\w)"
    return [
        Span(found.start(), found.end(), Kind.WORDS, "somebody chose to leave it out")
        for found in re.finditer(pattern, text, re.IGNORECASE)
    ]
