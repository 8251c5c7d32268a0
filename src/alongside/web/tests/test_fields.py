import pytest
from django import forms

from alongside.people.models import Team
from alongside.web.fields import Day, Rows, keys, typed


@pytest.mark.parametrize("day", ["0026-03-10", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_of_no_calendar_of_ours_is_said(day):
    with pytest.raises(forms.ValidationError) as problem:
        Day().clean(day)
    assert problem.value.messages == ["Enter a year from 1900 to 2199"]


def test_a_day_is_a_day():
    assert Day().clean("2026-03-10").isoformat() == "2026-03-10"
    assert Day(required=False).clean("") is None


@pytest.mark.parametrize("sent", [str(2**63), "9" * 5_000, "-1", "a\0", "²"])
def test_a_key_that_no_row_has_is_not_in_the_list(db, sent):
    field = Rows(Team.objects.all(), error_messages={"invalid_choice": "Choose teams in the list"})
    with pytest.raises(forms.ValidationError) as problem:
        field.clean([sent])
    assert problem.value.messages == ["Choose teams in the list"]


def test_what_no_database_takes_is_left_out():
    assert keys(["3", "x", str(2**63), "4"]) == [3, 4]
    assert typed("  Eve\0 " + "x" * 300) == "Eve " + "x" * 196
