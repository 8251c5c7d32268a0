import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.methods.phones import NotAMobileNumber, e164, shown


@pytest.mark.parametrize(
    "typed",
    [
        "07700 900123",
        "07700-900-123",
        "(07700) 900123",
        "+44 7700 900123",
        "+44 (0) 7700 900123",
        "0044 7700 900123",
        "447700900123",
        "7700900123",
        "\u202a+44\u00a07700\u2011900123\u202c",
        "０７７００ ９００１２３",
    ],
)
def test_one_number_is_known_however_it_is_written(typed):
    assert e164(typed) == "+447700900123"


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("085 012 3456", "353", "+353850123456"),
        ("+1 202 555 0123", "44", "+12025550123"),
        ("20 12 34 56", "45", "+4520123456"),
        ("45 12 34 56", "45", "+4545123456"),
        ("07624 123456", "44", "+447624123456"),
    ],
)
def test_numbers_of_other_countries(typed, country, kept):
    assert e164(typed, country) == kept


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "figures only"),
        ("ask her", "figures only"),
        ("07700 900123 (mum)", "figures only"),
        ("07700 90012", "11 figures"),
        ("07700 9001234", "11 figures"),
        ("020 7946 0123", "begins with 07"),
        ("070 1234 5678", "11 figures"),
        ("+1", "all figures"),
        ("+" + "1" * 16, "all figures"),
        ("+0123456789", "all figures"),
        ("7.7009E9", "figures only"),
        ("\u0660\u0667\u0667\u0660\u0660", "figures only"),
    ],
)
def test_what_is_no_mobile_number_is_said(typed, says):
    with pytest.raises(NotAMobileNumber, match=says):
        e164(typed)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_number_that_stays_itself_or_is_refused(typed):
    try:
        number = e164(typed)
    except NotAMobileNumber:
        return
    assert e164(number) == e164(shown(number)) == number
