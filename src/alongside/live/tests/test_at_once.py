"""Two things happen in a room in the same moment: nobody is left behind, and nobody is stopped.
SQLite writes one after the other, so what waits for what is seen on PostgreSQL."""

import threading
import time
import uuid
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from alongside.live import actions, queries
from alongside.live.models import Room, Seat
from alongside.walls import actions as walls
from alongside.walls.changes import Change

from .conftest import people


class Other:
    """Somebody else, who does something in a thread and a transaction of their own."""

    def __init__(self, work):
        self.done, self._work = [], work
        self._thread = threading.Thread(target=self._do)
        self._thread.start()

    def _do(self):
        try:
            self.done.append(self._work())
        except actions.NotPossible as problem:
            self.done.append(problem)
        finally:
            connection.close()

    def finished(self, within):
        """Return what came of it, one thing; nothing where it still waits."""
        self._thread.join(within)
        return self.done


@contextmanager
def meanwhile(work):
    """Do what is inside in one transaction, and `work` in another that begins before it ends. The
    list has what came of it afterwards."""
    came = []
    with transaction.atomic():
        yield came
        other = Other(work)
        time.sleep(0.5)
    came += other.finished(20)
    assert len(came) == 1


pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one by one"),
    pytest.mark.django_db(transaction=True),
]


def test_two_who_lead_close_a_room(ladder, say, room, now):
    say(ladder, "for")
    with meanwhile(lambda: actions.close(room=room, now=now)) as done:
        first = actions.close(room=room, now=now)
    assert done[0].answers == first.answers


def test_nobody_is_left_in_a_room_that_closes_as_they_come_in(room, now):
    with meanwhile(lambda: actions.take_seat(room=room, name="Kit", needs="A loop")) as done:
        actions.close(room=room, now=now)
    assert isinstance(done[0], actions.RoomClosed)
    assert not Seat.objects.exists()


def test_nobody_is_left_in_a_room_that_closes_when_they_are_just_in(room, now):
    with meanwhile(lambda: actions.close(room=Room.objects.get(), now=now)):
        actions.take_seat(room=room, name="Kit", needs="A loop")
    assert not Seat.objects.exists()


def test_hundreds_come_in_without_waiting_for_one_another(room):
    with transaction.atomic():
        actions.take_seat(room=room)
        assert Other(lambda: actions.take_seat(room=room)).finished(20)


def test_who_comes_while_groups_are_made_sits_in_one(room_at_groups, make_groups):
    people(room_at_groups, 3)
    with meanwhile(lambda: actions.take_seat(room=room_at_groups)) as done:
        breakout = make_groups()
    assert queries.sitting(breakout, done[0]) is not None


def test_who_comes_or_goes_as_the_groups_end_is_not_stopped(room_at_groups, make_groups, cast, now):
    seat, *_ = people(room_at_groups, 3)
    breakout = make_groups()
    with meanwhile(lambda: actions.take_seat(room=room_at_groups)) as came:
        actions.bring_back(breakout=breakout, by=cast.amira, now=now)
    actions.out_again(breakout=breakout, by=cast.amira, now=now)
    with meanwhile(lambda: actions.leave(seat=seat)) as went:
        actions.bring_back(breakout=breakout, by=cast.amira, now=now)
    assert isinstance(came[0], Seat)
    assert went == [None]


def test_two_who_lead_make_the_groups_once(room_at_groups, make_groups):
    people(room_at_groups, 6)
    with meanwhile(make_groups) as done:
        first = make_groups(size=2)
    assert done == [first]


def test_groups_that_are_just_writing_are_not_made_anew(room_at_groups, make_groups, now):
    people(room_at_groups, 3)
    (group,) = queries.small_groups(make_groups())
    with meanwhile(make_groups) as done:
        add = Change(group.wall.pk, "somebody", uuid.uuid4(), "add", {"text": "Tea"})
        walls.make_changes(changes=[add], now=now)
    assert "have written something" in str(done[0])
    assert group.wall.notes.get().text == "Tea"
