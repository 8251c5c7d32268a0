"""The same story for people whose browser does less: no JavaScript, or no mouse and no touch."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.journeys import acts, clock
from tests.journeys.conftest import DESK

ANSWERS = {
    "understanding": {"before": 2, "now": 4},
    "model": "The ladder of participation",
    "support": "yes",
    "relevant": 4,
    "content": 5,
    "liked": "It was calm",
    "improve": "More chairs",
    "apply": "I will ask first",
    "directorate": "elsewhere",
    "quoting": "no",
}


def test_booking_checking_in_and_answering_need_no_javascript(visitor, demo):
    amira, guest = visitor(viewport=DESK), visitor(java_script_enabled=False)
    amira.sign_in()
    code = acts.plan_session(amira)
    page: Page = guest.page
    guest.go(f"/j/{code}/")
    page.get_by_label("Your name").fill("Hana Novak")
    page.get_by_label("E-mail address").fill("hana@example.org")
    acts.follow(page.get_by_role("button", name="Book my place"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. We have written to you")
    clock.start(demo.data, code, timedelta(minutes=1))
    guest.go(f"/j/{code}/")
    page.get_by_label("Your name or e-mail address").fill("hana@example.org")
    acts.follow(page.get_by_role("button", name="Check in"))
    expect(page.get_by_role("heading", level=1)).to_have_text("You are checked in")
    clock.start(demo.data, code, timedelta(days=3))
    acts.begin(guest, code)
    acts.follow(page.get_by_role("button", name="Continue"))
    expect(page.get_by_role("alert")).to_contain_text("Choose how well you understand")
    acts.answer_all(page, ANSWERS)
    acts.send(page)


def test_the_keyboard_alone_is_enough_to_answer(visitor, demo):
    amira, guest = visitor(viewport=DESK), visitor(viewport=DESK)
    amira.sign_in()
    code = acts.plan_session(amira)
    clock.start(demo.data, code, timedelta(days=3))
    page: Page = guest.page
    guest.go(f"/j/{code}/")
    press_on(page, "Start the questions")
    press_on(page, "Start")
    for name in acts.QUESTIONS:
        page.wait_for_url(f"**/q/{name}/")
        type_in(page, name, ANSWERS[name])
        press_on(page, "Continue")
    page.wait_for_url("**/check/")
    expect(page.locator(".summary")).to_contain_text("Before the session: A little")
    expect(page.locator(".summary")).to_contain_text("It was calm")
    press_on(page, "Send my answers")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. We have your answers.")


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the element of this selector has the focus; it shows at each stop."""
    for _ in range(30):
        page.keyboard.press("Tab")
        assert focus_shows(page), f"the focus cannot be seen on {focused(page)} of {page.url}"
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"30 times Tab did not lead to {wanted} on {page.url}")


def press_on(page: Page, words: str) -> None:
    """Go to the link or button of these words with Tab, and press Enter."""
    for _ in range(30):
        page.keyboard.press("Tab")
        assert focus_shows(page), f"the focus cannot be seen on {focused(page)} of {page.url}"
        if page.evaluate("document.activeElement.textContent.trim()") == words:
            before = page.url
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url, before=before: url != before)
            return
    raise AssertionError(f"30 times Tab did not lead to “{words}” on {page.url}")


def type_in(page: Page, name: str, value: object) -> None:
    """Answer the question on this page with Tab, Space, the arrows and the letters."""
    if name in acts.TEXTS:
        tab_to(page, f"[name='{name}']")
        page.keyboard.type(str(value))
    elif isinstance(value, dict):
        for part, step in value.items():
            choose(page, f"{name}.{part}", step)
    else:
        choose(page, name, value)


def choose(page: Page, name: str, value: object) -> None:
    tab_to(page, f"[name='{name}']")
    page.keyboard.press("Space")
    for _ in range(12):
        if page.evaluate("document.activeElement.value") == str(value):
            break
        page.keyboard.press("ArrowDown")
        assert focus_shows(page), f"the focus cannot be seen on {focused(page)} of {page.url}"
    expect(page.locator(f"[name='{name}']:checked")).to_have_value(str(value))


def focus_shows(page: Page) -> bool:
    """Return whether the element in focus, or the label it stands in, has an outline or a ring."""
    return page.evaluate(
        """() => [document.activeElement, document.activeElement.closest("label")]
            .filter(Boolean)
            .map(part => getComputedStyle(part))
            .some(style => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
                || style.boxShadow !== "none")"""
    )


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.outerHTML.slice(0, 160)")
