"""Several people use one device: each counts once, and nothing of them is left for the next."""

import pytest

from alongside.live import actions
from alongside.live.models import Seat, Vote


@pytest.fixture
def shared(client, session, ladder):
    """A device that is shared, with the room at a question."""
    client.post(f"/room/{session.code}/share/", {"share": "yes"})
    return client


def answer(client, session, ladder, choice):
    client.post(f"/room/{session.code}/come-in/")
    sent = {"asking": ladder.pk, "step_2": choice}
    return client.post(f"/room/{session.code}/answer/", sent, follow=True)


def test_each_person_has_a_seat_of_their_own(shared, session, ladder):
    for choice in ("for", "for", "with"):
        assert "Your answer is in" in answer(shared, session, ladder, choice).content.decode()
        door = shared.get(f"/room/{session.code}/").content.decode()
        assert "Come in" in door
        assert "Your first name" not in door
    assert Vote.objects.count() == Seat.objects.count() == 3


def test_nothing_of_the_person_before_is_left(shared, session, ladder):
    thanks = answer(shared, session, ladder, "with")
    assert "Doing with" not in thanks.content.decode()
    assert shared.cookies[f"seat-{session.code}"].value == ""
    assert thanks.headers["Cache-Control"].count("no-store")


def test_an_answer_whose_thanks_never_came_is_shown_to_nobody(shared, session, ladder):
    shared.post(f"/room/{session.code}/come-in/")
    actions.give(asking=ladder, seat=Seat.objects.get(), turn=1, answers={"choice": "with"})
    page = shared.get(f"/room/{session.code}/", follow=True).content.decode()
    assert "Thank you. Your answer is in." in page
    assert "Doing with" not in page


def test_who_has_had_their_turn_is_here_no_longer(shared, session, ladder, look):
    answer(shared, session, ladder, "for")
    assert (look().here, look().number) == (0, 1)


def test_somebody_who_is_done_leaves_without_an_answer(shared, session):
    shared.post(f"/room/{session.code}/come-in/")
    assert "I am done" in shared.get(f"/room/{session.code}/").content.decode()
    left = shared.post(f"/room/{session.code}/leave/", follow=True)
    assert "Come in" in left.content.decode()


def test_the_page_says_that_an_answer_is_for_good(shared, session):
    shared.post(f"/room/{session.code}/come-in/")
    page = shared.get(f"/room/{session.code}/").content.decode()
    assert "cannot be changed after that" in page
    assert 'data-shared="' in page
    assert 'autocomplete="off"' in page


def test_it_stops_being_shared(shared, session, ladder):
    shared.post(f"/room/{session.code}/share/", {"share": "no"})
    page = answer(shared, session, ladder, "for").content.decode()
    assert "Your answer is in: Doing for." in page


def test_on_a_device_that_is_not_shared_nobody_is_cleared(client, session, ladder):
    answer(client, session, ladder, "for")
    client.get(f"/room/{session.code}/thanks/")
    assert "Your answer is in" in client.get(f"/room/{session.code}/").content.decode()
