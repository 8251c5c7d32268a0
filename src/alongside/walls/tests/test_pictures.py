"""A note carries a picture with what it shows: seen, hidden and undone with the note."""

import asyncio
import csv
import io
import json
import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from alongside.files import queries as files
from alongside.files import tasks
from alongside.files.models import File, Use
from alongside.methods import pictures
from alongside.walls import actions, handlers
from alongside.walls.export import document
from alongside.walls.models import Note, Operation
from alongside.walls.news import news_of
from alongside.walls.views import changing
from tests.pictures import png


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def wall(cast, now):
    return actions.make_wall(
        organisation=cast.here, ask="What is good?", columns=["People", "Carers"], now=now
    )


@pytest.fixture
def phone(wall):
    """Somebody who has opened the wall on their phone."""
    browser = Client()
    browser.get(f"/wall/{wall.code}/")
    return browser


def send(browser, wall, *, scripted=False, content=None, **data):
    data = {"act": "add", "text": "Our garden", "picture_says": "A long table"} | data
    data["picture"] = SimpleUploadedFile("Home of Eve.png", png() if content is None else content)
    headers = {"Accept": "application/json"} if scripted else {}
    return browser.post(f"/wall/{wall.code}/do/", data, headers=headers)


def do(browser, wall, **data):
    return browser.post(f"/wall/{wall.code}/do/", data, follow=True)


def shown(note):
    """Return how anybody is answered at the address of a note's picture."""
    return Client().get(f"/picture/{note.picture}/").status_code


def test_a_picture_from_a_phone_is_on_the_note_of_nobody_and_under_no_name(phone, wall):
    assert send(phone, wall).url == f"/wall/{wall.code}/#note-1"
    note, file = Note.objects.get(), File.objects.get()
    assert (note.picture, note.picture_says) == (file.code, "A long table")
    assert (file.by, file.name, file.origin) == (None, "", f"wall:{wall.pk}")
    page = Client().get(f"/wall/{wall.code}/").text
    assert f'<img src="/picture/{note.picture}/small/" alt="A long table" loading="lazy">' in page
    assert shown(note) == 200


def test_our_script_is_answered_with_the_note(phone, wall):
    answer = send(phone, wall, scripted=True)
    (note,) = answer.json()["notes"]
    assert (note["picture_says"], len(note["picture"])) == ("A long table", 24)
    refused = send(phone, wall, scripted=True, picture_says="")
    assert (refused.status_code, refused.json()) == (
        422,
        {"says": "Say what the picture shows.", "field": "picture_says"},
    )


def test_the_live_handler_leaves_a_picture_to_django(wall):
    headers = {"accept": "application/json", "content-type": "multipart/form-data; boundary=x"}
    scope = {
        "type": "http",
        "path": f"/wall/{wall.code}/do/",
        "method": "POST",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    assert asyncio.run(handlers.handle(scope, None, None)) is False


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({"picture_says": ""}, "Say what the picture shows"),
        ({"content": b"<svg/>"}, "SVG drawings can hold programs, so they are not taken"),
        ({"content": bytes(15_200_000)}, "The picture is 15.2 MB; it can be up to 15 MB"),
        ({"picture_says": "x" * 301}, "Make it shorter: 300 letters or fewer"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(phone, wall, sent, problem):
    page = send(phone, wall, **sent)
    assert problem in page.text
    assert "Our garden</textarea>" in page.text
    assert not Note.objects.exists()
    assert not File.objects.exists()


def test_words_for_a_picture_that_was_not_chosen_are_asked_about(phone, wall):
    page = do(phone, wall, act="add", text="Tea", picture_says="A cup")
    assert "Choose a picture" in page.text
    assert not Note.objects.exists()


def test_hidden_and_taken_back_the_picture_goes_with_the_note(cast, sign_in, phone, wall):
    send(phone, wall)
    note = Note.objects.get()
    lead = sign_in(cast.tom)
    for kind, status in (("hide", 404), ("show", 200)):
        lead.post(f"/o/sandbrook-council/walls/{wall.pk}/do/", {"act": f"{kind} 1"})
        assert shown(note) == status
    do(phone, wall, act="take_back", note="1")
    assert shown(note) == 404
    do(phone, wall, act="undo")
    assert shown(note) == 200


def test_whoever_leads_sees_the_picture_of_a_hidden_note(cast, sign_in, phone, wall):
    send(phone, wall)
    lead = sign_in(cast.tom)
    lead.post(f"/o/sandbrook-council/walls/{wall.pk}/do/", {"act": "hide 1"})
    note = Note.objects.get()
    assert (
        f"/picture/{note.picture}/small/" in lead.get(f"/o/sandbrook-council/walls/{wall.pk}/").text
    )
    assert lead.get(f"/picture/{note.picture}/").status_code == 200


def test_it_is_taken_off_and_put_back(phone, wall, now):
    send(phone, wall)
    code = Note.objects.get().picture
    do(phone, wall, act="edit", note="1", text="Our garden", without_picture="yes")
    note = Note.objects.get()
    assert (note.picture, note.picture_says) == ("", "")
    assert Operation.objects.get(number=2).changes == {
        "1": {"picture": [code, ""], "picture_says": ["A long table", ""]}
    }
    assert files.by_code(code).unused_since is not None
    do(phone, wall, act="undo")
    assert Note.objects.get().picture == code
    assert files.by_code(code).unused_since is None


def test_one_that_is_deleted_by_now_does_not_come_back(phone, wall):
    send(phone, wall)
    do(phone, wall, act="edit", note="1", text="Ours", without_picture="yes")
    since = File.objects.get().unused_since
    assert tasks.due(since + timedelta(days=8)) == 1
    do(phone, wall, act="undo")
    note = Note.objects.get()
    assert (note.text, note.picture) == ("Our garden", "")


def test_a_note_gets_a_picture_later(phone, wall):
    do(phone, wall, act="add", text="Our garden")
    send(phone, wall, act="edit", note="1")
    assert Note.objects.get().picture_says == "A long table"


def test_nobody_puts_a_picture_on_the_note_of_somebody_else(phone, wall):
    do(phone, wall, act="add", text="Our garden")
    other = Client()
    other.get(f"/wall/{wall.code}/")
    assert "Only whoever wrote a note" in send(other, wall, act="edit", note="1").text
    assert Note.objects.get().picture == ""
    assert tasks.due(File.objects.get().made + timedelta(days=8)) == 1


def test_a_code_that_somebody_makes_up_is_not_read(phone, wall):
    do(phone, wall, act="add", text="Tea", picture="K4M7PQRTK4M7PQRTK4M7PQRT")
    assert Note.objects.get().picture == ""


def test_without_pictures_only_whoever_leads_can(cast, sign_in, phone, wall, now):
    wall.pictures = False
    wall.save()
    assert 'name="picture"' not in phone.get(f"/wall/{wall.code}/").text
    assert "There are no pictures on this wall." in send(phone, wall).text
    assert not File.objects.exists()
    data = {"act": "add", "text": "x", "picture_says": "A map"}
    data["picture"] = SimpleUploadedFile("map.png", png())
    lead = sign_in(cast.tom)
    lead.post(f"/o/sandbrook-council/walls/{wall.pk}/do/", data)
    assert (Note.objects.get().picture_says, File.objects.get().by) == ("A map", cast.tom)
    assert not files.pictures(cast.here).exists()


def test_somebody_who_sends_very_many_is_asked_to_wait(phone, wall, monkeypatch):
    monkeypatch.setattr(changing.pace, "allows", lambda author, now: False)
    assert "Wait a minute, then try again." in send(phone, wall).text
    assert not File.objects.exists()


def test_a_screen_reader_hears_what_a_new_picture_shows(phone, wall):
    send(phone, wall)
    wall.refresh_from_db()
    operation = Operation.objects.get()
    told = json.loads(news_of(wall, [operation]).of(operation).people)
    assert told["says"] == "New note in People: Our garden, with a picture: A long table"


def test_it_goes_out_as_words_and_an_address(cast, sign_in, phone, wall, now):
    send(phone, wall)
    code = Note.objects.get().picture
    run = f"/o/sandbrook-council/walls/{wall.pk}/"
    lead = sign_in(cast.priya)
    table = lead.get(f"{run}wall.csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(table))
    where = f"http://127.0.0.1:8000/picture/{code}/"
    assert (row["Picture"], row["Picture address"]) == ("A long table", where)
    (note,) = lead.get(f"{run}wall.json").json()["notes"]
    assert (note["picture"], note["picture address"]) == ("A long table", where)
    assert "Our garden (picture: A long table)" in str(document(wall, now.date()))
    assert lead.get(f"{run}wall.pdf").content.startswith(b"%PDF")
    assert f'<img src="/picture/{code}/small/" alt="A long table">' in lead.get(f"{run}sheet/").text


def test_a_kept_note_says_what_its_picture_shows(cast, phone, wall, now):
    send(phone, wall)
    kept = actions.keep_note(note=Note.objects.get(), by=cast.tom, now=now)
    assert kept.text == "Our garden\n\nWith a picture: A long table"


def test_a_wall_that_closes_lets_go_of_pictures_that_were_taken_back(phone, wall, now):
    send(phone, wall)
    send(phone, wall, text="Another")
    do(phone, wall, act="take_back", note="1")
    actions.close(wall=wall, now=now)
    note = Note.objects.get()
    (use,) = Use.objects.all()
    assert (use.by, use.what) == (f"note:{note.pk}", "A note on the wall “What is good?”")
    assert tasks.due(now + timedelta(days=8)) == 1
    assert shown(note) == 200


def test_when_very_many_come_at_once_our_script_sends_it_again(phone, wall, monkeypatch):
    monkeypatch.setattr(pictures, "_line", threading.BoundedSemaphore(1))
    with pictures._line:
        answer = send(phone, wall, scripted=True)
    assert answer.status_code == 503
    assert "Send it again in a moment" in answer.json()["says"]
    assert send(phone, wall, scripted=True).status_code == 200
