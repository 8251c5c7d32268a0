"""The answers of one closed wave, a row for each person, for those who may know who said what."""

import random
from array import array
from collections.abc import Iterator
from typing import Any

from alongside.methods.documents.rows import Cell, Rows, Variable, pieces
from alongside.methods.questions import Question, QuestionType, bracketed, type_of

from . import marks, pages, queries
from .models import Mark, Mode, Response, Wave

WHO = (
    Variable("who", "Who answered", "text"),
    Variable("team", "Their team", "text"),
    Variable("day", "The day they answered", "date"),
)

AT_ONCE = 500
"""How many people's answers are read at a time."""


def rows_of(wave: Wave, rng: random.Random) -> Rows:
    """Return the answers of a named or confidential wave. Those of a confidential one have no name,
    team or day, and stand in an order that `rng` draws.

    The rows are read while somebody takes them, some at a time: only the order of all is held
    meanwhile. What is taken back before its turn is not among them."""
    named = wave.mode == Mode.NAMED
    questions = [bracketed(question) for question in wave.version.definition["questions"]]
    columns = [column for question in questions for column in _columns(question)]
    return Rows(
        wave.title,
        (*(WHO if named else ()), *columns),
        _rows(wave, questions, rng, named=named),
    )


def _rows(
    wave: Wave, questions: list[Question], rng: random.Random, *, named: bool
) -> Iterator[tuple[Cell, ...]]:
    order = array("q", queries.named_responses(wave).values_list("pk", flat=True).iterator())
    if not named:
        rng.shuffle(order)
    decided = queries.decided([wave])
    marked = {q["name"]: decided[wave.pk, q["name"]] for q in marks.questions(wave)}
    plan = [
        (question["name"], type_of(question), question, marked.get(question["name"]))
        for question in questions
    ]
    for some in pieces(order, AT_ONCE):
        for response in queries.responses_in_order(wave, some, named=named):
            cells = list(_who(response)) if named else []
            _add_cells(cells, plan, pages.whole(response))
            yield tuple(cells)


def _columns(question: Question) -> list[Variable]:
    return [
        Variable(one.name, one.label, one.type, one.codes)
        for one in type_of(question).codebook(question)
    ]


def _who(response: Response) -> tuple[Cell, ...]:
    return str(response.member), str(response.team or ""), response.day


def _add_cells(
    cells: list[Cell],
    plan: list[tuple[str, QuestionType, Question, dict[str, Mark] | None]],
    answers: dict[str, Any],
) -> None:
    """Add the cells of one person's answers: of each question by its type, and of one whose answers
    are marked as the marks count."""
    for name, kind, question, decided in plan:
        answer = answers.get(name)
        found = kind.cells(question, answer)
        if decided is not None:
            text = str((answer or {}).get("text") or "")
            (mark,) = marks.counted(question, [text], decided)
            if mark is not None:
                found = [text, int(mark.right), mark.entry or None]
        cells += found
