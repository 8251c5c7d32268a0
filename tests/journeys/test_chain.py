"""From what somebody said to a theme, a slip of paper and a changed leaflet, in the browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import acts
from tests.journeys.conftest import PHONE


@pytest.fixture
def project(lead) -> str:
    """The address of a project that Amira has just begun."""
    page: Page = lead.page
    lead.go("/o/sandbrook/projects/begin/")
    page.get_by_label("What is the project called?").fill("A room for bad nights")
    page.get_by_label("Which issue do you want to solve together?").fill("There is only hospital.")
    acts.follow(page.get_by_role("button", name="Begin the project"))
    found = re.search(r"/o/sandbrook/projects/\d+/", page.url)
    assert found is not None
    return found[0]


def test_words_are_written_down_sorted_and_traced_into_a_leaflet(visitor, lead, project):
    """With the keyboard where it is quickest, and looked at on a desk and a phone."""
    page: Page = lead.page
    for words in ("I want to sit on a sofa.", "Open all night."):
        lead.go(f"{project}said/add/")
        page.get_by_label("What did they say?").fill(words)
        page.get_by_role("radio", name=re.compile("My name does not stand")).check()
        acts.press(page, "^Write it down$")
    lead.check("one thing that somebody said")
    lead.go(f"{project}themes/make/")
    page.get_by_label("What is the theme called?").fill("A room like home")
    acts.press(page, "^Save the theme$")

    lead.go(f"{project}said/")
    page.get_by_role("checkbox", name=re.compile("sofa")).check()
    page.get_by_label("Into which theme?").select_option("A room like home")
    lead.check("what people said")
    acts.follow(page.get_by_role("button", name="Put it there"))
    expect(page.get_by_role("status")).to_contain_text("now in “A room like home”")
    lead.go(f"{project}themes/")
    page.get_by_text("1 thing that somebody said has no theme yet").wait_for()
    acts.follow(page.get_by_role("link", name="A room like home"))
    page.get_by_text("Said once in the open.").wait_for()
    page.set_viewport_size(PHONE)
    lead.check("a theme on a phone")

    lead.go(f"{project}said/receipts/")
    page.get_by_role("checkbox", name=re.compile("sofa")).check()
    acts.follow(page.get_by_role("button", name="Draw the codes, to print them"))
    expect(page.locator(".receipt-slip .code-word")).to_have_text(re.compile(r"^(\w{4}-){2}\w{4}$"))
    lead.check("a slip")

    lead.go(f"{project}documents/add/")
    page.get_by_label("What is the document called?").fill("Leaflet")
    page.get_by_label("Paste its words").fill("It is a clinic.\n\nCome by bus.")
    acts.follow(page.get_by_role("button", name="Add the document"))
    acts.follow(page.get_by_role("link", name="Add the next version"))
    page.get_by_label("Paste its words").fill("It is a living room.\n\nCome by bus.")
    acts.follow(page.get_by_role("button", name="Add this version"))
    acts.follow(page.get_by_role("link", name=re.compile("Say whose words changed it")))
    page.get_by_label("Which theme?").select_option("A room like home")
    lead.check("whose words changed it")
    acts.follow(page.get_by_role("button", name="Link it"))
    acts.follow(page.get_by_role("button", name="Show it to everybody"))
    lead.check("a document before and after")
    public = page.get_by_role("link", name="its public page").get_attribute("href")

    guest = visitor(java_script_enabled=False)
    guest.go(public)
    expect(guest.page.locator("del")).to_have_text("clinic.")
    expect(guest.page.locator("ins")).to_have_text("living room.")
    guest.page.get_by_text("Because of what people said about “A room like home”.").wait_for()
