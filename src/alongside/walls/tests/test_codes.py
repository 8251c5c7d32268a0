"""Whoever wrote notes gets a code for each, and nobody else learns whose they are."""

import html
import re

import pytest
from django.test import Client

from alongside.asks.queries import hashed
from alongside.asks.receipts import read
from alongside.walls import actions, identity, queries, receipts
from alongside.walls.models import Note

from .test_change import EVE, TOM, do, wall  # noqa: F401


def words(answer):
    return " ".join(html.unescape(answer.content.decode()).split())


def codes_in(page):
    return re.findall(r"\b(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}\b", re.sub(r'href="[^"]*"', "", page))


@pytest.fixture
def add(client, wall):  # noqa: F811
    """Call it for a note that whoever has this browser writes."""
    client.get(f"/wall/{wall.code}/")

    def write(text):
        client.post(f"/wall/{wall.code}/do/", {"act": "add", "text": text})

    return write


def test_each_note_has_a_code_of_its_own_and_asked_twice_the_same(client, wall, add):  # noqa: F811
    at = f"/wall/{wall.code}/codes/"
    assert "You have not written a note yet" in words(client.get(at))
    add("Tea")
    add("Toast")
    assert codes_in(words(client.get(at))) == []
    assert client.post(at).headers["Location"] == at
    first = codes_in(words(client.get(at)))
    client.post(at)
    assert len(set(first)) == 2
    assert codes_in(words(client.get(at))) == first
    assert {note.receipt for note in Note.objects.all()} == {hashed(read(one)) for one in first}


def test_another_browser_sees_none(client, wall, add):  # noqa: F811
    add("Tea")
    at = f"/wall/{wall.code}/codes/"
    client.post(at)
    other = Client()
    other.get(f"/wall/{wall.code}/")
    assert codes_in(words(other.get(at))) == []
    other.post(at)
    assert codes_in(words(other.get(at))) == []


def test_after_the_close_the_codes_stay_and_lead_to_no_browser(client, wall, add, now):  # noqa: F811
    add("Tea")
    at = f"/wall/{wall.code}/codes/"
    client.post(at)
    add("Toast")
    actions.close(wall=wall, now=now)
    assert len(codes_in(words(client.get(at)))) == 2
    assert set(Note.objects.values_list("author", flat=True)) == {""}


def test_who_never_asked_leaves_no_hash_and_gets_none_later(client, wall, add, now):  # noqa: F811
    add("Tea")
    actions.close(wall=wall, now=now)
    at = f"/wall/{wall.code}/codes/"
    client.post(at)
    assert set(Note.objects.values_list("receipt", flat=True)) == {""}
    assert "This wall is closed" in words(client.get(at))


def test_the_hashes_of_two_notes_of_one_person_have_nothing_in_common(wall, do, now):  # noqa: F811
    """With everything that is kept, and the secret, nobody finds which notes have one author."""
    for who in (EVE, EVE, TOM):
        do(wall, who, "add", text=f"Note of {len(Note.objects.all())}")
    for who in (EVE, TOM):
        actions.give_codes(wall=wall, author=identity.fingerprint(wall.pk, who))
    before = set(Note.objects.values_list("author", flat=True))
    actions.close(wall=wall, now=now)
    notes = list(queries.with_receipt(wall))
    kept = str(list(Note.objects.values()))
    assert [author for author in before if author in kept] == []
    assert len({note.receipt for note in notes}) == 3
    guesses = {
        hashed(receipts.code(note, guess)) for note in notes for guess in ("", wall.code, "eve")
    }
    assert guesses & {note.receipt for note in notes} == set()


def test_a_note_taken_back_takes_its_code_with_it(wall, do, now):  # noqa: F811
    do(wall, EVE, "add", text="Tea")
    author = identity.fingerprint(wall.pk, EVE)
    actions.give_codes(wall=wall, author=author)
    note = Note.objects.get()
    assert queries.note_by_receipt(note.receipt) == note
    do(wall, EVE, "take_back", note=1)
    assert queries.note_by_receipt(note.receipt) is None
    assert receipts.given(wall, author) == []
