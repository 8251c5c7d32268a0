import re
from datetime import timedelta

import pytest

from alongside.gatherings import actions

from .conftest import STARTS


@pytest.fixture
def ada(session, book, clock):
    booking = book(session, "Ada")
    clock(STARTS)
    return booking.membership


def address(session, verb=""):
    return f"/o/sandbrook-council/sessions/{session.pk}/{verb}"


def test_a_facilitator_ticks_somebody_in_and_takes_it_back(cast, session, ada, sign_in):
    client = sign_in(cast.tom)
    answer = client.post(address(session, "tick/"), {"member": ada.pk})
    assert answer.headers["Location"] == address(session) + "#attendance"
    attendance = session.attendances.get()
    assert (attendance.how, attendance.noted_by) == ("list", cast.tom)
    client.post(address(session, "untick/"), {"member": ada.pk})
    assert session.attendances.count() == 0


def test_the_live_update_is_the_same_part_as_the_page(cast, session, ada, sign_in):
    client = sign_in(cast.tom)
    part = client.post(
        address(session, "tick/"), {"member": ada.pk}, headers={"HX-Request": "true"}
    ).content.decode()
    page = client.get(address(session)).content.decode()

    def plain(html):
        return [line for line in html.split("\n") if "csrf" not in line]

    start = page.index('<div id="register"')
    assert part.strip().startswith('<div id="register"')
    assert plain(page[start:])[: len(plain(part.strip()))] == plain(part.strip())
    assert "1 person is here. Of 1 with a place, 0 are not here yet" in part


def test_ticking_twice_or_unticking_nobody_does_no_harm(cast, session, ada, sign_in):
    client = sign_in(cast.tom)
    for _ in range(2):
        client.post(address(session, "tick/"), {"member": ada.pk})
    assert session.attendances.count() == 1
    for _ in range(2):
        assert client.post(address(session, "untick/"), {"member": ada.pk}).status_code == 302


def test_it_is_too_early_to_tick_in_a_week_before(cast, session, ada, sign_in, clock, now):
    clock(now)
    client = sign_in(cast.tom)
    answer = client.post(address(session, "tick/"), {"member": ada.pk}, follow=True)
    assert "Check-in opens at 1pm on the day." in answer.content.decode()
    part = client.post(
        address(session, "tick/"), {"member": ada.pk}, headers={"HX-Request": "true"}
    )
    assert "Check-in opens at 1pm on the day." in part.content.decode()
    assert session.attendances.count() == 0


def test_only_people_of_this_session_can_be_ticked(cast, session, ada, sign_in):
    client = sign_in(cast.tom)
    for member in (cast.bola.pk, cast.tom.pk, "x", ""):
        assert client.post(address(session, "tick/"), {"member": member}).status_code == 404


@pytest.mark.parametrize("who", ["priya", "david"])
def test_who_only_reads_sees_no_names_and_ticks_nobody(cast, session, ada, sign_in, who):
    client = sign_in(getattr(cast, who))
    page = client.get(address(session)).content.decode()
    assert not re.search(r"\bAda\b", page)
    assert client.post(address(session, "tick/"), {"member": ada.pk}).status_code == 403
    part = client.get(address(session), headers={"HX-Request": "true"})
    assert part.status_code == 403


def test_staff_add_somebody_without_a_booking(cast, session, ada, sign_in):
    typed = {"name": "Ben Oak", "team": cast.tom.team_id}
    sign_in(cast.tom).post(address(session, "walk-in/"), typed)
    attendance = session.attendances.get()
    assert (attendance.membership.name, attendance.how, attendance.noted_by, attendance.team) == (
        "Ben Oak",
        "walk-in",
        cast.tom,
        cast.tom.team,
    )


def test_who_booked_and_did_not_come_is_counted_and_not_kept(cast, plan, book, clock, sign_in):
    session = plan(capacity=3)
    ada, _ = (book(session, name).membership for name in ("Ada", "Ben"))
    clock(STARTS + timedelta(days=1))
    actions.check_in(
        gathering=session, membership=ada, how="list", by=cast.tom, now=STARTS + timedelta(days=1)
    )
    figures = sign_in(cast.tom).get(address(session)).context["figures"]
    assert (figures.came, figures.booked, figures.did_not_come) == (1, 2, 1)


def test_what_somebody_asked_for_is_arranged_and_taken_back(cast, plan, book, sign_in, now):
    session = plan(capacity=3)
    booking = book(session, "Ada", needs="Large print")
    client = sign_in(cast.tom)
    assert client.get(address(session)).context["next"].needs == [booking]
    for verb, by in (("arrange", cast.tom), ("not-arranged", None)):
        client.post(address(session, f"bookings/{booking.pk}/{verb}/"))
        booking.refresh_from_db()
        assert (booking.arranged, booking.arranged_by) == (now if by else None, by)


def test_staff_take_somebody_off_the_list(cast, session, book, sign_in):
    booking, ben = book(session, "Ada"), book(session, "Ben")
    sign_in(cast.tom).post(address(session, f"bookings/{booking.pk}/cancel/"))
    ben.refresh_from_db()
    assert ben.state == "booked"


def test_a_booking_of_another_session_is_not_reached(cast, plan, book, sign_in):
    booking, other = book(plan(), "Ada"), plan()
    answer = sign_in(cast.tom).post(address(other, f"bookings/{booking.pk}/cancel/"))
    booking.refresh_from_db()
    assert (answer.status_code, booking.cancelled) == (404, None)


def test_the_register_on_paper_has_everybody_and_empty_rows(cast, session, ada, sign_in):
    page = sign_in(cast.tom).get(address(session, "register/")).content.decode()
    assert (page.count("<tr>"), ">Ada</th>" in page) == (1 + 1 + 5, True)
