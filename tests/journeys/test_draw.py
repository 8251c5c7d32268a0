"""More people ask than there are places: lots are drawn, seen on their phones, and one says no."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys import acts, clock
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_taking_part import ADVERT

WHAT = {
    **ADVERT,
    "What is it called?": "Choose the name of the night bus",
    "How many people can take part?": "2",
}
ASKED = "Where do you live?"


@pytest.fixture
def people(visitor) -> list:
    """Three people with phones of their own, without scripts."""
    return [visitor(viewport=PHONE, java_script_enabled=False) for _ in range(3)]


def test_lots_are_drawn_in_public_and_once(visitor, people, demo):
    amira = visitor(viewport=DESK)
    amira.sign_in()
    advertise(amira)
    for who, name in zip(people, ("Ada", "Bo", "Cy"), strict=True):
        ask_for_a_place(who, name)
    set_up(amira)
    looks = visitor(viewport=PHONE)
    for who, lives in zip(people, ("In the town", "In the town", "In a village"), strict=True):
        answer(who, lives)
    looks.go(people[0].page.url)
    looks.check("what somebody answered before lots are drawn")
    clock.end_answers(demo.data)
    settle(amira)
    people[0].page.reload()
    expect(people[0].page.get_by_role("heading", level=1)).to_have_text("Lots are not drawn yet")
    expect(people[0].page.locator("main")).to_contain_text("Your chance is 1 in 2")
    expect(people[2].page.locator("main")).not_to_contain_text("Your chance")
    clock.know_the_seed(demo.data)
    public = draw(amira)
    drawn = say_no(people)
    looks.go(drawn)
    looks.check("somebody’s own lot")
    looks.go(public)
    looks.check("the public page of a draw")
    expect(looks.page.locator("main")).to_contain_text(re.compile(r"Number \d said no"))
    for name in ("Ada", "Bo", "Cy"):
        expect(looks.page.locator("main")).not_to_contain_text(re.compile(rf"\b{name}\b"))


def advertise(amira) -> None:
    page = amira.page
    amira.go("/o/sandbrook/opportunities/")
    acts.follow(page.get_by_role("link", name="Offer something"))
    for label, words in WHAT.items():
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_label("Until which day").fill(timezone.localdate().isoformat())
    acts.follow(page.get_by_role("button", name="Save, do not make it public yet"))
    acts.follow(page.get_by_role("button", name="Make it public"))


def ask_for_a_place(who, name: str) -> None:
    page = who.page
    who.go("/take-part/sandbrook/")
    acts.follow(page.get_by_role("link", name="Choose the name of the night bus"))
    page.get_by_label("What is your name?").fill(name)
    page.get_by_label("18 or over").check()
    acts.follow(page.get_by_role("button", name="Ask to take part"))
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your wish to take part")


def set_up(amira) -> None:
    page = amira.page
    page.reload()
    acts.follow(page.get_by_role("link", name="More people than places? Draw lots"))
    amira.check("before a draw is set up")
    acts.follow(page.get_by_role("link", name="Set up a draw"))
    page.get_by_label("How many places are given by lot?").fill("2")
    page.get_by_label("What is the last day to answer?").fill(timezone.localdate().isoformat())
    amira.check("places and the last day")
    acts.follow(page.get_by_role("button", name="Save"))
    acts.follow(page.get_by_role("link", name="Ask one thing"))
    page.get_by_label("What do you ask?").fill(ASKED)
    page.get_by_label("Why do you ask it?").fill("Villages have other buses.")
    page.get_by_label("Answers to choose from").fill("In the town\nIn a village")
    amira.check("what is asked")
    acts.follow(page.get_by_role("button", name="Add it"))
    acts.follow(page.get_by_role("link", name="Say who should be in the group"))
    for end in ("At least", "At most"):
        for lives in ("In the town", "In a village"):
            page.get_by_label(f"{end}: {lives}").fill("1")
    amira.check("who should be in the group")
    acts.follow(page.get_by_role("button", name="Save"))
    acts.follow(page.get_by_role("button", name="Ask people"))
    amira.check("a draw while people answer")


def answer(who, lives: str) -> None:
    page = who.page
    page.reload()
    acts.follow(page.get_by_role("link", name="Your lot: answer, and see your chance"))
    acts.follow(page.get_by_role("button", name="Send"))
    expect(page.get_by_role("alert")).to_contain_text("Choose an answer")
    page.get_by_label(lives).check()
    acts.follow(page.get_by_role("button", name="Send"))
    expect(page.get_by_role("status")).to_contain_text("We have what you said")


def settle(amira) -> None:
    page = amira.page
    page.reload()
    acts.follow(page.get_by_role("link", name="Try the quotas"))
    amira.check("before the quotas are tried")
    acts.follow(page.get_by_role("button", name="Try the quotas"))
    expect(page.locator("main")).to_contain_text("There are groups of 2 from the 3 people")
    amira.check("trying the quotas")
    acts.follow(page.get_by_role("link", name="Settle the list"))
    page.get_by_label("Where will the numbers come from?").fill("The lottery of the region")
    tomorrow = timezone.localdate() + timedelta(days=1)
    page.get_by_label("On which day are they known?").fill(tomorrow.isoformat())
    page.get_by_label("How many numbers are there?").fill("6")
    amira.check("settling the list")
    acts.follow(page.get_by_role("button", name="Settle it and make it public"))
    expect(page.locator("main")).to_contain_text("The list is settled and public")


def draw(amira) -> str:
    """Draw lots by the numbers that came; return the address of the public page."""
    page = amira.page
    page.reload()
    acts.follow(page.get_by_role("link", name="Type the numbers"))
    page.get_by_label("Which numbers came?").fill("41 3 14 7 22 59")
    amira.check("the numbers that came")
    acts.follow(page.get_by_role("button", name="Draw lots"))
    expect(page.locator("main")).to_contain_text("They are not drawn again")
    public = page.get_by_role("link", name="/draw/").evaluate("a => a.href")
    acts.follow(page.get_by_role("link", name="See who was drawn"))
    amira.check("who was drawn")
    return str(public)


def say_no(people) -> str:
    """Let whoever was drawn from the town say no: the other one follows. Return their address."""
    pages = [who.page for who in people]
    for page in pages:
        page.reload()
    headings = [page.get_by_role("heading", level=1).inner_text() for page in pages]
    assert headings.count("You were drawn") == 2
    assert headings[2] == "You were drawn", "only one person lives in a village"
    first = headings.index("You were drawn")
    acts.follow(pages[first].get_by_role("button", name="No, give it to somebody else"))
    expect(pages[first].get_by_role("heading", level=1)).to_have_text("You said no")
    follows = pages[1 - first]
    follows.reload()
    expect(follows.locator("main")).to_contain_text("because somebody else said no")
    acts.follow(follows.get_by_role("button", name="Yes, I take the place"))
    expect(follows.get_by_role("heading", level=1)).to_have_text("You were drawn, and said yes")
    return str(follows.url)
