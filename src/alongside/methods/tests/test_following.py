"""What is said of a change follows from the numbers shown: a reader who writes down every table
that fits them knows no more with it than without."""

import random
from functools import cache
from itertools import combinations

import numpy as np
import pytest

from alongside.methods.disclosure import Pair, protect_report
from alongside.methods.disclosure.protected import ProtectedPair
from alongside.methods.findings import NOT_TESTED, change_finding
from alongside.methods.following import following
from alongside.methods.paired import compare
from alongside.methods.shown import Shown

STEPS = 3
MINIMUM = 3


@cache
def tables(people: int) -> np.ndarray:
    """Return every table of three steps by three for so many people, a row each."""
    bars = np.array(list(combinations(range(people + STEPS**2 - 1), STEPS**2 - 1)))
    ends = np.full((len(bars), 1), people + STEPS**2 - 1)
    edges = np.hstack([np.full((len(bars), 1), -1), bars, ends])
    return (np.diff(edges, axis=1) - 1).reshape(-1, STEPS, STEPS)


def sums(every: np.ndarray) -> dict[str, np.ndarray]:
    """Return all that could be shown of tables, by name."""
    same = np.trace(every, axis1=1, axis2=2)
    improved = sum(every[:, i, i + 1 :].sum(axis=1) for i in range(STEPS))
    return {
        **{f"before {i}": every[:, i, :].sum(axis=1) for i in range(STEPS)},
        **{f"now {i}": every[:, :, i].sum(axis=1) for i in range(STEPS)},
        "improved": improved,
        "same": same,
        "worse": every.sum(axis=(1, 2)) - same - improved,
    }


def shown_of(pair: ProtectedPair) -> dict[str, Shown]:
    return {
        **{f"before {i}": number for i, number in enumerate(pair.before)},
        **{f"now {i}": number for i, number in enumerate(pair.now)},
        "improved": pair.improved,
        "same": pair.same,
        "worse": pair.worse,
    }


def fitting(pair: ProtectedPair) -> np.ndarray:
    """Return every table that fits what is shown."""
    every = tables(pair.pairs.value)
    known = sums(every)
    fits = np.ones(len(every), bool)
    for name, number in shown_of(pair).items():
        if not number.hidden:
            fits &= known[name] == number.value
    return every[fits]


@cache
def effect_and_chance(table: tuple[tuple[int, ...], ...]) -> tuple[float, float]:
    both = [(i, j) for i, row in enumerate(table) for j, n in enumerate(row) for _ in range(n)]
    found = compare(*zip(*both, strict=True))
    return found.rank_biserial, found.p_value


def found_in(every: np.ndarray) -> np.ndarray:
    return np.array([effect_and_chance(tuple(map(tuple, table))) for table in every.tolist()])


def narrowed(every: np.ndarray, true: np.ndarray) -> list[tuple[int, int, int]]:
    """Return the small numbers of which these tables leave less open than is allowed."""
    cells = {f"cell {i} {j}": every[:, i, j] for i in range(STEPS) for j in range(STEPS)}
    truth = {f"cell {i} {j}": true[i, j] for i in range(STEPS) for j in range(STEPS)}
    truth |= {name: number[0] for name, number in sums(true[None]).items()}
    found = []
    for name, possible in (cells | sums(every)).items():
        low, high = possible.min(), possible.max()
        is_open = high - low >= MINIMUM or (low == 0 and high >= MINIMUM - 1)
        if 0 < truth[name] < MINIMUM and not is_open:
            found.append((truth[name], low, high))
    return found


def drawn(dice: random.Random) -> Pair:
    """Return a table of 10 to 12 people, most of whom moved up."""
    people, steps = dice.randint(10, 12), dice.choice([[0, 1, 1, 2], [-1, 0, 1, 1], [0, 1, -1, -2]])
    joint = np.zeros((STEPS, STEPS), int)
    for _ in range(people):
        before = dice.randrange(STEPS)
        joint[before, min(STEPS - 1, max(0, before + dice.choice(steps)))] += 1
    return Pair("sure", ("no", "a bit", "yes"), tuple(map(tuple, joint.tolist())))


@pytest.mark.parametrize("seed", range(40))
def test_every_table_that_fits_what_is_shown_fits_what_is_said_as_well(seed):
    pair = drawn(random.Random(seed))
    people = sum(map(sum, pair.joint))
    (shown,) = protect_report([pair], responses=people, minimum=MINIMUM)
    if shown.pairs.hidden:
        return
    every, found = fitting(shown), following(shown)
    assert narrowed(every, np.array(pair.joint)) == []
    if found is None:
        return
    effects, chances = found_in(every).T
    assert found.low - 1e-9 <= effects.min() <= effects.max() <= found.high + 1e-9
    assert found.least - 1e-9 <= chances.min() <= chances.max() <= found.most + 1e-9


@pytest.mark.parametrize("seed", range(40))
def test_a_test_that_is_shown_as_it_is_leaves_every_small_number_open(seed):
    pair = drawn(random.Random(seed))
    people = sum(map(sum, pair.joint))
    (shown,) = protect_report([pair], responses=people, minimum=MINIMUM)
    if not shown.testable:
        return
    every = fitting(shown)
    same = np.isclose(found_in(every), effect_and_chance(pair.joint)).all(axis=1)
    assert narrowed(every[same], np.array(pair.joint)) == []


def said(joint, minimum=5):
    pair = Pair("sure", tuple(map(str, range(len(joint)))), joint)
    (shown,) = protect_report([pair], responses=sum(map(sum, joint)), minimum=minimum)
    return change_finding(shown, None).note


FIVE_STEPS = (
    (3, 5, 3, 0, 0),
    (0, 4, 5, 3, 0),
    (0, 0, 2, 4, 3),
    (0, 0, 0, 4, 5),
    (0, 0, 0, 0, 2),
)


def test_where_nobody_went_down_the_test_is_known_although_counts_are_hidden():
    assert said(FIVE_STEPS) == (
        "28 more people answered higher than lower, of 43 (dominance within pairs 0.65). If "
        "nothing had really changed, chance alone would look like this less than 1 time in 1,000. "
        "Size of the change (rank-biserial): a large one, 1.00. At 1 all who moved answered higher "
        "now, at −1 lower."
    )


def test_where_it_would_take_numbers_that_are_hidden_it_is_not_said():
    assert said(((2, 2, 1), (3, 2, 1), (1, 1, 2))) == NOT_TESTED


def test_a_balanced_change_and_one_downwards():
    down = tuple(zip(*FIVE_STEPS, strict=True))
    assert (
        "28 more people answered lower than higher, of 43 (dominance within pairs −0.65)"
        in said(down)
    )
    assert "(rank-biserial): a large one, −1.00." in said(down)


def test_below_ten_people_nothing_is_said_of_chance():
    assert said(((4, 5), (0, 0)), minimum=3) == ""


def test_a_change_of_a_large_sample_is_said_with_bounds():
    note = said(((20, 40, 12), (8, 30, 45), (0, 9, 25)))
    assert note.startswith("80 more people answered higher than lower, of 189 ")
    assert "less than 1 time in 1,000" in note
    assert "Size of the change (rank-biserial): between 0.48 and 0.78." in note


def test_a_scale_of_eleven_steps_takes_no_time():
    dice = random.Random(2)
    joint = [[0] * 11 for _ in range(11)]
    for _ in range(60):
        before = dice.randrange(10)
        joint[before][min(10, max(0, before + dice.choice([-1, 0, 1, 2])))] += 1
    assert said(tuple(map(tuple, joint)))
