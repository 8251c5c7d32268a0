"""The middle answer: it is the middle, and beside a report it gives no small number away."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.methods.disclosure import Tally, protect_report
from alongside.methods.middle import middle


def lower_median(counts):
    answers = [place for place, count in enumerate(counts, start=1) for _ in range(count)]
    return answers[(len(answers) - 1) // 2]


@given(st.lists(st.integers(0, 9), min_size=7, max_size=7), st.integers(2, 9))
@settings(max_examples=60)
def test_it_is_the_middle_or_nothing(counts, minimum):
    found = middle(counts, minimum=minimum)
    if found is not None:
        assert found == lower_median(counts)
        assert min(sum(counts[:found]), sum(counts[found - 1 :])) >= minimum


def left_open(counts, found, minimum):
    """Return what each hidden small count can still be, by everything that is shown."""
    tally = Tally("", tuple(map(str, range(len(counts)))), tuple(counts), sum(counts))
    (shown,) = protect_report([tally], responses=sum(counts), minimum=minimum)
    known = [number.value for number in shown.counts]
    hidden = [place for place, value in enumerate(known) if value is None]
    rest = sum(counts) - sum(value or 0 for value in known)
    fits: dict[int, set[int]] = {place: set() for place in hidden}
    for values in product(range(rest + 1), repeat=len(hidden)):
        if sum(values) != rest:
            continue
        whole = [value or 0 for value in known]
        for place, value in zip(hidden, values, strict=True):
            whole[place] = value
        if lower_median(whole) == found:
            for place, value in zip(hidden, values, strict=True):
                fits[place].add(value)
    return {place: fits[place] for place in hidden if 0 < counts[place] < minimum}


@given(st.lists(st.integers(0, 6), min_size=4, max_size=4))
@settings(max_examples=150)
def test_no_small_number_is_narrowed_by_it(counts):
    found = middle(counts, minimum=3)
    if found is not None:
        assert all({0, 2} <= could for could in left_open(counts, found, 3).values())


@pytest.mark.parametrize(
    "counts",
    [
        [0, 0, 0, 4, 0, 0, 0],  # too few
        [0, 0, 0, 6, 0, 0, 0],  # it would say what each of six people said
        [0, 0, 1, 1, 2, 1, 0],  # half of them are too few
        [0, 0, 0, 2, 4, 5, 0],  # it would say that somebody chose the fifth
    ],
)
def test_nothing_is_said_of_a_few(counts):
    assert middle(counts, minimum=5) is None


def test_of_an_even_number_it_is_the_lower_of_two():
    assert middle([0, 0, 0, 6, 0, 6, 0], minimum=5) == 4


def test_what_many_agree_on_is_shown():
    assert middle([0, 0, 0, 0, 12, 0, 0], minimum=5) == 5
