"""A team settles what has to be settled, and when that was: before anybody was invited or after."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.asks import actions as asks
from alongside.asks.starters import starter
from alongside.gatherings import actions as gatherings
from alongside.influence import actions
from alongside.influence.models import Decision, Plan, Promise
from alongside.influence.queries import planning
from alongside.projects import actions as projects
from alongside.projects.models import Project
from alongside.walls import actions as walls


def begin(cast, now, name="A quiet room"):
    return projects.begin(
        organisation=cast.here,
        name=name,
        issue="There is nowhere to go at night.",
        level=Project.Level.STRATEGIC,
        begun=now.date(),
        by=cast.tom,
        now=now,
    )


@pytest.fixture
def project(cast, now):
    return begin(cast, now)


def at(project, rest=""):
    return f"/o/sandbrook-council/projects/{project.pk}/plan/{rest}"


def promise(project, cast, now, kind):
    return actions.promise(
        organisation=cast.here,
        project=project,
        kind=kind,
        text=f"A promise to do with {kind}",
        to_whom="Everybody",
        owner=cast.tom,
        due=now.date() + timedelta(days=30),
        by=cast.tom,
        now=now,
    )


def settle_all(project, cast, now, but=""):
    """Answer every question, with what it needs, but for one."""
    if but != "decisions":
        actions.declare(
            project=project, question="Which evenings?", open_to="fully", by=cast.tom, now=now
        )
    for step in ("people", "preparation", "influence", "benefit", "feedback"):
        if step != but:
            pays = True if step == "benefit" else None
            actions.settle(
                project=project, step=step, words="Words.", pays=pays, by=cast.tom, now=now
            )
    for step, kind in (("preparation",) * 2, ("benefit", "payment"), ("feedback",) * 2):
        if step != but:
            promise(project, cast, now, kind)


def lacks(project, now):
    return {
        one.step.slug: one.lacks for one in planning.standing(project, now).settled if one.lacks
    }


def test_a_new_project_has_settled_nothing(project, now):
    assert lacks(project, now) == {
        "decisions": "No decision is named yet.",
        **dict.fromkeys(
            ("people", "preparation", "influence", "benefit", "feedback"),
            "Nobody has answered this yet.",
        ),
    }


@pytest.mark.parametrize(
    "step", ["decisions", "people", "preparation", "influence", "benefit", "feedback"]
)
def test_without_one_answer_a_plan_is_not_complete(project, cast, now, step):
    settle_all(project, cast, now, but=step)
    assert list(lacks(project, now)) == [step]
    assert Plan.objects.get().completed is None


def test_it_is_complete_when_the_last_question_is_first_settled_wherever_that_is(
    project, cast, now
):
    settle_all(project, cast, now, but="decisions")
    later = now + timedelta(days=2)
    actions.declare(
        project=project, question="Which nights?", open_to="fully", by=cast.tom, now=later
    )
    assert (Plan.objects.get().completed, lacks(project, now)) == (later, {})
    again = {"project": project, "step": "people", "words": "Others.", "by": cast.tom}
    actions.settle(**again, now=later + timedelta(days=1))
    assert Plan.objects.get().completed == later


def test_a_promise_given_up_is_lacking_again_and_when_it_was_complete_stays(project, cast, now):
    settle_all(project, cast, now)
    given = Promise.objects.get(kind="feedback")
    actions.give_up(promise=given, because="Nobody is left.", day=now.date())
    assert lacks(project, now) == {"feedback": "It needs a day, and somebody who sees to it."}
    assert Plan.objects.get().completed == now
    assert planning.standing(project, now).state == "not"


def test_a_promise_about_one_person_settles_nothing_for_all(project, cast, now):
    settle_all(project, cast, now, but="feedback")
    actions.settle(project=project, step="feedback", words="By letter.", by=cast.tom, now=now)
    private = promise(project, cast, now, "feedback")
    Promise.objects.filter(pk=private.pk).update(private=True)
    assert list(lacks(project, now)) == ["feedback"]


def test_who_is_not_paid_needs_no_promise_of_money(project, cast, now):
    settle_all(project, cast, now, but="benefit")
    actions.settle(
        project=project, step="benefit", words="A reference.", pays=False, by=cast.tom, now=now
    )
    assert lacks(project, now) == {}


def test_when_nothing_is_open_it_says_that_it_informs(project, cast, now, sign_in):
    settle_all(project, cast, now, but="decisions")
    actions.declare(
        project=project, question="Where?", open_to="not", limits="Rented.", by=cast.tom, now=now
    )
    assert lacks(project, now) == {
        "decisions": "Nothing in it is open. Add a decision that is, or say that nothing is."
    }
    client = sign_in(cast.amira)
    client.post(at(project, "nothing-open/"), {"nothing": "yes"})
    assert planning.standing(project, now).informs is True
    assert Plan.objects.get().completed == now
    page = client.get(at(project)).content.decode()
    assert "This is informing, not co-production" in page
    client.post(at(project, "nothing-open/"), {"nothing": "no"})
    assert list(lacks(project, now)) == ["decisions"]


def test_where_a_decision_is_open_nobody_says_that_nothing_is(project, cast, now, sign_in):
    actions.declare(project=project, question="When?", open_to="fully", by=cast.tom, now=now)
    client = sign_in(cast.amira)
    answer = client.post(at(project, "nothing-open/"), {"nothing": "yes"}, follow=True)
    assert "You said that a decision is open." in answer.content.decode()
    assert not Plan.objects.exists()


# Who was invited, and when


def asked(project, cast, now, moment):
    form = asks.make_form(
        organisation=cast.here, title="?", draft=starter("session_evaluation"), now=now
    )
    wave = asks.open_wave(version=asks.publish(form=form, now=now), mode="anonymous", opens=moment)
    wave.project = project
    wave.save(update_fields=["project"])


def booked(project, cast, now, moment):
    programme = gatherings.add_programme(organisation=cast.here, name="One", now=now)
    starts = now + timedelta(days=90)
    details = gatherings.Plan(starts=starts, ends=starts + timedelta(hours=1), capacity=5)
    session = gatherings.plan(programme=programme, details=details, by=cast.tom, now=now)
    session.project, session.booking_opens = project, moment
    session.save(update_fields=["project", "booking_opens"])


def walled(project, cast, now, moment):
    wall = walls.make_wall(organisation=cast.here, ask="What?", columns=["A"], now=moment)
    wall.project = project
    wall.save(update_fields=["project"])


def joined(project, cast, now, moment):
    projects.add_seat(
        project=project, member=cast.dot, staff=False, experience=True, joined=moment.date()
    )


WAYS = {
    "people were asked": asked,
    "people could book a session": booked,
    "an ideas wall was made": walled,
    "somebody with experience of their own joined the team": joined,
}


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize(("days", "state"), [(-1, "after"), (0, "before"), (1, "before")])
def test_a_plan_is_complete_before_people_are_invited_or_after(
    project, cast, now, how, days, state
):
    settle_all(project, cast, now)
    WAYS[how](project, cast, now, now + timedelta(days=days))
    found = planning.standing(project, now + timedelta(days=2))
    assert found.invited == (now.date() + timedelta(days=days), how)
    assert found.state == state


def test_what_is_still_to_come_has_invited_nobody(project, cast, now):
    settle_all(project, cast, now)
    for way in (asked, booked, joined):
        way(project, cast, now, now + timedelta(days=5))
    assert planning.standing(project, now).invited is None


def test_staff_in_the_team_are_not_invited_people(project, cast, now):
    projects.add_seat(
        project=project, member=cast.tom, staff=True, experience=False, joined=now.date()
    )
    assert planning.standing(project, now).invited is None


def test_the_first_way_counts(project, cast, now):
    walled(project, cast, now, now - timedelta(days=2))
    joined(project, cast, now, now - timedelta(days=9))
    assert planning.standing(project, now).invited.day == now.date() - timedelta(days=9)


def test_the_share_has_projects_that_invited_people_as_its_base(cast, now, sign_in):
    before, after, never, unplanned = (begin(cast, now, name) for name in "abcd")
    for one in (before, after, never):
        settle_all(one, cast, now)
    joined(before, cast, now, now)
    walled(after, cast, now, now - timedelta(days=1))
    walled(unplanned, cast, now, now)
    found = planning.share(planning.standings(Project.objects.all(), now))
    assert found == (1, 3, 1)
    page = sign_in(cast.david).get("/o/sandbrook-council/plans/").content.decode()
    assert "1 of 3 projects had a whole plan before anybody was invited." in page
    assert "1 more has invited nobody yet." in page
    assert re.findall(r'<span class="chip[^>]*>([^<]*)', page) == [
        "Not complete",
        "Complete before",
        "Complete after",
        "Complete before",
    ]


def test_plans_cost_as_many_queries_for_many_projects(cast, now, sign_in):
    client = sign_in(cast.david)

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/o/sandbrook-council/plans/")
        return len(queries)

    settle_all(begin(cast, now), cast, now)
    few = cost()
    for name in "abcdef":
        settle_all(begin(cast, now, name), cast, now)
    assert cost() == few


# Pages


def test_the_pages_lead_from_question_to_question(project, cast, now, sign_in):
    client = sign_in(cast.tom)
    answer = client.post(at(project, "people/"), {"words": "People who know bad nights."})
    assert answer.headers["Location"] == at(project, "preparation/")
    assert Plan.objects.get().who == "People who know bad nights."
    overview = client.get(at(project)).content.decode()
    assert "1 of 6 questions are settled." in overview
    assert overview.count("Not settled yet") == 5


def test_an_answer_and_its_promise_are_kept_together_and_once(project, cast, now, sign_in):
    client = sign_in(cast.tom)
    sent = {
        "client_id": "6b3f2c66-1111-4222-8333-444455556666",
        "words": "By letter.",
        "text": "What was decided",
        "due": "2026-06-01",
        "owner": cast.tom.pk,
    }
    for _ in range(2):
        answer = client.post(at(project, "feedback/"), sent)
    assert answer.headers["Location"] == at(project)
    made = Promise.objects.get()
    assert (made.kind, made.project, made.owner) == ("feedback", project, cast.tom)
    assert lacks(project, now).keys() == {
        "decisions",
        "people",
        "preparation",
        "influence",
        "benefit",
    }


def test_words_alone_are_kept_and_it_says_what_is_missing(project, cast, sign_in):
    client = sign_in(cast.tom)
    answer = client.post(at(project, "feedback/"), {"words": "By letter."}, follow=True)
    assert "Saved. It needs a day, and somebody who sees to it." in answer.content.decode()
    assert Plan.objects.get().feedback == "By letter."


def test_half_a_promise_is_asked_for_the_rest(project, cast, sign_in):
    page = sign_in(cast.tom).post(at(project, "feedback/"), {"words": "x", "text": "A letter"})
    said = page.content.decode()
    assert ("Enter the day by which you keep it" in said, "Choose who sees to it" in said) == (
        True,
        True,
    )
    assert (Promise.objects.count(), Plan.objects.count()) == (0, 0)


def test_who_is_not_paid_makes_no_promise_of_money(project, cast, sign_in):
    sent = {"words": "A reference.", "pays": "no", "text": "£20", "due": "2026-06-01"}
    sign_in(cast.tom).post(at(project, "benefit/"), sent | {"owner": cast.tom.pk})
    assert (Promise.objects.count(), Plan.objects.get().pays) == (0, False)


def test_a_decision_is_declared_with_its_limits(project, cast, sign_in):
    client = sign_in(cast.tom)
    sent = {"question": "Which evenings?", "open_to": "partly"}
    page = client.post(at(project, "decisions/"), sent)
    assert "Say what cannot change, and why" in page.content.decode()
    client.post(at(project, "decisions/"), sent | {"limits": "Not on Sundays."})
    assert Decision.objects.get().limits == "Not on Sundays."


def test_people_who_take_part_read_the_plan_and_do_not_change_it(project, cast, now, sign_in):
    cast.dot.person = cast.chidi
    cast.dot.save(update_fields=["person"])
    joined(project, cast, now, now)
    client = sign_in(cast.chidi)
    page = client.get(at(project))
    assert page.status_code == 200
    assert "plan/people/" not in page.content.decode()
    assert client.post(at(project, "people/"), {"words": "x"}).status_code == 403


def test_a_question_that_does_not_exist_is_not_found(project, cast, sign_in):
    assert sign_in(cast.tom).get(at(project, "money/")).status_code == 404


def test_it_warns_when_people_were_invited_already(project, cast, now, sign_in):
    walled(project, cast, now, now - timedelta(days=3))
    page = sign_in(cast.tom).get(at(project)).content.decode()
    assert "On 7 March 2026 an ideas wall was made." in page


def test_the_page_for_people_has_what_is_settled_and_no_more(project, cast, now, sign_in):
    settle_all(project, cast, now, but="people")
    page = sign_in(cast.tom).get(at(project, "sheet/")).content.decode()
    assert re.findall(r"<h2>([^<]*)</h2>", page) == [
        "What will be decided",
        "How we help you get ready",
        "What you can change",
        "What you get",
        "When you hear what came of it",
    ]
    assert "<b>By 9 April 2026.</b> Tom Baker sees to it." in page
