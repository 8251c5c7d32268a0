"""How far a trace goes follows from what is recorded, and the pages show it in words."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.influence import actions
from alongside.influence.models import (
    Contribution,
    Countersign,
    Decision,
    Document,
    DocumentVersion,
    Passage,
)
from alongside.influence.queries import chain, tracing
from alongside.influence.tests import told
from alongside.methods.tracing import Strength


@pytest.fixture
def story(cast, now):
    return told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)


@pytest.fixture
def shown(story):
    """Return what a meeting of the project shows."""
    record = actions.evidencing.Record(
        f"meeting:{story.meeting.pk}", "Looked at together", story.meeting.day, "/x/"
    )
    return actions.evidencing.Shown(record=record)


def strengths(story):
    pair = (story.contribution.pk, story.decision.pk)
    of_theme = (story.theme.pk, story.decision.pk)
    one, theme = tracing.of_contributions([pair])[pair], tracing.of_themes([of_theme])[of_theme]
    return (one.strength, one.disputed), (theme.strength, theme.disputed)


def says(story, answer, now, **of):
    Countersign.objects.filter(contribution=story.contribution).update(counts=False)
    return Countersign.objects.create(
        contribution=story.contribution, decision=story.decision, says=answer, day=now.date()
    )


def finish(story, shown, cast, now):
    actions.finish(
        action=story.action, result="A sofa.", done_on=now.date(), shown=shown, by=cast.tom, now=now
    )


def see(story, shown, cast, now):
    actions.see(
        decision=story.decision,
        text="People stay.",
        day=now.date(),
        shown=shown,
        by=cast.tom,
        now=now,
    )


def test_it_grows_step_by_step_with_what_is_recorded(story, shown, cast, now):
    found = [strengths(story)]
    actions.act(action=story.action, result="A sofa.", done_on=now.date(), now=now)
    found.append(strengths(story))
    finish(story, shown, cast, now)
    found.append(strengths(story))
    see(story, shown, cast, now)
    found.append(strengths(story))
    says(story, "yes", now)
    found.append(strengths(story))
    assert found == [
        ((step, False), (step, False))
        for step in (
            Strength.REASONED,
            Strength.REASONED,  # done, and nothing shows it
            Strength.CHANGED,
            Strength.CHANGED,  # seen, and nobody who said it agrees yet
            Strength.SEEN,
        )
    ]


def test_the_newest_answer_counts_and_a_no_disputes_it(story, shown, cast, now):
    finish(story, shown, cast, now)
    says(story, "yes", now)
    assert strengths(story)[0] == (Strength.CONFIRMED, False)
    says(story, "no", now)
    assert strengths(story) == ((Strength.CHANGED, True), (Strength.CHANGED, True))
    says(story, "part", now)
    assert strengths(story)[0] == (Strength.CHANGED, False)


def test_one_person_disputes_a_theme_that_another_confirms(story, shown, cast, now):
    finish(story, shown, cast, now)
    says(story, "yes", now)
    other = add_words(story, cast, now, "And tea.")
    Countersign.objects.create(
        contribution=other, decision=story.decision, says="no", day=now.date()
    )
    pair = (story.theme.pk, story.decision.pk)
    found = tracing.of_themes([pair])[pair]
    assert (found.strength, found.disputed) == (Strength.CONFIRMED, True)


def add_words(story, cast, now, text):
    said = actions.write_down(
        project=story.project,
        kind=Contribution.Kind.WORDS,
        text=text,
        said_on=now.date(),
        quoting="no",
        by=cast.tom,
        now=now,
    )
    actions.place(theme=story.theme, contributions=[said], by=cast.tom, now=now)
    return said


@pytest.mark.parametrize("linked_to", ["theme", "contribution"])
def test_a_passage_that_changed_is_a_change(story, cast, now, linked_to):
    document = Document.objects.create(project=story.project, title="Leaflet")
    first, second = (
        DocumentVersion.objects.create(document=document, number=n, text="x", dated=now.date())
        for n in (1, 2)
    )
    passage = Passage.objects.create(
        version=second, since=first, paragraph=0, **{linked_to: getattr(story, linked_to)}
    )
    pair = (story.contribution.pk, story.decision.pk)
    assert tracing.of_contributions([pair])[pair].strength == Strength.REASONED
    passage.decision = story.decision
    passage.save()
    assert tracing.of_contributions([pair])[pair].strength == Strength.CHANGED


def test_words_without_a_link_have_no_trace(story, cast, now):
    said = add_words(story, cast, now, "A lamp.")
    actions.take_out(theme=story.theme, contribution=said)
    pair = (said.pk, story.decision.pk)
    assert tracing.of_contributions([pair])[pair].strength == Strength.NONE


def test_words_are_cited_by_themselves_until_it_is_said_how_they_mattered(story, cast, now):
    said = add_words(story, cast, now, "A lamp.")
    actions.take_out(theme=story.theme, contribution=said)
    decision = actions.declare(
        project=story.project, question="A lamp?", open_to="fully", by=cast.tom, now=now
    )
    actions.link_words(decision=decision, contribution=said)
    found = [tracing.of_contribution(said.pk, [decision])[decision.pk]]
    what = actions.deciding.Decided(
        outcome=Decision.Outcome.NO,
        reason="money",
        decided="No lamp.",
        why="There is no money.",
        decider="Tom",
        decided_on=now.date(),
        contributions={said: "It was weighed."},
    )
    actions.decide(decision=decision, what=what, by=cast.tom, now=now)
    found.append(tracing.of_contribution(said.pk, [decision])[decision.pk])
    assert [(one.words, one.stronger) for one in found] == [
        ("Counted in", "Decide, and say why and how it mattered."),
        (
            "Reasons given",
            "The answer was no, so nothing is to change. The reasons are what people have.",
        ),
    ]


def test_many_cost_as_many_queries_as_one(story, cast, now):
    def cost(find, pairs):
        with CaptureQueriesContext(connection) as asked:
            find(pairs)
        return len(asked)

    said = [add_words(story, cast, now, f"{n}") for n in range(4)]
    themes = [
        actions.make_theme(project=story.project, name=f"{n}", by=cast.tom, now=now)
        for n in range(4)
    ]
    pair = (story.contribution.pk, story.decision.pk)
    of_theme = (story.theme.pk, story.decision.pk)
    one = (cost(tracing.of_contributions, [pair]), cost(tracing.of_themes, [of_theme]))
    many = (
        cost(tracing.of_contributions, [pair, *((each.pk, pair[1]) for each in said)]),
        cost(tracing.of_themes, [of_theme, *((each.pk, pair[1]) for each in themes)]),
    )
    assert one == many == (8, 6)


def test_the_overview_shows_votes_reasons_and_how_far_it_goes(story, cast, now, sign_in):
    anew = actions.make_theme(project=story.project, name="Open for longer", by=cast.tom, now=now)
    decision = actions.declare(
        project=story.project, question="All night?", open_to="fully", by=cast.tom, now=now
    )
    what = actions.deciding.Decided(
        outcome=Decision.Outcome.NOT_YET,
        decided="It closes at one.",
        why="There are not enough night staff.",
        decider="The team",
        decided_on=now.date(),
        review_on=now.date() + timedelta(days=200),
        themes={anew: "It was weighed."},
    )
    actions.decide(decision=decision, what=what, by=cast.tom, now=now)
    says(story, "no", now)
    strand, other = chain.strands(chain.themes(story.project), traced=True)
    assert (strand.votes.in_short, strand.trace.disputed, other.votes.in_short) == (
        "2 of 2 votes",
        True,
        "",
    )
    page = sign_in(cast.tom).get(f"/o/sandbrook-council/projects/{story.project.pk}/")
    html = page.content.decode()
    said = [
        "2 of 2 votes, 3 February 2026",
        "<b>Why:</b> There are not enough night staff.",
        "By 26 September 2026",
        "By 24 March 2026",
        "<b>Reasons given</b>",
        "Disputed",
        'Something changed<span class="hidden-words">: not yet</span>',
    ]
    assert [words for words in said if words not in html] == []
