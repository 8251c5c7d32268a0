"""A closed wall: its notes stay, and nothing of whoever wrote them."""

from datetime import timedelta

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


def test_a_wall_closes_by_itself_long_after_its_last_change(wall, do, now):  # noqa: F811
    do(wall, EVE, "add", text="Tea")
    assert tasks.due(now + timedelta(days=89)) == 0
    assert tasks.due(now + timedelta(days=91)) == 1
    assert tasks.due(now + timedelta(days=91)) == 0
