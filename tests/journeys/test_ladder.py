"""A project on the ladder, in a real browser: a label that is refused and kept as an aim, a place
that falls when a fact is missing, a survey that is no co-production, and what people feel."""

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from . import acts, clock
from .conftest import DESK, PHONE, ROOT, Server, Visitor

TELL = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from alongside.influence.tests import told
from alongside.people.models import Membership
from alongside.projects import actions
now = timezone.now()
amira = Membership.objects.get(email="amira@example.org")
expert = Membership.objects.filter(
    organisation=amira.organisation, roles__name="expert by experience", left=None
).first()
story = told.tell(organisation=amira.organisation, expert=expert, staff=amira, now=now)
there = {"there": [story.dot, story.tom], "by": amira, "now": now, "project": story.project}
for stage in ("delivery", "review"):
    actions.note_meeting(
        stage=story.project.stages.get(kind=stage),
        kind="meeting",
        title=f"The {stage} meeting",
        day=now.date() - timedelta(days=3),
        **there,
    )
print(story.project.pk)
"""
"""What was recorded of a project before this journey begins."""


@pytest.fixture(scope="module")
def project(demo: Server) -> int:
    settings = {"DJANGO_SETTINGS_MODULE": "alongside.settings", "ALONGSIDE_DATA": str(demo.data)}
    clean = {name: v for name, v in os.environ.items() if not name.startswith("ALONGSIDE_")}
    told = subprocess.run(
        [sys.executable, "-c", TELL],
        env=clean | settings,
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return int(told.stdout.split()[-1])


def stands_on(page: Page, mark: str) -> str:
    """Return the rung that has this mark."""
    return page.locator(".rung", has=page.locator(".mark", has_text=mark)).locator("b").inner_text()


def say(who: Visitor, rung: int, why: str, *, aim: bool = False) -> None:
    page = who.page
    acts.follow(page.get_by_role("link", name="Say which rung it is on").first)
    page.get_by_role("radio", name=re.compile(f"^{rung} ")).check()
    if aim:
        page.get_by_role("radio", name="Not yet: this is what we aim for").check()
    page.get_by_label("Why do you say so?").fill(why)
    acts.follow(page.get_by_role("button", name="Say it"))


def test_a_position_falls_when_a_fact_is_missing(lead, demo, project):
    page, address = lead.page, f"/o/sandbrook/projects/{project}/ladder/"
    lead.go(address)
    assert stands_on(page, "Records show") == "7 Co-production"
    say(lead, 7, "We decide it together.")
    expect(page.get_by_role("status")).to_have_text("We say 7, Co-production.")
    with clock.database(demo.data) as rows:
        meeting = "title = 'The review meeting' AND project_id = ?"
        rows.execute(
            "DELETE FROM projects_presence WHERE meeting_id IN"
            f" (SELECT id FROM projects_meeting WHERE {meeting})",
            [project],
        )
    lead.go(address)
    assert stands_on(page, "Records show") == "6 Co-design"
    assert stands_on(page, "We say") == "7 Co-production"
    expect(page.get_by_text("It cannot be labelled Co-production now.")).to_be_visible()
    expect(page.get_by_role("heading", name="One fact would raise it to 7")).to_be_visible()
    lead.check("the ladder at a desk")
    page.set_viewport_size(PHONE)
    lead.check("the ladder on a phone")
    page.set_viewport_size(DESK)
    say(lead, 7, "We want people in the review too.")
    refused = page.get_by_role("alert").or_(page.locator(".problems"))
    expect(refused.first).to_contain_text("This cannot be labelled Co-production yet")
    lead.check("a label that is refused")
    page.get_by_role("radio", name="Not yet: this is what we aim for").check()
    acts.follow(page.get_by_role("button", name="Say it"))
    assert stands_on(page, "We aim for") == "7 Co-production"
    lead.go(f"/o/sandbrook/projects/{project}/")
    assert stands_on(page, "Records show") == "6 Co-design"
    lead.check("the overview")


def test_a_survey_cannot_be_called_co_production_and_asks_what_people_feel(
    lead, visitor, demo, project
):
    page = lead.page
    with clock.database(demo.data) as rows:
        (wave,) = rows.execute(
            "SELECT min(id) FROM asks_wave WHERE NOT of_session AND closed IS NULL"
        ).fetchone()
        rows.execute("UPDATE asks_wave SET project_id = ? WHERE id = ?", [project, wave])
    lead.go(f"/o/sandbrook/projects/{project}/ladder/say/wave/{wave}/")
    page.get_by_role("radio", name=re.compile("^7 ")).check()
    page.get_by_label("Why do you say so?").fill("Everybody was asked.")
    acts.follow(page.get_by_role("button", name="Say it"))
    expect(page.locator("main")).to_contain_text(
        "This cannot be labelled Co-production: a survey asks people, and others decide. "
        "By itself it is Consultation at most."
    )
    lead.go("/o/sandbrook/ladder/what-is-it/")
    page.get_by_role("radio", name="A survey").check()
    for question in page.locator("fieldset").all()[1:]:
        question.get_by_role("radio").first.check()
    acts.follow(page.get_by_role("button", name="Tell me what it is"))
    expect(page.get_by_role("heading", name="This is involvement")).to_be_visible()
    lead.check("what it is")
    lead.go(f"/o/sandbrook/projects/{project}/ladder/ask/")
    lead.check("asking what people feel")
    page.get_by_label("How many people do you ask?").fill("8")
    acts.follow(page.get_by_role("button", name="Ask them"))
    code = page.locator("a[href^='/a/']").first.get_attribute("href")
    felt = page.url.rstrip("/").rsplit("/", 1)[1]
    for rung in "5555566666":
        phone = visitor(viewport=PHONE)
        phone.go(code)
        acts.follow(phone.page.get_by_role("link", name=re.compile("^(Start|Go on)$")))
        phone.page.check(f"input[value='rung_{rung}']")
        acts.follow(phone.page.get_by_role("button", name="Continue"))
        acts.send(phone.page)
    lead.go(f"/o/sandbrook/ask/waves/{felt}/close/")
    acts.follow(page.get_by_role("button", name=re.compile("Close")).last)
    lead.go(f"/o/sandbrook/projects/{project}/ladder/")
    assert stands_on(page, "People feel") == "5 Engagement"
    expect(page.locator("main")).to_contain_text("The middle answer of 10 people who answered")
    lead.go("/o/sandbrook/ladder/")
    lead.check("all projects")
    page.set_viewport_size(PHONE)
    lead.check("all projects on a phone")
