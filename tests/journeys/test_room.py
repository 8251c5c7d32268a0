"""A room: somebody leads with a phone in hand, people answer on theirs, one of them without
JavaScript or with the keyboard alone, and a big screen shows what was said.

With ALONGSIDE_PICTURES=1 the pictures of docs/guide/running-a-room.md are made anew on the way.
"""

import json
import os
import re

import pytest
from playwright.sync_api import expect

from tests.journeys import clock
from tests.journeys.acts import away, follow, press, tab_to
from tests.journeys.conftest import DESK, PHONE, ROOT

ASKED = "On which rung does it stand today?"
QUESTION = f"Think of one piece of your work. {ASKED}"
RUNGS = [
    "7 Co-production (doing with)",
    "6 Co-design (doing with)",
    "5 Engagement (doing for)",
    "4 Consultation (doing for)",
    "3 Informing (doing for)",
    "2 Educating (doing to)",
    "1 Coercion (doing to)",
    "I am not sure",
]
PICTURES = ROOT / "docs" / "guide" / "pictures"
SMALL = {"viewport": DESK, "device_scale_factor": 0.6}
"""A desk whose pictures are small enough to be kept."""
ORDER = {
    "type": "ranking",
    "label": {"en": "What matters most?"},
    "choices": [{"name": one.lower(), "label": {"en": one}} for one in ("Time", "Place")],
}
POINTS = {
    "type": "points",
    "label": {"en": "What should the money go to?"},
    "choices": [{"name": one.lower(), "label": {"en": one}} for one in ("Buses", "The park")],
}
POINTS["choices"][1]["name"] = "park"
SLIDER = {
    "type": "slider",
    "label": {"en": "How much of your day is it?"},
    "start": 0,
    "end": 100,
    "step": 10,
    "low": {"en": "None of it"},
    "high": {"en": "All of it"},
}
PROJECTOR = {"width": 1280, "height": 800}
LARGE = {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2}
"""A desk of 1280 pixels at 200 %."""


def come_in(visitor, code, name, **options):
    somebody = visitor(viewport=PHONE, **options)
    somebody.go(f"/room/{code}/")
    somebody.page.get_by_label("Your first name").fill(name)
    follow(somebody.page.get_by_role("button", name="Come in"))
    return somebody


def answer(page, rung, why=""):
    page.get_by_label(rung).check()
    page.get_by_label("Say why").fill(why)
    page.get_by_role("button", name="Send my answer").click()
    page.get_by_text("Your answer is in").wait_for()


def picture(page, name):
    """Make a picture of the guide anew, of what the window shows, if it was asked for."""
    if os.environ.get("ALONGSIDE_PICTURES"):
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"room-{name}.png")


def all_in_sight(page, answers):
    """Every answer of the results is seen on the big screen, where nobody scrolls."""
    page.evaluate("scrollTo(0, 0)")
    rows = page.locator("tbody tr")
    assert rows.count() == answers
    last = rows.last.bounding_box()
    assert last["y"] + last["height"] <= page.viewport_size["height"]


def code_in_sight(page, code):
    """The code of the room is seen, also when the page is scrolled to its end."""
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.get_by_text(code, exact=True).first).to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")


def test_a_room_from_the_lobby_to_the_close(visitor, session):
    key, code = session
    lead = visitor(viewport=PHONE)
    lead.sign_in()
    lead.go(f"/o/sandbrook/sessions/{key}/room/")
    lead.check("before the room is open")
    follow(lead.page.get_by_role("button", name="Open the room"))
    lead.check("the remote in the lobby")
    expect(lead.page.get_by_text(code, exact=True)).to_be_in_viewport()

    kit, lou = (come_in(visitor, code, name) for name in ("Kit", "Lou"))
    kit.check("the lobby on a phone")
    plain = come_in(visitor, code, "Mo", java_script_enabled=False)
    screen = visitor(**SMALL)
    screen.go(lead.page.get_by_role("link", name="Open the big screen").get_attribute("href"))
    screen.check("the big screen in the lobby")

    follow(lead.page.get_by_role("button", name=re.compile("Go here.*Where are we now")))
    for somebody in (kit, lou):
        somebody.page.get_by_role("heading", name=ASKED).wait_for()
    kit.check("a question on a phone")
    screen.page.get_by_role("heading", name=ASKED).wait_for()
    picture(kit.page, "phone")
    answer(kit.page, "4 Consultation", "We ask once the plan is made")
    answer(lou.page, "4 Consultation", "Nobody reads what people say")
    kit.check("an answer is in")
    follow(plain.page.get_by_role("link", name="See what comes next"))
    plain.page.get_by_label("7 Co-production").check()
    follow(plain.page.get_by_role("button", name="Send my answer"))
    plain.page.get_by_text("Your answer is in: 7 Co-production").wait_for()
    screen.page.get_by_text("3 people came in, 3 have answered").wait_for()
    assert screen.page.get_by_text("2 of 3").count() == 0

    follow(lead.page.get_by_role("button", name="Show results"))
    lead.check("the remote while results are shown")
    for somebody in (kit, lou, screen):
        somebody.page.get_by_text("2 of 3").wait_for()
        if somebody != screen:
            somebody.page.get_by_text("You answered: 4 Consultation").wait_for()
    kit.check("results on a phone")
    assert screen.page.get_by_text("You answered").count() == 0
    assert kit.page.locator("[data-results] li").all_inner_texts() == [
        "Nobody reads what people say",
        "We ask once the plan is made",
    ]
    picture(kit.page, "phone-results")
    screen.check("results on the big screen")
    all_in_sight(screen.page, len(RUNGS))
    code_in_sight(screen.page, code)
    picture(screen.page, "screen")
    picture(lead.page, "remote")
    # Hidden again, what each chose stands there still; also where the page was loaded since.
    lou.page.reload()
    follow(lead.page.get_by_role("button", name="Hide results"))
    for somebody in (kit, lou):
        somebody.page.get_by_text("Your answer is in").wait_for()
        expect(somebody.page.get_by_label("4 Consultation")).to_be_checked()
    follow(lead.page.get_by_role("button", name="Show results"))
    kit.page.get_by_text("2 of 3").wait_for()
    for somebody in (kit, lou):
        somebody.page.get_by_text("You answered: 4 Consultation").wait_for()
    large = visitor(**LARGE)
    large.go(screen.page.url)
    large.check("the big screen at 200 %")
    code_in_sight(large.page, code)
    large = visitor(**LARGE, storage_state=lead.context.storage_state())
    large.go(lead.page.url)
    large.check("the remote at 200 %")
    expect(large.page.get_by_text(code, exact=True)).to_be_in_viewport()

    follow(lead.page.get_by_role("link", name="Keep what people said"))
    lead.check("what came of the room so far")
    follow(lead.page.get_by_role("button", name=re.compile("Keep it.*Nobody reads")))
    kept = lead.page.get_by_text(re.compile("Kept at")).get_by_role("link").inner_text()
    lead.check("something is kept")
    kit.go(kept)
    kit.page.get_by_text("Nobody reads what people say").wait_for()
    kit.check("a contribution from a room")
    kit.go(f"/room/{code}/")
    follow(lead.page.get_by_role("link", name="Back to the room"))

    follow(lead.page.get_by_role("button", name="Ask again"))
    lou.page.get_by_role("button", name="Send my answer").wait_for()
    answer(lou.page, "6 Co-design")
    follow(lead.page.get_by_role("button", name="Show results"))
    screen.page.get_by_text("Again: 1 person answered").wait_for()
    all_in_sight(screen.page, len(RUNGS))
    screen.check("both times side by side")
    lou.page.get_by_text("You answered: 6 Co-design").wait_for()
    assert kit.page.get_by_text("You answered").count() == 0  # once only, the time before

    kit.page.get_by_text("Ask a question").click()
    kit.page.get_by_label("Your question").fill("Who pays for the tea?")
    kit.check("asking a question")
    follow(kit.page.get_by_role("button", name="Send my question"))
    lead.go(f"/o/sandbrook/sessions/{key}/room/questions/")
    lead.check("questions to look through")
    follow(lead.page.get_by_role("button", name=re.compile("Show it.*Who pays")))
    lou.page.get_by_role("button", name=re.compile("I want to know too")).click()
    lou.page.get_by_role("button", name=re.compile(r"no longer.*\(1\)")).wait_for()

    lead.go(f"/o/sandbrook/sessions/{key}/room/close/")
    lead.check("before it closes")
    follow(lead.page.get_by_role("button", name="Close the room"))
    for somebody in (kit, screen):
        somebody.page.get_by_text("This room is closed").first.wait_for()
    lead.check("what came of a closed room")
    lead.page.get_by_role("button", name=re.compile("Keep it.*Who pays")).wait_for()
    follow(lead.page.get_by_role("link", name="See the results"))
    lead.check("results of a room, not made yet")
    follow(lead.page.get_by_role("button", name="Make the results"))
    lead.page.get_by_text("Fewer than 5 people answered").wait_for()
    lead.check("results of a room")


@pytest.fixture
def lead(visitor, session):
    """Somebody who has opened the room, at its remote; the room is closed in the end."""
    lead = visitor(**SMALL)
    lead.sign_in()
    remote = f"/o/sandbrook/sessions/{session[0]}/room/"
    lead.go(remote)
    follow(lead.page.get_by_role("button", name="Open the room"))
    yield lead
    lead.go(f"{remote}close/")
    follow(lead.page.get_by_role("button", name="Close the room"))


def hit(page, key):
    """Press a key that leads to a page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def heading(page):
    return page.get_by_role("heading", level=1).first.inner_text()


def test_the_keyboard_is_enough_for_whoever_leads(visitor, session, lead):
    page, remote = lead.page, lead.page.url
    screen = page.get_by_role("link", name="Open the big screen").get_attribute("href")
    for where in (screen, remote):
        lead.go(where)
        first = heading(page)
        page.keyboard.press("?")
        expect(page.get_by_text("Ask again, after a talk")).to_be_visible()
        lead.check("the list of keys")
        picture(page, "keys")
        page.keyboard.press("Escape")
        expect(page.get_by_text("Ask again, after a talk")).to_be_hidden()
        hit(page, "ArrowRight")
        assert heading(page) != first
        hit(page, "ArrowLeft")
        assert heading(page) == first
    press(page, "Go here: Where are we now")
    hit(page, "r")
    hit(page, "r")
    hit(page, "l")
    expect(page.get_by_role("button", name="Take answers again")).to_be_visible()
    page.keyboard.press("?")
    tab_to(page, "Use these keys")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("?")
    assert heading(page) == "Where are we now?"
    lead.go(screen)
    expect(page.get_by_label("Use these keys")).not_to_be_checked()
    page.evaluate("localStorage.clear()")


def test_the_big_screen_goes_on_from_where_a_remote_has_gone(visitor, session, lead):
    other = visitor(viewport=PHONE, storage_state=lead.context.storage_state())
    other.go(lead.page.url)
    lead.go(lead.page.get_by_role("link", name="Open the big screen").get_attribute("href"))
    follow(other.page.get_by_role("button", name=re.compile("Go here.*Where are we now")))
    lead.page.get_by_role("button", name="Show results").wait_for()
    hit(lead.page, "ArrowRight")
    lead.page.get_by_role("heading", name="What lived experience brings").wait_for()
    # What comes next is seen from its beginning, however far the screen was scrolled.
    lead.page.set_viewport_size(LARGE["viewport"])
    lead.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert lead.page.evaluate("scrollY") > 0
    follow(other.page.get_by_role("button", name=re.compile("Go here.*Seven stories")))
    lead.page.get_by_role("heading", name="Seven stories on the ladder").wait_for()
    lead.page.wait_for_function("scrollY === 0")


def test_nobody_has_to_scroll_the_big_screen(visitor, session, lead):
    page = lead.page
    lead.go(page.get_by_role("link", name="Open the big screen").get_attribute("href"))
    page.set_viewport_size(PROJECTOR)
    longest = "The ladder of co-production"
    while page.get_by_role("button", name=re.compile("^Next")).count():
        hit(page, "ArrowRight")
        if page.locator("[data-wall]").count():  # grows all the time
            continue
        page.wait_for_function("document.documentElement.scrollHeight <= innerHeight")
        if heading(page) == longest:
            lead.check("a long slide")
            page.set_viewport_size(LARGE["viewport"])  # somebody has made the type larger
            assert page.evaluate("getComputedStyle(document.querySelector('main > *')).zoom") == "1"
            page.set_viewport_size(PROJECTOR)
            longest = ""
    assert longest == ""


def test_whoever_leads_is_told_what_people_want_of_them_while_they_lead(visitor, session, lead):
    kit = come_in(visitor, session[1], "Kit")
    kit.page.get_by_text("Say what would help you").click()
    kit.page.get_by_label("What would help you").fill("A quieter place")
    follow(kit.page.get_by_role("button", name="Tell whoever leads"))
    kit.page.get_by_text("Ask a question").click()
    kit.page.get_by_label("Your question").fill("Who pays for the tea?")
    follow(kit.page.get_by_role("button", name="Send my question"))
    lead.page.get_by_text("1 question from the room to look through").wait_for()
    lead.page.get_by_text("Somebody has said what would help them").wait_for()
    lead.check("somebody wants something")
    follow(lead.page.get_by_role("link", name="Read it"))
    lead.page.get_by_text("A quieter place").wait_for()
    follow(lead.page.get_by_role("link", name="Questions from the room: 1 to look through"))
    lead.check("a question to look through")
    kit.page.get_by_text("Ask a question").click()
    kit.page.get_by_label("Your question").fill("And the cake?")
    follow(kit.page.get_by_role("button", name="Send my question"))
    lead.page.get_by_text("2 questions from the room to look through").wait_for()
    follow(lead.page.get_by_role("link", name="See what is new"))
    lead.page.get_by_role("button", name=re.compile("Show it.*cake")).wait_for()


def spoken(page):
    """Return what the live regions of a page have said so far, in order; the first call begins to
    listen."""
    return page.evaluate(
        """() => {
            if (!window.spoken) {
                window.spoken = [];
                const regions = "[role=status], [role=alert], [aria-live]";
                new MutationObserver((changes) => {
                    for (const { target } of changes) {
                        const place = target.parentElement?.closest(regions) || target;
                        const words = place.matches?.(regions) ? place.innerText.trim() : "";
                        if (words && words !== window.spoken.at(-1)) window.spoken.push(words);
                    }
                }).observe(document.body, { childList: true, subtree: true, characterData: true });
            }
            return window.spoken;
        }"""
    )


def heard(page):
    """Return what a screen reader finds in the part of the page that shows what the room is at, one
    line each, in order. The words of a label are those of its control."""
    lines = [line.strip() for line in page.locator("[data-now]").aria_snapshot().splitlines()]
    found = [line.removeprefix("- ").removesuffix(":") for line in lines]
    return [line for line in found if not line.startswith("text: ")]


def test_what_a_screen_reader_says_of_a_poll(visitor, session, lead):
    kit = come_in(visitor, session[1], "Kit")
    page = kit.page
    assert spoken(page) == []
    assert heard(page)[0] == 'heading "Welcome" [level=1]'
    follow(lead.page.get_by_role("button", name=re.compile("Go here.*Where are we now")))
    page.get_by_role("heading", name=ASKED).wait_for()
    asked = [
        "paragraph: Answer now",
        f'group "{QUESTION}"',
        f'heading "{QUESTION}" [level=1]',
        *(f'radio "{rung}"' for rung in RUNGS),
        "paragraph: Up to 300 letters.",
        'textbox "Say why, if you like"',
    ]
    before = (
        "paragraph: No one can see how you answer. When the results are shown, everybody here sees "
        "how many people gave each answer, however few, and reads what was written, in no order."
    )
    assert heard(page) == [*asked, before, 'button "Send my answer"']
    tab_to(page, RUNGS[0][:8])
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    tab_to(page, "Say why")
    page.keyboard.type("We ask too late")
    page.keyboard.press("Enter")
    page.get_by_text("Your answer is in").wait_for()
    answered = [
        line + " [checked]" if RUNGS[3] in line else line.replace('like"', 'like": We ask too late')
        for line in asked
    ]
    is_in = "Your answer is in. You can change it until the results are shown."
    assert heard(page) == [*answered, before, f"status: {is_in}", 'button "Change my answer"']
    follow(lead.page.get_by_role("button", name="Show results"))
    page.get_by_text("You answered").wait_for()
    assert heard(page) == [
        "paragraph: The results",
        f'heading "{QUESTION}" [level=1]',
        'table "How people answered 1 person answered"',
        "caption: How people answered 1 person answered",
        "rowgroup",
        'row "Answer People"',
        'columnheader "Answer"',
        'columnheader "People"',
        "rowgroup",
        *(line for rung in RUNGS for line in row(rung, "1 of 1" if rung == RUNGS[3] else "0 of 1")),
        'region "Why"',
        'heading "Why" [level=2]',
        "list",
        "listitem: We ask too late",
        f'paragraph: "You answered: {RUNGS[3]}, “We ask too late”"',
    ]
    assert page.evaluate("document.activeElement.textContent") == QUESTION
    assert spoken(page) == [f"Answer now: {QUESTION}", is_in, f"The results: {QUESTION}"]


def row(rung, people):
    """Return the lines of a row of results."""
    return [f'row "{rung} {people}"', f'rowheader "{rung}"', f'cell "{people}"']


def ask_instead(demo, place, question, title):
    """Put another question in the place of the one in the newest room's agenda."""
    with clock.database(demo.data) as rows:
        key, item = rows.execute(
            "SELECT id, item FROM live_step WHERE place = ? ORDER BY id DESC LIMIT 1", [place]
        ).fetchone()
        item = json.loads(item) | {"question": question, "why": True, "title": title}
        rows.execute("UPDATE live_step SET item = ? WHERE id = ?", [json.dumps(item), key])


def test_points_and_a_slider_on_a_phone_that_was_there_before(visitor, session, lead, demo):
    ask_instead(demo, 17, POINTS, "Points")
    ask_instead(demo, 18, SLIDER, "A slider")
    kit = come_in(visitor, session[1], "Kit")
    lead.go(lead.page.url)
    follow(lead.page.get_by_role("button", name=re.compile("Go here.*Points")))
    page = kit.page
    page.get_by_text("Points left: 10 of 10").wait_for()
    kit.check("points in a room")
    tab_to(page, r"\+1: Buses")
    for _ in range(7):
        page.keyboard.press("Space")
    expect(page.get_by_text("Points left: 3 of 10")).to_be_visible()
    page.get_by_label("The park").fill("3")
    expect(page.get_by_text("All 10 points are shared out")).to_be_visible()
    page.keyboard.press("Enter")
    page.get_by_text("Your answer is in").wait_for()
    follow(lead.page.get_by_role("button", name=re.compile("Go here.*A slider")))
    page.get_by_text("Not answered yet").wait_for()
    kit.check("a slider in a room")
    line = page.get_by_role("slider")
    expect(line).to_have_attribute("aria-valuetext", "Not answered yet")
    line.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Your answer: 60")).to_be_visible()
    page.get_by_role("textbox", name="How much").fill("")
    expect(line).to_have_attribute("aria-valuetext", "Not answered yet")
    line.focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("Your answer: 60")).to_be_visible()
    page.get_by_role("button", name="Send my answer").click()
    page.get_by_text("Your answer is in").wait_for()
    follow(lead.page.get_by_role("button", name="Show results"))
    page.get_by_text("You answered: 60").wait_for()


def test_things_are_put_in_order_on_a_phone_that_was_there_before(visitor, session, lead, demo):
    ask_instead(demo, 16, ORDER, "An order")
    kit = come_in(visitor, session[1], "Kit")
    lead.go(lead.page.url)
    follow(lead.page.get_by_role("button", name=re.compile("Go here.*An order")))
    page = kit.page
    page.get_by_role("heading", name="What matters most?").wait_for()
    kit.check("an order of things in a room")
    for thing in ("Place", "Time"):
        page.get_by_role("button", name=re.compile(f"{thing}$")).first.click()
    page.get_by_label("Say why").fill("It has to be near")
    page.keyboard.press("Enter")
    page.get_by_text("Your answer is in").wait_for()
    follow(lead.page.get_by_role("button", name="Show results"))
    page.locator("[data-mine]").get_by_text("1st: Place").wait_for()
    kit.check("the results of an order")


HEAVIEST = 60_000
"""Bytes that a page of a participant may weigh with everything, for somebody who comes first."""


def weight(somebody, path):
    """Return how many bytes a page weighs with everything that it loads, without its stream."""
    loaded = []
    somebody.page.on("requestfinished", lambda one: loaded.append(one))
    somebody.go(path)
    somebody.page.wait_for_load_state("load")
    expect(somebody.page.locator("[data-live]")).to_be_visible()
    somebody.page.wait_for_timeout(1000)
    return sum(one.sizes()["responseBodySize"] for one in loaded if "/stream/" not in one.url)


def test_many_cards_are_placed_with_the_keyboard_alone(visitor, session, lead):
    follow(lead.page.get_by_role("button", name=re.compile("Go here.*Is it co-production")))
    kit = come_in(visitor, session[1], "Kit")
    page = kit.page
    kit.check("many cards on a phone")
    weighed = visitor(storage_state=kit.context.storage_state())
    assert weight(weighed, f"/room/{session[1]}/") < HEAVIEST
    cards = page.locator("[data-card]")
    for number in range(cards.count()):
        card = cards.nth(number)
        tab_to(page, re.escape(card.locator("summary > span").first.inner_text()))
        if card.get_attribute("open") is None:
            page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
    expect(page.locator("[data-progress]")).to_have_text(f"{cards.count()} of {cards.count()} done")
    kit.check("every card is placed")
    away(page, "**/answer/")
    tab_to(page, "Send my answer")
    page.keyboard.press("Enter")
    page.get_by_text("We try again").wait_for()
    page.get_by_text("Your answer is in").wait_for()
    assert len(kit.said) == 1
    assert "502" in kit.said.pop()


def test_a_wall_that_the_room_has_left_is_not_loaded_into_what_came_next(visitor, session, lead):
    follow(lead.page.get_by_role("button", name=re.compile("Go here.*What helps")))
    kit = come_in(visitor, session[1], "Kit")
    page, held = kit.page, []
    page.locator("[data-wall]").wait_for()
    page.route(f"**/room/{session[1]}/", lambda route: held.append((route, route.fetch())))
    with page.expect_request(f"**/room/{session[1]}/"):
        follow(lead.page.get_by_role("link", name=re.compile("Run this wall")))
        lead.page.get_by_role("button", name="Lock the wall").click()
    lead.page.go_back()
    follow(lead.page.get_by_role("button", name=re.compile("Go here.*Where are we now")))
    page.get_by_role("heading", name=ASKED).wait_for()
    for route, answer in held:  # what was answered before the room went on
        route.fulfill(response=answer)
    page.wait_for_timeout(1000)
    expect(page.locator("[data-wall]")).to_have_count(0)
    expect(page.get_by_role("heading", name=ASKED)).to_be_visible()
