import pytest

from alongside.methods import charts


def test_a_bar_starts_at_zero_and_is_as_long_as_its_share() -> None:
    drawn = charts.bar(0.3333, "to")
    assert '<rect class="to" width="33.33%" height="100%"/>' in drawn
    assert 'class="bracket"' not in drawn


def test_nothing_is_no_bar_but_zero_has_its_track() -> None:
    assert charts.bar(None) == ""
    assert charts.bar(0) == (
        '<svg class="drawn-bar" aria-hidden="true" focusable="false">'
        '<rect class="track" width="100%" height="100%"/>'
        '<line class="axis" x1="0" y1="0" x2="0" y2="100%"/></svg>'
    )


def test_the_bracket_reaches_from_low_to_high() -> None:
    assert '<line x1="66%" y1="100%" x2="90.5%" y2="100%"/>' in charts.bar(0.8, "with", 0.66, 0.905)


def test_its_words_are_escaped() -> None:
    assert 'aria-label="&quot;&lt;b&gt;"' in charts.bar(0.5, says='"<b>')


def test_a_colour_without_a_meaning_is_refused() -> None:
    with pytest.raises(ValueError, match="plain, to, for, with, not 'red'"):
        charts.bar(0.5, "red")
