"""What in somebody's own words could point at a person, and the words without it.

`find` flags, a person decides, `redact` replaces. See `docs/methods/redaction.md` for what the
rules find and what they cannot.
"""

from alongside.methods.redaction.finding import find
from alongside.methods.redaction.spans import (
    Kind,
    Piece,
    Span,
    merged,
    occurrences,
    pieces,
    redact,
)

__all__ = ["Kind", "Piece", "Span", "find", "merged", "occurrences", "pieces", "redact"]
