from datetime import timedelta

import pytest
from icalendar import Calendar

from alongside.gatherings import actions
from alongside.letters.models import Letter

from .conftest import STARTS, letters


def cancel(client, session, because="The boiler broke. We meet in April instead."):
    return client.post(f"/o/sandbrook-council/sessions/{session.pk}/cancel/", {"because": because})


def test_everyone_is_told_why_and_their_calendars_drop_it(cast, session, book, sign_in):
    book(session, "Ada")
    book(session, "Ben")
    answer = cancel(sign_in(cast.amira), session)
    assert answer.headers["Location"] == f"/o/sandbrook-council/sessions/{session.pk}/"
    assert letters()[2:] == [("ada", "Cancelled"), ("ben", "Cancelled")]
    first, waiting = Letter.objects.order_by("pk")[2:]
    assert "The boiler broke. We meet in April instead." in first.text
    calendar = Calendar.from_ical(first.calendar)
    [event] = calendar.events
    assert (calendar["METHOD"], event["STATUS"], int(event["SEQUENCE"])) == (
        "CANCEL",
        "CANCELLED",
        2,
    )
    assert event["ORGANIZER"] == "mailto:alongside@localhost"
    assert waiting.calendar == ""


def test_cancelling_twice_tells_once(session, book, now):
    book(session, "Ada")
    for _ in range(2):
        actions.cancel(gathering=session, because="Snow", now=now)
    assert letters() == [("ada", "Your place"), ("ada", "Cancelled")]


def test_a_reason_is_needed(cast, session, sign_in):
    page = cancel(sign_in(cast.amira), session, because=" ").content.decode()
    session.refresh_from_db()
    assert (session.cancelled, "Enter the reason, so that people know why" in page) == (None, True)


def test_a_session_that_has_begun_cannot_be_cancelled(session):
    with pytest.raises(actions.NotPossible, match="has begun"):
        actions.cancel(gathering=session, because="Snow", now=STARTS + timedelta(minutes=1))


def test_nobody_books_or_checks_in_any_more(client, session, clock, now):
    actions.cancel(gathering=session, because="Snow", now=now)
    assert "This session is cancelled" in client.get(f"/j/{session.code}/").content.decode()
    client.post(f"/j/{session.code}/book/", {"name": "Ada", "email": "ada@example.org"})
    assert session.bookings.count() == 0
    clock(STARTS)
    client.post(f"/j/{session.code}/walk-in/", {"name": "Ada"})
    assert session.attendances.count() == 0
