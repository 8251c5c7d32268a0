import re
from datetime import timedelta
from uuid import uuid4

import pytest
from icalendar import Calendar

from alongside.gatherings import actions
from alongside.letters.models import Letter

from .conftest import STARTS, letters


def typed(**more):
    return {"name": "Ada Cole", "email": "ada@example.org"} | more


def send(client, session, **more):
    return client.post(f"/j/{session.code}/book/", typed(**more))


def test_somebody_without_an_account_books_a_place(cast, client, session, now):
    answer = send(client, session, team=cast.tom.team_id, needs=" Large print ")
    assert answer.headers["Location"] == f"/j/{session.code}/asked/"
    booking = session.bookings.get()
    assert (
        booking.state,
        booking.needs,
        booking.team.name,
        booking.membership.name,
        booking.membership.person,
        booking.booked,
    ) == ("booked", "Large print", "Housing", "Ada Cole", None, now)


def test_the_letter_brings_the_calendar_file_and_a_private_link(client, session):
    send(client, session)
    letter = Letter.objects.get()
    calendar = Calendar.from_ical(letter.calendar)
    [event] = calendar.events
    assert (letter.subject, calendar["METHOD"], event["DTSTART"].dt) == (
        "Your place: Co-production in practice, Tuesday 17 March 2026",
        "PUBLISH",
        STARTS,
    )
    organizer = event["ORGANIZER"]
    assert (organizer, organizer.params["CN"]) == (
        "mailto:alongside@localhost",
        "Sandbrook Council",
    )
    assert "http://127.0.0.1:8000/place/" in letter.text


def test_what_a_stranger_typed_is_not_in_the_letter(client, session):
    send(client, session, name="http://win.example", needs="Click http://win.example")
    assert "win.example" not in Letter.objects.get().text


def test_when_it_is_full_people_wait_in_the_order_they_came(session, book):
    states = [book(session, name).state for name in ("Ada", "Ben", "Cai")]
    assert states == ["booked", "waiting", "waiting"]
    assert letters() == [
        ("ada", "Your place"),
        ("ben", "You are on the waiting list"),
        ("cai", "You are on the waiting list"),
    ]


def test_the_page_is_the_same_for_somebody_who_had_booked_and_the_letter_says_it(
    client, plan, book
):
    session = plan(capacity=5)
    book(session, "Ada")
    answers = [send(client, session, email=f"{name}@example.org") for name in ("ada", "ben")]
    pages = [client.get(answer.headers["Location"]).content for answer in answers]
    assert pages[0] == pages[1]
    assert letters()[1:] == [("ada", "You had booked already"), ("ben", "Your place")]


def test_asking_again_and_again_fills_no_mailbox(session, book):
    for _ in range(3):
        book(session, "Ada")
    assert letters() == [("ada", "Your place"), ("ada", "You had booked already")]


def test_a_form_sent_twice_books_once_and_writes_once(client, session):
    key = str(uuid4())
    for _ in range(2):
        assert send(client, session, client_id=key).status_code == 302
    assert (session.bookings.count(), letters()) == (1, [("ada", "Your place")])


def test_a_stranger_with_a_members_address_changes_nothing_about_them(cast, client, session):
    send(client, session, name="Somebody", email="TOM@example.org", team=cast.amira.team_id)
    cast.tom.refresh_from_db()
    assert (session.bookings.get().membership, cast.tom.name, cast.tom.team.name) == (
        cast.tom,
        "Tom Baker",
        "Housing",
    )


def test_the_public_page_says_full_but_never_how_many(client, plan, book):
    session = plan(capacity=2)
    for name, full in (("Ada", False), ("Ben", False), ("Cai", True)):
        page = client.get(f"/j/{session.code}/").content.decode()
        assert ("All places are taken" in page) == full
        book(session, name)
    assert not re.search(r"\bAda\b", page)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (timedelta(days=-3), "Booking opens on Sunday 15 March 2026"),
        (timedelta(hours=-2), "Booking has closed"),
    ],
)
def test_nobody_books_before_it_opens_or_after_it_closes(client, plan, clock, moment, words):
    session = plan(
        booking_opens=STARTS - timedelta(days=2), booking_closes=STARTS - timedelta(hours=3)
    )
    clock(STARTS + moment)
    assert words in client.get(f"/j/{session.code}/").content.decode()
    assert words in send(client, session).content.decode()
    assert (session.bookings.count(), letters()) == (0, [])


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"name": " "}, "Enter your name"),
        ({"name": "x" * 201}, "Make your name shorter: 200 letters or fewer"),
        ({"email": ""}, "Enter your e-mail address, so that we can write to you"),
        ({"email": "ada"}, "Enter an e-mail address like name@example.org"),
        ({"team": "999999"}, "Choose one of the teams in the list"),
        ({"needs": "x" * 2001}, "Make the text shorter: 2000 letters or fewer"),
    ],
)
def test_what_cannot_be_used_is_said_and_what_was_typed_stays(client, session, wrong, problem):
    page = send(client, session, **wrong).content.decode()
    assert f">{problem}</a>" in page
    assert ('value="Ada Cole"' in page) == ("name" not in wrong)
    assert session.bookings.count() == 0


def test_a_team_of_another_organisation_cannot_be_chosen(cast, client, session):
    send(client, session, team=cast.bola.team_id)
    assert session.bookings.count() == 0


def test_the_code_may_be_typed_in_small_letters_and_with_spaces(client, session):
    code = session.code.lower()
    assert client.get(f"/j/{code[:3]} {code[3:]}/").status_code == 200


def test_a_wrong_code_is_said_in_words(client, session):
    answer = client.get("/j/O0O0O0/")
    assert answer.status_code == 404
    assert "We do not know the code “O0O0O0”" in answer.content.decode()


def test_a_script_in_a_name_stays_text(cast, session, book, sign_in):
    book(session, "<script>alert(1)</script>")
    page = sign_in(cast.tom).get(f"/o/sandbrook-council/sessions/{session.pk}/").content.decode()
    assert ("<script>alert" in page, "&lt;script&gt;alert(1)" in page) == (False, True)


def test_the_link_of_an_online_session_is_for_those_who_booked(client, plan, book):
    session = plan(place="", link="https://meet.example.org/abc")
    page = client.get(f"/j/{session.code}/").content.decode()
    book(session, "Ada")
    assert ("meet.example.org" in page, "meet.example.org" in Letter.objects.get().text) == (
        False,
        True,
    )


def test_booking_in_the_last_minute_needs_no_place_that_is_not_there(session, book):
    with pytest.raises(actions.NotPossible, match="does not take bookings: on now"):
        book(session, "Ada", now=STARTS)
