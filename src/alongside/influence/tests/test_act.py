"""What is done after a decision: begun, done with what shows it, stopped, and seen later."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.influence import actions
from alongside.influence.actions import evidencing
from alongside.influence.models import Action
from alongside.influence.queries import records
from alongside.influence.tests import told
from alongside.projects.models import Evidence


@pytest.fixture
def story(cast, now):
    return told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)


@pytest.fixture
def home(story):
    return f"/o/sandbrook-council/projects/{story.project.pk}/"


@pytest.fixture
def tom(sign_in, cast):
    return sign_in(cast.tom)


def test_an_action_begins_with_who_does_it_and_by_when(tom, home, story, cast):
    where = f"{home}decisions/{story.decision.pk}/begin-action/"
    sent = {
        "text": "Paint the walls",
        "owner": cast.amira.pk,
        "due": "2026-04-01",
        "client_id": "6d1c4a3c-9b0c-4b43-8a0e-5b0a6b3b8c13",
    }
    for _ in range(2):
        answer = tom.post(where, sent)
    made = Action.objects.get(text="Paint the walls")
    assert answer.headers["Location"] == f"{home}actions/{made.pk}/"
    assert (made.owner, made.due, made.decision) == (cast.amira, date(2026, 4, 1), story.decision)
    page = tom.post(where, {"text": ""}).content.decode()
    asked = ("Enter what will be done", "Choose who does it", "Enter the day by which it is done")
    assert [words in page for words in asked] == [True] * 3


def test_nobody_of_another_organisation_does_it(tom, home, story, cast):
    sent = {"text": "Paint", "owner": cast.bola.pk, "due": "2026-04-01"}
    page = tom.post(f"{home}decisions/{story.decision.pk}/begin-action/", sent)
    assert "Choose one of the people in the list" in page.content.decode()


def test_how_far_it_is_is_noted_once(tom, home, story):
    where = f"{home}actions/{story.action.pk}/"
    for _ in range(2):
        tom.post(f"{where}progress/", {"text": "The sofa is ordered.", "day": "2026-03-09"})
    assert [one.text for one in story.action.progress.all()] == ["The sofa is ordered."]
    page = tom.post(f"{where}progress/", {"text": "Soon.", "day": "2026-03-11"})
    assert "Choose a day that is not still to come" in page.content.decode()
    assert "The sofa is ordered." in tom.get(where).content.decode()


def test_it_is_done_with_a_meeting_that_shows_it(tom, home, story, cast):
    where = f"{home}actions/{story.action.pk}/"
    sent = {
        "result": "There is a sofa now.",
        "done_on": "2026-03-06",
        "shown_by": f"meeting:{story.meeting.pk}",
    }
    for _ in range(2):
        assert tom.post(f"{where}done/", sent).headers["Location"] == where
    story.action.refresh_from_db()
    assert (story.action.done_on, story.action.result) == (
        date(2026, 3, 6),
        "There is a sofa now.",
    )
    evidence = story.action.evidence.get()
    assert (evidence.record, evidence.dated, evidence.project, evidence.added_by) == (
        f"meeting:{story.meeting.pk}",
        story.meeting.day,
        story.project,
        cast.tom,
    )
    assert Evidence.objects.count() == 1
    page = tom.get(where).content.decode()
    assert f'<a href="{evidence.address}">' in page


def test_it_is_done_with_a_file_that_only_readers_of_the_project_get(
    tom, home, story, sign_in, cast
):
    where = f"{home}actions/{story.action.pk}/done/"
    sent = {
        "result": "There is a sofa now.",
        "done_on": "2026-03-06",
        "file": SimpleUploadedFile("bill.csv", b"Sofa,300\n"),
    }
    page = tom.post(where, sent)
    assert "Say what the file shows" in page.content.decode()
    sent |= {"says": "The bill", "file": SimpleUploadedFile("bill.csv", b"Sofa,300\n")}
    tom.post(where, sent)
    evidence = story.action.evidence.get()
    assert (evidence.says, evidence.dated, evidence.file.guarded) == (
        "The bill",
        date(2026, 3, 6),
        True,
    )
    assert evidence.file.uses.get().by == f"evidence:{evidence.pk}"
    address = f"{home}actions/evidence/{evidence.pk}/"
    assert tom.get(address).content == b"Sofa,300\n"
    assert f'href="{address}"' in tom.get(f"{home}actions/{story.action.pk}/").content.decode()
    assert sign_in(cast.bola).get(address).status_code == 404


def test_what_shows_it_can_come_later(tom, home, story, now):
    actions.act(action=story.action, result="A sofa.", done_on=now.date(), now=now)
    where = f"{home}actions/{story.action.pk}/"
    assert "Nothing shows it yet." in tom.get(where).content.decode()
    page = tom.get(f"{where}done/").content.decode()
    assert "A sofa." in page
    sent = {"result": "A sofa.", "done_on": "2026-03-10"}
    tom.post(f"{where}done/", sent | {"shown_by": f"meeting:{story.meeting.pk}"})
    assert "Nothing shows it yet." not in tom.get(where).content.decode()


def test_it_is_stopped_with_words_and_then_not_done(tom, home, story):
    where = f"{home}actions/{story.action.pk}/"
    page = tom.post(f"{where}stop/", {"because": ""})
    assert "Enter why, in plain words" in page.content.decode()
    tom.post(f"{where}stop/", {"because": "The room was given up."})
    story.action.refresh_from_db()
    assert (story.action.stopped, story.action.stopped_because) == (
        date(2026, 3, 10),
        "The room was given up.",
    )
    page = tom.post(f"{where}done/", {"result": "A sofa.", "done_on": "2026-03-10"})
    assert "This was stopped. Begin another action." in page.content.decode()


def test_it_passes_to_somebody_else(tom, home, story, cast):
    where = f"{home}actions/{story.action.pk}/hand-over/"
    tom.post(where, {"owner": cast.amira.pk, "due": "2026-05-01"})
    story.action.refresh_from_db()
    assert (story.action.owner, story.action.due) == (cast.amira, date(2026, 5, 1))


def test_what_can_be_seen_later_needs_what_shows_it(tom, home, story):
    where = f"{home}decisions/{story.decision.pk}/"
    sent = {"text": "People stay for two hours.", "day": "2026-03-09"}
    page = tom.post(f"{where}seen/", sent).content.decode()
    assert "Choose what shows it, or add a file" in page
    assert "People stay for two hours." in page
    sent["shown_by"] = f"meeting:{story.meeting.pk}"
    for _ in range(2):
        assert tom.post(f"{where}seen/", sent).headers["Location"] == where
    seen = story.decision.outcomes_seen.get()
    assert (seen.text, seen.day) == ("People stay for two hours.", date(2026, 3, 9))
    assert "People stay for two hours." in tom.get(where).content.decode()


def test_what_is_seen_is_kept_once_when_it_is_sent_twice_at_one_moment(
    story, cast, now, monkeypatch
):
    (record,) = [one for one in records.of_project(story.project) if one.name.startswith("meet")]

    def see():
        return actions.see(
            decision=story.decision,
            text="People stay.",
            day=now.date(),
            shown=evidencing.Shown(record=record),
            by=cast.tom,
            now=now,
        )

    def meanwhile(*_):
        monkeypatch.undo()
        see()

    monkeypatch.setattr(evidencing, "_kept", meanwhile)
    see()
    assert story.decision.outcomes_seen.count() == 1


def test_what_is_seen_before_it_was_decided_comes_of_something_else(tom, home, story):
    sent = {"text": "Seen.", "day": "2026-01-01", "shown_by": f"meeting:{story.meeting.pk}"}
    page = tom.post(f"{home}decisions/{story.decision.pk}/seen/", sent)
    assert "Choose a day that comes after the decision." in page.content.decode()


def test_only_who_runs_projects_and_who_does_it_say_how_far_it_is(home, story, sign_in, cast):
    where = f"{home}actions/{story.action.pk}/progress/"
    david = sign_in(cast.david)
    assert david.get(f"{home}actions/{story.action.pk}/").status_code == 200
    assert david.get(where).status_code == 403
    actions.hand_over(action=story.action, owner=cast.david, due=story.action.due)
    assert david.get(where).status_code == 200


def test_late_ones_are_said_and_what_is_over_comes_after(tom, home, story, cast, now):
    for text, due in (("Early", -3), ("Lamp", -1), ("Paint", 30)):
        made = actions.begin_action(
            decision=story.decision,
            text=text,
            owner=cast.tom,
            due=now.date() + timedelta(days=due),
            by=cast.tom,
            now=now,
        )
        if text == "Early":
            actions.act(action=made, result="Done early.", done_on=now.date(), now=now)
    page = tom.get(f"{home}actions/").content.decode()
    order = ["Lamp", "Sofa, kettle, slippers", "Paint", "Early"]
    assert sorted(order, key=lambda text: page.index(f">{text}</a>")) == order
    assert ("Late: due 9 March 2026" in page, "Nothing shows it yet." in page) == (True, True)


def test_a_long_list_has_pages_and_says_nothing_false_on_the_next(tom, home, story, cast, now):
    for number in range(50):
        made = actions.begin_action(
            decision=story.decision,
            text=f"Number {number}",
            owner=cast.tom,
            due=now.date(),
            by=cast.tom,
            now=now,
        )
        if number:
            continue
        actions.act(action=made, result="Done early.", done_on=now.date(), now=now)
    first = tom.get(f"{home}actions/").content.decode()
    assert ("Page 1 of 2" in first, "Done early." in first) == (True, False)
    last = tom.get(f"{home}actions/?page=2").content.decode()
    assert ("Done early." in last, "Still to do" in last) == (True, False)


def test_the_list_costs_as_many_queries_for_many_actions(tom, home, story, cast, now):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            tom.get(f"{home}actions/")
        return len(asked)

    cost()
    before = cost()
    for number in range(5):
        actions.begin_action(
            decision=story.decision,
            text=f"Number {number}",
            owner=cast.tom,
            due=now.date(),
            by=cast.tom,
            now=now,
        )
    assert cost() == before
