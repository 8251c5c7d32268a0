"""People who agreed are asked what came of their pledged, by the clock."""

from datetime import datetime, timedelta

import pytest

from alongside.gatherings import actions, private, tasks
from alongside.gatherings.models import Pledge
from alongside.letters import actions as post
from alongside.people import actions as people

from .conftest import LONDON, STARTS, letters

ENDS = STARTS + timedelta(minutes=90)
WEEK, DAY, MINUTE = timedelta(weeks=1), timedelta(days=1), timedelta(minutes=1)

EIGHT = datetime(2026, 5, 12, 9, tzinfo=LONDON)
"""Nine in the morning, eight weeks after the session; the clocks have gone forward since."""

TEN, TWELVE = EIGHT + 2 * WEEK, EIGHT + 4 * WEEK


@pytest.fixture
def pledged(session, book):
    """Ada's pledged, about which we may ask."""
    ada = book(session, "Ada").membership
    return actions.pledge(
        gathering=session, membership=ada, will="listen first", ask_again=True, now=ENDS
    )


@pytest.fixture
def page(pledged):
    return f"/place/{private.token(pledged.gathering_id, pledged.membership_id)}/pledge/"


def written(moment):
    """Turn the clock twice; return how many letters about plans there are now."""
    for _ in range(2):
        tasks.due(moment)
    return sum(subject.startswith(("What came of", "Once more")) for _, subject in letters())


def test_one_letter_at_8_weeks_one_reminder_at_10_and_no_more(pledged):
    moments = (EIGHT - DAY, EIGHT - MINUTE, EIGHT, TEN - MINUTE, TEN, TWELVE, TWELVE + WEEK)
    assert [written(moment) for moment in moments] == [0, 0, 1, 1, 2, 2, 2]
    pledged.refresh_from_db()
    assert (pledged.asked, pledged.reminded) == (EIGHT.date(), TEN.date())


@pytest.mark.parametrize(
    ("starts", "nine"),
    [
        (datetime(2026, 3, 29, 0, 30, tzinfo=LONDON), datetime(2026, 5, 24, 9, tzinfo=LONDON)),
        (datetime(2026, 8, 30, 13, 30, tzinfo=LONDON), datetime(2026, 10, 25, 9, tzinfo=LONDON)),
        (datetime(2026, 10, 25, 0, 30, tzinfo=LONDON), datetime(2026, 12, 20, 9, tzinfo=LONDON)),
    ],
)
def test_nights_on_which_the_clocks_change_move_nothing(pledged, starts, nine):
    """Sessions in the nights of both changes, and one whose eight weeks are over on such a day."""
    gathering = pledged.gathering
    gathering.booking_opens = gathering.booking_closes = STARTS - 100 * DAY
    gathering.starts = starts
    gathering.ends = gathering.starts + 2 * timedelta(hours=1)
    gathering.save()
    assert [written(nine - MINUTE), written(nine)] == [0, 1]


def test_a_server_that_was_off_asks_late_and_reminds_a_week_after(pledged):
    eleven = TEN + WEEK - DAY
    moments = (eleven, eleven + 6 * DAY, eleven + 7 * DAY)
    assert [written(moment) for moment in moments] == [1, 1, 2]


def test_after_12_weeks_nobody_is_written_to_for_the_first_time(pledged):
    assert written(TWELVE - 9 * 60 * MINUTE) == 0


def test_nobody_is_reminded_who_has_answered(pledged):
    tasks.due(EIGHT)
    actions.answer_pledge(pledge=pledged, outcome="not yet", now=EIGHT + DAY)
    assert written(TEN) == 1


def test_whoever_withdrew_or_left_or_did_not_agree_gets_nothing(pledged, cast, now):
    actions.change_agreement(pledge=pledged, may_read=True, ask_again=False, now=ENDS)
    assert written(EIGHT) == 0
    actions.change_agreement(pledge=pledged, may_read=True, ask_again=True, now=ENDS)
    people.end_membership(membership=pledged.membership, now=EIGHT - DAY)
    assert written(EIGHT) == 0


def test_whoever_is_taken_out_of_the_register_gets_nothing(session, now):
    came = actions.walk_in(gathering=session, name="Ben", email="ben@example.org", now=STARTS)
    actions.pledge(
        gathering=session, membership=came.membership, will="x", ask_again=True, now=ENDS
    )
    actions.undo_check_in(attendance=came)
    assert written(EIGHT) == 0


def test_withdrawn_between_the_letters_means_no_second_one(pledged):
    tasks.due(EIGHT)
    actions.change_agreement(pledge=pledged, may_read=False, ask_again=False, now=EIGHT + DAY)
    assert written(TEN) == 1


def test_an_opt_out_from_letters_withdraws_the_consent(pledged, cast, now):
    post.opt_out(organisation=cast.here, address="ada@example.org", now=now)
    tasks.due(EIGHT)
    pledged.refresh_from_db()
    assert (pledged.agreed, pledged.withdrawn, pledged.asked) == (None, EIGHT.date(), None)
    assert tasks.due(EIGHT) == 0


def test_the_letter_leads_to_the_question_and_does_not_say_the_plan(client, pledged, clock):
    from alongside.letters.models import Letter

    tasks.due(EIGHT)
    letter = Letter.objects.get(subject__startswith="What came of")
    assert "listen first" not in letter.text
    path = next(w for w in letter.text.split() if "/place/" in w).partition("127.0.0.1:8000")[2]
    clock(EIGHT)
    assert "Did you do it?" in client.get(path).content.decode()


def test_an_answer_is_kept_and_can_be_changed_until_12_weeks(client, page, pledged, clock):
    clock(EIGHT)
    client.post(f"{page}answer/", {"outcome": "not yet", "hindered": "No time"})
    clock(TWELVE - DAY)
    client.post(f"{page}answer/", {"outcome": "kept", "helped": "My team"})
    pledged.refresh_from_db()
    assert (pledged.outcome, pledged.helped, pledged.hindered, pledged.answered) == (
        "kept",
        "My team",
        "",
        (TWELVE - DAY).date(),
    )
    clock(TWELVE)
    assert (
        "your answer stays" in client.post(f"{page}answer/", {"outcome": "partly"}).content.decode()
    )
    pledged.refresh_from_db()
    assert pledged.outcome == "kept"


def test_a_first_answer_after_12_weeks_is_taken_once_and_said_to_be_late(
    client, page, pledged, clock
):
    clock(TWELVE + WEEK)
    assert "You are answering late" in client.get(page).content.decode()
    for outcome in ("partly", "kept"):
        client.post(f"{page}answer/", {"outcome": outcome})
    pledged.refresh_from_db()
    assert pledged.outcome == "partly"


def test_nobody_answers_before_8_weeks_or_without_consent(client, page, pledged, clock):
    clock(EIGHT - DAY)
    client.post(f"{page}answer/", {"outcome": "kept"})
    with pytest.raises(actions.NotPossible, match="8 weeks after"):
        actions.answer_pledge(pledge=pledged, outcome="kept", now=EIGHT - DAY)
    actions.change_agreement(pledge=pledged, may_read=False, ask_again=False, now=EIGHT)
    clock(EIGHT)
    page_says = client.post(f"{page}answer/", {"outcome": "kept"}).content.decode()
    assert "You asked us not to ask again." in page_says
    assert Pledge.objects.get().outcome == ""


def test_no_answer_is_no_answer(pledged):
    for moment in (EIGHT, TEN, TWELVE + WEEK):
        tasks.due(moment)
    pledged.refresh_from_db()
    assert (pledged.outcome, pledged.answered) == ("", None)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({}, "Choose what came of your plan"),
        ({"outcome": "never"}, "Choose one of the answers"),
        ({"outcome": "kept", "helped": "x" * 2001}, "Make the text shorter: 2000 letters or fewer"),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_typed(client, page, pledged, clock, typed, problem):
    clock(EIGHT)
    said = client.post(f"{page}answer/", {"hindered": "No time"} | typed).content.decode()
    assert f">{problem}</a>" in said
    assert "No time" in said
    pledged.refresh_from_db()
    assert pledged.outcome == ""
