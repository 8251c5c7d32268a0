"""Strangers who type in addresses cannot make us fill mailboxes, and nothing of them stays."""

from datetime import timedelta

import pytest

from alongside.gatherings import actions
from alongside.letters import actions as letters
from alongside.letters import tasks
from alongside.letters.models import Letter, Typed

from .conftest import STARTS


@pytest.fixture
def send(client, plan):
    """Book a place as a stranger would, from a network address."""
    session = plan(capacity=500)

    def do(email, place="192.0.2.7", gathering=None):
        answer = client.post(
            f"/j/{(gathering or session).code}/book/",
            {"name": "Ada Cole", "email": email},
            REMOTE_ADDR=place,
        )
        return answer.status_code == 302 or answer.content.decode()

    return do


def test_one_address_gets_a_few_letters_a_day(send, plan, clock, now):
    sessions = [plan(title=f"Session {n}") for n in range(8)]
    booked = [send("ada@example.org", f"192.0.2.{n}", g) for n, g in enumerate(sessions)]
    assert booked[:6] == [True] * 6
    assert "This e-mail address was entered many times today" in booked[6]
    assert 'value="ada@example.org"' in booked[6]
    assert (Letter.objects.count(), sessions[6].bookings.count()) == (6, 0)
    clock(now + timedelta(days=1))
    assert send("ada@example.org", "192.0.2.1", sessions[6]) is True


def test_one_place_cannot_reach_hundreds_of_addresses(send, monkeypatch):
    monkeypatch.setattr(letters, "MOST_FROM_A_PLACE", 3)
    booked = [send(f"p{n}@example.org") for n in range(5)]
    assert booked[:3] == [True] * 3
    assert "Very many people have booked from your network today" in booked[3]
    assert send("p0@example.org") is True
    assert send("other@example.org", "192.0.2.8") is True
    assert Letter.objects.filter(to="p3@example.org").count() == 0


def test_a_network_of_one_connection_is_one_place(send, monkeypatch):
    monkeypatch.setattr(letters, "MOST_FROM_A_PLACE", 1)
    assert send("a@example.org", "2001:db8:1:2::1") is True
    assert send("b@example.org", "2001:db8:1:2:ffff::9") is not True
    assert send("b@example.org", "2001:db8:1:3::1") is True


def test_an_office_of_a_hundred_can_book(send):
    assert all(send(f"p{n}@example.org") is True for n in range(100))
    assert send("p100@example.org") is not True


def test_what_is_kept_names_nobody_and_goes_the_day_after(send, now):
    send("joy@example.org")
    row = Typed.objects.get()
    assert {field.name for field in Typed._meta.get_fields()} == {"id", "day", "address", "place"}
    assert "joy" not in f"{row.address}{row.place}"
    tasks.due(now)
    assert Typed.objects.count() == 1
    tasks.due(now + timedelta(days=1))
    assert Typed.objects.count() == 0


def test_two_days_cannot_be_joined(send, clock, now):
    send("ada@example.org")
    clock(now + timedelta(days=1))
    send("ada@example.org")
    first, second = Typed.objects.order_by("day")
    assert (first.address == second.address, first.place == second.place) == (False, False)


def test_a_form_sent_twice_counts_once(client, plan):
    session = plan(capacity=5)
    for _ in range(2):
        client.post(
            f"/j/{session.code}/book/",
            {
                "name": "Ada",
                "email": "ada@example.org",
                "client_id": "7c7a2a0e-9e0b-4a43-8a7e-0b8f8f6e8a11",
            },
        )
    assert Typed.objects.count() == 1


def test_at_the_door_somebody_comes_in_without_an_address(client, plan, clock, monkeypatch):
    session = plan(capacity=5)
    clock(STARTS)
    monkeypatch.setattr(letters, "MOST_TO_AN_ADDRESS", 0)
    where = f"/j/{session.code}/walk-in/"
    page = client.post(where, {"name": "Ada", "email": "ada@example.org"}).content.decode()
    assert "You can come in without an address." in page
    assert client.post(where, {"name": "Ada", "email": ""}).status_code == 302
    assert session.attendances.count() == 1


def test_staff_are_not_counted(session, book, now):
    for _ in range(9):
        book(session, "Ada")
    assert Typed.objects.count() == 0
    for _ in range(letters.MOST_TO_AN_ADDRESS):
        letters.note_typed(address="ada@example.org", client="", now=now)
    with pytest.raises(actions.TooMany):
        letters.note_typed(address="ada@example.org", client="", now=now)
