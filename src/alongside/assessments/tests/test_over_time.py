"""The same instrument again: laid side by side where it can be, and why not where it cannot."""

import json

import pytest

from alongside.assessments import actions, queries
from alongside.assessments.actions import NotPossible
from alongside.assessments.shelf import shipped
from alongside.methods import instruments
from alongside.projects.actions import add_seat, begin
from alongside.web.settled import Fixed

from .conftest import EXPERIENCE, STAFF, answer


def changed(**words):
    """Return the ladder as an instrument of one's own, with other words."""
    data = shipped()["ladder"].as_data() | {"key": "ours"} | words
    return json.dumps(data).encode()


def once(begun, now, by, point, **more):
    assessment = begun(**more)
    for name in (*STAFF, *EXPERIENCE):
        answer(assessment, name, now, usually=point)
    actions.close(assessment=assessment, now=now)
    said = {"item": "usually", "point": point, "said": "So it is.", "seen": 0}
    actions.agree(assessment=assessment, by=by, now=now, **said)
    return assessment


def test_times_of_the_same_words_stand_side_by_side(begun, cast, now, client):
    for point in (3, 5):
        once(begun, now, cast.amira, point)
    (run,) = queries.over_time(cast.here, "ladder", cast.amira)
    first = [time.dimensions[0] for time in run.times]
    assert [(one.agreed, one.sides.staff, one.sides.experience) for one in first] == [
        (3, 3, 3),
        (5, 5, 5),
    ]
    assert [time.dimensions[1].agreed for time in run.times] == [None, None]
    client.force_login(cast.amira.person)
    page = client.get(f"/o/{cast.here.slug}/assessments/instruments/ladder/over-time/")
    assert "5 (Engagement)" in page.content.decode()
    data = client.get(
        f"/o/{cast.here.slug}/assessments/instruments/ladder/over-time/over-time.json"
    ).json()
    assert [row["agreed"] for row in data["rows"] if row["item"].startswith("How our")] == [3, 5]


def test_who_was_not_in_the_group_sees_no_small_side_over_time(begun, cast, now):
    once(begun, now, cast.amira, 3)
    (run,) = queries.over_time(cast.here, "ladder", cast.priya)
    one = run.times[0].dimensions[0]
    assert (one.agreed, one.sides.staff, one.sides.experience) == (3, None, None)


def test_versions_whose_statements_changed_are_not_compared(begun, cast, now):
    bring = {"organisation": cast.here, "by": cast.amira, "now": now}
    first = actions.bring(content=changed(), **bring)
    same = actions.bring(content=changed(version=2, about="Other words around it."), **bring)
    other = shipped()["ladder"].as_data()["dimensions"]
    other[0]["items"][0]["text"] = "Something else"
    third = actions.bring(content=changed(version=3, dimensions=other), **bring)
    for one in (first, same, third):
        once(begun, now, cast.amira, 3, instrument=one.instrument)
    newest, before = queries.over_time(cast.here, "ours", cast.amira)
    assert (len(newest.times), len(before.times)) == (1, 2)
    assert newest.why_not == "1 statement is different in version 3 from version 2."


def test_an_assessment_keeps_the_version_it_was_begun_with(begun, cast, now):
    bring = {"organisation": cast.here, "by": cast.amira, "now": now}
    first = actions.bring(content=changed(title="First"), **bring)
    assessment = begun(instrument=first.instrument)
    actions.bring(content=changed(version=2, title="Second"), **bring)
    assessment.refresh_from_db()
    assert assessment.instrument.title == "First"
    assessment.definition = {}
    with pytest.raises(Fixed, match="begin another one"):
        assessment.save()


def test_other_words_under_the_same_version_are_refused(cast, now):
    bring = {"organisation": cast.here, "by": cast.amira, "now": now}
    first = actions.bring(content=changed(), **bring)
    assert actions.bring(content=changed(), **bring) == first
    with pytest.raises(NotPossible, match="Count the version up"):
        actions.bring(content=changed(title="Other"), **bring)
    with pytest.raises(NotPossible, match="belongs to an instrument that is here already"):
        actions.bring(content=json.dumps(shipped()["ladder"].as_data()).encode(), **bring)


def test_an_instrument_is_brought_on_its_page(cast, client):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.force_login(cast.amira.person)
    here = f"/o/{cast.here.slug}/assessments/instruments/"
    bad = SimpleUploadedFile("x.json", b'{"key": "ours", "scale": []}')
    page = client.post(f"{here}bring/", {"file": bad}).content.decode()
    assert "“credit” is missing: say what is to be credited." in page
    good = SimpleUploadedFile("x.json", changed(title="Ours"))
    assert client.post(f"{here}bring/", {"file": good}).url == f"{here}ours/1/"
    assert "Ours" in client.get(f"{here}ours/1/").content.decode()
    data = client.get(f"{here}ours/1/instrument.json").json()
    assert instruments.read(data).title == "Ours"
    client.force_login(cast.bola.person)
    assert client.get(f"{here}ours/1/").status_code == 404


def test_begin_on_its_page_refuses_what_cannot_be(cast, client, now):
    client.force_login(cast.amira.person)
    here = f"/o/{cast.here.slug}/assessments/begin/"
    assert client.get(here).status_code == 200
    project = begin(
        organisation=cast.here,
        name="Tea",
        issue="Cold tea",
        level="strategic",
        begun=now.date(),
        by=cast.amira,
        now=now,
    )
    for member, experience in ((cast.tom, False), (cast.dot, True)):
        add_seat(
            project=project,
            member=member,
            staff=not experience,
            experience=experience,
            joined=now.date(),
        )
    with_team = client.get(f"{here}?project={project.pk}").content.decode()
    assert f"{cast.tom.name}, {cast.tom.email}" in with_team
    assert client.get(f"{here}?project=nothing").status_code == 200
    typed = {
        "instrument": "practice:1",
        "title": "Spring",
        "staff": "Sam\n, sue@example.org",
        "experience": "Eli, not an address",
        "closes": "2020-01-01",
        "led_by": cast.amira.pk,
    }
    page = client.post(here, typed).content.decode()
    for words in ("Line 2: begin with the name", "is not an e-mail address", "Choose today or"):
        assert words in page
    right = typed | {
        "staff": "Sam, sam@example.org\nSue",
        "experience": "Eli\nEna",
        "closes": "2026-03-31",
    }
    made = client.post(here, right)
    page = client.get(made.url).content.decode()
    assert "no e-mail address" in page
    links = client.get(f"{made.url}links/").content.decode()
    assert "/assessment/" in links
    assert links.count("<article") == 3
    closing = client.get(f"{made.url}close/").content.decode()
    assert "This cannot be undone" in closing
    client.post(f"{made.url}close/")
    assert "0 of 2 staff" in client.get(made.url).content.decode()
    assert client.get(f"{made.url}links/").status_code == 404
