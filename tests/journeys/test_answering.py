"""What the scripts of a page of questions do for somebody who answers a survey."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import acts, clock


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
