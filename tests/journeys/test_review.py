"""A small group is asked about the design of the sessions, answers by private link, and its words
become the reason for the next version."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys import acts, clock
from tests.journeys.conftest import DESK, PHONE


@pytest.mark.parametrize("scripts", [True, False], ids=["", "without JavaScript"])
def test_a_group_is_asked_answers_and_changes_the_design(visitor, demo, scripts):
    amira, grace = visitor(viewport=DESK), visitor(viewport=PHONE, java_script_enabled=scripts)
    amira.sign_in()
    page = amira.page
    amira.go("/o/sandbrook/designs/1/ask/")
    page.get_by_role("radio", name="Design review group").check()
    day = timezone.localdate() + timedelta(days=14)
    page.get_by_label("Last day to answer").fill(day.isoformat())
    acts.follow(page.get_by_role("button", name="Ask this group"))
    amira.check("the review")
    asked = page.url
    acts.follow(page.get_by_role("link", name="Write it down for Dot Evans"))
    amira.check("writing down")
    page.get_by_label("Is anything missing?").fill("More tea")
    acts.follow(page.get_by_role("button", name="Save what Dot says"))

    answer(grace, link_in_letter(demo, "grace@example.org"), scripts)

    amira.go(asked)
    expect(page.locator("main")).to_contain_text("I liked the cards best")
    expect(page.locator("main")).to_contain_text("written down by Amira Hussain")
    acts.follow(page.get_by_role("link", name="Change the design because of it"))
    expect(page.get_by_label("Why?")).to_have_value(
        # What follows names the part that somebody wants to change, and nobody.
        re.compile(r"^The group “Design review group” looked at version \d+ in .* “Tea")
    )
    amira.check("changing the design")


def answer(grace, link: str, scripts: bool) -> None:
    page = grace.page
    grace.go(link)
    expect(page.locator("main")).to_contain_text("Your name is shown with what you say")
    if scripts:
        grace.check("the private page")
    acts.follow(page.get_by_role("button", name="Send what I think"))
    expect(page.get_by_role("alert")).to_contain_text("Say something about at least one part")
    if scripts:
        grace.check("the private page with a problem")
    page.get_by_role("group", name="Barriers").get_by_label("Keep it").check()
    page.get_by_label("About: Barriers").fill("I liked the cards best")
    page.get_by_role("group", name="Tea").get_by_label("Change it").check()
    acts.follow(page.get_by_role("button", name="Send what I think"))
    expect(page.get_by_role("status")).to_contain_text("Thank you. We have what you said")
    if scripts:
        grace.check("the private page, answered")


def link_in_letter(demo, to: str) -> str:
    """Return the path of the private link in the newest letter about a review to this address."""
    with clock.database(demo.data) as rows:
        (text,) = rows.execute(
            "SELECT text FROM letters_letter WHERE \"to\" = ? AND about = 'review'"
            " ORDER BY written DESC LIMIT 1",
            [to],
        ).fetchone()
    return next(word[word.index("/review/") :] for word in text.split() if "/review/" in word)
