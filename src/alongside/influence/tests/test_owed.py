"""What somebody owes to people this week, on their start page."""

from datetime import timedelta

import pytest

from alongside.influence import actions
from alongside.influence.queries.owed import owed
from alongside.influence.tests import told


@pytest.fixture
def story(cast, now):
    return told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)


def test_what_i_owe_within_a_week_and_what_is_late(story, cast, now):
    day = now.date()
    actions.declare(
        project=story.project,
        question="All night?",
        open_to="fully",
        owner=cast.tom,
        due=day - timedelta(days=3),
        by=cast.tom,
        now=now,
    )
    theme = actions.make_theme(project=story.project, name="Tea", by=cast.tom, now=now)
    theme.owner, theme.answer_by = cast.tom, day
    theme.save(update_fields=["owner", "answer_by"])
    assert [(one.what, one.text, one.is_late) for one in owed(cast.tom, day)] == [
        ("decision", "All night?", True),
        ("theme", "Tea", False),
        ("promise", "Say what came of the first evening", False),
    ]
    assert [one.what for one in owed(cast.tom, day + timedelta(days=7))] == [
        "decision",
        "theme",
        "promise",
        "action",
    ]
    assert owed(cast.amira, day) == []


def test_what_is_kept_done_or_decided_is_not_owed(story, cast, now):
    day = now.date()
    actions.keep(promise=story.promise, kept_on=day, how="", now=now)
    actions.act(action=story.action, result="There is a sofa.", done_on=day, now=now)
    story.theme.owner, story.theme.answer_by = cast.tom, day
    story.theme.save(update_fields=["owner", "answer_by"])
    assert owed(cast.tom, day + timedelta(days=30)) == []


def test_it_costs_four_queries(story, cast, now, django_assert_num_queries):
    with django_assert_num_queries(4):
        owed(cast.tom, now.date())


def test_it_stands_on_the_start_page(story, cast, sign_in):
    page = sign_in(cast.tom).get("/o/sandbrook-council/").content.decode()
    assert f'href="/o/sandbrook-council/promises/{story.promise.pk}/"' in page
    assert "promised by 17 March 2026" in page


def test_the_page_of_a_project_has_what_is_promised_late_first(story, cast, now, sign_in):
    late = actions.promise(
        organisation=cast.here,
        project=story.project,
        kind="payment",
        text="Pay the bus",
        to_whom="Everybody",
        owner=cast.tom,
        due=now.date() - timedelta(days=1),
        by=cast.tom,
        now=now,
    )
    page = sign_in(cast.david).get(f"/o/sandbrook-council/projects/{story.project.pk}/")
    said = page.content.decode()
    assert said.index(f"/promises/{late.pk}/") < said.index(f"/promises/{story.promise.pk}/")
    assert "Late by 1 day" in said
