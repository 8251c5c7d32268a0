"""A closed room is gone through again: only where somebody who leads lets people, and protected."""

import re
import uuid
from datetime import timedelta

import pytest

from alongside.gatherings.models import Gathering
from alongside.live import actions, queries
from alongside.live.models import Room
from alongside.walls import actions as walls
from alongside.walls.changes import Change

from .conftest import AGENDA, people

REPLAY = "/o/sandbrook-council/sessions/{}/room/replay/"
PAIR = {
    "title": "Before and now",
    "minutes": 5,
    "about": "",
    "kind": "question",
    "question": {"type": "name_one", "label": {"en": "Name a model"}},
}
WALL = {
    "title": "What helps",
    "minutes": 5,
    "about": "",
    "kind": "wall",
    "ask": "What helps?",
    "columns": ["For people"],
    "votes": 3,
}


@pytest.fixture
def session(session):
    session.version.__class__.objects.update(agenda=[*AGENDA, WALL, PAIR])
    session.refresh_from_db()
    return session


@pytest.fixture
def closed(ladder, say, room, now):
    """A room of 11 people that has closed: 9 said one thing, 2 another."""
    seats = say(ladder, *["for"] * 9, *["with"] * 2)
    words = room.steps.get(place=3).askings.get()
    actions.give(asking=words, seat=seats[0], turn=1, answers={"text": "The lift is broken"})
    show(ladder, words)
    return actions.close(room=room, now=now)


def show(*askings):
    """Show the results of these questions to the room."""
    for asking in askings:
        actions.reveal(asking=asking, shown=True)


def page(client, session, place):
    return client.get(f"/room/{session.code}/again/{place}/")


def test_by_default_nobody_goes_through_it_again(client, session, closed):
    assert page(client, session, 1).status_code == 404
    assert "again" not in client.get(f"/room/{session.code}/").content.decode()


def test_whoever_leads_lets_people_and_takes_it_away(client, sign_in, session, closed, cast):
    staff = sign_in(cast.tom)
    form = staff.get(REPLAY.format(session.pk)).content.decode()
    assert re.search(r'name="words"[^>]*checked', form)
    said = staff.post(REPLAY.format(session.pk), {"replay": "on"}, follow=True)
    assert "People can go through it again" in said.content.decode()
    assert "Who is here" in page(client, session, 1).content.decode()
    assert "Go through it again" in client.get(f"/room/{session.code}/").content.decode()
    assert Gathering.objects.get().room_is == "over"
    staff.post(REPLAY.format(session.pk), {"words": "on"})
    assert page(client, session, 1).status_code == 404
    assert Gathering.objects.get().room == ""
    assert not Room.objects.get().replay_words


def test_notes_of_whoever_leads_are_never_shown(client, session, closed, now):
    actions.set_replay(room=closed, replay=True, words=True, now=now)
    assert "hello" not in page(client, session, 1).content.decode()


def test_counts_are_protected_and_words_left_out(client, session, closed, now):
    actions.set_replay(room=closed, replay=True, words=True, now=now)
    counts = page(client, session, 2).content.decode()
    assert "Where are we on the ladder today?" in counts
    assert "not shown" in counts
    assert "2 of 11" not in counts
    table = re.search(r"<table.*?</table>", counts, re.DOTALL)
    assert table is None or "9" not in strip(table[0])
    words = page(client, session, 3).content.decode()
    assert "The lift" not in words
    assert "in their own words" in words


def test_the_numbers_are_those_of_the_results(client, room, ladder, say, now, sign_in, cast):
    session = room.gathering
    say(ladder, *["for"] * 20, *["with"] * 30)
    show(ladder)
    wave = actions.close(room=room, now=now).answers
    actions.set_replay(room=room, replay=True, words=False, now=now)
    staff = sign_in(cast.amira)
    report = staff.post(f"/o/sandbrook-council/reports/waves/{wave.pk}/", follow=True)
    bars = re.findall(r"<table.*?</table>", report.content.decode(), re.DOTALL)
    again = re.findall(r"<table.*?</table>", page(client, session, 2).content.decode(), re.DOTALL)
    assert strip(again[0]) == strip(bars[0])


def strip(table):
    return " ".join(re.sub(r"<[^>]*>", " ", table).split())


def test_where_few_answered_nothing_is_shown(client, session, room, ladder, say, now):
    say(ladder, "for", "for")
    show(ladder, room.steps.get(place=4).askings.get())
    actions.close(room=room, now=now)
    actions.set_replay(room=room, replay=True, words=True, now=now)
    assert "people answered. So no results are shown" in page(client, session, 2).content.decode()
    assert "Nobody answered" in page(client, session, 4).content.decode()


def test_what_was_asked_twice_is_one_page_with_a_heading_for_each_time(
    client, room, ladder, say, now
):
    say(ladder, *["for"] * 20, *["with"] * 30)
    show(ladder)
    again = actions.ask_again(step=ladder.step)
    say(again, *["for"] * 30, *["with"] * 20)
    show(again)
    actions.close(room=room, now=now)
    actions.set_replay(room=room, replay=True, words=False, now=now)
    told = page(client, room.gathering, 2).content.decode()
    assert (told.count("<h1"), told.count("data-results")) == (1, 1)
    assert re.findall(r"<h2[^>]*>([^<]*time[^<]*)<", told) == [
        "The first time",
        "Asked again, time 2",
    ]


NOT_SEEN = "The results were not shown in the room"


def closed_with_replay(room, now):
    actions.close(room=room, now=now)
    actions.set_replay(room=room, replay=True, words=True, now=now)


def test_results_that_the_room_never_saw_are_not_shown_afterwards(
    client, session, room, ladder, say, now
):
    say(ladder, *["for"] * 20, *["with"] * 30)
    closed_with_replay(room, now)
    told = page(client, session, 2).content.decode()
    assert NOT_SEEN in told
    assert "<table" not in told
    assert "Doing with" in told  # what was asked stands there
    assert NOT_SEEN in page(client, session, 4).content.decode()  # where nobody answered, too


def test_what_was_hidden_again_was_seen_all_the_same(client, session, room, ladder, say, now):
    say(ladder, *["for"] * 20, *["with"] * 30)
    show(ladder)
    actions.reveal(asking=ladder, shown=False)
    closed_with_replay(room, now)
    told = page(client, session, 2).content.decode()
    assert NOT_SEEN not in told
    assert "<table" in told


def test_each_time_that_a_question_was_asked_was_seen_by_itself(
    client, session, room, ladder, say, now
):
    say(ladder, *["for"] * 20, *["with"] * 30)
    show(ladder)
    say(actions.ask_again(step=ladder.step), *["for"] * 30, *["with"] * 20)
    closed_with_replay(room, now)
    first, again = page(client, session, 2).content.decode().split("Asked again, time 2")
    assert "<table" in first
    assert NOT_SEEN not in first
    assert "<table" not in again
    assert NOT_SEEN in again


def test_the_first_time_is_seen_beside_the_last(room, ladder, say):
    say(ladder, "for")
    second = actions.ask_again(step=ladder.step)
    say(second, "for")
    third = actions.ask_again(step=ladder.step)
    show(third)
    assert [one.seen for one in queries.askings(ladder.step)] == [True, False, True]


def test_begun_anew_it_has_not_been_seen_and_taken_up_it_has(room, ladder, say, now):
    say(ladder, "for")
    show(ladder)
    fresh = actions.reset(asking=ladder, now=now)
    assert not fresh.seen
    actions.take_up(asking=ladder)
    assert [one.seen for one in queries.askings(ladder.step)] == [True]


def test_of_what_people_did_alone_all_results_are_shown_as_they_were_told(
    client, session, cast, now
):
    room = actions.leave_open(
        gathering=session, by=cast.amira, until=now + timedelta(days=1), now=now
    )
    asking = room.steps.get(place=2).askings.get()
    for choice in [*["for"] * 20, *["with"] * 30]:
        seat = actions.take_seat(room=room)
        actions.give(asking=asking, seat=seat, turn=1, answers={"choice": choice})
    closed_with_replay(room, now)
    told = page(client, session, 2).content.decode()
    assert "<table" in told
    assert NOT_SEEN not in told


@pytest.fixture
def written(room, cast, now):
    """A room with a note on its wall and a question, closed."""
    wall = room.steps.get(place=7).wall
    add = Change(wall.pk, "somebody", uuid.uuid4(), "add", {"text": "Tea for all"})
    walls.change(change=add, now=now)
    seat = actions.take_seat(room=room)
    raised = actions.raise_question(room=room, seat=seat, text="Who pays?", client_id=uuid.uuid4())
    actions.look_through(raised=raised, state="shown")
    return actions.close(room=room, now=now)


def test_walls_and_questions_are_read_only_where_it_is_ticked(client, session, written, now):
    actions.set_replay(room=written, replay=True, words=False, now=now)
    assert "Tea for all" not in page(client, session, 7).content.decode()
    assert "Who pays?" not in page(client, session, 9).content.decode()
    actions.set_replay(room=written, replay=True, words=True, now=now)
    wall = page(client, session, 7).content.decode()
    assert "Tea for all" in wall
    assert "Add my note" not in wall
    assert "Who pays?" in page(client, session, 9).content.decode()
    assert page(client, session, 10).status_code == 404


def test_words_of_people_under_18_are_ticked_by_nobody_but_a_person(session, cast, now, sign_in):
    room = actions.open_room(gathering=session, by=cast.amira, now=now, under_18=True)
    actions.close(room=room, now=now)
    form = sign_in(cast.tom).get(REPLAY.format(session.pk)).content.decode()
    assert not re.search(r'name="words"[^>]*checked', form)
    assert "People under 18" in form


def test_said_beforehand_it_holds_once_the_room_closes(client, room, session, now):
    actions.set_replay(room=room, replay=True, words=False, now=now)
    assert page(client, session, 1).status_code == 404
    actions.close(room=room, now=now)
    assert page(client, session, 1).status_code == 200
    assert "Go through it again" in client.get(f"/j/{session.code}/").content.decode()


def test_a_later_room_takes_its_place(client, closed, session, cast, now):
    actions.set_replay(room=closed, replay=True, words=True, now=now)
    actions.open_room(gathering=session, by=cast.amira, now=now)
    assert page(client, session, 1).status_code == 404
    assert Gathering.objects.get().room_is == "together"


def test_what_small_groups_said_is_read_where_it_is_ticked(
    client, session, room_at_groups, make_groups, now
):
    people(room_at_groups, 3)
    group = queries.small_groups(make_groups())[0]
    actions.say(group=group, text="We begin with a visit")
    actions.close(room=room_at_groups, now=now)
    actions.set_replay(room=room_at_groups, replay=True, words=False, now=now)
    assert "a visit" not in page(client, session, 1).content.decode()
    actions.set_replay(room=room_at_groups, replay=True, words=True, now=now)
    assert "We begin with a visit" in page(client, session, 1).content.decode()


def test_a_wall_is_read_as_it_was(client, session, room, now):
    wall = room.steps.get(place=7).wall
    said = {"text": "Tea for all", "label": "idea", "symbol": "cup"}
    for author, kind, data in (("a", "add", said), ("a", "agree", {}), ("b", "agree", {})):
        note = {} if kind == "add" else {"note": 1}
        change = Change(wall.pk, author, uuid.uuid4(), kind, {**data, **note})
        walls.change(change=change, now=now)
    actions.close(room=room, now=now)
    actions.set_replay(room=room, replay=True, words=True, now=now)
    read = page(client, session, 7).content.decode()
    for shown in ("An idea", 'href="#symbol-cup"', "Votes: <b>2</b>", "Tea for all"):
        assert shown in read
    assert "Agree" not in read


def test_what_was_asked_stands_there_where_no_counts_may(client, session, room, ladder, say, now):
    say(ladder, "for", "for")
    show(ladder)
    actions.close(room=room, now=now)
    actions.set_replay(room=room, replay=True, words=False, now=now)
    few = page(client, session, 2).content.decode()
    assert "Doing with" in few
    assert "2 of 2" not in few
    cards = page(client, session, 4).content.decode()
    assert "A budget decided together" in cards
    assert "<li>It is not</li>" in cards


def test_any_part_is_a_press_away(client, session, closed, now):
    actions.set_replay(room=closed, replay=True, words=True, now=now)
    parts = page(client, session, 3).content.decode().split("All parts")[1]
    assert f'href="/room/{session.code}/again/7/"' in parts
    assert f'href="/room/{session.code}/again/9/"' in parts
    assert "again/3/" not in parts


def test_groups_are_side_by_side_also_where_their_notes_were_put_on_one_wall(
    client, session, room_at_groups, make_groups, cast, now
):
    people(room_at_groups, 3)
    breakout = make_groups()
    actions.say(group=queries.small_groups(breakout)[0], text="We begin with a visit")
    actions.merge(breakout=breakout, by=cast.amira, votes=0, now=now)
    actions.close(room=room_at_groups, now=now)
    actions.set_replay(room=room_at_groups, replay=True, words=True, now=now)
    read = page(client, session, 1).content.decode()
    assert "Choose a story." in read
    assert "We begin with a visit" in read
