"""People in the room ask questions of their own; nobody learns who."""

import uuid

import pytest

from alongside.live import actions, queries, telling
from alongside.live.models import Raised, Room


@pytest.fixture
def ask(room):
    """Call it for a question of somebody in the room; it waits to be looked through."""

    def do(text, seat=None):
        return actions.raise_question(
            room=room, seat=seat or actions.take_seat(room=room), text=text, client_id=uuid.uuid4()
        )

    return do


def come_in(client, session):
    client.post(f"/room/{session.code}/come-in/", {"name": "Kit Unusual", "needs": ""})
    return client


def show(*questions):
    for one in questions:
        actions.look_through(raised=one, state=Raised.State.SHOWN)


def test_a_question_waits_until_it_is_looked_through(client, session, room, cast, sign_in):
    come_in(client, session)
    typed = {"text": "Who pays?", "client_id": uuid.uuid4()}
    page = client.post(f"/room/{session.code}/raise/", typed, follow=True).content.decode()
    assert "Somebody looks it through first" in page
    assert "Who pays?" not in page
    where = f"/o/sandbrook-council/sessions/{session.pk}/room/questions/"
    lead = sign_in(cast.tom)
    assert "Who pays?" in lead.get(where).content.decode()
    assert "Unusual" not in lead.get(where).content.decode()
    lead.post(where, {"raised": Raised.objects.get().pk, "state": "shown"})
    assert "Who pays?" in client.get(f"/room/{session.code}/").content.decode()


def test_whoever_leads_is_told_of_questions_as_they_come(room, ask, session, cast, sign_in):
    assert telling.drawn(room.pk).screen["count"] == "0 people came in"
    first, second = ask("Who pays?"), ask("When?")
    waiting = "2 people came in. 2 questions from the room to look through"
    assert telling.drawn(room.pk).screen["count"] == waiting
    page = sign_in(cast.tom).get(f"/o/sandbrook-council/sessions/{session.pk}/room/questions/").text
    assert waiting in page
    assert "live/room.js" in page
    actions.look_through(raised=first, state=Raised.State.SHOWN)
    assert telling.counted(room.pk).endswith(". 1 question from the room to look through")
    actions.look_through(raised=second, state=Raised.State.LEFT_OUT)
    assert telling.counted(room.pk) == "2 people came in"


def test_sent_twice_it_is_one_question(room, ask):
    seat, once = actions.take_seat(room=room), uuid.uuid4()
    for _ in range(2):
        actions.raise_question(room=room, seat=seat, text="Who pays?", client_id=once)
    assert Raised.objects.count() == 1


def test_without_looking_through_it_is_shown_at_once(session, cast, now):
    room = actions.open_room(gathering=session, by=cast.amira, now=now, approve_first=False)
    seat = actions.take_seat(room=room)
    actions.raise_question(room=room, seat=seat, text="Who pays?", client_id=uuid.uuid4())
    assert [one.text for one in queries.questions(room)] == ["Who pays?"]


def test_those_with_the_most_backing_come_first_and_the_answered_last(room, ask):
    first, second, third = ask("One"), ask("Two"), ask("Three")
    show(first, second, third)
    for _ in range(2):
        actions.back(raised=Raised.objects.get(pk=second.pk), seat=actions.take_seat(room=room),
                     backs=True)  # fmt: skip
    actions.look_through(raised=first, state=Raised.State.ANSWERED)
    assert [(one.text, one.backed) for one in queries.questions(room)] == [
        ("Two", 2), ("Three", 0), ("One", 0),
    ]  # fmt: skip


def test_each_person_backs_a_question_once_and_never_their_own(room, ask):
    author, other = actions.take_seat(room=room), actions.take_seat(room=room)
    show(ask("Who pays?", author))
    raised = Raised.objects.get()
    for seat in (author, other, other):
        actions.back(raised=raised, seat=seat, backs=True)
    assert raised.backings.count() == 1
    actions.back(raised=raised, seat=other, backs=False)
    assert raised.backings.count() == 0


def test_a_question_that_is_not_shown_cannot_be_backed(room, ask):
    actions.back(raised=ask("Who pays?"), seat=actions.take_seat(room=room), backs=True)
    assert not Raised.objects.get().backings.exists()


def test_what_is_told_names_nobody(room, ask):
    seat = actions.take_seat(room=room, name="Kit Unusual")
    show(ask("Who pays?", seat))
    told = telling.drawn(room.pk)
    assert "Who pays?" in told.people["questions"]
    assert "Unusual" not in str(told)
    assert str(seat.pk) not in str([told.people, told.screen])


def test_a_question_of_another_room_is_not_there(room, session, ask, cast, now, client):
    theirs = ask("Who pays?")
    actions.close(room=room, now=now)
    actions.open_room(gathering=session, by=cast.amira, now=now)
    come_in(client, session)
    assert client.post(f"/room/{session.code}/back/", {"back": theirs.pk}).status_code == 404


@pytest.mark.parametrize("text", ["", "  ", "x" * 501])
def test_a_question_that_is_none_is_said(client, session, room, text):
    come_in(client, session)
    typed = {"text": text, "client_id": uuid.uuid4()}
    page = client.post(f"/room/{session.code}/raise/", typed).content.decode()
    assert "Write your question" in page or "500 letters or fewer" in page
    assert not Raised.objects.exists()


def test_nobody_floods_the_room(client, session, room):
    come_in(client, session)
    for number in range(9):
        typed = {"text": f"Question {number}", "client_id": uuid.uuid4()}
        page = client.post(f"/room/{session.code}/raise/", typed, follow=True).content.decode()
    assert "Wait a moment" in page
    assert Raised.objects.count() == 3


def test_the_session_page_leads_to_the_room_while_it_is_open(client, session, room, now):
    page = client.get(f"/j/{session.code}/").content.decode()
    assert f'href="/room/{session.code}/"' in page
    actions.close(room=room, now=now)
    assert "Come into the room" not in client.get(f"/j/{session.code}/").content.decode()


def test_who_leads_goes_from_the_session_to_the_room(room, session, cast, sign_in):
    page = sign_in(cast.tom).get(f"/o/sandbrook-council/sessions/{session.pk}/").content.decode()
    assert "Go to the room" in page
    assert Room.objects.count() == 1
