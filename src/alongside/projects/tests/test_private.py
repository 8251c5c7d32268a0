"""One person's own support: nobody without a seat reads any of it, at any address."""

import pytest
from django.urls import reverse

from alongside.methods import attached
from alongside.people.actions import end_membership
from alongside.projects import actions
from alongside.projects.models import Project
from tests.addresses import own
from tests.documents import PDF


@pytest.fixture
def alone(cast, begin, joins, now):
    """Something of every kind in one person's own support: Amira's, with Priya."""
    project = begin(level="individual", name="A plan for Dot")
    seat = joins(project, cast.priya, experience=True)
    of_it = {"project": project, "by": cast.amira, "now": now}
    stage = project.stages.get(kind="design")
    file = (attached.read(PDF), "plan.pdf")
    meeting = actions.note_meeting(
        stage=stage, kind="meeting", title="One", day=now.date(), there=[seat], **of_it
    )
    rules = actions.write_rules(text="Listen.", after=0, **of_it)
    day = actions.add_milestone(project=project, title="A visit", day=now.date())
    shared = actions.share(title="The plan", shared=now.date(), file=file, **of_it)
    evidence = actions.add_evidence(
        organisation=cast.here, says="It is so", dated=now.date(), file=file, **of_it
    )
    return {
        "organisation": cast.here.slug,
        "project": project.pk,
        "seat": seat.pk,
        "meeting": meeting.pk,
        "stage": stage.pk,
        "number": rules.number,
        "milestone": day.pk,
        "information": shared.pk,
        "evidence": evidence.pk,
        "code": project.code,
    }


def addresses(parts):
    """Return every address of a project of this noun, and its overview, filled in."""
    named = [
        one
        for one in own()
        if one.name.startswith("projects:") or one.name == "home:project"
        if {"project", "information"} & set(one.parts)
    ]
    return [reverse(one.name, kwargs={part: parts[part] for part in one.parts}) for one in named]


@pytest.mark.parametrize("who", ["tom", "david", "bola"])
def test_nobody_without_a_seat_reads_any_of_it(sign_in, cast, alone, who):
    client = sign_in(getattr(cast, who))
    codes = {
        (page, method.__name__): method(page).status_code
        for page in addresses(alone)
        for method in (client.get, client.post)
    }
    assert {door: code for door, code in codes.items() if code not in {404, 405}} == {}
    assert len(codes) > 60


def test_who_has_a_seat_reads_all_of_it(sign_in, cast, alone):
    client = sign_in(cast.amira)
    codes = {page: client.get(page).status_code for page in addresses(alone)}
    others = {page for page, code in codes.items() if code == 405 or page.startswith("/p/")}
    assert {code for page, code in codes.items() if page not in others} == {200}
    assert len(others) == 3  # two that are only pressed, and no public file


def test_who_left_reads_none_of_it(sign_in, cast, alone, now):
    project = Project.objects.get()
    actions.leave(seat=project.seats.get(member=cast.priya), day=now.date())
    client = sign_in(cast.priya)
    assert {client.get(page).status_code for page in addresses(alone)} <= {404, 405}


def test_who_left_the_organisation_reads_none_of_it(sign_in, cast, alone, now):
    end_membership(membership=cast.priya, now=now)
    client = sign_in(cast.priya)
    assert {client.get(page).status_code for page in addresses(alone)} <= {404, 405}


@pytest.mark.parametrize("page", ["projects/", "", "people/", "letters/", "pictures/"])
def test_no_list_names_it_to_others(sign_in, cast, alone, page):
    client = sign_in(cast.tom)
    shown = client.get(f"/o/sandbrook-council/{page}").content.decode()
    assert [word in shown for word in ("A plan for Dot", "plan.pdf", "A visit")] == [False] * 3


def test_a_project_of_one_person_has_no_public_page_when_it_is_changed(
    sign_in, cast, project, at, now
):
    sent = {"name": "X", "issue": "Y", "level": "individual", "begun": "2026-01-01"}
    client = sign_in(cast.amira)
    outside = client.post(at("change/"), sent).content.decode()
    actions.add_seat(
        project=project, member=cast.amira, staff=True, experience=False, joined=now.date()
    )
    Project.objects.update(published=now)
    public = client.post(at("change/"), sent).content.decode()
    Project.objects.update(published=None)
    answer = client.post(at("change/"), sent)
    project.refresh_from_db()
    assert "Add yourself to the team first." in outside
    assert "This project has a public page. Take that down first" in public
    assert (answer.status_code, project.level, project.name) == (302, "individual", "X")


def test_one_persons_support_is_opened_to_all_staff_only_when_they_agree(sign_in, cast, begin, at):
    alone = begin(level="individual", name="A plan for Dot")
    client = sign_in(cast.amira)
    sent = {"name": "X", "issue": "Y", "level": "strategic", "begun": "2026-01-01"}
    page = client.post(at("change/", alone), sent).content.decode()
    assert "Ask the people in it first, and say that they agree" in page
    same = {"by": cast.amira, "name": "X", "issue": "Y", "begun": alone.begun}
    with pytest.raises(actions.NotPossible, match="Ask the people in it first"):
        actions.change(project=alone, level="strategic", **same)
    alone.refresh_from_db()
    assert alone.level == "individual"
    assert client.post(at("change/", alone), sent | {"opens": "on"}).status_code == 302
    alone.refresh_from_db()
    assert alone.level == "strategic"
    assert "everybody who works here" not in client.get(at("change/", alone)).content.decode()


def test_a_project_cannot_end_before_it_begins(sign_in, cast, project, at):
    sent = {"name": "X", "issue": "Y", "level": "strategic", "begun": "2026-01-02"}
    page = sign_in(cast.amira).post(at("change/"), sent | {"ended": "2026-01-01"})
    project.refresh_from_db()
    assert "Enter the day it began, or a later one" in page.content.decode()
    assert (project.name, project.ended) == ("The Sanctuary", None)
