"""The room goes into small groups: who sits where, who moves, and how they come back."""

import uuid
from datetime import timedelta

import pytest

from alongside.live import actions, queries, said, telling, voices
from alongside.live.actions import NotPossible
from alongside.live.models import Breakout, Seat, Sitting
from alongside.walls import actions as walls
from alongside.walls import identity
from alongside.walls import queries as notes
from alongside.walls.changes import Change
from alongside.walls.models import Wall

from .conftest import people


@pytest.fixture
def room(room_at_groups):
    return room_at_groups


@pytest.fixture
def make(make_groups):
    return make_groups


def sizes(breakout):
    return list(queries.sizes(breakout).values())


def write(group, seat, *texts, column=0):
    """Somebody writes these notes on the wall of their group."""
    author = identity.fingerprint(group.wall_id, f"seat:{seat.pk}")
    for text in texts:
        data = {"text": text, "column": column}
        change = Change(group.wall_id, author, uuid.uuid4(), "add", data)
        walls.change(change=change, now=group.breakout.step.room.opened)


def test_everybody_has_a_group_with_a_wall_of_its_own(room, make):
    people(room, 7)
    groups = queries.small_groups(make())
    assert [len(group.people) for group in groups] == [3, 2, 2]
    assert len({group.wall_id for group in groups}) == 3
    assert groups[0].wall.columns == ["First", "Then"]
    assert groups[1].wall.ask == "At work: Group 2"


def test_a_wall_of_a_group_is_called_so_once_in_what_came_of_the_room(room, make, sign_in, cast):
    people(room, 2)
    make()
    at = f"/o/sandbrook-council/sessions/{room.gathering_id}/room/{room.pk}/"
    assert "At work: Group 1</a>" in sign_in(cast.tom).get(at).content.decode()


def test_of_two_who_lead_one_goes_on_and_the_other_finds_the_room(room, make, sign_in, cast, now):
    people(room, 2)
    make()
    lead, remote = sign_in(cast.tom), f"/o/sandbrook-council/sessions/{room.gathering_id}/room/"
    pages = [f"{remote}groups/", f"{remote}groups/1/"]
    acts = [f"{remote}groups/{act}" for act in ("make/", "merge/", "come-back/", "1/help/")]
    assert [lead.get(page).status_code for page in pages] == [200, 200]
    actions.go(room=room, place=0)
    assert [lead.get(page).headers["location"] for page in pages] == [remote] * 2
    assert [lead.post(act).headers["location"] for act in acts] == [remote] * 4
    actions.close(room=room, now=now)
    assert [lead.get(page).headers["location"] for page in pages] == [remote] * 2


def test_who_has_left_gets_no_group(room, make):
    gone, *_ = people(room, 4)
    actions.leave(seat=gone)
    assert sum(sizes(make())) == 3


def test_a_mix_spreads_roles_and_teams(room, make):
    for role, team in (("carer", "North"), ("staff", "North"), ("staff", "South")):
        for seat in people(room, 2):
            actions.say_about_me(seat=seat, role=role, team=team)
    breakout = make("mix")
    for group in queries.small_groups(breakout):
        assert sorted(one.seat.role for one in group.people) == ["carer", "staff", "staff"]


def test_a_list_says_who_sits_where_and_the_rest_fill_up(room, make):
    for name in ("amira", "Ben", "Cy", "", ""):
        actions.take_seat(room=room, name=name)
    breakout = make("list", named=[("Blue", ["Amira", "Ben"]), ("Red", ["Cy", "Dan"])])
    blue, red = queries.small_groups(breakout)
    assert (str(blue), str(red)) == ("Blue", "Red")
    assert {"amira", "Ben"} <= {one.seat.name for one in blue.people}
    assert "Cy" in {one.seat.name for one in red.people}
    assert sorted(sizes(breakout)) == [2, 3]
    with pytest.raises(NotPossible, match="a list of two groups"):
        make("list")


def test_people_choose_and_a_full_group_is_closed_while_another_is_not(room, make):
    seats = people(room, 4)
    breakout = make("choice", size=2)
    one, two = queries.small_groups(breakout)
    actions.choose_group(group=one, seat=seats[0])
    actions.choose_group(group=one, seat=seats[1])
    with pytest.raises(NotPossible, match="Group 1 is full"):
        actions.choose_group(group=one, seat=seats[2])
    actions.choose_group(group=two, seat=seats[1])
    actions.choose_group(group=one, seat=seats[2])
    assert sizes(breakout) == [2, 1]
    late = actions.take_seat(room=room)
    assert not Sitting.objects.filter(seat=late).exists(), "whoever comes late chooses too"
    assert actions.seat_rest(breakout=breakout) == 2
    assert sizes(breakout) == [3, 2]


def test_nobody_chooses_where_groups_were_made(room, make):
    (seat, *_) = people(room, 4)
    group = queries.small_groups(make())[0]
    with pytest.raises(NotPossible, match="Ask them to move you"):
        actions.choose_group(group=group, seat=seat)


def test_who_comes_late_sits_where_fewest_are(room, make):
    people(room, 5)
    breakout = make()
    assert sizes(breakout) == [3, 2]
    late = actions.take_seat(room=room)
    assert queries.sitting(breakout, late).group.number == 2


def test_sizes_even_out_when_somebody_leaves(room, make):
    people(room, 6)
    breakout = make()
    one, two = queries.small_groups(breakout)
    stays = two.people[-1].seat
    actions.take_notes(group=two, seat=stays)
    actions.leave(seat=one.people[0].seat)
    assert sizes(breakout) == [2, 3], "a difference of one is even"
    actions.leave(seat=one.people[1].seat)
    assert sizes(breakout) == [2, 2]
    moved = Sitting.objects.get(moved=True)
    assert moved.group == one
    assert queries.sitting(breakout, stays).group == two, "who takes the notes stays"


def test_groups_that_people_chose_stay_until_somebody_says_so(room, make):
    seats = people(room, 4)
    breakout = make("choice", size=4)
    actions.even_out(breakout=breakout)
    for seat in seats:
        actions.choose_group(group=queries.small_groups(breakout)[0], seat=seat)
    actions.leave(seat=seats[0])
    assert sizes(breakout) == [3]


def test_leaving_with_the_word_and_the_notes_passes_the_word_on(room, make):
    people(room, 3)
    breakout = make(talk="round")
    (group,) = queries.small_groups(breakout)
    first, second, _ = (one.seat for one in group.people)
    assert group.turn == first
    actions.take_notes(group=group, seat=first)
    actions.leave(seat=first)
    group.refresh_from_db()
    assert (group.turn, group.notes_by) == (second, None)


def test_one_after_the_other_everybody_has_the_word(room, make):
    people(room, 3)
    breakout = make(talk="round")
    (group,) = queries.small_groups(breakout)
    first, second, third = (one.seat for one in group.people)
    actions.pass_on(group=group, seat=first, spoke=True, had=1)
    actions.pass_on(group=group, seat=third, spoke=True, had=1)  # pressed at the same moment
    group.refresh_from_db()
    assert group.turn == second
    actions.pass_on(group=group, seat=second, spoke=False, had=2)
    actions.pass_on(group=group, seat=third, spoke=True, had=3)
    group.refresh_from_db()
    assert group.turn == first
    assert [one.turns for one in breakout.sittings.all()] == [1, 0, 1]


def test_only_who_takes_the_notes_says_what_the_others_hear(room, make):
    people(room, 3)
    (group,) = queries.small_groups(make())
    kit, lou, _ = (one.seat for one in group.people)
    actions.take_notes(group=group, seat=kit)
    actions.say(group=group, text="We would ask first.", seat=kit)
    actions.take_notes(group=group, seat=lou)
    with pytest.raises(NotPossible, match="Somebody else takes the notes"):
        actions.say(group=group, text="No.", seat=kit)
    group.refresh_from_db()
    assert group.said == "We would ask first."


def test_a_call_for_help_is_heard_and_answered(room, make, look):
    people(room, 3)
    (group,) = queries.small_groups(make())
    seat = group.people[0].seat
    actions.call_for_help(group=group, seat=seat, now=room.opened)
    assert telling.count(look()).endswith("Group 1 asks for help")
    assert "asks for help" not in telling.part(look())
    actions.answer_help(group=group, coming=True)
    assert "help" not in telling.count(look())
    actions.answer_help(group=group, coming=False)
    group.refresh_from_db()
    assert (group.help, group.coming) == (None, False)


def test_somebody_in_another_group_changes_nothing_here(room, make):
    people(room, 6)
    one, two = queries.small_groups(make())
    stranger = two.people[0].seat
    for act in (
        lambda: actions.take_notes(group=one, seat=stranger),
        lambda: actions.call_for_help(group=one, seat=stranger, now=room.opened),
        lambda: actions.pass_on(group=one, seat=stranger, spoke=True, had=1),
    ):
        with pytest.raises(NotPossible, match="another group"):
            act()


def test_whoever_leads_moves_people_and_adds_some_without_a_device(room, make):
    people(room, 6)
    breakout = make()
    one, two = queries.small_groups(breakout)
    actions.move(sitting=one.people[0], group=two)
    assert sizes(breakout) == [2, 4]
    assert actions.even_out(breakout=breakout) == 1
    assert sizes(breakout) == [3, 3]
    actions.sit_somebody(group=one, name="Mo")
    assert sizes(breakout) == [4, 3]
    assert Seat.objects.get(name="Mo").sittings.exists()


def test_what_is_told_of_groups_names_nobody(room, make):
    people(room, 4, name="Kit Unusual")
    make()
    told = telling.drawn(room.pk)
    assert "Unusual" not in str([told.people, told.screen])
    assert told.people["groups"] == '{"1": 0, "2": 0}'
    assert "data-reload" in told.people["now"]


def test_back_together_everybody_sees_what_each_group_said(room, make, cast, now):
    people(room, 6)
    breakout = make(talk="silent")
    one, two = queries.small_groups(breakout)
    write(one, one.people[0].seat, "Ask first")
    actions.take_notes(group=two, seat=two.people[0].seat)
    actions.say(group=two, text="We pay people", seat=two.people[0].seat)
    actions.bring_back(breakout=breakout, by=cast.amira, now=now)
    told = telling.drawn(room.pk)
    for words in ("Ask first", "We pay people", "Group 1", "Group 2"):
        assert words in told.people["now"]
        assert words in told.screen["now"]
    assert all(wall.locked and wall.revealed for wall in Wall.objects.all())
    with pytest.raises(NotPossible, match="back from the groups"):
        actions.call_for_help(group=one, seat=one.people[0].seat, now=now)
    actions.out_again(breakout=Breakout.objects.get(), by=cast.amira, now=now)
    assert not any(wall.locked for wall in Wall.objects.all())


def test_silent_writing_ends_when_whoever_leads_says_so(room, make, cast, now):
    people(room, 3)
    breakout = make(talk="silent")
    assert Wall.objects.get().writing_alone
    actions.show_notes(breakout=breakout, by=cast.amira, now=now)
    assert not Wall.objects.get().writing_alone


def test_everything_on_one_wall_once(room, make, cast, now, look):
    people(room, 6)
    breakout = make()
    one, two = queries.small_groups(breakout)
    write(one, one.people[0].seat, "Ask first", column=1)
    write(two, two.people[0].seat, "Ask first")
    wall = actions.merge(breakout=breakout, votes=3, by=cast.amira, now=now)
    found = {(note.text, note.column, note.group) for note in notes.notes(wall)}
    assert found == {("Ask first", 1, "Group 1"), ("Ask first", 0, "Group 2")}
    assert actions.merge(breakout=breakout, votes=3, by=cast.amira, now=now) == wall
    assert wall.notes.count() == 2
    assert look().step.wall == wall
    assert (wall.votes, wall.open) == (3, True)
    with pytest.raises(NotPossible, match="on one wall already"):
        make()


def test_no_note_is_left_out_where_one_wall_does_not_take_all(room, make, cast, now, monkeypatch):
    monkeypatch.setattr("alongside.live.actions.coming_back.MOST_NOTES", 1)
    people(room, 6)
    breakout = make()
    for group in queries.small_groups(breakout):
        write(group, group.people[0].seat, "Ask first")
    with pytest.raises(NotPossible, match="wrote 2 notes, and one wall takes up to 1"):
        actions.merge(breakout=breakout, votes=3, by=cast.amira, now=now)
    assert Wall.objects.count() == 2
    assert not Breakout.objects.get().back


def test_groups_are_made_anew_only_while_nothing_is_written(room, make):
    people(room, 6)
    make()
    breakout = make(size=2)
    assert sizes(breakout) == [2, 2, 2]
    assert Wall.objects.count() == 3
    group = queries.small_groups(breakout)[0]
    write(group, group.people[0].seat, "Ask first")
    with pytest.raises(NotPossible, match="so they stay"):
        make()


def test_the_close_of_the_room_leaves_what_was_said_and_nobody(room, make, now):
    people(room, 3, name="Kit Unusual")
    (group,) = queries.small_groups(make())
    write(group, group.people[0].seat, "Ask first")
    actions.take_notes(group=group, seat=group.people[0].seat)
    actions.say(group=group, text="Ask first", seat=group.people[0].seat)
    actions.close(room=room, now=now)
    group.refresh_from_db()
    assert (group.said, group.notes_by, group.turn) == ("Ask first", None, None)
    assert not Sitting.objects.exists()
    assert Wall.objects.get().closed
    with pytest.raises(NotPossible, match="closed"):
        actions.answer_help(group=group, coming=True)


def test_whoever_leads_sees_how_what_is_said_spreads_and_never_who(room, make, cast, sign_in):
    people(room, 4, name="Kit Unusual")
    breakout = make(size=4, talk="round")
    (group,) = queries.small_groups(breakout)
    loud = group.people[0].seat
    write(group, loud, *"abcdefg")
    write(group, group.people[1].seat, "h")
    found = voices.of_group(group)
    assert (found.people, found.spoke, found.said, found.uneven) == (4, 2, 8, True)
    actions.pass_on(group=group, seat=loud, spoke=True, had=1)
    assert voices.of_group(group).said == 9
    whole = voices.of_room(room)
    assert (whole.people, whole.said, whole.uneven) == (4, 9, True)
    lead = sign_in(cast.tom)
    at = f"/o/sandbrook-council/sessions/{room.gathering_id}/room/"
    page = lead.get(at + "voices/").content.decode()
    assert "2 of 4 people have said something: 9 contributions." in page
    assert "A few make most of it" in page
    assert "Unusual" not in page
    assert "A few make most of it" in lead.get(at + "groups/").content.decode()


def test_a_clock_begins_is_stretched_and_goes(room, now, look):
    actions.give_time(room=room, minutes=5, now=now)
    assert look().step.ends == now + timedelta(minutes=5)
    actions.give_time(room=room, minutes=2, now=now + timedelta(minutes=1))
    assert look().step.ends == now + timedelta(minutes=7)
    actions.give_time(room=room, minutes=2, now=now + timedelta(minutes=20))
    assert look().step.ends == now + timedelta(minutes=22), "it was over: it begins again"
    assert f'data-ends="{look().ends}"' in telling.drawn(room.pk).people["clock"]
    actions.stop_time(room=room)
    assert telling.drawn(room.pk).people["clock"].strip() == ""
    with pytest.raises(NotPossible, match="1 to 180 minutes"):
        actions.give_time(room=room, minutes=0, now=now)
    actions.go(room=room, place=0)
    with pytest.raises(NotPossible, match="in the lobby"):
        actions.give_time(room=room, minutes=5, now=now)


def test_what_a_group_said_is_kept_once_the_room_has_heard_it(room, make, cast, now):
    people(room, 3)
    breakout = make()
    (group,) = queries.small_groups(breakout)
    actions.say(group=group, text="We would ask first.")
    assert said.shown(room) == []
    actions.bring_back(breakout=breakout, by=cast.amira, now=now)
    (words,) = said.shown(room)
    assert (words.text, words.about) == ("We would ask first.", "At work · Group 1")
    actions.close(room=room, now=now)
    kept = actions.keep_words(room=room, source=words.source, by=cast.amira, now=now)
    again = actions.keep_words(room=room, source=words.source, by=cast.amira, now=now)
    assert kept == again
    assert (kept.text, kept.kind) == ("We would ask first.", "comment")
    with pytest.raises(NotPossible, match="Only words that the room sees"):
        actions.keep_words(room=room, source="room:1:group:999", by=cast.amira, now=now)


def test_somebody_who_is_gone_is_taken_out_of_a_group_and_comes_again(
    room, make, client, session, sign_in, cast
):
    client.post(f"/room/{session.code}/come-in/", {"name": "Kit", "needs": ""})
    people(room, 2)
    group = queries.small_groups(make())[0]
    actions.sit_somebody(group=group, name="Mo")
    at = f"/o/sandbrook-council/sessions/{session.pk}/room/groups/1/"
    lead = sign_in(cast.tom)
    for name in ("Mo", "Kit"):
        sitting = Sitting.objects.get(seat__name=name)
        lead.post(f"{at}move/", {"who": sitting.pk, "do": "left"})
        assert Seat.objects.get(name=name).left
    assert not Sitting.objects.filter(seat__name__in=["Mo", "Kit"]).exists()
    page = lead.get(at).text
    assert "<b>Mo</b>" not in page
    assert "Has left" in page
    client.get(f"/room/{session.code}/")
    assert not Seat.objects.get(name="Kit").left
    assert Sitting.objects.filter(seat__name="Kit").exists()
