"""Plans and what came of them, as a part of a report."""

from datetime import date, timedelta

import pytest

from alongside.gatherings import actions as gatherings
from alongside.gatherings import pledge_outcomes
from alongside.gatherings.actions import Plan
from alongside.methods.documents.model import Bars, Figures, Heading, Paragraph
from alongside.reports import actions

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
TITLE = "People’s own plans, and what came of them"


@pytest.fixture
def programme(cast, now):
    return gatherings.add_programme(organisation=cast.here, name="In practice", now=now)


@pytest.fixture
def session(cast, programme, now):
    """Call it for a session some weeks ago whose people answered what came of their plan."""

    def do(weeks, *answers, start=0):
        starts = now - weeks * WEEK
        held = gatherings.plan(
            programme=programme,
            details=Plan(starts=starts, ends=starts + timedelta(hours=1), capacity=99),
            by=cast.amira,
            now=starts - WEEK,
        )
        for number, outcome in enumerate(answers, start):
            came = gatherings.walk_in(
                gathering=held, name=f"Person {number}", email=f"p{number}@example.org", now=starts
            )
            pledge = gatherings.pledge(
                gathering=held,
                membership=came.membership,
                will="write a secret plan",
                may_read=True,
                ask_again=True,
                now=held.ends,
            )
            gatherings.ask_about_pledge(pledge=pledge, now=starts + 8 * WEEK)
            if outcome:
                gatherings.answer_pledge(pledge=pledge, outcome=outcome, now=starts + 8 * WEEK)
        return held

    return do


@pytest.fixture
def make(programme, cast, now):
    def do(since=date(2025, 1, 1), until=date(2026, 3, 31)):
        return actions.make(programme=programme, since=since, until=until, now=now, by=cast.amira)

    return do


def part(report):
    """Return the blocks of the section on plans."""
    blocks = report.drawn().blocks
    start = blocks.index(Heading(TITLE))
    rest = [place for place, b in enumerate(blocks) if isinstance(b, Heading) and b.level == 2]
    end = next(place for place in rest if place > start)
    return blocks[start:end]


def chart(report, caption):
    found = (b for b in part(report) if isinstance(b, Bars) and b.caption.startswith(caption))
    bars = next(found, None)
    return bars and {bar.label: bar.value.value for bar in bars.bars}


def test_plans_and_what_came_of_them_are_counted(session, programme, make):
    held = session(20, *["kept"] * 8, *["partly"] * 6, *["not yet"] * 6)
    gatherings.group_pledges(programme=programme, names={}, places={}, new="Involve people")
    group = programme.pledge_groups.get()
    chosen = list(held.pledges.all()[:13])
    gatherings.group_pledges(
        programme=programme, names={}, places={pledge.pk: group.pk for pledge in chosen}
    )
    report = make()
    assert chart(report, "Did they do") == {"Kept": 8, "Partly": 6, "Not yet": 6}
    assert chart(report, "What the plans") == {"Involve people": 13, "In no group yet": 7}
    (asked,) = (
        dict(block.items)["were asked what came of it"].value
        for block in part(report)
        if isinstance(block, Figures) and len(block.items) > 1
    )
    assert asked == 20


def test_nobodys_plan_is_in_the_report(session, make):
    session(20, *["kept"] * 8)
    assert "secret plan" not in str(make().document)


def test_without_plans_there_is_no_section(session, make):
    session(20)
    assert Heading(TITLE) not in make().drawn().blocks


def test_too_few_are_said_in_words(session, make):
    session(20, "kept", "kept")
    assert "Fewer than 5 people made a plan. Nothing of it is shown." in [
        block.text for block in part(make()) if isinstance(block, Paragraph)
    ]


def test_the_fingerprint_tells_another_answer(session, make):
    held = session(20, *["kept"] * 7, "")
    first = make().fingerprint
    gatherings.answer_pledge(
        pledge=held.pledges.get(outcome=""), outcome="kept", now=held.ends + 9 * WEEK
    )
    assert make().fingerprint != first


def test_a_session_that_can_still_be_answered_is_not_counted(session, make):
    session(10, *["kept"] * 8)
    assert chart(make(), "Did they do") is None


def test_periods_that_differ_by_a_few_people_are_not_shown_beside_each_other(session, make):
    """A period without three people is withheld when all time was shown."""
    session(40, "kept", "partly", "not yet", start=50)
    late = session(20, *["kept"] * 10, *["partly"] * 10)
    assert chart(make(), "Did they do") is not None
    hidden = chart(make(since=late.starts.date()), "Did they do")
    assert hidden is None


def test_a_report_made_later_shows_what_was_shown_where_more_would_tell(
    session, make, programme, now
):
    early = session(40, *["kept"] * 10, *["partly"] * 10)
    shown = chart(make(until=early.starts.date()), "Did they do")
    session(20, "kept", "partly", "not yet", start=50)
    assert chart(make(), "Did they do") == shown
    assert programme.outcomes_shown.count() == 1


def test_what_a_report_showed_holds_the_page_back(session, make, programme, now):
    session(20, "kept", "partly", "not yet", start=50)
    late = session(19, *["kept"] * 10, *["partly"] * 10)
    make(since=late.starts.date())
    gatherings.settle_outcomes(programme=programme, now=now)
    assert pledge_outcomes.on_the_page(programme) == pledge_outcomes.NOTHING_YET


def test_periods_that_differ_by_many_are(session, make):
    session(40, *["kept"] * 9, *["partly"] * 9, start=50)
    late = session(20, *["kept"] * 10, *["partly"] * 10)
    make()
    assert chart(make(since=late.starts.date()), "Did they do") == {
        "Kept": 10,
        "Partly": 10,
        "Not yet": 0,
    }
