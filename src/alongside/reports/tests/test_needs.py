"""What people need to learn: importance less confidence, person by person, ranked (R16)."""

import pytest

from alongside.asks import actions as asks
from alongside.asks.starters import starter
from alongside.methods.disclosure import gaps_give_away
from alongside.methods.documents.model import Heading, Paragraph, Table
from alongside.methods.formats.forms import xlsform, xlsform_out
from alongside.methods.questions import check_form
from alongside.reports import actions

SURVEYS, TOGETHER = "Surveys and questionnaires", "Deciding together"


@pytest.fixture
def ask(cast, now):
    """Call it with an answer for each person for the closed wave they give it in."""

    def do(people, answer, draft=None):
        form = asks.make_form(
            organisation=cast.here,
            title="Needs",
            draft=draft or starter("learning_needs"),
            purpose="survey",
            now=now,
        )
        wave = asks.open_wave(version=asks.publish(form=form, now=now), mode="anonymous", opens=now)
        for number in range(people):
            asks.answer(wave=wave, answers=answer(number), client=f"c{number}", now=now)
        asks.close(wave=wave, now=now)
        return actions.make_results(wave=wave, by=cast.tom, now=now).drawn()

    return do


def answer(number):
    """Of 40 people 24 find deciding together far more important than they are confident in it."""
    able = "s1" if number < 12 else "s2" if number < 24 else "s4" if number < 32 else "s5"
    return {
        "important": {"rows": {"decisions": "s5" if number < 24 else "s4", "surveys": "s3"}},
        "confident": {"rows": {"decisions": able, "surveys": "s3" if number % 2 else "s4"}},
        "more_support": {"choice": "yes" if number % 5 == 0 else "no"},
    }


def after(document, title):
    """Return the blocks of a section."""
    places = [
        at for at, b in enumerate(document.blocks) if isinstance(b, Heading) and b.text == title
    ]
    return document.blocks[places[0] + 1 :] if places else ()


def test_gaps_are_ranked_with_their_base_and_range(ask):
    document = ask(40, answer)
    blocks = after(document, "What people need to learn")
    table = next(b for b in blocks if isinstance(b, Table))
    assert [[str(cell) for cell in row] for row in table.rows] == [
        [TOGETHER, "24", "0", "16", "40", "60\u00a0%, likely between 4 and 8 of every 10 people"],
        [SURVEYS, "0", "0", "40", "40", "0\u00a0%, likely at most 1 of every 10 people"],
    ]


def test_who_wants_more_support_stands_first(ask):
    first = after(ask(40, answer), "What people need to learn")[0]
    assert isinstance(first, Paragraph)
    assert first.text.startswith("8 of 40 people (20\u00a0%, likely between")
    assert "want more support" in first.text


def test_a_few_people_with_a_gap_are_not_shown(ask):
    def few(number):
        return answer(number) | {
            "confident": {"rows": {"decisions": "s1" if number < 3 else "s5", "surveys": "s3"}}
        }

    document = ask(40, few)
    table = next(b for b in after(document, "What people need to learn") if isinstance(b, Table))
    row = next(row for row in table.rows if row[0] == TOGETHER)
    assert str(row[1]) == "not shown"
    assert table.rows[0][0] == SURVEYS  # what is not shown stands last


def test_somebody_who_does_not_know_has_no_gap(ask):
    draft = starter("learning_needs")
    for place in (0, 1):
        draft["questions"][place]["choices"].append({"name": "dk", "label": {"en": "Don't know"}})

    def unsure(number):
        given = answer(number)
        if number >= 32:
            given["confident"]["rows"]["decisions"] = "dk"
        return given

    document = ask(40, unsure, draft)
    table = next(b for b in after(document, "What people need to learn") if isinstance(b, Table))
    assert {row[0]: str(row[4]) for row in table.rows} == {TOGETHER: "32", SURVEYS: "40"}


def test_a_form_without_the_tags_has_no_such_section(ask):
    draft = starter("learning_needs")
    for question in draft["questions"]:
        question.pop("tags", None)
    assert not after(ask(40, answer, draft), "What people need to learn")


def test_gaps_beside_both_margins_can_give_somebody_away():
    """Everybody but three finds it as important as they can do it: with both rows of counts shown,
    how many have no gap says what the three said."""
    joint = [[20, 0, 0], [3, 17, 0], [0, 0, 0]]
    bands = [(None, range(1, 2)), (37, range(-2, 1)), (40, range(-2, 2))]
    assert gaps_give_away(joint, [20, 20], [23, 17], bands, minimum=5)
    joint = [[20, 10, 0], [10, 20, 0], [0, 0, 0]]
    bands = [(10, range(1, 2)), (50, range(-2, 1)), (60, range(-2, 2))]
    assert not gaps_give_away(joint, [30, 30], [30, 30], bands, minimum=5)


def test_the_tags_go_out_as_xlsform_and_come_back():
    form = starter("learning_needs")
    assert check_form(form) == []
    back = xlsform.read(xlsform_out.write(form)).definition()
    tags = [question.get("tags") for question in back["questions"]]
    assert tags == [["importance"], ["confidence"], ["more_support"], ["improve"]]


def test_a_builder_gives_the_tags(cast, sign_in, now):
    form = asks.make_form(
        organisation=cast.here, title="Needs", draft=starter("learning_needs"), now=now
    )
    page = sign_in(cast.tom).get(f"/o/sandbrook-council/ask/{form.pk}/q/important/")
    assert "What people know of each, for learning needs" in page.content.decode()
