"""A board with people who use services stops: they are told, and somebody answers. A board looks
back, alone by links and together. A vision board is looked at again, with the keyboard."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from . import acts, clock
from .conftest import DESK, PHONE

NAME = "Sanctuary Steering Group"


@pytest.fixture
def board(demo) -> int:
    """The key of the board of the example that meets."""
    with clock.database(demo.data) as rows:
        return rows.execute(
            "SELECT board.id FROM boards_board board"
            " JOIN people_group ON group_id = people_group.id WHERE name = ?",
            [NAME],
        ).fetchone()[0]


def letters(demo, subject: str) -> list[tuple[str, str]]:
    """Return to whom a letter was written, and its text."""
    with clock.database(demo.data) as rows:
        return rows.execute(
            'SELECT "to", text FROM letters_letter WHERE subject = ? ORDER BY "to"', [subject]
        ).fetchall()


def ahead(days: int) -> str:
    """Return the day that is so many days ahead, as a form sends it."""
    return f"{timezone.localdate() + timedelta(days=days)}"


def looks(who, where: str) -> None:
    """Look at a page at a desk and on a phone."""
    who.page.set_viewport_size(DESK)
    who.check(f"{where} at a desk")
    who.page.set_viewport_size(PHONE)
    who.check(f"{where} on a phone")
    who.page.set_viewport_size(DESK)


def test_a_board_that_is_stopped_is_told_and_answered(lead, demo, board):
    page, at = lead.page, f"/o/sandbrook/boards/{board}/"
    lead.go("/o/sandbrook/")
    says = "A board with people who use services does not meet"
    expect(page.get_by_role("heading", name=says)).to_be_visible()
    looks(lead, "the start page with an alert")
    lead.go("/o/sandbrook/boards/")
    looks(lead, "the boards")
    lead.go(at)
    looks(lead, "a board")
    acts.follow(page.get_by_role("link", name="This board stops"))
    acts.follow(page.get_by_role("button", name="Say that it stops"))
    expect(page.get_by_role("alert")).to_contain_text("Enter who stopped it")
    lead.check("stopping, with a problem")
    page.get_by_label("Who stopped it?").fill("The trust’s directors")
    page.get_by_label("Why?").fill("They say there is no time.")
    page.get_by_label("Why?").press("Tab")
    expect(page.get_by_role("button", name="Say that it stops")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Who stopped it: The trust’s directors")
    expect(page.locator("main")).to_contain_text("No letter reaches these people")
    looks(lead, "a board that stopped")
    told = dict(letters(demo, f"{NAME} has stopped"))
    assert "tom@example.org" in told
    assert "Why: They say there is no time." in told["tom@example.org"]
    lead.go("/o/sandbrook/")
    heading = "Boards with people who use services do not meet"
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    acts.follow(page.get_by_role("link", name=NAME))
    acts.follow(page.get_by_role("link", name="Say what comes now"))
    page.get_by_role("radio", name="It meets again").check()
    acts.follow(page.get_by_role("button", name="Tell people"))
    expect(page.get_by_role("alert")).to_contain_text("Enter the day of the next meeting")
    lead.check("answering, with a problem")
    page.get_by_label("If it meets again: when?").fill(ahead(14))
    page.get_by_label("What do you tell people?").fill("It goes on, on Tuesdays.")
    acts.follow(page.get_by_role("button", name="Tell people"))
    expect(page.locator("main")).to_contain_text("When it stopped before, and what came then")
    assert (
        "It goes on, on Tuesdays." in dict(letters(demo, f"{NAME} meets again"))["tom@example.org"]
    )
    lead.go("/o/sandbrook/")
    expect(page.get_by_role("heading", name=says)).to_be_visible()
    expect(page.locator("main")).not_to_contain_text(NAME)


def test_a_board_looks_back_alone_and_then_together(lead, visitor, demo, board):
    page, at = lead.page, f"/o/sandbrook/boards/{board}/"
    lead.go(at)
    acts.follow(page.get_by_role("link", name="Look back together"))
    lead.check("beginning to look back")
    page.get_by_label("What do you look back on?").fill("This summer")
    page.get_by_label("Until when can each write alone?").fill(ahead(9))
    acts.follow(page.get_by_role("button", name="Ask everybody on the board"))
    ((_, text), *_) = [
        one
        for one in letters(demo, f"{NAME} looks back: what do you think?")
        if one[0] == "tom@example.org"
    ][-1:]
    tom = visitor(viewport=PHONE)
    tom.go(re.findall(r"/looking-back/\S+", text)[0])
    expect(tom.page.get_by_role("heading", level=1)).to_have_text("Tom, what do you think?")
    tom.check("writing alone")
    tom.page.get_by_label("What we did").fill("We met\nWe chose the lamps")
    tom.page.get_by_label("What could have been different").fill("More time to read")
    acts.follow(tom.page.get_by_role("button", name="Save"))
    expect(tom.page.get_by_role("status")).to_contain_text("It is saved")
    acts.follow(page.get_by_role("link", name="This summer"))
    expect(page.locator("main")).not_to_contain_text("We chose the lamps")
    acts.follow(page.get_by_role("link", name="Links for people without an e-mail address"))
    slip = page.locator("article", has_text="Dot Evans")
    address = "/" + slip.locator(".poster-address b").inner_text().split("/", 1)[1] + "/"
    lead.check("links to hand over")
    dot = visitor(viewport=PHONE, java_script_enabled=False)
    dot.go(address)
    dot.page.get_by_label("What we are pleased about").fill("I was asked")
    dot.page.get_by_role("button", name="Save").click()
    expect(dot.page.get_by_role("status")).to_contain_text("It is saved")
    lead.page.go_back()
    acts.follow(page.get_by_role("button", name="Close, and read it together"))
    expect(page.locator("main")).to_contain_text("We chose the lamps")
    expect(page.locator("main")).not_to_contain_text("Dot")
    acts.follow(page.get_by_role("link", name="Write down what you agree on"))
    page.get_by_role("radio", name="What could have been different").check()
    page.get_by_label("What do you agree on?").fill("Papers a week before")
    acts.follow(page.get_by_role("button", name="Save"))
    acts.follow(page.get_by_role("link", name=re.compile("Do something.*Papers a week")))
    page.get_by_label("Who sees to it?").select_option(label="Tom Baker-Lewis")
    page.get_by_label("By when?").fill(ahead(3))
    acts.follow(page.get_by_role("button", name="Save"))
    looks(lead, "what was said, together")
    tom.page.reload()
    expect(tom.page.locator("main")).to_contain_text("I was asked")
    tom.check("what was said, by link")


def test_a_vision_board_is_begun_and_looked_at_again(lead):
    page = lead.page
    lead.go("/o/sandbrook/visions/")
    looks(lead, "the vision boards")
    acts.follow(page.get_by_role("link", name="Begin a vision board"))
    page.get_by_label("What is it called?").fill("Doors that open")
    acts.follow(page.get_by_role("button", name="Save"))
    for kind, text in (
        ("What we want to see", "Everybody gets in alone"),
        ("What it is like now", "There are three steps"),
    ):
        acts.follow(page.get_by_role("link", name="Write on the board"))
        page.get_by_role("radio", name=kind).check()
        page.get_by_label("Sentences").fill(text)
        acts.follow(page.get_by_role("button", name="Save"))
    acts.follow(page.get_by_role("link", name=re.compile("Mark the gap.*Everybody gets in")))
    page.get_by_label("What is it like now?").select_option(label="There are three steps")
    page.get_by_label("What stands between?").fill("A ramp")
    acts.follow(page.get_by_role("button", name="Save"))
    acts.follow(page.get_by_role("link", name="Look at it again"))
    lead.check("looking at it again")
    page.get_by_label("Who looked?").fill("All of us")
    page.get_by_role("radio", name="It is as we wanted").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("There is a ramp")
    acts.follow(page.get_by_role("button", name="Save"))
    expect(page.locator("main")).to_contain_text("It is as we wanted: There is a ramp")
    looks(lead, "a vision board")
    acts.follow(page.get_by_role("link", name="How the gaps moved"))
    looks(lead, "how the gaps moved")
    lead.page.go_back()
    acts.follow(page.get_by_role("link", name="Show it large, or print it"))
    looks(lead, "a vision board, large")
