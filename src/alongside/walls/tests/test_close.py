"""A closed wall: its notes stay, and nothing of whoever wrote them."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import connection

from alongside.live.tests.test_forget import as_soon_as_it_can, raw_pages
from alongside.walls import actions, identity, tasks
from alongside.walls.models import Note, NoteVote, Operation, Wall

from .test_change import EVE, TOM, do, wall  # noqa: F401


def test_what_leads_to_a_browser_is_gone(wall, do, now):  # noqa: F811
    do(wall, EVE, "add", text="Tea")
    do(wall, EVE, "edit", note=1, text="Coffee")
    do(wall, EVE, "add", text="Never mind")
    do(wall, EVE, "take_back", note=3)
    do(wall, TOM, "agree", note=1)
    actions.close(wall=wall, now=now)
    actions.close(wall=wall, now=now)
    assert [note.text for note in Note.objects.all()] == ["Coffee"]
    assert NoteVote.objects.count() == 1
    kept = str([list(model.objects.values()) for model in (Note, NoteVote, Operation, Wall)])
    for who in (EVE, TOM):
        assert identity.fingerprint(wall.pk, who) not in kept
    assert "Tea" not in kept
    assert list(Operation.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


@pytest.fixture
def clean(monkeypatch):
    """Inside the transaction of a test nothing can be cleaned: count how often it is tried."""
    tried = []
    monkeypatch.setattr("alongside.asks.sealing.clean", lambda *models: not tried.append(models))
    return tried


def test_a_wall_closes_by_itself_long_after_its_last_change(wall, do, now, clean):  # noqa: F811
    do(wall, EVE, "add", text="Tea")
    assert tasks.due(now + timedelta(days=89)) == 0
    last = now + timedelta(days=91)
    assert tasks.due(last) == 2
    wall.refresh_from_db()
    assert (wall.closed, wall.wiped) == (last, last)
    assert tasks.due(last) == 0
    assert clean == [(Note, NoteVote, Operation)]


def test_a_wall_that_is_a_part_of_something_waits_for_that(cast, now, clean):
    actions.make_wall(organisation=cast.here, ask="What is good?", closes_itself=False, now=now)
    assert tasks.due(now + timedelta(days=2_000)) == 0


def test_notes_on_another_wall_do_not_wait_while_one_is_cleaned(wall, do, cast, now, clean):  # noqa: F811
    actions.close(wall=wall, now=now)
    other = actions.make_wall(organisation=cast.here, ask="And then?", now=now)
    do(other, TOM, "add", text="Toast")
    assert tasks.due(now + timedelta(minutes=9)) == 0
    assert tasks.due(now + timedelta(minutes=11)) == 1
    Wall.objects.filter(pk=wall.pk).update(wiped=None)
    Wall.objects.filter(pk=other.pk).update(changed=now + timedelta(days=1))
    assert tasks.due(now + timedelta(hours=23)) == 0
    assert tasks.due(now + timedelta(days=1)) == 1


def test_what_could_not_be_cleaned_is_tried_again(wall, now, monkeypatch):  # noqa: F811
    actions.close(wall=wall, now=now)
    monkeypatch.setattr("alongside.asks.sealing.clean", lambda *models: False)
    assert tasks.due(now) == 0
    assert Wall.objects.get().wiped is None


@pytest.mark.skipif(connection.vendor != "postgresql", reason="reads the pages of PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_the_raw_pages_of_postgresql_do_not_say_which_notes_one_person_wrote(wall, do, now):  # noqa: F811
    author = identity.fingerprint(wall.pk, EVE)
    do(wall, EVE, "add", text="Tea")
    do(wall, EVE, "edit", note=1, text="Coffee")
    do(wall, EVE, "agree", note=1)
    assert author.encode() in raw_pages("walls_operation")
    actions.close(wall=wall, now=now)
    assert as_soon_as_it_can(lambda: tasks.due(now + timedelta(minutes=11)))
    for table in ("walls_note", "walls_notevote", "walls_operation"):
        assert author.encode() not in raw_pages(table), table
    assert b"Tea" not in raw_pages("walls_operation")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the files of SQLite")
def test_the_raw_files_of_sqlite_do_not_say_which_notes_one_person_wrote(made):
    """A process of its own with its own database: what it leaves on the disk, read as bytes."""
    places = {"ALONGSIDE_DATA": str(made), "ALONGSIDE_DATABASE": "sqlite"}
    done = subprocess.run(
        [sys.executable, "-c", LEAVES_FILES],
        check=True,
        env=os.environ | places,
        timeout=120,
        capture_output=True,
        text=True,
    )
    authors = done.stdout.split()
    raw = b"".join(path.read_bytes() for path in sorted(made.glob("alongside.sqlite3*")))
    assert len(authors) == 2
    assert [author for author in authors if author.encode() in raw] == []
    assert (b"Words that stay" in raw, b"Words taken" in raw) == (True, False)


LEAVES_FILES = """
import datetime, uuid
from alongside.cli import installation
installation.start()
from alongside.people.actions import create_organisation
from alongside.walls import actions, identity, tasks
from alongside.walls.changes import Change
now = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
here = create_organisation(name="Here", now=now)
wall = actions.make_wall(organisation=here, ask="What is good?", votes=3, now=now)
for who in ("eve", "tom"):
    author = identity.fingerprint(wall.pk, who)
    print(author)
    for kind, data in (
        ("add", {"text": "Words that stay"}), ("add", {"text": "Words taken back"}),
    ):
        number = actions.change(
            change=Change(wall.pk, author, uuid.uuid4(), kind, data), now=now
        ).number
    actions.change(
        change=Change(wall.pk, author, uuid.uuid4(), "take_back", {"note": number}), now=now
    )
actions.close(wall=wall, now=now)
assert tasks.due(now + datetime.timedelta(minutes=11)) == 1
import os
os._exit(0)  # as if killed: nothing is tidied up on the way out
"""
