"""A room: somebody leads with a phone in hand, people answer on theirs, one of them without
JavaScript, and a big screen shows what was said."""

import re

from tests.journeys.acts import follow
from tests.journeys.conftest import DESK, PHONE

ASKED = "On which rung does it stand today?"


def come_in(visitor, code, name, **options):
    somebody = visitor(viewport=PHONE, **options)
    somebody.go(f"/room/{code}/")
    somebody.page.get_by_label("Your first name").fill(name)
    follow(somebody.page.get_by_role("button", name="Come in"))
    return somebody


def answer(page, rung):
    page.get_by_label(rung).check()
    page.get_by_role("button", name="Send my answer").click()
    page.get_by_text("Your answer is in").wait_for()


def test_a_room_from_the_lobby_to_the_close(visitor, session):
    key, code = session
    lead = visitor(viewport=PHONE)
    lead.sign_in()
    lead.go(f"/o/sandbrook/sessions/{key}/room/")
    lead.check("before the room is open")
    follow(lead.page.get_by_role("button", name="Open the room"))
    lead.check("the remote in the lobby")

    kit, lou = (come_in(visitor, code, name) for name in ("Kit", "Lou"))
    kit.check("the lobby on a phone")
    plain = come_in(visitor, code, "Mo", java_script_enabled=False)
    screen = visitor(viewport=DESK)
    screen.go(lead.page.get_by_role("link", name="Open the big screen").get_attribute("href"))
    screen.check("the big screen in the lobby")

    follow(lead.page.get_by_role("button", name=re.compile("Go here.*Where are we now")))
    for somebody in (kit, lou):
        somebody.page.get_by_role("heading", name=ASKED).wait_for()
    kit.check("a question on a phone")
    screen.page.get_by_role("heading", name=ASKED).wait_for()
    answer(kit.page, "4 Consultation")
    answer(lou.page, "4 Consultation")
    kit.check("an answer is in")
    follow(plain.page.get_by_role("link", name="See what comes next"))
    plain.page.get_by_label("7 Co-production").check()
    follow(plain.page.get_by_role("button", name="Send my answer"))
    plain.page.get_by_text("Your answer is in: 7 Co-production").wait_for()
    screen.page.get_by_text("3 people are here, 3 have answered").wait_for()
    assert screen.page.get_by_text("2 of 3").count() == 0

    follow(lead.page.get_by_role("button", name="Show results"))
    lead.check("the remote while results are shown")
    for somebody in (kit, lou, screen):
        somebody.page.get_by_text("2 of 3").wait_for()
    kit.check("results on a phone")
    screen.check("results on the big screen")

    follow(lead.page.get_by_role("button", name="Ask again"))
    lou.page.get_by_role("button", name="Send my answer").wait_for()
    answer(lou.page, "6 Co-design")
    follow(lead.page.get_by_role("button", name="Show results"))
    screen.page.get_by_text("Again: 1 person answered").wait_for()
    screen.check("both times side by side")

    kit.page.get_by_text("Ask a question").click()
    kit.page.get_by_label("Your question").fill("Who pays for the tea?")
    kit.check("asking a question")
    follow(kit.page.get_by_role("button", name="Send my question"))
    lead.go(f"/o/sandbrook/sessions/{key}/room/questions/")
    lead.check("questions to look through")
    follow(lead.page.get_by_role("button", name=re.compile("Show it.*Who pays")))
    lou.page.get_by_role("button", name=re.compile("I want to know too")).click()
    lou.page.get_by_role("button", name=re.compile(r"no longer.*\(1\)")).wait_for()

    lead.go(f"/o/sandbrook/sessions/{key}/room/close/")
    lead.check("before it closes")
    follow(lead.page.get_by_role("button", name="Close the room"))
    for somebody in (kit, screen):
        somebody.page.get_by_text("This room is closed").first.wait_for()


def test_the_keyboard_runs_the_big_screen(visitor, session):
    key, _ = session
    lead = visitor(viewport=DESK)
    lead.sign_in()
    lead.go(f"/o/sandbrook/sessions/{key}/room/")
    follow(lead.page.get_by_role("button", name="Open the room"))
    lead.go(lead.page.get_by_role("link", name="Open the big screen").get_attribute("href"))
    first = lead.page.get_by_role("heading", level=1).inner_text()
    with lead.page.expect_navigation():
        lead.page.keyboard.press("ArrowRight")
    assert lead.page.get_by_role("heading", level=1).first.inner_text() != first
    with lead.page.expect_navigation():
        lead.page.keyboard.press("ArrowLeft")
    assert lead.page.get_by_role("heading", level=1).inner_text() == first
    lead.go(f"/o/sandbrook/sessions/{key}/room/close/")
    follow(lead.page.get_by_role("button", name="Close the room"))
