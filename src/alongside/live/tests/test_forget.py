"""A room that nobody closes closes by itself, and nothing of its people is left in the files."""

import os
import re
import subprocess
import sys
import time
import uuid
from datetime import timedelta

import pytest
from django.db import connection

from alongside.live import actions, queries, seating, tasks
from alongside.live.models import FORGOTTEN_AFTER, Room
from alongside.walls import actions as walls
from alongside.walls import identity
from alongside.walls.changes import Change
from alongside.walls.models import NoteVote

from .conftest import people

PEOPLE = 30


@pytest.fixture
def clean(monkeypatch):
    """Inside the transaction of a test nothing can be cleaned: count how often it is tried."""
    tried = []
    monkeypatch.setattr("alongside.asks.sealing.clean", lambda *models: not tried.append(models))
    return tried


def test_a_room_closes_a_day_after_its_session(room, session, clean):
    last = session.ends + FORGOTTEN_AFTER
    assert room.closes_itself == last
    assert tasks.due(last - timedelta(seconds=1)) == 0
    assert tasks.due(last) == 2
    room.refresh_from_db()
    assert (room.closed, room.wiped) == (last, last)
    assert tasks.due(last + timedelta(days=3)) == 0
    assert len(clean) == 1


def test_one_that_is_opened_late_has_a_day_too(room, session, now, clean):
    Room.objects.update(opened=session.ends + timedelta(days=30))
    assert tasks.due(session.ends + timedelta(days=30, hours=23)) == 0
    assert tasks.due(session.ends + timedelta(days=31)) == 2


def test_the_remote_says_when(room, session, cast, sign_in):
    where = f"/o/sandbrook-council/sessions/{session.pk}/room/"
    assert "closes by itself on" in sign_in(cast.tom).get(where).content.decode()


def test_what_could_not_be_cleaned_is_tried_again(room, now, monkeypatch):
    actions.close(room=room, now=now)
    monkeypatch.setattr("alongside.asks.sealing.clean", lambda *models: False)
    assert tasks.due(now) == 0
    assert Room.objects.get().wiped is None


def test_the_votes_of_an_open_room_do_not_wait_while_another_is_cleaned(
    room, session, cast, now, clean
):
    actions.close(room=room, now=now)
    actions.open_room(gathering=session, by=cast.amira, now=now)
    assert tasks.due(now) == 0
    assert tasks.due(now + timedelta(hours=23)) == 0
    assert clean == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="reads the pages of PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_the_raw_pages_of_postgresql_hold_no_seat_and_no_vote(ladder, room, now):
    for number in range(PEOPLE):
        seat = actions.take_seat(room=room, name=f"Person {number:04}")
        why = f"Words of {number:04}"
        actions.give(asking=ladder, seat=seat, turn=1, answers={"choice": "for"}, why=why)
    actions.close(room=room, now=now)
    assert as_soon_as_it_can(lambda: tasks.due(now))
    for table in ("seat", "vote", "sitting", "smallgroup", "raised", "backing"):
        assert raw_pages(f"live_{table}") == b"", table


@pytest.mark.skipif(connection.vendor != "postgresql", reason="reads the pages of PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_the_raw_pages_of_postgresql_do_not_say_which_notes_one_person_wrote(
    room_at_groups, make_groups, now
):
    people(room_at_groups, 3)
    (group,) = queries.small_groups(make_groups())
    author = identity.fingerprint(group.wall.pk, seating.token(group.people[0].seat))
    acts = [("add", {"text": "Tea"}), ("add", {"text": "Toast"}), ("agree", {"note": 1})]
    group.wall.__class__.objects.update(votes=1)
    walls.make_changes(
        changes=[Change(group.wall.pk, author, uuid.uuid4(), act, data) for act, data in acts],
        now=now,
    )
    assert NoteVote.objects.get().author == author
    actions.close(room=room_at_groups, now=now)
    assert as_soon_as_it_can(lambda: tasks.due(now))
    for table in ("walls_note", "walls_notevote", "walls_operation"):
        assert author.encode() not in raw_pages(table), table


def raw_pages(table):
    """Return a table as PostgreSQL has it on the disk."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_relation_filepath(%s)", [table])
        cursor.execute("SELECT pg_read_binary_file(%s, 0, 10000000, true)", cursor.fetchone())
        return bytes(cursor.fetchone()[0] or b"")


def as_soon_as_it_can(clean):
    """Try like the ticker does, until no transaction on this server began before."""
    for _ in range(900):
        if clean():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the files of SQLite")
def test_the_raw_files_of_sqlite_hold_no_seat_and_each_word_once(made):
    """A process of its own with its own database: what it leaves on the disk, read as bytes."""
    places = {"ALONGSIDE_DATA": str(made), "ALONGSIDE_DATABASE": "sqlite"}
    subprocess.run(
        [sys.executable, "-c", LEAVES_FILES], check=True, env=os.environ | places, timeout=120
    )
    raw = b"".join(path.read_bytes() for path in sorted(made.glob("alongside.sqlite3*")))
    assert re.findall(rb"Person \d{4}", raw) == []
    assert sorted(re.findall(rb"Words of (\d{4})", raw)) == [
        b"%04d" % number for number in range(PEOPLE)
    ]


LEAVES_FILES = f"""
import datetime
from alongside.cli import installation
installation.start()
from alongside.gatherings import actions as gatherings
from alongside.live import actions, tasks
from alongside.people.actions import add_member, create_organisation
now = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
here = create_organisation(name="Here", now=now)
lead = add_member(
    organisation=here, name="Amira", email="a@example.org", roles=["lead"], now=now
)
programme = gatherings.add_programme(organisation=here, name="One", now=now)
question = {{
    "type": "one", "label": {{"en": "Where?"}},
    "choices": [{{"name": n, "label": {{"en": n}}}} for n in ("with", "for")],
}}
agenda = [{{
    "title": "Where?", "minutes": 5, "about": "", "kind": "question", "question": question,
    "why": True,
}}]
version = gatherings.add_design(
    programme=programme, name="One", contents=gatherings.Contents(minutes=90, agenda=agenda),
    by=lead, now=now,
)
held = gatherings.plan(
    programme=programme, by=lead, now=now,
    details=gatherings.Plan(
        starts=now + datetime.timedelta(hours=1), ends=now + datetime.timedelta(hours=2), capacity=9
    ),
)
held.version = version
held.save(update_fields=["version"])
room = actions.open_room(gathering=held, by=lead, now=now)
actions.go(room=room, place=1)
asking = room.steps.get().askings.get()
for number in range({PEOPLE}):
    seat = actions.take_seat(room=room, name=f"Person {{number:04}}")
    actions.give(
        asking=asking, seat=seat, turn=1, answers={{"choice": "for"}}, why=f"Words of {{number:04}}"
    )
assert tasks.due(now + datetime.timedelta(days=2)) == 2
import os
os._exit(0)  # as if killed: nothing is tidied up on the way out
"""
