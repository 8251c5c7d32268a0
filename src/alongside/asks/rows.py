"""The answers of one closed wave, a row for each person, for those who may know who said what."""

import random
from collections.abc import Iterator
from typing import Any

from alongside.methods.documents.rows import Cell, Rows, Variable
from alongside.methods.questions import Question, bracketed, type_of
from alongside.methods.questions.types.name_one import NameOne

from . import marks, pages, queries
from .models import Mark, Mode, Response, Wave

WHO = (
    Variable("who", "Who answered", "text"),
    Variable("team", "Their team", "text"),
    Variable("day", "The day they answered", "date"),
)


def rows_of(wave: Wave, rng: random.Random) -> Rows:
    """Return the answers of a named or confidential wave. Those of a confidential one have no name,
    team or day, and stand in an order that `rng` draws."""
    named = wave.mode == Mode.NAMED
    questions = [bracketed(question) for question in wave.version.definition["questions"]]
    decided = queries.decided([wave])
    marked = {q["name"]: decided[wave.pk, q["name"]] for q in marks.questions(wave)}
    found = list(queries.named_responses(wave).select_related("team").prefetch_related("comments"))
    if not named:
        rng.shuffle(found)
    columns = [column for question in questions for column in _columns(question)]
    return Rows(
        wave.title,
        (*(WHO if named else ()), *columns),
        tuple(
            (*(_who(response) if named else ()), *_cells(questions, pages.whole(response), marked))
            for response in found
        ),
    )


def _columns(question: Question) -> list[Variable]:
    return [
        Variable(one.name, one.label, one.type, one.codes)
        for one in type_of(question).codebook(question)
    ]


def _who(response: Response) -> tuple[Cell, ...]:
    return str(response.member), str(response.team or ""), response.day


def _cells(
    questions: list[Question], answers: dict[str, Any], marked: dict[str, dict[str, Mark]]
) -> Iterator[Cell]:
    for question in questions:
        kind, answer = type_of(question), answers.get(question["name"])
        cells = kind.cells(question, answer)
        if isinstance(kind, NameOne):
            text = str((answer or {}).get("text") or "")
            (mark,) = marks.counted(question, [text], marked[question["name"]])
            if mark is not None:
                cells = [text, int(mark.right), mark.entry or None]
        yield from cells
