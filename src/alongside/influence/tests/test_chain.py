"""From somebody's words to a theme, a decision and an action, and back by their code."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from alongside.influence import actions, queries
from alongside.influence.actions.deciding import Decided
from alongside.influence.models import Contribution, Decision
from alongside.influence.tests import told
from alongside.insight.models import Theme


@pytest.fixture
def story(cast, now):
    return told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)


def test_the_code_leads_from_the_words_to_what_was_decided(story):
    found = queries.by_code(story.code)
    assert found == story.contribution
    assert list(queries.decided_of(found)) == [story.decision]
    found.refresh_from_db()
    assert (found.answered, found.waited) == (story.meeting.day, 14)


def test_of_the_code_only_its_hash_is_kept(story):
    assert story.code not in str(list(Contribution.objects.values()))


def test_a_new_code_ends_the_one_before(story):
    code = actions.give_receipt(contribution=story.contribution)
    assert (queries.by_code(code), queries.by_code(story.code)) == (story.contribution, None)


def test_what_is_put_into_a_decided_theme_later_is_answered_too(story, cast, now):
    late = actions.write_down(
        project=story.project,
        kind=Contribution.Kind.WORDS,
        text="And a lamp.",
        said_on=now.date(),
        quoting=Contribution.Quoting.NO,
        by=cast.tom,
        now=now,
    )
    actions.place(theme=story.theme, contributions=[late], by=cast.tom, now=now)
    late.refresh_from_db()
    assert (late.answered, late.waited) == (story.meeting.day, 0)


def undecided(story, cast, now):
    return actions.declare(
        project=story.project,
        question="Should it open all night?",
        open_to=Decision.OpenTo.FULLY,
        by=cast.tom,
        now=now,
    )


NO = {
    "outcome": Decision.Outcome.NO,
    "decided": "It will not open all night.",
    "why": "There are not enough staff to be safe after 1am.",
    "decider": "The team",
}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({}, "Choose the type of reason why not."),
        ({"reason": "because"}, "Choose the type of reason why not."),
        ({"reason": "safety", "why": " "}, "Enter why, in plain words: people read this."),
        (
            {"reason": "conflicts with another view"},
            "Choose the view that it conflicts with.",
        ),
        ({"reason": "safety", "decider": ""}, "Enter who decided."),
    ],
)
def test_a_no_without_its_reason_is_refused(story, cast, now, changes, problem):
    what = Decided(**NO | {"decided_on": now.date()} | changes)
    with pytest.raises(actions.NotPossible) as refused:
        actions.decide(decision=undecided(story, cast, now), what=what, by=cast.tom, now=now)
    assert str(refused.value) == problem
    assert not Decision.objects.filter(outcome="no").exists()


def test_the_database_keeps_no_no_without_a_reason_either(story, now):
    refused = pytest.raises(IntegrityError, match="decision_no_has_a_type_of_reason")
    with refused, transaction.atomic():
        Decision.objects.filter(pk=story.decision.pk).update(outcome="no")


def test_a_no_of_a_week_ago_is_one(story, cast, now):
    day = now.date() - timedelta(days=7)
    what = Decided(**NO, reason="safety", decided_on=day, themes={story.theme: "Heard."})
    decision = actions.decide(decision=undecided(story, cast, now), what=what, by=cast.tom, now=now)
    assert [strand.decision for strand in queries.strands([story.theme])] == [decision]


def test_what_is_decided_anew_takes_the_place_of_what_was_decided(story, cast, now):
    anew = actions.declare(
        project=story.project,
        question="And now?",
        open_to=Decision.OpenTo.FULLY,
        replaces=story.decision,
        by=cast.tom,
        now=now,
    )
    assert list(queries.decided(story.theme)) == [story.decision]
    what = Decided(
        **NO, reason="money", decided_on=now.date(), themes={story.theme: "The rent went up."}
    )
    actions.decide(decision=anew, what=what, by=cast.tom, now=now)
    assert list(queries.decided(story.theme)) == [anew]


def test_a_theme_of_a_survey_is_brought_with_its_words_left_where_they_are(
    story, analysis, cast, now
):
    found = Theme.objects.get(analysis=analysis, name="Shorter")
    drawn = actions.draw_theme(project=story.project, theme=found, by=cast.tom, now=now)
    again = actions.draw_theme(project=story.project, theme=found, by=cast.tom, now=now)
    brought = Contribution.objects.filter(placings__theme=drawn)
    assert (again, brought.count()) == (drawn, 6)
    assert {(one.text, one.words, one.quoting) for one in brought} == {("", "", "no")}
    assert (drawn.people, drawn.of_people) == (6, 12)


def test_words_taken_back_are_gone_and_what_was_decided_stays(story, now):
    actions.take_back(contribution=story.contribution, now=now)
    found = queries.by_code(story.code)
    assert (found.words, found.text, found.withdrawn) == ("", "", now)
    assert list(queries.decided_of(found)) == [story.decision]


def test_strands_cost_as_many_queries_for_many_themes(story, cast, now, django_assert_num_queries):
    for name in ("Tea", "Quiet", "Light"):
        actions.make_theme(project=story.project, name=name, by=cast.tom, now=now)
    with django_assert_num_queries(5):
        queries.strands(queries.chain.themes(story.project))


def test_a_form_that_was_sent_for_something_else_is_refused_in_words(story, cast, now):
    """What the second of two at one moment meets, too: the database has the number already."""
    other = told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)
    by, sent = {"by": cast.tom, "now": now, "client_id": uuid4()}, "This form was sent before"
    do = {"text": "Tea", "owner": cast.tom, "due": now.date()}
    asked = {"question": "Tea?", "open_to": "fully"}
    actions.begin_action(decision=story.decision, **do, **by)
    with pytest.raises(actions.NotPossible, match=sent):
        actions.begin_action(decision=other.decision, **do, **by)
    actions.declare(project=story.project, **asked, **by)
    with pytest.raises(actions.NotPossible, match=sent):
        actions.declare(project=other.project, **asked, **by)
    owed = do | {"kind": "other", "to_whom": "All", **by}
    actions.promise(organisation=cast.here, **owed)
    with pytest.raises(actions.NotPossible, match=sent):
        actions.promise(organisation=cast.there, **owed | {"owner": cast.bola})
