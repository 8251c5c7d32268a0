"""The stored answers of a person taken apart, without reading all of the JSON again.

A question has few different answers, however many people give them. So what stands between two
answers in the JSON parts them, and a piece that was seen before needs no reading. A piece that is
no whole answer, because a part of one looks like the end, is never guessed at.
"""

import contextlib
import json
from typing import Any

from alongside.methods.questions.question import Answer

BETWEEN = '}, "'
"""What stands between two answers in the JSON of a person's, as Python and PostgreSQL write it."""

BEGIN, END = '{"', "}}"


def apart(text: str) -> list[str]:
    """Return the pieces of the JSON of a person's answers.

    >>> apart('{"tea": {"choice": "yes"}, "age": {"value": 3}}')
    ['{"tea": {"choice": "yes"', 'age": {"value": 3}}']
    """
    return text.split(BETWEEN)


def read(piece: str) -> tuple[str, Answer] | None:
    """Return the question of a piece and the answer; None where it is no whole answer, and the
    person's JSON has to be read as a whole.

    >>> read('{"age": {"value": 3'), read('age": {"value": 3}}')
    (('age', {'value': 3}), ('age', {'value': 3}))
    >>> read('said": {"other": "{a'), read("{}")
    (None, None)
    """
    inside = piece.removeprefix(BEGIN)
    for end in (END, ""):
        with contextlib.suppress(ValueError):
            ((name, answer),) = json.loads(BEGIN + inside + end).items()
            return (name, answer) if isinstance(answer, dict) else None
    return None


class Shared(dict[str, tuple[str, Answer] | None]):
    """Reads the answers of many people. Each different answer is read once, and is one object for
    all who gave it: nobody may change it.

    >>> shared = Shared()
    >>> lou, sam = (shared.answers('{"tea": {"choice": "yes"}}') for _ in range(2))
    >>> lou, lou["tea"] is sam["tea"]
    ({'tea': {'choice': 'yes'}}, True)
    """

    def __missing__(self, piece: str) -> tuple[str, Answer] | None:
        self[piece] = read(piece)
        return self[piece]

    def answers(self, text: str) -> dict[str, Any]:
        """Return the answers of a person by the name of their question."""
        found: list[Any] = [self[piece] for piece in apart(text)]
        whole: dict[str, Any] = json.loads(text) if None in found else dict(found)
        return whole
