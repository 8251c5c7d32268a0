import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.methods.disclosure import intervals, protect_table
from alongside.methods.shown import Shown
from alongside.methods.tests.disclosure_attacker import attack_table

TRAP = [[30, 47, 64, 89], [90, 124, 5, 31], [92, 100, 59, 85], [800, 991, 651, 685]]
# The cells wa wb wc xa xc yb yd zb zd of the trap: they look well covered.
TRAP_HIDDEN = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 2), (2, 1), (2, 3), (3, 1), (3, 3)]


def values(protected):
    return [[cell.value for cell in row] for row in protected.counts]


def totals(counts):
    return [sum(row) for row in counts], [sum(column) for column in zip(*counts, strict=True)]


@st.composite
def tables(draw, most=5):
    minimum = draw(st.sampled_from([2, 3, 5, 10]))
    cell = st.one_of(st.integers(0, minimum - 1), st.just(0), st.integers(minimum, 10 * minimum))
    width = draw(st.integers(1, most))
    row = st.lists(cell, min_size=width, max_size=width)
    return draw(st.lists(row, min_size=1, max_size=most)), minimum


def random_table(rng, minimum):
    width = rng.randint(2, 7)
    return [
        [
            rng.randrange(minimum) if rng.random() < 0.5 else rng.randint(minimum, 10 * minimum)
            for _ in range(width)
        ]
        for _ in range(rng.randint(2, 7))
    ]


@settings(max_examples=60, deadline=None)
@given(tables())
def test_an_attacker_never_narrows_a_small_count(table):
    counts, minimum = table
    reader, _ = attack_table(counts, protect_table(counts, minimum=minimum), minimum)
    assert reader.narrowed() == []


@settings(max_examples=40, deadline=None)
@given(tables(most=4))
def test_the_intervals_are_all_an_attacker_can_find(table):
    counts, minimum = table
    protected = protect_table(counts, minimum=minimum)
    reader, cells = attack_table(counts, protected, minimum)
    found = [
        (row, column, *(None if end is None else round(end) for end in reader.bounds(number)))
        for row, line in enumerate(cells)
        for column, number in enumerate(line)
        if protected.counts[row][column].hidden
    ]
    assert [(i.row, i.column, i.low, i.high) for i in protected.intervals()] == found


def test_the_known_trap_gives_a_cell_away_and_the_audit_sees_it():
    rows, columns = totals(TRAP)
    shown = [
        [None if (i, j) in TRAP_HIDDEN else cell for j, cell in enumerate(row)]
        for i, row in enumerate(TRAP)
    ]
    found = {
        (interval.row, interval.column): (interval.low, interval.high)
        for interval in intervals(shown, row_totals=rows, column_totals=columns, total=sum(rows))
    }
    assert found[0, 1] == (47, 47)
    assert found[1, 2] == (0, 69)


@pytest.mark.parametrize("minimum", [6, 10, 31, 40, 48, 60, 65, 90, 100, 125])
def test_the_trap_is_never_published(minimum):
    protected = protect_table(TRAP, minimum=minimum)
    assert attack_table(TRAP, protected, minimum)[0].narrowed() == []
    hidden = [(i, j) for i, row in enumerate(values(protected)) for j in range(4) if row[j] is None]
    assert hidden != TRAP_HIDDEN


def test_half_and_more_of_what_may_be_shown_is_shown():
    rng = random.Random(20)
    kept = worth = 0
    for _ in range(200):
        minimum = rng.choice([3, 5, 10])
        counts = random_table(rng, minimum)
        for row, shown in zip(counts, protect_table(counts, minimum=minimum).counts, strict=True):
            for count, cell in zip(row, shown, strict=True):
                worth += not 0 < count < minimum
                kept += not 0 < count < minimum and not cell.hidden
    assert kept / worth > 0.7


def test_totals_stay_where_the_cells_can_carry_it():
    protected = protect_table([[12, 3, 20], [15, 18, 4], [30, 25, 14]], minimum=5)
    assert [total.value for total in protected.row_totals] == [35, 37, 69]
    assert [total.value for total in protected.column_totals] == [57, 46, 38]
    assert protected.total == Shown(141)


def test_totals_go_where_more_than_half_of_the_cells_would():
    protected = protect_table([[3, 40], [50, 60]], minimum=5)
    assert values(protected) == [[None, 40], [50, 60]]
    assert [total.value for total in protected.row_totals] == [None, 110]
    assert [total.value for total in protected.column_totals] == [None, 100]
    assert protected.total.hidden


def test_a_small_total_is_hidden_like_a_small_count():
    protected = protect_table([[1, 2], [30, 40]], minimum=5)
    assert protected.row_totals[0].hidden
    assert attack_table([[1, 2], [30, 40]], protected, 5)[0].narrowed() == []


@pytest.mark.parametrize("column", [[25, 0, 0], [3, 0, 1]])
def test_a_group_that_is_small_or_of_one_mind_is_withheld_whole(column):
    counts = [[column[0], 12, 20], [column[1], 15, 18], [column[2], 30, 26]]
    for table in (counts, [list(row) for row in zip(*counts, strict=True)]):
        protected = protect_table(table, minimum=5)
        lines = (
            list(zip(*protected.counts, strict=True)) if table is counts else protected.counts,
            protected.column_totals if table is counts else protected.row_totals,
        )
        assert all(cell.hidden for cell in lines[0][0])
        assert lines[1][0].hidden
        reader, cells = attack_table(table, protected, 5)
        for place in (1, 2):
            number = cells[place][0] if table is counts else cells[0][place]
            low, high = reader.bounds(number)
            assert low == 0
            assert high is None or high >= 4


def test_how_many_are_in_a_group_of_one_mind_is_not_to_be_found():
    counts = [[0, 13], [34, 53]]
    protected = protect_table(counts, minimum=10)
    reader, cells = attack_table(counts, protected, 10)
    low, high = reader.bounds(cells[1][0])
    assert high is None or high - low >= 10
    assert protected.column_totals[0].hidden


def test_nobody_in_a_group_is_no_secret():
    protected = protect_table([[0, 12, 20], [0, 15, 18]], minimum=5)
    assert values(protected) == [[0, 12, 20], [0, 15, 18]]


@given(tables())
@settings(max_examples=20, deadline=None)
def test_minimum_1_withholds_nothing(table):
    counts, _ = table
    protected = protect_table(counts, minimum=1)
    assert values(protected) == counts
    assert not any(t.hidden for t in (*protected.row_totals, *protected.column_totals))
    assert protected.total == Shown(sum(map(sum, counts)))


def test_the_same_table_hides_the_same_cells():
    rng = random.Random(4)
    for _ in range(10):
        counts = random_table(rng, 10)
        assert protect_table(counts, minimum=10) == protect_table(counts, minimum=10)


def test_every_withheld_number_gives_the_same_reason():
    protected = protect_table(TRAP, minimum=48)
    assert len({cell.reason for row in protected.counts for cell in row if cell.hidden}) == 1


def test_numbers_that_no_table_fits_are_refused():
    with pytest.raises(ValueError, match="no table of counts fits"):
        intervals([[None, None]], row_totals=[3], column_totals=[2, 2], total=4)


def test_a_number_without_totals_has_no_upper_bound():
    (found,) = intervals([[None, 4]], row_totals=[None], column_totals=[None, 4], total=None)
    assert (found.low, found.high) == (0, None)


@pytest.mark.parametrize("counts", [[], [[]], [[1, 2], [3]], [[1, -2]]])
def test_what_is_no_table_is_refused(counts):
    with pytest.raises(ValueError, match=r"a table needs|below 0"):
        protect_table(counts, minimum=5)
