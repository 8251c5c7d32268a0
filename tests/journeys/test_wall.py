"""An ideas wall in a real browser: two phones and whoever leads, the keyboard alone, no JavaScript,
and what a screen reader would speak."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from alongside.cli import demo as demo_command
from tests.pictures import photo

from .acts import away
from .conftest import DESK, PATIENCE, PHONE, RULES, USUAL, violations
from .test_access import tab_to


@pytest.fixture
def open_page(browser, demo):
    """Open an address of the demo in a browser of its own."""
    contexts = []

    def do(address: str, **more: object) -> Page:
        context = browser.new_context(**(USUAL | more))
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.goto(demo.address + address)
        return page

    yield do
    for context in contexts:
        context.close()


@pytest.fixture
def leader(open_page, demo):
    """Amira, at the list of walls."""
    page = open_page("/account/login/", viewport=DESK)
    page.locator("#id_login").fill(demo_command.EMAIL)
    page.locator("#id_password").fill(demo_command.PASSWORD)
    page.get_by_role("button", name="Sign in").first.click()
    page.wait_for_url(re.compile(r"/o/|/start/"))
    page.goto(f"{demo.address}/o/sandbrook/walls/")
    return page


def make(leader: Page, template: str) -> str:
    """Make a wall from a template; return its code."""
    leader.get_by_role("listitem").filter(has_text=template).get_by_role("link").click()
    leader.get_by_role("button", name="Make this wall").click()
    address = leader.locator(".poster-address").inner_text()
    return address.strip("/").rsplit("/", 1)[1]


def fine(page: Page) -> None:
    assert violations(page, "tag", RULES) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def written(page: Page, words: str) -> Locator:
    """Return the notes on the page that say exactly these words."""
    return page.locator("[data-columns] [data-text]", has_text=re.compile(f"^{re.escape(words)}$"))


def spoken(page: Page) -> list[str]:
    """Return what the polite region has said so far, in order; the first call begins to listen."""
    return page.evaluate(
        """() => {
            if (!window.spoken) {
                window.spoken = [];
                const place = document.querySelector("[data-says]");
                new MutationObserver(() => window.spoken.push(place.textContent.trim()))
                    .observe(place, { childList: true });
            }
            return window.spoken;
        }"""
    )


def test_two_phones_and_whoever_leads_share_a_wall(leader, open_page):
    fine(leader)
    code = make(leader, "What is good about co-production, and for whom")
    fine(leader)
    one, two = (open_page(f"/wall/{code}/") for _ in range(2))
    fine(one)
    two.locator("#wall-pace").select_option("each")
    two.locator("#note-text").fill("half a thought")
    assert spoken(two) == []
    one.get_by_label("Your note").fill("I was believed")
    one.get_by_label("Column").select_option("Carers")
    one.get_by_role("button", name="Add my note").click()
    carers = two.get_by_role("region", name="Carers")
    expect(carers.get_by_role("listitem")).to_have_count(1)
    expect(two.locator("[data-says]")).to_have_text("New note in Carers: I was believed")
    assert two.evaluate("document.activeElement.id") == "note-text"
    assert two.locator("#note-text").input_value() == "half a thought"
    two.get_by_role("button", name=re.compile("^Agree \\(0\\)")).click()
    expect(one.get_by_role("button", name=re.compile("^Agree \\(1\\)"))).to_be_visible()
    one.locator("summary", has_text="Move").click()
    one.get_by_role("button", name=re.compile("To\\s+People")).click()
    expect(two.get_by_role("region", name="People").get_by_role("listitem")).to_have_count(1)
    expect(one.locator(".note [data-to='0']")).to_be_hidden()
    expect(one.locator(".note [data-to='1']")).to_be_visible()
    expect(two.locator("[data-says]")).to_have_text("Moved to People: I was believed")
    said = [words for words in spoken(two) if words]
    assert said == [
        "New note in Carers: I was believed",
        "You agree.",
        "Moved to People: I was believed",
    ]
    one.get_by_role("button", name="Undo my last change").click()
    expect(carers.get_by_role("listitem")).to_have_count(1)
    leader.get_by_role("button", name=re.compile("^Hide")).click()
    expect(written(two, "I was believed")).to_have_count(0)
    leader.get_by_role("button", name=re.compile("^Bring back")).click()
    expect(carers.get_by_role("listitem")).to_have_count(1)
    leader.get_by_role("button", name="Lock the wall").click()
    expect(two.get_by_role("button", name="Add my note")).to_have_count(0)
    fine(two)
    leader.get_by_role("button", name="Open it again").click()
    expect(two.locator("#note-text")).to_have_value("half a thought")
    two.reload()
    expect(two.get_by_role("button", name=re.compile("^You agree \\(1\\)"))).to_be_visible()


def test_a_line_that_was_lost_is_caught_up(leader, open_page):
    code = make(leader, "What co-production is, and what it is not")
    one, two = (open_page(f"/wall/{code}/") for _ in range(2))
    two.context.set_offline(True)
    for words in ("First", "Second"):
        one.get_by_label("Your note").fill(words)
        one.get_by_role("button", name="Add my note").click()
        expect(written(one, words)).to_be_visible()
    two.get_by_label("Your note").fill("Written in a tunnel")
    two.get_by_role("button", name="Add my note").click()
    expect(two.locator("[data-says]")).to_contain_text("We try again")
    two.context.set_offline(False)
    expect(written(two, "Second")).to_be_visible()
    expect(written(one, "Written in a tunnel")).to_be_visible()
    expect(one.locator("[data-columns] [data-note]")).to_have_count(3)
    away(one, "**/do/")
    one.get_by_label("Your note").fill("Sent while the server started anew")
    one.get_by_role("button", name="Add my note").click()
    expect(written(two, "Sent while the server started anew")).to_be_visible()
    one.get_by_label("Your note").fill("Not sent yet")
    one.reload()
    expect(one.get_by_label("Your note")).to_have_value("Not sent yet")
    lost = one.context.new_page()
    lost.goto(one.url)
    lost.route("**/do/", lambda route: (route.fetch(), route.abort()))
    lost.get_by_label("Your note").fill("Kept, but nobody said so")
    with lost.expect_event("requestfailed"):
        lost.get_by_role("button", name="Add my note").click()
    lost.reload()
    lost.unroute("**/do/")
    expect(lost.get_by_label("Your note")).to_have_value("Kept, but nobody said so")
    lost.get_by_role("button", name="Add my note").click()
    expect(lost.get_by_label("Your note")).to_have_value("")
    expect(written(two, "Kept, but nobody said so")).to_have_count(1)
    expect(two.locator("[data-columns] [data-note]")).to_have_count(5)
    lost.reload()
    expect(lost.get_by_label("Your note")).to_have_value("")


def test_the_keyboard_is_enough(leader, open_page):
    code = make(leader, "How things are now, and how we want them")
    page = open_page(f"/wall/{code}/", viewport=DESK)
    tab_to(page, "#note-text")
    page.keyboard.type("Doors open for everybody")
    tab_to(page, "[data-add] button.button")
    page.keyboard.press("Enter")
    note = page.get_by_role("listitem").filter(has_text="Doors open")
    expect(note).to_be_visible()
    tab_to(page, ".note summary")
    page.keyboard.press("Enter")
    tab_to(page, ".note [data-to='1']")
    page.keyboard.press("Enter")
    wanted = page.get_by_role("region", name="How we want it")
    expect(wanted.get_by_role("listitem")).to_have_count(1)
    assert page.evaluate("document.activeElement.closest('.note') !== null")
    tab_to(page, ".note [data-more]")
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog")
    expect(box).to_be_visible()
    fine(page)
    tab_to(page, "#own-group")
    page.keyboard.type("Doors")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Doors", exact=True)).to_be_visible()
    expect(box).to_have_count(0)


FOCUSED = "document.activeElement.textContent.trim().replace(/\\s+/g, ' ')"
"""What the element with the focus says."""


def test_sorting_and_locking_takes_nobody_from_their_place(leader, open_page):
    page = open_page(f"/wall/{make(leader, 'What is good about co-production, and for whom')}/")
    for words in ("Time", "Trust"):
        page.get_by_label("Your note").fill(words)
        page.get_by_role("button", name="Add my note").click()
        expect(written(page, words)).to_have_count(1)
    page.get_by_text("Add a label").click()
    page.get_by_label("Label").select_option("A worry")
    page.get_by_label("Your note").fill("half a thought")
    page.get_by_role("button", name=re.compile("^Agree.*Trust")).focus()
    page.evaluate("document.querySelector('[data-wall]').dataset.old = ''")
    leader.get_by_role("button", name="Sort by votes").focus()
    leader.keyboard.press("Enter")
    expect(leader.get_by_role("button", name="Back to their own order")).to_be_focused()
    page.locator("[data-by-votes]:not([data-old])").wait_for()
    assert page.evaluate(FOCUSED) == "Agree (0): Trust"
    leader.get_by_role("button", name="Lock the wall").focus()
    leader.keyboard.press("Enter")
    page.locator("[data-wall][data-locked]").wait_for()
    assert page.evaluate("document.activeElement.id") == "note-2"
    fine(page)
    expect(leader.get_by_role("button", name="Open it again")).to_be_focused()
    leader.keyboard.press("Enter")
    expect(page.get_by_label("Your note")).to_have_value("half a thought")
    expect(page.get_by_label("Label")).to_have_value("worry")
    assert page.evaluate("document.activeElement.id") == "note-2"


def test_a_wall_works_without_javascript(leader, open_page):
    code = make(leader, "What gets in the way, and what helps")
    page = open_page(f"/wall/{code}/", java_script_enabled=False)
    other = open_page(f"/wall/{code}/", java_script_enabled=False)
    page.get_by_label("Your note").fill("Meetings at ten")
    page.get_by_role("button", name="Add my note").click()
    expect(written(page, "Meetings at ten")).to_be_visible()
    other.get_by_role("link", name="See what is new").click()
    expect(written(other, "Meetings at ten")).to_have_count(0)
    leader.get_by_role("button", name="Show all notes to everybody").click()
    expect(leader.get_by_role("button", name="Show all notes to everybody")).to_have_count(0)
    other.get_by_role("link", name="See what is new").click()
    other.get_by_role("button", name=re.compile("^Agree \\(0\\)")).click()
    expect(other.get_by_role("button", name=re.compile("^You agree \\(1\\)"))).to_be_visible()
    other.get_by_role("button", name="Undo my last change").click()
    expect(other.get_by_role("button", name=re.compile("^Agree \\(0\\)"))).to_be_visible()
    page.get_by_role("link", name="See what is new").click()
    page.get_by_role("link", name=re.compile("^More")).click()
    page.get_by_label("Your note").fill("Meetings at ten in the morning")
    page.get_by_role("button", name="Save my note").click()
    expect(written(page, "Meetings at ten in the morning")).to_be_visible()
    assert page.viewport_size == PHONE


def test_a_picture_from_a_phone_is_on_every_phone(leader, open_page):
    code = make(leader, "What is good about co-production, and for whom")
    one, two = (open_page(f"/wall/{code}/") for _ in range(2))
    two.locator("#wall-pace").select_option("each")
    one.get_by_label("Your note").fill("Our garden")
    one.get_by_text("Add a label, a symbol or a picture").click()
    sent = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    one.get_by_label("Picture (optional)").set_input_files(sent)
    one.get_by_role("button", name="Add my note").click()
    problem = one.locator("#note-picture_says-problem")  # the picture is made smaller before
    expect(problem).to_have_text("Say what the picture shows.", timeout=PATIENCE)
    fine(one)
    one.get_by_label("What does the picture show?").fill("A long table")
    with one.expect_response("**/do/") as kept:
        one.get_by_role("button", name="Add my note").click()
    assert kept.value.request.sizes()["requestBodySize"] < len(photo()) / 3
    picture = two.get_by_role("img", name="A long table")
    expect(picture).to_be_visible()
    expect(two.locator("[data-says]")).to_have_text(
        "New note in People: Our garden, with a picture: A long table"
    )
    picture.scroll_into_view_if_needed()
    two.wait_for_function("document.querySelector('[data-columns] img').naturalWidth === 320")
    expect(one.get_by_label("What does the picture show?")).to_have_value("")
    assert one.evaluate("document.activeElement.id") == "note-text"
    fine(one)
    fine(two)
    address = two.locator("[data-columns] [data-picture] a").evaluate("link => link.href")
    leader.get_by_role("button", name=re.compile("^Hide")).click()
    expect(picture).to_have_count(0)
    assert two.request.get(address).status == 404
    leader.get_by_role("button", name=re.compile("^Bring back")).click()
    expect(picture).to_be_visible()
    one.get_by_role("link", name=re.compile("^More")).click()
    one.get_by_label("Take the picture off").check()
    one.get_by_role("button", name="Save my note").click()
    expect(picture).to_have_count(0)
    expect(written(two, "Our garden")).to_be_visible()


def test_whoever_leads_looks_at_each_note_first(leader, open_page):
    leader.get_by_role("link", name=re.compile("Use this.*What is good")).click()
    leader.get_by_label("Look at each note before others see it").check()
    leader.get_by_role("button", name="Make this wall").click()
    code = leader.locator(".poster-address").inner_text().strip("/").rsplit("/", 1)[1]
    one, two = (open_page(f"/wall/{code}/") for _ in range(2))
    for words in ("I was heard", "Something rude"):
        one.get_by_label("Your note").fill(words)
        one.get_by_role("button", name="Add my note").click()
        expect(written(leader, words)).to_be_visible()
    expect(one.locator("[data-columns] [data-waiting]")).to_have_text(
        ["Only you see it: somebody looks at it first"] * 2
    )
    fine(one)
    fine(leader)
    expect(two.locator("[data-columns] [data-note]")).to_have_count(0)
    leader.get_by_role("button", name=re.compile("^Leave it out.*rude")).click()
    leader.get_by_role("button", name=re.compile("^Show it.*heard")).click()
    expect(written(two, "I was heard")).to_be_visible()
    expect(one.locator("[data-columns] [data-waiting]").first).to_be_hidden()
    expect(leader.get_by_role("button", name=re.compile("^Show it"))).to_have_count(0)
    one.get_by_role("link", name=re.compile("^More.*heard")).click()
    one.get_by_role("dialog").get_by_label("Your note").fill("I was heard twice")
    one.get_by_role("button", name="Save my note").click()
    expect(two.locator("[data-columns] [data-note]")).to_have_count(0)
    expect(written(one, "I was heard twice")).to_be_visible()
    expect(written(two, "Something rude")).to_have_count(0)
