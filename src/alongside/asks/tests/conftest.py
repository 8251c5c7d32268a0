from datetime import timedelta

import pytest

from alongside.asks import actions
from alongside.asks.models import Mode
from alongside.asks.starters import starter


@pytest.fixture
def version(cast, now):
    form = actions.make_form(
        organisation=cast.here, title="How was it?", draft=starter("session_evaluation"), now=now
    )
    return actions.publish(form=form, now=now)


@pytest.fixture
def open_wave(version, now):
    """Call it for a wave that opened an hour ago and closes tomorrow."""

    def do(mode=Mode.ANONYMOUS, **more):
        times = {"opens": now - timedelta(hours=1), "closes": now + timedelta(days=1)}
        return actions.open_wave(version=version, mode=mode, **(times | more))

    return do


@pytest.fixture
def wave(open_wave):
    return open_wave()


@pytest.fixture(autouse=True)
def _clock(monkeypatch, now):
    """The pages play at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def answers():
    """Call it for somebody's answers, recognisable by a number."""

    def make(number):
        return {
            "understanding": {"before": 1 + number % 3, "now": 3 + number % 3},
            "support": {"choice": ["yes", "no", "not_sure"][number % 3]},
            "liked": {"text": f"Words of person number {number:04}"},
            "quoting": {"choice": "yes" if number % 2 else "no"},
        }

    return make
