import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import wilcoxon

from alongside.methods.paired import (
    chance_in_words,
    cliffs_delta,
    compare,
    in_words,
    size_of_delta,
)

BEFORE = [2, 2, 3, 1, 2, 3, 2, 4, 2, 3]
AFTER = [4, 3, 4, 3, 4, 4, 2, 4, 4, 5]


def test_the_known_example():
    change = compare(BEFORE, AFTER)
    assert (change.improved, change.same, change.worse) == (8, 2, 0)
    assert (change.w_plus, change.w_minus) == (36, 0)
    assert (change.p_value, change.exact) == (0.0078125, True)
    assert (change.rank_biserial, change.dominance) == (1.0, 0.8)
    assert (change.mean_before, change.mean_after) == (2.4, 3.7)
    assert round(cliffs_delta(BEFORE, AFTER), 2) == 0.71


likert = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=11)


@settings(max_examples=60)
@given(likert)
def test_exact_p_is_that_of_every_way_the_signs_could_fall(pairs):
    change = compare(*zip(*pairs, strict=True))
    sizes = sorted(abs(now - then) for then, now in pairs if now != then)
    ranks = [
        sum(i + 1 for i, s in enumerate(sizes) if s == size) / sizes.count(size) for size in sizes
    ]
    middle = sum(ranks) / 2
    away = abs(change.w_plus - middle)
    sums = [
        sum(rank for rank, up in zip(ranks, signs, strict=True) if up)
        for signs in itertools.product((False, True), repeat=len(ranks))
    ]
    assert change.p_value == pytest.approx(sum(abs(s - middle) >= away for s in sums) / len(sums))


@settings(max_examples=60)
@given(st.sets(st.integers(1, 500), min_size=1, max_size=20), st.randoms(use_true_random=False))
def test_exact_p_agrees_with_scipy_without_ties(sizes, random):
    after = [size * random.choice((1, -1)) for size in sizes]
    change = compare([0] * len(after), after)
    theirs = wilcoxon(after, method="exact")
    assert change.p_value == pytest.approx(theirs.pvalue)
    assert min(change.w_plus, change.w_minus) == theirs.statistic


@settings(max_examples=60)
@given(st.lists(st.integers(-4, 4).filter(bool), min_size=21, max_size=80), st.integers(0, 5))
def test_above_20_people_p_agrees_with_scipy_corrected_for_ties_and_continuity(moves, zeros):
    after = [*moves, *[0] * zeros]
    change = compare([0] * len(after), after)
    theirs = wilcoxon(moves, method="asymptotic", correction=True)
    assert (change.exact, change.same) == (False, zeros)
    assert change.p_value == pytest.approx(min(1.0, theirs.pvalue))


@given(likert)
def test_turning_time_round_turns_the_effect_round(pairs):
    before, after = zip(*pairs, strict=True)
    there, back = compare(before, after), compare(after, before)
    assert (there.improved, there.worse) == (back.worse, back.improved)
    assert there.rank_biserial == -back.rank_biserial
    assert there.p_value == pytest.approx(back.p_value)
    assert there.improved + there.same + there.worse == there.pairs


@given(likert)
def test_cliffs_delta_counts_every_couple(pairs):
    first, second = zip(*pairs, strict=True)
    couples = [(x, y) for x in first for y in second]
    expected = sum((y > x) - (y < x) for x, y in couples) / len(couples)
    assert cliffs_delta(first, second) == pytest.approx(expected)


def test_nobody_moved():
    change = compare([3, 3], [3, 3])
    assert (change.same, change.p_value, change.rank_biserial) == (2, 1.0, 0.0)


def test_decimals_that_are_the_same_step_tie():
    assert compare([0.1, 0.2, 5], [0.3, 0.4, 4.8]).w_plus == 4.0


def test_what_cannot_be_compared_is_refused():
    with pytest.raises(ValueError, match="2 answers before but 1 after"):
        compare([1, 2], [3])
    with pytest.raises(ValueError, match="no pairs"):
        compare([], [])
    with pytest.raises(ValueError, match="needs somebody"):
        cliffs_delta([], [1])


@pytest.mark.parametrize(
    ("delta", "word"),
    [
        (0.146, "negligible"),
        (-0.147, "small"),
        (0.33, "medium"),
        (0.473, "medium"),
        (0.474, "large"),
    ],
)
def test_sizes_of_delta(delta, word):
    assert size_of_delta(delta) == word


def test_words_speak_of_chance_only_for_10_people_or_more():
    assert in_words(compare(BEFORE[:9], AFTER[:9])) == (
        "Of 9 people, 7 went up, 2 stayed the same and nobody went down."
    )
    assert in_words(compare(BEFORE, AFTER)).endswith("seldom look like this: 1 time in 128.")
    assert chance_in_words(0.0004).endswith("less than 1 time in 1,000.")
    assert chance_in_words(0.06).startswith("Chance alone could well look like this")


def test_the_worked_example_of_the_page_is_what_the_code_gives():
    page = (Path(__file__).parents[4] / "docs/methods/paired.md").read_text()
    before, after = (
        [int(number) for number in re.search(rf"^\| {word} \|(.*)\|$", page, re.M)[1].split("|")]
        for word in ("before", "now")
    )
    change = compare(before, after)
    said = dict(re.findall(r"^- ([^:]+): \*\*(.+)\*\*$", page, re.M))
    assert said == {
        "went up, stayed, went down": f"{change.improved}, {change.same}, {change.worse}",
        "W+ and W−": f"{change.w_plus:g} and {change.w_minus:g}",
        "p, two-sided and exact": f"{change.p_value}",
        "rank-biserial": f"{change.rank_biserial:.3f}",
        "dominance within pairs": f"{change.dominance}",
        "Cliff's delta, unpaired": f"{cliffs_delta(before, after)}",
    }
    assert in_words(change) in " ".join(page.split())
