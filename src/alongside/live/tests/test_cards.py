"""Many cards on a phone: each is a group of choices of its own, and says where it was put."""

import re

import pytest

from alongside.live import actions
from alongside.live.models import Vote

SEVEN = {
    "title": "Where does it belong?",
    "minutes": 5,
    "about": "",
    "kind": "cards",
    "cards": [{"text": f"A way of working, number {n}"} for n in range(1, 8)],
    "places": [f"Rung number {n} of the ladder" for n in range(1, 8)],
}


@pytest.fixture
def here(client, room, session):
    """The address of the room, with somebody in it, at seven cards."""
    step = room.steps.get(place=4)
    step.item = SEVEN
    step.save(update_fields=["item"])
    actions.go(room=room, place=4)
    client.post(f"/room/{session.code}/come-in/", {"name": "", "needs": ""})
    return f"/room/{session.code}/"


def put(room, places):
    asking = room.steps.get(place=4).askings.get().pk
    cards = {f"step_4.card_{card}": f"place_{place}" for card, place in places.items()}
    return {"asking": asking} | cards


def test_every_card_is_a_labelled_group_and_one_is_open(client, here):
    page = client.get(here).content.decode()
    assert page.count("data-card open") == 1
    assert page.count('<legend class="hidden-words">A way of working, number') == 7
    assert page.count('type="radio"') == 49
    assert "0 of 7 done" in page
    assert len(page) < 60_000


def test_each_says_where_it_was_put_and_stays_so(client, room, here):
    client.post(here + "answer/", put(room, dict.fromkeys(range(1, 8), 2)))
    assert Vote.objects.count() == 1
    page = client.get(here).content.decode()
    assert page.count("data-chosen>Rung number 2 of the ladder<") == 7
    assert "7 of 7 done" in page


def test_those_left_out_are_open_with_what_is_missing(client, room, here):
    page = client.post(here + "answer/", put(room, {1: 3, 2: 3})).content.decode()
    assert "There is a problem" in page
    assert "2 of 7 done" in page
    assert len(re.findall(r"one-card has-problem\" data-card open", page)) == 5
    assert not Vote.objects.exists()
