"""From a sticky note in a session, and from an anonymous answer, to the receipt that says what
changed; and somebody who disagrees is heard. What staff do is done by their actions, beside the
server; what people do is done at the size of a phone."""

import json
import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.journeys.acts import follow
from tests.journeys.conftest import ROOT

NOTE = "I want to sit on a sofa with a cup of tea"
CODE = r"(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}"

START = """
import json, sys
from datetime import timedelta
from alongside.cli import installation
installation.start()
from django.utils import timezone
from alongside.asks import actions as asks
from alongside.asks import queries as asked
from alongside.asks import receipts
from alongside.asks.models import Wave
from alongside.asks.starters import starter
from alongside.gatherings.models import Gathering
from alongside.influence import actions
from alongside.influence.actions.deciding import Decided
from alongside.influence.models import Contribution, ProjectTheme, Review
from alongside.insight import actions as insight
from alongside.insight.tests import story
from alongside.live import actions as live
from alongside.live.models import Room
from alongside.people.models import Membership
from alongside.projects import actions as projects
from alongside.walls import actions as walls
from alongside.walls.models import Note, Wall
now = timezone.now()
amira = Membership.objects.get(organisation__slug="sandbrook", email="amira@example.org")
here = amira.organisation
told = json.loads(sys.argv[1])
"""

OPEN_ROOM = """
held = Gathering.objects.get(code=told["session"])
room = live.open_room(gathering=held, by=amira, now=now)
live.go(room=room, place=room.steps.exclude(wall=None).first().place)
"""

BRING_NOTE = """
Wall.objects.filter(notes__text=told["note"]).update(revealed=True)
note = Note.objects.get(text=told["note"])
kept = walls.keep_note(note=note, by=amira, now=now)
live.close(room=Room.objects.get(gathering__code=told["session"], closed=None), now=now)
project = projects.begin(
    organisation=here, name="The Sanctuary", issue="At night there is only the hospital.",
    level="strategic", begun=now.date() - timedelta(days=9), by=amira, now=now,
)
said = actions.bring_kept(project=project, kept=kept, by=amira, now=now)
theme = actions.make_theme(project=project, name="Tea at night", by=amira, now=now)
actions.place(theme=theme, contributions=[said], by=amira, now=now)
"""

DECIDE = """
theme = ProjectTheme.objects.get(name=told["theme"])
decision = actions.declare(
    project=theme.project, question=told["question"], open_to="fully", by=amira, now=now
)
what = Decided(
    outcome="yes", decided="It will look like a living room.", why="A clinic makes it worse.",
    decider="The team", decided_on=now.date(), themes={theme: "It is what people asked for."},
)
decision = actions.decide(decision=decision, what=what, by=amira, now=now)
action = actions.begin_action(
    decision=decision, text="A sofa", owner=amira, due=now.date(), by=amira, now=now
)
actions.act(action=action, result="The sofa is in.", done_on=now.date(), now=now)
"""

CLOSE_REVIEW = """
actions.close_review(
    review=Review.objects.filter(closed=None).latest("pk"), about="process", by=amira, now=now,
    result="You are right: there was no kettle. There is one now.",
)
"""

OPEN_SURVEY = """
draft = starter("session_evaluation")
draft["title"] = {"en": "How was the night?"}
draft["questions"] = [one for one in draft["questions"] if one["name"] == "improve"]
form = asks.make_form(
    organisation=here, title="How was the night?", draft=draft, now=now, purpose="survey"
)
wave = asks.open_wave(version=asks.publish(form=form, now=now), mode="anonymous", opens=now)
for number in range(8):
    asks.answer(wave=wave, answers={"improve": {"text": "Warmer"}}, client=f"r{number}", now=now)
print(wave.code)
"""

READ_SURVEY = """
wave = Wave.objects.get(code=told["survey"])
asks.close(wave=wave, now=now)
wave.refresh_from_db()
on = [insight.Draws(wave, "improve", "improve")]
analysis = insight.start(organisation=here, title="The night", on=on, by=amira, now=now)
found = story.sort_into(
    analysis, {("improve", "Light"): "lamp", ("improve", "Warmth"): "Warmer"}, amira, now
)
insight.share(analysis=analysis, by=amira, now=now)
project = projects.begin(
    organisation=here, name="The nights", issue="It is dark.", level="strategic",
    begun=now.date(), by=amira, now=now,
)
found["Light"].refresh_from_db()
actions.draw_theme(project=project, theme=found["Light"], by=amira, now=now)
"""


@pytest.fixture
def staff(demo):
    """Call it to have staff do something, beside the server; return what it says."""

    def do(*acts, **told):
        done = subprocess.run(
            [sys.executable, "-c", START + "\n".join(acts), json.dumps(told)],
            cwd=ROOT,
            env=os.environ | {"ALONGSIDE_DATA": str(demo.data)},
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return do


def codes_on(page):
    return re.findall(CODE, page.locator("main").inner_text())


def test_from_a_note_to_what_changed_and_back(visitor, staff, session):
    _, room = session
    staff(OPEN_ROOM, session=room)
    kit = visitor()
    kit.go(f"/room/{room}/")
    follow(kit.page.get_by_role("button", name="Come in"))
    kit.page.locator("#note-text").fill(NOTE)
    kit.page.get_by_role("button", name="Add").first.click()
    expect(kit.page.locator("[data-columns]")).to_contain_text(NOTE)
    follow(kit.page.get_by_role("link", name="Get codes for what I say"))
    kit.check("before there are codes")
    follow(kit.page.get_by_role("button", name="Get my codes"))
    (code,) = codes_on(kit.page)
    kit.check("the codes of what somebody says")
    kit.go(f"/said/{code}/")
    expect(kit.page.get_by_text("Nobody has taken it further yet.")).to_be_visible()
    kit.check("a note that nobody took further")
    staff(BRING_NOTE, session=room, note=NOTE)
    kit.go(f"/room/{room}/")
    assert codes_on(kit.page) == [code]
    kit.check("the page of a closed room with codes")
    staff(DECIDE, theme="Tea at night", question="What should it look like?")
    _disagrees(visitor(java_script_enabled=False), code)
    staff(CLOSE_REVIEW)
    kit.go(f"/said/{code}/")
    expect(kit.page.get_by_text("There is one now.")).to_be_visible()
    kit.check("a receipt whose review is closed")
    for more in ("tell-me", "take-back"):
        kit.go(f"/said/{code}/{more}/")
        kit.check(more)


def _disagrees(somebody, code):
    """Without JavaScript: type the code, read what changed, and say that it is not so."""
    page = somebody.page
    somebody.go("/said/")
    page.get_by_label("Your code").fill(code.lower())
    follow(page.get_by_role("button", name="Look it up"))
    for words in (NOTE, "“Tea at night”", "A clinic makes it worse.", "The sofa is in."):
        expect(page.locator(".receipt").get_by_text(words).first).to_be_visible()
    back = page.get_by_role("group", name="Did we act on it?")
    back.get_by_label("No", exact=True).check()
    page.get_by_label("If something is wrong, what is it?").fill("There is no kettle")
    follow(page.get_by_role("button", name="Send my answers"))
    expect(page.get_by_text("You said: you did not act on it")).to_be_visible()
    expect(page.get_by_text("A person looks at this again by")).to_be_visible()


def test_from_an_anonymous_answer_to_what_changed(visitor, staff):
    survey = staff(OPEN_SURVEY)
    mo = visitor()
    mo.go(f"/a/{survey}/")
    follow(mo.page.get_by_role("link", name="Start", exact=True))
    mo.page.fill("[name='improve']", "One lamp by the door")
    follow(mo.page.get_by_role("button", name="Continue"))
    follow(mo.page.get_by_role("button", name="Send my answers"))
    (code,) = codes_on(mo.page)
    staff(READ_SURVEY, survey=survey)
    staff(DECIDE, theme="Light", question="How light should it be?")
    mo.go(f"/said/{code}/")
    page = mo.page
    expect(page.get_by_text("We do not show them here, and we do not know")).to_be_visible()
    expect(page.get_by_text("The sofa is in.")).to_be_visible()
    assert "lamp" not in page.locator("main").inner_text()
    mo.check("the receipt of an anonymous answer")
    page.get_by_role("group", name="Did we act on it?").get_by_label("Yes", exact=True).check()
    follow(page.get_by_role("button", name="Send my answers"))
    expect(page.get_by_text("You said: you acted on it")).to_be_visible()
