"""A receipt without a key: a code, drawn at random, that whoever wrote something anonymously gets
for it and nobody else. Only its hash is kept, with the words: in the box, then on the comment cut
loose. So the code leads to the words, and from there to nothing."""

from collections.abc import Mapping
from typing import Any

from alongside.web import codes

from . import marks, queries, sealing
from .models import Wave


def drawn(wave: Wave, answers: Mapping[str, Any]) -> dict[str, str]:
    """Return a new code for each thing somebody wrote, by field; not for what is only marked."""
    _, texts, _ = sealing.cut_loose(wave.version.definition, answers)
    marked = {question["name"] for question in marks.questions(wave)}
    return {field: codes.drawn(queries.KEY_LENGTH) for field, _ in texts if field not in marked}


def kept(drawn: Mapping[str, str]) -> dict[str, str]:
    """Return what is kept of codes."""
    return {field: queries.hashed(code) for field, code in drawn.items()}


def read(typed: str) -> str:
    """Return the code that somebody typed; empty where it can be none.

    >>> read(" k4m7-pqrt wxy2 "), read("K4M7PQRTWXY"), read("K4M7PQRTWXYÄ")
    ('K4M7PQRTWXY2', '', '')
    """
    code = typed.upper().replace("-", "").replace(" ", "").strip()
    return code if len(code) == queries.KEY_LENGTH and set(code) <= set(codes.LETTERS) else ""


def in_fours(code: str) -> str:
    """Return a code as people read it aloud.

    >>> in_fours("K4M7PQRTWXY2")
    'K4M7-PQRT-WXY2'
    """
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
