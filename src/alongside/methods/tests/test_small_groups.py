"""Small groups are even, mixed and fair."""

from collections import Counter
from dataclasses import dataclass
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from alongside.methods import small_groups
from alongside.methods.small_groups import at_random, how_many, mixed, to_even_out


@dataclass(frozen=True)
class Somebody:
    number: int
    role: str = ""
    team: str = ""


people = st.lists(
    st.tuples(st.sampled_from(["", "carer", "staff"]), st.sampled_from(["", "A", "B", "C"])),
    max_size=40,
).map(lambda rows: [Somebody(number, *row) for number, row in enumerate(rows)])


def even(counts):
    return max(counts) - min(counts) <= 1


@given(people, st.integers(2, 8), st.integers(0, 99))
def test_everybody_is_in_one_group_and_sizes_differ_by_one_at_most(everybody, size, seed):
    for split in (at_random, mixed):
        groups = split(everybody, how_many(len(everybody), size), Random(seed))
        assert sorted(one.number for group in groups for one in group) == list(
            range(len(everybody))
        )
        assert even([len(group) for group in groups])
        assert all(len(group) <= size for group in groups)


@given(people, st.integers(2, 8), st.integers(0, 99))
def test_a_mix_spreads_every_role_evenly(everybody, size, seed):
    groups = mixed(everybody, how_many(len(everybody), size), Random(seed))
    for role in {one.role for one in everybody}:
        assert even([sum(one.role == role for one in group) for group in groups])


def together(groups):
    """How many pairs of people of one team sit together."""
    found = (Counter(one.team for one in group if one.team) for group in groups)
    return sum(number * (number - 1) // 2 for teams in found for number in teams.values())


def test_a_mix_keeps_people_of_one_team_apart():
    """Four teams of three, each with a carer and two staff: four groups of three can do it."""
    everybody = [
        Somebody(number, role, team)
        for number, (team, role) in enumerate(
            (team, role) for team in "ABCD" for role in ("carer", "staff", "staff")
        )
    ]
    for seed in range(30):
        assert together(mixed(everybody, 4, Random(seed))) == 0
        assert together([everybody[at : at + 3] for at in range(0, 12, 3)]) == 12


def test_every_two_people_can_sit_together():
    pairs = set()
    for seed in range(60):
        for group in at_random([Somebody(number) for number in range(6)], 3, Random(seed)):
            pairs |= {frozenset((one.number, two.number)) for one in group for two in group}
    assert sum(len(pair) == 2 for pair in pairs) == 15


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 9), min_size=1))
def test_moving_one_at_a_time_ends_with_even_groups(sizes):
    everybody = sum(sizes.values())
    while (move := to_even_out(sizes)) is not None:
        sizes[move[0]] -= 1
        sizes[move[1]] += 1
    assert even(list(sizes.values()))
    assert sum(sizes.values()) == everybody
    assert small_groups.to_even_out({}) is None
