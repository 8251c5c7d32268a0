"""People may say why beside their answer: once each, and without names."""

import re
import uuid

import pytest

from alongside.asks.models import Comment, Response
from alongside.live import actions, intake, queries, said, telling
from alongside.live.intake import Given
from alongside.live.models import Vote

WHY = "Say why, if you like"


@pytest.fixture
def ladder(room):
    """The question with three choices, beside which people may say why."""
    step = room.steps.get(place=2)
    step.item |= {"why": True}
    step.save(update_fields=["item"])
    actions.go(room=room, place=2)
    return step.askings.get()


@pytest.fixture
def explain(room):
    """Call it for people who answer "for" and say why."""

    def do(asking, *whys):
        for why in whys:
            seat = actions.take_seat(room=room)
            answers = {"choice": "for"}
            actions.give(asking=asking, seat=seat, turn=1, answers=answers, why=why)

    return do


def sent(ladder, choice, why):
    return {"asking": ladder.pk, "step_2": choice, "step_2_why": why}


def test_why_is_said_without_javascript_and_changed_with_the_answer(client, session, ladder):
    here = f"/room/{session.code}/"
    client.post(here + "come-in/", {"name": "", "needs": ""})
    page = client.get(here).content.decode()
    assert WHY in page
    assert "reads what was written" in page
    client.post(here + "answer/", sent(ladder, "for", "Nobody asked us"))
    client.post(here + "answer/", sent(ladder, "to", "We were told"))
    assert list(Vote.objects.values_list("answers", "why")) == [({"choice": "to"}, "We were told")]
    page = client.get(here).content.decode()
    assert "Your answer is in: Doing to, “We were told”." in page
    assert 'value="We were told"' in page


def test_too_many_letters_are_said_and_stay_typed(client, session, ladder):
    here = f"/room/{session.code}/"
    client.post(here + "come-in/", {"name": "", "needs": ""})
    page = client.post(here + "answer/", sent(ladder, "for", "x" * 301)).content.decode()
    assert "There is a problem" in page
    assert "x" * 301 in page
    assert not Vote.objects.exists()


def test_a_later_turn_takes_the_words_with_it(ladder, room):
    seat = actions.take_seat(room=room)
    answer = {"choice": "for"}
    for turn, why in ((5, "First"), (9, "Last"), (7, "Late")):
        intake.write([Given(ladder.pk, seat.pk, turn, answer, why)])
    assert queries.whys(ladder) == ["Last"]


@pytest.mark.parametrize(
    "why", ['"Tea", she said\\', "Paned o dê\u2028\nâ llaeth", "☕🏽", "[1]", "null"]
)
def test_words_are_kept_as_they_were_given(ladder, room, why):
    seats = [actions.take_seat(room=room) for _ in range(2)]
    answer = {"choice": "for", "other": why}
    taken = intake.write([Given(ladder.pk, seat.pk, 10**17 - 1, answer, why) for seat in seats])
    assert taken == [intake.TAKEN] * 2
    found = Vote.objects.values_list("why", "answers", "turn")
    assert list(found) == [(why, {"choice": "for", "other": why}, 10**17 - 1)] * 2


def test_words_are_shown_with_the_results_in_the_order_of_the_alphabet(ladder, explain, look):
    explain(ladder, "Time", "<b>money</b>", "fear", "")
    assert "fear" not in telling.part(look())
    actions.reveal(asking=ladder, shown=True)
    for told in (telling.part(look()), telling.screen(look())):
        assert told.index("&lt;b&gt;money") < told.index("fear") < told.index("Time")


def test_of_very_many_words_a_lot_decides_which_are_shown(ladder, explain, room, look, monkeypatch):
    monkeypatch.setattr("alongside.live.results.MOST_WORDS", 3)
    explain(ladder, *(f"Reason {letter}" for letter in "edcba"))
    actions.reveal(asking=ladder, shown=True)
    told = telling.part(look())
    assert "These are 3 of 5, drawn by lot." in told
    found = re.findall(r"Reason [a-e]", told)
    assert (found, len(found)) == (sorted(set(found)), 3)
    assert [words.text for words in said.shown(room)] == found
    assert telling.part(look()) == told


def test_asked_again_both_times_have_their_words(ladder, explain, look):
    explain(ladder, "We guessed")
    actions.reveal(asking=ladder, shown=True)
    again = actions.ask_again(step=ladder.step)
    explain(again, "We talked")
    actions.reveal(asking=again, shown=True)
    told = telling.part(look())
    assert told.index("the first time") < told.index("We guessed") < told.index("We talked")


def test_why_goes_in_once_however_many_people_it_is_put_in_for(
    client, ladder, session, cast, sign_in
):
    where = f"/o/sandbrook-council/sessions/{session.pk}/room/put-in/"
    typed = {"step_2": "to", "step_2_why": "By hand", "people": "3", "client_id": uuid.uuid4()}
    assert WHY in sign_in(cast.tom).get(where).content.decode()
    for _ in range(2):  # pressed twice
        sign_in(cast.tom).post(where, typed)
    assert sorted(Vote.objects.values_list("why", flat=True)) == ["", "", "By hand"]


def test_at_the_close_the_words_are_cut_loose_from_the_answers(ladder, explain, room, now):
    explain(ladder, "Time", "Money", "")
    actions.reveal(asking=ladder, shown=True)
    explain(actions.ask_again(step=ladder.step), "Trust")
    wave = actions.close(room=room, now=now).answers
    labels = {q["name"]: q["label"]["en"] for q in wave.version.definition["questions"]}
    assert labels["step_2_why"] == "Where are we on the ladder today? Why?"
    assert labels["step_2_2_why"] == "Where are we on the ladder today? (asked again) Why?"
    found = sorted(Comment.objects.values_list("question", "text"))
    assert found == [("step_2_2_why", "Trust"), ("step_2_why", "Money"), ("step_2_why", "Time")]
    kept = [
        one["step_2_why"]
        for one in Response.objects.values_list("answers", flat=True)
        if "step_2_why" in one
    ]
    assert kept == [{"text": None}] * 2
    assert not Vote.objects.exists()


def test_a_question_without_it_keeps_no_words(room, client, session):
    actions.go(room=room, place=2)
    asking = room.steps.get(place=2).askings.get()
    client.post(f"/room/{session.code}/come-in/", {"name": "", "needs": ""})
    assert WHY not in client.get(f"/room/{session.code}/").content.decode()
    client.post(f"/room/{session.code}/answer/", sent(asking, "for", "Sent all the same"))
    assert Vote.objects.get().why == ""
