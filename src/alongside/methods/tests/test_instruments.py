"""Files of instruments: what is read, what is refused and in which words, what can be compared."""

import json
from pathlib import Path

import pytest

from alongside.methods import instruments
from alongside.methods.instruments import NotAnInstrument, from_text, read, why_not

PAGE = (Path(__file__).parents[4] / "docs/methods/instruments.md").read_text()
TEA = json.loads(PAGE.partition("```json")[2].partition("```")[0])


def changed(**words):
    return TEA | words


def items(*some):
    return [{"key": "all", "title": "Tea", "items": list(some)}]


HOT = {"key": "hot", "text": "The tea is hot."}


def test_the_example_of_the_page_is_read_and_written_as_it_is():
    tea = read(TEA)
    assert (tea.title, tea.label(2), tea.item("hot").text) == ("Tea", "Yes", "The tea is hot.")
    assert read(tea.as_data()) == tea


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ([], "The file has to hold one object: { … }."),
        (changed(key="Tea!"), "The instrument needs a “key”"),
        (changed(version=0), "“version” has to be a whole number from 1 to 1000."),
        (changed(version=True), "“version” has to be a whole number"),
        (changed(credit=""), "“credit” is missing: say what is to be credited."),
        (changed(licence="MIT"), "“licence” is missing: say with a name and a link"),
        (changed(licence={"name": "x", "link": "javascript:alert(1)"}), "begin with https://"),
        (changed(scale=[{"label": "Yes"}]), "“scale” has to be a list of 2 to 10 points"),
        (changed(scale=[{"label": "Yes"}, {"label": "yes"}]), "have the same label"),
        (changed(scale=[{"label": "Yes"}, {}]), "Point 2 of the scale: “label” is missing"),
        (changed(dimensions=[]), "“dimensions” has to be a list of 1 to 12."),
        (changed(dimensions=items()), "Dimension 1 has no “items”."),
        (changed(dimensions=items(HOT, HOT)), "the key “hot” is there twice"),
        (changed(dimensions=items({"key": "hot"})), "Dimension 1, item 1: “text” is missing"),
        (changed(dimensions=items("hot")), "Dimension 1, item 1 needs a “key”"),
        (
            changed(dimensions=items(*({"key": f"a{n}", "text": "x"} for n in range(61)))),
            "There are 61 items: 60 are the most.",
        ),
        (changed(title="x" * 201), "“title” is too long: 200 letters are the most."),
        (changed(title=7), "“title” has to be text."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(data, problem):
    with pytest.raises(NotAnInstrument) as refused:
        read(data)
    assert problem in str(refused.value)


def test_all_that_is_wrong_is_said_at_once():
    with pytest.raises(NotAnInstrument) as refused:
        read({})
    assert len(refused.value.problems) == 10


@pytest.mark.parametrize("content", [b"\xff\xfe", b"{", b"[" * 100_000, b" " * 300_000])
def test_what_is_no_json_is_refused(content):
    with pytest.raises(NotAnInstrument):
        from_text(content)


def test_only_the_same_words_are_compared():
    tea = read(TEA)
    assert why_not(tea, read(changed(version=2, about="Other words around it."))) == ""
    assert "ask different things" in why_not(tea, read(changed(key="milk")))
    other = read(changed(version=2, scale=[{"label": "No"}, {"label": "Often"}]))
    assert (
        why_not(tea, other) == "The points of the scale are others in version 2 than in version 1."
    )
    more = read(changed(version=2, dimensions=items(HOT, {"key": "sweet", "text": "It is sweet."})))
    assert why_not(tea, more) == "1 statement is different in version 2 from version 1."


def test_the_ladder_has_the_rungs_of_the_ladder():
    ladder = read(changed(scale=instruments.RUNGS))
    assert [one.label for one in ladder.scale][::6] == ["Coercion", "Co-production"]
