"""Stages and meetings: noted, changed, taken away unless something stands on them."""

import uuid
from datetime import date, timedelta

import pytest

from alongside.influence.tests import told
from alongside.projects import actions
from alongside.projects.models import Meeting


@pytest.fixture
def sent(project):
    return {
        "client_id": str(uuid.uuid4()),
        "title": "What should it look like?",
        "kind": "workshop",
        "stage": project.stages.get(kind="design").pk,
        "day": "2026-03-09",
        "about": "The colours.",
    }


@pytest.fixture
def held(cast, project, joins, now):
    """A meeting of Tom's and Dot's in the design."""
    there = [joins(project, cast.dot, experience=True), joins(project, cast.tom, staff=True)]
    return actions.note_meeting(
        project=project,
        stage=project.stages.get(kind="design"),
        kind="meeting",
        title="One",
        day=now.date(),
        there=there,
        by=cast.tom,
        now=now,
    )


def test_a_meeting_is_noted_once_however_often_it_is_sent(sign_in, cast, project, at, joins, sent):
    seats = [joins(project, cast.dot, experience=True), joins(project, cast.tom, staff=True)]
    client = sign_in(cast.tom)
    for _ in range(2):
        answer = client.post(at("meetings/note/"), sent | {"there": [seat.pk for seat in seats]})
    meeting = Meeting.objects.get()
    assert answer["Location"] == at("meetings/")
    assert (meeting.title, meeting.kind, meeting.day, meeting.noted_by) == (
        "What should it look like?",
        "workshop",
        date(2026, 3, 9),
        cast.tom,
    )
    assert {one.seat for one in meeting.presences.all()} == set(seats)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("day", "2026-03-11", "Enter today or an earlier day"),
        ("title", "", "Enter what it was about"),
        ("title", "x" * 201, "Make what it was about shorter: 200 letters or fewer"),
        ("there", ["9" * 30], "Choose people of the team"),
    ],
)
def test_what_is_wrong_is_said(sign_in, cast, project, at, sent, field, value, says):
    answer = sign_in(cast.tom).post(at("meetings/note/"), sent | {field: value})
    assert [says in answer.content.decode(), Meeting.objects.count()] == [True, 0]


def test_nobody_of_another_project_was_there(sign_in, cast, begin, project, at, joins, sent):
    elsewhere = begin(name="Another")
    stranger = joins(elsewhere, cast.dot, experience=True)
    client = sign_in(cast.tom)
    wrong = [{"there": [stranger.pk]}, {"stage": elsewhere.stages.first().pk}]
    said = [
        client.post(at("meetings/note/"), sent | one).content.decode().count("There is a problem")
        for one in wrong
    ]
    assert (said, Meeting.objects.count()) == ([1, 1], 0)


def test_the_page_says_who_was_there(sign_in, cast, held, at):
    page = sign_in(cast.david).get(at(f"meetings/{held.pk}/")).content.decode()
    assert ("Dot Evans" in page, "Tom Baker" in page, "Tuesday 10 March 2026" in page) == (
        True,
        True,
        True,
    )


def test_a_meeting_is_changed_with_who_was_there(sign_in, cast, held, at, sent):
    dot = held.presences.get(seat__experience=True).seat
    sign_in(cast.tom).post(at(f"meetings/{held.pk}/change/"), sent | {"there": [dot.pk]})
    held.refresh_from_db()
    assert (held.title, held.day) == ("What should it look like?", date(2026, 3, 9))
    assert [one.seat for one in held.presences.all()] == [dot]


def test_a_meeting_is_taken_away(sign_in, cast, held, at):
    client = sign_in(cast.tom)
    for _ in range(2):
        answer = client.post(at(f"meetings/{held.pk}/take-away/"))
        assert (answer["Location"], Meeting.objects.count()) == (at("meetings/"), 0)
    assert client.get(at(f"meetings/{held.pk}/take-away/")).status_code == 404


def test_a_meeting_that_a_decision_was_made_at_stays(sign_in, cast, now):
    story = told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)
    address = f"/o/sandbrook-council/projects/{story.project.pk}/meetings/{story.meeting.pk}/"
    answer = sign_in(cast.tom).post(f"{address}take-away/")
    assert "A decision was made at this meeting, so it stays." in answer.content.decode()
    assert Meeting.objects.get() == story.meeting


def test_a_meeting_that_is_evidence_stays(cast, held, now):
    actions.add_evidence(
        organisation=cast.here,
        says="Dot was there",
        dated=now.date(),
        record=f"meeting:{held.pk}",
        address="/x/",
        by=cast.tom,
        now=now,
    )
    with pytest.raises(actions.NotPossible, match="is evidence for something"):
        actions.take_away_meeting(meeting=held)
    assert Meeting.objects.get() == held


def test_a_stage_without_people_with_experience_says_so(sign_in, cast, project, held, at, now):
    project.stages.filter(kind="design").update(begins=now.date() - timedelta(days=1))
    client = sign_in(cast.david)
    for page in (at(), at("meetings/")):
        shown = client.get(page).content.decode()
        assert shown.count("Nobody with experience of their own yet") == 3
        assert shown.count('<span class="chip for">Now</span>') == 1


def test_a_stage_is_changed(sign_in, cast, project, at):
    stage = project.stages.get(kind="design")
    address, client = at(f"stages/{stage.pk}/"), sign_in(cast.tom)
    wrong = client.post(address, {"begins": "2026-03-10", "ends": "2026-03-09"})
    assert "Enter the first day, or a later one" in wrong.content.decode()
    client.post(address, {"begins": "2026-03-10", "ends": "2026-04-09", "about": "Colours"})
    stage.refresh_from_db()
    assert (stage.begins, stage.ends, stage.about) == (
        date(2026, 3, 10),
        date(2026, 4, 9),
        "Colours",
    )


def test_the_sheet_has_names_without_titles(sign_in, cast, project, at, joins):
    joins(project, cast.dot, experience=True, part="Chair of everything")
    joins(project, cast.tom, staff=True, part="Head of Housing")
    page = sign_in(cast.david).get(at("meetings/sheet/")).content.decode()
    main = page[page.index("<main") : page.index("</main")]
    words = ("Dot Evans", "Tom Baker", "Turns to speak", "Chair of", "Housing", "experience")
    assert [word in main for word in words] == [True, True, True, False, False, False]


def test_many_meetings_cost_no_more_queries(sign_in, cast, project, held, at, now, count_queries):
    client = sign_in(cast.amira)
    few = count_queries(client, at("meetings/"))
    for number in range(12):
        actions.note_meeting(
            project=project,
            stage=held.stage,
            kind="meeting",
            title=f"Meeting {number}",
            day=now.date(),
            there=[one.seat for one in held.presences.all()],
            by=cast.tom,
            now=now,
        )
    assert count_queries(client, at("meetings/")) == few
