from datetime import timedelta
from uuid import uuid4

import pytest

from alongside.gatherings import actions
from alongside.letters.models import Letter

from .conftest import STARTS, letters, link_in


@pytest.fixture
def door(session, clock):
    """The session a few minutes before it starts; its only place is Ada's."""
    actions.book(
        gathering=session,
        name="Ada Cole",
        email="ada@example.org",
        now=STARTS - timedelta(days=1),
    )
    clock(STARTS - timedelta(minutes=5))
    return session


def came(session):
    return [(a.membership.name, a.how) for a in session.attendances.order_by("pk")]


@pytest.mark.parametrize(
    ("minutes", "heading"),
    [
        (-31, "<h2>Book a place</h2>"),
        (-30, "<h1>Check in</h1>"),
        (89, "<h1>Check in</h1>"),
        (90, "<h1>This session is over</h1>"),
    ],
)
def test_the_one_address_follows_the_clock(client, session, clock, minutes, heading):
    clock(STARTS + timedelta(minutes=minutes))
    assert heading in client.get(f"/j/{session.code}/").content.decode()


@pytest.mark.parametrize("typed", ["Ada Cole", " ada   COLE ", "ADA@example.org"])
def test_whoever_booked_checks_in_by_name_or_address(client, door, typed):
    answer = client.post(f"/j/{door.code}/check-in/", {"who": typed})
    assert answer.headers["Location"] == f"/j/{door.code}/here/"
    assert came(door) == [("Ada Cole", "code")]


def test_names_of_others_are_never_on_the_page(client, door):
    pages = [
        client.get(f"/j/{door.code}/{part}").content.decode() for part in ("", "walk-in/", "here/")
    ]
    pages.append(client.post(f"/j/{door.code}/check-in/", {"who": "Ad"}).content.decode())
    assert ["Cole" in page for page in pages] == [False] * 4


def test_checking_in_twice_is_being_there_once(client, door):
    for _ in range(2):
        client.post(f"/j/{door.code}/check-in/", {"who": "Ada Cole"})
    assert came(door) == [("Ada Cole", "code")]


def test_an_unknown_name_can_come_in_without_a_booking(cast, client, door):
    page = client.post(f"/j/{door.code}/check-in/", {"who": "Ada Kohl"}).content.decode()
    assert "We cannot find a booking for “Ada Kohl”" in page
    assert 'value="Ada Kohl"' in page
    client.post(f"/j/{door.code}/walk-in/", {"name": "Ada Kohl", "team": cast.tom.team_id})
    attendance = door.attendances.get()
    assert (attendance.membership.name, attendance.how, attendance.team.name) == (
        "Ada Kohl",
        "walk-in",
        "Housing",
    )


def test_two_people_of_one_name_are_asked_for_their_team(cast, client, plan, clock, now):
    session = plan(capacity=5)
    for number, team in enumerate((cast.tom.team, cast.amira.team)):
        actions.book(
            gathering=session, name="Sam Lee", email=f"s{number}@example.org", team=team, now=now
        )
    clock(STARTS)
    address = f"/j/{session.code}/check-in/"
    page = client.post(address, {"who": "Sam Lee"}).content.decode()
    assert "Which service area or team are you in?" in page
    page = client.post(address, {"who": "Sam Lee", "team": ""}).content.decode()
    assert ">Choose your service area or team</a>" in page
    client.post(address, {"who": "Sam Lee", "team": cast.tom.team_id})
    assert [a.team.name for a in session.attendances.all()] == ["Housing"]


def test_two_people_of_one_name_and_team_are_sent_to_the_door(cast, client, plan, clock, now):
    session = plan(capacity=5)
    for number in range(2):
        actions.book(
            gathering=session,
            name="Sam Lee",
            email=f"s{number}@example.org",
            team=cast.tom.team,
            now=now,
        )
    clock(STARTS)
    page = client.post(
        f"/j/{session.code}/check-in/", {"who": "Sam Lee", "team": cast.tom.team_id}
    ).content.decode()
    assert ">We cannot tell who you are. Ask at the door to be ticked in</a>" in page
    assert session.attendances.count() == 0


def test_a_walk_in_sent_twice_is_one_person(client, door):
    typed = {"name": "Ben", "client_id": str(uuid4())}
    for _ in range(2):
        client.post(f"/j/{door.code}/walk-in/", typed)
    assert came(door) == [("Ben", "walk-in")]


def test_a_walk_in_with_an_address_gets_a_link_and_one_without_no_letter(client, door):
    client.post(f"/j/{door.code}/walk-in/", {"name": "Ben", "email": "ben@example.org"})
    client.post(f"/j/{door.code}/walk-in/", {"name": "Cai"})
    assert letters()[1:] == [("ben", "Thank you for coming")]
    page = client.get(link_in(Letter.objects.get(to="ben@example.org"))).content.decode()
    assert "You are checked in" in page


def test_the_private_link_checks_in_by_pressing_not_by_looking(client, door):
    link = link_in(Letter.objects.get())
    assert "Check in now" in client.get(link).content.decode()
    assert came(door) == []
    client.post(f"{link}check-in/")
    assert came(door) == [("Ada Cole", "link")]


def test_it_is_too_early_and_too_late_in_words(client, session, book, clock):
    book(session, "Ada")
    link = link_in(Letter.objects.get())
    assert "Check-in opens at 1pm on the day." in client.post(f"{link}check-in/").content.decode()
    clock(STARTS + timedelta(hours=4))
    assert "Check-in has closed." in client.post(f"{link}check-in/").content.decode()
    assert session.attendances.count() == 0


def test_who_forgot_can_check_in_until_two_hours_after(client, door, clock):
    clock(STARTS + timedelta(minutes=90))
    page = client.get(f"/j/{door.code}/").content.decode()
    assert "I was here, but I did not check in" in page
    client.post(f"/j/{door.code}/check-in/", {"who": "Ada Cole"})
    assert came(door) == [("Ada Cole", "code")]


def test_somebody_who_comes_to_three_sessions_is_one_person(cast, plan):
    sessions = [plan(starts=STARTS + timedelta(days=day)) for day in range(3)]
    people = {
        actions.walk_in(
            gathering=session, name="Ben Oak", team=cast.tom.team, now=session.starts
        ).membership
        for session in sessions
    }
    assert len(people) == 1


def test_the_same_name_in_another_team_is_somebody_else(cast, session):
    people = [
        actions.walk_in(gathering=session, name="Ben Oak", team=team, now=STARTS).membership
        for team in (cast.tom.team, cast.amira.team)
    ]
    assert people[0] != people[1]


def test_somebody_of_another_organisation_cannot_be_checked_in(cast, session):
    with pytest.raises(actions.NotPossible, match="another organisation"):
        actions.check_in(gathering=session, membership=cast.bola, how="list", now=STARTS)


def test_a_name_that_is_too_long_is_said_in_words(client, door):
    page = client.post(f"/j/{door.code}/walk-in/", {"name": "x" * 201}).content.decode()
    assert ">Make your name shorter: 200 letters or fewer</a>" in page
