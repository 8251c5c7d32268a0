"""A group says where the organisation stands: two people alone on phones, one without JavaScript
and without an e-mail address; then together at a desk; and how it stands over time."""

import re

from playwright.sync_api import expect

from . import acts, clock
from .conftest import DESK, PHONE


def test_a_group_answers_alone_talks_together_and_sees_it_over_time(visitor, lead, demo):
    begin(lead)
    tom, dot = visitor(viewport=PHONE), visitor(viewport=PHONE, java_script_enabled=False)
    tom.go(link_in_letter(demo, "tom@example.org"))
    expect(tom.page.get_by_role("heading", level=1)).to_contain_text("Tom, where does")
    expect(tom.page.locator("main")).to_contain_text("They never see names")
    tom.check("the private page")
    answer(tom, ["Yes", "In part", "Yes"], checked=True)

    dot.go(link_on_paper(lead))
    answer(dot, ["No", "I do not know", "No"], stops=True)
    lead.go(dot.page.url.replace("/check/", "/together/"))
    expect(lead.page.locator("main")).to_contain_text("You answer by yourself")

    close(lead)
    talk(lead)
    dot.go(re.sub(r"check/.*", "", dot.page.url))
    expect(dot.page.get_by_role("heading", level=1)).to_have_text("This part has closed")
    acts.follow(dot.page.get_by_role("link", name="See what the group sees"))
    expect(dot.page.locator("main")).to_contain_text("We say it at the door now.")
    expect(dot.page.locator("main")).not_to_contain_text("Linda")

    over_time(lead)


def begin(lead) -> None:
    page = lead.page
    lead.go("/o/sandbrook/assessments/")
    lead.check("the assessments")
    acts.follow(page.get_by_role("link", name="Begin an assessment"))
    lead.check("beginning")
    acts.follow(page.get_by_role("button", name="Begin, and write to them"))
    expect(page.get_by_role("alert")).to_contain_text("Choose an instrument")
    lead.check("beginning, with a problem")
    page.get_by_role("radio", name=re.compile("^A first look")).check()
    page.get_by_label("What do you call this time?").fill("Our first look")
    page.get_by_label("Staff (optional)").fill("Tom Baker-Lewis, tom@example.org\nPriya Nair")
    page.get_by_label("People with lived experience (optional)").fill("Dot Evans\nLinda Marsh")
    acts.follow(page.get_by_role("button", name="Begin, and write to them"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Our first look")
    lead.check("while people answer alone")


def link_in_letter(demo, to: str) -> str:
    """Return the path of the private link in the newest letter about an assessment."""
    with clock.database(demo.data) as rows:
        (text,) = rows.execute(
            "SELECT text FROM letters_letter WHERE \"to\" = ? AND about = 'assessment'"
            " ORDER BY written DESC LIMIT 1",
            [to],
        ).fetchone()
    return next(
        word[word.index("/assessment/") :] for word in text.split() if "/assessment/" in word
    )


def link_on_paper(lead) -> str:
    """Return the path of the link that Dot, who has no e-mail address, gets on a slip."""
    page, here = lead.page, lead.page.url
    acts.follow(page.get_by_role("link", name="Links to hand over"))
    lead.check("links to hand over")
    slip = page.locator("article", has_text="Dot Evans").locator(".poster-address").inner_text()
    lead.go(here)
    return slip[slip.index("/assessment/") :].strip().lower() + "/"


def answer(who, said: list[str], *, checked: bool = False, stops: bool = False) -> None:
    """Answer the first statement of each part, and say that one is done."""
    page = who.page
    acts.follow(page.get_by_role("link", name="Begin", exact=True))
    for part, words in enumerate(said, start=1):
        expect(page.locator(".kicker")).to_have_text(f"Part {part} of 3")
        page.get_by_role("group").filter(has=page.get_by_role("radio")).first.get_by_label(
            words, exact=True
        ).check()
        page.get_by_label("Why? An example?").first.fill(f"Because of part {part}")
        if checked:
            who.check(f"part {part}")
        if stops and part == 2:
            acts.follow(page.get_by_role("button", name="Save and stop here"))
            expect(page.get_by_role("status")).to_contain_text("It is saved")
            acts.follow(page.get_by_role("link", name="After", exact=False).first)
        else:
            acts.follow(page.get_by_role("button", name="Save and go on"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Look over what you said")
    acts.follow(page.get_by_role("button", name="I am done"))
    expect(page.get_by_role("status")).to_contain_text("Thank you. We have what you said")
    if checked:
        who.check("looked over")


def close(lead) -> None:
    page = lead.page
    lead.go("/o/sandbrook/assessments/")
    acts.follow(page.get_by_role("link", name="A first look: Our first look"))
    expect(page.locator("main")).to_contain_text("Says they are done")
    acts.follow(page.get_by_role("link", name="Close the part alone"))
    expect(page.locator("main")).to_contain_text("This cannot be undone")
    lead.check("closing")
    acts.follow(page.get_by_role("button", name="Close it, and talk together"))
    expect(page.locator("main")).to_contain_text("1 of 2 staff and 1 of 2 people with lived")
    lead.check("what leaves the group")


def talk(lead) -> None:
    page = lead.page
    acts.follow(page.get_by_role("link", name="Together: what the group sees"))
    first = page.get_by_role("region", name="Talk about these first")
    expect(first).to_contain_text("We say what can still change")
    lead.check("together")
    acts.follow(first.get_by_role("link").first)
    expect(page.locator("main")).to_contain_text("are not shown apart")
    expect(page.locator("main")).to_contain_text("Because of part 1")
    lead.check("one statement")
    acts.follow(page.get_by_role("link", name="Add what shows it"))
    acts.follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("alert")).to_contain_text("a tick alone shows nothing")
    page.get_by_label("Or which file shows it?").set_input_files(
        {"name": "door.txt", "mimeType": "text/plain", "buffer": b"What can still change."}
    )
    page.get_by_label("What does the file show?").fill("The sheet at the door")
    page.get_by_label("Which day is the file of?").fill("2026-03-01")
    acts.follow(page.get_by_role("button", name="Save"))
    acts.follow(page.get_by_role("link", name="Plan a next step"))
    lead.check("a next step")
    page.get_by_label("What will you do?").fill("Print it for every meeting")
    page.get_by_label("Who sees to it?").select_option(label="Tom Baker-Lewis")
    page.get_by_label("By when?").fill("2199-01-01")
    acts.follow(page.get_by_role("button", name="Save"))
    expect(page.locator("main")).to_contain_text("Print it for every meeting: Tom Baker-Lewis")
    page.get_by_role("radio", name="In part").check()
    page.get_by_label("What was said?").fill("We say it at the door now.")
    acts.follow(page.get_by_role("button", name="Write it down"))
    page.get_by_role("radio", name="We do not agree").check()
    page.get_by_label("What was said?").fill("Letters do not count for those who cannot read.")
    acts.follow(page.get_by_role("button", name="Write it down"))


def over_time(lead) -> None:
    page = lead.page
    lead.go("/o/sandbrook/assessments/")
    acts.follow(page.get_by_role("link", name="An audit of practice", exact=True))
    table = page.get_by_role("table").first
    for words in ("The first time", "A year later"):
        expect(table).to_contain_text(words)
    lead.check("over time")
    page.set_viewport_size(PHONE)
    lead.check("over time on a phone")
    page.set_viewport_size(DESK)
    acts.follow(page.get_by_role("link", name="How we work together"))
    acts.follow(page.get_by_role("link", name="A first look", exact=True))
    expect(page.get_by_role("table").first).to_contain_text("Agreed on 1 of 3")
