from datetime import timedelta

import pytest

from alongside.asks import actions as asks
from alongside.gatherings import actions

from .conftest import STARTS

ENDS = STARTS + timedelta(minutes=90)


@pytest.fixture
def version(cast, now):
    form = asks.make_form(
        organisation=cast.here, title="After the session", draft=DRAFT, now=now, by=cast.amira
    )
    return asks.publish(form=form, now=now)


DRAFT = {
    "title": {"en": "After the session"},
    "languages": ["en"],
    "questions": [{"type": "short", "name": "keep", "label": {"en": "What should we keep?"}}],
}


@pytest.fixture
def wave(session, version):
    return actions.ask_for_evaluation(
        gathering=session, version=version, closes=ENDS + timedelta(days=14)
    )


def test_the_questions_open_when_the_session_ends_and_are_anonymous(session, wave):
    assert (wave.mode, wave.opens, wave.closes) == (
        "anonymous",
        ENDS,
        ENDS + timedelta(days=14),
    )


@pytest.mark.parametrize(
    ("minutes", "leads"), [(-5, False), (89, False), (90, True), (14 * 1440 + 90, False)]
)
def test_the_code_of_the_session_leads_to_the_questions_once_they_are_open(
    client, session, wave, clock, minutes, leads
):
    clock(STARTS + timedelta(minutes=minutes))
    for page in ("", "here/"):
        text = client.get(f"/j/{session.code}/{page}").content.decode()
        assert (f'href="/a/{wave.code}/"' in text) == leads


def test_after_checking_in_the_page_says_when_they_open(client, session, wave, clock):
    clock(STARTS)
    assert "They open at 3pm." in client.get(f"/j/{session.code}/here/").content.decode()


def test_the_code_of_the_session_leads_to_the_questions_when_the_room_has_come_to_them(
    client, session, wave, clock
):
    now = STARTS + timedelta(minutes=70)
    clock(now)
    actions.open_evaluation(gathering=session, now=now)
    for page in ("", "here/"):
        text = client.get(f"/j/{session.code}/{page}").content.decode()
        assert f'href="/a/{wave.code}/"' in text
        assert "They open at" not in text


def test_a_facilitator_chooses_the_questions(cast, session, version, sign_in):
    answer = sign_in(cast.tom).post(
        f"/o/sandbrook-council/sessions/{session.pk}/evaluation/",
        {
            "version": version.pk,
            "mode": "anonymous",
            "days": "10",
            "readers": "Tom",
            "next_step": "We write by May",
        },
    )
    session.refresh_from_db()
    wave = session.evaluation
    assert answer.status_code == 302
    assert (wave.version, wave.closes, wave.readers, wave.next_step) == (
        version,
        ENDS + timedelta(days=10),
        "Tom",
        "We write by May",
    )


def test_what_people_are_promised_is_given_in_each_language_of_the_questions(
    cast, session, sign_in, now
):
    label = {"en": "What should we keep?", "cy": "Beth ddylem ei gadw?"}
    asked = {"type": "short", "name": "keep", "label": label}
    both = {"title": label, "languages": ["en", "cy"], "questions": [asked]}
    form = asks.make_form(organisation=cast.here, title="Two", draft=both, now=now, by=cast.amira)
    tom, at = sign_in(cast.tom), f"/o/sandbrook-council/sessions/{session.pk}/evaluation/"
    typed = {
        "version": asks.publish(form=form, now=now).pk, "mode": "anonymous", "days": "10",
        "readers": "Tom", "readers__cy": "Tomos", "next_step": "By May", "next_step__cy": "",
    }  # fmt: skip
    assert "What happens then, and by when? in Welsh" in tom.get(at).content.decode()
    tom.post(at, typed)
    session.refresh_from_db()
    assert session.evaluation.in_languages == {"readers": {"cy": "Tomos"}}


def test_a_session_has_one_evaluation(cast, session, wave, version):
    with pytest.raises(actions.NotPossible, match="has its evaluation already"):
        actions.ask_for_evaluation(
            gathering=session, version=version, closes=ENDS + timedelta(days=1)
        )


def test_a_form_of_another_organisation_is_refused(cast, plan, version, now):
    theirs = plan(programme=actions.add_programme(organisation=cast.there, name="T", now=now))
    with pytest.raises(actions.NotPossible, match="another organisation"):
        actions.ask_for_evaluation(
            gathering=theirs, version=version, closes=ENDS + timedelta(days=1)
        )


def test_without_a_form_the_page_says_what_to_do(cast, session, sign_in):
    page = sign_in(cast.tom).get(f"/o/sandbrook-council/sessions/{session.pk}/evaluation/")
    assert "No questions are ready yet" in page.content.decode()


@pytest.mark.parametrize("days", [-3, 5])
def test_the_questions_follow_a_session_that_moves(session, wave, now, days):
    starts = STARTS + timedelta(days=days)
    moved = actions.change(
        gathering=session,
        details=actions.Plan(starts=starts, ends=starts + timedelta(hours=1), capacity=1),
        now=now,
    )
    length = wave.closes - wave.opens
    wave.refresh_from_db()
    assert (moved.evaluation, wave.opens) == (wave, moved.ends)
    assert wave.closes - wave.opens == length


def test_the_questions_stay_when_the_times_are_put_right_afterwards(session, wave):
    after = ENDS + timedelta(days=1)
    moved = actions.change(
        gathering=session,
        details=actions.Plan(starts=STARTS, ends=ENDS + timedelta(minutes=5), capacity=1),
        now=after,
    )
    assert moved.evaluation == wave


def test_a_cancelled_session_asks_nobody(session, wave, now):
    actions.cancel(gathering=session, because="Snow", now=now)
    wave.refresh_from_db()
    assert wave.closed == now
