from datetime import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from alongside.gatherings import actions
from alongside.gatherings.models import Gathering
from alongside.web import codes

from .conftest import LONDON, STARTS

TYPED = {
    "title": "Working together",
    "day": "2026-07-01",
    "starts_at": "13:30",
    "ends_at": "15:00",
    "place": "Council House, room 2",
    "capacity": "16",
}


def address(programme):
    return f"/o/sandbrook-council/sessions/plan/?programme={programme.pk}"


def problems(answer):
    return [
        problem.split("</a>")[0].split(">")[-1]
        for problem in answer.content.decode()
        .split('role="alert"')[1]
        .split("</div>")[0]
        .split("<li>")[1:]
    ]


def test_a_facilitator_plans_a_session_in_london_time(cast, programme, sign_in, now):
    answer = sign_in(cast.tom).post(address(programme), TYPED | {"led_by": [cast.tom.pk]})
    session = Gathering.objects.get()
    assert answer.headers["Location"] == f"/o/sandbrook-council/sessions/{session.pk}/"
    assert (session.starts, session.ends) == (
        datetime(2026, 7, 1, 13, 30, tzinfo=LONDON),
        datetime(2026, 7, 1, 15, 0, tzinfo=LONDON),
    )
    assert (session.booking_opens, session.booking_closes) == (now, session.starts)
    assert [trainer.name for trainer in session.trainers.all()] == ["Tom Baker"]


def test_a_code_has_six_letters_that_nothing_can_be_mistaken_for(plan):
    code = plan().code
    assert len(code) == 6
    assert set(code) <= set(codes.LETTERS)
    assert not set("01OILAEIU").intersection(codes.LETTERS)


def test_a_form_sent_twice_plans_one_session(cast, programme, sign_in):
    client, typed = sign_in(cast.amira), TYPED | {"client_id": str(uuid4())}
    first = client.post(address(programme), typed)
    again = client.post(address(programme), typed)
    assert (again.headers["Location"], Gathering.objects.count()) == (first.headers["Location"], 1)


def test_the_next_session_starts_from_the_last_one(cast, programme, plan, sign_in):
    plan(capacity=16, way_in="Lift", led_by=[cast.tom], also_led_by=["People Together"])
    form = sign_in(cast.amira).get(address(programme)).context["form"]
    kept = ("place", "way_in", "capacity", "starts_at", "led_by", "also_led_by", "day")
    assert [form[name].initial for name in kept] == [
        "Council House, room 2",
        "Lift",
        16,
        STARTS.time(),
        [cast.tom.pk],
        "People Together",
        None,
    ]


def test_the_end_comes_from_the_design_when_it_is_left_out(cast, programme, sign_in, now):
    version = actions.add_design(
        programme=programme,
        name="Half a day",
        contents=actions.Contents(minutes=210),
        by=cast.amira,
        now=now,
    )
    sign_in(cast.amira).post(address(programme), TYPED | {"ends_at": "", "version": version.pk})
    assert Gathering.objects.get().ends == datetime(2026, 7, 1, 17, 0, tzinfo=LONDON)


def test_booking_days_count_whole(cast, programme, sign_in):
    sign_in(cast.amira).post(
        address(programme),
        TYPED | {"booking_opens": "2026-06-01", "booking_closes": "2026-06-20"},
    )
    session = Gathering.objects.get()
    assert (session.booking_opens, session.booking_closes) == (
        datetime(2026, 6, 1, tzinfo=LONDON),
        datetime(2026, 6, 21, tzinfo=LONDON),
    )


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"day": "31.2.2026"}, "Enter a date that exists, like 10 March 2026 as 2026-03-10"),
        ({"ends_at": "13:30"}, "Enter a time after the start"),
        ({"ends_at": ""}, "Enter when it ends"),
        ({"place": ""}, "Enter a place, or a link to join online"),
        ({"link": "not a link"}, "Enter a link like https://meet.example.org/abc"),
        ({"capacity": "sixteen"}, "Enter a number, like 16"),
        ({"capacity": "0"}, "Enter 1 or more"),
        ({"title": "x" * 201}, "Make the name of the session shorter: 200 letters or fewer"),
        ({"booking_closes": "2026-07-02"}, "Choose the day of the session, or an earlier one"),
        ({"also_led_by": "x" * 201}, "Make the name shorter: 200 letters or fewer"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_sentence(cast, programme, sign_in, wrong, problem):
    answer = sign_in(cast.amira).post(address(programme), TYPED | wrong)
    assert problems(answer) == [problem]
    assert Gathering.objects.count() == 0


def test_without_a_programme_planning_begins_with_one(cast, sign_in):
    answer = sign_in(cast.amira).get("/o/sandbrook-council/sessions/plan/")
    assert answer.headers["Location"] == "/o/sandbrook-council/programmes/add/"


def test_with_several_programmes_planning_begins_with_the_choice(cast, programme, sign_in, now):
    actions.add_programme(organisation=cast.here, name="Easy read", now=now)
    answer = sign_in(cast.amira).get("/o/sandbrook-council/sessions/plan/")
    assert answer.headers["Location"] == "/o/sandbrook-council/programmes/"


def test_a_design_of_another_programme_is_refused(cast, plan, now):
    other = actions.add_programme(organisation=cast.here, name="Easy read", now=now)
    version = actions.add_design(
        programme=other,
        name="Short",
        contents=actions.Contents(minutes=30),
        by=None,
        now=now,
    )
    with pytest.raises(actions.NotPossible, match="another programme"):
        plan(version=version)


def test_somebody_of_another_organisation_cannot_lead(cast, plan):
    with pytest.raises(actions.NotPossible, match="has to be a member here"):
        plan(led_by=[cast.bola])


@pytest.mark.parametrize("wrong", [{"ends": STARTS}, {"capacity": 0}])
def test_the_database_refuses_what_makes_no_sense(plan, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        plan(**wrong)
