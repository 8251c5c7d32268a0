"""The code of a note or a question leads on to the contribution it became, and says honestly where
it is before."""

import html
import uuid

import pytest

from alongside.asks import queries as asks
from alongside.influence import actions
from alongside.influence.models import Countersign, Told
from alongside.influence.tests import told
from alongside.walls import actions as walls
from alongside.walls.changes import Change

CODE = "K4M7PQRTWXY2"


@pytest.fixture
def note(cast, now):
    """A note on a closed wall, whose writer has the code."""
    wall = walls.make_wall(organisation=cast.here, ask="What is good?", by=cast.tom, now=now)
    for text in ("Tea at night", "Somebody else’s"):
        walls.change(
            change=Change(wall.pk, "somebody", uuid.uuid4(), "add", {"text": text}), now=now
        )
    mine = wall.notes.get(text="Tea at night")
    mine.receipt = asks.hashed(CODE)
    mine.save()
    walls.close(wall=wall, now=now)
    return mine


def look(client):
    page = client.get(f"/said/{CODE}/")
    return " ".join(html.unescape(page.content.decode()).split())


def test_a_note_that_nobody_took_further_says_so(client, note):
    page = look(client)
    assert "Your note is on the wall. Nobody has taken it further yet." in page
    assert "Tea at night" in page
    assert "Somebody else’s" not in page


def test_a_hidden_note_is_not_said_to_be_on_the_wall(client, note):
    note.hidden = True
    note.save()
    assert "Your note is not shown on the wall." in look(client)


def test_kept_and_not_brought_yet_is_said(client, note, cast, now):
    kept = walls.keep_note(note=note, by=cast.tom, now=now)
    assert "It has not been brought into a project yet." in look(client)
    assert f"/kept/{kept.code}/" in look(client)


def test_brought_into_a_project_it_is_a_receipt_like_any_other(client, note, cast, now):
    story = told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)
    kept = walls.keep_note(note=note, by=cast.tom, now=now)
    brought = actions.bring_kept(project=story.project, kept=kept, by=cast.tom, now=now)
    assert "Nobody has decided about it yet." in look(client)
    actions.place(theme=story.theme, contributions=[brought], by=cast.tom, now=now)
    page = look(client)
    assert "Tea at night" in page
    assert "It will look like a living room." in page
    assert "sofa with a cup" not in page
    assert Told.objects.get().contribution == brought
    client.post(f"/said/{CODE}/answer/", {f"acted_{story.decision.pk}": "no"})
    assert Countersign.objects.get().contribution == brought


def test_what_is_no_contribution_yet_has_nothing_to_answer(client, note):
    for what in ("answer", "tell-me", "take-back"):
        answer = client.post(f"/said/{CODE}/{what}/")
        assert answer.headers["Location"] == f"/said/{CODE}/"
