"""Words to read between the questions, and a consent, as somebody who answers meets them."""

import random
from datetime import timedelta

import pytest

from alongside.asks import actions, pages, rows
from alongside.asks.models import Box, Draft, Mode
from alongside.methods.questions import check_form, seconds

WELCOME = {
    "type": "note",
    "name": "welcome",
    "label": {"en": "Welcome"},
    "words": {"en": "It is about **tea**. <script>1</script>"},
}
MAY = {
    "type": "consent",
    "name": "may",
    "label": {"en": "May we use what you write?"},
    "words": {"en": "In a report that anybody can read."},
    "required": True,
}
TEA = {"type": "short", "name": "tea", "label": {"en": "Which tea?"}}
MILK = {
    "type": "note",
    "name": "milk",
    "label": {"en": "About milk"},
    "relevant": "${tea} = 'Black'",
}
LAST = {"type": "short", "name": "last", "label": {"en": "Anything else?"}}
FORM = {
    "title": {"en": "Tea"},
    "languages": ["en"],
    "questions": [WELCOME, MAY, TEA, MILK, LAST],
}


@pytest.fixture
def asked(cast, now):
    """Call it for a wave of the form, in a mode."""

    def do(mode=Mode.ANONYMOUS):
        form = actions.make_form(organisation=cast.here, title="Tea", draft=FORM, now=now)
        version = actions.publish(form=form, now=now)
        opens = now - timedelta(hours=1)
        return actions.open_wave(
            version=version, mode=mode, opens=opens, closes=now + timedelta(days=1)
        )

    return do


@pytest.fixture
def at(asked):
    return f"/a/{asked().code}/"


def text(answer):
    return answer.content.decode()


def test_a_form_may_have_words_to_read_and_a_consent():
    assert check_form(FORM) == []
    assert seconds(WELCOME) < seconds(MAY)


def test_words_to_read_have_a_page_of_their_own_and_no_number(client, at):
    first = text(client.get(at))
    assert "3 questions, about" in first
    assert f'href="{at}q/welcome/"' in first
    page = text(client.get(f"{at}q/welcome/"))
    assert "<h1>Welcome</h1>" in page
    assert "<strong>tea</strong>" in page
    assert "<script>1" not in page
    assert "Question " not in page.partition("<main")[2]
    answer = client.post(f"{at}q/welcome/", {"shown-here": "welcome"})
    assert answer.headers["Location"] == f"{at}q/may/"
    assert not Draft.objects.exists()
    assert "Question 1 of 3" in text(client.get(f"{at}q/may/"))


def test_a_consent_that_is_not_ticked_says_one_clear_sentence(client, at):
    page = text(client.post(f"{at}q/may/", {"shown-here": "may"}))
    assert page.count("Tick “I agree” to go on") == 2  # above, and beside the box
    assert 'href="#q-may"' in page
    assert 'id="q-may"' in page
    answer = client.post(f"{at}q/may/", {"may": "OK", "shown-here": "may"})
    assert answer.headers["Location"] == f"{at}q/tea/"
    assert "checked" in text(client.get(f"{at}q/may/"))


def test_words_to_read_are_asked_only_if_their_rule_says_so(client, at):
    client.post(f"{at}q/may/", {"may": "OK"})
    assert client.post(f"{at}q/tea/", {"tea": "Green"}).headers["Location"] == f"{at}q/last/"
    assert client.post(f"{at}q/tea/", {"tea": "Black"}).headers["Location"] == f"{at}q/milk/"


def test_whoever_comes_back_goes_on_with_the_first_question_without_an_answer(client, at):
    client.post(f"{at}q/may/", {"may": "OK"})
    assert f'href="{at}q/tea/"' in text(client.get(at))


def test_all_on_one_page_shows_the_words_and_check_does_not(client, at):
    page = text(client.get(f"{at}all/"))
    assert "<h2>Welcome</h2>" in page
    client.post(f"{at}all/", {"may": "OK", "tea": "Green"})
    page = text(client.get(f"{at}check/"))
    assert "Welcome" not in page
    assert "I agree" in page
    assert client.post(f"{at}check/").headers["Location"] == f"{at}thanks/"
    assert Box.objects.get().answers == {"may": {"agreed": True}, "tea": {"text": "Green"}}


def test_words_to_read_are_in_no_export(asked):
    found = rows.rows_of(asked(Mode.CONFIDENTIAL), random.Random(1))
    assert [column.name for column in found.columns] == ["may", "tea", "last"]
    assert found.columns[0].type == "yes or no"


def test_words_to_read_have_no_place(asked):
    assert pages.place(FORM, "welcome") is None
    assert pages.place(FORM, "last").number == 3


def test_nothing_can_depend_on_words_to_read():
    broken = {**FORM, "questions": [WELCOME, {**TEA, "relevant": "${welcome} = 1"}]}
    (problem,) = check_form(broken)
    assert problem.text == "relevant: “welcome” is words to read, and has no answer"
    (problem,) = check_form({**FORM, "questions": [{**WELCOME, "required": True}, TEA]})
    assert problem.text == "is words to read, so nobody has to answer it"
