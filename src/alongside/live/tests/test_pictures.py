"""A slide of a room shows its picture on phones, on the big screen and on the remote; anybody sees
it while the room is open."""

import uuid

import pytest
from django.test import Client

from alongside.files import actions as files
from alongside.gatherings import actions as gatherings
from alongside.live import actions, queries
from alongside.methods import pictures, symbols
from alongside.walls import actions as walls
from alongside.walls.changes import Change
from tests.pictures import png

from .conftest import people


@pytest.fixture
def shown(cast, session, now, settings, tmp_path):
    """A picture on a slide, with the room at it; the picture and the room."""
    settings.MEDIA_ROOT = tmp_path
    file = files.add(
        organisation=cast.here, picture=pictures.read(png()), name="", text="A garden", now=now
    )
    item = {"title": "Now", "minutes": 5, "about": "", "kind": "slide", "picture": file.code}
    design = session.version.design
    gatherings.add_item(design=design, item=item, place=1, now=session.planned)
    session.version.refresh_from_db()
    room = actions.open_room(gathering=session, by=cast.amira, now=now)
    actions.go(room=room, place=1)
    return file, room


def test_everybody_sees_it(cast, sign_in, shown):
    file, room = shown
    phone, amira = Client(), sign_in(cast.amira)
    room_at, remote = f"/room/{room.gathering.code}/", "/o/sandbrook-council/sessions/"
    phone.post(f"{room_at}come-in/", {"name": ""})
    for client, where in (
        (phone, room_at),
        (Client(), f"/screen/{room.secret}/"),
        (amira, f"{remote}{room.gathering.pk}/room/"),
    ):
        assert (
            f'<img src="/picture/{file.code}/" alt="A garden"' in client.get(where).content.decode()
        )
    assert phone.get(f"/picture/{file.code}/").status_code == 200


def test_once_the_room_is_closed_it_is_for_staff(cast, sign_in, shown, now):
    file, room = shown
    actions.close(room=room, now=now)
    assert Client().get(f"/picture/{file.code}/").status_code == 404
    assert sign_in(cast.amira).get(f"/picture/{file.code}/").status_code == 200
    assert {use.by.partition(":")[0] for use in file.uses.all()} == {"version", "room"}


@pytest.mark.parametrize(("under_18", "pictures"), [(True, False), (False, True)])
def test_in_a_room_with_people_under_18_nobody_puts_pictures_on_notes(
    cast, session, now, under_18, pictures
):
    wall = {"title": "Ideas", "minutes": 5, "about": "", "kind": "wall", "ask": "What is good?"}
    item = wall | {"columns": ["Here"], "votes": 0, "private": False}
    gatherings.add_item(design=session.version.design, item=item, place=1, now=session.planned)
    session.version.refresh_from_db()
    room = actions.open_room(gathering=session, by=cast.amira, now=now, under_18=under_18)
    assert room.steps.get(place=1).wall.pictures is pictures


def test_brought_together_the_notes_of_groups_have_their_pictures(
    room_at_groups, make_groups, cast, now, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    people(room_at_groups, 2)
    breakout = make_groups()
    (group,) = queries.small_groups(breakout)
    file = files.add(
        organisation=cast.here, picture=pictures.read(png()), name="", text="A garden", now=now
    )
    data = {"text": "Outside", "picture": file.code, "picture_says": "A garden"}
    walls.change(change=Change(group.wall_id, "eve", uuid.uuid4(), "add", data), now=now)
    wall = actions.merge(breakout=breakout, votes=0, by=cast.amira, now=now)
    note = wall.notes.get()
    assert (note.picture, note.picture_says) == (file.code, "A garden")
    assert file.uses.filter(public=True).count() == 2


def test_a_question_has_pictures_beside_its_choices(cast, session, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = files.add(
        organisation=cast.here, picture=pictures.read(png()), name="", text="A garden", now=now
    )
    choices = [
        {"name": "in", "label": {"en": "Inside"}, "symbol": "1F3E0"},
        {"name": "out", "label": {"en": "Outside"}, "picture": file.code},
    ]
    question = {"type": "one", "label": {"en": "Where?"}, "choices": choices}
    item = {"title": "Where?", "minutes": 5, "about": "", "kind": "question", "question": question}
    gatherings.add_item(design=session.version.design, item=item, place=1, now=session.planned)
    session.version.refresh_from_db()
    room = actions.open_room(gathering=session, by=cast.amira, now=now)
    actions.go(room=room, place=1)
    phone, at = Client(), f"/room/{room.gathering.code}/"
    phone.post(f"{at}come-in/", {"name": ""})
    page = phone.get(at).content.decode()
    assert f'<img class="choice-picture" src="/picture/{file.code}/small/" alt="">' in page
    assert 'src="/symbol/1F3E0/"' in page
    assert symbols.CREDIT in page
    assert phone.get(f"/picture/{file.code}/small/").status_code == 200
    actions.close(room=room, now=now)
    assert phone.get(f"/picture/{file.code}/small/").status_code == 404
