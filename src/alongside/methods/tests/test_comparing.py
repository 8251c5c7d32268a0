"""Two versions of a text side by side; the page about it is worked out again."""

import re
import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from alongside.methods.comparing import MOST_PARAGRAPHS, compare, marked, paragraphs

PAGE = Path(__file__).parents[4] / "docs/methods/comparing.md"
SIGNS = {"same": "{}", "gone": "[{}]", "new": "{{{}}}"}


def in_signs(pieces):
    found = "".join(
        SIGNS[piece.what].format(piece.text.strip()) + piece.text[len(piece.text.rstrip()) :]
        if piece.what != "same"
        else piece.text
        for piece in pieces
    )
    return found.strip()


def test_the_page_about_it_is_right():
    page = PAGE.read_text()
    was, now = (
        paragraphs(re.sub(r"^> ?", "", quoted, flags=re.MULTILINE))
        for quoted in re.findall(r"(?:^>.*\n)+", page, re.MULTILINE)
    )
    rows = [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in re.findall(r"^\| (?:same|changed|added|taken out) .*$", page, re.MULTILINE)
    ]
    worked_out = [(row.what, in_signs(row.was), in_signs(row.now)) for row in compare(was, now)]
    assert worked_out == rows


def test_each_row_says_where_it_stands_in_both_versions():
    rows = compare(["One.", "Two is here.", "Three."], ["One.", "Two is there.", "New.", "Three."])
    assert [(row.what, row.before, row.after) for row in rows] == [
        ("same", 0, 0),
        ("changed", 1, 1),
        ("added", None, 2),
        ("same", 2, 3),
    ]


def test_a_line_that_is_broken_elsewhere_has_not_changed():
    assert paragraphs("One\r\ntwo\tthree.\r\n\r\nFour.") == paragraphs("One two\nthree.\n\n\nFour.")


def test_a_sentence_that_is_added_leaves_the_word_before_it_alone():
    was, now = marked("Open from 6pm.", "Open from 6pm. Ring first.")
    assert was == (("same", "Open from 6pm."),)
    assert now == (("same", "Open from 6pm. "), ("new", "Ring first."))


def test_nothing_and_something():
    assert compare([], []) == []
    assert [row.what for row in compare([], ["New."])] == ["added"]
    assert [row.what for row in compare(["Old."], [])] == ["taken out"]
    assert marked("", "New.") == ((), (("new", "New."),))


texts = st.lists(
    st.lists(
        st.sampled_from(["tea", "toast", "room", "open", "night", "the", "of"]),
        min_size=1,
        max_size=6,
    ).map(" ".join),
    max_size=8,
)


@given(texts, texts)
def test_both_versions_are_there_whole_and_in_their_order(was, now):
    rows = compare(was, now)
    assert [row.before for row in rows if row.before is not None] == list(range(len(was)))
    assert [row.after for row in rows if row.after is not None] == list(range(len(now)))
    for row in rows:
        if row.before is not None:
            assert "".join(piece.text for piece in row.was) == was[row.before]
        if row.after is not None:
            assert "".join(piece.text for piece in row.now) == now[row.after]
        if row.what == "same":
            assert was[row.before] == now[row.after]


def test_as_many_paragraphs_as_there_can_be_take_seconds_at_most():
    """Every second paragraph changed, between many that are all alike: what is slowest."""
    was = [f"Number {n} of all of them." if n % 2 else "-" for n in range(MOST_PARAGRAPHS)]
    now = [f"Number {n} of all of us." if n % 3 else one for n, one in enumerate(was)]
    for one, other in ((was, now), (was, was[::-1]), (["-"] * len(was), ["-"] * 1_999 + ["."])):
        began = time.process_time()
        rows = compare(one, other)
        assert time.process_time() - began < 6
        assert sum(row.after is not None for row in rows) == MOST_PARAGRAPHS


def test_a_very_long_paragraph_is_shown_as_a_whole():
    was, now = " ".join(["tea"] * 3_000), " ".join(["toast"] * 3_000)
    assert marked(was, now) == ((("gone", was),), (("new", now),))
