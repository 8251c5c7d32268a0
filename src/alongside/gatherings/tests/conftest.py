from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from alongside.gatherings import actions
from alongside.letters.models import Letter

LONDON = ZoneInfo("Europe/London")
STARTS = datetime(2026, 3, 17, 13, 30, tzinfo=LONDON)
"""A Tuesday afternoon, a week after `now`."""


@pytest.fixture
def programme(cast, now):
    return actions.add_programme(
        organisation=cast.here, name="Co-production in practice", about="For staff.", now=now
    )


@pytest.fixture
def plan(cast, programme, now):
    """Plan a session with one place unless told otherwise; return it."""

    def do(programme=programme, now=now, led_by=(), also_led_by=(), client_id=None, **details):
        starts = details.pop("starts", STARTS)
        return actions.plan(
            programme=programme,
            details=actions.Plan(
                **{
                    "starts": starts,
                    "ends": starts + timedelta(minutes=90),
                    "capacity": 1,
                    "place": "Council House, room 2",
                }
                | details
            ),
            by=cast.amira,
            now=now,
            led_by=led_by,
            also_led_by=also_led_by,
            client_id=client_id,
        )

    return do


@pytest.fixture
def session(plan):
    return plan()


@pytest.fixture
def book(now):
    """Book a place for somebody called like their address; return the booking."""

    def do(gathering, name, now=now, **more):
        email = f"{name.split()[0].lower()}@example.org"
        return actions.book(gathering=gathering, name=name, email=email, now=now, **more)

    return do


@pytest.fixture
def clock(monkeypatch, now):
    """Set what the views take for now."""

    def do(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    do(now)
    return do


@pytest.fixture(autouse=True)
def _clock(clock):
    """The stories of these tests play in March 2026."""


def letters():
    """Return address and beginning of the subject of every letter, oldest first."""
    return [
        (letter.to.split("@")[0], letter.subject.split(":")[0])
        for letter in Letter.objects.order_by("pk")
    ]


def link_in(letter):
    """Return the path of the private link in a letter."""
    return next(
        word.partition("127.0.0.1:8000")[2] for word in letter.text.split() if "/place/" in word
    )
