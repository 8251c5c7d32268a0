"""A newcomer opens the demo and signs in: on a phone, at a desk, and without JavaScript."""

import pytest

from tests.journeys import acts
from tests.journeys.conftest import DESK, PHONE


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_newcomer_finds_their_way_in(visitor, viewport):
    amira = visitor(viewport=viewport)
    amira.go("/")
    amira.check("front page")
    acts.follow(amira.page.get_by_role("link", name="Sign in").first)
    amira.check("asking for a code")
    acts.follow(amira.page.get_by_role("link", name="I have a password"))
    amira.check("password page")
    acts.follow(amira.page.get_by_role("button", name="Sign in"))
    amira.check("password page with a problem")
    amira.sign_in()
    amira.check("today")


def test_the_menu_opens_on_a_phone(visitor):
    amira = visitor(viewport=PHONE)
    amira.sign_in()
    amira.page.get_by_role("button", name="Menu").click()
    amira.check("menu open")
    acts.follow(amira.page.get_by_role("link", name="People", exact=True))
    amira.page.get_by_role("heading", name="People", level=1).wait_for()


def test_everything_opens_without_javascript(visitor):
    amira = visitor(viewport=PHONE, java_script_enabled=False)
    amira.sign_in()
    for path in ("people/", "people/add/", "teams/", "letters/", "me/"):
        amira.go(f"/o/sandbrook/{path}")
        assert amira.page.locator("h1").count() == 1
