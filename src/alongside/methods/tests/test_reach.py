"""Groups beside the area they live in."""

import pytest

from alongside.methods.disclosure import Tally, protect_report
from alongside.methods.disclosure.protected import ProtectedTally
from alongside.methods.reach import Says, reach

AREA = {"white": 600, "asian": 250, "black": 150}


def says(found):
    return {one.group: one.says for one in found.groups}


def test_only_the_range_says_that_a_group_is_fewer():
    found = reach(AREA, [("white", 70), ("asian", 20), ("black", 10)], 100)
    assert says(found) == {"white": Says.MORE, "asian": Says.ALIKE, "black": Says.ALIKE}
    assert found.base.value == 100
    more = reach(AREA, [("white", 700), ("asian", 200), ("black", 100)], 1000)
    assert says(more) == {"white": Says.MORE, "asian": Says.FEWER, "black": Says.FEWER}
    assert [one.group for one in more.missing] == ["asian", "black"]


def test_several_answers_stand_for_one_group_and_some_for_none():
    found = reach(AREA, [("white", 30), ("white", 30), ("asian", 40), ("", 9)], 109)
    assert found.base.value == 100
    assert [(one.group, one.people.value) for one in found.groups] == [("white", 60), ("asian", 40)]
    assert found.not_asked == ("black",)
    assert [round(one.area_share, 3) for one in found.groups] == [0.706, 0.294]


def test_a_withheld_answer_withholds_its_group_and_never_its_parts():
    found = reach(AREA, [("white", 55), ("asian", 20), ("asian", None), ("black", None)], 100)
    asian = found.groups[1]
    assert asian.people.hidden
    assert asian.likely is None
    assert found.base.value == 100
    assert asian.says == Says.OPEN


def test_the_most_a_withheld_group_can_be_may_still_say_that_it_is_missing():
    found = reach(AREA, [("white", 160), ("asian", None), ("black", None)], 170)
    assert says(found) == {"white": Says.MORE, "asian": Says.FEWER, "black": Says.FEWER}
    assert all(one.people.hidden for one in found.groups[1:])


def test_without_how_many_answered_nothing_is_said():
    found = reach(AREA, [("white", 90), ("asian", None), ("black", 10), ("", 4)], None)
    assert found.base.hidden
    assert set(says(found).values()) == {Says.OPEN}


def test_where_it_is_open_how_many_are_in_no_group_the_worst_case_decides():
    """21 people are in the withheld answers: asian, or none of the groups."""
    found = reach(AREA, [("white", 160), ("asian", None), ("black", 12), ("", None)], 193)
    assert found.base.hidden
    assert says(found) == {"white": Says.MORE, "asian": Says.FEWER, "black": Says.FEWER}
    assert [one.likely for one in found.groups] == [None] * 3
    open_ = reach(AREA, [("white", 60), ("asian", None), ("black", 12), ("", None)], 93)
    assert says(open_)["asian"] == Says.OPEN


def test_no_split_of_what_is_left_says_otherwise():
    """Every way to fill in what is withheld is said the same of, or nothing is."""
    for left in (0, 6, 13, 30):
        shown = [("white", 80), ("asian", None), ("black", 9), ("", None)]
        said = says(reach(AREA, shown, 89 + left))
        for asian in range(left + 1):
            filled = [("white", 80), ("asian", asian), ("black", 9), ("", left - asian)]
            true = says(reach(AREA, filled, 89 + left))
            assert all(said[group] in (Says.OPEN, true[group]) for group in AREA)


def test_of_few_people_nothing_is_said():
    found = reach(AREA, [("white", 9), ("asian", 0), ("black", 0)], 9)
    assert set(says(found).values()) == {Says.OPEN}
    assert reach(AREA, [("white", 0)], 0).groups[0].says == Says.OPEN


def test_an_area_without_people_is_refused():
    with pytest.raises(ValueError, match="nobody lives"):
        reach({"white": 0}, [("white", 5)], 5)


def test_all_that_is_said_follows_from_what_was_shown():
    """Worlds that look the same to a reader are told the same."""
    told = []
    for few in (6, 7, 8, 9):
        counts = (180, few, 15 - few, 30)
        tally = Tally("group", ("w", "a", "b", "no"), counts, sum(counts))
        (shown,) = protect_report([tally], responses=sum(counts), minimum=10)
        assert isinstance(shown, ProtectedTally)
        groups = ("white", "asian", "black", "")
        answers = list(zip(groups, [count.value for count in shown.counts], strict=True))
        told.append(reach(AREA, answers, shown.answered.value))
    assert [one.people.hidden for one in told[0].groups] == [False, True, True]
    assert says(told[0])["asian"] == Says.FEWER
    assert all(one == told[0] for one in told)
