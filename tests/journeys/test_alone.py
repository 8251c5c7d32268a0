"""A session that is left open: somebody does it alone on a phone, with the keyboard; somebody else
without JavaScript; and once it has closed anybody goes through it again."""

import re

from tests.journeys.acts import close_room, follow, press, tab_to
from tests.journeys.conftest import PHONE

NEXT = r"^(Next|Go on)$"
SEND = "Send my answer"
END = "Thank you. That was everything."
FOLDED = "document.activeElement.matches('form summary') && !document.activeElement.parentNode.open"


def leave_open(lead, key):
    lead.go(f"/o/sandbrook/sessions/{key}/room/")
    follow(lead.page.get_by_role("link", name="Or leave it open for people to do alone"))
    lead.check("before it is left open")
    lead.page.get_by_label("Whom can people turn to?").fill("Amira, 01234 567890")
    lead.page.get_by_label("What happens with the answers").fill("We tell you by 1 May.")
    follow(lead.page.get_by_role("button", name="Leave it open"))
    lead.page.get_by_role("heading", name=re.compile("People do this alone until")).wait_for()
    lead.check("left open")


def choose_with_the_keyboard(page):
    """Choose the first answer of each set of round buttons, with Tab and the space bar; a card that
    is folded is opened first."""
    chosen = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(FOLDED):
            page.keyboard.press("Enter")
        name = page.evaluate(
            "document.activeElement.type === 'radio' ? document.activeElement.name : ''"
        )
        if name and name not in chosen:
            page.keyboard.press("Space")
            chosen.add(name)
        if page.evaluate("document.activeElement.textContent.trim()") == SEND:
            return


def part(page):
    return int(re.search(r"Part (\d+) of", page.locator(".where").inner_text())[1])


def test_alone_on_a_phone_with_the_keyboard_and_again(visitor, lead, session):
    key, code = session
    leave_open(lead, key)
    kit = visitor(viewport=PHONE)
    page = kit.page
    kit.go(f"/j/{code}/")
    press(page, "^Do it at your own pace$")
    kit.check("the door")
    tab_to(page, "^Leave this page quickly$")
    press(page, "^Begin$")
    answered, seen = 0, 0
    while not page.get_by_role("heading", name=END).count():
        seen += 1
        kit.check(f"part {seen}")
        assert part(page) == seen
        if page.locator("main form input[type=radio][name^=step]").count():
            choose_with_the_keyboard(page)
            with page.expect_navigation():
                page.keyboard.press("Enter")
            page.get_by_text("Your answer is in.").first.wait_for()
            answered += 1
        elif page.get_by_role("link", name="Go on without an answer").count():
            press(page, "^Go on without an answer$")
        else:
            press(page, NEXT)
    kit.check("the end")
    assert (seen, answered) == (22, 9)
    page.get_by_text("We tell you by 1 May.").wait_for()
    page.get_by_text("You left out 2 of 11 questions").wait_for()
    press(page, "^Back$")
    again = kit.context.new_page()
    again.goto(f"/room/{code}/")
    assert part(again) == 22
    again.close()

    lead.go(f"/o/sandbrook/sessions/{key}/room/replay/")
    lead.check("whether people can go through it again")
    lead.page.get_by_label("People can go through it again").check()
    follow(lead.page.get_by_role("button", name="Save"))
    close_room(lead, key)
    reader = visitor(viewport=PHONE)
    reader.go(f"/room/{code}/")
    reader.check("it has closed")
    follow(reader.page.get_by_role("link", name="Go through it again"))
    parts = 0
    while reader.page.get_by_role("link", name="Next", exact=True).count():
        parts += 1
        reader.check(f"again, part {parts}")
        assert not reader.page.locator("main form").count()
        follow(reader.page.get_by_role("link", name="Next", exact=True))
    reader.check("what people asked")
    assert parts == 22


def test_alone_without_a_script(visitor, lead, session):
    key, code = session
    leave_open(lead, key)
    mo = visitor(viewport=PHONE, java_script_enabled=False)
    page = mo.page
    mo.go(f"/room/{code}/")
    follow(page.get_by_role("button", name="Begin"))
    while part(page) < 5:
        follow(page.get_by_role("link", name=re.compile(r"^(Next|Go on without an answer)$")))
    page.locator("main input[type=radio]").first.check()
    follow(page.get_by_role("button", name=SEND))
    follow(page.get_by_role("link", name="Back", exact=True))
    page.get_by_text("You can change it until this closes.").wait_for()
    while part(page) < 10:
        follow(page.get_by_role("link", name=re.compile(r"^(Next|Go on without an answer)$")))
    page.locator("textarea").first.fill("People who know")
    follow(page.get_by_role("button", name=re.compile("Add my note")))
    assert part(page) == 10
    page.locator(".note", has_text="People who know").wait_for()
    while not page.get_by_role("heading", name=END).count():
        follow(page.get_by_role("link", name=re.compile(r"^(Next|Go on.*)$")))
    follow(page.get_by_role("button", name=re.compile("let somebody else use this device")))
    page.get_by_role("button", name="Begin").wait_for()
    close_room(lead, key)
