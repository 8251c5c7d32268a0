"""A team settles what people can expect before it invites them. What it promises there has a clock,
and is kept."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys import acts
from tests.journeys.conftest import PHONE


@pytest.fixture
def plan(lead):
    """The address of the plan of a project that Amira has just begun."""
    page = lead.page
    lead.go("/o/sandbrook/projects/begin/")
    page.get_by_label("What is the project called?").fill("A quiet room")
    page.get_by_label("Which issue do you want to solve").fill("At night there is nowhere to go.")
    acts.follow(page.get_by_role("button", name="Begin the project"))
    acts.follow(page.get_by_role("link", name="Plan", exact=True))
    return page.url


@pytest.mark.parametrize("scripts", [True, False], ids=["", "without JavaScript"])
def test_a_team_plans_on_a_phone_and_keeps_what_it_promised(visitor, plan, scripts):
    amira = visitor(viewport=PHONE, java_script_enabled=scripts)
    amira.sign_in()
    page, day = amira.page, timezone.localdate() + timedelta(days=5)
    amira.go(plan)
    expect(page.locator("main")).to_contain_text("0 of 6 questions are settled.")
    if scripts:
        by_keyboard(amira, day)
        look_at(amira)
    else:
        by_touch(amira, day)
    expect(page.locator("main")).to_contain_text("All 6 questions are settled.")
    acts.follow(page.get_by_role("link", name="Promises", exact=True))
    told = page.get_by_role("listitem").filter(has_text="What was decided")
    expect(told).to_contain_text("Due in 5 days")
    acts.follow(told.get_by_role("link", name="What was decided"))
    acts.follow(page.get_by_role("link", name="It was kept"))
    acts.follow(page.get_by_role("button", name="Say that it was kept"))
    expect(page.get_by_role("alert")).to_contain_text("Enter how it was kept")
    page.get_by_label("How was it kept?").fill("Everybody had a letter.")
    acts.follow(page.get_by_role("button", name="Say that it was kept"))
    expect(page.locator("main")).to_contain_text("Kept on time")
    acts.follow(page.get_by_role("link", name="What we promised: A quiet room"))
    expect(page.locator("main")).to_contain_text("1 of 1 promise was kept, 1 of them on time.")


ANSWERS = {
    "Who should be there": "People who know bad nights.",
    "How do you prepare": "Grace rings you a week before.",
    "What can people expect": "You choose the evenings.",
    "What do people get": "A reference.",
    "When and how": "By letter, in easy words.",
}
"""The answer to each question that is answered with words, by how it begins."""


def by_keyboard(amira, day) -> None:
    """Answer the six questions with the keyboard alone."""
    page = amira.page
    acts.press(page, "^Which decisions are open$")
    acts.tab_to(page, "^What has to be decided")
    page.keyboard.type("Which evenings do we open?")
    acts.tab_to(page, "Everything about it can still change")
    page.keyboard.press("Space")
    acts.press(page, "^Add this decision$")
    acts.press(page, "^Go on to the next question$")
    for begins, words in ANSWERS.items():
        acts.tab_to(page, f"^{begins}")
        page.keyboard.type(words)
        if begins.startswith("What do people get"):
            acts.tab_to(page, "^Yes$")
            page.keyboard.press("ArrowDown")
        if begins.startswith("How do you prepare"):
            promise(page, "^What do you promise people", "A talk", day)
        if begins.startswith("When and how"):
            promise(page, "^What do you promise to tell", "What was decided", day)
        acts.press(page, "^Save and go on$")


def promise(page, asks: str, words: str, day) -> None:
    acts.tab_to(page, asks)
    page.keyboard.type(words)
    acts.tab_to(page, "^By which day")
    page.keyboard.type(day.strftime("%m%d%Y"))
    acts.tab_to(page, "^Who sees to it")
    page.keyboard.type("Amira")


def by_touch(amira, day) -> None:
    """Answer the six questions where no script runs."""
    page = amira.page
    acts.follow(page.get_by_role("link", name="Which decisions are open"))
    page.get_by_label("What has to be decided?").fill("Which evenings do we open?")
    page.get_by_label("Everything about it can still change").check()
    acts.follow(page.get_by_role("button", name="Add this decision"))
    acts.follow(page.get_by_role("link", name="Go on to the next question"))
    for begins, words in ANSWERS.items():
        page.get_by_label(begins).fill(words)
        if begins.startswith("What do people get"):
            page.get_by_label("No", exact=True).check()
        if begins.startswith(("How do you prepare", "When and how")):
            told = begins.startswith("When")
            page.get_by_label("What do you promise").fill("What was decided" if told else "A talk")
            page.get_by_label("By which day?").fill(day.isoformat())
            page.get_by_label("Who sees to it?").select_option("Amira Hussain")
        acts.follow(page.get_by_role("button", name="Save and go on"))


def look_at(amira) -> None:
    """Every page of the plan and of what is promised is right for everyone."""
    page = amira.page
    plan = page.url
    amira.check("the plan")
    for step in ("decisions/", "benefit/", "feedback/", "sheet/"):
        amira.go(plan + step)
        amira.check(step)
    amira.go(plan + "feedback/")
    page.get_by_label("What do you promise to tell people?").fill("More")
    acts.follow(page.get_by_role("button", name="Save and go on"))
    expect(page.get_by_role("alert")).to_contain_text("Choose who sees to it")
    amira.check("half a promise")
    project = plan.removesuffix("plan/")
    for where in ("promises/", "promises/make/", "challenges/", ""):
        amira.go(project + where)
        amira.check(where or "the project")
    amira.go("/o/sandbrook/plans/")
    amira.check("all plans")
    amira.go("/o/sandbrook/promises/")
    amira.check("all promises")
    amira.go(plan)
