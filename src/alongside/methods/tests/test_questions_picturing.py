"""Pictures and symbols beside choices: what is wrong with one, and what is shown."""

import pytest

from alongside.methods.questions import check_form, picturing
from alongside.methods.questions.types.one import One
from alongside.methods.tests.questions_form import choice, form, question, words


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"picture": "x.png"}, "the picture is not the code of a file"),
        ({"picture": 7}, "the picture is not the code of a file"),
        ({"symbol": "bus"}, "the symbol is not the code of a symbol"),
        ({"picture": "2345" * 6, "symbol": "1F375"}, "has a picture and a symbol"),
        ({"symbol": "1F375", "shows": {"cy": "Te"}}, "the picture is missing in en"),
    ],
)
def test_what_is_wrong_with_a_picture_is_said(wrong, says):
    choices = [choice("tea", "Tea") | wrong, choice("cake", "Cake")]
    (problem,) = check_form(form(question("one", choices=choices)))
    assert str(problem) == f"Question “q”: choice “tea”: {says}"


def test_choices_with_pictures_are_buttons_and_have_them_beside_their_words():
    choices = [choice(f"c{n}", f"Choice {n}") for n in range(12)]
    choices[1] |= {"symbol": "1F375", "shows": words("A cup")}
    asked = question("one", choices=choices, other=None)
    assert One().appearance(asked) == "buttons"
    shown = One().fields(asked)["choices"]
    assert shown[1]["symbol"] == "1F375"
    assert shown[1]["shows"] == "A cup"
    assert picturing.chosen(asked, {"choice": "c0"}, "en") == ()
    assert picturing.chosen(asked, {"choice": "c1"}, "en")[0]["symbol"] == "1F375"
