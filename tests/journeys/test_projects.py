"""A project on a phone, from its beginning to its evidence; then a stage of a journey."""

from datetime import timedelta

from django.utils import timezone

from tests.journeys import acts
from tests.journeys.conftest import PHONE

AT = "/o/sandbrook/projects/"


def fill(amira, **typed):
    for label, words in typed.items():
        amira.page.locator(f"#id_{label}").fill(words)


def button(amira, name):
    acts.follow(amira.page.get_by_role("button", name=name, exact=True))


def link(amira, name):
    acts.follow(amira.page.get_by_role("link", name=name).first)


def add(amira, number, side):
    """Add the person at this place of the list to the team."""
    link(amira, "Add somebody")
    amira.page.locator("#id_member").select_option(index=number)
    amira.page.get_by_label(side).check()
    amira.check("add")
    button(amira, "Add to the team")


def begin(amira):
    amira.go(f"{AT}begin/")
    acts.tab_to(amira.page, "What is the project called")
    amira.page.keyboard.type("A room for bad nights")
    acts.tab_to(amira.page, "Which issue do you want")
    amira.page.keyboard.type("At night there is nowhere to go.")
    acts.press(amira.page, "Begin the project")
    amira.page.get_by_role("heading", name="Next: bring in people with experience").wait_for()
    amira.check("begin")


def make_a_team(amira):
    add(amira, 1, "There for their own experience")
    add(amira, 1, "Works for the organisation")
    words = "2 people: 1 with experience of their own and 1 staff."
    amira.page.get_by_text(words).wait_for()
    amira.check("make a team")


def agree(amira):
    link(amira, "Ground rules")
    link(amira, "Write ground rules")
    amira.check("agree")
    button(amira, "Save the ground rules")
    link(amira, "Note who agreed")
    for box in amira.page.get_by_role("checkbox").all():
        box.check()
    amira.check("agree")
    button(amira, "Note it")
    amira.page.get_by_text("2 of 2 in the team have agreed to version 1.").wait_for()
    amira.check("agree")


def meet(amira):
    link(amira, "Meetings")
    link(amira, "Note a meeting")
    fill(amira, title="What should it look like?")
    amira.page.get_by_label("Design").check()
    for box in amira.page.get_by_role("checkbox").all():
        box.check()
    amira.check("meet")
    button(amira, "Note the meeting")
    amira.page.get_by_text("1 with experience of their own, 1 staff").wait_for()
    amira.check("meet")
    link(amira, "A sheet to print")
    amira.page.get_by_role("columnheader", name="Turns to speak").wait_for()
    amira.check("meet")
    amira.page.go_back()


def give_notice(amira):
    link(amira, "Timeline")
    link(amira, "Add a day")
    today = timezone.localdate()
    fill(amira, title="It opens", day=(today + timedelta(weeks=3)).isoformat())
    fill(amira, told=today.isoformat())
    amira.check("give notice")
    button(amira, "Add the day")
    amira.page.get_by_text("The shortest notice was 3 weeks before").wait_for()
    amira.check("give notice")


def share(amira):
    link(amira, "Information")
    link(amira, "Share information")
    fill(amira, title="What it costs", text="£200,000 each year.")
    amira.check("share")
    button(amira, "Share it")
    amira.page.get_by_role("heading", name="What it costs").wait_for()
    amira.check("share")
    link(amira, "Evidence")
    link(amira, "Add evidence")
    fill(amira, says="People came")
    amira.page.locator("#id_record").select_option(index=1)
    amira.check("share")
    button(amira, "Add the evidence")
    link(amira, "Look at the record")
    amira.page.get_by_role("heading", name="What should it look like?").wait_for()


def go_a_stage_on(amira):
    """A journey: a stage is said, then shown, and the values are asked for."""
    amira.go("/o/sandbrook/journeys/begin/")
    fill(amira, title="Our ambassadors")
    amira.page.get_by_label("A network of ambassadors").check()
    amira.check("begin a journey")
    button(amira, "Begin the journey")
    link(amira, "It is reached")
    button(amira, "Say that it is reached")
    amira.page.get_by_text("0 of 5 stages reached; 1 said, not shown.").wait_for()
    link(amira, "Add what shows it")
    fill(amira, says="They told of their life")
    amira.page.locator("#id_record").select_option(index=1)
    amira.check("what shows it")
    button(amira, "Add the evidence")
    amira.page.get_by_text("1 of 5 stages reached.").wait_for()
    link(amira, "Ask about the values")
    fill(amira, closes=(timezone.localdate() + timedelta(weeks=2)).isoformat())
    button(amira, "Ask people and staff")
    amira.page.get_by_text("Give them this address").wait_for()
    amira.check("ask about the values")


def test_a_project_from_its_beginning_to_its_evidence(visitor):
    amira = visitor(viewport=PHONE)
    amira.sign_in()
    begin(amira)
    make_a_team(amira)
    agree(amira)
    meet(amira)
    give_notice(amira)
    share(amira)
    go_a_stage_on(amira)
