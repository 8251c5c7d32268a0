from datetime import timedelta

import pytest

from alongside.gatherings import actions as gatherings
from alongside.insight import actions as insight
from alongside.insight.tests import story
from tests.again import again


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    """Set what the pages take for now; at first the tests' moment."""

    def do(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    do(now)
    return do


@pytest.fixture
def open_themes(cast, now):
    """Six people found it too long, five missed tea, two liked the ladder; all of it is read."""
    return again("open themes", lambda: _read(cast, now))


def _read(cast, now):
    people = [
        *[{"improve": "Too long", "quote": True}] * 6,
        *[{"improve": "No tea"}] * 5,
        {"improve": "Too cold"},
        *[{"liked": "The ladder"}] * 2,
    ]
    analysis = story.analyse(cast.priya, now, story.tell(cast.here, now, people))
    story.sort_into(
        analysis,
        {
            ("improve", "Shorter"): "Too long",
            ("improve", "Tea"): "No tea",
            ("improve", "Warmer"): "Too cold",
            ("liked", "The ladder"): "ladder",
        },
        cast.priya,
        now,
    )
    return analysis


@pytest.fixture
def analysis(open_themes, cast, now):
    """The themes are shared; people get an answer by 7 April."""
    return insight.share(analysis=open_themes, by=cast.priya, now=now)


@pytest.fixture
def theme(analysis):
    """Call it for the theme of this name."""
    return lambda name: analysis.themes.get(name=name)


@pytest.fixture
def version(cast, now):
    """The version of a session design that lasts an hour and a half."""
    programme = gatherings.add_programme(organisation=cast.here, name="In practice", now=now)
    return gatherings.add_design(
        programme=programme,
        name="Short",
        contents=gatherings.Contents(minutes=90, break_minutes=10),
        by=cast.tom,
        now=now - timedelta(days=9),
    )
