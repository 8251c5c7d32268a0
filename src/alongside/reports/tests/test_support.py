"""Visits to where to go for support, in the report."""

from datetime import date, timedelta

import pytest

from alongside.gatherings import actions as gatherings
from alongside.gatherings.actions import Plan
from alongside.library import actions as library
from alongside.reports import actions


@pytest.fixture
def make(cast, now):
    """Call it for the words of a report on a programme with one session."""
    programme = gatherings.add_programme(organisation=cast.here, name="In practice", now=now)
    starts = now - timedelta(days=9)
    plan = Plan(starts=starts, ends=starts + timedelta(hours=1), capacity=9)
    gatherings.plan(programme=programme, details=plan, by=cast.amira, now=starts)

    def do():
        report = actions.make(
            programme=programme, since=date(2026, 3, 1), until=date(2026, 3, 31), now=now
        )
        return str(report.document), report.fingerprint

    return do


@pytest.fixture
def page(cast, now):
    page = library.begin_page(
        organisation=cast.here, kind="support", title="Where to go", words="Ask Jo.", now=now
    )
    library.publish(page=page, now=now)
    return page


def test_nothing_is_said_where_there_is_no_such_page(make):
    assert "where to go for support" not in make()[0]


def test_the_visits_of_the_period_are_told_as_visits_and_not_as_people(make, page, now):
    for days in (0, 3, 60):
        library.count_visit(page=page, now=now - timedelta(days=days))
    words, fingerprint = make()
    assert "where to go for support was opened 2 times in this time" in words
    assert "somebody may have come more than once" in words
    assert make()[1] == fingerprint
    library.count_visit(page=page, now=now)
    assert make()[1] != fingerprint


def test_few_visits_are_withheld_where_who_came_is_protected(make, page, cast, now):
    cast.here.protect_attendance = True
    cast.here.save()
    library.count_visit(page=page, now=now)
    words, _ = make()
    assert "How often it was opened in this time is not shown" in words
    assert "opened once" not in words
