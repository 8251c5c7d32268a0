"""A decision of a project on a phone: a no is refused without its reason, and kept with one."""

import re

from playwright.sync_api import Page, expect

from tests.journeys import acts
from tests.journeys.conftest import DESK, PHONE


def test_a_no_is_kept_with_its_reason_only(visitor):
    amira = visitor(viewport=PHONE)
    amira.sign_in()
    amira.go("/o/sandbrook/projects/begin/")
    page: Page = amira.page
    page.get_by_label("What is the project called?").fill("A room for bad nights")
    page.get_by_label("Which issue do you want to solve together?").fill("Nowhere to go at night.")
    acts.follow(page.locator("main button.button").last)

    page.get_by_role("link", name="Decisions", exact=True).first.focus()
    acts.follow(page.get_by_role("link", name="Decisions", exact=True).first)
    amira.check("a register with nothing in it")
    acts.follow(page.get_by_role("link", name="Write down a decision"))
    page.get_by_label("What has to be decided?").fill("Should it open all night?")
    page.get_by_label("Some of it can change").check()
    page.get_by_label("What cannot change, and why?").fill("The rent is fixed.")
    page.get_by_label("In which ways could it go?").fill("Until one\nAll night")
    acts.follow(page.get_by_role("button", name="Put it in the register"))
    amira.check("a decision that is open")
    where = page.url

    acts.follow(page.get_by_role("link", name="Say what was decided"))
    page.get_by_label("No", exact=True).check()
    page.get_by_label("What was decided?").fill("It closes at one.")
    page.get_by_label("Who decided?").fill("The team")
    page.get_by_label("Until one").check()
    acts.follow(page.get_by_role("button", name="Keep this decision"))
    expect(page).to_have_title(re.compile("^Problem: "))
    problems = page.get_by_role("alert").get_by_role("link")
    expect(problems).to_have_text(
        ["Choose the type of reason why not", "Enter why, in plain words: people read this"]
    )
    expect(page.get_by_label("What was decided?")).to_have_value("It closes at one.")
    expect(page.get_by_label("Until one")).to_be_checked()
    amira.check("a no without its reason")

    problems.first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_reason_0")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("It would not be safe")).to_be_checked()
    problems.last.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_why")).to_be_focused()
    page.keyboard.type("There are not enough night staff.")
    page.get_by_role("button", name="Keep this decision").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.partition("#")[0] == where
    expect(page.get_by_role("heading", name="Why: it would not be safe")).to_be_visible()
    amira.check("a decision that is made")

    acts.follow(page.get_by_role("link", name="Say what will be done"))
    page.get_by_label("What will be done?").fill("Ask for night staff")
    page.get_by_label("Who does it?").select_option(index=1)
    page.get_by_label("By when?").fill("2030-01-01")
    acts.follow(page.get_by_role("button", name="Begin this action"))
    amira.check("an action")
    for name, heading in (
        ("It is done", "It is done"),
        ("Note how far it is", "Note how far it is"),
        ("It will not be done", "It will not be done"),
    ):
        action = page.url
        acts.follow(page.get_by_role("link", name=name))
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        amira.check(heading)
        amira.go(action)
    page.set_viewport_size(DESK)
    amira.go(re.sub(r"decisions/.*", "decisions/", where))
    amira.check("the register on a desk")
    acts.follow(page.get_by_role("link", name="Answer many with a spreadsheet"))
    amira.check("answers by spreadsheet")
