"""The questions about the session, as a step of its room: people are asked while they are there."""

from datetime import timedelta

import pytest

from alongside.asks import actions as asks
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Gathering
from alongside.live import actions, telling

HOW_WAS_IT = {"title": "How was it?", "minutes": 4, "about": "", "kind": "evaluation"}
DRAFT = {
    "title": {"en": "After the session"},
    "languages": ["en"],
    "questions": [{"type": "short", "name": "keep", "label": {"en": "What should we keep?"}}],
}
LINK = "Tell us how it was"


@pytest.fixture
def room(session, cast, now):
    session.version.__class__.objects.update(agenda=[HOW_WAS_IT])
    session.refresh_from_db()
    return actions.open_room(gathering=session, by=cast.amira, now=now)


@pytest.fixture
def choose(session, cast, now):
    """Call it for the session's evaluation: the questions are chosen."""

    def do(mode="anonymous"):
        form = asks.make_form(
            organisation=cast.here, title="After", draft=DRAFT, now=now, by=cast.amira
        )
        return gatherings.ask_for_evaluation(
            gathering=session,
            version=asks.publish(form=form, now=now),
            closes=session.ends + timedelta(days=14),
            mode=mode,
        )

    return do


def go(staff, session):
    at = f"/o/sandbrook-council/sessions/{session.pk}/room/"
    return staff.post(f"{at}go/", {"place": "1", "from": "remote"}, follow=True).content.decode()


def test_the_questions_open_once_the_room_comes_to_them(
    client, session, room, choose, look, sign_in, cast, now
):
    wave = choose()
    go(sign_in(cast.tom), session)
    for shown in (telling.part(look()), telling.screen(look())):
        assert LINK in shown
        assert f"/a/{wave.code}/" in shown
    wave.refresh_from_db()
    assert (wave.opens, wave.closes) == (now, session.ends + timedelta(days=14))
    assert "not open" not in client.get(f"/a/{wave.code}/").content.decode()


def test_before_the_day_they_stay_shut(session, room, choose, look, sign_in, cast, now):
    wave = choose()
    later = session.starts + timedelta(days=3)
    Gathering.objects.update(starts=later, ends=later + timedelta(minutes=90))
    go(sign_in(cast.tom), session)
    wave.refresh_from_db()
    assert wave.opens > now
    assert LINK not in telling.part(look())


def test_where_answers_carry_a_name_they_wait_for_the_end(
    session, room, choose, look, sign_in, cast, now
):
    wave = choose("named")
    page = go(sign_in(cast.tom), session)
    wave.refresh_from_db()
    assert wave.opens == session.ends
    assert LINK not in telling.part(look())
    assert "a link of their own" in page


def test_whoever_leads_learns_that_no_questions_are_chosen_and_opens_them_late(
    session, room, choose, look, sign_in, cast
):
    staff = sign_in(cast.tom)
    page = go(staff, session)
    assert "No questions are chosen" in page
    assert f"/sessions/{session.pk}/evaluation/" in page
    before = look().key
    choose()
    page = staff.get(f"/o/sandbrook-council/sessions/{session.pk}/room/").content.decode()
    assert "Open them now" in page
    assert "Open them now" not in go(staff, session)
    assert look().key != before
