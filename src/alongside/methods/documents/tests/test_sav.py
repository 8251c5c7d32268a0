"""What is written as .sav is what another program reads from it (pyreadstat)."""

import datetime
import random

import pyreadstat
import pytest

from alongside.methods.documents import sav
from alongside.methods.documents.rows import Rows, Variable
from alongside.methods.documents.sav import to_sav
from alongside.methods.questions import type_of
from alongside.methods.tests.questions_form import ANSWERS, QUESTIONS, question

YES_NO = (("1", "Yes"), ("0", "No"))


@pytest.fixture
def read(tmp_path):
    """Call it with rows and columns for the rows that pyreadstat finds, blank as None, and what it
    found out about the columns."""

    def do(rows, *columns, title="Answers"):
        path = tmp_path / "answers.sav"
        path.write_bytes(b"".join(to_sav(Rows(title, columns, rows))))
        frame, about = pyreadstat.read_sav(path)
        found = [tuple(row) for row in frame.itertuples(index=False, name=None)]
        assert about.number_rows == len(found)
        return [tuple(None if c != c or c == "" else c for c in row) for row in found], about

    return do


def text(name="words", words="In your own words"):
    return Variable(name, words, "text")


@pytest.mark.parametrize("kind", [kind for kind in QUESTIONS if kind != "own_code"])
def test_every_type_of_question_comes_back(read, kind):
    asked = question(kind, name=kind)
    columns = [Variable(c.name, c.label, c.type, c.codes) for c in type_of(asked).codebook(asked)]
    answers = [ANSWERS[kind], None, ANSWERS[kind]]
    rows = [tuple(type_of(asked).cells(asked, answer)) for answer in answers]
    found, about = read(rows, *columns)
    given = [tuple(c.isoformat() if isinstance(c, datetime.date) else c for c in r) for r in found]
    assert given == [tuple(None if c == "" else c for c in row) for row in rows]
    assert about.column_names == [one.name for one in columns]
    assert about.column_labels == [one.words for one in columns]
    numeric = {one.name for one in columns if one.type in sav.NUMERIC}
    assert about.variable_value_labels == {
        one.name: {float(code) if one.name in numeric else code: words for code, words in one.codes}
        for one in columns
        if one.codes
    }


def test_no_rows_are_a_file_with_its_columns(read):
    found, about = read([], text(), Variable("n", "How many?", "number"))
    assert found == []
    assert about.column_labels == ["In your own words", "How many?"]


@pytest.mark.parametrize(
    "words",
    [
        "Llŷn a’r Wyddfa, ŵyl",
        "مرحبا بكم في الجلسة",
        "one\ntwo",
        "  spaces before",
        "日本語 🎈",
        "'=1+1",
    ],
)
def test_words_of_any_language_come_back(read, words):
    (found,), about = read([(words,)], text(words=words))
    assert found == (words,)
    assert about.column_labels == [" ".join(words.split())]
    assert about.file_encoding == "UTF-8"


@pytest.mark.parametrize("length", [1, 7, 8, 9, 252, 253, 255, 256, 504, 505, 757, 2_520, 32_767])
def test_texts_of_any_length_that_fits_come_back_exactly(read, length):
    dice = random.Random(length)
    words = ["".join(dice.choices("abcdefgh", k=length)), None, "x" * (length // 2 + 1)]
    found, about = read([(one, 3) for one in words], text(), Variable("n", "N", "number"))
    assert found == [(one, 3) for one in words]
    assert about.column_names == ["words", "n"]


@pytest.mark.parametrize("letter", ["a", "é", "日", "🎈", "a  "])
def test_a_text_too_long_for_one_column_goes_on_in_the_next(read, letter):
    whole = (letter * 40_000)[:40_000].rstrip()
    found, about = read([(whole, 1), ("short", 2)], text(), Variable("n", "N", "number"))
    *parts, number = found[0]
    assert ("".join(part or "" for part in parts), number) == (whole, 1)
    assert found[1] == ("short", *[None] * (len(parts) - 1), 2)
    assert about.column_names[:2] == ["words", "words_2"]
    assert about.column_labels[1] == "In your own words (part 2)"
    assert "words_2: how long texts of “words” go on." in about.notes


def test_a_label_that_is_cut_stands_whole_in_the_notes(read):
    label = " ".join(f"word{number}" for number in range(60))
    assert len(label) > 300
    codes = (("1", "very " * 40 + "often"), ("2", "never"))
    _, about = read([(1,)], Variable("often", label, "number", codes))
    (cut,) = about.column_labels
    assert label.startswith(cut.rstrip("…"))
    assert cut.endswith("…")
    assert len(cut.encode()) <= sav.LONGEST_LABEL
    first = about.variable_value_labels["often"][1.0]
    assert first.startswith("very very")
    assert len(first.encode()) <= sav.LONGEST_VALUE_LABEL
    notes = " ".join(about.notes)
    assert f"often: {label}" in notes
    assert f"often, 1: {codes[0][1]}" in notes


@pytest.mark.parametrize(
    ("names", "called"),
    [
        (["ALL", "all", "With"], ["q_ALL", "q_all_2", "q_With"]),
        (["a b", "a_b", "A_B", "1st", "_x"], ["a_b", "a_b_2", "A_B_3", "q_1st", "q__x"]),
        (["end."], ["end"]),
        (["x" * 70 + "1", "x" * 70 + "2"], ["x" * 64, "x" * 62 + "_2"]),
        (["é" * 40, "é" * 41], ["é" * 32, "é" * 31 + "_2"]),
        (["liked.a", "V1", "S1", "q_ALL", "ALL"], ["liked.a", "V1", "S1", "q_ALL", "q_ALL_2"]),
    ],
)  # fmt: skip
def test_names_that_spss_refuses_are_changed_and_said(read, names, called):
    row = tuple(f"{number} {'w' * 300}" for number in range(len(names)))
    found, about = read([row], *(text(name) for name in names))
    assert found == [row]
    assert about.column_names == called
    notes = "".join(about.notes).replace(" ", "")
    for name, other in zip(names, called, strict=True):
        assert (f"{other}:thecolumn“{name.replace(' ', '')}”." in notes) == (name != other)


def test_what_can_be_chosen_several_at_a_time_is_a_set(read):
    ticks = [
        Variable(f"liked.{c}", f"What did you like? {c}: {c}{c}", "yes or no", YES_NO) for c in "ab"
    ]
    alone = Variable("may", "May we?", "yes or no", YES_NO)
    _, about = read([(1, 0, None)], *ticks, alone)
    assert about.mr_sets["liked"]["variable_list"] == ["liked.a", "liked.b"]
    assert (about.mr_sets["liked"]["type"], about.mr_sets["liked"]["counted_value"]) == ("D", 1)
    assert len(about.mr_sets) == 1


def test_kinds_and_blanks_are_what_spss_expects(read, tmp_path):
    columns = (
        Variable("day", "The day", "date"),
        Variable("choice", "Which?", "choice", (("a", "A"), ("b", "B"))),
        Variable("long_choice", "Which?", "choice", (("a", "A"), ("b" * 20, "B"))),
        Variable("step", "How much?", "number", (("1", "Not"), ("2", "Much"))),
        Variable("n", "How many?", "number"),
    )
    day = datetime.date(2026, 3, 10)
    rows = [(day, "a", "b" * 20, 2, -1234.5), (None, None, None, None, None)]
    found, about = read(rows, *columns)
    assert found == rows
    assert about.original_variable_types == {
        "day": "DATE11",
        "choice": "A1",
        "long_choice": "A20",
        "step": "F8.0",
        "n": "F9.1",
    }
    assert list(about.variable_measure.values()) == [
        "scale", "nominal", "nominal", "ordinal", "scale",
    ]  # fmt: skip
    _, kept = pyreadstat.read_sav(tmp_path / "answers.sav", user_missing=True)
    blank = [{"lo": "", "hi": ""}]
    assert kept.missing_ranges == {"choice": blank, "long_choice": blank}


def test_many_rows_of_numbers_of_every_size_come_back_in_order(read):
    dice = random.Random(4)
    sizes = (None, 0, -99, 151, 152, -100, 2.5, 10**12, -0.125, 1e-9)
    rows = [(n, dice.choice(sizes), dice.choice(["", "x", "y" * 17]) or None) for n in range(1_001)]
    found, _ = read(iter(rows), Variable("n", "N", "number"), Variable("m", "M", "number"), text())
    assert found == rows


def test_the_same_rows_give_the_same_bytes():
    column = text(words="Y" * 70)
    first, second = (b"".join(to_sav(Rows("T" * 70, (column,), [("a",)]))) for _ in range(2))
    assert first == second
