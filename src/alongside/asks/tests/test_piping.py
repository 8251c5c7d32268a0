"""An earlier answer in the words of a question: who answers reads it, and nobody else."""

import random
from datetime import timedelta

import pytest

from alongside.asks import actions, faults, paper, rows
from alongside.asks.models import Mode
from alongside.methods.questions import piping

FORM = {
    "title": {"en": "Tea"},
    "languages": ["en"],
    "questions": [
        {"type": "short", "name": "tea", "label": {"en": "Which tea?"}},
        {
            "type": "short",
            "name": "why",
            "label": {"en": "Why ${tea}?"},
            "hint": {"en": "All about ${tea}"},
            "required": True,
        },
    ],
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


def test_the_answer_stands_in_the_words_and_is_never_markup(client, at):
    assert "Why …?" in text(client.get(f"{at}q/why/"))
    client.post(f"{at}q/tea/", {"tea": "<i>Earl</i> Grey"})
    page = text(client.get(f"{at}q/why/"))
    assert page.count("Why &lt;i&gt;Earl&lt;/i&gt; Grey?") == 2  # the title and the heading
    assert "All about &lt;i&gt;Earl&lt;/i&gt; Grey" in page
    assert "<i>Earl" not in page
    assert "${" not in page


@pytest.mark.parametrize("page", ["all/", "check/"])
def test_it_stands_wherever_the_question_does(client, at, page):
    client.post(f"{at}q/tea/", {"tea": "Mint"})
    assert "Why Mint?" in text(client.get(f"{at}{page}"))
    missing = text(client.post(f"{at}check/"))
    assert "Enter an answer to “Why Mint?”" in missing


def test_an_export_has_the_name_of_the_question_in_brackets(asked):
    found = rows.rows_of(asked(Mode.CONFIDENTIAL), random.Random(1))
    assert [column.words for column in found.columns] == ["Which tea?", "Why [tea]?"]


def test_the_builder_says_what_cannot_be_shown():
    tea, why = FORM["questions"]
    found = faults.faults(FORM | {"questions": [why, tea]})
    words = "It shows “tea”, which is not the name of a question before this one"
    assert {(one.field, one.text) for one in found} == {("label", words), ("hint", words)}


LED = {
    **FORM,
    "questions": [
        {"type": "one", "name": "drink", "label": {"en": "Do you drink?"}}
        | {"choices": [{"name": "no", "label": {"en": "No"}}, {"name": "y", "label": {"en": "Y"}}]}
        | {"skip": [{"if": ". = 'no'", "to": "why"}]},
        *FORM["questions"],
    ],
}


def test_where_somebody_is_led_to_by_its_words(client, cast, now):
    form = actions.make_form(organisation=cast.here, title="Tea", draft=LED, now=now)
    version = actions.publish(form=form, now=now)
    wave = actions.open_wave(
        version=version, mode=Mode.ANONYMOUS, opens=now, closes=now + timedelta(days=1)
    )
    at = f"/a/{wave.code}/"
    assert "After “No”, go on to: Why …?" in text(client.get(f"{at}all/"))
    client.post(f"{at}q/tea/", {"tea": "Mint"})
    assert "After “No”, go on to: Why Mint?" in text(client.get(f"{at}all/"))
    printed = paper.sheets(wave, "en", 1, "https://here.example", "https://here.example/said")
    first = printed.items[0]
    assert "After “No”, go on to: 3. Why (your answer to question 2)?" in first.instruction


def test_a_receipt_says_what_it_is_for_without_what_was_answered(client, at):
    client.post(f"{at}q/tea/", {"tea": "Mint"})
    client.post(f"{at}q/why/", {"why": "It calms me"})
    page = text(client.get(f"{at}check/"))
    seed = page.partition('name="what-codes-follow-from" value="')[2].partition('"')[0]
    thanks = text(client.post(f"{at}check/", {"what-codes-follow-from": seed}, follow=True))
    assert "Why …?</p>" in thanks
    assert "Mint" not in thanks
    assert "${" not in thanks


def test_the_second_person_at_a_sheet_reads_what_stands_on_paper(asked, cast, sign_in, now):
    at = f"/o/sandbrook-council/ask/waves/{asked().pk}/paper/"
    tom = sign_in(cast.tom)
    begun = tom.post(f"{at}begin/", follow=True).request["PATH_INFO"]
    page = text(tom.get(f"{begun}add/"))
    assert "Why (your answer to question 1)?" in page
    assert "${" not in page


@pytest.mark.parametrize(
    ("changes", "answer", "words"),
    [
        ({"type": "one"}, {"choice": "black"}, "Black"),
        ({"type": "one"}, {"choice": "other", "other": "Mint"}, "Mint"),
        ({"type": "several"}, {"choices": ["black", "other"], "other": "Mint"}, "Black, Mint"),
        ({"type": "several"}, {"choices": ["black", "other"]}, "Black, Something else"),
        ({"type": "slider"}, {"value": 40}, "40"),
        ({"type": "scale"}, {"value": 4}, "4"),
    ],
)
def test_an_answer_stands_in_a_sentence_without_what_belongs_to_a_list(changes, answer, words):
    question = {
        "name": "tea",
        "label": {"en": "Which tea?"},
        "choices": [{"name": "black", "label": {"en": "Black"}}],
        "other": True,
        "start": 0,
        "end": 100,
        "low": {"en": "None"},
        "high": {"en": "All"},
    }
    assert piping.in_words(question | changes, answer, "en") == words
