"""A form in several languages: written, checked and previewed by staff without a script."""

import json

import pytest

from alongside.asks import actions, drafting, starters, translating
from alongside.asks.models import Form
from alongside.methods.questions import check_form, question_types
from alongside.web.languages import language

from .test_build_questions import TYPED, draft_of, text, typed_in

WELSH = {
    "one": {"choices__cy": "Da\nGweddol | Dim da na drwg\nGwael", "other_label__cy": "Arall"},
    "several": {"choices__cy": "Da\nGweddol | Dim da na drwg\nGwael"},
    "agreement": {"labels__cy": "Na\nDdim felly\nEfallai\nBraidd\nIe"},
    "scale": {"low__cy": "Annhebygol", "high__cy": "Tebygol"},
    "slider": {"low__cy": "Dim", "high__cy": "Cyfan"},
    "before_now": {
        "labels__cy": "Dim\nRhai\nLlawer",
        "before_label__cy": "Ym Mai",
        "now_label__cy": "Heddiw",
    },
    "short": {},
    "long": {},
    "number": {"unit__cy": "awr"},
    "date": {},
    "file": {},
    "ranking": {"choices__cy": "Da\nGweddol | Dim da na drwg\nGwael"},
    "points": {"choices__cy": "Da\nGweddol | Dim da na drwg\nGwael"},
    "matrix": {
        "rows__cy": "Cyflymder\nYstafell",
        "choices__cy": "Da\nGweddol | Dim da na drwg\nGwael",
    },
    "name_one": {},
    "own_code": {},
    "consent": {"words__cy": "Gennym **ni**.\n\nAm flwyddyn.", "box__cy": "Iawn"},
}


@pytest.fixture
def tom(cast, sign_in):
    return sign_in(cast.tom)


@pytest.fixture
def form(cast, now):
    draft = {"title": {"en": "Tea"}, "languages": ["en"], "questions": []}
    return actions.make_form(organisation=cast.here, title="Tea", draft=draft, now=now)


@pytest.fixture
def at(form):
    return f"/o/sandbrook-council/ask/{form.pk}/"


@pytest.fixture
def welsh(tom, at, form):
    """The form, also in Welsh, with its title in both."""
    tom.post(f"{at}languages/add/", {"language": "cy"})
    heading = tom.get(f"{at}change/")
    typed = {"title": "Tea", "title__cy": "Te", "intro": "", "intro__cy": "", "purpose": "survey"}
    tom.post(f"{at}change/", typed | {"seen": heading.context["seen"]})
    return form


def test_every_language_that_is_offered_has_a_name_and_a_side():
    assert {"cy", "ur", "pa", "bn", "gu", "so", "pl", "ar"} <= set(translating.OFFERED)
    for code in translating.OFFERED:
        draft = starters.starter("before_now") | {"languages": [code]}
        assert "not the code of a language" not in str(check_form(draft))
        assert language(code).name != code


def test_a_language_is_added_once_and_taken_out_again(tom, at, form):
    for _ in range(2):
        page = text(tom.post(f"{at}languages/add/", {"language": "ur"}, follow=True))
    assert "The form is also in Urdu now." in page
    assert draft_of(form)["languages"] == ["en", "ur"]
    assert "words are missing in 1 place" in page
    tom.post(f"{at}languages/remove/", {"language": "ur"})
    assert draft_of(form)["languages"] == ["en"]


@pytest.mark.parametrize("code", ["", "xx", "en\x00", "en"])
def test_the_first_language_stays_and_no_other_comes_in(tom, at, form, code):
    tom.post(f"{at}languages/add/", {"language": code})
    tom.post(f"{at}languages/remove/", {"language": code})
    assert draft_of(form)["languages"] == ["en"]


def test_without_a_second_language_no_field_for_one_is_there(tom, at):
    assert " in Welsh" not in text(tom.get(f"{at}add/one/"))


@pytest.mark.parametrize("kind", TYPED)
def test_a_question_of_each_type_is_written_in_two_languages(tom, at, welsh, kind):
    page = text(tom.get(f"{at}add/{kind}/"))
    assert "The question in Welsh" in page
    typed = {"label": "How was it?", "label__cy": "Sut oedd e?", "hint": "x", "hint__cy": "y"}
    answer = tom.post(f"{at}add/{kind}/", typed | TYPED[kind] | WELSH[kind])
    assert answer.headers["Location"] == at
    draft = draft_of(welsh)
    assert check_form(draft) == []
    assert draft["questions"][0]["label"] == {"en": "How was it?", "cy": "Sut oedd e?"}
    before = json.dumps(draft, sort_keys=True)
    tom.post(f"{at}q/how_was_it/", typed_in(tom, f"{at}q/how_was_it/"))
    assert json.dumps(draft_of(welsh), sort_keys=True) == before
    shown = question_types()[kind].fields(draft["questions"][0], None, (), "cy")
    for words in WELSH[kind].values():
        first = words.splitlines()[0]
        if kind != "one" or first != "Arall":
            assert first in str(shown)


def test_fields_are_written_from_the_side_of_their_language(tom, at, form):
    tom.post(f"{at}languages/add/", {"language": "ar"}, follow=True)
    page = text(tom.get(f"{at}add/one/"))
    assert page.count('lang="ar" dir="rtl"') == page.count(" in Arabic") == 8


def test_words_follow_their_choice_when_the_choices_move(tom, at, welsh):
    typed = {"label": "x", "label__cy": "x", "choices": "Red\nBlue", "choices__cy": "Coch\nGlas"}
    tom.post(f"{at}add/one/", typed)
    tom.post(f"{at}q/x/", typed_in(tom, f"{at}q/x/") | {"choices": "Blue\nRed"})
    labels = [choice["label"] for choice in draft_of(welsh)["questions"][0]["choices"]]
    assert labels == [{"cy": "Glas", "en": "Blue"}, {"cy": "Coch", "en": "Red"}]


def test_a_draft_may_lack_words_and_publishing_says_which_in_which_language(tom, at, welsh):
    tom.post(f"{at}languages/add/", {"language": "pl"})
    typed = {"label": "How?", "label__cy": "Sut?", "hint": "Think", "choices": "Yes\nNo"}
    answer = tom.post(f"{at}add/one/", typed | {"choices__cy": "Ie"})
    page = text(tom.get(answer.headers["Location"]))
    assert '<a href="#id_label__pl">Write the question in Polish</a>' in page
    assert '<a href="#id_hint__cy">Write the hint in Welsh</a>' in page
    assert '<a href="#id_choices__cy">Write the choices in Welsh</a>' in page
    assert page.count("Write the choices in Polish") == 1
    assert "Write the question in Welsh" not in page
    page = text(tom.post(f"{at}publish/"))
    assert ">Write the title in Polish</a>" in page
    assert ">Question 1, “How?”: Write the choices in Welsh</a>" in page
    assert Form.objects.get(pk=welsh.pk).versions.count() == 0


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (
            {"choices": "Yes\nNo", "choices__cy": "Ie\nNa\nEfallai"},
            "Enter one line for each line above: there are 2 above, and 3 here",
        ),
        ({"choices": "", "choices__cy": "Ie"}, "There is nothing above yet. Enter that first"),
        ({"label__cy": "x" * 501}, "Make the question shorter: 500 letters or fewer"),
    ],
)
def test_words_that_do_not_fit_are_said_beside_their_field(tom, at, welsh, typed, says):
    page = text(tom.post(f"{at}add/one/", {"label": "x"} | typed))
    assert says in page
    assert f'<a href="#id_{list(typed)[-1]}">' in page
    assert draft_of(welsh)["questions"] == []


def test_words_of_a_language_that_was_taken_out_are_back_with_it(tom, at, welsh):
    tom.post(f"{at}add/long/", {"label": "x", "label__cy": "ec"})
    tom.post(f"{at}languages/remove/", {"language": "cy"})
    assert check_form(draft_of(welsh)) == []
    tom.post(f"{at}q/x/", typed_in(tom, f"{at}q/x/") | {"hint": "h"})
    tom.post(f"{at}languages/add/", {"language": "cy"})
    question = draft_of(welsh)["questions"][0]
    assert (question["label"], question["hint"]) == ({"en": "x", "cy": "ec"}, {"en": "h"})


def test_a_heading_is_written_in_each_language(tom, at, welsh):
    assert draft_of(welsh)["title"] == {"en": "Tea", "cy": "Te"}
    seen = tom.get(f"{at}change/").context["seen"]
    typed = {"title": "Tea", "title__cy": "", "intro": "Hi", "intro__cy": "Helo", "seen": seen}
    tom.post(f"{at}change/", typed | {"purpose": "survey"})
    assert draft_of(welsh)["title"] == {"en": "Tea"}
    assert draft_of(welsh)["intro"] == {"en": "Hi", "cy": "Helo"}


def test_the_preview_is_in_the_language_that_is_chosen(tom, at, welsh):
    tom.post(f"{at}add/long/", {"label": "How?", "label__cy": "Sut?"})
    tom.post(f"{at}add/long/", {"label": "Why?"})
    page = text(tom.get(f"{at}preview/?language=cy"))
    assert '<html lang="cy" dir="ltr">' in page
    assert "Sut?" in page
    assert "Why?" in page
    assert "In 1 place words are missing in this language." in page
    assert f'href="{at}preview/?language=en" lang="en"' in page
    assert f'href="{at}preview/how/?language=cy"' in page
    one = text(tom.get(f"{at}preview/how/?language=cy"))
    assert "Sut?" in one
    answer = tom.post(f"{at}preview/how/?language=cy", {"how": "x"})
    assert answer.headers["Location"] == f"{at}preview/why/?language=cy"
    assert '<html lang="en" dir="ltr">' in text(tom.get(f"{at}preview/?language=xx"))


def test_right_to_left_is_right_to_left_in_the_preview(tom, at, form):
    tom.post(f"{at}languages/add/", {"language": "ur"})
    assert '<html lang="ur" dir="rtl">' in text(tom.get(f"{at}preview/?language=ur"))


def test_a_form_that_is_whole_in_both_is_published_and_duplicated_in_both(tom, at, welsh):
    tom.post(f"{at}add/long/", {"label": "How?", "label__cy": "Sut?"})
    seen = tom.get(at).context["seen"]
    tom.post(f"{at}publish/", {"seen": seen})
    assert welsh.versions.get().definition["languages"] == ["en", "cy"]
    tom.post(f"{at}q/how/duplicate/")
    assert drafting.find(draft_of(welsh), "how_2")["label"] == {
        "en": "How? (copy)",
        "cy": "Sut? (copy)",
    }
