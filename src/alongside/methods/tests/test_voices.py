"""Who leads is told when a few people say most, and never who."""

import pytest

from alongside.methods.voices import spread


@pytest.mark.parametrize(
    ("said", "people", "uneven"),
    [
        ([], 0, False),
        ([], 12, False),
        ([5], 1, False),
        ([5, 1], 2, False),  # of two one always says half
        ([3, 1, 1], 3, False),  # too little to tell
        ([4, 1, 1], 3, True),
        ([3, 3, 2, 1], 4, False),
        ([10, 2, 2, 2], 4, True),
        ([2] * 12, 12, False),
        ([8, 8, 8, 1, 1, 1], 12, True),  # three of twelve
        ([8, 8, 8, 8, 8, 8, 1], 12, False),
    ],
)
def test_a_few_people_make_most_of_it(said, people, uneven):
    assert spread(said, people).uneven is uneven


def test_how_many_spoke_and_how_many_were_quiet():
    found = spread([4, 0, 1, 1], 5)
    assert (found.people, found.spoke, found.quiet, found.said, found.few) == (5, 3, 2, 6, 1)


def test_more_who_wrote_than_are_here_now_are_people_too():
    """Somebody wrote and left."""
    assert spread([1, 1, 1], 2).people == 3
