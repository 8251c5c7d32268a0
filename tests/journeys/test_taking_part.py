"""Somebody without an account takes part: asks on a phone, is prepared, chooses a voucher, comes,
is paid, takes the letter for benefits with them, and leaves the page quickly."""

import io
import re
import zipfile
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys import acts, clock
from tests.journeys.conftest import DESK, PHONE

ADVERT = {
    "What is it called?": "Plan the garden of the Sanctuary",
    "What do people do?": "You come to one meeting in the garden.",
    "What can people change by it, and what can they not?": "What grows there. The wall stays.",
    "When is it, and how long does it take?": "A Saturday in the spring, two hours",
    "How many people can take part?": "4",
    "How do people reach them?": "01632 960 111",
    "How much money do people get for it? (optional)": "27.50",
}


def test_from_the_advert_to_the_voucher_and_the_letter(visitor, demo):
    amira = visitor(viewport=DESK)
    zoe = visitor(viewport=PHONE, java_script_enabled=False)
    amira.sign_in()
    code = advertise(amira)
    ask(zoe, code)
    person = give_place(amira)
    prepare_and_choose(zoe)
    share_what_helps(zoe, amira, person, demo.data, visitor(viewport=PHONE))
    pay(amira, person)
    read_letter(zoe)
    say_and_take_back(zoe, amira)
    leave_quickly(visitor(viewport=PHONE), zoe.page.url)


def advertise(amira) -> str:
    page = amira.page
    amira.go("/o/sandbrook/opportunities/")
    acts.follow(page.get_by_role("link", name="Offer something"))
    amira.check("writing an advert")
    for label, words in ADVERT.items():
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_label("Until which day").fill(timezone.localdate().isoformat())
    acts.follow(page.get_by_role("button", name="Save, do not make it public yet"))
    acts.follow(page.get_by_role("button", name="Make it public"))
    amira.check("an opportunity that is public")
    acts.follow(page.get_by_role("link", name="Add something"))
    page.get_by_label("What is it called?").fill("What to expect")
    page.get_by_label("What do they need to know?").fill("Wear boots.")
    acts.follow(page.get_by_role("button", name="Save"))
    found = re.search(r"/opportunity/(\w{6})/", page.content())
    assert found is not None
    return found[1]


def ask(zoe, code: str) -> None:
    page = zoe.page
    zoe.go("/take-part/sandbrook/")
    acts.follow(page.get_by_role("link", name="Plan the garden"))
    assert code in page.url
    acts.follow(page.get_by_role("button", name="Ask to take part"))
    expect(page.get_by_role("alert")).to_contain_text("Enter your name")
    page.get_by_label("What is your name?").fill("Zoë")
    page.get_by_label("18 or over").check()
    page.get_by_label("Why would you like to take part?").fill("I know about plants.")
    page.get_by_label("What would help you take part?").fill("A chair in the shade.")
    acts.follow(page.get_by_role("button", name="Ask to take part"))
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your wish to take part")


def give_place(amira) -> str:
    page = amira.page
    acts.follow(page.get_by_role("navigation", name="Main").get_by_role("link", name="Take part"))
    acts.follow(page.get_by_role("link", name="Plan the garden"))
    expect(page.locator("main")).to_contain_text("Next: answer 1 person")
    acts.follow(page.get_by_role("link", name="Zoë"))
    amira.check("somebody who asked")
    acts.follow(page.get_by_role("link", name="Give them a place"))
    acts.follow(page.get_by_role("button", name="Give them a place"))
    acts.follow(page.get_by_role("link", name="Write it down together"))
    expect(page.get_by_label("What helps them?")).to_have_value("A chair in the shade.")
    page.get_by_label("How do they reach them?").fill("01632 960 111")
    acts.follow(page.get_by_role("button", name="Save"))
    amira.check("somebody who takes part")
    return str(page.url)


def prepare_and_choose(zoe) -> None:
    page = zoe.page
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("You take part")
    expect(page.locator("main")).to_contain_text("A chair in the shade.")
    acts.follow(page.get_by_role("button", name="I have read it"))
    acts.follow(page.get_by_role("link", name="Choose what you would like"))
    expect(page.locator("main")).to_contain_text("vouchers and gift cards all count as earnings")
    page.get_by_label("A voucher").first.check()
    page.get_by_label("Your name").fill("Zoë Lewis")
    acts.follow(page.get_by_role("button", name="Sign and send"))
    expect(page.get_by_role("status")).to_contain_text("signed and kept")
    acts.follow(page.get_by_role("link", name="Tell us how you are"))
    page.get_by_label("Before").check()
    page.get_by_label("Quite good").check()
    acts.follow(page.get_by_role("button", name="Send"))


def share_what_helps(zoe, amira, person: str, data: Path, looked_at) -> None:
    """She shares one of two needs, is answered, and when the time is over nobody reads it. Her
    browser runs no script, so `looked_at` checks the same pages in another."""
    own, page = zoe.page.url, zoe.page

    def check(what: str) -> None:
        looked_at.go(page.url)
        looked_at.check(what)

    page.reload()
    acts.follow(page.get_by_role("link", name="Your own page"))
    acts.follow(page.get_by_role("link", name="Write and share what helps me"))
    for words in ("I cannot stand for long", "I take a tablet at noon"):
        acts.follow(page.get_by_role("link", name=re.compile("^Write (what|something)")))
        page.get_by_label("Time and breaks").check()
        page.get_by_label("What helps you?").fill(words)
        page.get_by_label("I cannot take part without it").check()
        acts.follow(page.get_by_role("button", name="Save"))
    check("what helps somebody")
    acts.follow(page.get_by_role("link", name="For Plan the garden"))
    page.get_by_label("I cannot stand for long").check()
    check("choosing what to share")
    acts.follow(page.get_by_role("button", name="Share what I ticked"))
    expect(page.get_by_role("status")).to_contain_text("nothing else")

    staff = amira.page
    staff.goto(person)
    acts.follow(staff.get_by_role("link", name="What they shared"))
    expect(staff.locator("main")).to_contain_text("I cannot stand for long")
    expect(staff.locator("main")).not_to_contain_text("tablet")
    amira.check("what somebody shared")
    acts.follow(staff.get_by_role("link", name="Answer"))
    staff.get_by_label("It is arranged").check()
    amira.check("an answer")
    acts.follow(staff.get_by_role("button", name="Send the answer"))

    page.reload()
    expect(page.get_by_text("Arranged")).to_be_visible()
    clock.end_shares(data)
    staff.reload()
    expect(staff.locator("main")).to_contain_text("Nobody shares anything with you")
    expect(staff.locator("main")).not_to_contain_text("stand for long")
    page.reload()
    expect(page.locator("main")).to_contain_text("Nobody but you.")
    check("what was shared before")
    zoe.go(own)


def pay(amira, person: str) -> None:
    page = amira.page
    page.goto(person)
    acts.follow(page.get_by_role("link", name="They took part"))
    acts.follow(page.get_by_role("button", name="Save"))
    acts.follow(page.get_by_role("navigation", name="Main").get_by_role("link", name="Take part"))
    acts.follow(page.get_by_role("link", name="What is to be paid"))
    amira.check("what is to be paid")
    row = page.get_by_role("row", name="Zoë")
    expect(row).to_contain_text("£27.50: a voucher")
    acts.follow(row.get_by_role("link", name="Pay"))
    page.get_by_label("Number of the voucher").fill("V-2207")
    acts.follow(page.get_by_role("button", name="It is paid"))
    expect(page.get_by_role("row", name="Zoë")).to_have_count(0)


def read_letter(zoe) -> None:
    page = zoe.page
    own = page.url
    page.reload()
    expect(page.locator("main")).to_contain_text("(V-2207)")
    acts.follow(page.get_by_role("link", name="A letter for whoever decides"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Zoë: taking part in")
    expect(page.locator("main")).to_contain_text("£27.50: a voucher")
    file = page.request.get(
        page.get_by_role("link", name="Get it as a PDF").evaluate("a => a.href")
    )
    assert file.body().startswith(b"%PDF")
    page.goto(own)


def say_and_take_back(zoe, amira) -> None:
    own = zoe.page
    acts.follow(own.get_by_role("link", name="Say for others how it was"))
    own.get_by_label("How was it?").fill("They planted my roses.")
    own.get_by_label("With my first name").check()
    acts.follow(own.get_by_role("button", name="Others may read this"))
    page = amira.page
    amira.go("/o/sandbrook/stories/")
    amira.check("stories")
    acts.follow(page.get_by_role("link", name="Slippers, toast and a sofa"))
    public = page.locator("a[href^='/story/']").first.evaluate("a => a.href")
    acts.follow(page.get_by_role("link", name="Choose what people said of it"))
    page.get_by_label("They planted my roses").check()
    amira.check("choosing what people said")
    acts.follow(page.get_by_role("button", name="Save"))
    assert all("They planted my roses." in words for words in everywhere(page, public))
    acts.follow(own.get_by_role("button", name="Take it back"))
    expect(own.get_by_role("status")).to_contain_text("What you said is gone.")
    assert not any("They planted my roses." in words for words in everywhere(page, public))


def everywhere(page, public: str) -> tuple[str, str]:
    """Return what a story says to anybody, on its page and in its file for Word."""
    file = page.request.get(public.rstrip("/") + ".docx").body()
    words = zipfile.ZipFile(io.BytesIO(file)).read("word/document.xml").decode()
    return page.request.get(public).text(), words


def leave_quickly(guest, own: str) -> None:
    page = guest.page
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="<h1>Weather</h1>"))
    page.goto(own)
    guest.check("one's own page")
    before = page.evaluate("history.length")
    page.get_by_role("link", name="Leave this page quickly").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Weather")
    assert page.evaluate("history.length") == before, "one's own page is not kept in the history"
