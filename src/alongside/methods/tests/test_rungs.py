"""The rung that records show: the worked table of its page, and what must hold of any facts."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.methods import rungs

PAGE = (Path(__file__).parents[4] / "docs/methods/rungs.md").read_text()
COLUMNS = (*rungs.FACTS, "informed", "taught", "required")


def rows():
    table = PAGE.split("## Worked example")[1].split("## ")[0]
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in re.findall(r"^\|.*\|$", table, re.MULTILINE)
    ]
    return cells[2:]


def test_the_table_has_a_column_for_each_fact():
    assert {len(row) for row in rows()} == {len(COLUMNS) + 2}
    assert len(rows()) == 12


@pytest.mark.parametrize("row", rows(), ids="".join)
def test_every_row_of_the_page(row):
    told = dict(zip(COLUMNS, (cell == "y" for cell in row), strict=False))
    facts = {name: told.pop(name) for name in rungs.FACTS}
    found = rungs.shows(facts, **told)
    assert (str(found.rung or "none"), found.caps) == tuple(row[-2:])


facts = st.fixed_dictionaries(dict.fromkeys(rungs.FACTS, st.booleans()))


@given(facts, st.sampled_from(rungs.FACTS))
def test_one_more_fact_never_lowers_a_rung(so, name):
    before, after = rungs.shows(so), rungs.shows(so | {name: True})
    assert (after.rung or 0) >= (before.rung or 0)


@given(facts)
def test_the_facts_it_lacks_raise_it_and_fewer_do_not(so):
    found = rungs.shows(so)
    if not found.lacks:
        assert found.rung == 7
        return
    assert rungs.shows(so | dict.fromkeys(found.lacks, True)).rung >= found.to
    assert (rungs.shows(so | dict.fromkeys(found.lacks[1:], True)).rung or 0) < found.to


@given(facts, st.integers(4, 7))
def test_a_rung_is_reached_where_nothing_is_missing_for_it(so, rung):
    assert ((rungs.shows(so).rung or 0) >= rung) == (rungs.missing_for(rung, so) == ())


@given(st.sampled_from(sorted(rungs.MOST_OF_A_KIND)), facts)
def test_what_only_asks_people_is_never_done_with_them(kind, so):
    assert (rungs.classify(kind, so).rung or 0) <= 5
