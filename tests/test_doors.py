"""Every door, tried by a stranger and by a member of another organisation."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.asks import actions as asks
from alongside.asks.starters import starter
from alongside.gatherings import actions as gatherings
from alongside.insight import actions as insight
from alongside.letters import actions as letters
from alongside.people import actions as people
from alongside.reports import actions as reports
from tests.addresses import own

OPEN = {
    "home:front": "the front page",
    "home:start": "sends a stranger to sign in",
    "home:accessibility": "how to use it",
    "home:privacy": "how answers are looked after",
    "asks": "whoever has the code of a wave may answer; access.wave_by_code",
    "gatherings": "whoever has the code of a session or a private link; access checks both",
    "influence": "what was answered is public once it is published",
}
"""Addresses outside an organisation, by name or by noun, each with the reason why."""


@pytest.fixture
def world(cast, now):
    """One of everything in Amira's organisation: what fills the parts of an address."""
    here, amira = cast.here, cast.amira
    letter = letters.write(
        to="x@example.org", about="x", subject="x", text="x", organisation=here, now=now
    )
    staff = people.keep_staff_list(by=amira, file_name="s", content=b"Name\nEve\n", now=now)
    form = asks.make_form(
        organisation=here, title="How was it?", draft=starter("session_evaluation"), now=now
    )
    version = asks.publish(form=form, now=now)
    programme = gatherings.add_programme(organisation=here, name="In practice", now=now)
    design = gatherings.add_design(
        programme=programme, name="One", contents=gatherings.Contents(60), by=amira, now=now
    )
    starts = now + timedelta(days=9)
    plan = gatherings.Plan(starts=starts, ends=starts + timedelta(hours=1), capacity=5)
    session = gatherings.plan(programme=programme, details=plan, by=amira, now=now)
    booking = gatherings.book(gathering=session, name="Eve", email="eve@example.org", now=now)
    report = reports.make(programme=programme, since=now.date(), until=now.date(), now=now)
    register = gatherings.keep_register(
        by=amira, file_name="r", content=b"Name,Date\nEve,1/2/2025\n", now=now
    )
    responses = asks.keep_responses(by=amira, file_name="f", content=b"Liked?\nYes\n", now=now)
    wave = asks.open_wave(version=version, mode="anonymous", opens=now)
    asks.answer(wave=wave, answers={"liked": {"text": "The tea"}}, client="c", now=now)
    asks.close(wave=wave, now=now)
    wave.refresh_from_db()
    analysis = insight.start(
        organisation=here, title="Themes", on=[(wave, "liked", "liked")], by=amira, now=now
    )
    theme = insight.add_theme(analysis=analysis, kind="liked", name="Tea")
    comment = wave.comments.get()
    parts = {"organisation": here.slug}
    return cast, {
        "letters:letter": {"pk": letter.pk},
        "people:member": {"pk": cast.tom.pk},
        "people:leave": {"pk": cast.tom.pk},
        "people:staff_list": {"pk": staff.pk},
        "gatherings": {"pk": session.pk, "booking": booking.pk},
        "gatherings:register_file": {"pk": register.pk},
        "gatherings:responses_file": {"pk": responses.pk},
        "gatherings:programme": {"pk": programme.pk},
        "gatherings:change_programme": {"pk": programme.pk},
        "gatherings:add_design": {"pk": programme.pk},
        "gatherings:design": {"pk": design.design.pk},
        "gatherings:change_design": {"pk": design.design.pk},
        "insight": {"pk": analysis.pk, "theme": theme.pk, "comment": comment.pk},
        "influence": {"pk": analysis.pk, "theme": theme.pk},
        "reports": {"pk": report.pk, "kind": "pdf"},
        "asks": {
            "pk": form.pk,
            "version": version.pk,
            "number": version.number,
            "name": "model",
            "kind": "one",
        },
        "": parts,
    }


def parts_of(world, address):
    noun = address.name.split(":")[0]
    _, filled = world
    found = filled[""] | filled.get(noun, {}) | filled.get(address.name, {})
    assert set(found) >= set(address.parts), f"tests/test_doors.py: say how to fill {address.route}"
    return {part: found[part] for part in address.parts}


def inside():
    return [address for address in own() if "organisation" in address.parts]


def test_every_address_outside_an_organisation_has_a_reason():
    outside = {address.name for address in own() if "organisation" not in address.parts}
    assert {
        name for name in outside if name not in OPEN and name.split(":")[0] not in OPEN
    } == set()


def test_a_stranger_is_sent_to_sign_in_and_nothing_happens(world, client):
    answers = {}
    for address in inside():
        where = reverse(address.name, kwargs=parts_of(world, address))
        for method in (client.get, client.post):
            answer = method(where)
            answers[address.name, method.__name__] = (
                answer.status_code,
                answer.headers.get("Location", "")[:20],
            )
    allowed = {(302, "/account/login/code/"), (405, "")}
    assert {door: answer for door, answer in answers.items() if answer not in allowed} == {}


@pytest.mark.parametrize("slug", ["theirs", "own"])
def test_a_member_of_another_organisation_finds_nothing(world, sign_in, slug):
    """Neither under the other organisation's address, nor its rows under their own."""
    cast, _ = world
    client = sign_in(cast.bola)
    answers = {}
    for address in inside():
        parts = parts_of(world, address)
        if slug == "own":
            if len(parts) < 2:
                continue
            parts["organisation"] = cast.there.slug
        where = reverse(address.name, kwargs=parts)
        for method in (client.get, client.post):
            answers[address.name, method.__name__] = method(where).status_code
    assert {door: code for door, code in answers.items() if code not in {404, 405}} == {}
