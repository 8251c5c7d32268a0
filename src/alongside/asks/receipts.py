"""A receipt without a key: a code, drawn at random, that whoever wrote something anonymously gets
for it and nobody else. Only its hash is kept, with the words: in the box, then on the comment cut
loose. So the code leads to the words, and from there to nothing."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.core import signing

from alongside.methods.questions import Question, type_of
from alongside.methods.questions.choosing import OTHER
from alongside.methods.questions.question import field_name
from alongside.methods.questions.writing import Written
from alongside.web import codes

from . import marks, queries, sealing
from .models import Wave

_SEED = "alongside.asks.receipt"


def drawn(wave: Wave, answers: Mapping[str, Any], seed: str = "") -> dict[str, str]:
    """Return a new code for each thing somebody wrote, by field; not for what is only marked. They
    follow from a `seed` that was drawn at random, or are drawn themselves where there is none."""
    _, texts, _ = sealing.cut_loose(wave.version.definition, answers)
    marked = {question["name"] for question in marks.questions(wave)}
    return {field: _code(seed, field) for field, _ in texts if field not in marked}


def _code(seed: str, field: str) -> str:
    if not seed:
        return codes.drawn(queries.KEY_LENGTH)
    return codes.following(_SEED, f"{seed}-{field}", queries.KEY_LENGTH)


def new_seed(wave: Wave, client: str) -> str:
    """Return what the codes of somebody follow from: at random, signed for them alone, kept in
    their page and by nobody else. So whoever presses Send twice gets the same codes twice, also
    where the first answer of the server never arrived."""
    return signing.dumps([wave.pk, client, secrets.token_hex(16)], salt=_SEED)


def read_seed(wave: Wave, client: str, posted: str) -> str:
    """Return the seed that a page brought; empty where it was not made for this person here."""
    try:
        *whose, seed = signing.loads(posted, salt=_SEED)
    except signing.BadSignature:
        return ""
    return str(seed) if whose == [wave.pk, client] else ""


def again(wave: Wave, seed: str) -> dict[str, str]:
    """Return the codes that followed from a seed when the answer was accepted, by field: those
    whose hash is kept with words of this wave."""
    if not seed:
        return {}
    found = {field: _code(seed, field) for field, _ in written(wave)}
    return {field: code for field, code in found.items() if _is_kept(wave, code)}


def _is_kept(wave: Wave, code: str) -> bool:
    found = queries.by_receipt(code)
    return found is not None and found[0] == wave


def written(wave: Wave) -> list[tuple[str, Question]]:
    """Return the fields of an anonymous wave whose words get a receipt, each with its question."""
    if not wave.anonymous:
        return []
    marked = {question["name"] for question in marks.questions(wave)}
    found = []
    for question in wave.version.definition["questions"]:
        if isinstance(type_of(question), Written) and question["name"] not in marked:
            found.append((question["name"], question))
        elif question.get("other"):
            found.append((field_name(question["name"], OTHER), question))
    return found


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
