"""What is expected, what records show of it, and whether it was met."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from alongside.asks import actions as asks
from alongside.asks.starters import starter
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Attendance, OutcomesShown
from alongside.influence.tests import told
from alongside.ladder.models import Position
from alongside.learning import actions, comparing
from alongside.learning.models import Expectation
from alongside.learning.queries import chain, evidence
from alongside.projects.models import Project
from alongside.reports import actions as reports


@pytest.fixture
def session(cast, now):
    programme = gatherings.add_programme(organisation=cast.here, name="In practice", now=now)
    starts = now - timedelta(days=20)
    details = gatherings.Plan(starts=starts, ends=starts + timedelta(hours=1), capacity=5)
    found = gatherings.plan(
        programme=programme, details=details, by=cast.amira, now=starts - timedelta(days=1)
    )
    for member in (cast.tom, cast.priya):
        Attendance.objects.create(gathering=found, membership=member, how="list", noted=starts)
    return found


@pytest.fixture
def expect(plan, cast, now):
    def do(*activities, what="More people ask first", **more):
        return actions.expect(
            plan=plan,
            who="The panel",
            what=what,
            seen="In projects",
            measure="Fewer than 10",
            due=date(2026, 12, 31),
            activities=activities,
            by=cast.amira,
            now=now,
            **more,
        )

    return do


def lines(expectation, now):
    found = list(evidence.expectations(expectation.plan).filter(pk=expectation.pk))
    return {line.kind: line.says for line in evidence.gathered(found, now)[expectation.pk]}


def test_sessions_and_pledges_are_gathered_by_themselves(put, session, expect, now):
    held, missed = put("S", 2), put("Surgery", 1, "surgery")
    actions.note_held(activity=held, gathering=session, now=now)
    actions.note_not_held(activity=missed, because="We never got to hold it")
    one = expect(held, missed)
    says = lines(one, now)
    assert says["Session"] == "“In practice” was held on 18 February 2026: 2 people came."
    assert says["Gap"] == "“Surgery” was not held: We never got to hold it"
    assert "Plans kept" not in says
    OutcomesShown.objects.create(
        programme=session.programme,
        gatherings=[session.pk],
        asked=20,
        counts=[9, 5, 5],
        answered=19,
        on_page=True,
        day=now.date(),
    )
    assert lines(one, now)["Plans kept"] == (
        "After In practice: of 19 people who said what came of their plan: 9 kept, 5 partly, "
        "5 not yet (1 session)."
    )


def test_what_is_withheld_of_plans_stays_so(session, put, expect, now):
    held = put("S", 2)
    actions.note_held(activity=held, gathering=session, now=now)
    shown = {"gatherings": [session.pk], "on_page": True, "day": now.date()}
    OutcomesShown.objects.create(
        programme=session.programme, asked=20, counts=[9, None, None], answered=19, **shown
    )
    assert (
        "19 people who said what came of their plan: 9 kept, partly: not shown, not yet: not"
        in (lines(expect(held), now)["Plans kept"])
    )


def test_where_attendance_is_protected_it_is_not_shown_here(put, session, expect, cast, now):
    held = put("S", 2)
    actions.note_held(activity=held, gathering=session, now=now)
    cast.here.protect_attendance = True
    cast.here.save()
    assert lines(expect(held), now)["Session"].endswith("how many came is not shown.")


def test_decisions_and_the_ladder_are_gathered_from_a_project(expect, cast, now):
    project = told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now).project
    for day, rung in ((date(2025, 12, 1), 3), (date(2026, 3, 1), 5)):
        Position.objects.create(project=project, day=day, evidenced=rung)
    says = lines(expect(project=project), now)
    assert "showed rung 3 on 1 December 2025 and rung 5 on 1 March 2026" in says["Ladder"]
    assert "Decision" in says


def test_one_persons_own_support_is_no_evidence(expect, plan, cast, sign_in, now):
    story = told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)
    project = story.project
    assert project.seats.filter(member=cast.tom, left=None).exists()
    one = expect(project=project)
    at = reverse("learning:change_expectation", args=[cast.here.slug, plan.pk, one.pk])
    assert project.name in sign_in(cast.tom).get(at).text
    Project.objects.filter(pk=project.pk).update(level=Project.Level.INDIVIDUAL)
    assert "Decision" not in lines(one, now)
    assert project.name not in sign_in(cast.tom).get(at).text
    page = sign_in(cast.david).get(
        reverse("learning:expectation", args=[cast.here.slug, plan.pk, one.pk])
    )
    assert project.name not in page.text


def asked(cast, now, yes, version):
    wave = asks.open_wave(version=version, mode="anonymous", opens=now)
    for number in range(60):
        choice = "yes" if number < yes else "no"
        answers = {"more_support": {"choice": choice}}
        asks.answer(wave=wave, answers=answers, client=f"{wave.pk} {number}", now=now)
    asks.close(wave=wave, now=now)
    wave.refresh_from_db()
    return wave


@pytest.fixture
def surveys(cast, now):
    form = asks.make_form(
        organisation=cast.here, title="N", draft=starter("learning_needs"), now=now
    )
    version = asks.publish(form=form, now=now)
    return [asked(cast, now + timedelta(days=d), yes, version) for d, yes in ((0, 40), (1, 14))]


def test_two_surveys_are_compared_only_by_what_results_showed(surveys, expect, cast, now):
    one = actions.compare(
        expectation=expect(), before=surveys[0], after=surveys[1], measured="more_support:0:0:0"
    )
    assert "results of both times are not made yet" in lines(one, now)["Survey"]
    for wave in surveys:
        reports.make_results(wave=wave, by=cast.amira, now=now)
    says = lines(one, now)["Survey"].replace("\u00a0", " ")
    assert "40 of 60 people (67 %" in says
    assert "14 of 60 people (23 %" in says
    assert says.endswith("likely between 2 and 6 fewer of every 10.")
    with pytest.raises(actions.NotPossible, match="same words"):
        actions.compare(
            expectation=one, before=surveys[0], after=surveys[1], measured="other:0:0:0"
        )


def test_what_would_give_a_few_people_away_is_not_compared():
    what = comparing.Measured("q", 0, 0, 0)
    before, after = comparing.Told((6, 8), 14), comparing.Told((7, 8), 15)
    _then, now, differ = comparing.compared(what, before, after, 5)
    assert (now, differ) == (comparing.NOT_SHOWN, "")
    hidden = comparing.Told((None, 8), 14)
    assert comparing.compared(what, hidden, after, 5)[0] == comparing.NOT_SHOWN


def test_a_result_keeps_what_records_showed_on_its_day(put, expect, cast, sign_in, now):
    late = put("Surgery", 1, "surgery")
    one = expect(late)
    address = reverse("learning:judge", args=[cast.here.slug, one.plan_id, one.pk])
    client = sign_in(cast.david)
    assert "Enter why you say so" in client.post(address, {"result": "not"}).text
    for _ in range(2):
        client.post(address, {"result": "not", "reasons": "No surgery was held"})
    result = one.results.get()
    assert result.evidence == ["“Surgery” was planned for January 2026. Nobody has said more."]
    page = client.get(reverse("learning:expectations", args=[cast.here.slug, one.plan_id])).text
    assert "Not met. No surgery was held" in page
    with pytest.raises(actions.NotPossible, match="already"):
        actions.change_expectation(expectation=one, activities=[], what="Other")
    assert sign_in(cast.priya).post(address, {}).status_code == 403


def test_somebody_writes_down_what_is_expected_and_chooses_a_survey(
    put, plan, surveys, cast, sign_in
):
    client, here, one = sign_in(cast.amira), cast.here.slug, put("A", 3)
    sent = {"who": "P", "what": "W", "seen": "S", "measure": "M", "due": "2026-12-31"}
    answer = client.post(
        reverse("learning:expect", args=[here, plan.pk]), sent | {"activities": [one.pk]}
    )
    made = Expectation.objects.get()
    assert list(made.activities.all()) == [one]
    assert "It rests on" in client.get(answer.url).text
    address = reverse("learning:compare", args=[here, plan.pk, made.pk])
    assert f"?after={surveys[1].pk}" in client.get(address).text
    assert client.get(f"{address}?after=99999").status_code == 404
    client.post(f"{address}?after={surveys[1].pk}", {"measured": "confident:4:3:4"})
    made.refresh_from_db()
    assert (made.before, made.after) == tuple(surveys)
    assert "Designing services together “Very” or more" in client.get(answer.url).text


def test_the_chain_says_what_is_missing(put, need, session, expect, plan, cast, sign_in, now):
    whole, missed = put("S", 2, need=need), put("Surgery", 1, "surgery")
    actions.note_held(activity=whole, gathering=session, now=now)
    expect(whole)
    first, second = chain.strands(plan, now, [whole.pk, missed.pk])
    assert first.activity == missed
    assert first.gaps == [
        "Nobody has written down which need it answers.",
        "Its month is over, and nobody has said whether it was held.",
        "Nobody has said what they expect of it.",
    ]
    assert second.gaps == [
        "No survey is behind the need: somebody wrote it down.",
        "It is not known yet whether people kept their plans.",
        "Nobody has said yet whether what was expected was met.",
    ]
    page = sign_in(cast.david).get(reverse("learning:chain", args=[cast.here.slug, plan.pk])).text
    assert page.count("<p>2 came.</p>") == 1


@pytest.mark.parametrize("many", [1, 8])
@pytest.mark.parametrize(("name", "queries"), [("chain", 15), ("expectations", 15)])
def test_pages_take_as_many_queries_however_much_there_is(
    many, name, queries, put, need, session, expect, plan, cast, sign_in, now,
    django_assert_num_queries,
):  # fmt: skip
    for place in range(many):
        one = put(f"S {place}", 2, need=need)
        actions.note_held(activity=one, gathering=session, now=now)
        expect(one)
    client = sign_in(cast.amira)
    address = reverse(f"learning:{name}", args=[cast.here.slug, plan.pk])
    client.get(address)
    with django_assert_num_queries(queries):
        client.get(address)
