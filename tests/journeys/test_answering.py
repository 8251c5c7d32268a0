"""What the scripts of a page of questions do for somebody who answers a survey."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys import acts, clock
from tests.journeys.conftest import DESK, PHONE
from tests.pictures import png


@pytest.fixture
def survey(demo) -> str:
    """The address of the survey that the example organisation has open."""
    with clock.database(demo.data) as rows:
        (code,) = rows.execute(
            "SELECT code FROM asks_wave WHERE mode = 'anonymous' AND closed IS NULL"
            " AND NOT of_session AND NOT invited_only"
        ).fetchone()
    return f"/a/{code}/"


def test_an_answer_is_taken_back_and_words_go_along(visitor, survey):
    guest = visitor()
    page: Page = guest.page
    guest.go(f"{survey}q/confident/")
    clear = page.get_by_role("button", name="Clear my answer")
    expect(clear).to_be_hidden()
    page.check("input[name='confident'][value='4']")
    with page.expect_response("**/keep/") as kept:
        clear.click()
    assert kept.value.status == 204
    expect(page.locator("input:checked")).to_have_count(0)
    expect(page.locator("input[name='confident']").first).to_be_focused()

    guest.go(f"{survey}q/help/")
    page.locator("[name='help']").fill("x" * 9_990)
    expect(page.get_by_text("Letters left: 10").first).to_be_visible()
    guest.check("a question near its limit")
    page.locator("[name='help']").fill("x" * 10_003)
    expect(page.get_by_role("status")).to_have_text("Letters too many: 3")
    acts.follow(page.get_by_role("link", name="Back", exact=True))
    guest.go(f"{survey}q/help/")
    expect(page.locator("[name='help']")).to_have_value("x" * 10_003)
    expect(page.locator(".problems")).to_be_focused()
    guest.check("what is too long, come back to")

    guest.go(survey)
    guest.check("the first page, come back to")
    acts.follow(page.get_by_role("button", name="Somebody else answers on this device"))
    expect(page.get_by_role("link", name="Start", exact=True)).to_have_attribute(
        "href", re.compile("/q/confident/$")
    )
    guest.go(f"{survey}q/help/")
    expect(page.locator("[name='help']")).to_have_value("")


def test_choices_have_symbols_and_pictures(visitor):
    """Put beside choices with the keyboard, and chosen on a phone."""
    amira = visitor(viewport=DESK)
    amira.sign_in()
    amira.go("/o/sandbrook/ask/")
    page: Page = amira.page
    acts.follow(page.get_by_role("button", name="Start from this").first)
    amira.go(f"{page.url}q/quoting/")
    page.locator("#pictures summary").click()
    amira.check("a question before it has pictures")
    acts.follow(page.get_by_role("button", name=re.compile("Choose the picture .* “Yes”")))
    page.get_by_label("Find a symbol by a word").fill("thumbs")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("symbols found")
    amira.check("symbols that were found")
    page.get_by_role("radio", name="thumbs up", exact=True).check()
    acts.follow(page.get_by_role("button", name="Save", exact=True))
    expect(page.locator("#pictures img")).to_have_js_property("naturalWidth", 150)
    acts.follow(page.get_by_role("button", name=re.compile("Choose the picture .* “No”")))
    photo = {"name": "no.png", "mimeType": "image/png", "buffer": png()}
    page.locator("[type=file]").set_input_files(photo)
    acts.follow(page.get_by_role("button", name="Save", exact=True))
    amira.check("a question with pictures")
    page.set_viewport_size(PHONE)
    acts.follow(page.get_by_role("link", name="See it as people will"))
    expect(page.locator("#try-quoting img.choice-picture")).to_have_count(2)
    expect(page.get_by_role("radio", name="Yes", exact=True).last).to_be_visible()
    amira.check("choices with pictures on a phone")


def ask_for_a_file(amira) -> str:
    """Have Amira ask for a file by name; return the private link of somebody without an address."""
    page: Page = amira.page
    amira.go("/o/sandbrook/ask/")
    acts.follow(page.get_by_role("button", name="Start from this").first)
    form = page.url
    amira.go(f"{form}add/file/")
    page.get_by_label("The question", exact=True).fill("Show us the place")
    page.get_by_label("How many files at most?").fill("2")
    amira.check("a question for a file while it is written")
    acts.follow(page.get_by_role("button", name="Save the question"))
    acts.follow(page.get_by_role("button", name=re.compile("^Publish")))
    amira.go(f"{form}ask-people/")
    page.get_by_label("Who will read the answers?").fill("Amira")
    page.get_by_label("What happens then, and by when?").fill("We talk about it.")
    closes = timezone.localdate() + timedelta(days=9)
    page.locator("[name='closes_day']").fill(closes.isoformat())
    page.locator("[name='mode'][value='anonymous']").check()
    acts.follow(page.get_by_role("button", name="Ask people"))
    expect(page.locator(".problems")).to_contain_text("a file says who somebody is")
    page.locator("[name='mode'][value='named']").check()
    acts.follow(page.get_by_role("button", name="Ask people"))
    wave = page.url
    amira.go(f"{wave}invite/")
    page.locator("label", has_text="no address: you hand them the link").first.click()
    acts.follow(page.get_by_role("button", name="Invite them"))
    amira.go(f"{wave}links/")
    return "/a/" + page.locator(".poster-address").first.inner_text().partition("/a/")[2] + "/"


def test_a_picture_and_a_document_go_along_with_an_answer(visitor):
    """Added on a phone without a script and with one, taken out, sent and fetched."""
    amira = visitor(viewport=DESK)
    amira.sign_in()
    link = ask_for_a_file(amira)
    guest = visitor(viewport=PHONE)
    page: Page = guest.page
    guest.go(link)
    at = page.url
    guest.go(f"{at}q/show_us_the_place/")
    guest.check("a question for a file")
    bare = {"name": "notes.exe", "mimeType": "text/plain", "buffer": b"\0"}
    photo = {"name": "Shop.png", "mimeType": "image/png", "buffer": png()}
    notes = {"name": "Notes.txt", "mimeType": "text/plain", "buffer": b"Open on Monday"}
    page.get_by_label("Choose files").set_input_files([photo, bare])
    acts.follow(page.get_by_role("button", name="Add them now"))
    expect(page.locator(".problems")).to_contain_text("“notes.exe”: This is not a kind")
    expect(page.locator(".problems")).to_be_focused()
    expect(page.get_by_role("link", name="Shop.png (picture, 1 kB)")).to_be_visible()
    guest.check("a question with a file, and one that is not taken")
    page.get_by_label("Choose another file").set_input_files(notes)
    acts.follow(page.get_by_role("button", name="Add it now"))
    expect(page.get_by_text("You have added 2 of 2.")).to_be_visible()
    guest.check("a question with all the files it takes")
    page.get_by_role("button", name=re.compile("^Remove.*Shop.png")).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Shop.png (picture, 1 kB)")).to_have_count(0)
    guest.go(f"{at}all/")
    expect(page.get_by_role("link", name="Notes.txt (plain text, 1 kB)")).to_be_visible()
    guest.check("all questions, with a file")
    guest.go(f"{at}check/")
    guest.check("answers with a file, to be sent")
    acts.follow(page.get_by_role("link", name=re.compile("^Change.*Show us the place")))
    acts.follow(page.get_by_role("button", name="Continue"))
    expect(page.get_by_role("link", name="Notes.txt (plain text, 1 kB)")).to_be_visible()
