from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from alongside.methods.intervals import (
    Interval,
    has_percent,
    in_words,
    margin,
    percent,
    share_in_words,
    wilson,
)


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        (46, 46, 92.3, 100.0),
        (43, 46, 82.5, 97.8),
        (38, 38, 90.8, 100.0),
        (35, 38, 79.2, 97.3),
        (9, 10, 59.6, 98.2),
        (5, 5, 56.6, 100.0),
        (0, 5, 0.0, 43.4),
        (28, 46, 46.5, 73.6),
        (12, 20, 38.7, 78.1),
        (60, 100, 50.2, 69.1),
    ],
)
def test_wilson_gives_the_known_ranges(count, n, low, high):
    interval = wilson(count, n)
    assert (round(interval.low * 100, 1), round(interval.high * 100, 1)) == (low, high)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_agrees_with_scipy(share):
    count, n = share
    ours = wilson(count, n)
    theirs = binomtest(count, n).proportion_ci(method="wilson")
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-6)
    assert 0 <= ours.low <= count / n <= ours.high <= 1


@pytest.mark.parametrize(("count", "n"), [(1, 0), (-1, 3), (4, 3)])
def test_wilson_refuses_what_is_no_share(count, n):
    with pytest.raises(ValueError, match="is not a share of people"):
        wilson(count, n)


def test_margin_shrinks_as_more_of_the_people_answer():
    large = margin(0.5, 356_715, 549_574)
    assert large == pytest.approx(1.959964 * (0.25 / 356_715 * 192_859 / 549_573) ** 0.5)
    assert margin(0.5, 50, 100) == pytest.approx(0.0985, abs=1e-4)
    assert margin(0.5, 100, 100) == 0
    with pytest.raises(ValueError, match="11 of 10 people is not a response"):
        margin(0.5, 11, 10)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.66, 0.90, "between 6 and 9 of every 10"),
        (0.69, 0.91, "between 7 and 9 of every 10"),
        (0.67, 0.93, "between 6 and 10 of every 10"),
        (0.49, 0.51, "about 5 of every 10"),
        (0.0, 0.09, "at most 1 of every 10"),
        (0.0, 0.43, "between 0 and 5 of every 10"),
        (0.92, 1.0, "at least 9 of every 10"),
    ],
)
def test_a_range_in_words_is_rounded_outwards(low, high, words):
    assert in_words(Interval(low, high)) == words


@given(st.floats(0, 1), st.floats(0, 1))
def test_words_are_never_narrower_than_the_range_by_more_than_two_points(one, other):
    low, high = sorted((one, other))
    numbers = [int(word) for word in in_words(Interval(low, high)).split() if word.isdigit()]
    said = numbers[:-1]
    first, last = (said[0], said[-1]) if len(said) == 2 else (said[0], said[0])
    words = in_words(Interval(low, high))
    first = 0 if words.startswith("at most") else first
    last = 10 if words.startswith("at least") else last
    assert first / 10 <= low + 0.021
    assert last / 10 >= high - 0.021


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "0 %"),
        (0.004, "less than 1 %"),
        (0.125, "13 %"),
        (0.996, "more than 99 %"),
        (1, "100 %"),
    ],
)
def test_percent_keeps_nearly_nobody_and_nearly_everybody_apart_from_0_and_100(share, words):
    assert percent(share).replace("\u00a0", " ") == words


def test_below_10_people_there_are_counts_and_words_only():
    assert (has_percent(9), has_percent(10)) == (False, True)
    assert share_in_words(7, 9) == "7 of 9 people"
    assert share_in_words(9, 10).replace("\u00a0", " ") == (
        "9 of 10 people (90 %, likely between 60 % and 98 %)"
    )


def test_the_worked_example_of_the_page_is_what_the_code_gives():
    page = (Path(__file__).parents[4] / "docs/methods/intervals.md").read_text()
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in page.splitlines()
        if line.startswith("| ") and line[2].isdigit()
    ]
    assert len(rows) == 6
    for said, share, likely, words in rows:
        count, n = (int(number) for number in said.split(" of "))
        interval = wilson(count, n)
        assert share == percent(count / n).replace("\u00a0", " ")
        assert likely == f"{interval.low * 100:.1f} % to {interval.high * 100:.1f} %"
        assert words == in_words(interval)
