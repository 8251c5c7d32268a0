"""What the people of several journeys do: plan a session, answer its questions one by one."""

import re
from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Locator, Page

QUESTIONS = (
    "understanding",
    "model",
    "support",
    "relevant",
    "content",
    "liked",
    "improve",
    "apply",
    "directorate",
    "quoting",
)
"""The questions of the example's evaluation, in order."""

TEXTS = {"model", "liked", "improve", "apply"}

MOST_TABS = 150
FOCUSED = """() => {
    const it = document.activeElement;
    return it.labels?.length ? it.labels[0].textContent : it.textContent;
}"""
"""What the element with the focus says."""


def follow(part: Locator) -> None:
    """Click a link or button that leads to a page, and wait until that page is there. A click by
    itself is over as soon as the old page has heard of it, and what comes next would look at
    either."""
    with part.page.expect_navigation():
        part.click()


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus says these words, as its label or by itself. `words` is a
    regular expression."""
    said = re.compile(words)
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if said.search(" ".join(page.evaluate(FOCUSED).split())):
            return
    raise AssertionError(f"{MOST_TABS} times Tab did not come to “{words}” on {page.url}")


def tab_to_choice(page: Page, value: str) -> None:
    """Press Tab until a choice of this value has the focus, whatever its words are."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == value:
            return
    raise AssertionError(f"{MOST_TABS} times Tab did not come to the choice {value} on {page.url}")


def press(page: Page, words: str) -> None:
    """Go to a link or button that says these words, and press it, with the keyboard alone."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def plan_session(amira: Any) -> str:
    """Have Amira plan a session in two weeks and choose its questions; return its code. She is
    left on the session's page."""
    page: Page = amira.page
    amira.go("/o/sandbrook/sessions/plan/")
    day = timezone.localdate() + timedelta(days=14)
    page.get_by_label("Date", exact=True).fill(day.isoformat())
    page.get_by_label("Starts at", exact=True).fill("13:30")
    page.get_by_label("Ends at").fill("15:00")
    page.get_by_label("Place (optional)", exact=True).fill("Council House, room 4")
    page.get_by_label("How many people can come?").fill("12")
    follow(page.get_by_role("button", name="Plan this session"))
    page.get_by_text("The session is planned.").wait_for()
    follow(page.get_by_role("link", name="Choose the questions").last)
    # The first: another journey may have made a form of the same name.
    page.get_by_role("radio", name="How was the session?").first.check()
    page.get_by_label("What happens then, and by when?").fill("We tell you within two weeks.")
    follow(page.get_by_role("button", name="Use these questions"))
    page.get_by_text("The evaluation opens by itself").wait_for()
    found = re.search(r"/j/(\w{6})/?$", page.locator("a[href^='/j/']").first.get_attribute("href"))
    assert found is not None
    return found[1]


def begin(visitor: Any, code: str) -> None:
    """Go from the code of the session to the first question."""
    visitor.go(f"/j/{code}/")
    follow(visitor.page.get_by_role("link", name="Start the questions"))
    follow(visitor.page.get_by_role("link", name=re.compile("^(Start|Go on)$")))


def answer(page: Page, name: str, value: Any) -> None:
    """Fill in the question on this page, and go on."""
    if name == "understanding":
        for part, step in value.items():
            page.check(f"input[name='{name}.{part}'][value='{step}']")
    elif name in TEXTS:
        page.fill(f"[name='{name}']", value)
    else:
        page.check(f"input[name='{name}'][value='{value}']")
    follow(page.get_by_role("button", name="Continue"))


def answer_all(page: Page, answers: dict[str, Any], *, after: str | None = None) -> None:
    """Answer every question (from the one after `after` on), and arrive at the summary."""
    for name in QUESTIONS[QUESTIONS.index(after) + 1 if after else 0 :]:
        assert re.search(rf"/q/{name}/$", page.url), page.url
        answer(page, name, answers[name])
    page.get_by_role("heading", name="Check your answers").wait_for()


def send(page: Page) -> None:
    follow(page.get_by_role("button", name="Send my answers"))
    page.get_by_role("heading", name="Thank you. We have your answers.").wait_for()


def close_room(lead: Any, key: int) -> None:
    """Have whoever leads close the room of a session."""
    lead.go(f"/o/sandbrook/sessions/{key}/room/close/")
    follow(lead.page.get_by_role("button", name="Close the room"))


def away(page: Page, address: str) -> None:
    """Have what stands before the server say once, in its own words, that the server is away."""
    gone = {"status": 502, "content_type": "text/html", "body": "<h1>Bad Gateway</h1>"}
    page.route(address, lambda route: route.fulfill(**gone), times=1)
