import pytest

from alongside.methods import agenda

TALK = {"title": "Welcome", "minutes": 10, "about": ""}
SLIDE = TALK | {"kind": "slide", "words": "Hello"}
ONE = {
    "type": "one",
    "label": {"en": "Which?"},
    "choices": [{"name": "a", "label": {"en": "A"}}, {"name": "b", "label": {"en": "B"}}],
}
QUESTION = TALK | {"kind": "question", "question": ONE}
CARDS = TALK | {
    "kind": "cards",
    "cards": [{"text": "A survey", "about": ""}, {"text": "A vote", "about": ""}],
    "places": ["It is", "It is not"],
}
WALL = TALK | {"kind": "wall", "ask": "Who gains?", "columns": ["People"], "votes": 3}
BREAKOUT = TALK | {"kind": "breakout", "how": "mix", "size": 4, "words": "Talk"}
EVERY = [
    TALK,
    SLIDE,
    QUESTION,
    CARDS,
    WALL,
    BREAKOUT,
    TALK | {"kind": "evaluation"},
    TALK | {"kind": "break"},
    TALK | {"kind": "timer", "words": "Think"},
]


@pytest.mark.parametrize("item", EVERY, ids=agenda.kind_of)
def test_a_whole_item_can_be_run(item):
    assert list(agenda.check(item)) == []


def test_every_kind_is_tried():
    assert [agenda.kind_of(item) for item in EVERY] == list(agenda.KINDS)


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        (TALK | {"title": " "}, "has no title"),
        ({"title": "Tea", "minutes": 5}, "has no “about”; it may be empty"),
        (TALK | {"minutes": True}, "needs its minutes, a whole number from 0 to 1440"),
        (TALK | {"minutes": "10"}, "needs its minutes, a whole number from 0 to 1440"),
        (TALK | {"notes": "x" * 10_001}, "has more than 10000 letters in “notes”"),
        (TALK | {"outcomes": ["x" * 301]}, "has more than 300 letters in one of its outcomes"),
        (TALK | {"outcomes": list("abcdefghijklm")}, "has more than 12 outcomes"),
        (TALK | {"kind": "dance"}, "is of a kind that does not exist: “dance”"),
        (SLIDE | {"words": ""}, "has neither words nor a picture nor a video"),
        (
            SLIDE | {"video": {"address": "http://x.example", "title": "A film"}},
            "has a video whose address does not start with https://",
        ),
        (SLIDE | {"video": {"address": "https://x.example"}}, "has a video without a title"),
        (TALK | {"kind": "question"}, "has no question"),
        (
            QUESTION | {"question": {"type": "file", "label": {"en": "A photo"}}},
            "asks for a file, which says who somebody is; ask for it in a form, not in a room",
        ),
        (
            QUESTION | {"question": {"type": "own_code", "label": {"en": "A photo"}}},
            "asks for a code of their own, which joins two surveys; ask for it in a form",
        ),
        (QUESTION | {"question": ONE | {"choices": []}}, "needs at least 2 choices"),
        (CARDS | {"places": ["It is"]}, "needs a card or more, and two places or more"),
        (CARDS | {"places": ["It is", "it IS"]}, "has a card or a place twice"),
        (CARDS | {"places": [f"P{n}" for n in range(13)]}, "has more than 12 places"),
        (CARDS | {"title": "x" * 201}, "has more than 200 letters in “title”"),
        (WALL | {"ask": ""}, "does not say what people write about"),
        (WALL | {"columns": []}, "needs a column or more, each with a name of its own"),
        (WALL | {"columns": ["x" * 101]}, "has more than 100 letters in one of its columns"),
        (WALL | {"votes": 51}, "gives a person from 0 to 50 votes"),
        (BREAKOUT | {"how": "dice"}, "does not say how the groups are made"),
        (BREAKOUT | {"size": 1}, "needs groups of 2 to 50 people"),
        (BREAKOUT | {"words": " "}, "does not say what the groups do"),
        (
            BREAKOUT | {"columns": ["One", "one"]},
            "needs a column or more on the walls of its groups, each with a name of its own",
        ),
    ],
)
def test_what_cannot_be_run_is_said_in_words(item, problem):
    assert list(agenda.check(item)) == [problem]


def test_time_adds_up():
    items = [TALK, TALK | {"kind": "break", "minutes": 5}, SLIDE]
    assert agenda.starts(items) == [0, 10, 15]
    assert (agenda.minutes(items), agenda.break_minutes(items)) == (25, 5)
    assert agenda.starts([]) == []


def test_outcomes_lead_to_the_items_they_are_learned_by():
    items = [TALK | {"outcomes": ["Name a model"]}, TALK, SLIDE | {"outcomes": ["Name a model"]}]
    assert agenda.outcomes(items) == {"Name a model": [1, 3]}
