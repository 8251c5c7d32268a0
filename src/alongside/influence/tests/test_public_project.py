"""A project in public: we asked, you said, we did, and how well people are answered."""

import json
import re
from collections import Counter
from datetime import timedelta

import pytest
from django.test import Client

from alongside.influence import actions
from alongside.influence.actions.deciding import Decided
from alongside.influence.models import Contribution, Countersign, Decision, Promise
from alongside.influence.queries import in_public, measures, promises
from alongside.influence.queries.in_public import Status
from alongside.influence.tests import told
from alongside.insight.models import Theme
from alongside.methods.answering import SaidBack, agreement
from alongside.projects import actions as projects
from alongside.projects.models import Project


@pytest.fixture
def story(cast, now):
    found = told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)
    projects.publish(project=found.project, now=now)
    return found


def say(story, cast, now, words, theme=None):
    one = actions.write_down(
        project=story.project,
        kind=Contribution.Kind.WORDS,
        text=words,
        said_on=now.date() - timedelta(days=30),
        quoting=Contribution.Quoting.NO,
        by=cast.tom,
        now=now,
    )
    if theme:
        actions.place(theme=theme, contributions=[one], by=cast.tom, now=now)
    return one


def decided(story, cast, now, outcome, themes, **more):
    decision = actions.declare(
        project=story.project, question="And?", open_to="fully", by=cast.tom, now=now
    )
    what = Decided(
        outcome=outcome,
        decided="It stays shut after 1am.",
        why="There are too few staff.",
        decider="The board",
        decided_on=now.date(),
        themes=dict.fromkeys(themes, "Heard."),
        **more,
    )
    return actions.decide(decision=decision, what=what, by=cast.tom, now=now)


def test_the_page_leads_to_the_documents_that_everybody_may_read(story, client):
    page, document = f"/p/{story.project.code}/", f"/p/{story.project.code}/documents/"
    assert document not in client.get(page).content.decode()
    actions.show_document(document=story.document, public=True)
    assert f'href="{document}{story.document.pk}/"' in client.get(page).content.decode()
    there = client.get(f"{document}{story.document.pk}/").content.decode()
    assert f'href="{page}"' in there


def test_anybody_reads_what_became_of_each_theme(story, cast, now, client):
    longer = actions.make_theme(project=story.project, name="Open longer", by=cast.tom, now=now)
    actions.make_theme(project=story.project, name="More light", by=cast.tom, now=now)
    decided(story, cast, now, "no", [longer], reason="safety")
    page = client.get(f"/p/{story.project.code}/").content.decode()
    for words in (
        "At night there is nowhere to go but a hospital.",
        "One person said: “I want to sit on a sofa with a cup of tea.”",
        "It will look like a living room.",
        "There are too few staff.",
        "It would not be safe",
        "Not answered yet",
        "Say what came of the first evening",
    ):
        assert words in page
    assert "tom@example.org" not in page
    assert not re.search(r"\bDot\b", page)


def test_no_promise_is_left_out_however_many_there_are(story, cast, now, client):
    for number in range(25):
        Promise.objects.create(
            organisation=cast.here,
            project=story.project,
            kind=Promise.Kind.OTHER,
            text=f"Promise number {number}.",
            to_whom="everybody",
            owner=cast.tom,
            due=now.date() + timedelta(days=number),
            made_on=now.date(),
        )
    page = f"/p/{story.project.code}/"
    first = client.get(page).content.decode()
    assert 'href="?promises=2#promises"' in first
    second = client.get(page, {"promises": "2"}).content.decode()
    assert all(f"Promise number {n}." in first + second for n in range(25))
    assert client.get(page, {"promises": "no number"}).status_code == 200


def test_a_theme_is_done_when_all_of_its_actions_are(story, now):
    def status():
        return [one.status for one in in_public.standings(story.project)]

    assert status() == [Status.DOING]
    actions.act(action=story.action, result="The sofa is in.", done_on=now.date(), now=now)
    assert status() == [Status.DID]


def test_nobody_says_that_something_is_done_where_nothing_is(story, cast, now, client):
    actions.stop_action(action=story.action, because="The sofa was sold.", day=now.date())
    lamps = actions.make_theme(project=story.project, name="Lamps", by=cast.tom, now=now)
    decided(story, cast, now, "already", [lamps])
    said = {one.theme: one.status for one in in_public.standings(story.project)}
    assert said == {story.theme.pk: Status.AGREED, lamps.pk: Status.ALREADY}
    page = client.get(f"/p/{story.project.code}/").content.decode()
    for words in ("We agreed · ", "Nothing is being done", "It is so already · ", "So already"):
        assert words in page
    assert [words for words in ("We did · ", "Under way", ">Done<") if words in page] == []


def test_words_that_nobody_may_read_stand_nowhere(story, cast, now, client):
    say(story, cast, now, "My neighbour knows.", story.theme)
    for place in ("", "data.json", "data.csv"):
        assert "neighbour" not in client.get(f"/p/{story.project.code}/{place}").content.decode()


def test_it_is_gone_when_it_is_taken_down_or_was_never_up(story, client):
    address = f"/p/{story.project.code}/"
    projects.take_down(project=story.project)
    assert client.get(address).status_code == 404
    assert client.get(f"/p/of/{story.project.organisation.slug}/").status_code == 404


def test_one_persons_support_is_never_public(story, cast, now, client):
    story.project.level = Project.Level.INDIVIDUAL
    story.project.published = None
    story.project.save()
    with pytest.raises(projects.NotPossible):
        projects.publish(project=story.project, now=now)


def test_measures_count_what_was_said_in_the_open(story, cast, now):
    say(story, cast, now, "A lamp")
    found = measures.of([story.project.pk], minimum=5, today=now.date())[story.project.pk]
    assert (found.waits.all, found.waits.answered, found.median_days) == (2, 1, 14)
    assert found.waits.oldest == now.date() - timedelta(days=30)
    assert (found.noes, found.promises_due) == (0, 0)
    later = now.date() + timedelta(days=30)
    found = measures.of([story.project.pk], minimum=5, today=later)[story.project.pk]
    assert (found.promises_due, found.promises_kept) == (1, 0)


def test_a_project_has_its_measures_on_a_page_of_its_own(story, cast, now, client):
    client.force_login(cast.tom.person)
    page = f"/o/{cast.here.slug}/projects/{story.project.pk}/measures/"
    assert "of 1 thing said in the open, answered" in client.get(page).content.decode()
    story.project.contributions.all().delete()
    story.project.promises.all().delete()
    story.project.themes.all().delete()
    assert "Nothing to measure yet" in client.get(page).content.decode()


def test_words_that_were_taken_back_wait_for_nobody(story, cast, now):
    actions.take_back(contribution=say(story, cast, now, "A lamp"), now=now)
    found = measures.of([story.project.pk], minimum=5, today=now.date())[story.project.pk]
    assert (found.waits.all, found.waits.answered, found.waits.oldest) == (1, 1, None)


def test_promises_are_counted_as_on_their_own_page(story, cast, now):
    day = now.date()
    for name, answer_by, themes in (
        ("Late", day - timedelta(days=1), False),
        ("In time", day, True),
    ):
        theme = actions.make_theme(
            project=story.project, name=name, answer_by=answer_by, by=cast.tom, now=now
        )
        if themes:
            decided(story, cast, now, "yes", [theme])
    actions.keep(promise=story.promise, kept_on=day, how="", now=now)
    found = measures.of([story.project.pk], minimum=5, today=day)[story.project.pk]
    counted = (found.promises_kept, found.promises_on_time, found.promises_due)
    rate = promises.rate(promises.lines_of(story.project, cast.tom, runs=True), day)
    assert counted == (rate.kept, rate.on_time, rate.base) == (2, 2, 3)


def test_a_day_that_was_moved_says_so_in_public(story, cast, now, client):
    first = story.promise.due
    actions.move(
        promise=story.promise, due=first + timedelta(days=9), because="Tom was ill.", now=now
    )
    page = client.get(f"/p/{story.project.code}/").content.decode()
    assert f"The day was moved from {first:%-d %B %Y}: Tom was ill." in page
    kept = first + timedelta(days=2)
    later = now + timedelta(days=20)
    actions.keep(promise=story.promise, kept_on=kept, how="", now=later)
    page = client.get(f"/p/{story.project.code}/").content.decode()
    assert f"later than {first:%-d %B %Y}" in page


def test_a_survey_counts_by_theme_and_never_by_person(story, analysis, cast, now):
    for name in ("Shorter", "Warmer"):
        theme = Theme.objects.get(analysis=analysis, name=name)
        actions.draw_theme(project=story.project, theme=theme, by=cast.tom, now=now)
    warmer = story.project.themes.get(name="Warmer")
    decided(story, cast, now, "no", [warmer], reason="money")
    found = measures.of([story.project.pk], minimum=5, today=now.date())[story.project.pk]
    assert (found.waits.all, found.survey_themes, found.survey_answered) == (1, 2, 1)
    page = Client().get(f"/p/{story.project.code}/").content.decode()
    assert "6 of 12 people in a survey" in page
    rows = json.loads(Client().get(f"/p/{story.project.code}/data.json").content)["themes"]
    numbers = {one["theme"]: one["people in a survey"] for one in rows}
    assert numbers == {"A room like home": None, "Shorter": 6, "Warmer": None}


def test_what_people_say_back_is_shown_in_steps_of_the_smallest_group(story, cast, now):
    def agree():
        found = measures.of([story.project.pk], minimum=5, today=now.date())
        return [one.value for one in found[story.project.pk].agree]

    for place in range(11):
        one = say(story, cast, now, f"Tea {place}", story.theme)
        Countersign.objects.create(
            contribution=one,
            decision=story.decision,
            says="yes" if place < 6 else "no",
            day=now.date(),
        )
        if place == 3:
            assert agree() == [None] * 4
    assert agree() == [None, None, None, 10]


def test_what_is_counted_by_the_database_is_what_counting_one_by_one_gives(story, cast, now):
    rest = [story.decision]
    for place in range(4):
        theme = actions.make_theme(project=story.project, name=f"{place}", by=cast.tom, now=now)
        rest.append(decided(story, cast, now, "yes", [theme]))
    said = []
    for place in range(40):
        says = ("yes", "no", "yes", "part", "no")[place * place % 7 % 5]
        Countersign.objects.create(
            contribution=say(story, cast, now, f"Tea {place}"),
            decision=rest[place * 3 % 5],
            says=says,
            day=now.date(),
        )
        said.append(says)
        for minimum in (3, 5, 10) if place % 3 == 0 else ():
            (found,) = measures.of([story.project.pk], minimum=minimum, today=now.date()).values()
            whole = SaidBack(Counter(said), list(enumerate(said)))
            assert found.agree == agreement(whole, minimum)


def test_pages_take_as_many_queries_for_many_projects_and_themes(
    story, cast, now, client, django_assert_num_queries
):
    client.force_login(cast.amira.person)
    public, staff = f"/p/{story.project.code}/", f"/o/{cast.here.slug}/measures/"

    def queries():
        with django_assert_num_queries(24):
            assert Client().get(public).status_code == 200
        with django_assert_num_queries(16):
            assert client.get(staff).status_code == 200

    queries()
    for name in ("Tea", "Quiet", "Light"):
        theme = actions.make_theme(project=story.project, name=name, by=cast.tom, now=now)
        say(story, cast, now, name, theme)
        decided(story, cast, now, "yes", [theme])
    told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)
    queries()


def test_only_who_runs_it_makes_it_public(story, cast, client):
    address = f"/o/{cast.here.slug}/projects/{story.project.pk}/public/"
    client.force_login(cast.priya.person)
    assert client.get(address).status_code == 403
    client.force_login(cast.bola.person)
    assert client.get(address).status_code == 404
    client.force_login(cast.tom.person)
    client.post(f"{address}take-down/")
    assert Client().get(f"/p/{story.project.code}/").status_code == 404
    client.post(f"{address}publish/")
    assert Client().get(f"/p/{story.project.code}/").status_code == 200


def test_a_decision_that_is_open_changes_nothing_in_public(story, cast, now):
    actions.declare(project=story.project, question="Tea?", open_to="fully", by=cast.tom, now=now)
    assert Decision.objects.filter(decided_on=None).count() == 1
    assert len(in_public.standings(story.project)) == 1


def test_who_was_told_counts_once(story, cast, now):
    def told_of():
        return measures.of([story.project.pk], minimum=5, today=now.date())[story.project.pk].told

    assert told_of() == 0
    for how in ("in person", "page"):
        actions.note_told(
            contribution=story.contribution,
            decisions=[story.decision],
            how=how,
            day=now.date(),
            now=now,
        )
    assert told_of() == 1
