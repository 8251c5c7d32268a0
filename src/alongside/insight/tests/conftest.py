import pytest

from tests.again import again

from . import story

PEOPLE = [
    {"liked": "The ladder was clear", "improve": "Too long for me", "quote": True},
    {"liked": "I liked Sarah and the ladder", "improve": "Too long", "quote": True},
    {"improve": "Too long, ring me on 0121 496 0123"},
    {"improve": "Too long and too cold", "quote": True},
    {"improve": "Too long", "apply": "Ask people first", "quote": True},
    {"improve": "No tea", "quote": True},
    {"liked": "Everything"},
]


@pytest.fixture(autouse=True)
def _clock(monkeypatch, now):
    """The pages play at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def wave(cast, now):
    """Seven people wrote ten comments; three of them answered two questions."""
    return again("ten comments", lambda: story.tell(cast.here, now, PEOPLE))


@pytest.fixture
def analysis(cast, wave, now):
    return again("their analysis", lambda: story.analyse(cast.priya, now, wave))


@pytest.fixture
def comment(analysis):
    """Call it for the comment with these words in it."""

    def do(words):
        from alongside.insight import queries

        return queries.comments(analysis).get(text__contains=words)

    return do


@pytest.fixture
def sorted_out(cast, analysis, now):
    """Every comment is checked and read; five people found it too long, one missed tea."""
    themes = {
        ("liked", "The ladder"): "ladder",
        ("improve", "Shorter"): "Too long",
        ("improve", "Tea"): "No tea",
    }
    return again("sorted out", lambda: story.sort_into(analysis, themes, cast.priya, now))
