"""From the ready-made session to a room that is open, in three presses."""

import re

from alongside.gatherings import courses
from alongside.gatherings.models import Gathering
from alongside.live.models import Room


def test_the_ready_made_session_runs_in_three_presses(session, cast, sign_in):
    client, programme = sign_in(cast.tom), session.programme
    base = "/o/sandbrook-council"
    design = client.post(
        f"{base}/programmes/{programme.pk}/designs/ready-made/",
        {"course": courses.names()[0]},
        follow=True,
    )
    run = re.search(r'href="([^"]*/run/)"', design.content.decode())[1]
    form = client.get(run).content.decode()
    client_id = re.search(r'name="client_id" value="([^"]*)"', form)[1]
    sent = {"welcome": "Everybody counts.", "turn_to": "Tom", "client_id": client_id}
    remote = client.post(run, sent, follow=True)
    assert "The lobby" in remote.content.decode()
    client.post(run, sent)
    room = Room.objects.get()
    assert room.steps.count() > 5
    held = room.gathering
    assert (held.ends - held.starts).total_seconds() == 90 * 60
    assert [one.name for one in held.trainers.all()] == [cast.tom.name]
    assert Gathering.objects.exclude(pk=session.pk).get() == held


def test_without_an_agenda_nothing_is_run(session, cast, sign_in):
    session.version.__class__.objects.update(agenda=[])
    page = sign_in(cast.tom).post(
        f"/o/sandbrook-council/designs/{session.version.design_id}/run/", {"turn_to": ""}
    )
    assert "no agenda yet" in page.content.decode()
    assert Gathering.objects.get() == session


def test_an_analyst_runs_nothing(session, cast, sign_in):
    address = f"/o/sandbrook-council/designs/{session.version.design_id}/run/"
    assert sign_in(cast.priya).get(address).status_code == 403
