from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.projects import actions
from alongside.projects.models import Project


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    """Set what the pages take for now; at first the tests' moment."""

    def do(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    do(now)
    return do


@pytest.fixture
def begin(cast, now):
    """Begin a project that began eight weeks ago."""

    def do(level=Project.Level.STRATEGIC, by=cast.amira, name="The Sanctuary"):
        return actions.begin(
            organisation=cast.here,
            name=name,
            issue="At night there is nowhere to go but a hospital.",
            level=level,
            begun=now.date() - timedelta(weeks=8),
            by=by,
            now=now,
        )

    return do


@pytest.fixture
def project(begin):
    return begin()


@pytest.fixture
def joins(now):
    """Add somebody to a team."""

    def do(project, member, *, staff=False, experience=False, **more):
        joined = now.date() - timedelta(weeks=8)
        return actions.add_seat(
            project=project,
            member=member,
            staff=staff,
            experience=experience,
            joined=joined,
            **more,
        )

    return do


@pytest.fixture
def at(project):
    """Return the address of a page of the project."""

    def do(page="", of=project):
        return f"/o/sandbrook-council/projects/{of.pk}/{page}"

    return do


@pytest.fixture
def count_queries():
    """Return how many queries a page costs, once what is read only once has been."""

    def do(client, address):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    return do
