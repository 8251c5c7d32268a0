"""What a room sees of its answers: each number and day, both times in the same bands, and words
where nobody answered."""

import re

import pytest

from alongside.live import results

NUMBER = {"type": "number", "name": "years", "label": {"en": "For how many years?"}}
DAY = {"type": "date", "name": "day", "label": {"en": "When shall we meet?"}}


def numbers(*values):
    return [{"value": value} for value in values]


def rows(question, *askings):
    """Return the rows of the results as a reader finds them, without tags."""
    found = re.findall(r"<tr[^>]*>(.*?)</tr>", results.html(question, askings, ""), re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in found][1:]


def test_a_room_sees_each_number_that_was_given():
    assert rows(NUMBER, numbers(2, 5, 2)) == ["2 2 of 3", "5 1 of 3"]


def test_a_room_sees_each_day_that_was_given():
    days = [{"date": "2026-03-09"}, {"date": "2026-03-02"}, {"date": "2026-03-09"}]
    assert rows(DAY, days) == ["2 March 2026 1 of 3", "9 March 2026 2 of 3"]


def test_of_many_numbers_a_room_sees_bands():
    assert rows(NUMBER, numbers(*range(30)))[0] == "Under 5 5 of 30 (17 %)"


def test_numbers_of_both_times_stand_beside_each_other():
    assert rows(NUMBER, numbers(2, 2, 7), numbers(7)) == [
        "2 First 2 of 3 Again 0 of 1",
        "7 First 1 of 3 Again 1 of 1",
    ]


@pytest.mark.parametrize(("first", "again"), [(range(30), [3]), ([3], range(30))])
def test_many_numbers_of_both_times_are_counted_in_the_same_bands(first, again):
    found = rows(NUMBER, numbers(*first), numbers(*again))
    assert len(found) == 6
    assert re.match(r"Under 5 First [15] of \d+ .*Again [15] of \d+", found[0])


@pytest.mark.parametrize("question", [NUMBER, DAY])
def test_where_nobody_answered_it_says_so(question):
    shown = results.html(question, [[]], "")
    assert "Nobody has answered." in shown
    assert "<table" not in shown
