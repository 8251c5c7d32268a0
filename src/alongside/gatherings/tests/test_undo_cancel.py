"""Staff take somebody off the list, and see at once that it was the wrong person."""

from datetime import timedelta

import pytest

from alongside.gatherings import actions, queries
from alongside.letters import queries as post
from alongside.letters.models import Letter

from .conftest import STARTS

MINUTE = timedelta(minutes=1)


@pytest.fixture
def off(cast, session, book, sign_in):
    """Ada has the only place, Ben waits; Tom takes Ada off the list. Return what does so again."""
    ada, ben = book(session, "Ada"), book(session, "Ben")
    client = sign_in(cast.tom)
    where = f"/o/sandbrook-council/sessions/{session.pk}/bookings/{ada.pk}/cancel/"

    def do(what="undo/"):
        answer = client.post(where + what)
        for booking in (ada, ben):
            booking.refresh_from_db()
        return client.get(answer.headers["Location"]).content.decode(), ada, ben

    do("")
    return do


def to_leave(now):
    return [(letter.to.split("@")[0], letter.subject.split(":")[0]) for letter in post.waiting(now)]


def test_it_takes_effect_at_once_and_the_letters_leave_in_five_minutes(off, clock, now):
    told = [("ada", "Your place"), ("ben", "You are on the waiting list")]
    assert to_leave(now)[:1] == told[:1]
    before = len(to_leave(now))
    assert len(to_leave(now + queries.UNDO_FOR)) == before + 2


def test_undone_it_is_as_before_and_nobody_hears_of_it(off, clock, now):
    clock(now + 4 * MINUTE)
    page, ada, ben = off()
    assert "Ada is on the list as before." in page
    assert (ada.cancelled, ada.placed, ben.placed) == (None, now, None)
    subjects = {subject for _, subject in to_leave(now + timedelta(days=1))}
    assert [word for word in subjects if "given back" in word or "free" in word] == []


def test_the_page_offers_to_undo_it_until_the_letter_leaves(
    cast, session, off, sign_in, clock, now
):
    client, where = sign_in(cast.tom), f"/o/sandbrook-council/sessions/{session.pk}/"
    offers = []
    for minutes in (0, 4, 5):
        clock(now + minutes * MINUTE)
        offers.append("is off the list. We write to them" in client.get(where).content.decode())
    assert offers == [True, True, False]


def test_too_late_it_is_said_and_nothing_changes(off, clock, now):
    clock(now + 5 * MINUTE)
    page, ada, ben = off()
    assert "The letter to Ada has left, so this cannot be undone any more." in page
    assert (ada.cancelled, ben.placed) == (now, now)


def test_who_is_taken_off_again_is_told(off, clock, now):
    clock(now + MINUTE)
    off()
    clock(now + 2 * MINUTE)
    _, ada, ben = off("")
    assert (ada.cancelled, ben.placed) == (now + 2 * MINUTE, now + 2 * MINUTE)
    later = to_leave(now + timedelta(hours=1))
    assert [who for who, subject in later if "free" in subject or "given back" in subject] == [
        "ada", "ben",
    ]  # fmt: skip


def test_a_place_that_somebody_else_has_does_not_come_back(session, book, cast, now):
    ada = book(session, "Ada")
    actions.cancel_booking(booking=ada, now=now, undo_for=queries.UNDO_FOR)
    book(session, "Cai", now=now + MINUTE)
    with pytest.raises(actions.NotPossible, match="Somebody else has the place of Ada now"):
        actions.undo_cancel(booking=ada, now=now + 2 * MINUTE)
    assert Letter.objects.get(subject__contains="given back").state == "waiting"


def test_what_people_give_back_themselves_cannot_be_undone_for_them(session, book, now):
    ada = book(session, "Ada")
    actions.cancel_booking(booking=ada, now=now)
    assert queries.can_come_back(session, now) == []
    with pytest.raises(actions.NotPossible, match="has left"):
        actions.undo_cancel(booking=ada, now=now)


def test_once_the_session_has_begun_nothing_is_offered(cast, session, book, sign_in, clock):
    ada = book(session, "Ada")
    actions.cancel_booking(booking=ada, now=STARTS - MINUTE, undo_for=queries.UNDO_FOR)
    clock(STARTS)
    page = sign_in(cast.tom).get(f"/o/sandbrook-council/sessions/{session.pk}/")
    assert page.context["can_come_back"] == []
