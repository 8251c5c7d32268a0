"""An ideas wall as a step of a room."""

import re
import uuid

import pytest

from alongside.live import actions, telling
from alongside.walls import actions as walls
from alongside.walls.changes import Change
from alongside.walls.models import Note, Wall

WALL = {
    "title": "What gets in the way?",
    "minutes": 10,
    "about": "Think of one time when it was hard.",
    "kind": "wall",
    "ask": "What gets in the way of working together?",
    "columns": ["For people", "For staff"],
    "votes": 3,
}


@pytest.fixture
def room(session, cast, now):
    session.version.__class__.objects.update(agenda=[WALL])
    session.refresh_from_db()
    room = actions.open_room(gathering=session, by=cast.amira, now=now)
    actions.go(room=room, place=1)
    return room


def come_in(client, session):
    client.post(f"/room/{session.code}/come-in/", {"name": "", "needs": ""})
    return client.get(f"/room/{session.code}/").content.decode()


def test_the_wall_is_there_when_the_room_comes_to_it(client, session, room):
    page = come_in(client, session)
    assert "What gets in the way of working together?" in page
    assert "For staff" in page
    assert f"wall-{Wall.objects.get().code}" in client.cookies


def test_what_helps_people_to_begin_is_said_to_them_and_on_the_big_screen(client, session, room):
    begin = '<p class="lead">Think of one time when it was hard.</p>'
    assert begin in come_in(client, session)
    assert begin in client.get(f"/screen/{room.secret}/").content.decode()


def test_what_is_told_to_all_holds_nobodys_wall(room, look):
    told = telling.part(look())
    assert "data-reload" in told
    assert "data-wall" not in told


def test_a_note_written_in_the_room_brings_people_back_to_it(client, session, room):
    come_in(client, session)
    wall = Wall.objects.get()
    page = client.get(f"/room/{session.code}/").content.decode()
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
    sent = {"act": "add", "text": "Time", "column": 0, "client": fields.get("client", "")}
    response = client.post(f"/wall/{wall.code}/do/", sent | {"back": f"/room/{session.code}/"})
    assert response.status_code == 302
    assert response.headers["Location"].startswith(f"/room/{session.code}/")


def test_the_screen_shows_the_wall_and_nobody_writes_on_it(client, room):
    page = client.get(f"/screen/{room.secret}/").content.decode()
    assert "data-wall" in page
    assert "Add my note" not in page


def test_the_wall_closes_with_the_room(room, now):
    actions.close(room=room, now=now)
    assert Wall.objects.get().closed == now
    assert not Note.objects.exists()


def test_whoever_runs_a_wall_finds_back_to_the_room(client, session, room, sign_in, cast):
    remote = f"/o/sandbrook-council/sessions/{session.pk}/room/"
    back = f'href="{remote}">Back to the room'
    staff = sign_in(cast.tom)
    link = re.search(r'href="([^"]+)">Run this wall', staff.get(remote).content.decode())
    page = staff.get(link[1]).content.decode()
    assert back in page
    assert "People come in at" not in page  # they come in by the room, and are one person there
    act = re.search(r'action="([^"]+)"[^>]*data-run', page)
    assert back in staff.post(act[1], {"act": "lock"}, follow=True).content.decode()
    assert Wall.objects.get().locked


def test_the_way_back_leads_to_pages_of_ours_only(session, room, sign_in, cast, client):
    wall = Wall.objects.get()
    run = f"/o/sandbrook-council/walls/{wall.pk}/"
    note = f"/wall/{wall.code}/notes/1/"
    walls.change(
        change=Change(wall.pk, "somebody", uuid.uuid4(), "add", {"text": "Tea"}), now=wall.made
    )
    staff = sign_in(cast.tom)
    for away in ("//evil.example/", "javascript:alert(1)", "https://evil.example/"):
        for page in (run, note):
            assert away not in staff.get(page, {"back": away}).content.decode()
