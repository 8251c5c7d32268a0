"""The pages of a wall, as they work without JavaScript."""

import csv
import io
import json
import re

import pytest
from django.urls import reverse

from alongside.walls import actions, identity
from alongside.walls.models import Kept, Note, Wall
from alongside.walls.starters import starters


@pytest.fixture
def wall(cast, now):
    return actions.make_wall(
        organisation=cast.here, ask="What is good?", columns=["People", "Carers"], votes=2, now=now
    )


def at(wall, more=""):
    return f"/wall/{wall.code}/{more}"


def post(browser, wall, **data):
    return browser.post(at(wall, "do/"), data, follow=True)


def test_somebody_without_an_account_adds_moves_agrees_and_undoes(client, wall):
    client.get(at(wall))
    page = post(client, wall, act="add", text="Tea", column="0", label="idea", symbol="cup")
    assert "Tea" in page.text
    assert "An idea" in page.text
    post(client, wall, act="move 1 1")
    assert Note.objects.get().column == 1
    assert "You agree" in post(client, wall, act="agree 1").text
    post(client, wall, act="undo")
    assert not Note.objects.get().votes.exists()
    page = client.get(at(wall, "notes/1/"))
    assert "Take my note off the wall" in page.text
    post(client, wall, act="edit", note="1", text="Coffee")
    post(client, wall, act="group", note="1", group="Drinks")
    assert "<h3>Drinks</h3>" in client.get(at(wall)).text
    post(client, wall, act="take_back", note="1")
    assert "Coffee" not in client.get(at(wall)).text


def test_a_refresh_of_what_was_sent_adds_no_second_note(client, wall):
    page = client.get(at(wall)).text
    sent = re.search(r'name="client" value="([\w-]+)"', page)[1]
    for _ in range(2):
        post(client, wall, act="add", text="Tea", client=sent)
    assert Note.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "says"), [("", "Write something on your note"), ("x" * 501, "500 letters or fewer")]
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, wall, text, says):
    page = post(client, wall, act="add", text=text, column="1")
    assert says in page.text
    assert text in page.text
    assert '<option value="1" selected>' in page.text
    assert not Note.objects.exists()


def test_a_note_of_another_person_has_no_form_for_its_words(client, wall):
    client.get(at(wall))
    post(client, wall, act="add", text="Tea")
    other = type(client)()
    other.get(at(wall))
    assert "Save my note" not in other.get(at(wall, "notes/1/")).text
    assert "Only whoever wrote" in post(other, wall, act="edit", note="1", text="x").text
    assert other.post(at(wall, "leave/")).status_code == 302


def test_whoever_comes_next_at_a_device_is_somebody_else(client, wall):
    client.get(at(wall))
    post(client, wall, act="add", text="Tea")
    client.post(at(wall, "leave/"))
    assert "Only whoever wrote" in post(client, wall, act="take_back", note="1").text


def test_people_go_back_to_the_page_that_has_the_wall(client, wall):
    client.get(at(wall))
    answer = client.post(at(wall, "do/"), {"act": "add", "text": "Tea", "back": "/room/ABC/"})
    assert answer["Location"] == "/room/ABC/#note-1"
    for wrong in ("https://example.org/", "//example.org/", "javascript:alert(1)"):
        answer = client.post(at(wall, "do/"), {"act": "add", "text": "Tea", "back": wrong})
        assert answer["Location"].startswith(at(wall))


def test_a_token_of_a_room_is_the_same_person_on_its_wall(client, wall, now):
    answer = identity.remember(client.get(at(wall)), wall, "seat:12")
    client.cookies = answer.cookies
    post(client, wall, act="add", text="Tea")
    assert Note.objects.get().author == identity.fingerprint(wall.pk, "seat:12")


def test_no_session_is_made_for_somebody_who_takes_part(client, wall):
    client.get(at(wall))
    post(client, wall, act="add", text="Tea")
    post(client, wall, act="agree 99")
    assert "sessionid" not in client.cookies


def test_whoever_leads_shows_hides_locks_and_sorts(cast, sign_in, client, now):
    wall = actions.make_wall(organisation=cast.here, ask="?", private=True, votes=1, now=now)
    somebody = type(client)()
    somebody.get(at(wall))
    post(somebody, wall, act="add", text="Secret tea")
    sign_in(cast.tom)
    run = reverse("walls:run", args=[cast.here.slug, wall.pk])
    assert "Secret tea" in client.get(run).text
    for act in ("hide 1", "show 1", "reveal", "lock", "by_votes"):
        assert client.post(f"{run}do/", {"act": act}).status_code == 302
    found = Wall.objects.get()
    assert (found.revealed, found.locked, found.by_votes) == (True, True, True)
    assert "locked" in post(somebody, wall, act="add", text="More").text
    assert client.get(f"{run}notes/1/").status_code == 200
    scripted = client.post(f"{run}do/", {"act": "lock"}, headers={"Accept": "application/json"})
    assert scripted.status_code == 409
    assert client.post(f"{run}close/", follow=True).status_code == 200
    assert Wall.objects.get().closed


def test_votes_are_seen_where_nothing_can_be_changed(client, wall, now):
    client.get(at(wall))
    post(client, wall, act="add", text="Tea", column="0")
    post(client, wall, act="agree 1")
    counted = "Votes: <b data-count>1</b>"
    assert counted not in client.get(at(wall)).text
    Wall.objects.update(locked=True)
    assert counted in client.get(at(wall)).text
    actions.close(wall=wall, now=now)
    assert counted in client.get(at(wall)).text


def test_an_analyst_reads_a_wall_and_runs_none(cast, sign_in, wall):
    client = sign_in(cast.priya)
    run = reverse("walls:run", args=[cast.here.slug, wall.pk])
    page = client.get(run)
    assert page.status_code == 200
    assert "Lock the wall" not in page.text
    assert client.post(f"{run}do/", {"act": "lock"}).status_code == 403


def test_every_template_makes_a_wall(cast, sign_in):
    client = sign_in(cast.amira)
    assert len(starters()) >= 7
    for one in starters():
        make = reverse("walls:make", args=[cast.here.slug]) + f"?from={one.name}"
        form = client.get(make).context["form"]
        assert client.post(make, form.initial).status_code == 302
        wall = Wall.objects.first()
        assert (wall.ask, wall.columns, wall.votes) == (one.ask, list(one.columns), one.votes)
        assert (wall.private, wall.revealed) == (one.private, not one.private)
    assert "NCAG" in Wall.objects.first().about


def test_a_wall_goes_out_as_csv_json_pdf_and_on_paper(cast, sign_in, client, wall):
    somebody = type(client)()
    somebody.get(at(wall))
    post(somebody, wall, act="add", text="=HYPERLINK(1)", column="1", label="worry")
    post(somebody, wall, act="add", text="Hidden words")
    sign_in(cast.tom)
    run = reverse("walls:run", args=[cast.here.slug, wall.pk])
    client.post(f"{run}do/", {"act": "hide 2"})
    table = client.get(f"{run}wall.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [(row["Column"], row["Note"], row["Label"]) for row in rows] == [
        ("Carers", "'=HYPERLINK(1)", "A worry")
    ]
    data = json.loads(client.get(f"{run}wall.json").content)
    assert [note["note"] for note in data["notes"]] == ["=HYPERLINK(1)"]
    assert client.get(f"{run}wall.pdf").content.startswith(b"%PDF")
    sheet = client.get(f"{run}sheet/").text
    assert "HYPERLINK" in sheet
    assert "Hidden words" not in sheet + table


def test_a_note_is_kept_once_at_an_address_that_stays(cast, sign_in, client, wall):
    somebody = type(client)()
    somebody.get(at(wall))
    post(somebody, wall, act="add", text="Tea", column="1")
    post(somebody, wall, act="agree 1")
    sign_in(cast.tom)
    run = reverse("walls:run", args=[cast.here.slug, wall.pk])
    for _ in range(2):
        client.post(f"{run}keep/", {"note": "1"})
    kept = Kept.objects.get()
    post(somebody, wall, act="edit", note="1", text="Coffee")
    page = somebody.get(f"/kept/{kept.code.lower()}/").text
    assert "Tea" in page
    assert "What is good? · Carers" in page
    assert "1 person agreed" in page
    here = reverse("walls:all_kept", args=[cast.here.slug])
    client.post(f"{here}{kept.pk}/withdraw/")
    gone = somebody.get(f"/kept/{kept.code}/")
    assert gone.status_code == 410
    assert not re.search(r"\bTea\b", gone.text)
    client.post(f"{here}{kept.pk}/bring-back/")
    assert "Tea" in somebody.get(f"/kept/{kept.code}/").text
    assert "Tea" in client.get(here).text


def test_a_hidden_note_cannot_be_kept(cast, sign_in, client, wall):
    somebody = type(client)()
    somebody.get(at(wall))
    post(somebody, wall, act="add", text="Tea")
    sign_in(cast.tom)
    run = reverse("walls:run", args=[cast.here.slug, wall.pk])
    client.post(f"{run}do/", {"act": "hide 1"})
    assert "everybody sees" in client.post(f"{run}keep/", {"note": "1"}, follow=True).text
    assert not Kept.objects.exists()
