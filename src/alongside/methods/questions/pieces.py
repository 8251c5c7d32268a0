"""The stored answers of a person taken apart, without reading all of the JSON again.

A question has few different answers, however many people give them. So what stands between two
answers in the JSON parts them, and a piece that was seen before needs no reading. A piece that is
no whole answer, because a part of one looks like the end, is never guessed at.
"""

import json

from alongside.methods.questions.question import Answer

BETWEEN = '}, "'
"""What stands between two answers in the JSON of a person's, as Python and PostgreSQL write it."""


def apart(text: str) -> list[str]:
    """Return the pieces of the JSON of a person's answers, by the name of their question.

    >>> apart('{"tea": {"choice": "yes"}, "age": {"value": 3}}')
    ['tea": {"choice": "yes"', 'age": {"value": 3']
    """
    return inside(text).split(BETWEEN)


def inside(text: str) -> str:
    """Return the JSON of a person's answers without what stands at both ends."""
    return text[2:-2]


def read(piece: str) -> tuple[str, Answer] | None:
    """Return the question of a piece and the answer; None where it is no whole answer, and the
    person's JSON has to be read as a whole.

    >>> read('age": {"value": 3'), read('said": {"other": "{a'), read('')
    (('age', {'value': 3}), None, None)
    """
    try:
        ((name, answer),) = json.loads('{"' + piece + "}}").items()
    except ValueError:
        return None
    return (name, answer) if isinstance(answer, dict) else None
