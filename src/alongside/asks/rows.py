"""The answers of one closed wave, a row for each person, for those who may know who said what."""

import json
import random
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from alongside.methods.documents.rows import Cell, Rows, Variable, pieces
from alongside.methods.questions import Answer, Form, Question, asked, bracketed, type_of
from alongside.methods.questions.pieces import apart, read

from . import marks, queries
from .models import Mark, Mode, Wave

WHO = (
    Variable("who", "Who answered", "text"),
    Variable("team", "Their team", "text"),
    Variable("day", "The day they answered", "date"),
)

AT_ONCE = 500
"""How many people's answers are read at a time."""

MOST_KNOWN = 20_000
"""How many different answers are remembered with their cells; then they are read anew."""


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


def _columns(question: Question) -> list[Variable]:
    return [
        Variable(one.name, one.label, one.type, one.codes)
        for one in type_of(question).codebook(question)
    ]


def _rows(
    wave: Wave, questions: list[Question], rng: random.Random, *, named: bool
) -> Iterator[tuple[Cell, ...]]:
    order = array("q", queries.named_responses(wave).values_list("pk", flat=True).iterator())
    if not named:
        rng.shuffle(order)
    decided = queries.decided([wave])
    marked = {q["name"]: decided[wave.pk, q["name"]] for q in marks.questions(wave)}
    seen = _Seen(wave.version.definition, questions, marked)
    for some in pieces(order, AT_ONCE):
        if len(seen) > MOST_KNOWN:
            seen.clear()
        for person in queries.stored(some, named=named):
            who = (person.who, person.team or "", person.day) if named else ()
            yield (*who, *_cells(person, seen))


class _Given(NamedTuple):
    """An answer to the question at a `place`, and its cells."""

    place: int
    answer: Answer | None
    cells: Sequence[Cell]


class _Seen(dict[str, _Given | None]):
    """What each piece of JSON that was seen before stands for: an answer whose cells its type has
    given, once for all who gave it; None where it is no whole answer."""

    def __init__(
        self, form: Form, questions: list[Question], marked: Mapping[str, dict[str, Mark]]
    ) -> None:
        super().__init__()
        self.form = form
        self._questions = questions
        self._marked = marked
        self.places = {question["name"]: place for place, question in enumerate(questions)}
        self.blank = [self.given(place, None) for place in range(len(questions))]
        self.left = {
            place: _Given(place, None, cells)
            for place, question in enumerate(questions)
            if (cells := type_of(question).left(question)) is not None
        }

    def __missing__(self, piece: str) -> _Given | None:
        found = read(piece)
        name, answer = found or ("", None)
        whole = found and name in self.places
        self[piece] = self.given(self.places[name], answer) if whole else None
        return self[piece]

    def given(self, place: int, answer: Answer | None) -> _Given:
        """Return an answer with its cells: as the marks count where its question is marked."""
        question = self._questions[place]
        decided = self._marked.get(question["name"])
        if decided is not None:
            text = str((answer or {}).get("text") or "")
            (mark,) = marks.counted(question, [text], decided)
            if mark is not None:
                return _Given(place, answer, [text, int(mark.right), mark.entry or None])
        return _Given(place, answer, type_of(question).cells(question, answer))


def _cells(person: queries.Stored, seen: _Seen) -> list[Cell]:
    """Return the cells of one person's answers, with the words that are stored apart from them."""
    row = seen.blank.copy()
    for piece in apart(person.answers):
        if (one := seen[piece]) is None:
            row = _one_by_one(person.answers, seen)
            break
        row[one.place] = one
    for question, words in person.wrote:
        name, _, part = question.partition(".")
        answer = row[seen.places[name]].answer or {}
        one = seen.given(seen.places[name], {**answer, part or "text": words})
        row[one.place] = one
    if any(row[place].answer is None for place in seen.left):
        _leave(row, person, seen)
    return [cell for one in row for cell in one.cells]


def _leave(row: list[_Given], person: queries.Stored, seen: _Seen) -> None:
    """Put in what stands for a question that this person was asked and did not answer."""
    given = {name: row[place].answer for name, place in seen.places.items()}
    answers = {name: answer for name, answer in given.items() if answer is not None}
    for name in asked(seen.form, answers, today=person.day):
        place = seen.places.get(name)
        if place in seen.left and row[place].answer is None:
            row[place] = seen.left[place]


def _one_by_one(answers: str, seen: _Seen) -> list[_Given]:
    """Return a row whose JSON cannot be taken apart, or has answers to no question of the form."""
    given = json.loads(answers)
    return [seen.given(place, given.get(name)) for name, place in seen.places.items()]
