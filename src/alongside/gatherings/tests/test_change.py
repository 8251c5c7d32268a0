from datetime import timedelta

import pytest
from icalendar import Calendar

from alongside.gatherings import actions
from alongside.letters.models import Letter

from .conftest import STARTS, letters


def details(**new):
    return actions.Plan(
        **{
            "starts": STARTS,
            "ends": STARTS + timedelta(minutes=90),
            "capacity": 1,
            "place": "Council House, room 2",
        }
        | new
    )


def event(letter):
    [found] = Calendar.from_ical(letter.calendar).events
    return found


def test_a_new_place_is_told_to_everyone_who_booked_or_waits(session, book, now):
    book(session, "Ada")
    book(session, "Ben")
    actions.change(gathering=session, details=details(place="Library"), now=now)
    assert letters()[2:] == [("ada", "Changed"), ("ben", "Changed")]
    to_ada, to_ben = Letter.objects.order_by("pk")[2:]
    assert "Where: Library" in to_ada.text
    assert (event(to_ada)["LOCATION"], to_ben.calendar) == ("Library", "")


def test_a_calendar_believes_the_newest_of_several_changes(session, book, now):
    book(session, "Ada")
    for place in ("Library", "Town hall"):
        actions.change(gathering=session, details=details(place=place), now=now)
    events = [event(letter) for letter in Letter.objects.order_by("pk")]
    assert [int(e["SEQUENCE"]) for e in events] == [1, 2, 3]
    assert len({e["UID"] for e in events}) == 1


def test_a_new_title_is_told_to_nobody(session, book, now):
    book(session, "Ada")
    actions.change(gathering=session, details=details(title="New"), now=now)
    assert letters() == [("ada", "Your place")]


def test_what_is_put_right_after_the_session_is_told_to_nobody(session, book):
    book(session, "Ada")
    after = STARTS + timedelta(days=1)
    actions.change(gathering=session, details=details(place="Library"), now=after)
    assert letters() == [("ada", "Your place")]


def test_more_places_let_the_waiting_list_move_up(session, book, now):
    bookings = [book(session, name) for name in ("Ada", "Ben", "Cai")]
    actions.change(gathering=session, details=details(capacity=2), now=now)
    for booking in bookings:
        booking.refresh_from_db()
    assert [booking.state for booking in bookings] == ["booked", "booked", "waiting"]
    assert letters()[3:] == [("ben", "A place came free for you")]


def test_there_cannot_be_fewer_places_than_people_who_have_one(cast, plan, book, sign_in):
    session = plan(capacity=3)
    for name in ("Ada", "Ben"):
        book(session, name)
    client = sign_in(cast.amira)
    address = f"/o/sandbrook-council/sessions/{session.pk}/change/"
    form = client.get(address).context["form"]
    typed = {bound.name: bound.value() for bound in form if bound.value()} | {"capacity": "1"}
    page = client.post(address, typed).content.decode()
    assert '<a href="#id_capacity">2 people have a place already. Enter 2 or more.</a>' in page


def test_the_form_saved_as_it_was_changes_nothing(cast, plan, sign_in):
    session = plan(booking_closes=STARTS - timedelta(days=1, hours=3), led_by=[cast.tom])
    client = sign_in(cast.amira)
    address = f"/o/sandbrook-council/sessions/{session.pk}/change/"
    form = client.get(address).context["form"]
    typed = {bound.name: bound.value() for bound in form if bound.value() is not None}
    assert client.post(address, typed).status_code == 302
    before = vars(session).copy()
    session.refresh_from_db()
    same = ("starts", "ends", "booking_opens", "booking_closes", "revision", "capacity", "title")
    assert [vars(session)[name] for name in same] == [before[name] for name in same]
    assert [trainer.membership for trainer in session.trainers.all()] == [cast.tom]


def test_a_cancelled_session_cannot_be_changed(session, now):
    actions.cancel(gathering=session, because="Snow", now=now)
    with pytest.raises(actions.NotPossible, match="Plan a new one"):
        actions.change(gathering=session, details=details(), now=now)


def test_booking_is_closed_and_opened_again(cast, session, sign_in, now):
    client = sign_in(cast.tom)
    for verb, takes in (("close", False), ("open", True)):
        client.post(f"/o/sandbrook-council/sessions/{session.pk}/{verb}-booking/")
        session.refresh_from_db()
        assert session.takes_bookings(now) == takes
