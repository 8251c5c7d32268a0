"""Small groups in a room: made, talked in, called for help from, and brought back onto one wall."""

import re

from tests.journeys.acts import follow, press
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_room import come_in

STEP = "At work: what would you do?"


def test_small_groups_from_the_lobby_to_one_wall(visitor, session):
    key, code = session
    at = f"/o/sandbrook/sessions/{key}/room/"
    lead = visitor(viewport=PHONE)
    lead.sign_in()
    lead.go(at)
    follow(lead.page.get_by_role("button", name="Open the room"))
    screen = visitor(viewport=DESK)
    screen.go(lead.page.get_by_role("link", name="Open the big screen").get_attribute("href"))
    kit, lou = (come_in(visitor, code, name) for name in ("Kit", "Lou"))
    plain = come_in(visitor, code, "Mo", java_script_enabled=False)
    follow(lead.page.get_by_role("button", name=re.compile(f"Go here.*{re.escape(STEP)}")))

    kit.page.get_by_role("radio", name="I use services").check()
    kit.check("before a mix, on a phone")
    follow(lead.page.get_by_role("link", name="Make the small groups"))
    lead.page.get_by_text("3 people came in, 2 are at this step, 0 said who").wait_for()
    follow(kit.page.get_by_role("button", name="Send", exact=True))
    kit.page.get_by_text("Thank you. It is kept").wait_for()
    lead.page.get_by_text("2 are at this step, 1 said who they are here").wait_for()
    lead.page.get_by_label("How many people are in a group?").fill("3")
    lead.page.get_by_label("One after the other").check()
    lead.check("before the groups are made")
    follow(lead.page.get_by_role("button", name="Make the groups"))
    lead.check("the groups, for whoever leads")

    for somebody in (kit, lou):
        somebody.page.get_by_role("heading", name="Group 1").wait_for()
    follow(plain.page.get_by_role("link", name="See what comes next"))
    plain.page.get_by_role("heading", name="Group 1").wait_for()
    screen.page.get_by_text("Your phone says which group you are in.").wait_for()
    screen.check("groups on the big screen")
    kit.check("a group on a phone")

    phones = {"Kit": kit, "Lou": lou}
    for _ in range(2):  # whoever has the word; Mo's page is not told by itself
        before, has_word = said(kit), lead_of(kit)
        if has_word not in phones:
            follow(plain.page.get_by_role("link", name="See what comes next"))
            follow(plain.page.get_by_role("button", name="I have spoken"))
        else:
            phones[has_word].page.get_by_role("heading", name="It is your turn").wait_for()
            phones[has_word].page.get_by_role("button", name="I have spoken").click()
        kit.page.locator("#turn").filter(has_not_text=before).wait_for()

    press(lou.page, "^I take the notes$")
    lou.page.get_by_text("You take the notes.").wait_for()
    lou.page.get_by_label("What shall the others hear?").fill("We would ask first.")
    lou.check("taking the notes")
    follow(lou.page.get_by_role("button", name="Keep it"))
    kit.page.get_by_text("Lou takes the notes.").wait_for()
    kit.page.get_by_role("button", name="Call for help").click()
    kit.page.get_by_text("You have called for help.").wait_for()
    lead.page.get_by_text("They ask for help").wait_for()
    lead.check("a call for help")
    follow(lead.page.get_by_role("button", name=re.compile("I am coming")))
    lou.page.get_by_text("Somebody is on the way to you.").wait_for()

    kit.page.get_by_label("Your note").fill("The people who live there")
    kit.page.get_by_role("button", name="Add my note").click()
    lou.page.locator("[data-text]", has_text="The people who live there").wait_for()

    lead.page.get_by_label("Minutes").fill("5")
    follow(lead.page.get_by_role("button", name="Start the clock"))
    kit.page.get_by_text(re.compile(r"^4:\d\d left$")).wait_for()
    screen.page.get_by_text(re.compile(r"^4:\d\d left$")).wait_for()

    follow(lead.page.get_by_role("button", name="Bring everybody back"))
    for somebody in (kit, screen):
        somebody.page.get_by_text("We would ask first.").wait_for()
    kit.check("back from the groups, on a phone")
    screen.check("back from the groups, on the big screen")
    follow(lead.page.get_by_role("button", name="Put them on one wall"))
    for somebody in (kit, screen):
        somebody.page.get_by_role("heading", name=STEP).wait_for()
        somebody.page.get_by_role("heading", name="Group 1").wait_for()
    kit.check("everything on one wall")
    lead.go(f"{at}voices/")
    lead.check("who is heard")
    lead.go(f"{at}close/")
    follow(lead.page.get_by_role("button", name="Close the room"))


def said(somebody) -> str:
    """What the heading of the round says on a phone."""
    return somebody.page.locator("#turn").text_content()


def lead_of(kit) -> str:
    """Who has the word, as Kit's phone says it."""
    words = said(kit)
    return "Kit" if words == "It is your turn" else words.split()[0]
