"""A room closes: nobody's trace is left, and what was said is protected from then on."""

import uuid

from alongside.asks.models import Comment, Mode, Response
from alongside.live import actions, queries, seating
from alongside.live.models import Room, Seat, Vote


def test_what_each_person_answered_becomes_one_response(ladder, say, room, now):
    seats = say(ladder, *["for"] * 6, *["with"] * 5)
    words = room.steps.get(place=3).askings.get()
    actions.give(asking=words, seat=seats[0], turn=1, answers={"text": "Time"})
    closed = actions.close(room=room, now=now)
    wave = closed.answers
    assert (wave.mode, wave.closed, wave.responses.count()) == (Mode.IN_THE_ROOM, now, 11)
    found = list(Response.objects.values_list("answers", flat=True))
    assert sum(one["step_2"] == {"choice": "for"} for one in found) == 6
    assert [c.text for c in Comment.objects.all()] == ["Time"]
    assert not Response.objects.exclude(member=None, day=None).exists()


def test_seats_votes_and_names_are_gone(ladder, say, room, now):
    say(ladder, "for", "with")
    actions.close(room=room, now=now)
    assert not Seat.objects.exists()
    assert not Vote.objects.exists()


def test_the_second_time_is_a_question_of_its_own(ladder, say, room, now):
    (seat,) = say(ladder, "for")
    actions.reveal(asking=ladder, shown=True)
    again = actions.ask_again(step=ladder.step)
    actions.give(asking=again, seat=seat, turn=2, answers={"choice": "with"})
    wave = actions.close(room=room, now=now).answers
    names = [(q["name"], q["label"]["en"]) for q in wave.version.definition["questions"]]
    label = "Where are we on the ladder today?"
    assert names == [("step_2", label), ("step_2_2", f"{label} (asked again)")]
    assert wave.responses.get().answers == {
        "step_2": {"choice": "for"},
        "step_2_2": {"choice": "with"},
    }


def test_what_was_put_in_counts_and_what_was_begun_anew_does_not(ladder, say, room, cast, now):
    say(ladder, "to", "to")
    fresh = actions.reset(asking=ladder, now=now)
    actions.put_in(
        asking=fresh, answers={"choice": "for"}, people=3, by=cast.tom, client_id=uuid.uuid4()
    )
    wave = actions.close(room=room, now=now).answers
    assert [r.answers for r in wave.responses.all()] == [{"step_2": {"choice": "for"}}] * 3


def test_a_room_in_which_nobody_answered_leaves_nothing(room, now):
    assert actions.close(room=room, now=now).answers is None
    assert Room.objects.get().closed == now


def test_closing_twice_changes_nothing(ladder, say, room, now):
    say(ladder, "for")
    first = actions.close(room=room, now=now).answers
    assert actions.close(room=Room.objects.get(), now=now).answers == first


def test_the_results_that_leave_are_protected(ladder, say, room, session, cast, now, sign_in):
    say(ladder, *["for"] * 9, *["with"] * 2)
    wave = actions.close(room=room, now=now).answers
    page = sign_in(cast.amira).get(f"/o/sandbrook-council/reports/waves/{wave.pk}/")
    assert page.status_code == 200
    client = sign_in(cast.amira)
    made = client.post(f"/o/sandbrook-council/reports/waves/{wave.pk}/", follow=True)
    words = made.content.decode()
    assert "not shown" in words
    assert "2 of 11" not in words


def test_phones_and_screens_say_that_it_is_closed(client, room, session, now):
    actions.close(room=room, now=now)
    assert "This room is closed" in client.get(f"/room/{session.code}/").content.decode()
    assert "This room is closed" in client.get(f"/screen/{room.secret}/").content.decode()


def test_what_was_asked_in_a_room_is_no_form_to_choose(ladder, say, room, cast, now, sign_in):
    say(ladder, "for")
    actions.close(room=room, now=now)
    assert (
        "In the room: " not in sign_in(cast.amira).get("/o/sandbrook-council/ask/").content.decode()
    )


def test_what_somebody_does_as_the_room_closes_shows_that_it_is_closed(
    client, room, session, now, monkeypatch
):
    client.post(f"/room/{session.code}/come-in/", {"name": "Kit", "needs": ""})
    still_open = queries.room(room.pk)
    actions.close(room=room, now=now)
    monkeypatch.setattr(queries, "newest_room", lambda code: still_open)
    seat = Seat(room=still_open)
    monkeypatch.setattr(seating, "seat_of", lambda request, room: seat)
    for what, typed in (("needs", {"needs": "A loop"}), ("leave", {})):
        page = client.post(f"/room/{session.code}/{what}/", typed)
        assert "This room is closed" in page.content.decode(), what
    monkeypatch.setattr(seating, "seat_of", lambda request, room: None)
    page = client.post(f"/room/{session.code}/come-in/", {"name": "Kit", "needs": ""})
    assert "This room is closed" in page.content.decode()
    assert not Seat.objects.exists()


def test_whoever_closes_a_room_is_led_to_what_came_of_it(room, session, sign_in, cast):
    staff, at = sign_in(cast.tom), f"/o/sandbrook-council/sessions/{session.pk}/room/"
    page = staff.post(f"{at}close/", follow=True).content.decode()
    assert "What came of the room" in page
    assert "The room is closed." in page
    assert "Nobody can go through it again" in page
    page = staff.post(f"{at}replay/", {"replay": "on"}, follow=True).content.decode()
    assert "What came of the room" in page
    assert "People can go through it again" in page


def test_a_room_that_somebody_else_closed_is_no_dead_end(room, session, cast, now, sign_in):
    where = f"/o/sandbrook-council/sessions/{session.pk}/room/close/"
    actions.close(room=room, now=now)
    assert sign_in(cast.tom).post(where, follow=True).status_code == 200
