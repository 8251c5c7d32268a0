"""The worked example of docs/methods/measures.md."""

from datetime import date

from alongside.methods.answering import Waits, agreement, median


def test_the_worked_example_of_the_method():
    waits = Waits()
    day = date(2026, 3, 1)
    for waited, many in ((7, 2), (21, 1), (None, 1)):
        waits.add(waited, many, day)
    assert (waits.answered, waits.all, median(waits.days), waits.oldest) == (3, 4, 7, day)


def test_who_came_after_the_last_whole_step_waits_to_be_counted():
    shown = agreement(["yes"] * 6 + ["no"] * 7, 5)
    assert [one.value for one in shown] == [None, None, None, 10]


def test_several_are_one_by_adding_them():
    one, other = Waits(), Waits()
    one.add(3, 1, None)
    other.add(None, 2, date(2026, 2, 1))
    other.add(3, 1, None)
    whole = one + other
    assert (whole.days[3], whole.waiting, whole.oldest) == (2, 2, date(2026, 2, 1))
