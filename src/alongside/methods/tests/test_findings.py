import pytest

from alongside.methods.disclosure.protected import ProtectedCut, ProtectedPair
from alongside.methods.documents.model import Bars, Finding, Heading, Pairs, Paragraph, Table
from alongside.methods.findings import (
    NOT_TESTED,
    Question,
    answer_labels,
    blocks,
    main_finding,
    pair_blocks,
    sentence,
)
from alongside.methods.paired import compare
from alongside.methods.shown import Shown

HIDDEN = Shown.withheld("too small")
AGREEMENT = ("Disagree", "Neither", "Agree", "Strongly agree")


def shown(*numbers):
    return tuple(HIDDEN if number is None else Shown(number) for number in numbers)


def question(categories, numbers, answered="sum", kind="one", splits=()):
    base = sum(n for n in numbers if n is not None) if answered == "sum" else answered
    return Question("A question?", kind, tuple(categories), shown(*numbers), *shown(base), splits)


def said(*args, **kwargs):
    return sentence(question(*args, **kwargs)).replace("\u00a0", " ")


def test_one_choice_says_the_most_common_answer_with_its_base_and_range():
    assert said(("Arts", "Physics"), (159, 110)) == (
        "159 of 269 people (59 %, likely between 53 % and 65 %) answered “Arts”, "
        "the most common answer."
    )


def test_below_10_people_there_is_no_per_cent():
    assert said(("No", "Yes"), (2, 7)) == "7 of 9 people answered “Yes”, the most common answer."


def test_level_answers_are_named_together():
    assert said(("A", "B", "C"), (4, 4, 1)).startswith(
        "“A” and “B” were the most common answers, each from 4 of 9 people."
    )
    assert said(tuple("ABCDE"), (1, 1, 1, 1, 1)).startswith(
        "“A”, “B” and 3 others were the most common answers, each from 1 of 5 people."
    )


def test_everybody_agreeing_is_said_so():
    assert said(("UK",), (273,)) == "All 273 people answered “UK”."


def test_a_scale_in_words_says_its_two_highest_steps():
    assert said(AGREEMENT, (5, 6, 20, 10), kind="scale").startswith(
        "30 of 41 people (73 %, likely between 58 % and 84 %) answered “Agree” or “Strongly agree”."
    )


@pytest.mark.parametrize(
    ("categories", "numbers"),
    [
        (("Too slow", "Slightly slow", "Just right", "Too fast"), (1, 2, 30, 2)),
        (("Disagree", "Neither", "Agree"), (1, 2, 30)),
        (("1", "2", "3", "4"), (1, 2, 30, 2)),
        ((*AGREEMENT, "Don't know"), (1, 2, 30, 2, 2)),
        (AGREEMENT, (1, 2, 30, None)),
    ],
)
def test_other_scales_say_their_most_common_answer(categories, numbers):
    main = main_finding(question(categories, numbers, 40, kind="scale"))
    assert (main.answers, main.count, main.top) == ((categories[2],), 30, False)


def test_numbers_say_where_the_middle_is():
    ratings = question(("7.0", "8.0", "10.0"), (5, 10, 15), kind="scale")
    assert sentence(ratings).endswith("Half of the people answered 10 or more.")
    assert answer_labels(ratings) == ["7", "8", "10"]
    assert "Half" not in said(("7", "8", "10"), (5, None, 15), 26, kind="number")


def test_several_choices_say_so():
    assert said(("Cards", "Videos"), (30, 10), 35, kind="several").endswith(
        "chose “Cards”, the most common answer. People could choose more than one."
    )


def test_hidden_numbers_are_not_claimed_to_be_smaller():
    assert "the most common answer of those shown." in said(("A", "B", "C"), (12, None, None), 30)
    assert said(("A", "B", "C"), (20, None, None), 30).endswith("the most common answer.")
    assert said(("A", "B"), (12, None), None) == (
        "12 people answered “A”. How many answered is not shown."
    )
    assert said(("A", "B"), (None, None), 7) == (
        "7 people answered. How many gave each answer is not shown."
    )
    assert said(("A", "B"), (None, None), None) == "The numbers of this question are not shown."


def test_free_text_says_how_many_wrote_and_why_their_words_are_not_there():
    assert said((), (), 129, kind="text") == (
        "129 people wrote an answer. The words are not printed here, "
        "because nobody has checked them for names yet."
    )
    assert said((), (), 1, kind="text").startswith("1 person wrote an answer.")
    assert said((), (), 0, kind="text") == "Nobody answered."
    assert said((), (), None, kind="text") == "How many people answered is not shown."
    assert said((), (), 99, kind="number") == (
        "99 people answered. There are too many different answers to list."
    )


def test_a_section_is_a_heading_and_a_chart_that_is_a_table():
    heading, chart = blocks(question(("No", "Yes"), (10, 30)), responses=50)
    assert heading == Heading("A question?")
    assert isinstance(chart, Bars)
    assert [(bar.label, bar.value, bar.share) for bar in chart.bars] == [
        ("No", Shown(10), 0.25),
        ("Yes", Shown(30), 0.75),
    ]
    assert chart.note == "40 of 50 answered"


def test_bars_of_an_unknown_base_share_the_largest_as_their_scale():
    _, chart = blocks(question(("No", "Yes"), (10, 40), None), responses=50)
    assert [bar.share for bar in chart.bars] == [0.25, 1.0]
    assert chart.note == "How many answered is not shown"


def test_many_hidden_answers_of_a_list_share_a_row_without_their_words():
    answers = ("Arts", "I am Mrs Okafor", "B", "C", "D")
    _, chart = blocks(question(answers, (40, None, None, None, None), 50), responses=50)
    assert [(bar.label, bar.value) for bar in chart.bars] == [
        ("Arts", Shown(40)),
        ("4 other answers, each", HIDDEN),
        ("4 other answers together", 10),
    ]
    _, scale = blocks(question(answers, (40, *[None] * 4), 50, kind="scale"), responses=50)
    assert len(scale.bars) == 5


def test_long_odd_and_equal_labels_stay_apart():
    long = "x " * 2500
    labels = answer_labels(question((long + "a", long + "b", "two\nlines"), (1, 1, 1)))
    assert labels[1] == labels[0] + " (2)"
    assert labels[2] == "two lines"
    assert max(map(len, labels)) <= 94


def split(groups, counts, refused=""):
    answered = [sum(column) for column in zip(*counts, strict=True)]
    rows = tuple(shown(*row) for row in counts)
    return ProtectedCut("Team", tuple(groups), rows, shown(*answered), refused)


def test_a_split_has_the_longer_side_down():
    few = split(("Parks", "Housing"), [(1, 2), (3, 4), (5, 6)])
    *_, table = blocks(question(("A", "B", "C"), (3, 7, 11), splits=(few,)), responses=21)
    assert [column.label for column in table.columns] == ["Answer", "Parks", "Housing"]
    assert table.rows[-1] == ("People who answered", Shown(9), Shown(12))
    many = split(("Parks", "Housing", "Roads"), [(1, 2, 3), (3, 4, 5)])
    *_, table = blocks(question(("A", "B"), (6, 12), splits=(many,)), responses=18)
    assert [column.label for column in table.columns] == ["Team", "A", "B", "People who answered"]
    assert table.rows[1] == ("Housing", Shown(2), Shown(4), Shown(6))


def test_a_wide_split_is_set_as_several_tables():
    groups = [f"Team {number}" for number in range(9)]
    wide = split(groups, [tuple(range(9))] * 10)
    found = list(blocks(question("ABCDEFGHIJ", (36,) * 10, splits=(wide,)), responses=360))
    tables = [block for block in found if isinstance(block, Table)]
    assert [len(table.columns) for table in tables] == [7, 4]
    assert tables[1].rows[0] == ("A", *shown(6, 7, 8))


def test_a_refused_split_is_a_sentence():
    refused = split(("Parks",), [(1,), (2,)], "too much is hidden")
    *_, last = blocks(question(("A", "B"), (1, 2), splits=(refused,)), responses=3)
    assert last == Paragraph("Not split by “Team”: too much is hidden.", "soft")


def pair(before, now, change, categories=("Some", "Well")):
    return ProtectedPair("Sure", categories, shown(*before), shown(*now), *shown(*change))


def test_before_and_now_say_who_moved_and_what_chance_says():
    people = compare([1] * 20, [2] * 10 + [1] * 10)
    heading, finding, chart = pair_blocks(pair((20, 0), (10, 10), (10, 10, 0, 20)), people)
    assert heading == Heading("Sure")
    assert isinstance(finding, Finding)
    assert (finding.count, finding.base, finding.share) == (Shown(10), Shown(20), 0.5)
    assert finding.sentence.replace("\u00a0", " ") == (
        "That is 50 %, likely between 3 and 7 of every 10. 10 gave the same answer. "
        "Nobody answered lower."
    )
    assert "1 time in 512. Size of the change: 1.00." in finding.note
    assert isinstance(chart, Pairs)
    label, before, now = chart.rows[1]
    assert (label, before.value, now.value, now.share) == ("Well", Shown(0), Shown(10), 0.5)


def test_before_and_now_of_few_people_or_with_hidden_numbers_say_less():
    people = compare([1] * 9, [2] * 9)
    _, few, _ = pair_blocks(pair((9, 0), (0, 9), (9, 0, 0, 9)), people)
    assert (few.share, few.note) == (None, "")
    assert few.sentence == "Nobody gave the same answer. Nobody answered lower."
    _, hidden, _ = pair_blocks(pair((None, None), (None, None), (None, None, None, 20)))
    assert (hidden.share, hidden.note) == (None, NOT_TESTED)
    assert hidden.sentence == (
        "How many gave the same answer is not shown. How many answered lower is not shown."
    )
