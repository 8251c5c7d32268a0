"""Answers become counts, words and cells; free text becomes none of the counts."""

from copy import deepcopy

import pytest

from alongside.methods.disclosure import Cut, Pair, Tally, protect_report
from alongside.methods.questions import (
    Column,
    Split,
    Texts,
    mark,
    overridden,
    question_types,
    same,
    type_of,
)
from alongside.methods.questions.messages import add, say, sentences
from alongside.methods.questions.types.name_one import TYPE as NAME_ONE
from alongside.methods.tests.questions_form import ANSWERS, QUESTIONS, choice, question, words

KINDS = list(QUESTIONS)


def summary(kind, *answers, splits=(), **changes):
    asked = question(kind, **changes)
    return type_of(asked).summarise(asked, answers, "en", splits)


def test_one_counts_each_choice_and_keeps_words_apart():
    answers = [
        {"choice": "living"},
        {"choice": "other", "other": "A barge"},
        None,
        {"choice": "living"},
    ]
    categories = ("Like a living room", "Like a clinic", "Something else")
    assert summary("one", *answers) == [
        Tally("q", categories, (2, 0, 1), 3),
        Texts("q", "other", ("A barge",)),
    ]


def test_several_counts_people_who_answered_once():
    answers = [{"choices": ["tea", "other"], "other": "Music"}, {"choices": ["tea"]}, None]
    categories = ("Tea", "A sofa", "None of these", "Something else")
    assert summary("several", *answers) == [
        Tally("q", categories, (2, 0, 0, 1), 2, several=True),
        Texts("q", "other", ("Music",)),
    ]


def test_agreement_counts_lowest_first():
    labels = (
        "Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree",
    )  # fmt: skip
    assert summary("agreement", {"value": 4}, {"value": 1}, {"value": 4}) == [
        Tally("q", labels, (1, 0, 0, 2, 0), 3)
    ]
    own = [words(text) for text in ("No!", "No", "Well", "Yes", "Yes!")]
    assert summary("agreement", labels=own)[0].categories == ("No!", "No", "Well", "Yes", "Yes!")


def test_a_scale_names_its_ends():
    [tally] = summary("scale", {"value": 1}, start=1, end=3)
    assert tally == Tally("q", ("1 Not at all likely", "2", "3 Very likely"), (1, 0, 0), 1)


def test_before_and_now_pair_only_those_who_gave_both():
    answers = [
        {"before": 2, "now": 4},
        {"before": 2, "now": 4},
        {"before": 5, "now": 4},
        {"before": 1},
    ]
    labels = ("Not at all", "A little", "Fairly well", "Well", "Very well")
    blank = (0, 0, 0, 0, 0)
    joint = (blank, (0, 0, 0, 2, 0), blank, blank, (0, 0, 0, 1, 0))
    assert summary("before_now", *answers, None) == [Pair("q", labels, joint)]


@pytest.mark.parametrize("kind", ["short", "long"])
def test_words_are_never_counted(kind):
    assert summary(kind, {"text": "Tea"}, None, {"text": None}) == [Texts("q", "", ("Tea",))]


def numbers(*values, **changes):
    [tally] = summary("number", *({"value": value} for value in values), **changes)
    return dict(zip(tally.categories, tally.counts, strict=True))


def test_numbers_are_counted_in_round_bands_with_open_ends():
    assert numbers(3, 18, 22, 47, 51) == {
        "Under 10": 1, "10 to 19": 1, "20 to 29": 1, "30 to 39": 0, "40 to 49": 1, "50 or more": 1,
    }  # fmt: skip
    assert numbers(1, 2, 2, 4) == {"Under 2": 1, "2": 2, "3": 0, "4 or more": 1}
    assert numbers(0.1, 0.35, decimals=2, min=None) == {
        "Under 0.15": 1, "0.15 to under 0.2": 0, "0.2 to under 0.25": 0, "0.25 to under 0.3": 0,
        "0.3 to under 0.35": 0, "0.35 or more": 1,
    }  # fmt: skip
    assert numbers(7, 7) == {"Any number": 2}
    assert numbers() == {"Any number": 0}


def test_the_writer_may_say_where_bands_begin():
    assert numbers(17, 18, 70, bands=[18, 65]) == {"Under 18": 1, "18 to 64": 1, "65 or more": 1}


def dates(*days):
    [tally] = summary("date", *({"date": day} for day in days))
    return dict(zip(tally.categories, tally.counts, strict=True))


def test_dates_are_counted_by_month_year_or_tens_of_years():
    assert dates("2025-11-30", "2026-01-01") == {
        "November 2025": 1,
        "December 2025": 0,
        "January 2026": 1,
    }
    assert dates("2020-01-01", "2022-12-31") == {"2020": 1, "2021": 0, "2022": 1}
    assert dates("1968-05-01", "1985-01-01") == {
        "1960 to 1969": 1,
        "1970 to 1979": 0,
        "1980 to 1989": 1,
    }
    assert dates() == {}


def test_a_ranking_counts_who_put_what_first():
    answers = [{"order": ["food", "time", "place"]}, {"order": ["food", "place", "time"]}]
    assert summary("ranking", *answers) == [Tally("q", ("Time", "Place", "Food"), (0, 0, 2), 2)]


def test_points_count_who_gave_most_and_who_gave_any():
    answers = [{"points": {"bus": 15, "club": 5}}, {"points": {"bus": 10, "park": 10}}, None]
    things = ("Buses", "The park", "A club")
    assert summary("points", *answers) == [
        Tally("q.most", (*things, "Several got the most"), (1, 0, 0, 1), 2),
        Tally("q.any", things, (2, 1, 1), 2, several=True),
    ]


def test_a_number_of_points_that_is_hidden_follows_from_no_other():
    """20 gave buses the most, 4 a club: if only the 4 were hidden, 24 less 20 would say them."""
    answers = [{"points": {"bus": 20}}] * 20 + [{"points": {"club": 20}}] * 4
    [most, _] = summary("points", *answers)
    (found,) = protect_report([most], responses=24, minimum=5)
    shown = dict(zip(found.categories, found.counts, strict=True))
    assert shown["A club"].hidden
    assert sum(count.hidden for count in shown.values()) > 1


def slid(*values, **changes):
    [tally] = summary("slider", *({"value": value} for value in values), **changes)
    return dict(zip(tally.categories, tally.counts, strict=True))


def test_a_slider_is_counted_in_the_same_bands_whoever_answers():
    bands = {"0 to 19": 2, "20 to 39": 1, "40 to 59": 0, "60 to 79": 0, "80 to 100": 1}
    assert slid(0, 15, 20, 100) == bands
    assert list(slid()) == list(bands)
    assert slid(-2, 2, start=-2, end=2, step=2) == {"-2": 1, "0": 0, "2": 1}
    assert list(slid(start=0, end=12, step=1)) == ["0 to 4", "5 to 9", "10 to 12"]


def test_each_row_of_a_matrix_is_counted_for_itself():
    answers = [{"rows": {"room": "poor", "pace": "good"}}, {"rows": {"pace": "good"}}]
    assert summary("matrix", *answers) == [
        Tally("q.room", ("Poor", "Good"), (1, 0), 1),
        Tally("q.pace", ("Poor", "Good"), (0, 2), 2),
    ]


def test_name_one_counts_marks_and_keeps_the_words_apart():
    answers = [{"text": "arnstien"}, {"text": "none"}, None, {"text": None}]
    assert summary("name_one", *answers) == [
        Tally("q", ("Named one", "Did not name one"), (1, 1), 2),
        Texts("q", "", ("arnstien", "none")),
    ]


def test_marks_a_person_has_looked_at_can_be_counted():
    machine = [mark("arnstien"), mark("SKIE principles"), None]
    seen = [machine[0], overridden(machine[1], right=True, by="Ann Shah"), None]
    labels = ("Named one", "Did not name one")
    asked = question("name_one")
    assert NAME_ONE.tally_marks(asked, machine) == Tally("q", labels, (1, 1), 2)
    assert NAME_ONE.tally_marks(asked, seen) == Tally("q", labels, (2, 0), 2)


def test_a_split_counts_each_group_and_those_who_could_have_answered():
    yes, no = {"choice": "living"}, {"choice": "clinic"}
    split = Split.of("area", ["Housing", "Adults", "", "Housing", "Housing"])
    [tally, _] = summary("one", yes, no, yes, None, no, splits=[split])
    assert tally.cuts == (
        Cut("area", ("Adults", "Housing"), ((0, 1), (1, 1), (0, 0)), (1, 2), (1, 3)),
    )


def test_every_row_of_a_matrix_and_every_mark_can_be_split():
    split = Split.of("area", ["Housing"])
    assert [len(t.cuts) for t in summary("matrix", ANSWERS["matrix"], splits=[split])] == [1, 1]
    assert len(summary("name_one", ANSWERS["name_one"], splits=[split])[0].cuts) == 1


def test_answers_that_put_a_person_in_one_group():
    groups = {kind: type_of(q := question(kind)).group(q, ANSWERS[kind]) for kind in KINDS}
    assert {kind: group for kind, group in groups.items() if group} == {
        "one": "Something else", "agreement": "Agree", "scale": "9", "ranking": "Food",
    }  # fmt: skip
    blank = question("one")
    assert type_of(blank).group(blank, None) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_no_free_text_stays_once_it_is_cut_loose(kind):
    asked = question(kind)
    rest, texts = type_of(asked).cut_loose(asked, ANSWERS[kind])
    free = {
        "one": {"other": "Small and quiet"},
        "several": {"other": "Music"},
        "short": {"": "Social worker"},
        "long": {"": "A longer break.\nMore tea."},
        "name_one": {"": "Arnsteins lader"},
    }.get(kind, {})
    assert texts == free
    assert not any(text in str(rest) for text in free.values())
    # What is left is still an answer: it can be counted, shown and exported.
    type_of(asked).summarise(asked, [rest])
    type_of(asked).in_words(asked, rest)
    assert len(type_of(asked).cells(asked, rest)) == len(type_of(asked).columns(asked))


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("one", ["Something else: Small and quiet"]),
        ("several", ["Tea", "Something else: Music"]),
        ("agreement", ["Agree"]),
        ("scale", ["9"]),
        ("slider", ["35, from 0 (None of it) to 100 (All of it)"]),
        ("before_now", ["Before the session: A little", "Now: Well"]),
        ("short", ["Social worker"]),
        ("long", ["A longer break.", "More tea."]),
        ("number", ["12 people"]),
        ("date", ["1 March 2025"]),
        ("ranking", ["1st: Food", "2nd: Time", "3rd: Place"]),
        ("points", ["Buses: 15 of 20", "The park: 0 of 20", "A club: 5 of 20"]),
        ("matrix", ["The room: Poor", "The pace: Good"]),
        ("name_one", ["Arnsteins lader"]),
        ("own_code", ["M-17 a"]),
    ],
)
def test_an_answer_in_words(kind, lines):
    asked = question(kind)
    assert type_of(asked).in_words(asked, ANSWERS[kind]) == lines


@pytest.mark.parametrize(
    ("kind", "answer", "lines"),
    [
        ("before_now", {"before": 2}, ["Before the session: A little", "Now: No answer"]),
        ("matrix", {"rows": {"pace": "good"}}, ["The room: No answer", "The pace: Good"]),
    ],
)
def test_what_was_left_out_of_an_answer_is_said(kind, answer, lines):
    asked = question(kind)
    assert type_of(asked).in_words(asked, answer) == lines


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("one", {"q": "other", "q.other": "Small and quiet"}),
        ("several", {"q.tea": 1, "q.sofa": 0, "q.none": 0, "q.other": 1, "q.other.text": "Music"}),
        ("agreement", {"q": 4}),
        ("scale", {"q": 9}),
        ("slider", {"q": 35}),
        ("before_now", {"q.before": 2, "q.now": 4}),
        ("short", {"q": "Social worker"}),
        ("long", {"q": "A longer break.\nMore tea."}),
        ("number", {"q": 12}),
        ("date", {"q": "2025-03-01"}),
        ("ranking", {"q.time": 2, "q.place": 3, "q.food": 1}),
        ("points", {"q.bus": 15, "q.park": 0, "q.club": 5}),
        ("matrix", {"q.room": "poor", "q.pace": "good"}),
        ("name_one", {"q": "Arnsteins lader", "q.right": 1, "q.entry": "arnstein"}),
        ("own_code", {}),
    ],
)
def test_an_answer_in_cells(kind, cells):
    asked = question(kind)
    columns = type_of(asked).columns(asked)
    assert dict(zip(columns, type_of(asked).cells(asked, ANSWERS[kind]), strict=True)) == cells
    assert type_of(asked).cells(asked, None) == [None] * len(columns)


@pytest.mark.parametrize("kind", ["one", "several"])
def test_the_column_of_something_else_says_of_which_question(kind):
    asked = question(kind)
    *_, written = type_of(asked).codebook(asked)
    assert written.label == f"{asked['label']['en']}: If something else, tell us what"


def test_the_codebook_says_what_the_cells_mean():
    asked = question("before_now")
    codes = (
        ("1", "Not at all"),
        ("2", "A little"),
        ("3", "Fairly well"),
        ("4", "Well"),
        ("5", "Very well"),
    )
    label = "How well do you understand co-production?"
    assert type_of(asked).codebook(asked) == [
        Column("q.before", f"{label}: Before the session", "number", codes),
        Column("q.now", f"{label}: Now", "number", codes),
    ]


def test_what_expressions_see_of_an_answer():
    seen = {
        kind: type_of(q := question(kind)).values(q, ANSWERS[kind])
        for kind in ("several", "before_now", "ranking", "points", "matrix", "date", "number")
    }
    assert seen == {
        "several": {"": "tea other", "other": "Music"},
        "before_now": {"before": 2, "now": 4},
        "ranking": {"": "food time place", "food": 1.0, "time": 2.0, "place": 3.0},
        "points": {"bus": 15, "park": 0, "club": 5},
        "matrix": {"room": "poor", "pace": "good"},
        "date": {"": "2025-03-01"},
        "number": {"": 12},
    }
    every = {kind: question(kind) for kind in KINDS}
    assert all(
        set(type_of(asked).values(asked, ANSWERS[kind])) <= set(type_of(asked).parts(asked))
        for kind, asked in every.items()
    )


def test_labels_are_counted_in_the_language_asked_for():
    two = [
        choice("yes", "Yes") | {"label": {"en": "Yes", "cy": "Ydw"}},
        choice("no", "No") | {"label": {"en": "No", "cy": "Nac ydw"}},
    ]
    asked = question("one", choices=two, other=None)
    [tally] = type_of(asked).summarise(asked, [{"choice": "yes"}], "cy")
    assert tally == Tally("q", ("Ydw", "Nac ydw"), (1, 0), 1)


def test_a_language_is_added_in_one_call_and_falls_back_to_english():
    add("xx", {"optional": "(xx)"})
    assert (say("optional", "xx"), say("yes", "xx")) == ("(xx)", "Yes")
    assert set(sentences("xx")) == {"optional"}
    with pytest.raises(ValueError, match="these messages exist already in xx: optional"):
        add("xx", {"optional": "(yy)"})


def test_every_type_has_a_name_for_the_builder():
    titles = [kind.title() for kind in question_types().values()]
    assert len(set(titles)) == len(titles) == 18


@pytest.mark.parametrize("kind", KINDS)
def test_answers_are_counted_alike_under_other_names_and_codes(kind):
    """A question of a file has codes of its own; by places its answers count as they did."""
    here = question(kind)
    there = deepcopy(here) | {"name": "another"}
    for part in ("choices", "rows"):
        for option in there.get(part, ()):
            option["name"] = f"x-{option['name']}"
    assert same.identity(here) == same.identity(there)
    kind_of = type_of(here)
    answers = [ANSWERS[kind], None]
    by_places = [answer and kind_of.by_places(here, answer) for answer in answers]
    counted = kind_of.summarise(same.by_places(here), by_places)
    assert [counts_of(one) for one in counted] == [
        counts_of(one) for one in kind_of.summarise(here, answers)
    ]
    again = kind_of.summarise(same.by_places(there), by_places)
    assert [counts_of(one) for one in counted] == [counts_of(one) for one in again]


def counts_of(summary):
    """Return what was counted, without the name."""
    return [getattr(summary, name, None) for name in ("categories", "counts", "joint", "texts")]
