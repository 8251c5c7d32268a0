"""Response rates by team say of nobody whether they have answered."""

from hypothesis import given
from hypothesis import strategies as st

from alongside.methods.response_rates import TOGETHER, Team, may_show, response_rates, whole


def shown(*numbers, minimum=5):
    teams = [Team(chr(65 + place), *two) for place, two in enumerate(numbers)]
    return [(team.name, team.invited, team.answered) for team in response_rates(teams, minimum)]


def test_large_teams_stand_by_themselves_and_small_ones_together():
    assert shown((20, 12), (30, 30), (3, 1), (4, 2)) == [
        ("A", 20, 12),
        ("B", 30, 30),
        (TOGETHER, 7, 3),
    ]


def test_one_small_team_takes_the_next_smallest_with_it():
    """Shown alone beside the whole, it could be worked out."""
    assert shown((20, 12), (30, 10), (3, 3)) == [("B", 30, 10), (TOGETHER, 23, 15)]


def test_everybody_or_nobody_of_a_small_team_is_not_said():
    assert shown((20, 12), (6, 6), (7, 0)) == [("A", 20, 12), (TOGETHER, 13, 6)]
    assert shown((40, 40), (60, 0)) == [("A", 40, 40), ("B", 60, 0)]


def test_to_be_left_out_does_not_say_that_everybody_or_nobody_has_answered():
    """The day before both stood by themselves, so whoever is missing now was 5 of 6 or 3 of 7."""
    large, tiny = (20, 12), (3, 2)
    assert shown(large, (6, 6), (7, 3), tiny) == [("A", 20, 12), (TOGETHER, 16, 11)]
    assert shown(large, (6, 5), (7, 0), tiny) == [("A", 20, 12), (TOGETHER, 16, 7)]


def test_small_teams_stand_and_fall_in_twos_by_size():
    mixed = [(5, 2), (6, 2), (7, 2), (8, 2), (9, 2)]
    assert len(shown(*mixed)) == 5
    assert [name for name, *_ in shown((5, 5), *mixed[1:])] == ["C", "D", "E", TOGETHER]
    assert [name for name, *_ in shown(*mixed[:4], (9, 9))] == ["A", "B", TOGETHER]


def test_one_small_team_alone_is_never_by_itself():
    assert shown((20, 12), (30, 10), (6, 3)) == [("B", 30, 10), (TOGETHER, 26, 15)]


def test_too_few_altogether_is_nothing():
    assert shown((2, 1), (2, 1)) == []
    assert shown((4, 2)) == []
    assert shown((6, 6)) == []
    assert shown() == []
    assert shown((0, 0), (20, 3)) == [("B", 20, 3)]


teams = st.lists(
    st.integers(0, 30).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))), max_size=12
).map(lambda rows: [Team(str(place), *row) for place, row in enumerate(rows)])


@given(teams, st.integers(5, 12))
def test_what_is_shown_adds_up_and_each_part_may_be_shown(every, minimum):
    found = response_rates(every, minimum)
    assert all(may_show(team, minimum) for team in found)
    together = [team for team in found if team.name == TOGETHER]
    assert all(team.teams > 1 for team in together)
    if found:
        asked = [team for team in every if team.invited]
        assert whole(found) == whole(asked)
