"""The glossary: what words mean, and which of them stand in a sentence."""

from dataclasses import replace

import pytest

from alongside.library import actions, glossary, queries
from alongside.library.glossary import Term
from alongside.library.models import Page
from alongside.library.starters import starter
from alongside.methods.revision import revision
from alongside.people.actions import NotPossible

from .conftest import text

LIBRARY = "/o/sandbrook-council/library/"
STAKEHOLDER = Term("s" * 12, "stakeholder", "Anybody it matters to.", "stake holder")


@pytest.fixture
def tom(cast, sign_in):
    return sign_in(cast.tom)


@pytest.fixture
def words(cast, now):
    """A glossary with one word, not published yet."""
    return actions.begin_page(
        organisation=cast.here,
        kind=Page.Kind.GLOSSARY,
        title="What words mean",
        words="We explain them here.",
        entries=[STAKEHOLDER],
        now=now,
    )


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("What is co-production?", ["co-production"]),
        ("CoProduction, or co production", ["co-production"]),
        ("Did you co‑produce it?", ["co-production"]),
        ("Who are your stakeholders?", ["stakeholder"]),
        ("Have you been consulted about commissioning?", ["consultation", "commissioning"]),
        ("Which ladder of participation?", ["ladder of participation"]),
        ("Participation on a ladder", []),
        ("The remodelling of anonymousness", []),
        ("", []),
    ],
)
def test_the_words_that_stand_in_a_sentence_are_found(sentence, found):
    terms = starter("glossary").terms
    assert [term.name for term in glossary.used(terms, sentence)] == found


def test_the_starter_explains_many_words_each_once_and_shortly():
    terms = starter("glossary").terms
    assert len(terms) >= 15
    assert len({term.key for term in terms}) == len({term.name for term in terms}) == len(terms)
    assert max(len(term.means.split()) for term in terms) <= 30


def test_a_glossary_is_begun_with_its_words_and_can_be_published_at_once(tom, cast, client, now):
    answer = tom.post(f"{LIBRARY}begin/", {"kind": "glossary"})
    page = Page.objects.get()
    assert answer.headers["Location"] == f"{LIBRARY}{page.pk}/"
    assert "Explain a word" in text(tom.get(f"{LIBRARY}{page.pk}/"))
    actions.publish(page=page, now=now)
    shown = text(client.get("/l/sandbrook-council/words/"))
    assert shown.index("<dt>anonymous</dt>") < shown.index("<dt>stakeholder</dt>")


def test_a_word_is_added_changed_and_removed(tom, words):
    at = f"{LIBRARY}{words.pk}/entries/"
    form = tom.get(f"{at}add/").context
    typed = {"name": "Ward", "means": "Part of a town.", "also": "wards \n\nwards\nthe ward"}
    tom.post(f"{at}add/", typed | {"key": form["key"], "seen": form["seen"]})
    words.refresh_from_db()
    assert [term.ways for term in words.terms] == [
        ["stakeholder", "stake holder"],
        ["Ward", "wards", "the ward"],
    ]
    tom.post(f"{at}{form['key']}/remove/")
    assert "“Ward” is removed." in text(tom.get(f"{LIBRARY}{words.pk}/"))
    tom.post(f"{at}put-back/")
    assert [entry["name"] for entry in Page.objects.get().entries] == ["stakeholder", "Ward"]


def test_a_word_is_explained_once(words):
    again = replace(STAKEHOLDER, key="new", name="Stakeholder")
    with pytest.raises(NotPossible, match="“stakeholder” is explained already"):
        actions.write_entry(page=words, entry=again, seen=revision(None))


@pytest.mark.parametrize("missing", ["name", "means"])
def test_a_word_needs_its_meaning(tom, words, missing):
    typed = {"name": "Ward", "means": "Part of a town.", "seen": revision(None), missing: ""}
    page = text(tom.post(f"{LIBRARY}{words.pk}/entries/add/", typed))
    assert f'<a href="#id_{missing}">Enter ' in page
    assert len(Page.objects.get().entries) == 1


def test_help_is_what_was_published_last_and_nothing_once_it_is_put_away(words, cast, now):
    def meanings():
        return [
            term.means for term in queries.glossary(type(cast.here).objects.get(pk=cast.here.pk))
        ]

    assert meanings() == []
    actions.publish(page=words, now=now)
    changed = replace(STAKEHOLDER, means="Everybody it touches.")
    actions.write_entry(page=words, entry=changed, seen=revision(Page.objects.get().entries[0]))
    assert meanings() == ["Anybody it matters to."]
    actions.publish(page=words, because="Shorter.", now=now)
    assert meanings() == ["Everybody it touches."]
    actions.put_away(page=words, now=now)
    assert meanings() == []
