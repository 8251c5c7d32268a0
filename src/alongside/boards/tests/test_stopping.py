"""A board stops or does not meet: people are told, and somebody says what comes now."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from alongside.boards import actions, queries, tasks
from alongside.boards.models import BoardAlert
from alongside.letters.models import Letter
from alongside.people import actions as people

from .test_boards import held

WHY = {"who": "The senior team", "why": "There is no money."}


def letters(member=None):
    rows = Letter.objects.filter(about="board").order_by("pk")
    return list(rows.filter(member=member) if member else rows)


def test_a_board_with_people_on_it_stops_and_they_are_told(board, cast, now, sign_in):
    ahead = now.date() + timedelta(days=5)
    planned = actions.plan(board=board, day=ahead, by=cast.amira, now=now)
    alert = actions.stop(board=board, day=now.date(), now=now, **WHY)
    assert alert.answered is None
    assert {one.member.name for one in letters()} == {"Eve", cast.tom.name}
    (letter,) = letters(cast.tom)
    assert letter.subject == "Governance board has stopped"
    assert "The senior team" in letter.text
    assert "There is no money." in letter.text
    planned.refresh_from_db()
    assert planned.state == "cancelled"
    client = sign_in(cast.amira)
    page = client.get(reverse("boards:board", args=[cast.here.slug, board.pk])).content.decode()
    assert "Who stopped it: The senior team" in page
    assert f"Tell them yourselves: {cast.dot.name}." in page
    with pytest.raises(actions.NotPossible, match="stopped already"):
        actions.stop(board=board, day=now.date(), now=now, **WHY)


def test_owners_and_leads_see_it_until_somebody_says_what_comes_now(board, cast, now, sign_in):
    actions.stop(board=board, day=now.date(), now=now, **WHY)
    today = reverse("home:today", args=[cast.here.slug])
    says = "A board with people who use services does not meet"
    assert says in sign_in(cast.amira).get(today).content.decode()
    assert says not in sign_in(cast.priya).get(today).content.decode()
    client = sign_in(cast.amira)
    address = reverse("boards:answer", args=[cast.here.slug, board.pk])
    page = client.post(address, {"how": "instead", "words": ""}).content.decode()
    assert "Enter what you tell people" in page
    assert says in client.get(today).content.decode()
    client.post(address, {"how": "instead", "words": "The new panel decides about money."})
    assert says not in client.get(today).content.decode()
    board.refresh_from_db()
    assert board.stopped
    *_, last = letters(cast.tom)
    assert last.subject == "What takes the place of Governance board"
    assert "The new panel decides about money." in last.text


def test_a_board_that_missed_its_meetings_and_then_stops_has_one_alert(board, cast, now):
    later = now + timedelta(days=100)
    actions.find_missed(now=later)
    actions.stop(board=board, day=later.date(), now=later, **WHY)
    alert = board.alerts.get()
    assert (alert.kind, alert.who) == ("stopped", "The senior team")
    assert [one.subject for one in letters(cast.tom)] == [
        "Governance board has not met for a long time",
        "Governance board has stopped",
    ]


def test_it_meets_again_from_a_day(board, cast, now):
    actions.stop(board=board, day=now.date(), now=now, **WHY)
    day = now.date() + timedelta(days=9)
    again = {"how": "again", "words": "It goes on.", "by": cast.amira, "now": now}
    with pytest.raises(actions.NotPossible, match="still to come"):
        actions.answer(board=board, day=now.date() - timedelta(days=1), **again)
    actions.answer(board=board, day=day, **again)
    board.refresh_from_db()
    assert board.stopped is None
    assert board.meetings.get(state="planned").day == day
    assert letters(cast.tom)[-1].subject == "Governance board meets again"
    with pytest.raises(actions.NotPossible, match="Nobody said"):
        actions.answer(board=board, day=day, **again)


def test_a_board_of_staff_stops_without_an_alert(cast, now):
    about = {"decides": "All", "every": 4, "begun": now.date(), "by": cast.amira, "now": now}
    board = actions.begin(organisation=cast.here, name="Staff", **about)
    people.add_to_group(group=board.group, members=[cast.tom], now=now)
    assert actions.stop(board=board, day=now.date(), now=now, **WHY) is None
    assert letters() == []


@pytest.mark.parametrize(("days", "found"), [(56, 0), (57, 1)])
def test_two_intervals_without_a_meeting_raise_an_alert_once(board, cast, now, days, found):
    held(board, now.date() - timedelta(days=days), [], cast.amira, now)
    assert tasks.due(now) == found
    assert tasks.due(now + timedelta(hours=1)) == 0
    assert len(letters()) == 2 * found
    assert [one.day for one in BoardAlert.objects.all()] == [now.date()] * found


def test_meetings_that_were_missed_or_planned_do_not_count_as_held(board, cast, now):
    later = now + timedelta(days=200)
    meeting = actions.plan(board=board, day=now.date(), by=cast.amira, now=now)
    missed = {"state": "missed", "because": "Not known", "about": ""}
    actions.note(
        meeting=meeting, day=now.date(), there=[], decisions=[], by=cast.amira, now=now, **missed
    )
    actions.plan(board=board, day=later.date(), by=cast.amira, now=now)
    assert actions.find_missed(now=later) == 1


def test_a_meeting_that_is_noted_later_answers_it(board, cast, now):
    later = now + timedelta(days=100)
    actions.find_missed(now=later)
    held(board, date(2026, 3, 1), [], cast.amira, later)
    assert board.alerts.get().answered is None
    held(board, later.date(), [], cast.amira, later)
    alert = board.alerts.get()
    assert (alert.answer, alert.words) == ("again", f"It met on {later:%-d %B %Y}.")


def test_after_an_answer_two_intervals_count_anew(board, cast, now):
    later = now + timedelta(days=100)
    actions.find_missed(now=later)
    day = later.date() + timedelta(days=7)
    actions.answer(board=board, how="again", day=day, words="Soon.", by=cast.amira, now=later)
    assert queries.overdue(later.date() + timedelta(days=56)) == []
    assert len(queries.overdue(later.date() + timedelta(days=57))) == 1


def test_a_group_that_is_put_away_without_a_word_is_a_board_that_stopped(board, cast, now):
    people.put_group_away(group=board.group, now=now)
    assert tasks.due(now) == 1
    board.refresh_from_db()
    assert board.stopped_because == "Its group was put away. Nobody has said why yet."
    assert board.alerts.get().kind == "stopped"
    day = now.date() + timedelta(days=9)
    actions.answer(board=board, how="again", day=day, words="Yes.", by=cast.amira, now=now)
    board.group.refresh_from_db()
    assert board.group.put_away is None
    assert tasks.due(now) == 0


def test_nobody_is_told_at_night(board, now):
    night = datetime.fromisoformat("2026-09-10T02:00:00+00:00")
    assert tasks.due(night) == 0
    assert tasks.due(night.replace(hour=9)) == 1


def test_only_those_who_see_to_boards_stop_one(board, cast, sign_in):
    address = reverse("boards:stop", args=[cast.here.slug, board.pk])
    assert sign_in(cast.priya).post(address, WHY).status_code == 403
    sent = WHY | {"day": "2026-03-11"}
    assert (
        "Enter today or an earlier day" in sign_in(cast.amira).post(address, sent).content.decode()
    )
