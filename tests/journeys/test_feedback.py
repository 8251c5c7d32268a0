"""Somebody tells on a phone what was bad, without an account or scripts; staff answer, and
what they said in public, that nothing bad was heard, is gone."""

import re

from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys import acts
from tests.journeys.conftest import DESK, PHONE

NEVER = "Nobody ever told us anything bad about the garden"


def test_from_the_poster_to_the_answer(visitor):
    amira, zoe = visitor(viewport=DESK), visitor(viewport=PHONE, java_script_enabled=False)
    amira.sign_in()
    way = add_way(amira)
    claimed = claim(amira)
    mine = tell(zoe, way)
    assert zoe.context.request.get(claimed).status == 404
    answer(amira)
    looking = visitor(viewport=PHONE)
    looking.go(mine)
    expect(looking.page.locator("main")).to_contain_text("There is a new bell.")
    looking.check("the answer on the own page of what somebody said")
    zoe.go(mine)
    acts.follow(zoe.page.get_by_role("button", name="Take my words back"))
    expect(zoe.page.locator("main")).to_contain_text("They are deleted.")
    expect(zoe.page.locator("main")).not_to_contain_text("bell")


def add_way(amira) -> str:
    page = amira.page
    amira.go("/o/sandbrook/feedback/ways/add/")
    amira.check("adding a way")
    page.get_by_label("What is it?").fill("A sign in the garden")
    page.get_by_label("Who reads what comes in?").fill("Amira, every week")
    page.get_by_label("Make a link and a square code").check()
    acts.follow(page.get_by_role("button", name="Add it"))
    acts.follow(page.get_by_role("link", name="A sign in the garden"))
    acts.follow(page.get_by_role("link", name="Note how many were asked, and answered"))
    amira.check("noting how many were asked")
    page.get_by_label("When?").fill(timezone.localdate().isoformat())
    page.get_by_label("How many people were asked?").fill("30")
    page.get_by_label("How many of them answered?").fill("12")
    acts.follow(page.get_by_role("button", name="Note it"))
    expect(page.locator("main")).to_contain_text("30 asked, 12 answered")
    found = re.search(r"/tell-us/\w{6}/", page.content())
    assert found is not None
    return found[0]


def claim(amira) -> str:
    """Say of today what the records of today do not contradict, and make it public."""
    page, today = amira.page, timezone.localdate().isoformat()
    amira.go("/o/sandbrook/feedback/claims/add/")
    amira.check("saying something of the feedback")
    page.get_by_label("We heard nothing negative").check()
    page.get_by_label("In which words?").fill(NEVER)
    page.get_by_label("From which day?").fill(today)
    page.get_by_label("Until which day?").fill(today)
    acts.follow(page.get_by_role("button", name="See its base"))
    acts.follow(page.get_by_role("button", name="Let everybody read it"))
    found = re.search(r"/heard/\w{6}/", page.content())
    assert found is not None
    return found[0]


def tell(zoe, way: str) -> str:
    page = zoe.page
    zoe.go(way)
    acts.follow(page.get_by_role("button", name="Send"))
    expect(page.get_by_role("alert")).to_contain_text("Choose one")
    page.get_by_label("Not good").check()
    page.get_by_label("What do you want to tell us?").fill("Nobody heard the bell.")
    page.get_by_label("I want an answer").check()
    acts.follow(page.get_by_role("button", name="Send"))
    expect(page.locator("main")).to_contain_text("There is no answer yet")
    return page.url


def answer(amira) -> None:
    page = amira.page
    amira.go("/o/sandbrook/feedback/?show=waits")
    expect(page.locator("main")).to_contain_text("Wants an answer")
    words = page.locator("li.card", has_text="Nobody heard the bell.")
    acts.follow(words.get_by_role("link"))
    amira.check("feedback with its answer")
    page.get_by_label("What do you say back?").fill("There is a new bell.")
    acts.follow(page.get_by_role("button", name="Answer"))
    expect(page.locator("main")).to_contain_text("There is a new bell.")
