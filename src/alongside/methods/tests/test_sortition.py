"""Lots are drawn as is said: quotas met, each chance as stated, one panel for one seed."""

from collections import Counter
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.methods import dealing
from alongside.methods import panels as making
from alongside.methods.integers import INFINITE, Rows, cheapest
from alongside.methods.sortition import NotPossible, Quota, draw, lottery, missed, replacement

PEOPLE = st.lists(
    st.fixed_dictionaries(
        {"age": st.sampled_from(["young", "old", ""]), "area": st.sampled_from(["north", "south"])}
    ),
    min_size=2,
    max_size=9,
)


@st.composite
def pools(draw):
    people = draw(PEOPLE)
    places = draw(st.integers(1, min(4, len(people))))
    quotas = [
        Quota(feature, value, least, draw(st.integers(least, places)))
        for feature, value in (("age", "young"), ("age", "old"), ("area", "north"))
        for least in [draw(st.integers(0, min(2, places)))]
    ]
    return people, quotas, places


def every_panel(people, quotas, places):
    """Return every panel that meets the quotas, by trying all of them."""
    every = combinations(range(len(people)), places)
    return [panel for panel in every if not missed([people[one] for one in panel], quotas)]


def greatest_least_chance(people, panels):
    """Return the greatest chance that everybody who is in some panel can have at least."""
    some = sorted({one for panel in panels for one in panel})
    many = len(panels)
    rows = [
        (range(many + 1), [*(float(one in panel) for panel in panels), -1.0], 0.0, INFINITE)
        for one in some
    ]
    rows.append((range(many), np.ones(many), 1.0, 1.0))
    costs = np.append(np.zeros(many), -1.0)
    found = cheapest(Rows.of(rows), costs, np.zeros(many + 1), np.ones(many + 1), whole=False)
    return -found.cost


def panels_of(found):
    """Return each panel as answers for its people, one person of a group standing for another."""
    first = {group: place for place, group in reversed(list(enumerate(found.groups)))}
    for panel in found.panels:
        yield [first[group] for group, number in panel.people.items() for _ in range(number)]


@settings(max_examples=60, deadline=None)
@given(pools())
def test_small_pools_are_drawn_as_well_as_trying_every_panel_could(pool):
    people, quotas, places = pool
    panels = every_panel(people, quotas, places)
    if not panels:
        with pytest.raises(NotPossible):
            lottery(people, quotas, places)
        return
    found = lottery(people, quotas, places)
    for panel in panels_of(found):
        assert len(panel) == places
        assert missed([people[one] for one in panel], quotas) == 0
    chances = found.chances()
    some = {found.groups[one] for panel in panels for one in panel}
    best = greatest_least_chance(people, panels)
    assert found.bound == pytest.approx(best, abs=1e-6)
    assert float(min(chances[group] for group in some)) >= best - len(found.panels) / 10_000
    assert all(not chance for group, chance in enumerate(chances) if group not in some)
    assert sum(chances[group] for group in found.groups) == places


@settings(max_examples=30, deadline=None)
@given(pools(), st.text(max_size=20))
def test_a_seed_draws_one_panel_again_and_again(pool, seed):
    people, quotas, places = pool
    if not every_panel(people, quotas, places):
        return
    names = [f"{place:03}" for place in range(len(people))]
    found = lottery(people, quotas, places)
    drawn = draw(found, names, seed)
    assert drawn == draw(lottery(people, quotas, places), names, seed)
    assert not missed([people[one] for one in drawn.people], quotas)
    assert sorted(drawn.people + drawn.waiting) == list(range(len(people)))


PAGE = (Path(__file__).parents[4] / "docs/methods/sortition.md").read_text()
MIXED = [{"age": "young"}] * 3 + [{"age": "old"}] * 9
TWO_AND_TWO = [Quota("age", "young", 2, 2), Quota("age", "old", 2, 2)]


def test_who_is_drawn_over_many_seeds_comes_near_the_chance_that_is_stated():
    found = lottery(MIXED, TWO_AND_TWO, 4)
    assert found.chances() == (Fraction(2, 3), Fraction(2, 9))
    assert "| young | 3 | 2 | 2/3 |" in PAGE
    assert "| old | 9 | 2 | 2/9 |" in PAGE
    names = [str(place) for place in range(len(MIXED))]
    seeds = 4000
    drawn = Counter(one for seed in range(seeds) for one in draw(found, names, str(seed)).people)
    for place, group in enumerate(found.groups):
        assert drawn[place] / seeds == pytest.approx(float(found.chances()[group]), abs=0.035)


def test_many_groups_are_dealt_out_with_every_quota_met(monkeypatch):
    monkeypatch.setattr(making, "FEW_GROUPS", 0)
    monkeypatch.setattr(dealing, "PANELS", 60)
    found = lottery(MIXED, TWO_AND_TWO, 4)
    for panel in panels_of(found):
        assert missed([MIXED[one] for one in panel], TWO_AND_TWO) == 0
    assert min(found.chances()) == pytest.approx(2 / 9, abs=1 / 60)
    assert found.bound == pytest.approx(2 / 9, abs=1e-6)


HOLDERS = [
    (["young north", "young south", " north"], 2, 2),
    (["young north", "young south", " north", " south"], 1, 3),
    (["young north", "young south", "young south", " north", " south"], 1, 3),
]
"""Lists of which only one panel can be drawn: who said what, how many may be young, places."""


@pytest.mark.parametrize(("people", "young", "places"), HOLDERS)
def test_where_only_one_panel_can_be_drawn_it_is(people, young, places, monkeypatch):
    monkeypatch.setattr(making, "FEW_GROUPS", 0)
    listed = [dict(zip(("age", "area"), one.split(" "), strict=True)) for one in people]
    quotas = [Quota("age", "young", 0, young), Quota("age", "old", 0, 0)]
    quotas.append(Quota("area", "north", 2, 2))
    (only,) = every_panel(listed, quotas, places)
    found = lottery(listed, quotas, places)
    for panel in found.panels:
        assert panel.people == {found.groups[one]: 1 for one in only}
    assert found.bound == pytest.approx(1)


@settings(max_examples=60, deadline=None)
@given(pools())
def test_what_is_dealt_meets_every_quota_and_leaves_out_whom_no_panel_can_have(pool):
    people, quotas, places = pool
    panels = every_panel(people, quotas, places)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "FEW_GROUPS", 0)
        if not panels:
            with pytest.raises(NotPossible):
                lottery(people, quotas, places)
            return
        found = lottery(people, quotas, places)
    for panel in panels_of(found):
        assert len(panel) == places
        assert missed([people[one] for one in panel], quotas) == 0
    for panel in found.panels:
        assert all(count <= found.sizes[group] for group, count in panel.people.items())
    chances = found.chances()
    some = {found.groups[one] for panel in panels for one in panel}
    assert all(not chance for group, chance in enumerate(chances) if group not in some)
    assert sum(chances[group] for group in found.groups) == places
    assert found.bound >= greatest_least_chance(people, panels) - 1e-6


def test_a_long_list_is_drawn_near_what_could_be():
    dice = Random(4)
    people = [{f"f{n}": dice.choices("abc", [3, 2, 1])[0] for n in range(5)} for _ in range(1_000)]
    quotas = [Quota(f"f{n}", one, 9, 12) for n in range(5) for one in "abc"]
    found = lottery(people, quotas, 30)
    for panel in panels_of(found):
        assert missed([people[one] for one in panel], quotas) == 0
    assert min(found.chances()) >= 0.9 * found.bound


def test_quotas_that_clash_are_named_with_the_smallest_change():
    people = [{"age": "young", "area": "north"}] + [{"age": "old", "area": "south"}] * 5
    quotas = [Quota("age", "young", 3, 3), Quota("area", "south", 0, 6)]
    with pytest.raises(NotPossible) as problem:
        lottery(people, quotas, 4)
    assert str(problem.value) == (
        "No panel from this list meets all quotas together. The smallest change that would do: "
        "“age: young” at least 1 instead of 3."
    )


@pytest.mark.parametrize("places", [0, 7])
def test_places_that_the_list_cannot_fill_are_refused(places):
    with pytest.raises(NotPossible):
        lottery([{"age": "old"}] * 6, [Quota("age", "old", 0, 6)], places)


def test_somebody_who_gave_the_same_answers_takes_the_place_of_who_left():
    people = [*MIXED]
    assert replacement(people, TWO_AND_TWO, stay=[1, 3, 4], left=0, waiting=[5, 2]) == 2


def test_else_it_is_the_first_with_whom_the_fewest_quotas_are_missed():
    assert replacement(MIXED, TWO_AND_TWO, stay=[1, 3, 4], left=0, waiting=[5, 6]) == 5
    assert replacement(MIXED, TWO_AND_TWO, stay=[1, 3, 4], left=0, waiting=[]) is None
