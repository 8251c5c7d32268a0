"""Two reports of the same answers: nothing can be worked out from both that neither shows."""

from datetime import date, timedelta

import pytest

from alongside.asks.models import Response
from alongside.methods.documents.model import Bars, Heading, Paragraph, Table
from alongside.reports.memory import BESIDE
from alongside.reports.tests.test_make import SINCE, UNTIL, make, programme, session, version

__all__ = ["make", "programme", "session", "version"]

SUPPORT = Heading("Do you know where to go for support and guidance with co-production?", 3)
NOT_SHOWN = f"Not shown. {BESIDE}"


def after(report, heading):
    """Return the blocks of one question."""
    blocks = report.drawn().blocks
    start = next(
        at for at, block in enumerate(blocks)
        if isinstance(block, Heading) and block.text.startswith(heading.text[:30])
    )  # fmt: skip
    rest = blocks[start + 1 :]
    end = next((at for at, block in enumerate(rest) if isinstance(block, Heading)), len(rest))
    return rest[:end]


def counts(report, heading=SUPPORT):
    bars = next((b for b in after(report, heading) if isinstance(b, Bars)), None)
    return bars and {bar.label: bar.value.value for bar in bars.bars}


def says(report, words, heading=SUPPORT):
    return any(isinstance(b, Paragraph) and words in b.text for b in after(report, heading))


def knows(yes):
    """The first `yes` people know where to go, the others do not."""
    return lambda number: {
        "support": {"choice": "yes" if number < yes else "no"},
        "understanding": {"before": 1 + number % 2, "now": 4},
    }


def test_one_more_small_session_is_not_told_apart(session, version, make):
    form = version()
    session(40, 14, form, answer=knows(8))
    first = make()
    assert counts(first) == {"Yes": 8, "No": 6, "Not sure": 0}
    session(10, 3, form, answer=knows(2))
    second = make()
    assert counts(second) is None
    assert says(second, NOT_SHOWN)
    assert says(second, NOT_SHOWN, Heading("How well do you understand"))


def test_a_large_session_of_which_one_person_said_no_is_not_told_apart(session, version, make):
    form = version()
    session(40, 14, form, answer=knows(8))
    make()
    session(10, 9, form, answer=knows(8))
    assert says(make(), NOT_SHOWN)


def test_a_session_that_is_large_enough_comes_in(session, version, make):
    form = version()
    session(40, 14, form, answer=knows(8))
    make()
    session(10, 13, form, answer=knows(7))
    assert counts(make()) == {"Yes": 15, "No": 12, "Not sure": 0}


def test_the_same_report_again_is_the_same(session, version, make):
    session(40, 14, version(), answer=knows(11))
    first, second = make(), make()
    assert first.drawn().blocks == second.drawn().blocks
    assert not says(second, NOT_SHOWN)


def test_by_rounds_and_then_together_shows_the_same_numbers_of_the_whole(session, version, make):
    form = version()
    session(40, 14, form, "First round", answer=knows(8))
    session(10, 12, form, "Second round", answer=knows(10))
    first, second = make(), make(compare="nothing")
    assert counts(first) == counts(second)
    assert not says(second, NOT_SHOWN)


def test_together_and_then_by_rounds_leaves_the_whole_as_it_was(session, version, make):
    """Whoever has both reports must not find the two people of the second round who said no."""
    form = version()
    session(40, 14, form, "First round", answer=knows(8))
    session(10, 12, form, "Second round", answer=knows(10))
    whole = make(compare="nothing")
    assert counts(whole) == {"Yes": 18, "No": 8, "Not sure": 0}
    by_round = make()
    assert counts(by_round) == counts(whole)
    table = next(b for b in after(by_round, SUPPORT) if isinstance(b, Table))
    assert [str(row[1]) for row in table.rows] == ["not shown", "not shown"]


def test_overlapping_periods_are_weighed_against_each_other(session, version, make, programme, now):
    form = version()
    for days, people in ((60, 9), (40, 9), (20, 9)):
        session(days, people, form, answer=knows(5 if days != 40 else 8))
    first_two = {"since": SINCE, "until": (now - timedelta(days=30)).date()}
    assert says(make(**first_two), "") or counts(make(**first_two))
    last_two = {"since": (now - timedelta(days=50)).date(), "until": UNTIL}
    make(**last_two)
    everything = make()
    # All three without the last two leaves the first session; without the first two the last.
    assert counts(everything) is None


def test_an_evaluation_that_is_still_open_is_not_counted_and_that_is_said(
    session, version, make, programme, cast, now
):
    from alongside.asks import actions as asks
    from alongside.gatherings import actions as gatherings
    from alongside.gatherings.actions import Plan

    form = version()
    session(40, 14, form, answer=knows(8))
    starts = now - timedelta(days=1)
    plan = Plan(starts=starts, ends=starts + timedelta(hours=1), capacity=20)
    held = gatherings.plan(
        programme=programme, details=plan, by=cast.amira, now=starts - timedelta(days=9)
    )
    wave = gatherings.ask_for_evaluation(
        gathering=held, version=form, closes=now + timedelta(days=7)
    )
    for number in range(12):
        asks.answer(wave=wave, answers=knows(6)(number), client=f"{number}", now=held.ends)
    asks.seal(wave=wave)
    report = make()
    assert counts(report) == {"Yes": 8, "No": 6, "Not sure": 0}
    assert any(
        isinstance(b, Paragraph) and b.text.startswith("One evaluation is still open")
        for b in report.drawn().blocks
    )


AREA = {
    "type": "one",
    "name": "area",
    "label": {"en": "Which service area do you work in?"},
    "choices": [
        {"name": "adults", "label": {"en": "Adults"}},
        {"name": "children", "label": {"en": "Children"}},
        {"name": "housing", "label": {"en": "Housing"}},
    ],
}


@pytest.fixture
def with_area(cast, now):
    from alongside.asks import actions as asks
    from alongside.asks.starters import starter

    draft = starter("session_evaluation")
    draft["questions"] = [*draft["questions"], AREA]
    form = asks.make_form(organisation=cast.here, title="With area", draft=draft, now=now)
    return asks.publish(form=form, now=now)


def from_areas(areas, yes):
    """Answers of people from these areas in turn, of whom those numbered in `yes` know."""
    return lambda number: {
        "support": {"choice": "yes" if number in yes else "no"},
        "area": {"choice": areas[number % len(areas)]},
    }


def test_answers_split_by_service_area(session, with_area, make):
    two = ("adults", "children")
    session(40, 40, with_area, answer=from_areas(two, range(22)))
    report = make(split="area")
    table = next(b for b in after(report, SUPPORT) if isinstance(b, Table))
    assert table.caption == "Split by “Which service area do you work in?”"
    rows = {row[0]: [getattr(cell, "value", cell) for cell in row[1:]] for row in table.rows}
    assert rows["Yes"][:2] == [11, 11]
    assert report.split == "area"


def test_a_split_of_small_areas_is_refused_in_words(session, with_area, make):
    session(40, 12, with_area, answer=from_areas(("adults", "children", "housing"), range(6)))
    report = make(split="area")
    assert not any(isinstance(b, Table) for b in after(report, SUPPORT))
    assert says(report, "Not split by “Which service area do you work in?”")


def test_a_question_nobody_was_asked_splits_nothing(session, version, make):
    session(40, 14, version(), answer=knows(8))
    assert counts(make(split="area")) == {"Yes": 8, "No": 6, "Not sure": 0}


def test_the_page_offers_the_questions_to_split_by(session, with_area, cast, sign_in):
    session(40, 14, with_area, answer=from_areas(("adults", "children"), range(6)))
    amira = sign_in(cast.amira)
    page = amira.get(f"/o/{cast.here.slug}/reports/make/").content.decode()
    assert "Which service area do you work in?" in page
    since = date(2026, 1, 1)
    answer = amira.post(
        f"/o/{cast.here.slug}/reports/make/",
        {"programme": cast.here.programmes.get().pk, "since": since, "until": UNTIL,
         "compare": "cohort", "split": "no-such"},
    )  # fmt: skip
    assert "Choose one of the questions" in answer.content.decode()


def test_an_answer_that_was_taken_back_is_not_the_difference_of_two_reports(session, version, make):
    """A named evaluation: whoever knows who took an answer back must not find it in this way."""
    session(40, 14, version(), answer=knows(8))
    assert counts(make()) == {"Yes": 8, "No": 6, "Not sure": 0}
    Response.objects.filter(answers__support__choice="no").first().delete()
    second = make()
    assert counts(second) is None
    assert says(second, NOT_SHOWN)
    assert says(second, NOT_SHOWN, Heading("How well do you understand"))


def test_an_answer_taken_back_does_not_stop_a_report_of_other_sessions(session, version, make, now):
    form = version()
    session(40, 14, form, answer=knows(8))
    make()
    Response.objects.first().delete()
    session(10, 14, form, answer=knows(8))
    later = make(since=(now - timedelta(days=20)).date(), until=UNTIL)
    assert counts(later) == {"Yes": 8, "No": 6, "Not sure": 0}
