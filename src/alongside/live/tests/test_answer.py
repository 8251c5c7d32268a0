"""People come in and answer: once each, whatever their browser sends how often."""

import json
import time
import uuid

import pytest
from django.test import Client

from alongside.live import actions, intake, queries, telling
from alongside.live.intake import Given
from alongside.live.models import Seat, Vote

FOR = {"choice": "for"}
WITH = {"choice": "with"}


@pytest.fixture
def seat(room):
    return actions.take_seat(room=room, name="Kit")


def come_in(client, session, **typed):
    client.post(f"/room/{session.code}/come-in/", {"name": "", "needs": ""} | typed)
    return client


def test_somebody_comes_in_without_an_account_and_answers(client, session, ladder):
    assert "Come in" in client.get(f"/room/{session.code}/").content.decode()
    come_in(client, session, name="Kit", needs="A seat near the door")
    page = client.get(f"/room/{session.code}/").content.decode()
    assert "Where are we on the ladder today?" in page
    assert "however few" in page
    client.post(f"/room/{session.code}/answer/", {"asking": ladder.pk, "step_2": "for"})
    assert "Your answer is in: Doing for." in client.get(f"/room/{session.code}/").content.decode()
    assert queries.answers(ladder) == [{"choice": "for"}]


def test_who_sees_what_is_said_before_the_button_that_sends(client, session, ladder):
    page = come_in(client, session).get(f"/room/{session.code}/").content.decode()
    assert page.index("however few") < page.index("Send my answer")


def test_without_a_script_what_comes_next_is_a_press_away(client, session, room):
    page = come_in(client, session).get(f"/room/{session.code}/").content.decode()
    assert "by itself" not in page.split("<noscript>")[0]
    assert page.index("See what comes next") < page.index("Questions from the room")


def test_the_ground_rules_stay_with_phones_that_were_there_from_the_start(client, session, room):
    page = come_in(client, session).get(f"/room/{session.code}/").content.decode()
    assert "Everybody counts." in page.split("If you need something")[1]


def test_the_code_is_found_however_it_is_typed(client, session, room):
    typed = f"{session.code[:3].lower()}-{session.code[3:].lower()}"
    assert client.get(f"/room/{typed}/").status_code == 200
    assert client.get("/room/XXXXXX/").status_code == 404


def test_the_session_row_is_never_touched(client, session, ladder):
    come_in(client, session)
    assert "sessionid" not in client.cookies


def test_an_answer_that_is_none_is_said_and_kept_typed(client, session, ladder):
    come_in(client, session)
    page = client.post(f"/room/{session.code}/answer/", {"asking": ladder.pk}).content.decode()
    assert "There is a problem" in page
    assert not Vote.objects.exists()


def test_an_answer_can_be_changed_until_the_results_are_shown(client, session, ladder):
    come_in(client, session)
    for choice in ("for", "with"):
        client.post(f"/room/{session.code}/answer/", {"asking": ladder.pk, "step_2": choice})
    assert queries.answers(ladder) == [{"choice": "with"}]
    actions.reveal(asking=ladder, shown=True)
    client.post(f"/room/{session.code}/answer/", {"asking": ladder.pk, "step_2": "to"})
    assert queries.answers(ladder) == [{"choice": "with"}]
    assert "You answered: Doing with" in client.get(f"/room/{session.code}/").content.decode()


def test_a_phone_that_comes_back_is_the_same_person(client, session, ladder):
    come_in(client, session)
    come_in(client, session)
    assert Seat.objects.count() == 1


def own(client, session):
    return client.get(f"/room/{session.code}/mine/").content.decode()


def test_what_somebody_answered_is_told_to_their_own_browser_alone(client, session, ladder, room):
    come_in(client, session)
    assert "You answered" not in own(client, session)
    chosen = {"asking": ladder.pk, "step_2": "for"}
    client.post(f"/room/{session.code}/answer/", chosen)
    actions.reveal(asking=ladder, shown=True)
    assert f'data-mine="{ladder.pk}">You answered: Doing for<' in own(client, session)
    assert "You answered" not in own(Client(), session)
    actions.go(room=room, place=1)
    assert "You answered" not in own(client, session)


def test_on_a_shared_device_nobody_is_told_what_was_answered(client, session, ladder):
    come_in(client, session)
    client.post(f"/room/{session.code}/answer/", {"asking": ladder.pk, "step_2": "for"})
    client.cookies[f"shared-{session.code}"] = "yes"
    assert "You answered" not in own(client, session)


def test_what_is_told_keeps_a_place_for_what_each_answered(ladder, look, say):
    say(ladder, "for")
    assert "data-fill" not in telling.part(look())
    actions.reveal(asking=ladder, shown=True)
    assert "data-fill" in telling.part(look())
    assert "You answered" not in telling.part(look())


def test_the_next_person_on_a_shared_device_is_somebody_else(client, session, ladder):
    come_in(client, session)
    client.post(f"/room/{session.code}/answer/", {"asking": ladder.pk, "step_2": "for"})
    client.post(f"/room/{session.code}/leave/")
    assert "Come in" in client.get(f"/room/{session.code}/").content.decode()
    page = come_in(client, session).get(f"/room/{session.code}/").content.decode()
    assert "Your answer is in: " not in page
    client.post(f"/room/{session.code}/answer/", {"asking": ladder.pk, "step_2": "to"})
    assert Vote.objects.count() == 2


# What the database never allows


def test_a_retry_changes_nothing_and_a_late_one_neither(ladder, seat):
    for turn, answers in ((5, FOR), (5, FOR), (7, WITH), (6, FOR), (5, FOR)):
        assert intake.write([Given(ladder.pk, seat.pk, turn, answers)]) == [intake.TAKEN]
    assert queries.answers(ladder) == [{"choice": "with"}]


def test_without_a_script_the_last_press_counts_however_far_ahead_the_phone_was(
    client, session, ladder
):
    come_in(client, session)
    tomorrow = int(time.time() * 1000) + 86_400_000
    intake.write([Given(ladder.pk, Seat.objects.get().pk, tomorrow, FOR)])
    client.post(f"/room/{session.code}/answer/", {"asking": ladder.pk, "step_2": "with"})
    assert queries.answers(ladder) == [{"choice": "with"}]


def test_in_one_batch_the_latest_turn_counts(ladder, room):
    seats = [actions.take_seat(room=room) for _ in range(3)]
    batch = [Given(ladder.pk, seat.pk, turn, FOR) for seat in seats for turn in (2, 1)]
    batch.append(Given(ladder.pk, seats[0].pk, 3, WITH))
    assert set(intake.write(batch)) == {intake.TAKEN}
    assert sorted(a["choice"] for a in queries.answers(ladder)) == ["for", "for", "with"]


@pytest.mark.parametrize("how", ["locked", "shown", "reset", "closed"])
def test_what_is_over_takes_no_answer(ladder, seat, room, now, how):
    if how == "locked":
        actions.lock(asking=ladder, locked=True)
    elif how == "shown":
        actions.reveal(asking=ladder, shown=True)
    elif how == "reset":
        actions.reset(asking=ladder, now=now)
    else:
        actions.close(room=room, now=now)
    assert intake.write([Given(ladder.pk, seat.pk, 1, FOR)]) == [intake.CLOSED]
    assert not Vote.objects.exists()


def test_an_open_question_beside_a_closed_one_still_takes_answers(ladder, seat, room):
    other = room.steps.get(place=3).askings.get()
    actions.lock(asking=ladder, locked=True)
    batch = [Given(ladder.pk, seat.pk, 1, FOR), Given(other.pk, seat.pk, 1, {"text": "a"})]
    assert intake.write(batch) == [intake.CLOSED, intake.TAKEN]


# For people without a device


def test_a_show_of_hands_is_put_in_and_marked(ladder, say, session, cast, sign_in):
    say(ladder, "for", "with")
    client, where = sign_in(cast.tom), f"/o/sandbrook-council/sessions/{session.pk}/room/put-in/"
    assert "How many people?" in client.get(where).content.decode()
    typed = {"step_2": "to", "people": "5", "client_id": "b5f0c7a2-5b0a-4c39-9a39-0d7a8f3b9a11"}
    for _ in range(2):  # pressed twice
        client.post(where, typed)
    assert Vote.objects.filter(seat=None, by=cast.tom).count() == 5
    assert len(queries.answers(ladder)) == 7


@pytest.mark.parametrize("people", ["0", "501", "many", ""])
def test_how_many_has_to_be_a_number_that_can_be(ladder, session, cast, sign_in, people):
    where = f"/o/sandbrook-council/sessions/{session.pk}/room/put-in/"
    typed = {"step_2": "to", "people": people, "client_id": "b5f0c7a2-5b0a-4c39-9a39-0d7a8f3b9a11"}
    page = sign_in(cast.tom).post(where, typed).content.decode()
    assert "There is a problem" in page
    assert not Vote.objects.exists()


# What phones are told


def test_phones_are_told_no_result_before_it_is_shown(ladder, say, room, look):
    say(ladder, "for", "for", "with")
    assert "2 of 3" not in telling.part(look())
    actions.reveal(asking=ladder, shown=True)
    assert "2 of 3" in telling.part(look())
    actions.reveal(asking=ladder, shown=False)
    assert "2 of 3" not in telling.part(look())


def test_nobody_is_named_in_what_is_told(ladder, room, look):
    seat = actions.take_seat(room=room, name="Kit Unusual", needs="A loop")
    actions.give(asking=ladder, seat=seat, turn=1, answers={"choice": "for"})
    actions.reveal(asking=ladder, shown=True)
    now = look()
    told = json.dumps([telling.part(now), telling.screen(now), telling.count(now)])
    assert "Kit" not in told
    assert "loop" not in told
    assert str(seat.pk) not in told


def test_asked_again_both_times_stand_side_by_side(ladder, say, room, look):
    say(ladder, "for", "for", "with")
    actions.reveal(asking=ladder, shown=True)
    again = actions.ask_again(step=ladder.step)
    say(again, "with", "with")
    actions.reveal(asking=again, shown=True)
    told = telling.screen(look())
    assert "First: 3 people answered. Again: 2 people answered" in told
    assert "2 of 2" in told


def test_begun_anew_it_counts_from_nothing_and_keeps_what_was_said(ladder, say, room, now):
    say(ladder, "for", "for")
    fresh = actions.reset(asking=ladder, now=now)
    assert queries.askings(ladder.step) == [fresh]
    assert (len(queries.answers(fresh)), len(queries.answers(ladder))) == (0, 2)


def test_cards_are_put_in_places(room, say, look):
    actions.go(room=room, place=4)
    asking = room.steps.get(place=4).askings.get()
    seat = actions.take_seat(room=room)
    rows = {"rows": {"card_1": "place_2", "card_2": "place_1"}}
    actions.give(asking=asking, seat=seat, turn=1, answers=rows)
    actions.reveal(asking=asking, shown=True)
    told = telling.part(look())
    assert "A budget decided together" in told
    assert "1 of 1" in told


def test_of_many_cards_each_has_a_line_in_what_somebody_answered(client, session, room):
    actions.go(room=room, place=4)
    step = room.steps.get(place=4)
    step.item["cards"].append({"text": "A walk"})
    step.save()
    asking = step.askings.get()
    come_in(client, session)
    seat = Seat.objects.get()
    rows = {"rows": {"card_1": "place_1", "card_2": "place_2", "card_3": "place_1"}}
    actions.give(asking=asking, seat=seat, turn=1, answers=rows)
    assert "<li>A survey: It is</li>" in own(client, session)


def test_words_are_shown_in_the_order_of_the_alphabet(room, look):
    actions.go(room=room, place=3)
    asking = room.steps.get(place=3).askings.get()
    for words in ("Time", "money", "<b>Fear</b>"):
        seat = actions.take_seat(room=room)
        actions.give(asking=asking, seat=seat, turn=1, answers={"text": words})
    actions.reveal(asking=asking, shown=True)
    told = telling.part(look())
    assert told.index("&lt;b&gt;Fear") < told.index("money") < told.index("Time")


def test_what_would_help_can_be_said_later_too(client, session, room, cast, sign_in):
    come_in(client, session)
    address = f"/room/{session.code}/needs/"
    said = client.post(address, {"needs": " A quieter place "}, follow=True).content.decode()
    assert "Whoever leads can read it now" in said
    remote = f"/o/sandbrook-council/sessions/{session.pk}/room/"
    assert "A quieter place" in sign_in(cast.tom).get(remote).content.decode()
    page = client.post(address, {"needs": "x" * 501}).content.decode()
    assert "Make the text shorter" in page
    assert "x" * 501 in page
    assert telling.drawn(room.pk).screen["needs"] == "1"
    assert "quieter" not in str(telling.drawn(room.pk).screen)
    client.post(address, {"needs": ""})
    assert Seat.objects.get().needs == ""


def test_the_door_says_what_is_kept_and_how_to_leave(client, session, room):
    page = client.get(f"/room/{session.code}/").content.decode()
    assert page.index("Leave this page quickly") < page.index("<main")
    assert "What we keep, and for how long" in page


def test_things_are_put_in_order_without_a_script(client, session, cast, now):
    asked = {
        "type": "ranking",
        "label": {"en": "What comes first?"},
        "choices": [{"name": name, "label": {"en": name}} for name in ("a", "b", "c")],
    }
    item = {"title": "First", "minutes": 5, "about": "", "kind": "question", "question": asked}
    session.version.__class__.objects.update(agenda=[item])
    session.refresh_from_db()
    room = actions.open_room(gathering=session, by=cast.amira, now=now)
    actions.go(room=room, place=1)
    come_in(client, session)
    sent = {"asking": room.steps.get().askings.get().pk, "step_1..do": "in.b"}
    address = f"/room/{session.code}/answer/"
    page = client.post(address, sent | {"step_1.a": "", "step_1.b": "", "step_1.c": ""})
    words = page.content.decode()
    assert "There is a problem" not in words
    assert 'name="step_1.b" value="1"' in words
    assert not Vote.objects.exists()


def test_what_was_begun_anew_by_mistake_is_taken_up_again(
    ladder, say, room, session, cast, sign_in, look, now
):
    say(ladder, "for", "to")
    remote = f"/o/sandbrook-council/sessions/{session.pk}/room/"
    lead = sign_in(cast.tom)
    lead.post(f"{remote}asking/", {"asking": ladder.pk, "do": "reset"})
    assert "2 answers put aside" in lead.get(remote).text
    for _ in range(2):  # pressed twice
        lead.post(f"{remote}asking/", {"asking": look().asking.pk, "do": "take_up"})
    assert (look().asking, look().number) == (ladder, 2)
    fresh = actions.reset(asking=ladder, now=now)
    say(fresh, "with")
    assert "Take them up again" not in lead.get(remote).text
    with pytest.raises(actions.NotPossible, match="answered since"):
        actions.take_up(asking=queries.last_put_aside(fresh))


def test_the_record_of_what_was_begun_anew_stays(ladder, say, room, cast, now, sign_in):
    say(ladder, "for")
    actions.reset(asking=ladder, now=now)
    actions.close(room=room, now=now)
    at = f"/o/sandbrook-council/sessions/{room.gathering_id}/room/{room.pk}/"
    page = sign_in(cast.tom).get(at).text
    assert "The ladder, Tuesday 10 March 2026 at" in page
    assert "1 answer</li>" in page


def test_what_was_put_in_is_told_and_can_be_taken_back(ladder, session, cast, sign_in, look):
    where = f"/o/sandbrook-council/sessions/{session.pk}/room/put-in/"
    lead = sign_in(cast.tom)
    for choice, people in (("to", 50), ("for", 2)):
        lead.post(where, {"step_2": choice, "people": people, "client_id": uuid.uuid4()})
    page = lead.get(where).text
    assert "<b>Doing to</b>: 50 people" in page
    one = Vote.objects.filter(answers={"choice": "to"}).first()
    lead.post(where, {"take_out": one.pk, "how_many": "45"})
    assert (
        "Enter how many"
        in lead.post(where, {"take_out": one.pk, "how_many": "x"}, follow=True).text
    )
    lead.post(where, {"take_out": "9" * 30, "how_many": "1"})
    actions.reveal(asking=ladder, shown=True)
    told = telling.part(look())
    assert "5 of 7" in told
    assert "7 of these answers were put in by whoever leads" in told
    before = look().key
    actions.take_out(asking=ladder, like=Vote.objects.first().pk, people=1)
    assert look().key != before
