import random
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.methods.disclosure import Cut, Pair, Tally, protect_report
from alongside.methods.shown import Shown
from alongside.methods.tests.disclosure_attacker import ReportAttacker

WITHHELD = Shown(None, "withheld")
GROUPS = ("Adults", "Children", "Housing", "Libraries", "Transport")


def values(shown):
    return [number.value for number in shown]


def counted(name, answers, groups, *, categories, several=False, by="area"):
    """Return the tally of answers (a set of categories a person), split by people's groups."""
    names = GROUPS[: 1 + max((group for group in groups if group is not None), default=0)]

    def of(category, group):
        return sum(
            category in given and (group is None or mine == group)
            for given, mine in zip(answers, groups, strict=True)
        )

    def answering(group):
        return sum(
            bool(given) and group in (None, mine)
            for given, mine in zip(answers, groups, strict=True)
        )

    places = range(len(names))
    cut = Cut(
        by,
        names,
        tuple(tuple(of(category, group) for group in places) for category in range(categories)),
        tuple(answering(group) for group in places),
        tuple(groups.count(group) for group in places),
    )
    return Tally(
        name,
        tuple(f"answer {number}" for number in range(categories)),
        tuple(of(category, None) for category in range(categories)),
        answering(None),
        several,
        (cut,),
    )


def sizes_of(tally):
    (cut,) = tally.cuts
    return Tally(cut.by, cut.groups, cut.sizes, sum(cut.sizes))


def as_given(tally):
    """Return the tally of a file, which has only answers that somebody gave."""
    kept = [place for place, count in enumerate(tally.counts) if count]
    return replace(
        tally,
        categories=tuple(tally.categories[place] for place in kept),
        counts=tuple(tally.counts[place] for place in kept),
        cuts=tuple(
            replace(cut, counts=tuple(cut.counts[place] for place in kept)) for cut in tally.cuts
        ),
        given=True,
    )


@st.composite
def reports(draw):
    """Draw the responses of a survey: how many, a minimum, and questions split by area."""
    rng = draw(st.randoms(use_true_random=False))
    responses = rng.choice([6, 20, 40, 90, 200])
    weights = [rng.random() ** 3 + 0.01 for _ in GROUPS[: rng.randint(2, 5)]]
    blank = rng.choice([0, 0, 0.1])
    groups = [
        None if rng.random() < blank else rng.choices(range(len(weights)), weights)[0]
        for _ in range(responses)
    ]
    groups[0] = len(weights) - 1
    questions = []
    for number in range(2):
        likely = [rng.random() ** rng.choice([1, 4]) + 0.01 for _ in range(rng.randint(2, 4))]
        several = rng.random() < 0.3
        silent = rng.choice([0, 0.05, 0.3])
        answers = [
            frozenset()
            if rng.random() < silent
            else frozenset(rng.choices(range(len(likely)), likely, k=1 + 2 * several))
            for _ in groups
        ]
        questions.append(
            counted(f"Q{number}", answers, groups, categories=len(likely), several=several)
        )
    return responses, rng.choice([2, 3, 5, 10]), questions


@settings(max_examples=25, deadline=None)
@given(reports())
def test_the_sizes_are_a_question_of_the_report(survey):
    responses, minimum, questions = survey
    questions = [sizes_of(questions[0]), *questions]
    report = protect_report(questions, responses=responses, minimum=minimum, sizes_from="area")
    reader = ReportAttacker(questions, report, minimum, responses=responses, sizes_from="area")
    assert reader.narrowed() == []
    assert_nobody_is_pointed_at(reader)


def assert_nobody_is_pointed_at(reader):
    """Not where the few are who gave an answer, nor that a few people in no group answered."""
    for shown, row in reader.of_the_few:
        assert all(reader.bounds(number)[0] < 1 for number in row)
        hidden = [number for number, one in zip(row, shown, strict=True) if one.hidden]
        assert len(hidden) > 1 or len(row) == 1 or not hidden or reader.bounds(hidden[0])[0] == 0
    for question, shown, _ in reader.rests:
        answered = values(shown.answered)
        assert None in answered
        for counts, whole in zip(
            zip(*map(values, shown.counts), strict=True), answered, strict=True
        ):
            assert whole is not None or None in counts or question.several


@settings(max_examples=25, deadline=None)
@given(reports())
def test_the_answers_listed_are_those_somebody_gave(survey):
    assert_listed_answers_are_safe(*survey)


def assert_listed_answers_are_safe(responses, minimum, questions):
    questions = [question for question in map(as_given, questions) if question.categories]
    if not questions:
        return
    area = sizes_of(questions[0])
    if 0 in area.counts:
        return
    questions = [replace(area, given=True), *questions]
    report = protect_report(questions, responses=responses, minimum=minimum, sizes_from="area")
    reader = ReportAttacker(questions, report, minimum, responses=responses, sizes_from="area")
    # That every group listed has somebody says already that none of them has nearly everybody.
    without = ReportAttacker(
        questions,
        [with_no_split(shown) for shown in report],
        minimum,
        responses=responses,
        sizes_from="area",
    )
    assert reader.narrowed_beside(without) == []
    assert_nobody_is_pointed_at(reader)


def test_a_group_of_all_who_answered_is_no_nearer_by_its_split():
    groups = [0, 0, 0, 1, 2, 3]
    asked = [counted(name, [{0}] * 6, groups, categories=2, several=True) for name in ("Q0", "Q1")]
    assert_listed_answers_are_safe(6, 5, asked)


def with_no_split(protected):
    """Return a question of the report with no number of its splits shown."""
    return replace(
        protected,
        cuts=tuple(
            replace(
                cut,
                counts=tuple(tuple(WITHHELD for _ in row) for row in cut.counts),
                answered=tuple(WITHHELD for _ in cut.answered),
            )
            for cut in protected.cuts
        ),
    )


@settings(max_examples=15, deadline=None)
@given(reports(), st.integers(0, 6))
def test_everybody_knows_who_came(survey, more):
    responses, minimum, questions = survey
    came = tuple(size + more * (place % 2) for place, size in enumerate(questions[0].cuts[0].sizes))
    questions = [
        replace(question, cuts=(replace(question.cuts[0], sizes=came),)) for question in questions
    ]
    report = protect_report(questions, responses=responses, minimum=minimum, sizes_known=True)
    reader = ReportAttacker(questions, report, minimum, responses=responses, came=came)
    assert reader.narrowed() == []


@settings(max_examples=12, deadline=None)
@given(reports())
def test_sizes_stand_nowhere(survey):
    responses, minimum, questions = survey
    report = protect_report(questions, responses=responses, minimum=minimum)
    assert ReportAttacker(questions, report, minimum, responses=responses).narrowed() == []


@st.composite
def pairs(draw):
    size = draw(st.integers(2, 4))
    cell = st.one_of(st.integers(0, 4), st.just(0), st.integers(5, 30))
    rows = st.tuples(*[st.tuples(*[cell] * size)] * size)
    return Pair("sure", tuple(map(str, range(size))), draw(rows)), draw(st.sampled_from([3, 5, 10]))


@settings(max_examples=30, deadline=None)
@given(pairs(), st.integers(0, 3))
def test_before_and_now_of_the_same_people(drawn, others):
    pair, minimum = drawn
    responses = sum(map(sum, pair.joint)) + others
    report = protect_report([pair], responses=responses, minimum=minimum)
    assert ReportAttacker([pair], report, minimum, responses=responses).narrowed() == []


def test_a_pair_of_two_steps_can_be_tested_where_nothing_of_it_is_small():
    pair = Pair("sure", ("no", "a bit", "yes"), ((10, 12, 8), (0, 9, 30), (0, 0, 14)))
    (shown,) = protect_report([pair], responses=83, minimum=5)
    assert shown.testable
    assert values(shown.before) == [30, 39, 14]
    assert values(shown.now) == [10, 21, 52]
    assert values([shown.improved, shown.same, shown.worse, shown.pairs]) == [50, 33, 0, 83]


def test_a_pair_whose_steps_would_tell_a_small_number_is_not_tested():
    pair = Pair("sure", ("no", "yes"), ((10, 30), (2, 20)))
    (shown,) = protect_report([pair], responses=62, minimum=5)
    assert shown.worse.hidden
    assert not shown.testable


def test_a_few_people_are_withheld_whole():
    (shown,) = protect_report([Tally("Q", ("a", "b"), (4, 0), 4)], responses=60, minimum=5)
    assert values(shown.counts) == [None, None]
    assert shown.answered.hidden


def test_one_small_count_takes_another_with_it():
    tally = Tally("Q", ("a", "b", "c"), (40, 3, 20), 63)
    (shown,) = protect_report([tally], responses=63, minimum=5)
    assert values(shown.counts) == [40, None, None]
    assert shown.answered.value == 63


def test_where_enough_are_silent_the_total_can_be_hidden_instead():
    tally = Tally("Q", ("a", "b"), (40, 3), 43)
    (shown,) = protect_report([tally], responses=63, minimum=5)
    assert values(shown.counts) == [40, None]
    assert shown.answered.hidden


def test_everybody_agreeing_may_be_said_of_the_whole():
    (shown,) = protect_report([Tally("Q", ("a", "b"), (38, 0), 38)], responses=38, minimum=5)
    assert values(shown.counts) == [38, 0]


@pytest.mark.parametrize(("people", "shown"), [(6, None), (9, None), (10, 10), (38, 38)])
def test_everybody_agreeing_is_said_of_twice_the_minimum_and_more(people, shown):
    one, several = protect_report(
        [
            Tally("Q", ("a", "b"), (people, 0), people),
            Tally("R", ("a", "b"), (people, 6), people, several=True),
        ],
        responses=people,
        minimum=5,
    )
    assert values(one.counts) == [shown, None if shown is None else 0]
    assert values(several.counts) == [shown, None if shown is None else 6]
    assert one.answered.value == several.answered.value == people


def test_so_few_who_all_said_the_same_are_not_shown_though_they_all_moved_up():
    joint = ((0, 0, 7), (0, 0, 0), (0, 0, 0))
    pair = Pair("sure", ("no", "a bit", "yes"), joint)
    (shown,) = protect_report([pair], responses=7, minimum=5)
    assert all(number.hidden for number in (*shown.before[:2], *shown.now[1:]))
    assert values([shown.improved, shown.pairs]) == [7, 7]
    (of_two,) = protect_report(
        [Pair("sure", ("no", "yes"), ((0, 7), (0, 0)))], responses=7, minimum=5
    )
    assert of_two.improved.hidden
    assert not shown.complete


def test_one_answer_in_a_whole_file_is_withheld_with_how_many_answered():
    (shown,) = protect_report([Tally("Q", ("Yes",), (6,), 6, given=True)], responses=8, minimum=5)
    assert values((*shown.counts, shown.answered)) == [None, None]


def test_the_only_group_is_shown_as_the_whole_is():
    tally = split(((38,), (0,)))
    cut = protected_cut(tally, responses=38)
    assert [values(row) for row in cut.counts] == [[38], [0]]
    assert values(cut.answered) == [38]


def test_where_the_few_are_is_not_shown_by_zeros():
    tally = replace(split(((3, 0, 0), (25, 18, 12), (14, 19, 22))), given=True)
    area = replace(sizes_of(tally), given=True)
    _, shown = protect_report([area, tally], responses=113, minimum=5, sizes_from="area")
    few = values(shown.cuts[0].counts[0])
    assert shown.counts[0].hidden
    assert few.count(None) > 1


def test_how_many_in_no_group_answered_is_not_left_over():
    counts = ((30, 25, 14), (24, 19, 15))
    cut = Cut("area", GROUPS[:3], counts, (54, 44, 29), (55, 46, 30))
    tally = Tally("Q", ("a", "b"), (70, 59), 129, False, (cut,))
    area = Tally("area", GROUPS[:3], (55, 46, 30), 131)
    _, shown = protect_report([area, tally], responses=138, minimum=5, sizes_from="area")
    assert shown.answered.value == 129
    assert None in values(shown.cuts[0].answered)


def split(counts, sizes=None, several=False, overall=None, answered=None):
    """Return a question split by as many areas as there are columns."""
    columns = list(zip(*counts, strict=True))
    answered = answered or tuple(map(sum, columns))
    cut = Cut("area", GROUPS[: len(columns)], counts, answered, sizes or answered)
    overall = overall or tuple(map(sum, counts))
    names = tuple("abcdef"[: len(counts)])
    return Tally("Q", names, overall, sum(answered), several, (cut,))


def protected_cut(tally, responses, minimum=5):
    (_, shown) = protect_report(
        [sizes_of(tally), tally], responses=responses, minimum=minimum, sizes_from="area"
    )
    return shown.cuts[0]


def test_a_split_is_shown_with_its_small_counts_hidden():
    cut = protected_cut(split(((20, 3, 30), (25, 18, 12), (14, 19, 22))), responses=163)
    assert cut.refused == ""
    assert [values(row) for row in cut.counts] == [[None, None, 30], [25, 18, 12], [None, None, 22]]
    assert values(cut.answered) == [59, 40, 64]


def test_a_split_mostly_hidden_is_refused_in_words():
    cut = protected_cut(split(((2, 3, 30), (25, 1, 2), (4, 19, 22))), responses=108)
    assert cut.refused == "more than half of its numbers would have to be hidden"
    assert all(number.hidden for row in (*cut.counts, cut.answered) for number in row)


@pytest.mark.parametrize("column", [(3, 1, 0), (0, 24, 0)])
def test_a_group_small_or_of_one_mind_is_withheld_whole(column):
    others = ((20, 30, 31), (25, 12, 33), (14, 22, 21))
    tally = split(tuple((*row, count) for row, count in zip(others, column, strict=True)))
    cut = protected_cut(tally, responses=tally.answered)
    assert cut.refused == ""
    assert [row[3].hidden for row in cut.counts] == [True, True, True]
    assert cut.answered[3].hidden


def test_a_choice_all_of_a_group_made_is_withheld_with_the_group():
    counts, answered = ((20, 30, 15), (25, 12, 20), (14, 22, 9)), (40, 44, 20)
    overall, people = (65, 57, 45), sum(answered)
    tally = split(counts, several=True, overall=overall, answered=answered)
    cut = protected_cut(tally, responses=people)
    assert [row[2].hidden for row in cut.counts] == [True, True, True]


def test_what_people_in_no_group_said_is_not_left_over():
    counts = ((30, 40), (35, 25))
    cut = Cut("area", GROUPS[:2], counts, (65, 65), (65, 65))
    tally = Tally("Q", ("a", "b"), (72, 62), 134, False, (cut,))
    questions = [sizes_of(tally), tally]
    report = protect_report(questions, responses=134, minimum=5, sizes_from="area")
    assert any(number.hidden for row in report[1].cuts[0].counts for number in row)
    reader = ReportAttacker(questions, report, 5, responses=134, sizes_from="area")
    assert [true for _, true, _ in reader.targets] == [2, 2]


def test_the_question_that_makes_the_groups_is_not_split():
    tally = split(((20, 0), (0, 30)))
    area = replace(sizes_of(tally), cuts=tally.cuts)
    shown, _ = protect_report([area, tally], responses=50, minimum=5, sizes_from="area")
    assert shown.cuts[0].refused == "this question makes the groups"


@settings(max_examples=15, deadline=None)
@given(reports(), pairs())
def test_minimum_1_withholds_nothing(survey, drawn):
    responses, _, questions = survey
    pair, _ = drawn
    questions = [sizes_of(questions[0]), *questions]
    people = max(responses, sum(map(sum, pair.joint)))
    *tallies, shown = protect_report(
        [*questions, pair], responses=people, minimum=1, sizes_from="area"
    )
    assert shown.testable
    assert [values(tally.counts) for tally in tallies] == [list(q.counts) for q in questions]
    for tally, question in zip(tallies, questions, strict=True):
        for cut, true in zip(tally.cuts, question.cuts, strict=True):
            assert cut.refused == ""
            assert [values(row) for row in cut.counts] == [list(row) for row in true.counts]
            assert values(cut.answered) == list(true.answered)


def large_report():
    rng = random.Random(3)
    groups = [rng.randrange(11) for _ in range(400)]
    questions = []
    for number in range(12):
        likely = [rng.random() + 0.05 for _ in range(5)]
        answers = [frozenset(rng.choices(range(5), likely)) for _ in groups]
        cells = [
            tuple(
                sum(
                    mine == group and category in given
                    for given, mine in zip(answers, groups, strict=True)
                )
                for group in range(11)
            )
            for category in range(5)
        ]
        sizes = tuple(groups.count(group) for group in range(11))
        cut = Cut("area", tuple(f"area {group}" for group in range(11)), tuple(cells), sizes, sizes)
        overall = tuple(map(sum, cells))
        questions.append(Tally(f"Q{number}", tuple("abcde"), overall, 400, False, (cut,)))
    return [sizes_of(questions[0]), *questions]


def test_a_report_of_12_questions_and_11_groups_is_done_while_one_waits():
    questions = large_report()
    started = time.process_time()
    report = protect_report(questions, responses=400, minimum=5, sizes_from="area")
    assert time.process_time() - started < 3
    assert report == protect_report(questions, responses=400, minimum=5, sizes_from="area")
    shown = [cut for tally in report for cut in tally.cuts if not cut.refused]
    assert len(shown) > 6


def test_counts_that_contradict_each_other_are_refused():
    tally = Tally("Q", ("a", "b"), (5, 5), 10)
    with pytest.raises(ValueError, match="Q: more people answered than responded"):
        protect_report([tally], responses=9, minimum=5)
    with pytest.raises(ValueError, match="add up to 10, but 11 answered"):
        replace(tally, answered=11)
    cut = Cut("area", ("A",), ((6,), (4,)), (10,), (10,))
    with pytest.raises(ValueError, match="the groups have more answers than the whole"):
        replace(tally, cuts=(cut,))
    with pytest.raises(ValueError, match="more people answered than are in the group"):
        replace(cut, sizes=(9,))
    with pytest.raises(ValueError, match="must be a question of the report"):
        protect_report([split(((20, 0), (0, 30)))], responses=50, minimum=5, sizes_from="area")
