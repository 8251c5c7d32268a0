"""Hard words in a question are explained under it, unless knowing them is what is asked (R18)."""

from datetime import timedelta

import pytest

from alongside.asks import actions
from alongside.library import actions as library
from alongside.library.glossary import Term
from alongside.library.models import Page

MEANS = "People who use it and people who run it, together."
HELP = "What do these words mean?"


@pytest.fixture
def glossary(cast, now):
    page = library.begin_page(
        organisation=cast.here,
        kind=Page.Kind.GLOSSARY,
        title="What words mean",
        entries=[
            Term("a", "co-production", MEANS),
            Term("b", "service area", "A part of it."),
            Term("c", "stakeholder", "Anybody it matters to."),
        ],
        now=now,
    )
    return library.publish(page=page, now=now)


@pytest.fixture
def ask(cast, now):
    """Call it for the wave and the form that ask one question, with or without help."""

    def do(**more):
        question = {
            "type": "short",
            "name": "what",
            "label": {"en": "Where does co-production work?"},
            "hint": {"en": "Think of your service area."},
        } | more
        draft = {"title": {"en": "Tea"}, "languages": ["en"], "questions": [question]}
        form = actions.make_form(organisation=cast.here, title="Tea", draft=draft, now=now)
        version = actions.publish(form=form, now=now)
        opens = now - timedelta(hours=1)
        return actions.open_wave(version=version, mode="anonymous", opens=opens), form

    return do


def text(answer):
    return answer.content.decode()


def pages(wave, form, client, staff):
    """Return every page on which people, and staff before them, see the question."""
    builder = f"/o/sandbrook-council/ask/{form.pk}/preview/"
    return [
        text(client.get(f"/a/{wave.code}/q/what/")),
        text(client.get(f"/a/{wave.code}/all/")),
        text(staff.get(builder)),
        text(staff.get(f"{builder}what/")),
    ]


def test_with_the_switch_on_each_page_explains_the_words_that_stand_there(
    ask, glossary, client, sign_in, cast
):
    for page in pages(*ask(), client, sign_in(cast.tom)):
        assert page.count(f"<summary>{HELP}</summary>") == 1
        assert f"<dt>co-production</dt><dd>{MEANS}</dd>" in page
        assert "<dt>service area</dt>" in page
        assert "<dt>stakeholder</dt>" not in page


def test_with_the_switch_off_no_page_explains_anything(ask, glossary, client, sign_in, cast):
    for page in pages(*ask(glossary=False), client, sign_in(cast.tom)):
        assert "Where does co-production work?" in page
        assert HELP not in page
        assert MEANS not in page


def test_without_a_glossary_or_a_word_of_it_nothing_is_offered(ask, client, sign_in, cast):
    for page in pages(*ask(), client, sign_in(cast.tom)):
        assert HELP not in page


def test_help_never_comes_from_another_organisation(ask, cast, client, now):
    page = library.begin_page(
        organisation=cast.there,
        kind=Page.Kind.GLOSSARY,
        title="Words",
        entries=[Term("a", "co-production", MEANS)],
        now=now,
    )
    library.publish(page=page, now=now)
    assert MEANS not in text(client.get(f"/a/{ask()[0].code}/q/what/"))


@pytest.mark.parametrize("kind", ["one", "matrix", "ranking", "long", "number", "before_now"])
def test_every_kind_of_question_can_have_help(ask, glossary, client, kind):
    from alongside.methods.tests.questions_form import QUESTIONS

    words = {"label": {"en": "Is it co-production?"}, "name": "what", "type": kind}
    wave, _ = ask(**QUESTIONS[kind] | words)
    assert f"<dd>{MEANS}</dd>" in text(client.get(f"/a/{wave.code}/q/what/"))


def test_the_glossary_is_read_once_for_a_page_of_many_questions(
    cast, glossary, client, now, django_assert_num_queries
):
    questions = [
        {"type": "short", "name": f"q{n}", "label": {"en": f"Co-production {n}?"}} for n in range(5)
    ]
    took = []
    for some in (questions[:1], questions):
        draft = {"title": {"en": "Tea"}, "languages": ["en"], "questions": some}
        form = actions.make_form(organisation=cast.here, title="Tea", draft=draft, now=now)
        wave = actions.open_wave(
            version=actions.publish(form=form, now=now),
            mode="anonymous",
            opens=now - timedelta(hours=1),
        )
        with django_assert_num_queries(3):
            took.append(text(client.get(f"/a/{wave.code}/all/")).count(HELP))
    assert took == [1, 5]


def test_the_builder_says_which_words_are_explained(ask, cast, sign_in, request):
    tom = sign_in(cast.tom)
    _, form = ask()
    at = f"/o/sandbrook-council/ask/{form.pk}/q/what/"
    assert "Begin one in the library" in text(tom.get(at))
    request.getfixturevalue("glossary")
    assert "Explained under this question: co-production, service area." in text(tom.get(at))
    _, form = ask(glossary=False)
    page = text(tom.get(f"/o/sandbrook-council/ask/{form.pk}/q/what/"))
    assert "Explained under" not in page
