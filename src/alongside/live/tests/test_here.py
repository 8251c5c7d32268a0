"""Who is here is asked at steps with small groups: nobody who has gone is put into one."""

import pytest

from alongside.live import actions, queries, telling
from alongside.live.actions import NotPossible
from alongside.live.models import Breakout, Seat

from .conftest import people


@pytest.fixture
def at(session):
    return f"/room/{session.code}/"


@pytest.fixture
def room(room_at_groups, client, at):
    """A room at small groups: Kit and two others came in before, and none has looked since."""
    actions.go(room=room_at_groups, place=0)
    client.post(at + "come-in/", {"name": "Kit", "needs": ""})
    people(room_at_groups, 2)
    actions.go(room=room_at_groups, place=1)
    return queries.room(room_at_groups.pk)


@pytest.fixture
def lead(cast, sign_in, session):
    browser = sign_in(cast.tom)
    here = f"/o/sandbrook-council/sessions/{session.pk}/room/groups/"

    def do(path="", **typed):
        answer = browser.post(here + path, typed, follow=True) if path else browser.get(here)
        return answer.content.decode()

    return do


def seated(breakout):
    return {one.seat.name for one in breakout.sittings.all()}


def test_the_room_says_how_many_came_in_and_left_and_not_who_is_there(room, look):
    assert telling.count(look()) == "3 people came in, 0 are at this step"
    actions.leave(seat=Seat.objects.exclude(name="Kit")[0])
    assert telling.count(look()) == "3 people came in, 1 has left, 0 are at this step"
    actions.go(room=room, place=0)
    assert telling.count(look()) == "3 people came in, 1 has left"


def test_who_asks_for_the_page_of_the_step_is_at_it(room, look, client, at, lead):
    client.get(at)
    assert telling.count(look()) == "3 people came in, 1 is at this step"
    assert "3 people came in, 1 is at this step" in lead()


@pytest.mark.parametrize("how", ["random", "mix", "choice", "list"])
def test_every_phone_asks_for_its_page_at_such_a_step(room, look, client, at, how):
    step = room.steps.get()
    step.item |= {"how": how}
    step.save()
    assert "data-reload" in telling.part(look())
    assert "data-reload" not in client.get(at).content.decode()


def test_elsewhere_nothing_is_written_when_a_page_is_loaded(client, session, room, at):
    actions.go(room=room, place=0)
    client.get(at)
    assert Seat.objects.get(name="Kit").at == 0  # where they came in


def test_groups_are_made_of_those_and_who_comes_later_gets_a_place(
    room, make_groups, client, at, cast
):
    people(room, 4)
    breakout = make_groups()
    assert sorted(queries.sizes(breakout).values()) == [2, 2]
    assert "Kit" not in seated(breakout)
    page = client.get(at).content.decode()
    assert "Kit" in seated(breakout)
    assert "In this group" in page
    assert sorted(queries.sizes(breakout).values()) == [2, 3]
    client.get(at)
    assert breakout.sittings.count() == 5


def test_where_nobody_is_at_the_step_that_is_said(room, lead):
    typed = {"how": "random", "size": "2", "talk": "open", "named": ""}
    assert "Nobody is at this step yet" in lead("make/", **typed)
    assert not Breakout.objects.exists()


def test_everybody_who_came_in_gets_a_place_where_it_is_ticked(room, lead, client, at):
    actions.leave(seat=Seat.objects.exclude(name="Kit")[0])
    typed = {"how": "random", "size": "2", "talk": "open", "named": "", "everybody": "on"}
    assert "Give everybody a place who came in" in lead()
    assert "2 of them not at this step yet" in lead("make/", **typed)
    client.get(at)
    assert "1 of them not at this step yet" in lead()
    assert Breakout.objects.get().sittings.count() == 2


def test_the_page_of_the_groups_is_drawn_anew_when_somebody_comes(
    room, make_groups, client, at, look, lead
):
    make_groups(everybody=True)
    before = telling.drawn(room.pk)
    assert telling.groups_led(look()).replace('"', "&quot;") in lead()
    client.get(at)
    after = telling.drawn(room.pk)
    assert before.screen["groups"] != after.screen["groups"]
    assert before.people["groups"] == after.people["groups"]


def test_the_rest_are_those_who_are_there_and_have_not_chosen(room, make_groups, client, at, lead):
    people(room, 1)
    breakout = make_groups("choice")
    client.get(at)
    assert "2 people sit in no group yet" in lead()
    assert actions.seat_rest(breakout=breakout) == 2
    assert breakout.sittings.count() == 2


def test_who_sits_in_a_group_without_a_device_is_there(room, make_groups, lead):
    people(room, 1)
    breakout = make_groups()
    actions.sit_somebody(group=queries.small_groups(breakout)[0], name="Mo")
    assert "of them not at this step yet" not in lead()
    assert "Give everybody a place" in lead()  # Kit and two others are to come


def test_a_room_in_which_nobody_has_a_device_still_makes_groups(room_at_groups, make_groups):
    assert list(queries.sizes(make_groups()).values()) == [0]


def test_a_phone_that_comes_once_the_room_has_closed_is_told_so(room, now):
    seat = Seat.objects.get(name="Kit")
    actions.close(room=room, now=now)
    with pytest.raises(NotPossible):
        actions.be_here(seat=seat)
