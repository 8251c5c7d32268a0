"""A plan of twelve months with one activity in each of three months, and a survey that closed."""

from datetime import date

import pytest

from alongside.learning import actions


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def need(cast, now):
    return actions.add_need(
        organisation=cast.here,
        words="Support the first time",
        owner=cast.tom,
        by=cast.amira,
        now=now,
    )


@pytest.fixture
def plan(cast, now):
    return actions.make_plan(
        organisation=cast.here,
        title="Our year",
        aim="Everybody has tried it once",
        start=date(2026, 1, 1),
        owner=cast.amira,
        by=cast.amira,
        now=now,
    )


@pytest.fixture
def put(plan, cast, now):
    """Put an activity into the plan."""

    def add(title, month, kind="session", **more):
        more = {"owner": cast.tom, **more}
        month = date(2026, month, 1)
        return actions.add_activity(
            plan=plan, title=title, month=month, kind=kind, by=cast.amira, now=now, **more
        )

    return add
