"""Time asked for by group, protected; and questions that are like each other."""

import re
from pathlib import Path

import pytest

from alongside.methods.alike import LEAST, alike, words
from alongside.methods.burden import Asked, shares

PAGE = Path(__file__).parents[4] / "docs" / "methods" / "burden.md"


def asked(**groups):
    """Return so many people of each group, each asked for so many minutes."""
    return [
        (name, Asked((name, number), minutes))
        for name, (people, minutes) in groups.items()
        for number in range(people)
    ]


def test_the_worked_example():
    rows = asked(Panel=(8, 480), Carers=(10, 120), Youth=(9, 60), Board=(3, 600))
    # The three of the board are in the panel too: then nothing has to cover for them.
    rows = [(g, Asked(("Panel", a.who[1]), a.minutes)) if g == "Board" else (g, a) for g, a in rows]
    found = shares(rows, ["Panel", "Carers", "Youth", "Board"], minimum=5)
    assert [(str(one.people), one.hours, one.each, one.times) for one in found.groups] == [
        ("8", 64, 480, 4.0),
        ("10", 20, 120, None),
        ("9", 9, 60, None),
        ("not shown", None, None, None),
    ]
    assert [one.group for one in found.much] == ["Panel"]
    assert found.hours is None


def test_hours_of_a_few_are_withheld_with_what_gives_them_away():
    found = shares(asked(A=(20, 60), B=(3, 60), C=(12, 60)), "ABC", minimum=5)
    hidden = {one.group for one in found.groups if one.people.hidden}
    assert "B" in hidden
    assert len(hidden) > 1 or found.people.hidden
    assert all((one.hours is None) == one.people.hidden for one in found.groups)
    assert (found.hours is None) == found.people.hidden


def test_the_same_person_twice_is_one_with_more_hours():
    rows = [("A", Asked(who, 90)) for who in range(6)] * 2
    (found,) = shares(rows, ["A"], minimum=5).groups
    assert (found.people.value, found.hours, found.each) == (6, 18, 180)


def test_two_groups_are_not_compared_and_nobody_asked_is_nothing():
    assert shares(asked(A=(9, 900), B=(9, 60)), "AB", minimum=5).much == ()
    nothing = shares([], ["A"], minimum=5)
    assert (nothing.people.value, nothing.hours, nothing.groups[0].each) == (0, 0, None)


def test_little_time_is_never_much_and_what_is_no_group_is_not_compared():
    found = shares(asked(A=(9, 10), B=(9, 10), C=(9, 60)), "ABC", minimum=5)
    assert [one.each_in_words for one in found.groups] == ["10 minutes", "10 minutes", "1 hour"]
    assert found.much == ()
    rows = asked(A=(9, 10), B=(9, 10), C=(9, 90), D=(9, 900))
    found = shares(rows, "ABCD", minimum=5, aside={"D"})
    assert [one.group for one in found.much] == ["C"]


def rows_of_the_page():
    text = PAGE.read_text("utf-8").partition("| one | other |")[2]
    return re.findall(r"^\| ([A-Z].+?) \| (.+?) \| (0\.\d+) \|$", text, re.MULTILINE)


@pytest.mark.parametrize(("one", "other", "like"), rows_of_the_page())
def test_the_page_says_how_like_questions_are(one, other, like):
    assert f"{alike(one, other):.2f}" == like
    assert alike(one, other) == alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How did you hear about us?", "How did you hear of us"),
        ("Which area do you live in?", "In which area do you live?"),
        ("What stops you from taking part?", "What stops people from taking part?"),
        ("你好吗?", "你好吗"),
    ],
)
def test_like_questions_are_found(one, other):
    assert alike(one, other) >= LEAST


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is your sex?", "What is your religion, if you have one?"),
        ("How old are you?", "How useful was the session?"),
        ("", "How are you?"),
        ("Why?", "What could be better?"),
    ],
)
def test_other_questions_are_not(one, other):
    assert alike(one, other) < LEAST


def test_a_question_of_small_words_alone_keeps_them():
    assert words("How are you?") == {"how", "are", "you"}


def test_hours_of_one_person_are_not_what_is_left_of_all_hours():
    times = [("Sessions", Asked(n, 60)) for n in range(30)]
    times += [("Surveys", Asked(n, 60)) for n in range(20)]
    times += [("Tasks", Asked(3, 600))]
    groups = ("Surveys", "Sessions", "Tasks", "Meetings")
    found = shares(times, groups, minimum=5, whole=True)
    assert [(one.people.value, one.hours) for one in found.groups][:3] == [
        (20, None),
        (30, 30),
        (None, None),
    ]
    times += [("Tasks", Asked(4, 60))] + [("Meetings", Asked(n, 60)) for n in (5, 6, 7)]
    found = shares(times, groups, minimum=5, whole=True)
    assert [one.hours for one in found.groups] == [20, 30, None, None]
