"""Things are put in order in a room: with buttons that are sent where there is no JavaScript."""

import pytest

from alongside.live import actions, queries

MATTERS = {
    "type": "ranking",
    "label": {"en": "What matters most?"},
    "choices": [
        {"name": name, "label": {"en": label}}
        for name, label in (("time", "Time"), ("place", "Place"), ("food", "Food"))
    ],
}


@pytest.fixture
def asking(room):
    """A question at which people put three things in order, with the room at it."""
    step = room.steps.get(place=2)
    step.item |= {"question": MATTERS}
    step.save(update_fields=["item"])
    actions.go(room=room, place=2)
    return step.askings.get()


def test_an_order_is_made_button_by_button_and_then_sent(client, session, asking):
    here = f"/room/{session.code}/"
    client.post(here + "come-in/", {"name": "", "needs": ""})
    typed = {"asking": asking.pk}
    for code, *others in (("food",), ("time", "food"), ("place", "food", "time")):
        places = {f"step_2.{other}": str(at) for at, other in enumerate(others, start=1)}
        page = client.post(here + "answer/", typed | places | {"step_2..do": f"in.{code}"})
        assert "There is a problem" not in page.content.decode()
    things = [thing["code"] for thing in page.context["q"]["things"]]
    assert things == ["food", "time", "place"]
    assert queries.answers(asking) == []
    order = {f"step_2.{code}": str(at) for at, code in enumerate(things, start=1)}
    client.post(here + "answer/", typed | order)
    assert queries.answers(asking) == [{"order": ["food", "time", "place"]}]


def test_whoever_leads_puts_an_order_in_the_same_way(asking, session, cast, sign_in):
    where = f"/o/sandbrook-council/sessions/{session.pk}/room/put-in/"
    typed = {"people": "2", "client_id": "b5f0c7a2-5b0a-4c39-9a39-0d7a8f3b9a11"}
    page = sign_in(cast.tom).post(where, typed | {"step_2..do": "in.food"})
    assert [thing["code"] for thing in page.context["q"]["things"]] == ["food"]
    assert "There is a problem" not in page.content.decode()
    assert queries.answers(asking) == []
    assert page.context["form"]["people"].value() == "2"
