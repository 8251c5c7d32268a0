"""What somebody said in a room is kept as a contribution: only what the room has been shown."""

import uuid

import pytest

from alongside.live import actions, queries, said
from alongside.live.models import Raised
from alongside.walls import actions as walls
from alongside.walls.models import Kept


@pytest.fixture
def ladder(room):
    """The question with three choices, beside which people may say why."""
    step = room.steps.get(place=2)
    step.item |= {"why": True}
    step.save(update_fields=["item"])
    actions.go(room=room, place=2)
    return step.askings.get()


@pytest.fixture
def write(room):
    """Call it for people who answer like this, each with their own why."""

    def do(asking, answers, *whys):
        for why in whys:
            seat = actions.take_seat(room=room)
            actions.give(asking=asking, seat=seat, turn=1, answers=answers, why=why)

    return do


@pytest.fixture
def ask(room):
    def do(text, state="shown"):
        seat = actions.take_seat(room=room)
        raised = actions.raise_question(room=room, seat=seat, text=text, client_id=uuid.uuid4())
        actions.look_through(raised=raised, state=state)
        return Raised.objects.get(pk=raised.pk)

    return do


@pytest.fixture
def at(session, room):
    return f"/o/sandbrook-council/sessions/{session.pk}/room/{room.pk}/"


def sources(room):
    return {words.text: words.source for words in said.shown(room)}


def test_words_beside_an_answer_are_kept_at_an_address(
    client, ladder, write, room, at, cast, sign_in
):
    write(ladder, {"choice": "for"}, "Nobody asked us")
    actions.reveal(asking=ladder, shown=True)
    page = sign_in(cast.tom).get(at).content.decode()
    assert "Nobody can see who said it" in page
    sign_in(cast.tom).post(at + "keep/", {"words": sources(room)["Nobody asked us"]})
    kept = Kept.objects.get()
    assert (kept.kind, kept.text) == ("comment", "Nobody asked us")
    assert kept.about == "Where are we on the ladder today?"
    assert f'Kept at <a href="/kept/{kept.code}/"' in sign_in(cast.tom).get(at).content.decode()
    assert "Nobody asked us" in client.get(f"/kept/{kept.code}/").content.decode()


def test_an_answer_in_words_is_kept_and_the_same_words_once(room, write, cast, now):
    actions.go(room=room, place=3)
    asking = room.steps.get(place=3).askings.get()
    write(asking, {"text": "Time"}, "", "")
    actions.reveal(asking=asking, shown=True)
    for _ in range(2):
        actions.keep_words(room=room, source=sources(room)["Time"], by=cast.tom, now=now)
    assert [kept.text for kept in queries.kept(room)] == ["Time"]


def test_only_what_the_room_sees_can_be_kept(ladder, write, room, cast, now):
    write(ladder, {"choice": "for"}, "Nobody asked us")
    assert said.shown(room) == []
    actions.reveal(asking=ladder, shown=True)
    source = sources(room)["Nobody asked us"]
    actions.reveal(asking=ladder, shown=False)
    for unseen in (source, "room:1:made-up"):
        with pytest.raises(actions.NotPossible, match="the room sees"):
            actions.keep_words(room=room, source=unseen, by=cast.tom, now=now)
    assert not Kept.objects.exists()


def test_words_of_both_times_can_be_kept(ladder, write, room):
    write(ladder, {"choice": "for"}, "We guessed")
    actions.reveal(asking=ladder, shown=True)
    again = actions.ask_again(step=ladder.step)
    write(again, {"choice": "with"}, "We talked")
    assert sources(room) == {}
    actions.reveal(asking=again, shown=True)
    assert set(sources(room)) == {"We guessed", "We talked"}


@pytest.mark.parametrize("state", ["waiting", "left out"])
def test_a_question_that_the_room_does_not_see_is_not_kept(ask, cast, now, state):
    raised = ask("Who pays?", state)
    with pytest.raises(actions.NotPossible, match="the room sees"):
        actions.keep_question(raised=raised, by=cast.tom, now=now)


def test_a_question_is_kept_from_its_page_and_once_the_room_is_closed(
    ask, room, at, session, cast, now, sign_in
):
    first, second = ask("Who pays?"), ask("Who decides?", "answered")
    page = sign_in(cast.tom).post(
        at + "keep/", {"question": first.pk, "from": "questions"}, follow=True
    )
    assert page.redirect_chain[-1][0].endswith("/room/questions/")
    assert f"/kept/{Kept.objects.get().code}/" in page.content.decode()
    actions.close(room=room, now=now)
    sign_in(cast.tom).post(at + "keep/", {"question": second.pk})
    room.refresh_from_db()
    assert {kept.text for kept in queries.kept(room)} == {"Who pays?", "Who decides?"}
    assert set(Kept.objects.values_list("votes", flat=True)) == {None}


def test_it_is_taken_back_and_brought_back(client, ask, room, at, cast, now, sign_in):
    kept = actions.keep_question(raised=ask("Who pays?"), by=cast.tom, now=now)
    sign_in(cast.tom).post(at + "keep/", {"withdraw": kept.pk})
    assert client.get(f"/kept/{kept.code}/").status_code == 410
    sign_in(cast.tom).post(at + "keep/", {"bring_back": kept.pk})
    assert client.get(f"/kept/{kept.code}/").status_code == 200


def test_what_may_point_at_somebody_is_said_before(ask, room, at, cast, sign_in):
    ask("Why did Dr Khan leave? Ring 0121 496 0123")
    page = sign_in(cast.tom).get(at).content.decode()
    assert "a name, a phone number" in page
    room.under_18 = True
    room.save()
    assert "be twice as careful" in sign_in(cast.tom).get(at).content.decode()


def test_notes_of_its_walls_are_among_what_was_kept(room, cast, now):
    wall = walls.make_wall(
        organisation=cast.here,
        ask="Who gains?",
        columns=[""],
        votes=0,
        private=False,
        by=cast.tom,
        now=now,
    )
    step = room.steps.get(place=5)
    step.wall = wall
    step.save(update_fields=["wall"])
    for source, text in (("note:1", "Elsewhere"), (f"room:{room.pk}9:x", "Another room")):
        walls.keep(
            organisation=cast.here,
            kind="note",
            source=source,
            text=text,
            about="",
            by=cast.tom,
            now=now,
        )
    assert queries.kept(room) == []
    assert queries.walls(room) == [wall]


def test_who_only_reads_sees_no_words_to_keep(ladder, write, at, cast, sign_in):
    write(ladder, {"choice": "for"}, "Nobody asked us")
    actions.reveal(asking=ladder, shown=True)
    reader = sign_in(cast.priya)
    page = reader.get(at)
    assert page.status_code == 200
    assert "Nobody asked us" not in page.content.decode()
    assert reader.post(at + "keep/", {"words": "x"}).status_code == 403
