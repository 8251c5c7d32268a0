"""Questions that are ready to use."""

import pytest

from alongside.asks import actions, ready
from alongside.methods.questions import check_form
from alongside.people.models import Team

DRAFT = {"title": {"en": "Tea"}, "languages": ["en"], "questions": []}


@pytest.fixture
def form(cast, now):
    return actions.make_form(organisation=cast.here, title="Tea", draft=DRAFT, now=now)


@pytest.fixture
def at(form):
    return f"/o/sandbrook-council/ask/{form.pk}/"


@pytest.fixture
def tom(cast, sign_in):
    return sign_in(cast.tom)


def test_where_people_work_comes_ready_with_the_teams_on_record(tom, at, form, cast):
    page = tom.get(f"{at}add/").content.decode()
    assert 'value="service area"' in page
    assert 'value="directorate"' not in page
    tom.post(f"{at}add/where-people-work/", {"kind": "service area"})
    form.refresh_from_db()
    question = form.draft["questions"][-1]
    areas = cast.here.teams.filter(kind="service area").values_list("name", flat=True)
    labels = [choice["label"]["en"] for choice in question["choices"]]
    assert labels == [*areas, "Somewhere else"]
    assert not check_form(form.draft)
    again = tom.post(f"{at}add/where-people-work/", {"kind": "service area"})
    assert again.headers["Location"].rstrip("/") != at
    assert tom.post(f"{at}add/where-people-work/", {"kind": "directorate"}).status_code == 404


def test_a_list_of_one_or_of_hundreds_is_not_offered():
    def areas(number):
        return [Team(name=f"Area {n}", kind=Team.Kind.SERVICE_AREA) for n in range(number)]

    assert [ready.offered(areas(n)) for n in (1, 2, 41)] == [[], [Team.Kind.SERVICE_AREA], []]


def test_two_teams_of_one_name_are_two_choices():
    teams = [Team(name=name, kind=Team.Kind.DIRECTORATE) for name in ("Care", "Care", "Elsewhere")]
    question = ready.where_people_work(teams, Team.Kind.DIRECTORATE, DRAFT, "where")
    names = [choice["name"] for choice in question["choices"]]
    assert names == ["care", "care_2", "elsewhere", "elsewhere_2"]
    assert question["label"] == {"en": "Which directorate do you work in?"}
