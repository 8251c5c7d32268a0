"""A tablet that several people use, one after another, with a script and without."""

import re

import pytest

from tests.journeys import clock
from tests.journeys.acts import close_room, follow

TABLET = {"width": 820, "height": 1180}
SEND = "Send my answer"


@pytest.fixture
def ladder(lead, session):
    """The code of a room that is at a question."""
    key, code = session
    lead.go(f"/o/sandbrook/sessions/{key}/room/")
    follow(lead.page.get_by_role("button", name="Open the room"))
    follow(lead.page.get_by_role("button", name=re.compile("Go here.*Where are we now")))
    yield code
    close_room(lead, key)


def share(lead, tablet):
    link = lead.page.get_by_role("link", name="Use this device for several people")
    tablet.go(link.get_attribute("href"))
    tablet.check("before it is shared")
    follow(tablet.page.get_by_role("button", name="Share this device"))
    tablet.check("the door of a shared device")


def votes(demo, code):
    """How many votes there are in the room of this code, and of how many seats."""
    with clock.database(demo.data) as rows:
        return rows.execute(
            "SELECT count(*), count(DISTINCT seat_id) FROM live_vote JOIN live_seat seat "
            "ON seat.id = seat_id JOIN live_room room ON room.id = seat.room_id "
            "JOIN gatherings_gathering held ON held.id = room.gathering_id "
            "WHERE held.code = ? AND room.closed IS NULL",
            [code],
        ).fetchone()


def test_a_tablet_clears_itself_between_people(visitor, lead, ladder, demo):
    tablet = visitor(viewport=TABLET)
    page = tablet.page
    page.clock.install()
    share(lead, tablet)
    for number in (1, 2):
        follow(page.get_by_role("button", name="Come in"))
        page.wait_for_timeout(300)
        tablet.check("a question on a shared device")
        assert not page.locator("main input:checked").count()
        page.get_by_label("4 Consultation").check()
        with page.expect_navigation(url=re.compile("/thanks/")):
            page.get_by_role("button", name=SEND).click()
        tablet.check("thank you")
        assert page.get_by_text("4 Consultation").count() == 0
        assert not [one for one in tablet.context.cookies() if one["name"].startswith("seat-")]
        if number == 1:
            page.get_by_text("The next person can answer").wait_for()
            with page.expect_navigation():
                page.clock.fast_forward(25_000)
        else:
            page.get_by_role("button", name="Stay on this page").click()
            page.clock.fast_forward(60_000)
            page.get_by_role("heading", name="Thank you. Your answer is in.").wait_for()
            follow(page.get_by_role("link", name="I am done"))
        page.get_by_role("button", name="Come in").wait_for()
    for _ in range(3):
        page.go_back()
        page.wait_for_load_state()
        assert not page.locator("main input:checked").count()
        assert page.get_by_text("Your answer is in: ").count() == 0
    assert votes(demo, ladder) == (2, 2)
    assert page.evaluate("Object.keys(sessionStorage).length") == 0


def test_a_turn_that_nobody_ends_is_ended(visitor, lead, ladder):
    tablet = visitor(viewport=TABLET)
    page = tablet.page
    page.clock.install()
    share(lead, tablet)
    follow(page.get_by_role("button", name="Come in"))
    page.get_by_label("4 Consultation").check()
    page.clock.fast_forward(95_000)
    page.get_by_role("button", name="I need more time").click()
    page.clock.fast_forward(60_000)
    assert page.get_by_label("4 Consultation").is_checked()
    page.clock.fast_forward(35_000)
    page.get_by_role("button", name="I need more time").wait_for()
    tablet.check("a turn that is about to end")
    with page.expect_navigation():
        page.clock.fast_forward(25_000)
    page.get_by_role("button", name="Come in").wait_for()


def test_a_tablet_without_a_script_clears_itself_too(visitor, lead, ladder, demo):
    tablet = visitor(viewport=TABLET, java_script_enabled=False)
    page = tablet.page
    link = lead.page.get_by_role("link", name="Use this device for several people")
    tablet.go(link.get_attribute("href"))
    follow(page.get_by_role("button", name="Share this device"))
    follow(page.get_by_role("button", name="Come in"))
    page.get_by_label("4 Consultation").check()
    follow(page.get_by_role("button", name=SEND))
    page.get_by_role("heading", name="Thank you. Your answer is in.").wait_for()
    page.go_back()
    assert page.get_by_text("4 Consultation").count() == 0
    page.go_forward()
    follow(page.get_by_role("link", name="I am done"))
    page.get_by_role("button", name="Come in").wait_for()
    assert votes(demo, ladder)[0] == 1
