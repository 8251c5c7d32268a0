"""A person looks again at what somebody disagrees with, in a project and over all of them."""

import html
from datetime import timedelta

import pytest

from alongside.influence import actions
from alongside.influence.actions.deciding import Decided
from alongside.influence.models import Review, Told
from alongside.influence.tests import told
from alongside.projects import actions as projects


@pytest.fixture
def story(cast, now):
    return told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)


@pytest.fixture
def review(story, now):
    actions.countersign(
        contribution=story.contribution,
        meant={},
        acted={story.decision: "no"},
        words="There is no sofa",
        now=now,
    )
    return Review.objects.get()


@pytest.fixture
def at(story):
    return f"/o/sandbrook-council/projects/{story.project.pk}/"


def words(answer):
    return " ".join(html.unescape(answer.content.decode()).split())


def test_open_ones_are_listed_by_their_day_and_late_is_said(sign_in, cast, at, review, clock, now):
    for where in (f"{at}reviews/", "/o/sandbrook-council/disputes/"):
        assert "Due 24 March 2026" in words(sign_in(cast.david).get(where))
    clock(now + timedelta(days=15))
    assert "Late: due 24 March 2026" in words(sign_in(cast.tom).get(f"{at}reviews/"))


def test_who_runs_it_reads_what_is_wrong_and_closes_it(sign_in, cast, at, story, review, client):
    where = f"{at}reviews/{review.pk}/"
    page = words(sign_in(cast.tom).get(where))
    assert "There is no sofa" in page
    assert "I want to sit on a sofa" in page
    done = sign_in(cast.tom).post(where, {"about": "policy", "result": "We buy one."})
    assert done.headers["Location"] == f"{at}reviews/"
    assert "A policy. We buy one." in words(client.get(f"/said/{story.code}/"))


def test_who_takes_their_words_back_disputes_nothing_any_more(
    sign_in, cast, at, story, review, now
):
    actions.countersign(
        contribution=story.contribution, meant={story.theme: "no"}, acted={}, now=now
    )
    client = sign_in(cast.tom)
    assert "Disputed" in words(client.get(f"{at}themes/"))
    actions.take_back(contribution=story.contribution, now=now)
    assert {one.closed for one in Review.objects.all()} == {now.date()}
    assert "took their words back" in words(client.get(f"{at}reviews/{review.pk}/"))
    assert "Disputed" not in words(client.get(f"{at}themes/"))


def test_it_goes_to_somebody_who_can_close_it(cast, story, now):
    decision = actions.declare(
        project=story.project,
        question="Where?",
        open_to="fully",
        owner=cast.dot,
        by=cast.tom,
        now=now,
    )
    actions.link_theme(decision=decision, theme=story.theme)
    what = Decided(
        outcome="yes",
        decided="Next to the station.",
        why="Buses stop there.",
        decider="The team",
        decided_on=now.date(),
        themes={story.theme: "It is warm there."},
    )
    actions.decide(decision=decision, what=what, by=cast.tom, now=now)
    actions.countersign(contribution=story.contribution, meant={}, acted={decision: "no"}, now=now)
    assert Review.objects.get().owner == cast.tom


def test_others_do_not_read_what_is_wrong_nor_whose_words_and_do_not_close_it(
    sign_in, cast, at, review
):
    where = f"{at}reviews/{review.pk}/"
    page = words(sign_in(cast.priya).get(where))
    assert "Only the people who run the project see who disagrees" in page
    assert "I want to sit on a sofa" not in page
    assert "Only the people who run the project read this." in page
    assert "There is no sofa" not in page
    refused = sign_in(cast.priya).post(where, {"about": "policy", "result": "No."})
    assert refused.status_code == 403
    assert Review.objects.get().closed is None


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({}, "Choose what it led you to look at"),
        ({"about": "policy"}, "Enter what you found and what you do"),
        ({"about": "policy", "result": "so " * 30}, "up to 25 words are easy to read"),
    ],
)
def test_it_is_not_closed_without_what_came_of_it(sign_in, cast, at, review, sent, problem):
    assert problem in words(sign_in(cast.tom).post(f"{at}reviews/{review.pk}/", sent))
    assert Review.objects.get().closed is None


def test_it_is_closed_once(cast, review, now):
    actions.close_review(review=review, about="policy", result="One.", by=cast.tom, now=now)
    with pytest.raises(actions.NotPossible, match="closed already"):
        actions.close_review(review=review, about="policy", result="Two.", by=cast.tom, now=now)


def test_the_list_costs_as_many_queries_for_many(
    sign_in, cast, at, story, review, now, django_assert_max_num_queries
):
    client = sign_in(cast.tom)
    with django_assert_max_num_queries(30) as one:
        client.get(f"{at}reviews/")
    for number in range(3):
        more = actions.write_down(
            project=story.project,
            kind="words",
            text=f"And {number}",
            said_on=now.date(),
            quoting="no",
            by=cast.tom,
            now=now,
        )
        actions.place(theme=story.theme, contributions=[more], by=cast.tom, now=now)
        actions.countersign(contribution=more, meant={story.theme: "no"}, acted={}, now=now)
    with django_assert_max_num_queries(30) as many:
        client.get(f"{at}reviews/")
    assert len(many) == len(one)


def test_staff_note_that_they_told_somebody_in_person(sign_in, cast, at, story, now):
    where = f"{at}said/{story.contribution.pk}/told/"
    assert where in words(sign_in(cast.tom).get(f"{at}said/{story.contribution.pk}/"))
    assert "It will" not in words(sign_in(cast.tom).get(where))
    sign_in(cast.tom).post(where, {"day": "2026-03-09"})
    assert [(one.decision, one.how) for one in Told.objects.all()] == [
        (story.decision, "in person")
    ]
    late = sign_in(cast.tom).post(where, {"day": "2026-03-11"})
    assert "Choose a day that is not still to come" in words(late)


def test_everybody_reads_that_somebody_disagrees_and_not_how_many(client, story, review, cast, now):
    projects.publish(project=story.project, now=now)
    page = words(client.get(f"/p/{story.project.code}/"))
    says = "Somebody who said this disagrees. We look at it again by 24 March 2026."
    assert says in page
    assert "There is no sofa" not in page
    actions.close_review(review=review, about="process", result="Yes.", by=cast.tom, now=now)
    assert says not in words(client.get(f"/p/{story.project.code}/"))


def test_the_project_says_that_something_is_disputed(sign_in, cast, at, review):
    page = words(sign_in(cast.tom).get(at))
    assert "Somebody who said this disagrees." in page
    assert f"{at}reviews/" in page


def test_a_decision_says_on_every_page_that_it_is_disputed(sign_in, cast, at, story, review, now):
    pages = [
        f"{at}decisions/",
        f"{at}decisions/{story.decision.pk}/",
        f"{at}themes/{story.theme.pk}/",
        f"{at}said/{story.contribution.pk}/",
    ]
    client = sign_in(cast.priya)
    chip = '<span class="chip late">Disputed</span>'
    assert [page for page in pages if chip not in words(client.get(page))] == []
    actions.close_review(review=review, about="process", result="Yes.", by=cast.tom, now=now)
    assert chip not in words(client.get(f"{at}decisions/"))


def test_a_theme_that_is_not_what_was_meant_says_so_in_the_chain(sign_in, cast, at, story, now):
    chip = '<span class="chip late">Disputed</span></p></li>'
    client = sign_in(cast.priya)
    assert chip not in words(client.get(at))
    actions.countersign(
        contribution=story.contribution, meant={story.theme: "no"}, acted={}, now=now
    )
    assert chip in words(client.get(at))


def test_beside_words_of_one_person_only_who_runs_it_reads_that_they_disagree(
    sign_in, cast, at, story, now
):
    decision = actions.declare(
        project=story.project, question="Where?", open_to="fully", by=cast.tom, now=now
    )
    actions.link_words(decision=decision, contribution=story.contribution)
    what = Decided(
        outcome="yes",
        decided="Next to the station.",
        why="Buses stop there.",
        decider="The team",
        decided_on=now.date(),
        contributions={story.contribution: "It is warm there."},
    )
    actions.decide(decision=decision, what=what, by=cast.tom, now=now)
    actions.countersign(contribution=story.contribution, meant={}, acted={decision: "no"}, now=now)
    where, whose = f"{at}decisions/{decision.pk}/", "says that we did not act on it"
    assert whose in words(sign_in(cast.tom).get(where))
    page = words(sign_in(cast.priya).get(where))
    assert whose not in page
    assert "Disputed" in page


def test_all_reviews_are_found_from_the_list_of_projects(sign_in, cast):
    page = words(sign_in(cast.priya).get("/o/sandbrook-council/projects/"))
    assert 'href="/o/sandbrook-council/disputes/"' in page
