import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.methods.redaction import Kind, Span, find, merged, occurrences, pieces, redact
from alongside.methods.redaction.contacts import is_phone_number
from alongside.methods.redaction.numbers import is_nhs_number

from .redaction_comments import COMMENTS

PAGE = Path(__file__).parents[4] / "docs" / "methods" / "redaction.md"


def flagged(text, kind=None, **lists):
    return [
        text[span.start : span.end]
        for span in find(text, **lists)
        if kind is None or span.kind is kind
    ]


TRICKY = [
    # e-mail addresses
    (Kind.EMAIL, "to jo.o'neil+x@a.sandbrook.example.", ["jo.o'neil+x@a.sandbrook.example"]),
    (Kind.EMAIL, "jo (at) sandbrook [dot] example", ["jo (at) sandbrook [dot] example"]),
    (Kind.EMAIL, "we met @ 5 in the hall", []),
    # web addresses and handles
    (Kind.WEB, "https://a.example/b?c=1, www.d.eu", ["https://a.example/b?c=1", "www.d.eu"]),
    (Kind.WEB, "on annas-diary.co.uk/blog and @anna_b", ["annas-diary.co.uk/blog", "@anna_b"]),
    (Kind.WEB, "it is on gov.uk and www.nhs.uk", []),
    (Kind.WEB, "it ended.Me too, e.g.this, 3.5 of 5", []),
    # phone numbers
    (Kind.PHONE, "0121 496 0123 or (0121) 496 0123", ["0121 496 0123", "(0121) 496 0123"]),
    (Kind.PHONE, "07700 900 123, 07700900123", ["07700 900 123", "07700900123"]),
    (Kind.PHONE, "+44 7700 900123", ["+44 7700 900123"]),
    (Kind.PHONE, "+44 (0)7700-900-123", ["+44 (0)7700-900-123"]),
    (Kind.PHONE, "0044 7700 900123", ["0044 7700 900123"]),
    (Kind.PHONE, "from abroad +33 1 99 00 12 34", ["+33 1 99 00 12 34"]),
    (Kind.PHONE, "7700 900123 is my mobile", ["7700 900123"]),
    (Kind.PHONE, "ring 496 0123 or text 88 44 22", ["496 0123", "88 44 22"]),
    (Kind.PHONE, "call 999, 111 or 101", []),
    (Kind.PHONE, "I paid £0123456789 and 0.0123456789", []),
    (Kind.PHONE, "about 2,000 of 10,000 people in 2024 2025", []),
    # postcodes
    (Kind.POSTCODE, "B70 7AA, b70 7aa, B707AA", ["B70 7AA", "b70 7aa", "B707AA"]),
    (Kind.POSTCODE, "EC1A 1BB or M1 1AE", ["EC1A 1BB", "M1 1AE"]),
    (Kind.POSTCODE, "AA1 1AA and QZ9 9ZZ are in no area", []),
    (Kind.POSTCODE, "come off at M1 2nd exit, e1 1st", []),
    (Kind.POSTCODE, "B70 7CA has a letter no postcode ends in", []),
    (Kind.POSTCODE, "my postcode is WS10", ["WS10"]),
    (Kind.POSTCODE, "B70 is our patch, take the A41 or the M5", []),
    # NHS numbers: 943 476 5919 passes the check
    (Kind.NHS_NUMBER, "943 476 5919 or 9434765919", ["943 476 5919", "9434765919"]),
    (Kind.NHS_NUMBER, "943-476-5919", ["943-476-5919"]),
    (Kind.NHS_NUMBER, "943 476 5918 and 1234567890", []),
    (Kind.NHS_NUMBER, "NHS number: 943 476 5918", ["943 476 5918"]),
    (Kind.NHS_NUMBER, "£9434765919 or 9434765919.50", []),
    # National Insurance numbers
    (Kind.NI_NUMBER, "AB 12 34 56 C, ab123456c", ["AB 12 34 56 C", "ab123456c"]),
    (Kind.NI_NUMBER, "AB 12 34 56 E and room AB12", []),
    # dates
    (Kind.DATE, "on 3/4/2024, 03.04.24 or 2024-04-03", ["3/4/2024", "03.04.24", "2024-04-03"]),
    (Kind.DATE, "3rd of March, 3 March 2024", ["3rd of March", "3 March 2024"]),
    (Kind.DATE, "March 3rd, March 3, 2024", ["March 3rd", "March 3, 2024"]),
    (Kind.DATE, "on 10 MARCH, born in 1962", ["10 MARCH", "1962"]),
    (Kind.DATE, "on May 20. That was it", ["May 20"]),
    (Kind.DATE, "in May 20 people came, 24/7, version 3.2.1", []),
    (Kind.DATE, "section 1 may change, 2 march past, 32 May", []),
    (Kind.DATE, "10 Marching bands and 5 Junes", []),
    (Kind.DATE, "since 2011, in January, 1.5 hours, 9-5, 10/10", []),
    # where somebody lives
    (Kind.ADDRESS, "12 High Street, 14b, Park Lane", ["12 High Street", "14b, Park Lane"]),
    (Kind.ADDRESS, "3 St Mary's Rd. is near", ["3 St Mary's Rd."]),
    (Kind.ADDRESS, "flat 3, Flat 12b, apartment 4", ["flat 3", "Flat 12b", "apartment 4"]),
    (Kind.ADDRESS, "at 12 high street", ["12 high street"]),
    (Kind.ADDRESS, "2 minutes down the road, 3 busy road crossings", []),
    (Kind.ADDRESS, "flat bread, a flat tyre, £12 Park Road", []),
    (Kind.ADDRESS, "High Street in the 1960s", []),
    # posts
    (Kind.JOB, "the head of housing said", ["the head of housing"]),
    (Kind.JOB, "Director of Adult Social Care, and", ["Director of Adult Social Care"]),
    (Kind.JOB, "manager of the day centre was late", ["manager of the day centre"]),
    (Kind.JOB, "the Chief Executive, our headteacher", ["the Chief Executive", "our headteacher"]),
    (Kind.JOB, "ahead of time, the head of the queue, a full head of steam", []),
    (Kind.JOB, "my manager, managers, off the top of my head", []),
    # names
    (Kind.NAME, "Mr Da Silva, mrs patel, Dr. Ng", ["Mr Da Silva", "mrs patel", "Dr. Ng"]),
    (Kind.NAME, "Cllr O'Neil and Mr J. Smith", ["Cllr O'Neil", "Mr J. Smith"]),
    (Kind.NAME, "my name is bo and her name's Xi", ["bo", "Xi"]),
    (Kind.NAME, "a man called Zbigniew Kowalski", ["Zbigniew Kowalski"]),
    (Kind.NAME, "Sarah's idea, it was SARAH and J Smith", ["Sarah", "SARAH", "Smith"]),
    (Kind.NAME, "Sue made tea. We saw Will and Grace", ["Sue", "Will", "Grace"]),
    (Kind.NAME, "Will there be tea? Grace helps. Rose petals", []),
    (Kind.NAME, "Jaswinder's story. It's good. That's all", ["Jaswinder"]),
    (Kind.NAME, "I am Deaf, I'm British, on Monday in Housing", []),
    (Kind.NAME, "Great Session Thank You", []),
    (Kind.NAME, "I met Grace Mason there", ["Grace Mason"]),
    (Kind.NAME, "TOO LONG AND TOO COLD", []),
    (Kind.NAME, "Miss the bus and you miss the start", []),
    (Kind.NAME, "• Tea\n- Biscuits\n2. Chairs\n“Time” to talk", []),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "expected"), TRICKY, ids=[text for _, text, _ in TRICKY])
def test_what_is_and_what_only_looks_like_it(kind, text, expected):
    assert flagged(text, kind) == expected


def test_names_on_the_list_are_found_in_any_case_and_by_each_word_with_a_capital():
    names = ["Dorota Wiśniewska", "shaz", "Bob Best"]
    assert flagged("ask shaz. DOROTA WIŚNIEWSKA, dorota wiśniewska", names=names) == [
        "shaz",
        "DOROTA WIŚNIEWSKA",
        "dorota wiśniewska",
    ]
    assert flagged("Wiśniewska came", names=names) == ["Wiśniewska"]
    assert flagged("Best session, the best", names=names) == []
    assert flagged("we saw Best there and bob best too", names=names) == ["Best", "bob best"]
    assert flagged("Best was kind. Best's idea", names=names) == ["Best", "Best"]


def test_words_that_are_no_names_here_are_left_alone():
    text = "we met at Smethwick with Mencap"
    assert flagged(text) == ["Smethwick", "Mencap"]
    assert flagged(text, not_names=["smethwick", "MENCAP"]) == []
    text = "with Changing Our Lives, who are changing lives. We met Lives there"
    assert flagged(text, not_names=["Changing our lives"]) == ["Lives"]


def test_the_reason_is_given():
    [span] = find("ask Dr Khan")
    assert (span.kind, span.why) == (Kind.NAME, "“Dr” stands before it")


def test_on_sixty_invented_comments_32_of_36_are_found_and_33_of_40_flags_are_right():
    found, missed, right, wrong = [], [], [], []
    for comment in COMMENTS:
        text, marked = plain(comment)
        spans = find(text)
        for start, end in marked:
            covered = any(span.start <= start and end <= span.end for span in spans)
            (found if covered else missed).append(text[start:end])
        for span in spans:
            meant = any(start < span.end and span.start < end for start, end in marked)
            (right if meant else wrong).append(text[span.start : span.end])
    assert (len(COMMENTS), len(found), len(right), len(right) + len(wrong)) == (60, 32, 33, 40)
    assert missed == [
        "my twin brother who runs the chip shop on the estate",
        "jen",
        "Beacon Hill special school",
        "10th",
    ]
    assert wrong == [
        "Snakes",
        "Ladders",
        "Smethwick",
        "Arnstein",
        "Our service manager",
        "Advice",
        "Tipton",
    ]


def plain(comment):
    """Return a comment without its braces, and where they stood."""
    text, marked = "", []
    for part in re.split(r"({[^}]*})", comment):
        if part.startswith("{"):
            marked.append((len(text), len(text) + len(part) - 2))
            part = part[1:-1]
        text += part
    return text, marked


def test_the_page_says_what_is_done():
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", PAGE.read_text(), re.MULTILINE)
    table = rows[rows.index(("somebody wrote", "a reader sees")) + 1 :]
    assert [redact(wrote, find(wrote)) for wrote, _ in table] == [sees for _, sees in table]
    assert len(table) == 8


@pytest.mark.parametrize("digits", range(10_000_000, 10_000_050))
def test_of_nhs_numbers_that_differ_in_the_last_digit_at_most_one_is_right(digits):
    right = [last for last in range(10) if is_nhs_number(f"4{digits}{last}")]
    total = sum(int(d) * w for d, w in zip(f"4{digits}", range(10, 1, -1), strict=True))
    expected = (11 - total % 11) % 11
    assert right == ([] if expected == 10 else [expected])


def test_phone_numbers_need_all_their_digits():
    assert [is_phone_number(f"01{'2' * n}") for n in range(6, 11)] == [
        False,
        False,
        True,
        True,
        False,
    ]


words = st.text(
    st.sampled_from("aB1 0@.,'’-+£/:\n(QqMr") | st.characters(codec="utf-8"), max_size=80
)


@given(words, st.lists(st.text(max_size=12), max_size=3))
def test_any_text_is_flagged_in_order_and_within_itself(text, names):
    spans = find(text, names=names)
    assert spans == merged(spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert "".join(piece.text for piece in pieces(text, spans)) == text


@given(words)
def test_nothing_is_altered_but_what_was_chosen(text):
    assert redact(text, []) == text
    spans = find(text)
    shown = redact(text, spans)
    for piece in pieces(text, spans):
        part = f"[{piece.span.kind}]" if piece.span else piece.text
        assert shown.startswith(part)
        shown = shown.removeprefix(part)
    assert shown == ""


spans = st.builds(
    lambda start, size, kind: Span(start, start + size, kind, "why"),
    st.integers(0, 30),
    st.integers(1, 12),
    st.sampled_from(list(Kind)),
)


@given(st.lists(spans, max_size=8))
def test_merging_loses_no_flag_and_adds_none(some):
    covered = {at for span in some for at in range(span.start, span.end)}
    one = merged(some)
    assert {at for span in one for at in range(span.start, span.end)} == covered
    assert all(a.end <= b.start for a, b in pairwise(one))
    assert merged(one) == one
    assert {span.kind for span in one} <= {span.kind for span in some}


@given(st.lists(st.sampled_from(["fire", "Fire", "door", "a", "fired"]), max_size=8))
def test_words_somebody_chose_are_found_wherever_they_stand(some):
    text = " ".join(some)
    found = [text[span.start : span.end] for span in occurrences(text, "fire")]
    assert found == [word for word in some if word.lower() == "fire"]


def test_words_that_are_not_there_are_not_found():
    assert occurrences("a fireman", "fire") == occurrences("anything", "  ") == []


def test_a_span_must_be_a_stretch_of_this_text():
    with pytest.raises(ValueError, match="3 to 3 is not a stretch of text"):
        Span(3, 3, Kind.NAME, "")
    with pytest.raises(ValueError, match="the text has 2 characters, a span ends at 5"):
        redact("ab", [Span(0, 5, Kind.NAME, "")])


@pytest.mark.parametrize(
    "part", ["0 ", "a.", "A ", "1 A ", "a@", "12 Ab ", "head of ", "'s ", "(0"]
)
def test_a_long_text_takes_no_long_time(part):
    began = time.process_time()
    find(part * (20_000 // len(part)), names=[f"Name{n} Other{n}" for n in range(2_000)])
    assert time.process_time() - began < 3
