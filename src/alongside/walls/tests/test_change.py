"""Changes of a wall: each once, undone by whoever did it, seen only by those it is for."""

import json
import uuid

import pytest
from django.db import IntegrityError, transaction

from alongside.walls import actions, identity, queries
from alongside.walls.actions import NotPossible
from alongside.walls.changes import Change
from alongside.walls.models import MOST_NOTES, Note, NoteVote, Operation, Wall

EVE, TOM = "eve's browser", "tom's browser"


@pytest.fixture
def wall(cast, now):
    return actions.make_wall(
        organisation=cast.here,
        ask="What is good?",
        columns=["People", "Carers"],
        votes=2,
        by=cast.amira,
        now=now,
    )


@pytest.fixture
def do(now):
    """Do something on a wall as somebody; return what became of it."""

    def change(wall, who, kind, *, leads=False, client=None, **data):
        author = identity.fingerprint(wall.pk, who)
        one = Change(wall.pk, author, client or uuid.uuid4(), kind, data, leads)
        return actions.change(change=one, now=now)

    return change


def texts(wall, who="", leads=False):
    author = identity.fingerprint(wall.pk, who)
    return [note.text for note in queries.notes(wall, author=author, leads=leads)]


def test_every_change_has_the_next_number(wall, do):
    numbers = [do(wall, EVE, "add", text=f"Note {n}").number for n in range(3)]
    numbers.append(do(wall, TOM, "move", note=1, column=1).number)
    assert numbers == [1, 2, 3, 4]
    assert list(Operation.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert Wall.objects.get().last == 4


def test_the_same_change_twice_changes_nothing(wall, do):
    client = uuid.uuid4()
    first = do(wall, EVE, "add", text="Tea", client=client)
    again = do(wall, EVE, "add", text="Tea", client=client)
    assert (first.number, first.note) == (again.number, again.note)
    assert texts(wall) == ["Tea"]
    assert Wall.objects.get().last == 1


def test_the_same_change_twice_in_one_batch_changes_nothing(wall, now):
    author, client = identity.fingerprint(wall.pk, EVE), uuid.uuid4()
    one = Change(wall.pk, author, client, "add", {"text": "Tea"})
    outcomes = actions.make_changes(changes=[one, one], now=now)
    assert [outcome.number for outcome in outcomes] == [1, 1]
    assert Note.objects.count() == Operation.objects.count() == 1


def test_the_database_takes_no_number_and_no_client_id_twice(wall, do):
    do(wall, EVE, "add", text="Tea")
    there = Operation.objects.get()
    for twice in ({"number": there.number}, {"client_id": there.client_id}):
        values = {"number": 9, "client_id": uuid.uuid4()} | twice
        with pytest.raises(IntegrityError), transaction.atomic():
            Operation.objects.create(wall=wall, kind="add", **values)


def test_one_that_is_refused_holds_up_no_other(wall, now):
    author = identity.fingerprint(wall.pk, EVE)
    kinds = [
        ("add", {"text": "Tea"}),
        ("move", {"note": 99, "column": 1}),
        ("add", {"text": "Toast"}),
    ]
    batch = [Change(wall.pk, author, uuid.uuid4(), kind, data) for kind, data in kinds]
    statuses = [outcome.status for outcome in actions.make_changes(changes=batch, now=now)]
    assert statuses == ["done", "refused", "done"]
    assert texts(wall) == ["Tea", "Toast"]


def test_undo_takes_back_my_last_change_and_then_the_one_before(wall, do):
    do(wall, EVE, "add", text="Tea", column=0)
    do(wall, EVE, "move", note=1, column=1)
    do(wall, TOM, "add", text="Toast", column=0)
    do(wall, EVE, "undo")
    assert Note.objects.get(number=1).column == 0
    do(wall, EVE, "undo")
    assert texts(wall) == ["Toast"]
    with pytest.raises(NotPossible, match="nothing of yours"):
        do(wall, EVE, "undo")


def test_undo_takes_back_what_came_in_with_it(wall, do, now):
    do(wall, EVE, "add", text="Tea")
    author = identity.fingerprint(wall.pk, EVE)
    kinds = [("add", {"text": "Toast"}), ("undo", {}), ("undo", {})]
    batch = [Change(wall.pk, author, uuid.uuid4(), kind, data) for kind, data in kinds]
    actions.make_changes(changes=batch[:2], now=now)
    assert texts(wall) == ["Tea"]
    actions.make_changes(changes=batch, now=now)  # sent again, and once more undone
    assert texts(wall) == []


def test_undo_leaves_what_somebody_else_changed_since(wall, do):
    do(wall, EVE, "add", text="Tea")
    do(wall, EVE, "group", note=1, group="Drinks")
    do(wall, TOM, "group", note=1, group="Warm things")
    do(wall, EVE, "undo")
    assert Note.objects.get().group == "Warm things"


def test_undo_of_a_vote_gives_it_back(wall, do):
    do(wall, EVE, "add", text="Tea")
    do(wall, TOM, "agree", note=1)
    outcome = do(wall, TOM, "undo")
    assert outcome.agreed == ()
    assert not NoteVote.objects.exists()
    do(wall, TOM, "agree", note=1)
    do(wall, TOM, "disagree", note=1)
    assert do(wall, TOM, "undo").agreed == (1,)


def test_votes_have_a_limit_and_count_once(wall, do):
    for text in ("Tea", "Toast", "Jam"):
        do(wall, EVE, "add", text=text)
    do(wall, TOM, "agree", note=1)
    with pytest.raises(NotPossible, match="already"):
        do(wall, TOM, "agree", note=1)
    do(wall, TOM, "agree", note=2)
    with pytest.raises(NotPossible, match="all your votes"):
        do(wall, TOM, "agree", note=3)
    do(wall, TOM, "disagree", note=1)
    do(wall, TOM, "agree", note=3)
    assert queries.agreed(wall, identity.fingerprint(wall.pk, TOM)) == {2, 3}


def test_only_whoever_wrote_a_note_changes_its_words(wall, do):
    do(wall, EVE, "add", text="Tea")
    for kind, data in (("edit", {"text": "Coffee"}), ("take_back", {})):
        with pytest.raises(NotPossible, match="Only whoever wrote"):
            do(wall, TOM, kind, note=1, **data)
    do(wall, EVE, "edit", note=1, text="Coffee", label="idea")
    assert texts(wall) == ["Coffee"]


def test_up_down_and_put_change_the_order(wall, do):
    for text in "ABCD":
        do(wall, EVE, "add", text=text)
    do(wall, TOM, "up", note=4)
    assert texts(wall) == ["A", "B", "D", "C"]
    do(wall, TOM, "down", note=1)
    assert texts(wall) == ["B", "A", "D", "C"]
    do(wall, TOM, "put", note=3, before=2)
    assert texts(wall) == ["C", "B", "A", "D"]
    with pytest.raises(NotPossible, match="first"):
        do(wall, TOM, "up", note=3)
    do(wall, TOM, "undo")
    assert texts(wall) == ["B", "A", "D", "C"]


def test_a_place_between_two_notes_never_runs_out(wall, do):
    for text in "AB":
        do(wall, EVE, "add", text=text)
    expected = ["A", "B"]
    for number in range(70):
        note = do(wall, EVE, "add", text=f"N{number}").note
        do(wall, EVE, "put", note=note, before=2)
        expected.insert(len(expected) - 1, f"N{number}")
    assert texts(wall) == expected


def test_nobody_sees_what_others_write_until_it_is_shown(cast, now, do):
    wall = actions.make_wall(organisation=cast.here, ask="?", private=True, votes=1, now=now)
    made = do(wall, EVE, "add", text="Secret tea")
    assert "Secret tea" not in made.news.people
    assert "Secret tea" in made.news.leads
    assert made.own[0]["text"] == "Secret tea"
    assert texts(wall, EVE) == ["Secret tea"]
    assert texts(wall, TOM) == texts(wall) == []
    for kind in ("move", "agree", "group", "edit"):
        with pytest.raises(NotPossible):
            do(wall, TOM, kind, note=1, column=0, text="x")
    with pytest.raises(NotPossible):
        do(wall, TOM, "reveal")
    shown = do(wall, "member:1", "reveal", leads=True)
    assert "Secret tea" in shown.news.people
    wall.refresh_from_db()
    assert texts(wall, TOM) == ["Secret tea"]


def test_a_note_is_hidden_before_it_is_shown_and_nobody_learns_who_wrote_it(cast, now, do):
    wall = actions.make_wall(organisation=cast.here, ask="?", private=True, now=now)
    do(wall, EVE, "add", text="Mrs Okafor in flat 3")
    hidden = do(wall, "member:1", "hide", note=1, leads=True)
    shown = do(wall, "member:1", "reveal", leads=True)
    fingerprint = identity.fingerprint(wall.pk, EVE)
    for told in (hidden.news.people, shown.news.people):
        assert "Okafor" not in told
    for told in (hidden.news.leads, json.dumps(hidden.own)):
        assert fingerprint not in told
    wall.refresh_from_db()
    assert texts(wall, EVE) == []
    assert texts(wall, leads=True) == ["Mrs Okafor in flat 3"]
    do(wall, "member:1", "show", note=1, leads=True)
    assert texts(wall) == ["Mrs Okafor in flat 3"]


def test_nothing_that_is_told_leads_to_anybody(wall, do):
    outcomes = [
        do(wall, EVE, "add", text="Tea"),
        do(wall, TOM, "agree", note=1),
        do(wall, TOM, "move", note=1, column=1),
        do(wall, TOM, "undo"),
        do(wall, "member:1", "lock", leads=True),
    ]
    told = json.dumps([[o.news.people, o.news.leads, o.told] for o in outcomes])
    for who in (EVE, TOM, "member:1"):
        assert identity.fingerprint(wall.pk, who) not in told
        assert who not in told


def test_a_locked_wall_takes_changes_only_of_whoever_leads(wall, do):
    do(wall, EVE, "add", text="Tea")
    do(wall, "member:1", "lock", leads=True)
    with pytest.raises(NotPossible, match="locked"):
        do(wall, EVE, "move", note=1, column=1)
    do(wall, "member:1", "move", note=1, column=1, leads=True)
    do(wall, "member:1", "unlock", leads=True)
    do(wall, EVE, "move", note=1, column=0)


def test_sorted_by_votes_the_most_come_first(wall, do):
    for text in ("Tea", "Toast"):
        do(wall, EVE, "add", text=text)
    do(wall, TOM, "agree", note=2)
    do(wall, "member:1", "by_votes", leads=True)
    wall.refresh_from_db()
    (first, _) = queries.columns(wall, queries.notes(wall))
    assert [note.text for note in first.groups[0].notes] == ["Toast", "Tea"]
    with pytest.raises(NotPossible, match="sorted by votes"):
        do(wall, TOM, "up", note=2)


def test_a_full_wall_says_so(wall, do):
    Note.objects.bulk_create(
        Note(wall=wall, number=n, place=n, text="x") for n in range(1, MOST_NOTES + 1)
    )
    Wall.objects.update(last=MOST_NOTES)
    with pytest.raises(NotPossible, match="500 notes"):
        do(wall, EVE, "add", text="One more")


def test_another_wall_s_note_is_not_touched(wall, cast, now, do):
    other = actions.make_wall(organisation=cast.there, ask="?", columns=["A", "B"], now=now)
    do(other, EVE, "add", text="Theirs")
    with pytest.raises(NotPossible, match="not on the wall"):
        do(wall, EVE, "move", note=1, column=1)
    assert identity.fingerprint(wall.pk, EVE) != identity.fingerprint(other.pk, EVE)


def test_whoever_takes_their_note_off_the_wall_takes_back_what_was_kept_of_it(wall, do, cast, now):
    do(wall, EVE, "add", text="Tea")
    kept = actions.keep_note(note=wall.notes.get(), by=cast.amira, now=now)
    do(wall, EVE, "take_back", note=1)
    kept.refresh_from_db()
    assert kept.withdrawn == now
    with pytest.raises(NotPossible, match="Nobody can bring them back"):
        actions.bring_back(kept=kept)
    do(wall, EVE, "undo")
    actions.bring_back(kept=kept)
    kept.refresh_from_db()
    assert kept.withdrawn is None
