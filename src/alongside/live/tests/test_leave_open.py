"""An agenda is left open: each goes through it alone, and nobody sees results before it closes."""

from datetime import timedelta

import pytest

from alongside.asks.models import Response
from alongside.gatherings.models import Gathering
from alongside.live import actions, queries, tasks
from alongside.live.models import Room, Seat, Vote
from alongside.walls import tasks as walls
from alongside.walls.models import Note, Wall

from .conftest import AGENDA

WALL = {
    "title": "What helps",
    "minutes": 5,
    "about": "",
    "kind": "wall",
    "ask": "What helps?",
    "columns": ["For people", "For staff"],
    "private": True,
}
GROUPS = {
    "title": "Plan it",
    "minutes": 10,
    "about": "",
    "kind": "breakout",
    "how": "random",
    "size": 3,
    "words": "Plan **one** project.",
    "columns": ["Who", "When"],
}
ORDER = {
    "title": "First things first",
    "minutes": 5,
    "about": "",
    "kind": "question",
    "question": {
        "type": "ranking",
        "label": {"en": "What comes first?"},
        "choices": [{"name": n, "label": {"en": n}} for n in ("a", "b", "c")],
    },
}
REMOTE = "/o/sandbrook-council/sessions/{}/room/{}"


@pytest.fixture
def agenda(session):
    session.version.__class__.objects.update(agenda=[*AGENDA, WALL, GROUPS, ORDER])
    session.refresh_from_db()
    return session


@pytest.fixture
def left_open(agenda, cast, now):
    """Call it for a self-paced room."""

    def do(**more):
        values = {"until": now + timedelta(days=7), "next_step": "We tell you in May."} | more
        return actions.leave_open(gathering=agenda, by=cast.amira, now=now, **values)

    return do


@pytest.fixture
def run(left_open):
    return left_open(turn_to="Tom, 01234")


@pytest.fixture
def go(client, session, run):
    """Call it for the page of a part."""
    client.post(f"/room/{session.code}/come-in/")

    def do(place, **posted):
        address = f"/room/{session.code}/alone/{place}/"
        if posted:
            return client.post(address, posted, follow=True).content.decode()
        return client.get(address).content.decode()

    return do


def test_whoever_leads_leaves_it_open_for_two_weeks(agenda, cast, sign_in, now):
    client = sign_in(cast.tom)
    assert "do alone" in client.get(REMOTE.format(agenda.pk, "")).content.decode()
    page = client.post(
        REMOTE.format(agenda.pk, "alone/"),
        {"last_day": "2026-03-24", "next_step": "We tell you."},
        follow=True,
    )
    assert "Tuesday 24 March 2026" in page.content.decode()
    assert Room.objects.get().until.isoformat() == "2026-03-25T00:00:00+00:00"
    client.post(REMOTE.format(agenda.pk, "alone/until/"), {"last_day": "2026-03-12"})
    assert Room.objects.get().last_moment.day == 12
    assert (
        "People do this alone"
        in client.get(REMOTE.format(agenda.pk, ""), follow=True).content.decode()
    )


@pytest.mark.parametrize("day", ["2026-03-09", "2027-03-11", "soon", ""])
def test_a_last_day_that_is_none_is_said(agenda, cast, sign_in, day):
    sent = {"last_day": day, "next_step": "x"}
    page = sign_in(cast.tom).post(REMOTE.format(agenda.pk, "alone/"), sent)
    assert "There is a problem" in page.content.decode()
    assert not Room.objects.exists()


def test_a_room_that_people_are_in_together_is_not_taken_from_them(agenda, left_open, cast, now):
    actions.open_room(gathering=agenda, by=cast.amira, now=now)
    with pytest.raises(actions.NotPossible, match="Close it first"):
        left_open()


def test_nobody_is_taken_through_it(run, cast, sign_in, session):
    with pytest.raises(actions.NotPossible, match="alone"):
        actions.go(room=run, place=1)
    sign_in(cast.tom).post(REMOTE.format(session.pk, "go/"), {"place": 1})
    assert Room.objects.get().place == 0


def test_somebody_begins_without_an_account_and_is_asked_nothing(client, session, run):
    page = client.get(f"/room/{session.code}/").content.decode()
    assert "Begin" in page
    assert "first name" not in page.replace("your first name and", "")
    client.post(f"/room/{session.code}/come-in/")
    page = client.get(f"/room/{session.code}/", follow=True).content.decode()
    assert "Part 1 of 9" in page
    assert "Say **hello**" not in page
    assert "Say <strong>hello" not in page


def test_parts_are_as_they_are_on_a_phone_and_in_small_groups(go):
    assert "Who is here" in go(1)
    assert "<em>equals</em>" in go(5)
    assert "leave this out" in go(6)
    page = go(8)
    assert "Do this alone, or with somebody" in page
    assert "groups of about" not in page
    assert "When" in page


def test_an_answer_is_kept_and_counts_are_shown_to_nobody(go, run):
    page = go(2)
    assert "shown to nobody before this closes" in page
    page = go(2, step_2="for")
    assert "Your answer is in." in page
    assert "Part 3 of 9" in page
    assert "Your answer is in: Doing for." in go(2)
    go(2, step_2="with")
    assert [vote.answers for vote in Vote.objects.all()] == [{"choice": "with"}]
    assert "answered" not in go(2)


def test_what_is_no_answer_is_said(go):
    assert "There is a problem" in go(2, csrfmiddlewaretoken="x")
    assert not Vote.objects.exists()


def test_a_button_inside_a_question_moves_things_and_is_no_answer(go, run):
    page = go(9)
    assert 'name="step_9..do" value="in.b"' in page
    page = go(9, **{"step_9..do": "in.b", "step_9.a": "", "step_9.b": "", "step_9.c": ""})
    assert "There is a problem" not in page
    assert 'name="step_9.b" value="1"' in page
    assert not Vote.objects.exists()


def test_somebody_comes_back_to_where_they_were(client, session, go):
    go(4)
    assert "Part 4 of 9" in client.get(f"/room/{session.code}/", follow=True).content.decode()
    client.post(f"/room/{session.code}/leave/")
    assert "Begin" in client.get(f"/room/{session.code}/").content.decode()
    client.post(f"/room/{session.code}/come-in/")
    assert "Part 1 of 9" in client.get(f"/room/{session.code}/", follow=True).content.decode()


def test_the_end_says_what_comes_next_and_what_was_left_out(go):
    go(2, step_2="for")
    page = go(10)
    assert "We tell you in May." in page
    assert "left out 3 of 4 questions" in page
    assert "Tom, 01234" in page


@pytest.mark.parametrize("place", [0, 11, 99, 2**70])
def test_there_is_nothing_before_or_after(client, session, go, place):
    assert client.get(f"/room/{session.code}/alone/{place}/").status_code == 404


def test_notes_on_a_wall_are_seen_at_once_by_others(go):
    assert "data-wall" in go(7)
    assert not Wall.objects.filter(private=True).exists()


def test_its_walls_stay_open_as_long_as_it_does(run, now, monkeypatch):
    """Also where nobody writes a note for months."""
    monkeypatch.setattr("alongside.asks.sealing.clean", lambda *models: True)
    Wall.objects.update(changed=now - timedelta(days=400))
    assert walls.due(now) == 0
    assert Wall.objects.filter(closed=None).count() == 2
    assert tasks.due(run.until) == 2
    assert {(wall.closed, wall.wiped) for wall in Wall.objects.all()} == {(run.until, run.until)}


def test_notes_of_people_under_18_wait_to_be_looked_at(left_open):
    left_open(under_18=True)
    made = Wall.objects.all()
    assert [(wall.approves, wall.private) for wall in made] == [(True, False)] * 2


def test_it_closes_by_itself_as_a_room_does(session, run, now):
    for _ in range(6):
        seat = actions.take_seat(room=run)
        asking = run.steps.get(place=2).askings.get()
        actions.give(asking=asking, seat=seat, turn=1, answers={"choice": "for"})
    assert tasks.due(now) == 0
    assert tasks.due(run.until) == 1
    assert tasks.due(run.until) == 0
    closed = Room.objects.get()
    assert closed.answers.title == f"Alone: {session.title}"
    assert [one.answers for one in Response.objects.all()] == [{"step_2": {"choice": "for"}}] * 6
    assert not Seat.objects.exists()
    assert not Note.objects.exclude(author="").exists()
    assert Gathering.objects.get().room == ""


def test_once_its_time_is_over_nothing_is_taken_before_it_is_closed(
    client, session, run, go, monkeypatch
):
    monkeypatch.setattr("django.utils.timezone.now", lambda: run.until)
    assert "This has closed" in go(2, step_2="for")
    assert not Vote.objects.exists()


def test_the_page_of_the_session_leads_to_it(client, session, run):
    page = client.get(f"/j/{session.code}/").content.decode()
    assert "Do it at your own pace" in page


def test_a_big_screen_of_it_has_no_buttons(client, sign_in, run, cast):
    page = sign_in(cast.amira).get(f"/screen/{run.secret}/").content.decode()
    assert "data-controls" not in page


def test_a_phone_of_a_room_together_does_not_go_alone(client, room, session):
    client.post(f"/room/{session.code}/come-in/", {"name": "", "needs": ""})
    answer = client.get(f"/room/{session.code}/alone/1/")
    assert answer.headers["Location"] == f"/room/{session.code}/"


def test_what_was_typed_too_late_is_answered_in_words(go, run, now, client, session):
    actions.close(room=run, now=now)
    assert "This has closed" in go(2, step_2="for")
    assert queries.newest_room(session.code).closed
