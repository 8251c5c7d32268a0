"""Nobody's own sum can be worked out of sums of money."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.methods.disclosure.sums import (
    Share,
    columns_of,
    people_in,
    protect_sums,
    rows_of_enough,
)

APART = {"paid": "Paid", "waits": "To pay", "not": "Not taken"}
TAKEN = {"paid": "Taken", "waits": "Taken", "not": "Not taken"}
WHOLE = dict.fromkeys(APART, "Offered")


def shares(*rows):
    """Return a share of £10 for each (row, column, people)."""
    numbers = iter(range(10_000))
    return [
        Share(next(numbers), row, column, 1000) for row, column, many in rows for _ in range(many)
    ]


def test_a_month_of_a_few_stands_with_others():
    found = protect_sums(
        shares(("1", "paid", 9), ("2", "paid", 7), ("3", "paid", 2)),
        columns={"paid": "Paid"},
        minimum=5,
        rest="Other",
    )
    assert found.rows == ("1", "Other")
    assert [total.value for total in found.row_totals] == [9000, 9000]


def test_of_too_few_nothing_is_shown():
    found = protect_sums(
        shares(("1", "paid", 3)), columns={"paid": "Paid"}, minimum=5, rest="Other"
    )
    assert (found.rows, found.total.hidden) == ((), True)


def test_of_nothing_it_is_nothing():
    found = protect_sums([], columns={"paid": "Paid"}, minimum=5, rest="Other")
    assert found.total.value == 0


def test_one_who_has_not_been_paid_is_not_found_by_taking_away():
    table = shares(("1", "paid", 9), ("1", "waits", 1), ("2", "paid", 8), ("2", "waits", 7))
    found = protect_sums(table, columns=APART, minimum=5, rest="Other")
    waits = [row[1] for row in found.cells]
    assert waits[0].hidden
    assert found.row_totals[0].hidden or found.cells[0][0].hidden
    assert found.column_totals[1].hidden or waits[1].hidden


def test_columns_of_a_few_people_are_put_together():
    few_wait = shares(("1", "paid", 9), ("1", "waits", 2), ("1", "not", 6))
    assert columns_of(few_wait, [APART, TAKEN, WHOLE], 5) == TAKEN
    few_not = shares(("1", "paid", 9), ("1", "not", 2))
    assert columns_of(few_not, [APART, TAKEN, WHOLE], 5) == WHOLE
    assert columns_of(shares(("1", "paid", 2)), [APART, TAKEN, WHOLE], 5) is None


def test_one_person_many_times_is_one_person():
    again = [Share(1, str(month), "paid", 1000) for month in range(9)]
    assert columns_of(again, [APART], 5) is None
    assert rows_of_enough(again, 5, "Other") == []


@given(
    st.lists(
        st.tuples(st.integers(0, 14), st.sampled_from("abc"), st.sampled_from(list(APART))),
        max_size=60,
    )
)
def test_whatever_is_shown_is_of_enough_people(drawn):
    table = [Share(person, row, column, 500) for person, row, column in drawn]
    way = columns_of(table, [APART, TAKEN, WHOLE], 5)
    if way is None:
        assert people_in(table) < 5
        return
    found = protect_sums(table, columns=way, minimum=5, rest="z")
    rows = dict(rows_of_enough(table, 5, "z"))
    for (place, name), (at, column) in product(enumerate(found.rows), enumerate(found.columns)):
        cell = [one for one in rows[name] if way[one.column] == column]
        shown = found.cells[place][at]
        if not shown.hidden:
            assert people_in(cell) == 0 or people_in(cell) >= 5
            assert shown.value == sum(one.amount for one in cell)
    for place, name in enumerate(found.rows):
        one = [cell for cell in (*found.cells[place], found.row_totals[place]) if cell.hidden]
        assert len(one) != 1
        assert people_in(rows[name]) >= 5


@pytest.mark.parametrize("minimum", [5, 10])
def test_all_alike_is_shown(minimum):
    found = protect_sums(
        shares(("1", "paid", 12), ("2", "paid", 15)), columns=APART, minimum=minimum, rest="Other"
    )
    assert [cell.value for cell in found.cells[0]] == [12_000, 0, 0]
    assert found.open_totals
