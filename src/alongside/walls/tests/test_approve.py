"""A wall where whoever leads looks at each note before others see it."""

import json
import re

import pytest

from alongside.walls import actions, export, queries
from alongside.walls.actions import NotPossible
from alongside.walls.models import Note, Wall

from .test_change import EVE, TOM, texts
from .test_change import do as do


@pytest.fixture
def wall(cast, now):
    return actions.make_wall(
        organisation=cast.here,
        ask="What is good?",
        columns=["People", "Carers"],
        votes=2,
        approves=True,
        by=cast.amira,
        now=now,
    )


@pytest.fixture
def lead(wall, do):
    """Do something as whoever leads."""
    return lambda kind, **data: do(wall, "member:1", kind, leads=True, **data)


def test_a_note_waits_and_only_whoever_wrote_it_sees_it(wall, do, lead):
    made = do(wall, EVE, "add", text="Tea")
    assert (texts(wall, EVE), texts(wall, TOM), texts(wall)) == (["Tea"], [], [])
    assert texts(wall, leads=True) == ["Tea"]
    assert "Tea" not in made.news.people
    assert json.loads(made.news.people)["says"] == ""
    assert "A note waits for you in People: Tea" in made.news.leads
    assert (made.own[0]["text"], made.own[0]["waiting"]) == ("Tea", True)
    assert (queries.number_of_notes(wall), queries.number_waiting(wall)) == (0, 1)
    assert export.notes(wall) == []
    shown = lead("show", note=1, seen=wall.last + 1)
    assert json.loads(shown.news.people)["says"] == "New note in People: Tea"
    assert texts(wall) == ["Tea"]


def test_a_note_that_waits_can_be_left_out_and_nobody_hears_of_it(wall, do, lead):
    do(wall, EVE, "add", text="Tea")
    told = lead("hide", note=1).news.people
    assert json.loads(told)["says"] == ""
    assert "Tea" not in told
    assert (texts(wall), texts(wall, EVE)) == ([], [])
    lead("show", note=1, seen=2)
    assert texts(wall) == ["Tea"]


def test_changed_words_wait_again_and_earlier_ones_too(wall, do, lead):
    do(wall, EVE, "add", text="Tea")
    lead("show", note=1, seen=1)
    told = do(wall, EVE, "edit", note=1, text="Rude").news
    assert (texts(wall), texts(wall, EVE)) == ([], ["Rude"])
    assert told.forget
    assert json.loads(told.people)["notes"] == [{"note": 1, "gone": True, "waiting": True}]
    assert json.loads(told.people)["says"] == "A note in People was taken away."
    lead("show", note=1, seen=3)
    do(wall, EVE, "undo")
    assert (texts(wall), texts(wall, EVE)) == ([], ["Tea"])


def test_undo_brings_back_no_words_that_nobody_looked_at(wall, do, lead):
    do(wall, EVE, "add", text="Rude")
    do(wall, EVE, "edit", note=1, text="Tea")
    lead("show", note=1, seen=2)
    do(wall, EVE, "undo")
    assert texts(wall) == []


def test_only_words_that_were_read_are_shown(wall, do, lead):
    do(wall, EVE, "add", text="Tea")
    do(wall, EVE, "edit", note=1, text="Rude")
    with pytest.raises(NotPossible, match="Read it once more"):
        lead("show", note=1, seen=1)
    assert texts(wall) == []


def test_headings_are_those_of_whoever_leads(wall, do, lead):
    do(wall, EVE, "add", text="Tea")
    lead("add", text="Cake")
    for kind, more in (("group", {"note": 1}), ("put", {"note": 1}), ("add", {"text": "Jam"})):
        with pytest.raises(NotPossible, match="Whoever leads makes the headings"):
            do(wall, EVE, kind, group="Rude", **more)
    lead("group", note=2, group="Food")
    do(wall, EVE, "group", note=1, group="Food")
    assert Note.objects.get(number=1).group == "Food"


def test_notes_of_whoever_leads_do_not_wait(wall, lead):
    lead("add", text="Cake")
    lead("edit", note=1, text="More cake")
    assert texts(wall) == ["More cake"]


def test_a_note_that_waits_is_not_kept(wall, do, cast, now):
    do(wall, EVE, "add", text="Tea")
    with pytest.raises(NotPossible, match="everybody sees"):
        actions.keep_note(note=Note.objects.get(), by=cast.amira, now=now)


def test_on_the_pages_it_is_shown_and_left_out_without_javascript(client, sign_in, cast, wall):
    at, run = f"/wall/{wall.code}/", f"/o/sandbrook-council/walls/{wall.pk}/"
    client.get(at)
    for words in ("Tea", "Rude"):
        page = client.post(f"{at}do/", {"act": "add", "text": words}, follow=True).text
    assert "Only you see it: somebody looks at it first" in page
    assert "Somebody who leads looks at each note" in page
    stranger = client.__class__()
    assert not re.search(r"\bTea\b", stranger.get(at).text)
    lead = sign_in(cast.tom)
    page = lead.get(run).text
    assert "2 wait for you" in page
    last = Wall.objects.get().last
    assert f'value="show 1 {last}"' in page
    lead.post(f"{run}do/", {"act": f"show 1 {last}"})
    assert "Leave it out" in lead.get(f"{run}notes/2/").text
    lead.post(f"{run}do/", {"act": "hide 2"})
    page = stranger.get(at).text
    assert "Tea" in page
    assert "Rude" not in page
