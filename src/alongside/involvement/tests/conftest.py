from datetime import timedelta

import pytest

from alongside.involvement import actions
from alongside.involvement.models import Part


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def offered(cast, now):
    """Call it to make a public opportunity, with what is different about it."""

    def make(**other):
        words = {
            "title": "Plan the winter",
            "kind": "design",
            "what": "Three meetings.",
            "influence": "When it is open. The budget is fixed.",
            "when": "Tuesdays at six",
            "places": 2,
            "closes": now.date() + timedelta(days=14),
            "from_age": 16,
            "reach": "01632 960 111",
            "amount": 2750,
            "per": "session",
        }
        made = actions.make(
            organisation=cast.here, by=cast.amira, contact=cast.amira, now=now, **words | other
        )
        actions.publish(opportunity=made, now=now)
        made.refresh_from_db()
        return made

    return make


@pytest.fixture
def opportunity(offered):
    return offered()


@pytest.fixture
def apply(opportunity, now):
    """Call it to have somebody ask for a place."""

    def ask(name="Nadia", **other):
        about = {"email": f"{name.lower()}@example.org", "age": Part.Age.ADULT} | other
        return actions.apply(
            **{"opportunity": opportunity, "name": name, "now": now, "today": now.date()} | about
        )

    return ask


@pytest.fixture
def place(cast, now):
    """Call it to give somebody their place."""

    def give(part, **more):
        return actions.place(part=part, by=cast.tom, now=now, today=now.date(), **more)

    return give


@pytest.fixture
def placed(apply, place):
    return place(apply())
