"""Expressions: what they come to, what blanks do, and what is said of those that are broken."""

import math
import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.methods.questions.expressions import ExpressionError, Surroundings, parse
from alongside.methods.questions.patterns import PatternError, check_pattern, fits

ANSWERS: dict[tuple[str, str], str | float] = {
    ("age", ""): 17.0,
    ("half", ""): 2.5,
    ("role", ""): "carer",
    ("needs", ""): "respite help",
    ("start", ""): "2026-03-01",
    ("skill", "before"): 2.0,
    ("skill", "now"): 4.0,
}
AROUND = Surroundings(
    lambda name, part: ANSWERS.get((name, part), ""), own="B70 1AA", today=date(2026, 3, 2)
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7.0),
        ("(1 + 2) * 3", 9.0),
        ("7 div 2", 3.5),
        ("7 mod 3", 1.0),
        ("-7 mod 3", -1.0),
        ("1 - - 1", 2.0),
        ("5 div 0", math.inf),
        ("${age} + 1", 18.0),
        ("${age} = 17", True),
        ("${age} = '17'", True),
        ("${half} = 2.5", True),
        ("${role} = 'carer'", True),
        ('${role} = "nurse"', False),
        ("${role} != 'nurse' and ${age} < 18", True),
        ("${role} = 'nurse' or ${age} >= 18 or ${age} <= 17", True),
        ("${role} = 'nurse' or ${role} = 'carer' and ${age} > 20", False),
        ("not(${role} = 'carer')", False),
        ("${skill.now} > ${skill.before}", True),
        ("selected(${needs}, 'help')", True),
        ("selected(${needs}, 'hel')", False),
        ("count-selected(${needs})", 2.0),
        ("string-length(.)", 7.0),
        (". = 'B70 1AA'", True),
        ("regex(., '^[A-Z]{1,2}[0-9]{1,2} [0-9][A-Z]{2}$')", True),
        ("regex(., '[A-Z]')", False),
        ("contains(., '70') and starts-with(., 'B')", True),
        ("${start} < today()", True),
        ("today() - ${start}", 1.0),
        ("round(2.5) + number('3')", 6.0),
        ("coalesce(${nobody}, ${role})", "carer"),
        ("true() != false()", True),
    ],
)
def test_an_expression_comes_to(text, value):
    assert parse(text).value(AROUND) == value


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("${blank} < 3", False),
        ("${blank} >= 3", False),
        ("not(${blank} < 3)", True),
        ("${blank} != 3", True),
        ("${blank} = 3", False),
        ("${blank} + 1 = 1", False),
        ("${blank} + 1 > 0 or ${blank} + 1 <= 0", False),
        ("${blank} = ''", True),
        ("${blank} != 'yes'", True),
        ("${blank} = ${nobody}", True),
        ("selected(${blank}, 'a')", False),
        ("selected(${blank}, '')", False),
        ("count-selected(${blank}) = 0", True),
        ("string-length(${blank}) = 0", True),
        ("${blank}", False),
        ("${role}", True),
        ("0 div 0", False),
        ("'false'", True),
    ],
)
def test_a_blank_is_empty_text_and_no_number(text, holds):
    assert parse(text).holds(AROUND) is holds


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "the expression ends too soon (at character 1)"),
        ("${age} <", "the expression ends too soon (at character 9)"),
        ("(${age} < 3", "a ( has no ) after it (at character 12)"),
        ("1 2", "“2” is not expected here (at character 3)"),
        ("${age} == 1", "“=” is not expected here (at character 9)"),
        ("${role} = ‘carer’", "use straight quotes: ' (at character 11)"),
        ("${role} = 'carer", "the text has no closing quote (at character 11)"),
        ("${a} && ${b}", "use the word and (at character 6)"),
        ("${a} || ${b}", "use the word or (at character 6)"),
        ("4 / 2", "use the word div to divide (at character 3)"),
        ("$age > 3", "a question is written ${name} (at character 1)"),
        ("not ${a}", "not needs its brackets: not( ) (at character 5)"),
        ("selected(${a})", "selected() takes 2 values (at character 1)"),
        ("regex(., ${a})", "the pattern of regex() stands in quotes (at character 1)"),
        ("regex(., '(')", "the pattern of regex(): a ( has no ) after it (at character 1)"),
        ("1 > #", "“#” is not understood (at character 5)"),
        (
            "(" * 41 + "1" + ")" * 41,
            "there are too many brackets inside brackets (at character 42)",
        ),
        ("-" * 100 + "1", "there are too many brackets inside brackets (at character 41)"),
        ("1" + "+1" * 300, "the expression has too many parts (at character 402)"),
        ("1 " * 1001, "the expression is longer than 2000 characters (at character 2001)"),
    ],
)
def test_a_broken_expression_says_what_and_where(text, why):
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert str(caught.value) == why


def test_an_unknown_function_names_those_there_are():
    with pytest.raises(ExpressionError, match=r"^“pulldata” is not known; there are not, true, "):
        parse("pulldata('x')")


def test_the_longest_expression_that_is_taken_can_be_worked_out():
    assert parse("1" + "+1" * 200).value(AROUND) == 201.0
    assert parse("(" * 40 + "1" + ")" * 40).value(AROUND) == 1.0


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="${}ab.1 '\"()+-*<>=!,andornt[]\\", max_size=25))
def test_any_text_is_read_or_refused_in_words(text):
    refusal = " (at character 1)"
    try:
        parse(text).holds(AROUND)
    except ExpressionError as error:
        refusal = str(error)
    assert re.search(r" \(at character \d+\)$", refusal)


PIECES = [
    "a",
    "b",
    ".",
    "(",
    "(?:",
    ")",
    "|",
    "*",
    "+",
    "?",
    "{2}",
    "{1,2}",
    "{2,}",
    "[ab]",
    "[^a]",
    r"\d",
    r"\w",
    "1",
]


@settings(max_examples=200, deadline=None)
@given(
    pieces=st.lists(st.sampled_from(PIECES), max_size=7),
    texts=st.lists(st.text(alphabet="ab1", max_size=6), max_size=5),
)
def test_patterns_fit_what_python_says_they_fit(pieces, texts):
    pattern = "".join(pieces)
    try:
        check_pattern(pattern)
    except PatternError:
        return
    meant = re.compile(pattern)
    assert [fits(pattern, text) for text in texts] == [
        bool(meant.fullmatch(text)) for text in texts
    ]


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|aa)+b", r"\w*\w*\w*\w*\w*x"])
def test_no_pattern_can_hang_a_page(pattern):
    began = time.perf_counter()
    assert fits(pattern, "a" * 2_000) is False
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("a)", "there is a ) with no ( before it"),
        ("*a", "there is nothing to repeat before *"),
        ("a{5,2}", "a count goes from low to high, 200 at most"),
        ("a{900}", "a count goes from low to high, 200 at most"),
        ("a{x}", "a { needs numbers and a }, like {2,5}"),
        ("((a{200}){200}){200}", "the pattern is too long"),
        ("(?=a)", "a group cannot begin with ?"),
        (r"(a)\1", r"\1 is not understood"),
        ("[z-a]", "[z-a] is not understood"),
        ("[ab", "a [ has no ] after it"),
        ("a^b", "^ can only stand at the start"),
        ("a$b", "$ can only stand at the end"),
    ],
)
def test_a_pattern_that_cannot_be_used_says_why(pattern, why):
    with pytest.raises(PatternError) as caught:
        check_pattern(pattern)
    assert str(caught.value) == why
