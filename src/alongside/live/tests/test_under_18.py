"""A room with people under 18: whatever others would read is looked through first."""

import pytest

from alongside.live import actions, looked, queries, said, telling
from alongside.live.models import LookedThrough
from alongside.walls.models import Wall

from .conftest import AGENDA, people
from .test_groups import write as write_notes

WALL = {"title": "What helps", "minutes": 5, "about": "", "kind": "wall", "ask": "What helps?"}


@pytest.fixture
def room(session, cast, now):
    session.version.__class__.objects.update(agenda=[*AGENDA, WALL])
    session.refresh_from_db()
    return actions.open_room(gathering=session, by=cast.amira, now=now, under_18=True)


@pytest.fixture
def write(room):
    """Call it for people who write this in answer to the question in words; its asking."""
    actions.go(room=room, place=3)
    asking = room.steps.get(place=3).askings.get()

    def do(*texts, seat=None, turn=1):
        for text in texts:
            who = seat or actions.take_seat(room=room)
            actions.give(asking=asking, seat=who, turn=turn, answers={"text": text})
        return asking

    return do


@pytest.fixture
def remote(session):
    return f"/o/sandbrook-council/sessions/{session.pk}/room/"


def test_words_are_read_by_nobody_before_somebody_has_looked(write, look, cast, sign_in, remote):
    asking = write("Stairs", "Rude")
    lead = sign_in(cast.tom)
    assert "Look through what people wrote: 2" in lead.get(remote).text
    page = lead.get(f"{remote}words/").text
    assert page.index("Rude") < page.index("Stairs")
    actions.reveal(asking=asking, shown=True)
    for told in (telling.part(look()), telling.screen(look())):
        assert "Rude" not in told
        assert "Stairs" not in told
        assert "What 2 people wrote is not shown." in told
    before = look().key
    marks = {one.text: one.mark for one in looked.written(asking.step)}
    lead.post(f"{remote}words/", {"words": marks["Stairs"], "do": "show"})
    lead.post(f"{remote}words/", {"words": marks["Rude"], "do": "leave"})
    assert look().key != before
    for told in (telling.part(look()), telling.screen(look())):
        assert "Stairs" in told
        assert "Rude" not in told
    page = lead.get(f"{remote}words/").text
    assert "Nothing waits for you." in page
    lead.post(f"{remote}words/", {"words": marks["Stairs"], "do": "leave"})
    assert "Stairs" not in telling.part(look())


def test_only_what_was_looked_through_can_be_kept(write, room):
    asking = write("Stairs")
    actions.reveal(asking=asking, shown=True)
    assert said.shown(room) == []
    (one,) = looked.written(asking.step)
    actions.look_at_words(step=asking.step, marks=[one.mark], shown=True)
    assert [words.text for words in said.shown(room)] == ["Stairs"]


def test_changed_words_wait_again(write, room, look):
    seat = actions.take_seat(room=room)
    asking = write("Stairs", seat=seat)
    (one,) = looked.written(asking.step)
    actions.look_at_words(step=asking.step, marks=[one.mark], shown=True)
    write("Rude", seat=seat, turn=2)
    assert look().waiting == 1
    actions.reveal(asking=asking, shown=True)
    assert "Rude" not in telling.part(look())


def test_why_waits_too(room, look):
    step = room.steps.get(place=2)
    step.item |= {"why": True}
    step.save(update_fields=["item"])
    actions.go(room=room, place=2)
    asking, seat = step.askings.get(), actions.take_seat(room=room)
    actions.give(asking=asking, seat=seat, turn=1, answers={"choice": "for"}, why="Rude")
    assert "once whoever leads has looked at it" in telling.part(look())
    actions.reveal(asking=asking, shown=True)
    told = telling.part(look())
    assert "1 of 1" in told
    assert "Rude" not in told


def test_the_marks_of_words_go_with_the_room(write, room, now):
    asking = write("Stairs")
    (one,) = looked.written(asking.step)
    actions.look_at_words(step=asking.step, marks=[one.mark, "unknown"], shown=True)
    assert LookedThrough.objects.count() == 1
    actions.close(room=room, now=now)
    assert not LookedThrough.objects.exists()


def test_notes_on_its_walls_are_looked_at_first(room, cast, now):
    assert Wall.objects.get().approves
    actions.close(room=room, now=now)
    again = actions.open_room(gathering=room.gathering, by=cast.amira, now=now)
    assert not again.steps.exclude(wall=None).get().wall.approves


def test_in_a_room_of_adults_nothing_waits(client, session, cast, now, sign_in, remote):
    room = actions.open_room(gathering=session, by=cast.amira, now=now)
    actions.go(room=room, place=3)
    asking = room.steps.get(place=3).askings.get()
    seat = actions.take_seat(room=room)
    actions.give(asking=asking, seat=seat, turn=1, answers={"text": "Stairs"})
    client.post(f"/room/{session.code}/come-in/", {"name": "", "needs": ""})
    page = client.get(f"/room/{session.code}/").text
    assert "everybody here reads what was written, in no order." in page
    actions.reveal(asking=asking, shown=True)
    assert "Stairs" in telling.part(telling.look(queries.room(room.pk)))
    assert sign_in(cast.tom).get(f"{remote}words/").headers["Location"] == remote


@pytest.fixture
def groups(room_at_groups, make_groups):
    """The two groups of a room with people under 18, after they were made."""
    room_at_groups.under_18 = True
    room_at_groups.save(update_fields=["under_18"])
    room_at_groups.refresh_from_db()
    people(room_at_groups, 4, name="Kit Rude")
    return queries.small_groups(make_groups())


def test_a_first_name_is_seen_by_whoever_leads_and_nobody_else(
    room_at_groups, groups, client, session, sign_in, cast, remote
):
    assert (
        "whoever leads the session sees it, and nobody else."
        in client.get(f"/room/{session.code}/").text.lower()
    )
    client.post(f"/room/{session.code}/come-in/", {"name": "Lou", "needs": ""})
    page = client.get(f"/room/{session.code}/").text
    assert "Rude" not in page
    assert "person 1" in page
    assert "Kit Rude" in sign_in(cast.tom).get(f"{remote}groups/").text


def test_what_a_group_wants_the_others_to_hear_is_looked_at(
    groups, look, cast, now, sign_in, remote
):
    group, seat = groups[0], groups[0].people[0].seat
    actions.take_notes(group=group, seat=seat)
    actions.say(group=group, text="Rude words", seat=seat)
    lead = sign_in(cast.tom)
    assert "Rude words" in lead.get(f"{remote}words/").text
    actions.bring_back(breakout=group.breakout, by=cast.amira, now=now)
    assert "Rude words" not in telling.part(look())
    assert said.shown(look().room) == []
    before = look().key
    step = group.breakout.step
    marks = [one.mark for one in looked.written(step)]
    actions.look_at_words(step=step, marks=marks, shown=True)
    assert "Rude words" in telling.part(look())
    assert look().key != before
    actions.close(room=look().room, now=now)
    assert telling.said_by(queries.small_groups(group.breakout)[0])["said"] == "Rude words"


def test_notes_of_a_group_are_looked_at_before_they_are_beside_others(
    groups, look, cast, now, sign_in, remote
):
    group, seat = groups[0], groups[0].people[0].seat
    write_notes(group, seat, "Rude note")
    assert "1 note waits for you" in sign_in(cast.tom).get(f"{remote}groups/").text
    actions.bring_back(breakout=group.breakout, by=cast.amira, now=now)
    assert "Rude note" not in telling.part(look())
    one = actions.merge(breakout=group.breakout, votes=0, by=cast.amira, now=now)
    assert not one.notes.exists()
    assert one.approves


def test_notes_written_alone_go_onto_one_wall_without_being_brought_back_first(
    room_at_groups, make_groups, cast, now
):
    people(room_at_groups, 2)
    (group,) = queries.small_groups(make_groups(talk="silent"))
    write_notes(group, group.people[0].seat, "Mine")
    one = actions.merge(breakout=group.breakout, votes=0, by=cast.amira, now=now)
    assert [note.text for note in one.notes.all()] == ["Mine"]
