"""A question of a form made here and the same question of a file are one, with other names and
codes; and what is shown of them over time stays protected as one."""

import pytest

from alongside.asks import actions as asks
from alongside.methods.documents.model import Heading, Table
from alongside.reports.memory import BESIDE
from alongside.reports.tests.test_beside import after, counts, says
from alongside.reports.tests.test_make import make, of, plain, programme, session, version

__all__ = ["make", "programme", "session", "version"]

NOT_SHOWN = f"Not shown. {BESIDE}"
RELEVANT = Heading("The session was relevant to my area of work", 3)
TEA = Heading("Was there tea?", 3)


def form(relevant, tea, area, codes):
    """The same three questions under these names and with these codes."""
    choices = [
        {"name": code, "label": {"en": words}}
        for code, words in zip(codes, ("Yes", "No"), strict=True)
    ]
    return [
        {"type": "agreement", "name": relevant, "label": {"en": RELEVANT.text}},
        {"type": "one", "name": tea, "label": {"en": TEA.text}, "choices": choices},
        {"type": "one", "name": area, "label": {"en": "Where do you work?"}, "choices": [
            {"name": f"{codes[0]}1", "label": {"en": "Parks"}},
            {"name": f"{codes[1]}1", "label": {"en": "Housing"}},
        ]},
    ]  # fmt: skip


@pytest.fixture
def published(cast, now):
    def do(*names, codes, title="How was it?"):
        questions = form(*names, codes)
        draft = {"languages": ["en"], "questions": questions, "title": {"en": title}}
        made = asks.make_form(organisation=cast.here, title=title, draft=draft, now=now)
        return asks.publish(form=made, now=now)

    return do


@pytest.fixture
def here(published):
    return published("relevant", "tea", "area", codes=("yes", "no"))


@pytest.fixture
def brought_in(published):
    """As a file is brought in: its names are its headings, its codes are its words; and the words
    differ in a capital and the point at the end."""
    return published("the_session_was_relevant", "was_there_tea", "where", codes=("y", "n"))


def said(names, codes, yes):
    relevant, tea, area = names
    return lambda number: {
        relevant: {"value": 5 if number < yes else 2},
        tea: {"choice": codes[0] if number < yes else codes[1]},
        area: {"choice": f"{codes[number % 2]}1"},
    }


def here_said(yes):
    return said(("relevant", "tea", "area"), ("yes", "no"), yes)


def there_said(yes):
    return said(("the_session_was_relevant", "was_there_tea", "where"), ("y", "n"), yes)


def test_they_are_one_question_with_both_rounds_side_by_side(session, here, brought_in, make):
    session(40, 14, brought_in, "2024", answer=there_said(8))
    session(10, 20, here, "2025", answer=here_said(12))
    report = make()
    headings = [block.text for block in of(report, Heading) if block.level == 3]
    assert headings == [RELEVANT.text, TEA.text, "Where do you work?"]
    assert counts(report, TEA) == {"Yes": 20, "No": 14}
    table = next(b for b in after(report, TEA) if isinstance(b, Table))
    assert [plain(row)[:3] for row in table.rows] == [["2024", 8, 14], ["2025", 12, 20]]


def test_they_are_split_by_the_same_question_too(session, here, brought_in, make):
    session(40, 40, brought_in, "Round", answer=there_said(20))
    session(10, 40, here, "Round", answer=here_said(20))
    report = make(split="area")
    table = next(b for b in after(report, TEA) if isinstance(b, Table))
    assert plain(table.rows[0]) == ["Yes", 20, 20]
    assert plain(table.rows[-1]) == ["People who answered", 40, 40]


def test_a_few_answers_from_a_file_are_not_told_apart_by_two_reports(
    session, here, brought_in, make
):
    session(40, 14, here, answer=here_said(8))
    assert counts(make(), TEA) == {"Yes": 8, "No": 6}
    session(10, 3, brought_in, answer=there_said(2))
    second = make()
    assert counts(second, TEA) is None
    assert says(second, NOT_SHOWN, TEA)
    assert says(second, NOT_SHOWN, RELEVANT)


def test_many_answers_of_a_file_come_in_unless_one_of_them_stands_out(
    session, here, brought_in, make
):
    session(40, 14, here, answer=here_said(8))
    make()
    session(10, 13, brought_in, answer=there_said(7))
    assert counts(make(), TEA) == {"Yes": 15, "No": 12}
    session(5, 12, here, answer=here_said(11))
    assert says(make(), NOT_SHOWN, TEA)


def test_the_split_of_one_report_is_remembered_under_the_other_name(
    session, here, brought_in, make, cast
):
    session(40, 40, here, answer=here_said(20))
    make(split="area")
    kept = {cut.group["where"][0][1] for cut in cast.here.cuts.all() if cut.group}
    assert kept == {"parks", "housing"}
    session(10, 3, brought_in, answer=there_said(2))
    again = make(split="where")
    assert counts(again, TEA) is None


def test_the_same_words_twice_in_one_form_are_two_questions(session, cast, now, make):
    why = {"type": "agreement", "label": {"en": "It was clear"}}
    questions = [{**why, "name": "a"}, {**why, "name": "b"}]
    draft = {"languages": ["en"], "questions": questions, "title": {"en": "Twice"}}
    made = asks.make_form(organisation=cast.here, title="Twice", draft=draft, now=now)
    form = asks.publish(form=made, now=now)
    session(20, 12, form, answer=lambda n: {"a": {"value": 5}, "b": {"value": 1 + n % 2}})
    headings = [block.text for block in of(make(), Heading) if block.level == 3]
    assert headings == ["It was clear", "It was clear"]
