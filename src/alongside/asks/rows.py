"""The answers of one closed wave, a row for each person, for those who may know who said what."""

import random
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from alongside.methods.documents.rows import Cell, Rows, Variable, pieces
from alongside.methods.questions import Form, Question, QuestionType, asked, bracketed, type_of

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
        _Columns(question, type_of(question), marked.get(question["name"]))
        for question in questions
    ]
    form = wave.version.definition
    for some in pieces(order, AT_ONCE):
        for response in queries.responses_in_order(wave, some, named=named):
            cells = list(_who(response)) if named else []
            answers = pages.whole(response)
            _add_cells(cells, plan, answers, cache(partial(_asked, form, answers, response)))
            yield tuple(cells)


def _columns(question: Question) -> list[Variable]:
    return [
        Variable(one.name, one.label, one.type, one.codes)
        for one in type_of(question).codebook(question)
    ]


def _who(response: Response) -> tuple[Cell, ...]:
    return str(response.member), str(response.team or ""), response.day


@dataclass(frozen=True)
class _Columns:
    """The columns of one question, with the marks of its answers where they are marked."""

    question: Question
    kind: QuestionType
    decided: dict[str, Mark] | None


def _asked(form: Form, answers: dict[str, Any], response: Response) -> set[str]:
    """Return the names of the questions that somebody was asked."""
    return set(asked(form, answers, today=response.day))


def _add_cells(
    cells: list[Cell],
    plan: list[_Columns],
    answers: dict[str, Any],
    were_asked: Callable[[], set[str]],
) -> None:
    """Add the cells of one person's answers: of each question by its type, and of one whose answers
    are marked as the marks count."""
    for one in plan:
        name, question = one.question["name"], one.question
        answer = answers.get(name)
        found = one.kind.cells(question, answer)
        if (
            answer is None
            and (left := one.kind.left(question)) is not None
            and name in were_asked()
        ):
            found = left
        if one.decided is not None:
            text = str((answer or {}).get("text") or "")
            (mark,) = marks.counted(question, [text], one.decided)
            if mark is not None:
                found = [text, int(mark.right), mark.entry or None]
        cells += found
