"""What the big screen shows while a question is open: all that somebody without a phone needs."""

import uuid

import pytest

from alongside.live import actions, queries, telling

MATRIX = {
    "type": "matrix",
    "label": {"en": "How is it today?"},
    "rows": [{"name": "team", "label": {"en": "In our team"}}],
    "choices": [{"name": name, "label": {"en": name.title()}} for name in ("fine", "hard")],
}
ORDER = {
    "type": "ranking",
    "label": {"en": "What matters most?"},
    "choices": [{"name": name, "label": {"en": name.title()}} for name in ("time", "place")],
}
SLIDER = {
    "type": "slider",
    "label": {"en": "How much of your day?"},
    "start": 0,
    "end": 100,
    "low": {"en": "None of it"},
    "high": {"en": "All of it"},
}


@pytest.fixture
def asked(room, look):
    """Call it with a question for what the screen shows of it, as it is told and as a page."""

    def do(client, question):
        step = room.steps.get(place=2)
        step.item = step.item | {"question": question}
        step.save()
        actions.go(room=room, place=2)
        page = client.get(f"/screen/{room.secret}/").content.decode()
        return telling.screen(look()), page

    return do


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (MATRIX, ["In our team", "Fine", "Hard"]),
        (ORDER, ["Time", "Place"]),
        (SLIDER, ["0: None of it", "100: All of it"]),
        (SLIDER | {"hint": {"en": "Of a usual day"}}, ["Of a usual day"]),
    ],
)
def test_people_without_a_phone_read_all_of_a_question(client, asked, question, words):
    for shown in asked(client, question):
        for word in words:
            assert f">{word}<" in shown


def test_cards_and_their_places_are_read_on_the_screen(client, room, look):
    actions.go(room=room, place=4)
    page = client.get(f"/screen/{room.secret}/").content.decode()
    for shown in (telling.screen(look()), page):
        for words in ("A survey", "A budget decided together", "It is", "It is not"):
            assert f"<li>{words}</li>" in shown


def test_the_question_stays_while_no_more_answers_are_taken(ladder, look):
    actions.lock(asking=ladder, locked=True)
    for shown in (telling.screen(look()), telling.part(look())):
        assert "Where are we on the ladder today?" in shown
    assert "<li>Doing with</li>" in telling.screen(look())


def test_questions_from_the_room_can_be_read_on_the_screen_once_they_are_shown(client, room):
    seats = [actions.take_seat(room=room) for _ in range(2)]
    asked = [
        actions.raise_question(room=room, seat=seats[0], text=text, client_id=uuid.uuid4())
        for text in ("Who pays?", "When?")
    ]
    actions.look_through(raised=asked[0], state="shown")
    asked[0].refresh_from_db()
    actions.back(raised=asked[0], seat=seats[1], backs=True)
    page = client.get(f"/screen/{room.secret}/").content.decode()
    told = telling.drawn(room.pk).screen["questions"]
    for shown in (page, told):
        assert "Who pays?" in shown
        assert "1 wants to know too" in shown
        assert "When?" not in shown
        assert 'form="backing"' not in shown


def test_a_phone_is_led_on_when_the_room_closes(room, now):
    closed = actions.close(room=room, now=now)
    told = telling.part(telling.look(queries.room(closed.pk)))
    assert "This room is closed" in told
    assert "data-at-once" in told
