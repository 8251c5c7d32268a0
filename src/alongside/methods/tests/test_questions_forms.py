"""Forms: what is wrong with one before it is published, who is asked what, and how long."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.methods.questions import (
    Outcome,
    Problem,
    Reading,
    asked,
    bracketed,
    check_answers,
    check_form,
    minutes,
    piped,
    posted_again,
    question_named,
    read_all,
    read_one,
    seconds,
    type_of,
)
from alongside.methods.questions.same import identity
from alongside.methods.questions.skipping import relevance
from alongside.methods.tests.questions_form import ANSWERS, choice, form, question, words

YES_NO = [choice("yes", "Yes"), choice("no", "No")]
CARER = question("one", name="carer", label=words("Are you a carer?"), choices=YES_NO, other=None)
YEARS = question(
    "number", name="years", label=words("For how many years?"), relevant="${carer} = 'yes'",
    required=True,
)  # fmt: skip
MORE = question("short", name="more", label=words("What is it like?"), relevant="${years} > 2")
BRANCHING = form(CARER, YEARS, MORE)


def faults(definition):
    return [str(problem) for problem in check_form(definition)]


def fault_of(*args, **changes):
    """The one thing that is wrong with a question."""
    [found] = check_form(form(question(*args, **changes)))
    assert found.question == "q"
    return found.text


TEA = question("several", name="tea", label=words("Which tea?"))


def test_an_earlier_answer_stands_in_the_words_of_a_question():
    definition = form(TEA, question("long", name="why", label=words("Why ${tea}?")))
    why = definition["questions"][1]
    assert check_form(definition) == []
    answers = {"tea": {"choices": ["tea", "other"], "other": "<b>Mate</b>"}}
    shown = piped(definition, why, answers)
    assert shown["label"] == words("Why Tea, <b>Mate</b>?")
    assert piped(definition, why, {})["label"] == words("Why …?")
    assert bracketed(why)["label"] == words("Why [tea]?")
    assert bracketed(TEA) is TEA


def test_a_hidden_answer_is_not_shown():
    definition = form(
        CARER, YEARS, question("short", name="more", label=words("Tell us about ${years}"))
    )
    answers = {"carer": {"choice": "no"}, "years": {"value": 3}}
    more = definition["questions"][2]
    assert piped(definition, more, answers)["label"] == words("Tell us about …")


def test_what_is_wrong_with_an_answer_names_the_question_as_it_was_read():
    definition = form(TEA, question("long", name="why", label=words("Why ${tea}?"), required=True))
    problems = read_all(definition, {"tea": ["tea"]}).problems
    assert [problem.text for problem in problems] == ["Enter an answer to “Why Tea?”"]


@pytest.mark.parametrize(
    ("label", "fault"),
    [
        ("${why}", "the label shows “why”, the answer to this question itself"),
        (
            "${later}",
            "the label shows “later”, which is not the name of a question before this one",
        ),
        ("${read}", "the label shows “read”, which is words to read, and has no answer"),
        ("${code}", "the label shows “code”, a code that is to be seen nowhere"),
    ],
)
def test_only_earlier_answers_can_be_shown(label, fault):
    definition = form(
        question("note", name="read"),
        question("own_code", name="code"),
        question("long", name="why", label=words(label)),
        question("short", name="later"),
    )
    assert faults(definition) == [f"Question “why”: {fault}"]


def test_shuffled_is_yes_or_no_and_changes_no_identity():
    shuffled = question("several", shuffle=True)
    assert identity(shuffled) == identity(question("several"))
    assert fault_of("several", shuffle="yes") == "shuffle is true or false"


def test_a_form_with_every_type_can_be_published():
    assert check_form(form()) == []
    assert check_form(BRANCHING) == []


@pytest.mark.parametrize(
    ("definition", "found"),
    [
        (None, ["The form: is not a mapping with a title and questions"]),
        ([], ["The form: is not a mapping with a title and questions"]),
        ({}, ["The form: has no list of questions"]),
        (
            {"questions": []},
            [
                "The form: needs a list of languages, each once",
                "The form: the title is not words by language",
                "The form: has no questions",
            ],
        ),
        (
            form(CARER, languages=["en", "cy"], intro=None),
            [
                "The form: the title is missing in cy",
                "Question “carer”: the label is missing in cy",
                "Question “carer”: choice “yes”: the label is missing in cy",
                "Question “carer”: choice “no”: the label is missing in cy",
            ],
        ),
        (
            form(CARER, languages=["english"]),
            [
                "The form: “english” is not the code of a language, such as en or cy",
                "The form: the title is missing in english",
                "The form: the introduction is missing in english",
                "Question “carer”: the label is missing in english",
                "Question “carer”: choice “yes”: the label is missing in english",
                "Question “carer”: choice “no”: the label is missing in english",
            ],
        ),
        (form(CARER, CARER), ["The form: two questions have the name “carer”"]),
        (form(CARER, colour="red"), ["The form: “colour” is not known here"]),
        (form("carer"), ["Question “1”: is not a mapping with a type, a name and a label"]),
        (
            form(question("short", name="a b")),
            [
                (
                    "Question “a b”: a name begins with a letter, goes on with letters without "
                    "accents, digits and _, and has at most 64"
                ),
            ],
        ),
        (
            form(question("short") | {"type": "essay"}),
            [
                (
                    "Question “q”: there is no type “essay”; there are one, several, agreement, "
                    "scale, slider, before_now, short, long, number, date, ranking, points, "
                    "matrix, name_one, file, own_code, note, consent"
                ),
            ],
        ),
    ],
)
def test_a_form_that_cannot_be_published_says_which_question_and_what(definition, found):
    assert faults(definition) == found


@pytest.mark.parametrize(
    ("kind", "changes", "text"),
    [
        ("short", {"requried": True}, "“requried” is not known here"),
        ("short", {"label": None}, "the label is not words by language"),
        ("short", {"hint": {"cy": "Awgrym"}}, "the hint is missing in en"),
        ("short", {"label": {"en": "x" * 5001}}, "the label is longer than 5,000 characters"),
        ("short", {"required": "yes"}, "required is true or false"),
        ("short", {"measures": "fun"}, "measures is one of behaviour, learning, reaction, result"),
        ("short", {"tags": "liked"}, "tags is a list of words"),
        ("short", {"limit": 0}, "the limit is a whole number of characters from 1 to 50,000"),
        ("one", {"choices": None}, "the choices are not a list of a name and a label each"),
        ("one", {"choices": YES_NO[:1]}, "needs at least 2 choices"),
        (
            "one",
            {"choices": [YES_NO[0], YES_NO[0] | {"label": words("Y")}]},
            "two choices have the name “yes”",
        ),
        ("one", {"choices": [YES_NO[0], choice("no", "Yes")]}, "two choices read “Yes”"),
        (
            "one",
            {"choices": [YES_NO[0], choice("a b", "No")]},
            "choice “a b”: a name has letters without accents, digits, - and _, at most 64",
        ),
        (
            "one",
            {"choices": [YES_NO[0], choice("other", "No")]},
            "the name “other” is kept for “something else”: give that choice another name",
        ),
        (
            "one",
            {"choices": [YES_NO[0], choice("no", "Something else")]},
            "two choices read “Something else”",
        ),
        ("one", {"appearance": "big"}, "the appearance is “buttons” or “select”"),
        (
            "several",
            {"at_least": 3},
            "at_least and at_most are whole numbers in order, no higher than 4",
        ),
        ("several", {"at_most": 0}, "at_most is at least 1"),
        ("several", {"exclusive": ["nobody"]}, "exclusive: “nobody” is not one of the choices"),
        ("several", {"exclusive": 3}, "a setting of the type several is not of the right form"),
        ("agreement", {"labels": [words("No"), words("Yes")]}, "needs 5 labels, and has 2"),
        ("before_now", {"labels": [words("No"), words("No")]}, "two labels read “No”"),
        ("scale", {"end": 30}, "start and end are whole numbers, the end 1 to 10 above the start"),
        ("scale", {"low": None}, "the name of the low end is not words by language"),
        ("number", {"min": 9, "max": 3}, "min is above max"),
        ("number", {"min": True}, "min is a number"),
        ("number", {"bands": [3, 2]}, "bands are numbers, each above the one before"),
        ("date", {"latest": "soon"}, "latest is a date such as 2026-03-01"),
        ("date", {"earliest": "2027-01-01"}, "earliest is after latest"),
        ("ranking", {"top": 4}, "top is a whole number from 1 to 3"),
        (
            "slider",
            {"end": 1},
            "start and end are whole numbers, the end 2 to 1,000 above the start",
        ),
        (
            "slider",
            {"step": 30},
            "step is a whole number that leads from the start to the end, in 2 or more",
        ),
        ("points", {"total": 1}, "total is a whole number from 2 to 1,000"),
        ("matrix", {"rows": []}, "needs at least 1 row"),
        ("name_one", {"key": []}, "the key has no entries"),
        (
            "name_one",
            {"key": [{"name": "a", "label": words("A")}]},
            "entry “a”: needs a list of answers that count",
        ),
        (
            "name_one",
            {"key": [{"name": "a", "label": words("A"), "aliases": ["the"]}]},
            "entry “a”: “the” has no word to look for",
        ),
        (
            "short",
            {"relevant": "${gone} = 1"},
            "relevant: “gone” is not the name of a question before this one",
        ),
        (
            "short",
            {"relevant": "${q} = 1"},
            "relevant: “q” is not the name of a question before this one",
        ),
        (
            "short",
            {"relevant": ". = 1"},
            "relevant: . is this question's own answer, which is not there yet",
        ),
        (
            "short",
            {"constraint": "${q} ="},
            "constraint: the expression ends too soon (at character 7)",
        ),
        (
            "short",
            {"constraint": "${q.now} = 1"},
            "constraint: that question is asked for with ${q}",
        ),
        (
            "before_now",
            {"constraint": ". = 1"},
            "constraint: . has several parts here; there are ${q.before}, ${q.now}",
        ),
        ("short", {"relevant": 3}, "relevant is not text"),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(kind, changes, text):
    assert fault_of(kind, **changes) == text


@pytest.mark.parametrize("junk", [None, 3, "x", [], {}, [None], {"en": 3}, [3], True])
@pytest.mark.parametrize(
    "key",
    [
        "label",
        "choices",
        "rows",
        "labels",
        "key",
        "start",
        "limit",
        "earliest",
        "bands",
        "top",
        "hint",
    ],
)
def test_whatever_the_json_is_a_form_is_refused_or_can_be_used(key, junk):
    for whole in form()["questions"]:
        odd = form(whole | {key: junk})
        if check_form(odd):
            continue
        [asked_for] = odd["questions"]
        kind, answer = type_of(asked_for), ANSWERS[whole["type"]]
        assert minutes(odd) > 0
        read_all(odd, {whole["name"]: ["1"]})
        if whole.get(key) == junk:
            kind.fields(asked_for, kind.posted(asked_for, answer))
            kind.summarise(asked_for, [answer, None])


def test_an_expression_may_not_look_ahead():
    ahead = form(MORE | {"name": "first"}, CARER, YEARS)
    text = "relevant: “years” is not the name of a question before this one"
    assert [(p.question, p.text) for p in check_form(ahead)] == [("first", text)]


def test_parts_of_a_question_are_asked_for_by_name():
    grid, bare = question("matrix", name="grid"), question("short", relevant="${grid} = 'good'")
    assert [p.text for p in check_form(form(grid, bare))] == [
        "relevant: that question is asked for with ${grid.room}, ${grid.pace}"
    ]
    assert check_form(form(grid, bare | {"relevant": "${grid.room} = 'good'"})) == []


def test_questions_are_asked_by_what_was_said_before():
    assert asked(BRANCHING, {}) == ["carer"]
    assert asked(BRANCHING, {"carer": {"choice": "yes"}}) == ["carer", "years"]
    three = {"carer": {"choice": "yes"}, "years": {"value": 3}}
    assert asked(BRANCHING, three) == ["carer", "years", "more"]


def test_a_hidden_answer_is_blank_for_those_after_it_and_is_not_kept():
    stale = {"carer": {"choice": "no"}, "years": {"value": 3}, "more": {"text": "Hard"}}
    assert asked(BRANCHING, stale) == ["carer"]
    assert check_answers(BRANCHING, stale) == Outcome({"carer": {"choice": "no"}})


def test_a_hidden_question_is_not_required():
    assert read_all(BRANCHING, {"carer": ["no"], "years": ["3"], "more": ["Hard"]}) == Outcome(
        {"carer": {"choice": "no"}}
    )
    missing = Problem("years", "Enter an answer to “For how many years?”")
    assert read_all(BRANCHING, {"carer": ["yes"]}) == Outcome(
        {"carer": {"choice": "yes"}}, (missing,)
    )


def test_answers_gathered_a_page_at_a_time_are_checked_as_a_whole():
    assert check_answers(BRANCHING, {"carer": {"choice": "yes"}}).problems == (
        Problem("years", "Enter an answer to “For how many years?”"),
    )
    whole = form()
    assert check_answers(whole, ANSWERS) == Outcome(ANSWERS)
    assert read_all(whole, posted_again(whole, ANSWERS)) == Outcome(ANSWERS)


def test_a_constraint_may_look_at_answers_before_it():
    most = question("number", name="most", min=None, max=None)
    least = question(
        "number", name="least", min=None, max=None, constraint=". <= ${most}",
        constraint_message=words("The least cannot be more than the most"),
    )  # fmt: skip
    whole = form(most, least)
    assert check_form(whole) == []
    before = {"most": {"value": 5}}
    wrong = Reading(None, (Problem("least", "The least cannot be more than the most"),))
    assert read_one(whole, "least", {"least": ["6"]}, before) == wrong
    assert read_one(whole, "least", {"least": ["5"]}, before) == Reading({"value": 5})
    assert read_one(whole, "least", {}, before) == Reading()


def test_a_constraint_without_a_message_names_the_question():
    rising = question("before_now", constraint="${q.now} >= ${q.before}")
    assert read_all(form(rising), {"q.before": ["3"], "q.now": ["2"]}).problems == (
        Problem("q", "Check your answer to “How well do you understand co-production?”", "before"),
    )


def test_the_day_is_handed_in():
    past = question("date", constraint=". <= today()")
    data = {"q.day": ["2"], "q.month": ["3"], "q.year": ["2026"]}
    whole = form(past)
    assert read_all(whole, data, today=date(2026, 3, 2)).problems == ()
    assert read_all(whole, data, today=date(2026, 3, 1)).answers == {}


def test_an_unknown_question_is_a_key_error():
    with pytest.raises(KeyError):
        question_named(BRANCHING, "nobody")


def test_the_length_counts_reading_answering_and_going_on():
    # 4 words and 2 choices of 1 word at 3 words a second, 3 s to choose, 2 s to go on
    assert seconds(CARER) == 6 / 3 + 3 + 2
    # 2 words of introduction more
    assert minutes(form(CARER)) == pytest.approx((2 / 3 + 7) / 60)


def test_the_length_agrees_with_what_panels_measure():
    statement = question("agreement", label=words("The session was relevant to the work that I do"))
    assert 9 <= seconds(statement) <= 13  # Pew: about 10 for an ordinary question
    assert 55 <= seconds(question("long")) <= 75  # a comment takes about a minute


# skips --------------------------------------------------------------------------------------------


def skip(*pairs):
    return [{"if": condition, "to": to} for condition, to in pairs]


def short(name, **more):
    return question("short", name=name, label=words(name.title()), subject=None, **more)


SKIPPING = form(
    question(
        "one",
        name="carer",
        choices=YES_NO,
        other=None,
        skip=skip((". = 'no'", "last"), ("${carer} = 'yes'", "years")),
    ),
    short("unsure", skip=skip(("", ""))),
    question("number", name="years", required=True, min=None, max=None),
    short("more", required=True),
    short("last"),
)


def test_people_go_on_where_their_answer_leads():
    assert check_form(SKIPPING) == []
    assert asked(SKIPPING, {}) == ["carer", "unsure"]
    assert asked(SKIPPING, {"carer": {"choice": "no"}}) == ["carer", "last"]
    assert asked(SKIPPING, {"carer": {"choice": "yes"}}) == ["carer", "years", "more", "last"]


def test_what_is_skipped_is_not_required_and_not_sent():
    stale = {"carer": {"choice": "no"}, "years": {"value": 3}, "last": {"text": "Tea"}}
    kept = {"carer": {"choice": "no"}, "last": {"text": "Tea"}}
    assert check_answers(SKIPPING, stale) == Outcome(kept)
    missing = [one.name for one in read_all(SKIPPING, {"carer": ["yes"]}).problems]
    assert missing == ["years", "more"]


def test_a_skip_to_a_question_that_is_hidden_leads_to_the_one_after_it():
    hidden = form(
        short("first", skip=skip(("", "third"))),
        short("second"),
        short("third", relevant="${first} = 'x'"),
        short("fourth"),
    )
    assert asked(hidden, {}) == ["first", "fourth"]
    assert asked(hidden, {"first": {"text": "x"}}) == ["first", "third", "fourth"]


@pytest.mark.parametrize(
    ("found", "fault"),
    [
        (skip(("", "a")), "skip: “a” is not the name of a question after this one"),
        (skip(("", "b")), "skip: “b” is not the name of a question after this one"),
        (skip(("", "gone")), "skip: “gone” is not the name of a question after this one"),
        (skip(("${c} = 1", "c")), "skip: “c” is not the name of a question before this one"),
        (skip((". =", "c")), "skip: the expression ends too soon (at character 4)"),
        ([{"to": "c"}], "skip is not a list of an answer (if) and where to go on (to)"),
        ("c", "skip is not a list of an answer (if) and where to go on (to)"),
        (skip(*[("", "c")] * 21), "skip has more than 20 parts"),
    ],
)
def test_a_skip_leads_on_and_never_back(found, fault):
    assert faults(form(short("a"), short("b", skip=found), short("c"))) == [
        f"Question “b”: {fault}"
    ]


def test_a_skip_of_parts_names_the_part():
    grid = question("matrix", skip=skip((". = 'good'", "")))
    found = "skip: . has several parts here; there are ${q.room}, ${q.pace}"
    assert [one.text for one in check_form(form(grid))] == [found]


NAMES = ("a", "b", "c", "d", "e")
CONDITIONS = ("", ". = 'x'", "not(. = 'x')", ". != ''", "${a} = 'x'", "${a} != 'x' and . = 'y'")


@st.composite
def skipping_forms(draw):
    asked_for = []
    for at, name in enumerate(NAMES):
        later = st.sampled_from([*NAMES[at + 1 :], ""])
        pairs = draw(st.lists(st.tuples(st.sampled_from(CONDITIONS), later), max_size=2))
        hidden = draw(st.sampled_from([None, None, "${a} = 'x'", "${b} != 'y'"]))
        relevant = hidden if at > 1 else None
        asked_for.append(short(name, skip=skip(*pairs) or None, relevant=relevant))
    return form(*asked_for)


@settings(max_examples=300, deadline=None)
@given(
    asked_for=skipping_forms(),
    said=st.fixed_dictionaries({}, optional={n: st.sampled_from("xyz") for n in NAMES}),
)
def test_what_goes_out_as_a_rule_asks_the_same_people_the_same(asked_for, said):
    assert check_form(asked_for) == []
    rules = relevance(asked_for)
    plain = form(
        *(
            {key: value for key, value in one.items() if key != "skip"}
            | {"relevant": rules[one["name"]]}
            for one in asked_for["questions"]
        )
    )
    answers = {name: {"text": text} for name, text in said.items()}
    assert asked(plain, answers) == asked(asked_for, answers)


def test_skips_that_lead_over_each_other_all_the_way_still_go_out():
    names = [f"q{place}" for place in range(300)]
    ends = [*names[3:], "", "", ""]
    tangled = form(*(short(n, skip=skip(("", to))) for n, to in zip(names, ends, strict=True)))
    assert len(relevance(tangled)) == 300
