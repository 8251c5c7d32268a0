"""The whole story: a session is planned, booked, held and evaluated, and its report is right."""

import re
from datetime import timedelta

import pypdf
import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.journeys import acts, clock
from tests.journeys.conftest import DESK, PHONE

NUMBER = re.compile(r"−?\d[\d,]*(?:\.\d+)?(?: %)?|not shown|no answer|not asked")

ANSWERS = [
    {
        "understanding": {"before": before, "now": now},
        "model": model,
        "support": "yes",
        "relevant": relevant,
        "content": content,
        "liked": f"The cards, and table {content}",
        "improve": f"A longer break{after}",
        "apply": "When we start the new contract, I will ask a carer to write it with us",
        "directorate": "children_s_services",
        "quoting": "yes",
    }
    for before, now, model, relevant, content, after in [
        (1, 4, "ladder of participation", 4, 4, ""),
        (1, 4, "The ladder", 4, 5, ", and tea"),
        (2, 4, "Ladder of co-production", 4, 4, ", as Nadia Rahman said"),
        (2, 4, "the ladder of participation", 4, 5, ""),
        (3, 4, "ladder", 4, 4, ""),
        (3, 4, "ladder of co-production", 4, 5, ""),
    ]
]
"""What six people answer. All know where to go; on the content they are three and three; all want
the same changed, and one of them names somebody."""

ASKED_FOR, DONE = "A longer break", "The break takes twenty minutes now."
THEMES = ("The cards", ASKED_FOR, "Contracts together")
"""The themes of what they wrote: what they liked, what to improve, how they will use it."""


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    """What one act of the story leaves to the next: the code, and the address of the session."""
    return {}


def ask_for_a_place(guest, code: str, name: str, needs: str = "") -> None:
    guest.go(f"/j/{code}/")
    page = guest.page
    page.get_by_label("Your name").fill(name)
    page.get_by_label("E-mail address").fill(f"{name.split()[0].lower()}@example.org")
    page.get_by_label("Your service area or team").select_option(label="\u2003Libraries")
    page.get_by_label("What would help you take part?").fill(needs)
    acts.follow(page.get_by_role("button", name="Book my place"))
    page.get_by_role("heading", name="Thank you. We have written to you").wait_for()


def test_a_session_is_planned_booked_and_made_ready(visitor, told):
    amira, nadia = visitor(viewport=DESK), visitor(viewport=PHONE)
    amira.sign_in()
    code = told["code"] = acts.plan_session(amira)
    told["session"] = amira.page.url
    amira.check("the session, planned")

    nadia.go(f"/j/{code}/")
    acts.follow(nadia.page.get_by_role("button", name="Book my place"))
    expect(nadia.page.get_by_role("alert")).to_contain_text("Enter your name")
    nadia.check("booking with a problem")
    ask_for_a_place(nadia, code, "Nadia Rahman", "A hearing loop")
    nadia.check("we have written to you")
    ask_for_a_place(visitor(), code, "Sam Ojo")

    amira.go("/o/sandbrook/letters/")
    letter = letter_to(amira.page, "nadia@example.org")
    acts.follow(letter.get_by_role("link"))
    amira.check("the letter")
    link = amira.page.locator("pre.letter a[href*='/place/']").first.get_attribute("href")
    nadia.go(link)
    expect(nadia.page.get_by_role("heading", level=1)).to_have_text("You have a place")
    expect(nadia.page.get_by_text("We are looking into it")).to_be_visible()
    nadia.check("a place")

    amira.go(told["session"])
    expect(amira.page.get_by_text("Someone asked for: A hearing loop")).to_be_visible()
    acts.follow(amira.page.get_by_role("button", name="It is arranged"))
    amira.page.get_by_text("Arranged for Nadia Rahman").wait_for()
    amira.check("what people asked for")
    nadia.page.reload()
    expect(nadia.page.get_by_text("Arranged", exact=True)).to_be_visible()


def test_on_the_day_people_check_in(visitor, demo, told):
    code = told["code"]
    clock.start(demo.data, code, timedelta(minutes=5))
    nadia, walker, amira = visitor(), visitor(), visitor(viewport=DESK)
    nadia.go(f"/j/{code}/")
    nadia.check("check in")
    nadia.page.get_by_label("Your name or e-mail address").fill("Nadia Rahman")
    acts.follow(nadia.page.get_by_role("button", name="Check in"))
    nadia.page.get_by_role("heading", name="You are checked in").wait_for()
    nadia.check("checked in")

    amira.sign_in()
    amira.page.clock.install()
    amira.go(told["session"])
    page: Page = amira.page
    page.evaluate("window.neverReloaded = true")
    page.get_by_role("button", name="Tick in Sam Ojo").focus()
    page.keyboard.press("Enter")
    status = page.locator("#register .live")
    expect(status).to_have_text("2 people are here. Of 2 with a place, 0 are not here yet")
    expect(page.get_by_role("button", name="Undo for Sam Ojo")).to_be_focused()

    walker.go(f"/j/{code}/")
    acts.follow(walker.page.get_by_role("link", name="I have not booked"))
    walker.check("come in without a booking")
    walker.page.get_by_label("Your name").fill("Wanda Lis")
    acts.follow(walker.page.get_by_role("button", name="Check in"))
    walker.page.get_by_role("heading", name="You are checked in").wait_for()

    page.clock.fast_forward(20_000)
    expect(status).to_contain_text("3 people are here")
    expect(page.get_by_role("button", name="Undo for Sam Ojo")).to_be_focused()
    assert page.evaluate("window.neverReloaded") is True
    amira.check("the register after a live update")

    acts.follow(page.get_by_role("link", name="Type in a sign-in sheet"))
    page.get_by_label("Who came?").fill(
        "Ola Berg, Housing options\nPia Lund, Libraries\nRita Sousa"
    )
    acts.follow(page.get_by_role("button", name="Show me what you understand"))
    amira.check("what we understood of a sign-in sheet")
    acts.follow(page.get_by_role("button", name="Save 3 people"))
    expect(status).to_contain_text("6 people are here")


def test_six_people_answer_on_their_phones(visitor, demo, told):
    code = told["code"]
    clock.start(demo.data, code, timedelta(minutes=95))
    _first_forgets_an_answer(visitor(), code)
    _second_changes_an_answer(visitor(), code)
    _third_comes_back(visitor(), code)
    for answers in ANSWERS[3:]:
        guest = visitor()
        acts.begin(guest, code)
        acts.answer_all(guest.page, answers)
        acts.send(guest.page)
    _nobody_answers_twice(guest, code)


def _first_forgets_an_answer(nadia, code: str) -> None:
    page = nadia.page
    nadia.go(f"/j/{code}/")
    nadia.check("how was it?")
    acts.follow(page.get_by_role("link", name="Start the questions"))
    nadia.check("the first page of the questions")
    acts.follow(page.get_by_role("link", name="Start", exact=True))
    page.check("input[name='understanding.before'][value='1']")
    acts.follow(page.get_by_role("button", name="Continue"))
    expect(page.locator(".problems")).to_be_focused()
    nadia.check("a question with a problem")
    assert page.title().startswith("Problem: ")
    page.locator(".problems a").click()
    assert page.evaluate("document.activeElement.name") == "understanding.now"
    expect(page.locator("input[name='understanding.before'][value='1']")).to_be_checked()
    for name in acts.QUESTIONS:
        if name in {"model", "support", "liked"}:
            nadia.check(f"question {name}")
        acts.answer(page, name, ANSWERS[0][name])
    nadia.check("check your answers")
    acts.send(page)
    expect(page.get_by_text("We tell you within two weeks.")).to_be_visible()
    nadia.check("thank you")
    acts.follow(page.get_by_role("link", name="Keep a plan for yourself"))
    acts.follow(page.get_by_role("button", name="Send me my link"))
    expect(page.get_by_role("alert")).to_contain_text("Enter your name or e-mail address")
    nadia.check("the way to a plan, with a problem")
    page.get_by_label("Your name or e-mail address").fill("Nadia Rahman")
    acts.follow(page.get_by_role("button", name="Send me my link"))
    page.get_by_role("heading", name="Look in your e-mail").wait_for()
    nadia.check("the link is on its way")


def _second_changes_an_answer(sam, code: str) -> None:
    page = sam.page
    acts.begin(sam, code)
    acts.answer_all(page, ANSWERS[1] | {"support": "no"})
    acts.follow(page.get_by_role("link", name="Change your answer to: Do you know where to go"))
    expect(page.locator("input[name='support'][value='no']")).to_be_checked()
    acts.answer(page, "support", ANSWERS[1]["support"])
    line = page.locator(".summary > div", has_text="Do you know where to go")
    expect(line.locator("dd").first).to_have_text("Yes")
    acts.send(page)


def _third_comes_back(wanda, code: str) -> None:
    page = wanda.page
    acts.begin(wanda, code)
    acts.answer(page, "understanding", ANSWERS[2]["understanding"])
    with page.expect_response("**/keep/") as kept:
        page.locator("[name='model']").press_sequentially(ANSWERS[2]["model"])
    assert kept.value.status == 204
    wanda.go("/privacy/")
    wanda.go(f"/j/{code}/")
    acts.follow(page.get_by_role("link", name="Start the questions"))
    expect(page.get_by_text("We kept what you answered before.")).to_be_visible()
    wanda.check("the first page, come back to")
    acts.follow(page.get_by_role("link", name="Go on"))
    acts.answer_all(page, ANSWERS[2], after="model")
    expect(page.locator(".summary")).to_contain_text(ANSWERS[2]["model"])
    acts.send(page)


def _nobody_answers_twice(guest, code: str) -> None:
    guest.go(f"/j/{code}/")
    acts.follow(guest.page.get_by_role("link", name="Start the questions"))
    expect(guest.page.get_by_role("heading", level=1)).to_have_text("We already have your answers")
    expect(guest.page.get_by_text("Nothing was sent twice.")).to_be_visible()
    guest.check("we already have your answers")


def test_one_of_them_keeps_a_plan(visitor, told):
    amira, nadia = visitor(viewport=DESK), visitor()
    amira.sign_in()
    amira.go("/o/sandbrook/letters/")
    letter = letter_to(amira.page, "nadia@example.org")
    acts.follow(letter.get_by_role("link", name="Your own page"))
    link = amira.page.locator("pre.letter a[href*='/pledge/']").get_attribute("href")
    told["plan"] = link
    nadia.go(link)
    page = nadia.page
    nadia.check("a plan to write")
    acts.follow(page.get_by_role("button", name="Keep my plan"))
    nadia.check("a plan with a problem")
    page.get_by_label("When …").fill("we start the new contract")
    page.get_by_label("… I will …").fill("ask a carer to write it with us")
    page.get_by_label("You can ask me").check()
    acts.follow(page.get_by_role("button", name="Keep my plan"))
    page.get_by_role("heading", name="Your plan is kept").wait_for()
    nadia.check("a plan that is kept")
    acts.follow(page.get_by_role("link", name="Back to your page"))
    expect(page.get_by_text("When we start the new contract, I will ask a carer")).to_be_visible()
    nadia.check("a place with a plan")


def test_the_questions_close(visitor, demo, told):
    code = told["code"]
    told["day"] = clock.start(demo.data, code, timedelta(minutes=96)).date().isoformat()
    late = visitor()
    late.go(f"/j/{code}/")
    questions = late.page.get_by_role("link", name="Start the questions").get_attribute("href")
    clock.close_evaluation(demo.data, code)
    late.go(questions)
    expect(late.page.get_by_role("heading", level=1)).to_have_text("This is closed")
    late.check("closed questions")


def test_what_they_wrote_becomes_themes_by_keyboard_alone(visitor, demo, told):
    amira = visitor(viewport=DESK)
    amira.sign_in()
    page: Page = amira.page
    acts.press(page, "^Themes$")
    amira.check("the list of themes")
    acts.press(page, "^Start new themes$")
    amira.check("which answers")
    acts.tab_to_choice(page, clock.evaluation(demo.data, told["code"]))
    page.keyboard.press("Space")
    acts.press(page, "^Go on to the questions$")
    amira.check("what each question asked for")
    acts.tab_to(page, "^What are these themes about")
    page.keyboard.type("A session by the sea")
    acts.press(page, "^Read these comments$")
    amira.check("what points at a person")
    expect(page.locator("mark")).to_have_text(["Nadia Rahman"])
    acts.press(page, "^Confirm this comment$")
    acts.press(page, "^I have read them. Confirm all 17$")
    amira.check("every comment is checked")
    acts.press(page, "^Read the comments$")
    amira.check("comments to read")
    for name in THEMES:
        _put_six_into(page, name)
    expect(page.get_by_text("Every comment is read")).to_be_visible()
    amira.check("every comment is read")

    acts.press(page, "^Now share the themes$")
    amira.check("themes to share")
    acts.press(page, f"^{ASKED_FOR}$")
    expect(page.locator("main")).not_to_contain_text("Nadia Rahman")
    acts.press(page, "^Use as a quote: A longer break, and tea")
    amira.check("a theme with a quote")
    acts.press(page, "^A session by the sea$")
    acts.press(page, f"^{THEMES[0]}$")
    acts.press(page, "^Use as a quote: The cards, and table 5")
    acts.press(page, "^A session by the sea$")
    acts.press(page, "^Share the themes$")
    amira.check("themes that are shared")


def _put_six_into(page: Page, name: str) -> None:
    """Put all comments of one kind into a new theme, and go on to those that wait."""
    acts.tab_to(page, "^(New theme|Another or new):")
    page.keyboard.press("Enter")
    acts.tab_to(page, "^New theme$")
    page.keyboard.type(name)
    acts.press(page, "^Put it there$")
    for _ in ANSWERS[1:]:
        acts.press(page, f"^{name}: ")
    if page.get_by_text("All of these are read").is_visible():
        acts.press(page, r"\([1-9]\d*\)$")


def test_what_they_asked_for_gets_an_answer_that_everybody_can_read(visitor):
    amira, stranger = visitor(viewport=DESK), visitor()
    amira.sign_in()
    page: Page = amira.page
    acts.follow(page.get_by_role("link", name="You said, we did"))
    amira.check("what waits for an answer")
    acts.follow(page.get_by_role("link", name=ASKED_FOR))
    amira.check("a theme to answer")
    acts.follow(page.get_by_role("link", name="We changed something"))
    acts.follow(page.get_by_role("button", name="Save this answer"))
    amira.check("an answer with a problem")
    page.get_by_label("What did you change?").fill(DONE)
    page.get_by_label("Since when?").fill(timezone.localdate().isoformat())
    acts.follow(page.get_by_role("button", name="Save this answer"))
    amira.check("a theme with its answer")
    acts.follow(page.get_by_role("link", name="You said, we did").last)
    acts.follow(page.get_by_role("link", name="The public page about A session by the sea"))
    amira.check("what stands on the public page")
    page.get_by_role("checkbox", name=ASKED_FOR).check()
    acts.follow(page.get_by_role("button", name="Make the page public"))
    amira.check("a public page that is public")

    stranger.go(page.locator("a.poster-address").get_attribute("href"))
    said = stranger.page.locator(".answered")
    expect(said).to_contain_text(ASKED_FOR)
    expect(said).to_contain_text("One person wrote: “A longer break, and tea”")
    expect(said).to_contain_text(DONE)
    stranger.check("you said, we did")


def test_the_report_says_what_they_said(visitor, told, tmp_path):
    day, amira = told["day"], visitor(viewport=DESK)
    amira.sign_in()
    page: Page = amira.page
    acts.follow(page.get_by_role("link", name="Evidence"))
    acts.follow(page.get_by_role("link", name="Make a report"))
    page.get_by_label("From", exact=True).fill(day)
    page.get_by_label("To", exact=True).fill(day)
    acts.follow(page.get_by_role("button", name="Make the report"))
    page.get_by_role("heading", name="What 6 people told us about Co-production").wait_for()
    amira.check("the report")
    assert figures(page) == {
        "places taken": "6",
        "different people": "6",
        "session": "1",
        "service areas": "2",
        "answered the questions": str(len(ANSWERS)),
    }
    # Six are few: nothing says what all of them, or three and three of them, answered.
    for question in ("Do you know where to go", "The session was relevant", "The content of the"):
        heading = page.locator("h3", has_text=question)
        expect(heading.locator("xpath=following-sibling::*[1]")).to_have_text(
            "6 people answered. How many gave each answer is not shown."
        )
    improved = sum(a["understanding"]["now"] > a["understanding"]["before"] for a in ANSWERS)
    finding = page.locator(".finding", has_text="answered higher now than before")
    expect(finding.locator(".count")).to_have_text(f"{improved} of {len(ANSWERS)} people")
    words = page.locator("main")
    for told_us in (*THEMES, "The cards, and table 5", DONE):
        expect(words).to_contain_text(told_us)
    with page.expect_download() as download:
        page.get_by_role("link", name="Get the PDF").click()
    download.value.save_as(tmp_path / "report.pdf")
    assert numbers(pdf_text(tmp_path / "report.pdf")) == numbers(page_text(page))


def test_nine_weeks_later_she_says_what_came_of_her_plan(visitor, demo, told):
    clock.start(demo.data, told["code"], timedelta(weeks=9))
    nadia = visitor()
    nadia.go(told["plan"])
    page = nadia.page
    nadia.check("did you do it?")
    acts.follow(page.get_by_role("button", name="Send my answer"))
    nadia.check("did you do it, with a problem")
    page.get_by_label("Partly").check()
    page.get_by_label("What got in the way?").fill("We wait for the money")
    acts.follow(page.get_by_role("button", name="Send my answer"))
    page.get_by_text("Thank you for telling us.").wait_for()
    nadia.check("what came of a plan")


def letter_to(page: Page, address: str) -> Locator:
    """Return the newest letter to an address in the list of letters."""
    return page.get_by_role("listitem").filter(has_text=f"To {address}").first


def figures(page: Page) -> dict[str, str]:
    boxes = page.locator("dl.figures > div").all()
    return {box.locator("dt").inner_text(): box.locator("dd").inner_text() for box in boxes}


def numbers(text: str) -> list[str]:
    """Return every number in a text up to the last part, which is about the report itself."""
    return NUMBER.findall(" ".join(text.partition("About this report")[0].split()))


def page_text(page: Page) -> str:
    """Return the words of the report, each text of the page apart from the next."""
    return page.locator("main").evaluate(
        """main => {
            const parts = [...main.querySelectorAll(":scope > .kicker, :scope > .kicker ~ *")];
            const words = part => [...part.childNodes].map(node =>
                node.nodeType === Node.TEXT_NODE ? node.data : words(node)).join(" ");
            return parts.map(words).join(" ");
        }"""
    )


def pdf_text(path) -> str:
    foot = re.compile(r"[^\n]*Page \d+ of \d+")
    return " ".join(foot.sub("", page.extract_text()) for page in pypdf.PdfReader(path).pages)
