"""The example tells the story of the first source document, counted and not written down."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.asks import actions as asks
from alongside.asks import rates
from alongside.asks.models import Box, Response
from alongside.assessments import positions
from alongside.boards import queries as boards
from alongside.burden import queries as burden
from alongside.draws import queries as draws
from alongside.draws.models import Draw
from alongside.gatherings import counts, courses, queries, reviews
from alongside.gatherings.models import Gathering, Pledge, Review, Trainer
from alongside.home import example, example_groups, example_library
from alongside.influence import queries as influence
from alongside.insight import queries as insight
from alongside.insight.models import Analysis
from alongside.involvement import private
from alongside.involvement.models import Part
from alongside.learning.queries import chain, evidence
from alongside.library import queries as library
from alongside.live import queries as live
from alongside.live import telling
from alongside.methods import lots
from alongside.methods.documents.model import Answered
from alongside.methods.documents.tests.test_same_numbers import (
    assert_all_formats_have_the_numbers_of,
)
from alongside.reports.models import Report, Results
from alongside.representation import queries as representation
from alongside.visions import queries as visions

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield example.build(
            email="amira@example.org",
            password="a long enough phrase",
            now=NOW,
        )
        transaction.set_rollback(True)


def test_a_group_assessed_the_organisation_and_does_so_again(built):
    first, again = built.assessments.order_by("begun")
    assert [one.outcomes.count() for one in (first, again)] == [15, 7]
    assert again.outcomes.filter(point=None).count() == 1
    on = positions.inside(again)
    assert [key for key, one in on.items() if one.talk_first] == ["equals", "early", "votes"]
    assert on["equals"].gap == 2
    assert not any(place.answers for place in again.places.all())
    assert first.shown_by.exists()


def test_those_who_take_part_stand_beside_an_invented_area(built):
    figures = representation.newest(built)
    assert {row["source"] for row in figures.rows} == {"Invented for the example"}
    (source,) = [one for one in representation.sources(built) if one.equality]
    matched = representation.matches(built)
    found = representation.compared(source, figures, matched, built.minimum)
    assert len(found) == 4
    assert not any(one.stale for one in found)
    assert any(one.missing for one in found)


def test_one_board_was_stopped_and_the_other_one_meets_and_looked_back(built):
    stopped, meets = boards.boards(built)
    (alert,) = boards.open_alerts(built)
    assert (alert.board, alert.kind) == (stopped, "stopped")
    assert boards.overdue(NOW.date(), built) == []
    on, votes, chairs = boards.parity(boards.members(stopped))
    assert (on.sides.experience, on.sides.staff, on.sides.both) == (4, 3, 1)
    assert (votes.sides.people, chairs.sides.people) == (6, 2)
    review = meets.self_reviews.get()
    assert review.points.filter(together=True).count() == 4
    assert len(boards.open_work(meets)) == 2  # of a decision, and of what was looked back on
    (held, *_) = meets.meetings.filter(state="held")
    assert held.votes.count() == 1
    assert meets.meetings.filter(decisions__isnull=False).count() > 1


def test_the_vision_board_was_looked_at_again(built):
    (vision,) = visions.visions(built)
    board = visions.on_board(vision)
    assert [pair.last.stands if pair.last else None for pair in board.pairs] == [
        "smaller",
        "closed",
        "same",
        "wider",
        None,
        None,
    ]
    assert (board.open, len(board.alone)) == (2, 0)


def test_a_plan_was_sent_back_and_signed_and_what_was_expected_was_met_in_part(built):
    plan = built.learning_plans.get(team=None)
    first, second = plan.versions.order_by("number")
    assert [one.signed for one in (first.sign_offs.get(), second.sign_offs.get())] == [False, True]
    results = {one.results.get().result for one in plan.expectations.all()}
    assert results == {"met", "part", "not"}
    strands = chain.strands(plan, NOW, list(plan.activities.values_list("pk", flat=True)))
    whole = [one for one in strands if one.kept and one.need.says and one.rests]
    assert whole
    assert any("We never got to hold it" in gap for one in strands for gap in one.gaps)
    (support,) = (need for need in built.needs.all() if "Somebody beside them" in need.words)
    assert "want more support" in support.says
    found = list(evidence.expectations(plan))
    says = [
        line.says for lines in evidence.gathered(found, NOW).values() for line in lines
        if line.kind == "Survey"
    ]  # fmt: skip
    assert len(says) == 2
    assert not any("not made yet" in one for one in says)


def test_what_is_asked_of_people_is_counted_over_all_projects(built):
    found = {table.name: table.shares for table in burden.tables(built, NOW)}
    assert found["team"].people.value
    assert found["kind"].groups[0].people.value
    assert any(one.people.hidden for one in found["team"].groups)
    assert all((one.hours is None) == one.people.hidden for one in found["team"].groups)


def test_the_registers_give_the_figures_of_the_story(built):
    from datetime import UTC, datetime

    found = {
        cohort: counts.totals(
            built, counts.held(built, now=datetime(2026, 6, 1, tzinfo=UTC), cohort=cohort)
        )
        for cohort in (example.WITH_PARTNER, example.OWN_TEAM)
    }
    partner, own = found.values()
    assert (partner.sessions, partner.places) == (3, 38)
    assert (own.sessions, own.places, own.areas) == (5, 46, 11)


def test_some_had_a_place_and_did_not_come(built):
    held = Gathering.objects.filter(programme__organisation=built, cohort=example.OWN_TEAM)
    stayed_away = [
        queries.figures(one, queries.register(one), counts.areas_of_teams(built)).did_not_come
        for one in held.order_by("starts")
    ]
    assert stayed_away == [1, 2, 0, 2, 1]


def test_those_who_answer_are_some_of_those_who_were_asked(built):
    waves = built.waves.filter(of_session=False, mode="anonymous")
    for wave in waves:
        answered = wave.responses.count() + Box.objects.filter(wave=wave).count()
        assert 15 < answered < built.memberships.count()


def test_a_room_is_open_at_a_question_that_most_have_answered(built):
    (room,) = live.open_rooms(built)
    now = telling.look(room)
    assert (str(now.step), now.here, now.number, now.open) == ("Where are we now?", 7, 6, True)
    shown = room.steps.get(item__title="Quick check: which word fits?").askings.get()
    assert (shown.revealed, shown.votes.count()) == (True, 7)
    (raised,) = live.questions(room)
    assert (str(raised), raised.backed) == ("Who pays for our time?", 3)


def test_every_answer_is_sealed_and_the_report_counts_them(built):
    report = Report.objects.get(organisation=built)
    of_sessions = {"wave__of_session": True}
    assert Box.objects.filter(**of_sessions).count() == 0
    people = Response.objects.filter(**of_sessions).count()
    assert report.title == f"What {people} people told us about Co-production in practice"


def test_the_example_is_labelled_as_such(built):
    assert built.example
    assert "Example data" in str(Report.objects.get(organisation=built).document)


def test_people_make_plans_and_say_what_came_of_them(built):
    plans = Pledge.objects.filter(gathering__programme__organisation=built)
    assert {plan.outcome for plan in plans} == {"kept", "partly", "not yet", ""}
    assert plans.filter(asked=None, outcome__gt="").count() == 0
    assert plans.filter(agreed=None, asked__isnull=False).count() == 0
    assert "kept their plan." in str(Report.objects.get(organisation=built).document)


def test_the_session_to_come_runs_the_ready_made_one(built):
    planned = Gathering.objects.get(programme__organisation=built, cohort="Next round")
    assert planned.version.agenda == courses.course("coproduction").agenda
    assert planned.ends - planned.starts == timedelta(minutes=90)
    assert planned.evaluation.opens == planned.ends


def test_a_group_was_asked_about_the_design_before_it_was_changed(built):
    review = Review.objects.get(group__organisation=built)
    found = reviews.coverage(review, NOW)
    assert (len(found.covered), len(found.areas), len(found.came)) == (6, 11, 3)
    assert [change.number for change in review.changes.all()] == [2]
    assert 0 < review.answers.count() < len(reviews.standing(review, NOW))


def test_the_panel_is_credited_for_one_session_and_in_the_report(built):
    credited = Trainer.objects.get(group__organisation=built)
    assert credited.gathering.starts.date() == example_groups.LED_BY_PANEL
    assert f"{credited.name} and our own team" in str(
        Report.objects.get(organisation=built).document
    )


def test_people_are_asked_without_a_session_too(built):
    waves = built.waves.filter(of_session=False)
    assert {(wave.mode, wave.closed is None) for wave in waves} == {
        ("anonymous", True),
        ("named", True),
        ("anonymous", False),
        ("in the room", False),  # what a group answers about its organisation
    }
    documents = map(str, Results.objects.filter(wave__in=waves).values_list("document", flat=True))
    assert all("answered" in document for document in documents)


def test_of_the_survey_that_is_open_some_have_answered_and_some_teams_lag(built):
    wave = built.waves.get(version__form__title="What would help you?", mode="anonymous")
    asks.count_rates(wave=wave, now=NOW)
    *teams, everybody = rates.shown(wave)[0]
    assert 0.2 < everybody.rate < 0.6
    assert rates.compared(wave, teams)
    behind = rates.managers(wave, teams, everybody.rate)
    assert 0 < len(behind) < len(teams)


def test_the_workforce_is_asked_twice_as_the_story_says(built):
    first, second = built.waves.filter(version__form__title__startswith="Involving").order_by(
        "opens"
    )
    for wave, year, rate, share in ((first, 2024, 60, 20), (second, 2025, 66, 12)):
        opened, closed = timezone.localtime(wave.opens), timezone.localtime(wave.closes)
        assert (opened.isoformat()[:16], closed.isoformat()[:16]) == (
            f"{year}-10-10T00:00",
            f"{year}-11-04T23:59",
        )
        answers = [one.answers for one in wave.responses.all()]
        assert round(100 * len(answers) / wave.invitations.count()) == rate
        want = sum(one["more_support"]["choice"] == "yes" for one in answers)
        assert round(100 * want / len(answers)) == share
        assert {one.team is None for one in wave.responses.all()} == {True, False}
    sure = [s for one in first.responses.all() for s in one.answers["confident"]["rows"].values()]
    assert sum(step in {"s4", "s5"} for step in sure) / len(sure) > 0.45
    views = [one.view["how"] for one in Results.objects.filter(wave=second)]
    assert sorted(views) == ["", "beside", "same people"]


def test_the_library_has_its_six_pages_and_says_why_one_changed(built):
    assert [version.number for version in library.published(built)] == [2, 1, 1, 1, 1, 1]
    support = library.support_page(built)
    assert "phone numbers" in support.because
    assert {entry.dial[:8] for entry in support.directory if entry.phone} == {"01632960"}
    assert library.support_visits(built, example_library.BEGAN, NOW.date()) > 100


def test_five_things_were_asked_for_and_four_changes_made(built):
    analysis = Analysis.objects.get(organisation=built)
    things = influence.answered(analysis)
    assert influence.tallied(things) == (5, 5, 4, 0, 0)
    assert [len(together) for together in influence.by_change(things)] == [2, 1, 1, 1]
    kinds = {found.theme.kind for found in insight.findings(analysis) if found.quotes}
    assert kinds == {"liked", "improve", "will apply"}
    document = Report.objects.get(organisation=built).drawn()
    blocks = [block for block in document.blocks if isinstance(block, Answered)]
    assert [len(block.said) for block in blocks] == [2, 1, 1, 1]
    assert any(said.quotes for block in blocks for said in block.said)


def test_every_format_of_its_report_has_every_number(built):
    document = Report.objects.get(organisation=built).drawn()
    assert len(assert_all_formats_have_the_numbers_of(document)) > 250


def test_six_people_take_part_and_choose_differently(built):
    parts = Part.objects.filter(opportunity__organisation=built, opportunity__from_age=16)
    chosen = [part.offer.choices.first().way for part in parts]
    assert sorted(chosen) == ["bank", "decline", "donate", "less", "voucher", "voucher"]
    assert parts.get(age=Part.Age.YOUNG).offer.choices.first().way == "voucher"
    assert parts.exclude(thanks="").count() == 4
    said = [bool(one.withdrawn) for part in parts for one in part.testimonials.all()]
    assert sorted(said) == [False, False, False, True]
    assert built.stories.filter(published__isnull=False, recognition__isnull=False).exists()


def test_a_panel_of_the_example_was_drawn_and_can_be_checked(built):
    draw = Draw.objects.get(opportunity__organisation=built)
    file = draws.public_file(draw.settlement)
    checked = lots.check(json.dumps(file).encode())
    assert (checked.wrong, checked.people, checked.places) == ([], 40, 8)
    assert len(file["changes"]) == 2
    assert draw.opportunity.parts.filter(placed__isnull=False, left=None).count() == 8
    assert not draws.not_drawn_with_a_place(draw.settlement)
    found, _ = lots.read(draw.settlement.content)
    assert sum(found.chances()[group] for group in found.groups) == 8


def test_whoever_takes_something_away_twice_is_led_back(built, client):
    """Each button that takes a row away, pressed for a row that is gone."""
    client.force_login(built.memberships.get(email="amira@example.org").person)
    part = built.opportunities.filter(parts__placed__isnull=False).first().parts.first()
    opportunity, token = part.opportunity_id, private.token(part.pk)
    mine = private.mine_token(part.member_id)
    story, journey = built.stories.first().pk, built.journeys.first()
    of = {
        "projects:meetings": {"project": built.projects.first().pk},
        "assessments:assessment": {"assessment": built.assessments.first().pk},
        "boards:board": {"board": boards.boards(built)[0].pk},
        "charters:charter": {"charter": built.charters.first().pk},
        "draws:draw": {"opportunity": Draw.objects.first().opportunity_id},
        "insight:analysis": {"pk": Analysis.objects.first().pk},
        "involvement:one": {"opportunity": opportunity},
        "involvement:person": {"opportunity": opportunity, "part": part.pk},
        "involvement:story": {"story": story},
        "journeys:journey": {"journey": journey.pk},
    }
    for page in ("timeline", "information", "evidence"):
        of[f"projects:{page}"] = of["projects:meetings"]
    of["influence:documents"] = of["ladder:project"] = of["projects:meetings"]
    here: dict[str, object] = {"organisation": built.slug}
    of = {page: here | which for page, which in of.items()}
    of |= {"involvement:part": {"token": token}, "passports:own": {"token": mine}}
    pressed = {
        "assessments:take_out": ("assessments:assessment", "place"),
        "boards:take_back": ("boards:board", "point"),
        "charters:take_away_agreement": ("charters:charter", "agreement"),
        "charters:take_away_shows": ("charters:charter", "shows"),
        "charters:take_away_step": ("charters:charter", "step"),
        "draws:drop": ("draws:draw", "feature"),
        "influence:delete_document": ("influence:documents", "document"),
        "insight:remove": ("insight:analysis", "theme"),
        "involvement:drop_reference": ("involvement:part", "reference"),
        "involvement:unprepare": ("involvement:one", "preparation"),
        "involvement:not_gave": ("involvement:person", "given"),
        "involvement:unrecognise": ("involvement:story", "recognition"),
        "journeys:take_stage_away": ("journeys:journey", "stage"),
        "ladder:take_away": ("ladder:project", "shown"),
        "passports:delete": ("passports:own", "need"),
        "projects:take_away_meeting": ("projects:meetings", "meeting"),
        "projects:take_away_milestone": ("projects:timeline", "milestone"),
        "projects:take_away_information": ("projects:information", "information"),
        "projects:take_away_evidence": ("projects:evidence", "evidence"),
    }
    for button, (page, row) in pressed.items():
        answer = client.post(reverse(button, kwargs=of[page] | {row: 0}))
        assert answer.get("Location") == reverse(page, kwargs=of[page]), button
        assert client.get(answer["Location"]).status_code == 200, page
