"""Whoever is in a room gets codes for what they say, and after it has closed only their browser
knows which are theirs."""

import html
import re
import uuid

import pytest

from alongside.asks.models import Comment
from alongside.asks.queries import hashed
from alongside.asks.receipts import read
from alongside.influence import actions as influence
from alongside.influence.tests import told
from alongside.live import actions, said
from alongside.live.models import Raised
from alongside.walls import actions as walls
from alongside.walls.models import Note


def words(answer):
    return " ".join(html.unescape(answer.content.decode()).split())


def codes_in(answer):
    page = re.sub(r'href="[^"]*"', "", words(answer))
    return re.findall(r"\b(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}\b", page)


@pytest.fixture
def wall(room, cast, now):
    made = walls.make_wall(
        organisation=cast.here, ask="Who gains?", closes_itself=False, by=cast.tom, now=now
    )
    step = room.steps.get(place=5)
    step.wall = made
    step.save(update_fields=["wall"])
    return made


@pytest.fixture
def at(client, session, room, wall):
    """The page of codes of somebody who is in the room, has written a note and asked something."""
    client.post(f"/room/{session.code}/come-in/", {"name": "", "needs": ""})
    actions.go(room=room, place=5)
    client.get(f"/room/{session.code}/")
    client.post(f"/wall/{wall.code}/do/", {"act": "add", "text": "A sofa"})
    question = {"text": "Who pays?", "client_id": uuid.uuid4()}
    client.post(f"/room/{session.code}/raise/", question)
    return f"/room/{session.code}/codes/"


def test_a_note_and_a_question_have_codes_and_asked_twice_the_same(client, at):
    assert codes_in(client.get(at)) == []
    assert client.post(at).headers["Location"] == at
    first = codes_in(client.get(at))
    client.post(at)
    assert codes_in(client.get(at)) == first
    assert [Note.objects.get().receipt, Raised.objects.get().receipt] == [
        hashed(read(one)) for one in first
    ]


def test_the_page_of_the_closed_room_shows_all_of_theirs_and_words_in_answers(
    client, at, session, room, now
):
    client.post(at)
    actions.go(room=room, place=3)
    asking = room.steps.get(place=3).askings.get()
    answer = {"asking": asking.pk, f"{asking.step.name(1)}": "Time"}
    client.post(f"/room/{session.code}/answer/", answer)
    client.post(f"/room/{session.code}/raise/", {"text": "Who decides?", "client_id": uuid.uuid4()})
    assert len(codes_in(client.get(at))) == 2
    actions.close(room=room, now=now)
    page = client.get(f"/room/{session.code}/")
    codes = codes_in(page)
    assert len(codes) == 4
    assert "What you wrote: What gets in the way?" in words(page)
    assert "Time" not in words(page)
    assert Comment.objects.get().receipt in {hashed(read(one)) for one in codes}
    assert "Your words" not in words(client.get(f"/said/{codes[-1]}/"))
    assert client.get(f"/said/{codes[-1]}/").status_code == 200


def test_who_did_not_ask_leaves_no_hash(client, at, session, room, now):
    actions.close(room=room, now=now)
    assert codes_in(client.get(f"/room/{session.code}/")) == []
    assert (Note.objects.get().receipt, Raised.objects.get().receipt) == ("", "")


def test_a_shared_device_shows_none(client, at, session, room, now):
    client.post(at)
    client.post(f"/room/{session.code}/share/", {"share": "yes"})
    page = client.get(at)
    assert codes_in(page) == []
    assert "Several people use this device" in words(page)
    client.post(f"/room/{session.code}/come-in/", {"name": "", "needs": ""})
    client.post(at)
    assert codes_in(client.get(at)) == []
    actions.close(room=room, now=now)
    assert codes_in(client.get(f"/room/{session.code}/")) == []


def test_another_browser_finds_none(client, at, session, room, now):
    client.post(at)
    actions.close(room=room, now=now)
    client.cookies.clear()
    assert codes_in(client.get(f"/room/{session.code}/")) == []
    assert codes_in(client.get(at)) == []


def test_a_closed_room_gives_no_more_codes(client, at, room, now):
    actions.close(room=room, now=now)
    client.post(at)
    assert "They can be had only while the room is open." in words(client.get(at))


def test_the_code_of_an_answer_says_what_came_of_its_words_once_they_are_kept(
    client, at, session, room, cast, now
):
    story = told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)
    client.post(at)
    actions.go(room=room, place=3)
    asking = room.steps.get(place=3).askings.get()
    answer = {"asking": asking.pk, f"{asking.step.name(1)}": "Time"}
    client.post(f"/room/{session.code}/answer/", answer)
    actions.reveal(asking=asking, shown=True)
    (words_shown,) = [one for one in said.shown(room) if one.text == "Time"]
    kept = actions.keep_words(room=room, source=words_shown.source, by=cast.tom, now=now)
    actions.close(room=room, now=now)
    mine = f"/said/{codes_in(client.get(at))[-1]}/"
    assert "It has not been brought into a project yet." in words(client.get(mine))
    brought = influence.bring_kept(project=story.project, kept=kept, by=cast.tom, now=now)
    influence.place(theme=story.theme, contributions=[brought], by=cast.tom, now=now)
    influence.countersign(contribution=brought, meant={}, acted={story.decision: "yes"}, now=now)
    page = words(client.get(mine))
    assert "It will look like a living room." in page
    assert "You said: you acted on it" not in page
    walls.withdraw(kept=kept, now=now)
    assert "It will look like a living room." not in words(client.get(mine))
