"""A facilitator brings in the ready-made session, makes it her own and plans a session with it:
without JavaScript, and with the keyboard alone; axe after each step."""

import re

from playwright.sync_api import Page, expect

from tests.journeys import acts
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_access import press_on, tab_to
from tests.pictures import png

READY_MADE = "/o/sandbrook/programmes/1/designs/ready-made/"


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def items(page: Page) -> list[str]:
    return [
        words.partition(". ")[2] for words in page.locator("li[id^=item-] h2").all_inner_texts()
    ]


def test_the_ready_made_session_is_changed_and_run_without_javascript(visitor):
    amira = visitor(viewport=PHONE, java_script_enabled=False)
    page: Page = amira.page
    amira.sign_in()
    amira.go("/o/sandbrook/programmes/1/")
    acts.follow(page.get_by_role("link", name="Bring in a ready-made session"))
    acts.follow(page.get_by_role("button", name="Bring it in"))
    heading(page, "Co-production: a session of 90 minutes")
    acts.follow(page.get_by_role("link", name="Change the agenda"))
    expect(page.get_by_text("90 of 90 minutes are planned, 10 of them a break.")).to_be_visible()
    first = items(page)[0]
    acts.follow(page.get_by_role("button", name="Remove item 1", exact=True))
    assert items(page)[0] != first
    acts.follow(page.get_by_role("button", name="Undo"))
    assert items(page)[0] == first
    acts.follow(page.get_by_role("link", name="Add to the agenda"))
    acts.follow(page.get_by_role("link", name="Collect ideas"))
    acts.follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("alert")).to_contain_text("Enter what people write about")
    page.get_by_label("What is it called?").fill("Our dream")
    page.get_by_label("How many minutes does it take?").fill("5")
    page.get_by_label("What do people write about?").fill("What is it like in five years?")
    page.get_by_label("Columns").fill("Now\nIn five years")
    acts.follow(page.get_by_role("button", name="Look at it first"))
    expect(page.get_by_text("It is not saved yet.")).to_be_visible()
    acts.follow(page.get_by_role("button", name="Save"))
    assert items(page)[-1] == "Our dream"
    expect(page.get_by_text("The agenda is 5 minutes longer than the session.")).to_be_visible()
    acts.follow(page.get_by_role("link", name=re.compile("Move item 23")))
    acts.follow(page.get_by_role("button", name="After “What helps?”"))
    assert items(page)[13] == "Our dream"
    acts.follow(page.get_by_role("link", name="Plan a session with it"))
    heading(page, "Plan a session")
    chosen = page.get_by_label("Which design does it follow?").locator("option:checked")
    expect(chosen).to_contain_text("Co-production: a session of 90 minutes (2)")


def test_a_question_is_added_with_the_keyboard_alone(visitor):
    amira = visitor(viewport=DESK)
    page: Page = amira.page
    amira.sign_in()
    amira.go(READY_MADE)
    amira.check("ready-made sessions")
    acts.follow(page.get_by_role("button", name="Bring it in"))
    amira.go(f"{page.url}agenda/")
    press_on(page, "Add to the agenda")
    amira.check("kinds of items")
    press_on(page, "Ask everybody a question")
    amira.check("types of questions")
    press_on(page, "Pick one thing")
    tab_to(page, "[name=label]")
    page.keyboard.type("Which day suits you?")
    tab_to(page, "[name=choices]")
    page.keyboard.type("Monday")
    tab_to(page, "[name=minutes]")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Enter at least 2 choices, one a line")
    amira.check("a question that is not finished")
    tab_to(page, "[name=choices]")
    page.keyboard.press("End")
    page.keyboard.type("\nTuesday")
    tab_to(page, "[name=minutes]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/agenda/#item-23")
    amira.check("the agenda")
    assert items(page)[-1] == "Which day suits you?"
    amira.go(f"{page.url.partition('#')[0]}preview/")
    expect(page.get_by_role("group", name="Which day suits you?")).to_be_visible()
    amira.check("the preview")


def test_a_slide_shows_a_picture(visitor):
    amira = visitor(viewport=PHONE)
    page: Page = amira.page
    amira.sign_in()
    amira.go("/o/sandbrook/library/")
    acts.follow(page.get_by_role("link", name="Pictures for slides"))
    amira.check("no pictures yet")
    acts.follow(page.get_by_role("link", name="Add a picture"))
    amira.check("a new picture")
    acts.follow(page.get_by_role("button", name="Add this picture"))
    expect(page.get_by_role("alert")).to_contain_text("Choose a picture")
    amira.check("a new picture with problems")
    sent = {"name": "IMG_1.png", "mimeType": "image/png", "buffer": png(size=(2000, 1200))}
    page.get_by_label("Picture", exact=True).set_input_files(sent)
    page.get_by_label("What does the picture show?").fill("A long table")
    acts.follow(page.get_by_role("button", name="Add this picture"))
    amira.check("the pictures")
    amira.go(READY_MADE)
    acts.follow(page.get_by_role("button", name="Bring it in"))
    amira.go(f"{page.url}agenda/add/slide/")
    page.get_by_label("What is it called?").fill("Our garden")
    page.get_by_label("How many minutes does it take?").fill("2")
    page.get_by_label("A picture that you have").select_option("A long table")
    acts.follow(page.get_by_role("button", name="Look at it first"))
    picture = page.get_by_role("img", name="A long table")
    expect(picture).to_be_visible()
    assert picture.bounding_box()["width"] <= PHONE["width"]
    amira.check("a slide with a picture")
    acts.follow(page.get_by_role("button", name="Save"))
    amira.go("/o/sandbrook/pictures/")
    acts.follow(page.get_by_role("link", name="A long table"))
    expect(page.get_by_text("Take it out there before you delete it.")).to_be_visible()
    amira.check("one picture")
