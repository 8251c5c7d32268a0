from datetime import timedelta

import pytest
from django.core import signing

from alongside.gatherings import actions, private
from alongside.letters.models import Letter

from .conftest import STARTS, letters, link_in


@pytest.fixture
def ada(session, book):
    return book(session, "Ada")


@pytest.fixture
def link(ada):
    return link_in(Letter.objects.get(to="ada@example.org"))


def test_the_private_link_shows_the_place_and_is_kept_by_no_cache(client, link):
    answer = client.get(link)
    assert "You have a place" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_needs_are_changed_and_have_to_be_arranged_again(cast, client, ada, link, now):
    actions.arrange(booking=ada, by=cast.tom, now=now)
    answer = client.post(f"{link}needs/", {"needs": "A hearing loop"})
    assert answer.headers["Location"] == f"{link}?saved=yes"
    ada.refresh_from_db()
    assert (ada.needs, ada.arranged) == ("A hearing loop", None)


def test_saving_the_same_needs_keeps_the_yes(cast, client, ada, link, now):
    actions.arrange(booking=ada, by=cast.tom, now=now)
    client.post(f"{link}needs/", {"needs": ""})
    ada.refresh_from_db()
    assert ada.arranged == now


def test_too_long_needs_are_a_problem_and_stay_typed(client, ada, link):
    page = client.post(f"{link}needs/", {"needs": "x" * 2001}).content.decode()
    ada.refresh_from_db()
    assert ("There is a problem" in page, "x" * 2001 in page, ada.needs) == (True, True, "")


def test_a_place_given_back_goes_to_whoever_waited_longest(client, session, book, link):
    waiting = [book(session, name) for name in ("Ben", "Cai")]
    client.post(f"{link}cancel/")
    for booking in waiting:
        booking.refresh_from_db()
    assert [booking.state for booking in waiting] == ["booked", "waiting"]
    assert letters()[3:] == [
        ("ada", "Your place is given back"),
        ("ben", "A place came free for you"),
    ]
    assert "You have given your place back" in client.get(link).content.decode()


def test_giving_back_twice_is_giving_back_once(client, session, book, link):
    waiting = [book(session, name) for name in ("Ben", "Cai")]
    for _ in range(2):
        client.post(f"{link}cancel/")
    waiting[1].refresh_from_db()
    assert waiting[1].state == "waiting"


def test_somebody_who_leaves_the_list_frees_no_place(client, session, ada, book):
    _, cai = (book(session, name) for name in ("Ben", "Cai"))
    client.post(f"{link_in(Letter.objects.get(to='ben@example.org'))}cancel/")
    cai.refresh_from_db()
    assert cai.state == "waiting"


def test_only_who_has_a_place_is_told_what_to_do_at_the_door(client, session, ada, link, book):
    book(session, "Ben")
    waiting = link_in(Letter.objects.get(to="ben@example.org"))
    assert ["At the door" in client.get(path).content.decode() for path in (link, waiting)] == [
        True,
        False,
    ]


def test_who_is_checked_in_is_not_asked_to_give_the_place_back(client, ada, link, clock):
    clock(STARTS - timedelta(minutes=10))
    assert "Check-in is open." in client.get(link).content.decode()
    client.post(f"{link}check-in/")
    page = client.get(link).content.decode()
    assert "You are checked in" in page
    assert [words in page for words in ("At the door", "Give my place back")] == [False, False]


def test_a_calendar_follows_giving_back_and_booking_again(client, session, book, link):
    from icalendar import Calendar

    client.post(f"{link}cancel/")
    book(session, "Ada")
    calendars = [Calendar.from_ical(letter.calendar) for letter in Letter.objects.order_by("pk")]
    assert [(c["METHOD"], int(c.events[0]["SEQUENCE"])) for c in calendars] == [
        ("PUBLISH", 1),
        ("CANCEL", 2),
        ("PUBLISH", 3),
    ]


def test_once_it_has_begun_the_place_is_kept(client, ada, link, clock):
    clock(STARTS)
    assert "This session has begun" in client.post(f"{link}cancel/").content.decode()
    ada.refresh_from_db()
    assert ada.cancelled is None


def test_the_calendar_file_can_be_taken_from_the_page(client, session, link):
    answer = client.get(f"{link}session.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"UID:session-{session.code}@127.0.0.1" in answer.content.decode()


@pytest.mark.parametrize("spoil", [lambda t: t[:-3], lambda t: "x" + t, lambda t: "x", str.upper])
def test_a_spoilt_link_is_said_in_words_and_opens_nothing(client, link, spoil):
    token = link.split("/")[2]
    answer = client.get(f"/place/{spoil(token)}/")
    assert answer.status_code == 404
    assert "This link does not work" in answer.content.decode()


def test_a_link_for_something_else_does_not_open_a_place(client, session, ada):
    token = signing.dumps([session.pk, ada.membership_id], salt="alongside.link.other")
    assert client.get(f"/place/{token}/").status_code == 404


def test_a_link_to_somebody_who_has_no_booking_opens_nothing(cast, client, session):
    assert client.get(f"/place/{private.token(session.pk, cast.tom.pk)}/").status_code == 404


def test_a_link_that_has_run_out_says_so(client, link, monkeypatch):
    monkeypatch.setattr(private, "DAYS", -1)
    answer = client.get(link)
    assert (answer.status_code, "This link has run out" in answer.content.decode()) == (410, True)


def test_a_certificate_is_for_those_who_came_once_it_has_ended(cast, client, plan, book, clock):
    session = plan(led_by=[cast.tom], also_led_by=["People Together"], partner="Side by Side CIC")
    book(session, "Ada")
    link = link_in(Letter.objects.get())
    clock(STARTS)
    client.post(f"{link}check-in/")
    assert client.get(f"{link}certificate/").headers["Location"] == link
    clock(STARTS + timedelta(minutes=90))
    page = " ".join(client.get(f"{link}certificate/").content.decode().split())
    assert "Led by Tom Baker and People Together, with Side by Side CIC." in page
    assert "Tuesday 17 March 2026, for 90 minutes" in page


def test_there_is_no_certificate_for_those_who_did_not_come(client, link, clock):
    clock(STARTS + timedelta(days=1))
    assert client.get(f"{link}certificate/").headers["Location"] == link
