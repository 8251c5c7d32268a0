"""The worked example of docs/methods/measures.md."""

from collections import Counter
from datetime import date

from alongside.methods.answering import SaidBack, Waits, agreement, median


def said_back(says, start=0):
    """Everything that people said back, in the order in which they did."""
    return SaidBack(Counter(says), list(enumerate(says, start)))


def test_the_worked_example_of_the_method():
    waits = Waits()
    day = date(2026, 3, 1)
    for waited, many in ((7, 2), (21, 1), (None, 1)):
        waits.add(waited, many, day)
    assert (waits.answered, waits.all, median(waits.days), waits.oldest) == (3, 4, 7, day)


def test_who_came_after_the_last_whole_step_waits_to_be_counted():
    shown = agreement(said_back(["yes"] * 6 + ["no"] * 7), 5)
    assert [one.value for one in shown] == [None, None, None, 10]


def test_several_are_one_by_adding_them():
    one, other = Waits(), Waits()
    one.add(3, 1, None)
    other.add(None, 2, date(2026, 2, 1))
    other.add(3, 1, None)
    whole = one + other
    assert (whole.days[3], whole.waiting, whole.oldest) == (2, 2, date(2026, 2, 1))


def test_of_several_projects_the_newest_wait_wherever_they_are():
    early, late = said_back(["yes"] * 7), said_back(["no"] * 7, 100)
    shown = [one.value for one in agreement(early + late, 5)]
    assert shown == [None, None, None, 10]
    between = SaidBack(Counter({"yes": 1}), [(200, "yes")])
    one_more = agreement(early + between + late, 5)
    assert [one.value for one in one_more] == [8, 0, 7, 15]
    assert [one.value for one in agreement(late + early, 5)] == shown


def test_the_answer_that_came_last_changes_nothing_that_is_shown():
    steady = said_back(["yes", "no"] * 5)
    for newest in ("yes", "no"):
        of_another_project = SaidBack(Counter([newest]), [(100, newest)])
        for whole in (steady + of_another_project, of_another_project + steady):
            assert [one.value for one in agreement(whole, 5)] == [5, 0, 5, 10]
