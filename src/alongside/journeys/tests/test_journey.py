"""A journey: its stages, and when one is reached."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from alongside.files.models import File
from alongside.journeys import actions, queries
from alongside.methods import attached
from alongside.people.actions import NotPossible
from alongside.projects import actions as projects
from alongside.projects.models import Evidence


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def journey(cast, now):
    return actions.begin(
        organisation=cast.here,
        title="Our way",
        about="",
        starter="advisors",
        by=cast.amira,
        now=now,
    )


@pytest.fixture
def stage(journey):
    return journey.stages.all()[0]


@pytest.fixture
def project(cast, now):
    begun = {"level": "strategic", "area": None, "begun": now.date()}
    return projects.begin(
        organisation=cast.here, name="Quiet room", issue="Noise.", by=cast.amira, now=now, **begun
    )


@pytest.fixture
def show(stage, cast, now):
    def shown(dated):
        file = (attached.read(b"Minutes"), "minutes.txt")
        it = {"says": "They met", "dated": dated, "file": file}
        return actions.show(stage=stage, by=cast.amira, now=now, **it)

    return shown


def state(journey, now, place=0):
    return queries.path(journey, (), now.date())[place].state


def test_a_stage_is_reached_only_once_something_shows_it(journey, stage, show, cast, now):
    assert state(journey, now) == "Not begun"
    begun = now.date() - timedelta(days=9)
    actions.change_stage(stage=stage, begun=begun, by=cast.amira, now=now)
    assert state(journey, now) == "On the way"
    actions.reach(stage=stage, since=now.date(), by=cast.amira, now=now)
    assert state(journey, now) == "Said, not shown"
    assert queries.path(journey, (), now.date())[0].stage.begun == begun
    evidence = show(now.date())
    assert state(journey, now) == "Reached"
    path = queries.path(journey, (), now.date())
    assert queries.how_far(path) == "1 of 6 stages reached."
    actions.take_evidence_away(stage=stage, evidence=evidence, now=now)
    assert state(journey, now) == "Said, not shown"
    assert not Evidence.objects.exists()


def test_a_step_back_stays_known_and_old_evidence_does_not_show_it_again(
    journey, stage, show, cast, now
):
    today = now.date()
    actions.reach(stage=stage, since=today - timedelta(days=90), by=cast.amira, now=now)
    show(today - timedelta(days=90))
    until = today - timedelta(days=30)
    with pytest.raises(NotPossible, match="Say why"):
        actions.step_back(stage=stage, until=until, because=" ", now=now)
    actions.step_back(stage=stage, until=until, because="It stopped.", now=now)
    assert state(journey, now) == "No longer"
    with pytest.raises(NotPossible, match="taken back after this day"):
        actions.reach(stage=stage, since=until - timedelta(days=1), by=cast.amira, now=now)
    actions.reach(stage=stage, since=today, by=cast.amira, now=now)
    one = queries.path(journey, (), today)[0]
    assert (one.state, len(one.before)) == ("Said, not shown", 1)
    assert [back.because for back in one.back] == ["It stopped."]
    show(today)
    assert state(journey, now) == "Reached"


def test_days_that_cannot_be_are_refused_in_words(stage, cast, now):
    late = now.date() + timedelta(days=1)
    with pytest.raises(NotPossible, match="still to come"):
        actions.reach(stage=stage, since=late, by=cast.amira, now=now)
    with pytest.raises(NotPossible, match="not said to be reached"):
        actions.step_back(stage=stage, until=now.date(), because="x", now=now)
    actions.reach(stage=stage, since=now.date(), by=cast.amira, now=now)
    with pytest.raises(NotPossible, match="already"):
        actions.reach(stage=stage, since=now.date(), by=cast.amira, now=now)
    actions.step_back(stage=stage, until=now.date(), because="x", now=now)
    with pytest.raises(NotPossible, match="reached before this day"):
        actions.change_stage(stage=stage, begun=late, by=cast.amira, now=now + timedelta(days=2))


def test_a_stage_that_is_renamed_keeps_its_old_words(stage, cast, now):
    actions.change_stage(stage=stage, name="First talks", by=cast.amira, now=now)
    actions.change_stage(stage=stage, people="Six", by=cast.amira, now=now)
    assert [one.name for one in stage.earlier.all()] == ["A group of advisors"]


def test_stages_are_moved_added_and_taken_away_while_nothing_happened(journey, stage, cast, now):
    actions.move(stage=stage, down=True)
    actions.move(stage=journey.stages.last(), down=True)
    assert [one.name for one in journey.stages.all()][:2] == ["Training", "A group of advisors"]
    sent = uuid4()
    for _ in range(2):
        actions.add_stage(journey=journey, name="More", client_id=sent)
    assert [one.name for one in journey.stages.all()][-1] == "More"
    actions.take_stage_away(stage=journey.stages.last())
    actions.reach(stage=stage, since=now.date(), by=cast.amira, now=now)
    with pytest.raises(NotPossible, match="it stays"):
        actions.take_stage_away(stage=stage)
    assert journey.stages.count() == 6


def test_a_next_step_has_an_owner_of_the_organisation_and_a_day(stage, cast, now):
    step = {"next_step": "Ask", "next_owner": cast.tom}
    with pytest.raises(NotPossible, match="by when"):
        actions.change_stage(stage=stage, by=cast.amira, now=now, **step)
    step |= {"next_owner": cast.bola, "next_due": now.date()}
    with pytest.raises(NotPossible, match="your own organisation"):
        actions.change_stage(stage=stage, by=cast.amira, now=now, **step)


def test_it_is_walked_through_the_pages(cast, now, client, project):
    client.force_login(cast.amira.person)
    here = f"/o/{cast.here.slug}/journeys/"
    assert "No journey yet" in client.get(here).content.decode()
    one = client.post(f"{here}begin/", {"title": "Our way", "starter": "none"}).url
    assert "No stage yet" in client.get(one).content.decode()
    client.post(f"{one}stages/add/", {"name": "A group", "means": "It meets."})
    journey = queries.journeys(cast.here).get()
    stage = journey.stages.get()
    at = f"{one}stages/{stage.pk}/"
    half = client.post(at, {"name": "A group", "next_step": "Ask"}).content.decode()
    assert "Choose who sees to the next step" in half
    whole = {"next_step": "Ask", "next_owner": cast.tom.pk, "next_due": "2026-03-01"}
    client.post(at, {"name": "A forum", "means": "It meets.", **whole})
    client.post(f"{at}reached/", {"since": "2026-03-01"})
    client.post(f"{at}projects/", {"projects": [project.pk]})
    assert "Said, not shown" in client.get(one).content.decode()
    day = projects.add_milestone(project=project, title="First day", day=date(2026, 3, 1))
    empty = client.post(f"{at}evidence/", {"says": "So"}).content.decode()
    assert "a tick alone shows nothing" in empty
    client.post(f"{at}evidence/", {"says": "They met", "record": f"milestone:{day.pk}"})
    client.post(f"{one}publish/")
    page = client.get(one).content.decode()
    for words in ("A forum", "They met", "The next step is late", "A group", "Quiet room"):
        assert words in page
    assert "On our journey" in client.get(f"/o/{cast.here.slug}/projects/{project.pk}/").text
    assert "Look at the record" in page
    client.force_login(cast.david.person)
    assert "Look at the record" not in client.get(one).content.decode()
    client.force_login(cast.amira.person)
    public = Client().get(f"/journey/{journey.code}/").content.decode()
    assert "They met" in public
    assert all(words not in public for words in ("Quiet room", cast.tom.name, "/o/"))
    csv = Client().get(f"/journey/{journey.code}/stages.csv").content.decode()
    assert "Reached" in csv
    assert Client().get(f"/journey/{journey.code}/data.json").json()["stages"][0]["number"] == 1
    client.post(f"{one}take-down/")
    assert Client().get(f"/journey/{journey.code}/").status_code == 404


def test_a_file_leaves_only_to_members(journey, stage, show, cast, now, client):
    evidence = show(now.date())
    at = f"/o/{cast.here.slug}/journeys/{journey.pk}/stages/{stage.pk}/evidence/{evidence.pk}/"
    client.force_login(cast.priya.person)
    assert b"".join(client.get(f"{at}file/")) == b"Minutes"
    client.force_login(cast.bola.person)
    assert client.get(f"{at}file/").status_code == 404
    assert File.objects.get().guarded


def test_only_owner_and_lead_change_it(journey, cast, client):
    here = f"/o/{cast.here.slug}/journeys/{journey.pk}/"
    client.force_login(cast.priya.person)
    assert client.get(here).status_code == 200
    assert client.get(f"{here}stages/add/").status_code == 403


def test_nobodys_own_support_stands_beside_a_stage(stage, project, cast, now, client):
    project.level = "individual"
    project.save()
    client.force_login(cast.amira.person)
    at = f"/o/{cast.here.slug}/journeys/{stage.journey_id}/stages/{stage.pk}/projects/"
    assert "Quiet room" not in client.get(at).content.decode()
    client.post(at, {"projects": [project.pk]})
    assert not stage.projects.exists()


def test_a_project_that_i_may_not_read_stays_where_it_is(stage, project):
    actions.link_projects(stage=stage, projects=[project], readable=[project])
    actions.link_projects(stage=stage, projects=[], readable=[])
    assert stage.projects.get() == project


def test_pages_take_as_many_queries_for_many_stages(
    journey, stage, cast, now, client, django_assert_max_num_queries
):
    client.force_login(cast.amira.person)
    for one in journey.stages.all():
        actions.reach(stage=one, since=now.date(), by=cast.amira, now=now)
        for number in range(3):
            actions.show(
                stage=one,
                says=f"{number}",
                dated=now.date(),
                record="x:1",
                address="/x/",
                by=cast.amira,
                now=now,
            )
    here = f"/o/{cast.here.slug}/journeys/"
    with django_assert_max_num_queries(14):
        client.get(f"{here}{journey.pk}/")
    with django_assert_max_num_queries(12):
        client.get(here)
