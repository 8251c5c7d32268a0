import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.methods.texting import GSM, plain, segments


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" * 5, 2),  # an escaped sign does not lie in two parts: 152, then the rest
        ("a" * 152 + "€" + "a" * 151, 2),
        ("a" * 152 + "€" + "a" * 152, 3),
        ("ŵ" * 134, 2),
        ("ŵ" * 135, 3),
        ("🙂" * 35, 1),
        ("🙂" * 36, 2),
        ("🙂" * 66, 2),  # 33 in each part of 67
        ("🙂" * 67, 3),
    ],
)
def test_parts_are_counted_as_the_networks_count_them(text, parts):
    assert segments(text) == parts


def test_the_alphabet_of_the_networks_is_whole():
    assert len(GSM) == 127  # of 128 places one is the escape


@given(st.text(max_size=500))
def test_making_signs_straight_never_costs_more(text):
    if "…" not in text:
        assert segments(plain(text)) <= segments(text)
    assert plain(plain(text)) == plain(text)
