from datetime import timedelta

import pytest

from alongside.gatherings import actions, tasks

from .conftest import STARTS, letters

WEEK, DAY = timedelta(days=7), timedelta(days=1)


@pytest.fixture
def ada(plan, book, now):
    return book(plan(now=now - WEEK), "Ada", now=now - WEEK)


def reminders():
    return [who for who, subject in letters() if subject == "Soon"]


def test_a_reminder_goes_a_week_and_a_day_before_and_only_once(ada):
    counts = []
    for moment in (STARTS - WEEK - DAY, STARTS - WEEK, STARTS - 2 * DAY, STARTS - DAY, STARTS):
        for _ in range(2):
            tasks.due(moment)
        counts.append(len(reminders()))
    assert counts == [0, 1, 1, 2, 2]


def test_whoever_books_in_the_last_week_gets_the_last_reminder_only(plan, book):
    book(plan(), "Ada", now=STARTS - 3 * DAY)
    tasks.due(STARTS - 3 * DAY)
    assert reminders() == []
    tasks.due(STARTS - DAY)
    assert reminders() == ["ada"]


def test_a_server_that_was_off_sends_the_nearest_reminder_only(ada):
    tasks.due(STARTS - timedelta(hours=3))
    assert reminders() == ["ada"]


def test_nobody_is_reminded_who_waits_gave_back_or_whose_session_is_off(plan, book, now):
    first, off = plan(), plan()
    booking = book(first, "Ada", now=now - timedelta(0))
    book(first, "Ben")
    book(off, "Cai")
    actions.cancel_booking(booking=booking, now=now)
    book(first, "Dee")
    actions.cancel(gathering=off, because="Snow", now=now)
    tasks.due(STARTS - DAY)
    assert reminders() == ["ben"]


def test_what_would_help_is_forgotten_after_thirty_days(plan, book):
    session = plan(capacity=5)
    booking = book(session, "Ada", needs="Large print")
    for days, kept in ((29, "Large print"), (30, "")):
        tasks.due(session.ends + timedelta(days=days))
        booking.refresh_from_db()
        assert booking.needs == kept


def test_a_turn_of_the_clock_with_nothing_to_do_takes_eight_queries(ada, django_assert_num_queries):
    tasks.due(STARTS - DAY)
    with django_assert_num_queries(8):
        assert tasks.due(STARTS - DAY) == 0
