import pytest

from alongside.gatherings.tests.conftest import book, plan, programme, session
from alongside.involvement.tests import whole
from alongside.passports import actions

__all__ = ["book", "plan", "programme", "session"]


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def booked(session, book):
    """Nadia has a place in a session."""
    return book(session, "Nadia Rahman")


@pytest.fixture
def nadia(booked):
    return booked.membership


@pytest.fixture
def loop(nadia, now):
    return actions.write_need(
        member=nadia,
        kind="talking",
        words="A hearing loop, please",
        weight="essential",
        today=now.date(),
    )


@pytest.fixture
def dog(nadia, now):
    return actions.write_need(
        member=nadia, kind="person", words="My dog Rex", weight="helpful", today=now.date()
    )


@pytest.fixture
def shared(session, nadia, loop, dog, now):
    """Nadia shares that she needs a loop, and not that she has a dog."""
    last = actions.last_day(event=session, today=now.date())
    made = actions.share(member=nadia, event=session, needs=[loop], until=last, now=now)
    return made[0]


@pytest.fixture
def part(cast, now):
    return whole.whole(lead=cast.amira, now=now)
