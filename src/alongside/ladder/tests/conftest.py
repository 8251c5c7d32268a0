from datetime import timedelta

import pytest

from alongside.asks import actions as asks
from alongside.influence.tests import told
from alongside.projects import actions as projects


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    """Set what the pages take for now; at first the tests' moment."""

    def do(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    do(now)
    return do


@pytest.fixture
def story(cast, now):
    """Dot's sofa: said once, seven weeks ago; a design meeting with her five weeks ago, where she
    had a vote. Nobody has met for delivery or review."""
    return told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)


@pytest.fixture
def meet(story, cast, now):
    """Note a meeting of a stage, with Dot and Tom or whoever is named; return it."""

    def do(stage, there=None, kind="meeting", ago=7):
        return projects.note_meeting(
            project=story.project,
            stage=story.project.stages.get(kind=stage),
            kind=kind,
            title=f"About {stage}",
            day=now.date() - timedelta(days=ago),
            there=[story.dot, story.tom] if there is None else there,
            by=cast.tom,
            now=now,
        )

    return do


@pytest.fixture
def asked(cast, now):
    """Have people answer the open survey of what they feel, one rung each, and close it."""

    def do(felt, rungs):
        for number, rung in enumerate(rungs):
            answers = {"rung": {"choice": f"rung_{rung}"}}
            asks.answer(wave=felt.wave, answers=answers, client=f"c{number}", now=now)
        asks.close(wave=felt.wave, now=now)

    return do
