"""What somebody owes to people this week, on their start page."""

from datetime import timedelta

import pytest

from alongside.influence import actions
from alongside.influence.queries import owing
from alongside.influence.queries.owing import owed_by
from alongside.influence.tests import told
from alongside.projects.models import Project


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
    assert [(one.words, one.due < day) for one in owed_by(cast.tom, day)] == [
        ("To decide: All night?", True),
        ("To say what was decided about “Tea”", False),
        ("Promised: Say what came of the first evening", False),
    ]
    later = owed_by(cast.tom, day + timedelta(days=7))
    assert [one.about.partition(":")[0] for one in later] == [
        "decide",
        "theme",
        "promise",
        "action",
    ]
    assert owed_by(cast.amira, day) == []


def test_the_letter_counts_the_same_from_the_next_day_on(story, cast, now):
    for days in (1, 8, 40):
        moment = now + timedelta(days=days)
        assert owing.owed(moment).get(cast.tom, []) == owed_by(cast.tom, moment.date())


def test_what_is_about_one_person_is_said_on_the_page_and_in_no_letter(story, cast, now):
    Project.objects.update(level="individual", published=None)
    (one,) = owed_by(cast.tom, now.date())
    assert one.words == "Promised: Say what came of the first evening"
    assert one.in_letter == owing.PRIVATE


def test_what_is_kept_done_or_decided_is_not_owed(story, cast, now):
    day = now.date()
    actions.keep(promise=story.promise, kept_on=day, how="", now=now)
    actions.act(action=story.action, result="There is a sofa.", done_on=day, now=now)
    story.theme.owner, story.theme.answer_by = cast.tom, day
    story.theme.save(update_fields=["owner", "answer_by"])
    assert owed_by(cast.tom, day + timedelta(days=30)) == []


def test_it_costs_a_query_for_each_kind(story, cast, now, django_assert_num_queries):
    with django_assert_num_queries(8):
        owed_by(cast.tom, now.date())


def test_it_stands_on_the_start_page(story, cast, sign_in):
    page = sign_in(cast.tom).get("/o/sandbrook-council/").content.decode()
    assert f'href="/o/sandbrook-council/promises/{story.promise.pk}/"' in page
    assert "Promised: Say what came of the first evening</a>, by 17 March 2026" in page


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
