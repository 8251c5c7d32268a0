"""Sections of a form, as somebody who answers sees them."""

from datetime import timedelta

import pytest

from alongside.asks import actions
from alongside.methods.questions import check_form


def short(name, **more):
    return {"type": "short", "name": name, "label": {"en": name.title()}} | more


FORM = {
    "title": {"en": "Tea"},
    "languages": ["en"],
    "questions": [
        short("first"),
        short("tea", section={"en": "What you drink"}),
        short("milk", relevant="${tea} = 'Black'", section={"en": "What goes in"}),
        short("sugar"),
        short("job", section={"en": "You & your work"}),
    ],
}


@pytest.fixture
def at(cast, now):
    form = actions.make_form(organisation=cast.here, title="Tea", draft=FORM, now=now)
    version = actions.publish(form=form, now=now)
    closes = now + timedelta(days=1)
    wave = actions.open_wave(
        version=version, mode="anonymous", opens=now - timedelta(hours=1), closes=closes
    )
    return f"/a/{wave.code}/"


def text(answer):
    return answer.content.decode()


def test_a_question_stands_under_its_section(client, at):
    assert 'class="kicker"' not in text(client.get(f"{at}q/first/"))
    assert '<p class="kicker">What you drink</p>' in text(client.get(f"{at}q/tea/"))
    assert '<p class="kicker">What goes in</p>' in text(client.get(f"{at}q/sugar/"))
    assert "You &amp; your work" in text(client.get(f"{at}q/job/"))


@pytest.mark.parametrize("page", ["all", "check"])
def test_a_section_is_a_heading_once_where_all_is_on_a_page(client, at, page):
    client.post(f"{at}q/first/", {"first": "One"})
    shown = text(client.get(f"{at}{page}/"))
    for section in ("What you drink", "What goes in", "You &amp; your work"):
        assert shown.count(f"<h2>{section}</h2>") == 1
    assert shown.index("What goes in") < shown.index("Sugar")


def test_the_name_of_a_section_is_there_in_every_language():
    (problem, *_) = check_form(
        {
            "title": {"en": "Tea", "cy": "Te"},
            "languages": ["en", "cy"],
            "questions": [
                short("tea", label={"en": "Tea?", "cy": "Te?"}, section={"en": "Drinks"})
            ],
        }
    )
    assert problem.text == "the section is missing in cy"
