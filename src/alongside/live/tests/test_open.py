"""A room opens, goes from step to step, and belongs to whoever runs sessions."""

import pytest

from alongside.gatherings.models import DesignVersion
from alongside.live import actions, queries
from alongside.live.models import Room

REMOTE = "/o/sandbrook-council/sessions/{}/room/"


def test_the_agenda_is_kept_as_it_stood(room, session):
    DesignVersion.objects.update(agenda=[])
    assert [step.item["title"] for step in queries.steps(room)][:2] == ["Welcome", "The ladder"]
    assert [step.askings.count() for step in queries.steps(room)] == [0, 1, 1, 1, 0, 0]


def test_a_session_has_one_open_room(room, session, cast, now):
    again = actions.open_room(gathering=session, by=cast.tom, now=now)
    assert again.pk == room.pk
    actions.close(room=room, now=now)
    assert actions.open_room(gathering=session, by=cast.tom, now=now).pk != room.pk


def test_without_an_agenda_there_is_nothing_to_step_through(session, cast, now):
    session.version = None
    session.save()
    with pytest.raises(actions.NotPossible, match="no agenda yet"):
        actions.open_room(gathering=session, by=cast.amira, now=now)
    assert not Room.objects.exists()


def test_with_people_under_18_questions_are_approved_first(session, cast, now):
    room = actions.open_room(
        gathering=session, by=cast.amira, now=now, under_18=True, approve_first=False
    )
    assert room.approve_first


def test_somebody_who_leads_opens_it_and_goes_through_it(session, cast, sign_in):
    client, remote = sign_in(cast.tom), REMOTE.format(session.pk)
    assert "Open the room" in client.get(remote).content.decode()
    client.post(f"{remote}open/", {"welcome": "Be kind.", "turn_to": "Dot"})
    assert "The lobby" in client.get(remote).content.decode()
    client.post(f"{remote}go/", {"place": "1"})
    page = client.get(remote).content.decode()
    assert "<strong>hello</strong>" in page
    assert "step 1 of 6" in page


def test_the_remote_says_where_results_are_and_that_a_step_is_the_last(
    room, ladder, session, cast, sign_in
):
    lead, at = sign_in(cast.tom), REMOTE.format(session.pk)
    assert "Everybody sees the results" not in lead.get(at).content.decode()
    actions.reveal(asking=ladder, shown=True)
    page = lead.get(at).content.decode()
    assert "Everybody sees the results now" in page
    assert "That is the last step" not in page
    actions.go(room=room, place=6)
    assert "That is the last step" in lead.get(at).content.decode()


def test_two_who_lead_share_control(room, session, cast, sign_in, client):
    sign_in(cast.tom).post(f"{REMOTE.format(session.pk)}go/", {"place": "2"})
    sign_in(cast.amira).post(f"{REMOTE.format(session.pk)}go/", {"place": "3"})
    room.refresh_from_db()
    assert room.place == 3


@pytest.mark.parametrize("place", ["7", "-1", "x", "", "9" * 30])
def test_a_step_that_is_not_there_is_not_gone_to(room, session, cast, sign_in, place):
    actions.go(room=room, place=2)
    response = sign_in(cast.tom).post(f"{REMOTE.format(session.pk)}go/", {"place": place})
    assert response.status_code == 302
    room.refresh_from_db()
    assert room.place in {0, 2}


@pytest.mark.parametrize("who", ["priya", "david"])
def test_who_only_reads_cannot_run_a_room(room, session, cast, sign_in, who):
    client = sign_in(getattr(cast, who))
    assert client.get(REMOTE.format(session.pk)).status_code == 403
    assert client.post(f"{REMOTE.format(session.pk)}go/", {"place": "2"}).status_code == 403


def test_the_big_screen_needs_no_sign_in_and_then_has_no_buttons(room, client, cast, sign_in):
    page = client.get(f"/screen/{room.secret}/").content.decode()
    assert "Everybody counts." in page
    assert "<button" not in page
    assert "Next: Welcome" in sign_in(cast.amira).get(f"/screen/{room.secret}/").content.decode()
    assert client.get("/screen/XXXXXXXXXXXXXXXXXXXX/").status_code == 404


def test_a_leader_of_another_organisation_has_no_buttons(room, cast, sign_in):
    assert "<button" not in sign_in(cast.bola).get(f"/screen/{room.secret}/").content.decode()


def test_whoever_leads_reads_that_the_processes_are_out_of_touch(
    room, session, cast, sign_in, monkeypatch
):
    client, remote = sign_in(cast.tom), REMOTE.format(session.pk)
    for page in (remote, f"/screen/{room.secret}/"):
        monkeypatch.setattr("alongside.web.stream.hub.alone", True)
        assert "out of touch with the others" in client.get(page).content.decode()
        monkeypatch.setattr("alongside.web.stream.hub.alone", False)
        assert "out of touch" not in client.get(page).content.decode()
