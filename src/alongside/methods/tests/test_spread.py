"""The worked example of docs/methods/spread.md."""

from pathlib import Path

import pytest

from alongside.methods.spread import middle_of, spread

PAGE = (Path(__file__).parents[4] / "docs/methods/spread.md").read_text()


def example():
    """Yield each line of the table of the worked example, as its cells."""
    table = PAGE.partition("## Worked example")[2]
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 6 and cells[1].isdecimal():
            yield cells


def test_the_worked_example_comes_out_as_it_stands():
    lines = list(example())
    assert len(lines) == 6
    for counts, people, aside, half, middle, differ in lines:
        found = spread([int(count) for count in counts.split()])
        assert (found.answered, found.middle) == (int(people), int(middle))
        assert f"{found.lower} to {found.upper}" == half
        assert (int(people) - 1) // 4 == int(aside)
        assert found.differ == (differ == "yes")


def test_nobody_has_no_spread_and_does_not_differ():
    found = spread([0, 0, 0])
    assert (found.answered, found.least, found.middle, found.most) == (0, 0, 0, 0)
    assert not found.differ


def test_a_count_below_zero_is_refused():
    with pytest.raises(ValueError, match="0 or more"):
        spread([1, -1])


def test_what_is_missing_is_not_passed_over():
    assert middle_of([2, None, 4]) is None
    assert middle_of([2, 4]) == 2
