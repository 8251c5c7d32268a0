"""Sessions, surveys and walls are part of a project, and stand on its page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.asks import actions as asks
from alongside.asks.models import Wave
from alongside.asks.starters import starter
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Gathering
from alongside.projects import actions as projects
from alongside.walls import actions as walls
from alongside.walls.models import Wall

HERE = "/o/sandbrook-council"


@pytest.fixture
def begin(cast, now):
    def do(name, level="strategic", by=cast.amira, organisation=None):
        return projects.begin(
            organisation=organisation or cast.here,
            name=name,
            issue="Nights are long.",
            level=level,
            begun=now.date(),
            by=by,
            now=now,
        )

    return do


@pytest.fixture
def programme(cast, now):
    return gatherings.add_programme(organisation=cast.here, name="In practice", now=now)


@pytest.fixture
def version(cast, now):
    form = asks.make_form(
        organisation=cast.here, title="How was it?", draft=starter("session_evaluation"), now=now
    )
    return asks.publish(form=form, now=now)


@pytest.fixture
def offered(programme, version):
    """The three forms in which something is made part of a project."""
    return {
        "session": f"{HERE}/sessions/plan/?programme={programme.pk}",
        "survey": f"{HERE}/ask/{version.form_id}/ask-people/",
        "wall": f"{HERE}/walls/make/",
    }


def session(project, **more):
    return {
        "title": "An evening",
        "day": "2026-04-09",
        "starts_at": "18:00",
        "ends_at": "20:00",
        "place": "Town Hall",
        "capacity": "9",
        "project": project,
    } | more


def survey(project, version):
    return {
        "number": version.number,
        "title": "How are nights?",
        "mode": "anonymous",
        "minimum": "5",
        "readers": "The team",
        "next_step": "We tell you",
        "closes_day": "2199-01-01",
        "project": project,
    }


def test_what_is_made_stands_on_the_page_of_its_project(
    sign_in, cast, begin, offered, version, now
):
    project = begin("The Sanctuary")
    client = sign_in(cast.amira)
    client.post(offered["session"], session(project.pk))
    client.post(offered["survey"], survey(project.pk, version))
    client.post(offered["wall"], {"ask": "What is good?", "votes": "3", "project": project.pk})
    made = [Gathering.objects.get(), Wave.objects.get(), Wall.objects.get()]
    page = client.get(f"{HERE}/projects/{project.pk}/").content.decode()
    assert [one.project for one in made] == [project] * 3
    links = (f"sessions/{made[0].pk}/", f"ask/waves/{made[1].pk}/", f"walls/{made[2].pk}/")
    assert [f'href="{HERE}/{link}"' in page for link in links] == [True] * 3


def test_who_works_with_no_sessions_reads_their_names_without_links(
    sign_in, cast, begin, programme, now
):
    project = begin("The Sanctuary")
    plan = gatherings.Plan(now, now + timedelta(hours=1), 9, title="An evening", project=project)
    gatherings.plan(programme=programme, details=plan, by=cast.amira, now=now)
    page = sign_in(cast.david).get(f"{HERE}/projects/{project.pk}/").content.decode()
    assert ["An evening" in page, f"{HERE}/sessions/1" in page] == [True, False]


@pytest.mark.parametrize("what", ["session", "survey", "wall"])
def test_only_projects_that_somebody_may_read_are_offered(
    sign_in, cast, begin, offered, version, now, what
):
    begin("The Sanctuary")
    alone = begin("A plan for Dot", level="individual")
    theirs = begin("Wards", by=cast.bola, organisation=cast.there)
    client = sign_in(cast.tom)
    page = client.get(offered[what]).content.decode()
    shown = [name in page for name in ("The Sanctuary", "A plan for Dot", "Wards")]
    sent = {
        "session": session(alone.pk),
        "survey": survey(theirs.pk, version),
        "wall": {"ask": "What is good?", "votes": "3", "project": alone.pk},
    }[what]
    refused = client.post(offered[what], sent).content.decode()
    assert shown == [True, False, False]
    assert "Choose a project in the list" in refused
    assert [kind.objects.count() for kind in (Gathering, Wave, Wall)] == [0, 0, 0]


def test_without_projects_nobody_is_asked(sign_in, cast, offered):
    client = sign_in(cast.amira)
    pages = [client.get(page).content.decode() for page in offered.values()]
    assert ["Which project" in page for page in pages] == [False] * 3


def test_nobody_takes_a_session_out_of_a_project_that_they_may_not_read(
    sign_in, cast, begin, programme, now
):
    begin("The Sanctuary")
    alone = begin("A plan for Dot", level="individual")
    starts = now + timedelta(days=9)
    plan = gatherings.Plan(starts, starts + timedelta(hours=1), 9, place="Here", project=alone)
    planned = gatherings.plan(programme=programme, details=plan, by=cast.amira, now=now)
    client, address = sign_in(cast.tom), f"{HERE}/sessions/{planned.pk}/change/"
    page = client.get(address).content.decode()
    client.post(address, session(""))
    planned.refresh_from_db()
    assert "A plan for Dot" not in page
    assert (planned.title, planned.project) == ("An evening", alone)


def test_a_session_leaves_a_project(sign_in, cast, begin, programme, now):
    project = begin("The Sanctuary")
    starts = now + timedelta(days=9)
    plan = gatherings.Plan(starts, starts + timedelta(hours=1), 9, place="Here", project=project)
    planned = gatherings.plan(programme=programme, details=plan, by=cast.amira, now=now)
    sign_in(cast.tom).post(f"{HERE}/sessions/{planned.pk}/change/", session(""))
    planned.refresh_from_db()
    assert (planned.title, planned.project) == ("An evening", None)


def test_a_project_with_much_in_it_costs_no_more_queries(sign_in, cast, begin, programme, now):
    project = begin("The Sanctuary")
    client = sign_in(cast.amira)

    def add():
        plan = gatherings.Plan(now, now + timedelta(hours=1), 9, title="x", project=project)
        gatherings.plan(programme=programme, details=plan, by=cast.amira, now=now)
        walls.make_wall(organisation=cast.here, ask="What?", project=project, now=now)

    def cost():
        client.get(f"{HERE}/projects/{project.pk}/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{HERE}/projects/{project.pk}/")
        return len(queries)

    add()
    few = cost()
    for _ in range(6):
        add()
    assert cost() == few
