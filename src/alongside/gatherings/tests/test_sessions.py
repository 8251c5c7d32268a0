from datetime import timedelta

import pytest

from alongside.asks import actions as asks
from alongside.asks.starters import starter
from alongside.gatherings import actions, queries
from alongside.gatherings.models import Gathering

from .conftest import STARTS

HERE = "/o/sandbrook-council"


def test_the_empty_page_says_what_a_session_is_for_and_how_to_begin(cast, sign_in):
    page = sign_in(cast.amira).get(f"{HERE}/sessions/").content.decode()
    assert ("No sessions yet" in page, "Plan your first session" in page) == (True, True)


def test_the_list_parts_what_comes_from_what_was(cast, plan, clock, sign_in):
    past, soon = plan(), plan(starts=STARTS + timedelta(days=7))
    clock(STARTS + timedelta(days=1))
    context = sign_in(cast.david).get(f"{HERE}/sessions/").context
    assert context["upcoming"] == [(soon, "booking is open")]
    assert context["past"] == [(past, 0)]


@pytest.mark.parametrize("hours", [-1, 0, 1, 1.5, 2])
def test_the_lists_and_the_session_agree_on_when_it_is_over(cast, session, hours):
    moment = STARTS + timedelta(hours=hours)
    over = session.over(moment)
    assert list(queries.past(cast.here, moment)) == [session] * over
    assert list(queries.upcoming(cast.here, moment)) == [session] * (not over)


@pytest.mark.parametrize("many", [1, 4])
def test_the_list_takes_the_same_number_of_queries_for_one_session_as_for_many(
    cast, plan, book, clock, sign_in, django_assert_num_queries, many
):
    for day in range(many):
        for week in (0, 2):
            session = plan(starts=STARTS + timedelta(days=day, weeks=week), capacity=3)
            book(session, "Ada")
            book(session, "Ben")
    clock(STARTS + timedelta(days=7))
    client = sign_in(cast.amira)
    with django_assert_num_queries(7):
        context = client.get(f"{HERE}/sessions/").context
    assert [(g.booked, g.waiting, g.came) for g, _ in context["upcoming"]] == [(2, 0, 0)] * many


@pytest.mark.parametrize("many", [1, 4])
def test_a_session_takes_the_same_number_of_queries_for_one_person_as_for_many(
    cast, plan, book, clock, sign_in, django_assert_num_queries, many
):
    session = plan(capacity=9)
    for number in range(many):
        book(session, f"P{number}", needs="Large print", team=cast.tom.team)
        actions.walk_in(gathering=session, name=f"W{number}", now=STARTS)
    clock(STARTS)
    client = sign_in(cast.amira)
    with django_assert_num_queries(13):
        client.get(f"{HERE}/sessions/{session.pk}/")


@pytest.mark.parametrize("many", [1, 4])
def test_programmes_take_the_same_number_of_queries_for_one_as_for_many(
    cast, programme, plan, clock, sign_in, now, django_assert_num_queries, many
):
    for number in range(many):
        actions.add_programme(organisation=cast.here, name=f"Another {number}", now=now)
        actions.add_design(
            programme=programme,
            name=f"D{number}",
            contents=actions.Contents(minutes=90),
            by=None,
            now=now,
        )
        plan(starts=STARTS + timedelta(days=number))
    clock(STARTS + timedelta(days=30))
    client = sign_in(cast.amira)
    with django_assert_num_queries(5):
        client.get(f"{HERE}/programmes/")
    with django_assert_num_queries(14):
        client.get(f"{HERE}/programmes/{programme.pk}/")


PAGES = [
    "sessions/",
    "sessions/{session}/",
    "sessions/{session}/poster/",
    "programmes/",
    "programmes/{programme}/",
    "designs/{design}/",
]
RUNNING = [
    "sessions/plan/",
    "sessions/{session}/change/",
    "sessions/{session}/cancel/",
    "sessions/{session}/evaluation/",
    "sessions/{session}/register/",
    "sessions/{session}/walk-in/",
    "sessions/{session}/sheet/",
    "sessions/{session}/needs/",
    "programmes/add/",
    "programmes/{programme}/change/",
    "programmes/{programme}/designs/add/",
    "designs/{design}/change/",
]


@pytest.fixture
def addresses(session, programme, now):
    version = actions.add_design(
        programme=programme,
        name="D",
        contents=actions.Contents(minutes=90),
        by=None,
        now=now,
    )
    keys = {"session": session.pk, "programme": programme.pk, "design": version.design_id}

    def do(paths):
        return [f"{HERE}/{path.format(**keys)}" for path in paths]

    return do


@pytest.mark.parametrize(
    ("who", "reads", "runs"),
    [
        ("amira", 200, 200),
        ("tom", 200, 200),
        ("priya", 200, 403),
        ("david", 200, 403),
        ("bola", 404, 404),
        ("chidi", 404, 404),
    ],
)
def test_who_may_see_and_who_may_run(cast, addresses, sign_in, who, reads, runs):
    client = sign_in(getattr(cast, who))
    assert [client.get(page).status_code for page in addresses(PAGES)] == [reads] * len(PAGES)
    assert [client.get(page).status_code for page in addresses(RUNNING)] == [runs] * len(RUNNING)


def test_a_stranger_is_asked_to_sign_in(client, addresses):
    answers = [client.get(page) for page in addresses([*PAGES, *RUNNING])]
    assert {answer.headers["Location"].split("?")[0] for answer in answers} == {
        "/account/login/code/"
    }


def test_a_session_of_another_organisation_does_not_exist(cast, plan, sign_in, now):
    theirs = plan(
        programme=actions.add_programme(organisation=cast.there, name="Theirs", now=now),
    )
    client = sign_in(cast.amira)
    acts = ("", "change/", "cancel/", "needs/", "register/", "poster/", "sheet/")
    answers = [client.get(f"{HERE}/sessions/{theirs.pk}/{act}") for act in acts]
    answers += [
        client.post(f"{HERE}/sessions/{theirs.pk}/{act}/")
        for act in ("tick", "untick", "open-booking", "close-booking")
    ]
    assert {answer.status_code for answer in answers} == {404}


def test_what_a_senior_manager_cannot_do_by_posting(cast, session, sign_in):
    client = sign_in(cast.david)
    acts = ("change", "cancel", "close-booking", "open-booking", "tick", "untick", "sheet")
    answers = [client.post(f"{HERE}/sessions/{session.pk}/{act}/") for act in acts]
    assert {answer.status_code for answer in answers} == {403}
    assert Gathering.objects.get() == session


def test_the_poster_shows_one_address_for_all_three_things(cast, session, sign_in):
    page = sign_in(cast.tom).get(f"{HERE}/sessions/{session.pk}/poster/").content.decode()
    assert f"<b>127.0.0.1:8000/j/{session.code}</b>" in page
    assert f'<p class="code-word huge">{session.code}</p>' in page
    assert '<svg class="qr"' in page


@pytest.mark.parametrize(
    ("hours", "step"),
    [(-24 * 9, "booking later"), (-24, "invite"), (-0.5, "check in"), (1.5, "who came")],
)
def test_the_next_step_follows_the_clock(cast, plan, clock, sign_in, now, hours, step):
    session = plan(
        now=now - timedelta(days=30), booking_opens=STARTS - timedelta(days=8), capacity=3
    )
    clock(STARTS + timedelta(hours=hours))
    page = sign_in(cast.tom).get(f"{HERE}/sessions/{session.pk}/")
    assert page.context["next"].step == step


@pytest.fixture
def with_questions(cast, session, now):
    form = asks.make_form(
        organisation=cast.here, title="How?", draft=starter("session_evaluation"), now=now
    )
    version = asks.publish(form=form, now=now)
    actions.ask_for_evaluation(
        gathering=session, version=version, closes=session.ends + timedelta(days=14)
    )
    return session


def test_the_next_step_of_a_full_session_is_the_register_or_the_waiting_list(
    cast, with_questions, book, sign_in
):
    client, where = sign_in(cast.tom), f"{HERE}/sessions/{with_questions.pk}/"
    pages = [client.get(where)]
    for name in ("Ada", "Ben"):
        book(with_questions, name)
        pages.append(client.get(where))
    words = [page.content.decode() for page in pages]
    assert [page.context["next"].step for page in pages] == ["invite", "full", "full"]
    assert [text.count("Print the poster") for text in words] == [1, 1, 1]
    assert "Next: print the register" in words[1]
    assert "Next: 1 person waits for a place" in words[2]
