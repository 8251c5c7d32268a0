import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.methods.scales import band, in_reading_order, in_scale, steps


@pytest.mark.parametrize(
    "in_order",
    [
        (
            "Strongly Disagree",
            "Disagree",
            "Neither Agree nor Disagree",
            "Agree",
            "Strongly Agree",
        ),
        ("Never", "Sometimes", "Often", "Very Often", "Always"),
        ("Never", "Rarely", "Sometimes", "Often", "All of the time"),
        ("None of it", "Some of it", "About half of it", "Most of it", "All of it"),
        ("Not at all able", "Slightly able", "Neutral", "Moderately able", "Extremely able"),
        ("Not at all", "Not much", "Some", "Well", "Very well"),
        ("Little or no knowledge of it", "Some knowledge of it", "Extensive knowledge of it"),
        ("Less motivated", "No change in motivation", "More motivated", "Much more motivated"),
        ("Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied"),
        ("Very poor", "Poor", "Average", "Good", "Very good", "Excellent"),
        ("Too slow", "Slightly slow", "Just right", "Slightly fast", "Too fast"),
        ("not very confident", "Fairly confident", "VERY CONFIDENT"),
        ("Disagree", "Agree", "Don’t know", "Prefer not to say"),
    ],
)
def test_known_scales_are_read_from_least_to_most(in_order):
    assert in_scale(sorted(in_order)) == in_order


@pytest.mark.parametrize(
    "answers",
    [("Agree", "Housing"), ("Agree",), ("Yes", "No"), ("Well", "Quite well"), ("", "Agree"), ()],
)
def test_what_is_no_scale_or_has_no_certain_order_is_left_alone(answers):
    assert in_scale(answers) is None


def test_places_are_one_apart_and_capitals_do_not_matter():
    assert steps(("Disagree", "Agree", "agree", "Not sure")) == {
        "Disagree": 1,
        "Agree": 2,
        "agree": 2,
    }


@pytest.mark.parametrize(
    "in_order",
    [
        ("Less than £25 000", "£25 000 to £29 999", "£100,000 to £120,000", "More than £120.000"),
        ("Under 18", "18 to 24 years", "25 - 34", "65+", "Prefer not to say"),
        ("2", "10", "10%", "about ten"),
        ("Yes, definitely", "Yes, to some extent", "No", "Don't know"),
        ("Children", "Housing", "parks", "Other (please say)"),
    ],
)
def test_lists_are_read_in_the_order_a_reader_expects(in_order):
    assert in_reading_order(sorted(in_order, reverse=True)) == in_order


@given(st.sets(st.text(max_size=30), max_size=20))
def test_no_answer_is_lost_or_made_up_whatever_people_write(answers):
    assert sorted(in_reading_order(answers)) == sorted(answers)
    assert sorted(in_scale(answers) or answers) == sorted(answers)


@pytest.mark.parametrize("answer", ["1.2.3", "Apr 2-3, 2018 (US/Eastern)", "many", "9" * 5000, ""])
def test_words_and_odd_numbers_are_no_band(answer):
    assert band(answer) is None
