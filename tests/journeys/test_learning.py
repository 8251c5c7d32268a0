"""From a finding to its result, and a plan that is sent back, changed and signed."""

import re
from datetime import date

from tests.journeys import acts, clock
from tests.journeys.conftest import PHONE

AT = "/o/sandbrook/learning/"


def link(who, name):
    acts.follow(who.page.get_by_role("link", name=name, exact=True).first)


def button(who, name):
    acts.follow(who.page.get_by_role("button", name=name, exact=True))


def fill(who, /, **typed):
    for label, words in typed.items():
        who.page.locator(f"#id_{label}").fill(words)


def survey_and_session(data):
    """Return the key of the first survey with results, and a session after which people told what
    came of their plans: its key and its month."""
    with clock.database(data) as rows:
        (wave,) = rows.execute(
            "SELECT wave_id FROM learning_need WHERE wave_id > 0 ORDER BY id LIMIT 1"
        ).fetchone()
        session, starts = rows.execute(
            "SELECT id, starts FROM gatherings_gathering WHERE cohort LIKE 'August%'"
            " ORDER BY starts DESC LIMIT 1 OFFSET 1"
        ).fetchone()
    return wave, session, date.fromisoformat(starts[:10]).replace(day=1)


def begin_with_a_finding(amira, wave):
    """Carry one finding of a survey to a need, with the keyboard."""
    amira.go(f"/o/sandbrook/reports/waves/{wave}/")
    choice = amira.page.locator("#finding option", has_text="want more support")
    amira.page.locator("#finding").select_option(choice.get_attribute("value"))
    amira.check("results")
    acts.press(amira.page, "^Write it down as a need")
    amira.page.get_by_text("want more support").first.wait_for()
    amira.check("a need from a finding")
    acts.tab_to(amira.page, "What do people need")
    amira.page.keyboard.type("Somebody to ask in the first week")
    acts.press(amira.page, "^Save")
    amira.page.get_by_text("The need is written down").wait_for()
    amira.check("a need")


def plan_a_year(amira, month):
    link(amira, "Make a plan with it")
    amira.check("a new plan")
    fill(amira, title="The first week", aim="Nobody begins alone.")
    amira.page.locator("#id_start").select_option(f"{month:%Y-%m}")
    button(amira, "Save")
    amira.page.get_by_role("heading", name="The first week", exact=True).wait_for()
    amira.check("a plan")
    return re.search(r"/plans/(\d+)/", amira.page.url)[1]


def hold_its_session(amira, plan, month, session):
    amira.go(f"{AT}plans/{plan}/?month={month:%Y-%m}")
    link(amira, "Somebody to ask in the first week")
    amira.check("an activity")
    link(amira, "Say what became of it")
    amira.page.get_by_label("It is one of our sessions").check()
    amira.page.locator("#id_gathering").select_option(str(session))
    amira.check("what became of it")
    button(amira, "Save")
    amira.page.get_by_text("Held", exact=True).wait_for()


def meet_an_expectation(amira, plan):
    amira.go(f"{AT}plans/{plan}/expectations/new/")
    fill(
        amira,
        who="The panel",
        what="People do something differently",
        seen="They keep their plan",
        measure="Half of them keep it",
    )
    amira.page.get_by_label("Somebody to ask in the first week").check()
    amira.check("a new expectation")
    button(amira, "Save")
    amira.page.get_by_text("people who said what came of their plan").wait_for()
    amira.check("an expectation")
    link(amira, "Say whether it was met")
    amira.page.get_by_label("Met", exact=True).check()
    fill(amira, reasons="More than half kept it.")
    amira.check("a result")
    button(amira, "Save")
    amira.page.get_by_role("heading", name="Met", exact=True).wait_for()


def walk_the_chain(amira, plan):
    """Everything from the finding to the result stands on one page, and leads on."""
    amira.go(f"{AT}plans/{plan}/chain/")
    chain = amira.page.locator("ol.chain").first
    for words in (
        "want more support",
        "Somebody to ask in the first week",
        " came.",
        "kept",
        "People do something differently: Met",
    ):
        chain.get_by_text(words).first.wait_for()
    for number in range(chain.get_by_role("link").count()):
        where = chain.get_by_role("link").nth(number).get_attribute("href")
        assert amira.context.request.get(where).ok, where
    amira.page.get_by_role("cell", name="Nothing", exact=True).wait_for()
    amira.check("the chain")


def test_a_finding_is_walked_to_its_result(lead, demo):
    wave, session, month = survey_and_session(demo.data)
    begin_with_a_finding(lead, wave)
    plan = plan_a_year(lead, month)
    hold_its_session(lead, plan, month, session)
    meet_an_expectation(lead, plan)
    walk_the_chain(lead, plan)


def sign_in_as(who, data, email):
    """Sign in with a code that a letter brings."""
    who.go("/account/login/code/")
    who.page.locator("#id_email").fill(email)
    acts.follow(who.page.locator("form button[type=submit], form button:not([type])").last)
    with clock.database(data) as rows:
        (text,) = rows.execute(
            'SELECT text FROM letters_letter WHERE "to" = ? AND secret ORDER BY id DESC', (email,)
        ).fetchone()
    code = re.search(r"code is (\S+)", text)[1]
    who.page.locator("#id_code").fill(code)
    acts.follow(who.page.locator("form:has(#id_code) button").first)


def test_a_plan_is_sent_back_changed_and_signed(lead, visitor, demo):
    david = visitor(viewport=PHONE)
    sign_in_as(david, demo.data, "david@example.org")
    lead.go(f"{AT}plans/new/?begin=first_year")
    lead.page.locator("#id_title").fill("Our first year")
    button(lead, "Save")
    plan = re.search(r"/plans/(\d+)/", lead.page.url)[1]
    button(lead, "Send it to be signed as it is now")
    lead.page.get_by_text("Nobody has answered yet.").wait_for()
    lead.check("a version")

    david.go(f"{AT}plans/{plan}/")
    link(david, "Read it and answer")
    david.check("to sign")
    button(david, "Ask for changes")
    david.page.get_by_role("heading", name="There is a problem").wait_for()
    fill(david, words="A mentor costs something. Say how much.")
    button(david, "Ask for changes")
    david.page.get_by_text("They read what should change").wait_for()

    lead.go(f"{AT}plans/{plan}/versions/1/")
    lead.page.get_by_text("A mentor costs something.").wait_for()
    lead.go(f"{AT}plans/{plan}/")
    lead.page.get_by_text("Somebody asked for changes").wait_for()
    link(lead, "Change the plan")
    lead.page.locator("#id_aim").fill("Everybody has tried it once, with a mentor for £480.")
    button(lead, "Save")
    button(lead, "Send it to be signed as it is now")

    david.go(f"{AT}plans/{plan}/versions/2/")
    david.page.get_by_text("with a mentor for £480").wait_for()
    acts.press(david.page, "^Sign it")
    david.page.get_by_text(re.compile("Signed by David Price")).wait_for()
    david.check("signed")
    lead.go(f"{AT}plans/{plan}/")
    lead.page.get_by_text("is signed.").wait_for()
    lead.check("a signed plan")
