import datetime
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.methods.columns import understand
from alongside.methods.documents.model import (
    Bars,
    Figures,
    Finding,
    Heading,
    Notice,
    Pairs,
    Paragraph,
    Table,
)
from alongside.methods.evaluation import NoSplit, before_and_now, evaluate, joint, on_one_scale
from alongside.methods.evaluation_report import report
from alongside.methods.formats.sheets import Refusal, Sheet
from alongside.methods.tests.disclosure_attacker import attack_evaluation

LEVELS = ("Not at all", "Some", "Well", "Very well")


def sheet(refused=(), **columns):
    rows = [list(row) for row in zip(*columns.values(), strict=True)]
    headings = tuple(name.replace("_", " ") for name in columns)
    return Sheet(headings, rows, list(range(2, len(rows) + 2)), list(refused))


def values(shown):
    return tuple(number.value for number in shown)


def document(evaluation):
    return report(
        evaluation,
        title="Spring",
        source="spring.csv",
        fingerprint="ab" * 32,
        made=datetime.date(2026, 4, 9),
    )


def blocks(evaluation, kind):
    return [block for block in document(evaluation).blocks if isinstance(block, kind)]


def test_every_column_is_counted_and_small_numbers_are_withheld():
    one = evaluate(
        sheet(
            Team=["Parks"] * 12 + ["Housing"] * 9 + [""],
            Sure=["Yes"] * 3 + ["No"] * 10 + ["Maybe"] * 8 + [""],
        ),
        minimum=5,
    )
    team, sure = one.questions
    assert (team.categories, values(team.counts), team.base) == (("Housing", "Parks"), (9, 12), 21)
    assert sure.categories == ("Yes", "Maybe", "No")
    assert sure.counts[0].hidden
    assert (one.responses, one.stamp, one.by) == (22, "", None)


def test_a_minimum_below_5_is_stamped_and_1_withholds_nothing():
    one = evaluate(sheet(Sure=["Yes"] * 3 + ["No"] * 10), minimum=1)
    assert values(one.questions[0].counts) == (3, 10)
    assert one.stamp == document(one).stamp == "not protected, not for sharing"
    assert document(evaluate(sheet(Sure=["Yes", "No"]), minimum=5)).stamp == ""


def test_several_choices_are_counted_each():
    one = evaluate(sheet(Helped=["Videos;Cards;"] * 7 + ["Cards;"] * 6 + [";"]), minimum=5)
    (question,) = one.questions
    assert (question.kind, question.categories) == ("several", ("Cards", "Videos"))
    assert (values(question.counts), question.base) == ((13, 7), 13)


def test_peoples_words_stay_out_of_the_evaluation():
    words = [f"Ask Mrs Okafor in flat {number} about it" for number in range(12)]
    one = evaluate(sheet(Comments=words, Email=["a@b.example"] * 12), minimum=5)
    assert [(q.kind, q.categories, q.counts, q.base) for q in one.questions] == [
        ("text", (), (), 12),
        ("text", (), (), 12),
    ]
    assert "Okafor" not in repr(document(one))
    few = evaluate(sheet(Comments=[*words[:4], *[""] * 8]), minimum=5)
    assert few.questions[0].answered.hidden


def test_a_split_counts_each_group_and_leaves_out_people_in_none():
    one = evaluate(
        sheet(
            Team=["Parks"] * 20 + ["Housing"] * 20 + [""] * 10,
            Sure=(["Yes"] * 10 + ["No"] * 10) * 2 + ["Yes"] * 5 + ["No"] * 5,
        ),
        minimum=5,
        by="Team",
    )
    team, sure = one.questions
    assert team.splits == ()
    (split,) = sure.splits
    assert (split.by, split.groups) == ("Team", ("Housing", "Parks"))
    assert [values(row) for row in split.counts] == [(10, 10), (10, 10)]
    assert values(split.answered) == (20, 20)
    assert sure.categories == ("Yes", "No")


def test_a_split_that_would_hide_most_is_refused_in_words():
    teams = [f"Team {number}" for number in range(6)] * 3
    one = evaluate(sheet(Team=teams, Sure=(["Yes"] * 6 + ["No"] * 3) * 2), minimum=5, by="Team")
    said = [block.text for block in blocks(one, Paragraph)]
    assert "Not split by “Team”: more than half of its numbers would have to be hidden." in said
    assert not [table for table in blocks(one, Table) if table.caption.startswith("Split")]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (["A;B;", "A;", "B;"], "lets people choose several, so its groups overlap"),
        ([f"word {number}" for number in range(61)], "has 61 different answers"),
        (["", ""], "Nobody answered “Team”"),
    ],
)
def test_a_column_that_makes_no_groups_cannot_split(answers, sentence):
    with pytest.raises(NoSplit, match=sentence):
        evaluate(sheet(Team=answers, Sure=["Yes"] * len(answers)), minimum=5, by="Team")


def test_a_column_that_says_who_somebody_is_cannot_split():
    with pytest.raises(NoSplit, match="“Email” says who each person is"):
        evaluate(sheet(Email=["a", "b"], Sure=["Yes", "No"]), minimum=5, by="Email")


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Confidence before", "Confidence now"),
        ("Understanding (pre)", "Understanding (post)"),
        (
            "How well did you understand co-production before the session?",
            "How well do you understand co-production now?",
        ),
        ("Before the session, how sure were you?", "After the session, how sure are you?"),
    ],
)
def test_headings_that_say_before_and_now_make_a_pair(before, now):
    columns = [understand(name, ["Some", "Well"]) for name in ("Pace", now, before)]
    assert [(b.name, n.name) for b, n in before_and_now(columns)] == [(before, now)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Confidence before", "Understanding now"),
        ("Confidence", "Confidence now"),
        ("Confidence now, compared with before", "Confidence now"),
    ],
)
def test_other_headings_make_none(one, other):
    assert not list(before_and_now([understand(name, ["Some", "Well"]) for name in (one, other)]))


def test_columns_on_different_scales_make_none():
    columns = [
        understand("Confidence before", ["Some", "Well"]),
        understand("Confidence now", ["Agree", "Disagree"]),
    ]
    names = [(before.name, now.name) for before, now in before_and_now(columns)]
    assert names == [("Confidence before", "Confidence now")]
    one = evaluate(
        sheet(Confidence_before=["Some", "Well"], Confidence_now=["Agree", "Disagree"]), minimum=1
    )
    assert one.changes == ()
    (left,) = one.not_compared
    assert (left.before, left.now) == names[0]
    assert left.reason == "their answers are not steps of one scale whose order is known"


def test_few_steps_chosen_now_are_read_on_the_scale_of_before():
    one = evaluate(
        sheet(
            Sure_before=["Not at all"] * 6 + ["Very well"] * 6,
            Sure_now=["Very well"] * 12,
        ),
        minimum=1,
    )
    assert [question.kind for question in one.questions] == ["scale", "scale"]
    assert one.changes[0].pair.improved.value == 6
    assert one.not_compared == ()
    finer = evaluate(
        sheet(
            Sure_before=["Not at all", "Fairly well", "A little"],
            Sure_now=["Well", "Fairly well", "Very well"],
        ),
        minimum=1,
    )
    assert finer.questions[1].categories == ("Fairly well", "Well", "Very well")
    assert finer.changes[0].pair.improved.value == 2


def before_now(people=20, one_time_only=0):
    only = one_time_only
    half = people // 2
    return sheet(
        Confidence_before=["Some"] * people + ["Well"] * only + [""] * only,
        Confidence_now=["Well"] * half + ["Some"] * (people - half) + [""] * only + ["Well"] * only,
    )


def test_a_pair_counts_the_people_who_answered_both():
    before, now = on_one_scale(
        *(
            understand(name, column)
            for name, column in zip(before_now().headings, before_now().columns(), strict=True)
        )
    )
    assert joint(before, now).categories == ("Some", "Well")
    assert joint(before, now).joint == ((10, 10), (0, 0))
    (change,) = evaluate(before_now(), minimum=5).changes
    pair = change.pair
    assert values((pair.improved, pair.same, pair.worse, pair.pairs)) == (10, 10, 0, 20)
    assert change.comparison.p_value == 2 / 2**10
    before_question, now_question = evaluate(before_now(), minimum=5).questions
    assert (before_question.base, values(before_question.counts)) == (20, (20,))
    assert (now_question.base, values(now_question.counts)) == (20, (10, 10))


@pytest.mark.parametrize("minimum", [1, 5])
def test_each_column_is_counted_over_its_own_answers(minimum):
    one = evaluate(before_now(one_time_only=9), minimum=minimum)
    assert [question.base for question in one.questions] == [29, 29]
    assert one.questions[0].categories == ("Some", "Well")
    assert values(one.questions[0].counts) == (20, 9)


def test_what_changed_does_not_say_what_the_few_said_who_answered_once():
    one = evaluate(before_now(people=50, one_time_only=2), minimum=5)
    (change,) = one.changes
    assert one.questions[1].base == 52
    assert values(one.questions[1].counts) == (25, 27)
    assert change.pair.pairs.hidden
    assert change.pair.now[1].hidden
    assert change.comparison is None


def teams(rows):
    return Sheet(("Team", "Sure before", "Sure now"), rows, list(range(2, len(rows) + 2)), [])


@st.composite
def before_now_by_team(draw):
    rng = draw(st.randoms(use_true_random=False))
    likely = [rng.random() ** 2 + 0.01 for _ in LEVELS]
    silent, in_none = rng.choice([0, 0.03, 0.1, 0.3]), rng.choice([0, 0, 0.05])
    rows = [["Parks", "Some", "Well"]]
    for _ in range(rng.choice([11, 19, 39, 79])):
        before = rng.choices(range(4), likely)[0]
        now = max(0, min(3, before + rng.choice([-1, 0, 0, 1, 1, 1])))
        said = ["" if rng.random() < silent else LEVELS[step] for step in (before, now)]
        rows.append(["" if rng.random() < in_none else rng.choice(["Parks", "Housing"]), *said])
    return rows, rng.choice([5, 10])


@settings(max_examples=15, deadline=None)
@given(before_now_by_team())
def test_no_two_evaluations_of_a_file_can_be_taken_from_each_other(drawn):
    rows, minimum = drawn
    whole = evaluate(teams(rows), minimum=minimum)
    split = evaluate(teams(rows), minimum=minimum, by="Team")
    assert [(q.counts, q.answered) for q in whole.questions] == [
        (q.counts, q.answered) for q in split.questions
    ]
    assert whole.changes == split.changes
    assert split == evaluate(teams(rows), minimum=minimum, by="Team")
    if split.changes:
        reader = attack_evaluation(rows, split)
        assert reader.narrowed_beside(attack_evaluation(rows, split, wholes_only=True)) == []


@pytest.mark.parametrize("by", ["Sure before", "Sure now"])
def test_before_and_now_can_make_the_groups(by):
    rows = [["", before, now] for before in LEVELS for now in LEVELS for _ in range(6)]
    one, split = evaluate(teams(rows), minimum=5), evaluate(teams(rows), minimum=5, by=by)
    assert one.changes == split.changes
    assert sum(len(question.splits) for question in split.questions) == 1


def test_ratings_make_a_pair_in_order_of_their_numbers():
    before = understand("Sure before", ["2", "10", "1"])
    now = understand("Sure now", ["3", "10", "2"])
    assert joint(before, now).categories == ("1", "2", "3", "10")


@settings(max_examples=50)
@given(
    st.lists(
        st.tuples(st.sampled_from(("", "A", "B", "C")), st.sampled_from(("", *LEVELS))),
        min_size=1,
        max_size=40,
    )
)
def test_without_protection_every_number_is_what_counting_gives(rows):
    teams, answers = zip(*rows, strict=True)
    splittable = any(teams)
    one = evaluate(sheet(Team=teams, Level=answers), minimum=1, by="Team" if splittable else None)
    level = one.questions[1]
    expected = Counter(answer for answer in answers if answer)
    if level.categories:
        assert dict(zip(level.categories, values(level.counts), strict=True)) == expected
    assert level.base == expected.total()
    for split in level.splits:
        together = Counter(rows)
        for row, category in zip(split.counts, level.categories, strict=True):
            assert values(row) == tuple(together[group, category] for group in split.groups)


def test_the_report_says_what_it_is_made_of():
    one = evaluate(sheet([Refusal(9, "it is odd")], Sure=["Yes"] * 12 + ["No"] * 9), minimum=5)
    made = document(one)
    assert (made.title, made.kicker, made.made) == (
        "Spring",
        "Evaluation report",
        datetime.date(2026, 4, 9),
    )
    assert dict(made.facts) == {
        "File": "spring.csv",
        "Fingerprint of the file (SHA-256)": "ab" * 32,
        "Made on": "9 April 2026",
        "Numbers below this are hidden": "5",
        "Likely ranges": "Wilson intervals, 95 %",
    }
    assert blocks(one, Figures)[0].items == (
        ("responses", 21),
        ("questions", 1),
        ("rows left out", 1),
    )
    assert blocks(one, Notice)[0].paragraphs == ("Line 9: it is odd.",)
    assert [block.text for block in blocks(one, Heading)] == ["Sure"]


def test_the_report_has_before_and_now_once_and_no_column_that_says_who_or_when():
    responses = before_now()
    people = [f"{number}@example.org" for number in range(len(responses.rows))]
    times = [f"2026-03-10 14:{number:02}" for number in range(len(responses.rows))]
    whole = Sheet(
        ("Email", "Start time", *responses.headings),
        [[*who, *row] for *who, row in zip(people, times, responses.rows, strict=True)],
        responses.lines,
        [],
    )
    one = evaluate(whole, minimum=5)
    assert [block.text for block in blocks(one, Heading)] == [
        "Confidence now (compared with before)"
    ]
    assert len(blocks(one, Finding)) == len(blocks(one, Pairs)) == 1
    assert not blocks(one, Bars)
    assert "example.org" not in repr(document(one))
    assert any("“Email”, “Start time”" in block.text for block in blocks(one, Paragraph))


def test_the_report_has_each_column_as_well_where_not_all_answered_both():
    one = evaluate(before_now(one_time_only=9), minimum=5)
    assert [block.text for block in blocks(one, Heading)] == [
        "Confidence before",
        "Confidence now",
        "Confidence now (compared with before)",
    ]


def test_the_report_says_what_is_not_compared():
    responses = sheet(
        Confidence_before=["Some"] * 9 + ["Well"] * 9,
        Confidence_now=["Agree"] * 9 + ["Disagree"] * 9,
    )
    assert any(
        block.text
        == "“Confidence before” and “Confidence now” are not compared, because their answers are "
        "not steps of one scale whose order is known."
        for block in blocks(evaluate(responses, minimum=5), Paragraph)
    )


def test_words_that_few_wrote_are_in_no_document():
    comments = ["Nothing"] * 6 + ["Sarah was rude", "Ask Bev", "It was Tom", ""]
    one = evaluate(sheet(Anything_else=comments, Team=["Parks"] * 10), minimum=5)
    assert (one.questions[0].kind, one.questions[0].base) == ("text", 9)
    led = ["Nothing"] * 6 + ["Sarah", "Sarah", "Bev", "Bev"]
    pace = ["Just right"] * 5 + ["Too slow"] * 2 + ["Too fast"] * 3
    one = evaluate(sheet(Led_by=led, Pace=pace), minimum=5)
    assert one.questions[0].categories == ("Bev", "Nothing", "Sarah")
    assert "Bev" not in repr(document(one))
    assert "Too slow" in repr(document(one))
    split = evaluate(
        sheet(Led_by=led * 3, Pace=["Just right"] * 15 + ["Too slow"] * 15), minimum=10, by="Led by"
    )
    assert split.questions[1].splits
    assert "Bev" not in repr(document(split))


def test_many_questions_get_a_page_at_a_glance():
    columns = {f"Question_{number}": ["Yes"] * 12 + ["No"] * 9 for number in range(6)}
    table = blocks(evaluate(sheet(**columns), minimum=5), Table)[0]
    assert len(table.rows) == 6
    name, answer, people, of, share = table.rows[0]
    assert (name, answer, people, of.value) == ("Question 0", "“Yes”", 12, 21)
    assert share.replace("\u00a0", " ") == "57 %"
