"""What the scripts of a page of questions do for somebody who answers a survey."""

import re

import pytest
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
