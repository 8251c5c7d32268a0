"""First groups of comments by shared words: every comment once, the same every time."""

from hypothesis import given
from hypothesis import strategies as st

from alongside.methods.themes import first_groups

TEA = ["More tea please", "The tea was cold", "Cold tea again", "I liked the tea"]
ROOM = ["The room was small", "A bigger room", "Rooms were too small and noisy", "Noisy room"]
TRUST = ["Trust takes time", "We need time to build trust", "Trust each other"]


def test_comments_that_share_words_are_together():
    comments = [*TEA, *ROOM, *TRUST]
    found = first_groups(comments, 3)
    assert [set(group.rows) for group in found.groups] == [
        set(range(4)),
        set(range(4, 8)),
        {8, 9, 10},
    ]
    assert [group.label.split(", ")[0] for group in found.groups] == ["tea", "room", "trust"]
    assert found.ungrouped == ()


def test_what_shares_no_word_is_in_no_group():
    found = first_groups([*TEA, "", "  ", "Giraffes", "the and of"])
    assert found.ungrouped == (4, 5, 6, 7)


def test_nothing_to_group_is_no_group():
    assert first_groups([]).groups == ()
    assert first_groups(["", "One"]).groups == ()
    assert len(first_groups(["same words", "same words"], 9).groups) == 1


words = st.sampled_from(
    ["tea", "room", "trust", "time", "small", "cold", "noisy", "bus", "stairs", "the"]
)


@given(st.lists(st.lists(words, max_size=6).map(" ".join), max_size=25), st.integers(1, 6))
def test_every_comment_is_once_somewhere_and_the_same_every_time(comments, groups):
    found = first_groups(comments, groups)
    rows = sorted([*found.ungrouped, *(row for group in found.groups for row in group.rows)])
    assert rows == list(range(len(comments)))
    assert len(found.groups) <= groups
    assert all(group.label for group in found.groups)
    assert first_groups(comments, groups) == found
