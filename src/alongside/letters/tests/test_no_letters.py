"""Whoever gets a letter that is not needed can say that they want none like it."""

import re

import pytest

from alongside.letters import actions, post, tasks
from alongside.letters.models import Letter, OptOut

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def letter(cast, now):
    return ask(cast, now)


def ask(cast, now, **more):
    values = {"organisation": cast.here, "about": "questions", "optional": True} | more
    return actions.write(
        to="dot@example.org", subject="Tell us", text="Please tell us.\n", now=now, **values
    )


@pytest.fixture
def link(letter, now, postbox):
    tasks.due(now)
    return link_in(postbox.received[0])


def link_in(mail):
    found = re.search(
        r"I do not want letters like this:\s+http://[^/\s]+(/\S+)", mail.get_content()
    )
    return found.group(1)


def state(cast, now):
    return ask(cast, now).state


def test_a_letter_says_at_its_foot_and_in_its_head_how_to_ask_for_no_more(link, postbox):
    mail = postbox.received[0]
    assert mail["List-Unsubscribe"] == f"<http://127.0.0.1:8000{link}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.get_content().splitlines()[:3] == ["Please tell us.", "", "-- "]


def test_the_address_in_the_head_is_whole_however_long(letter, settings):
    settings.ADDRESS = f"https://{'a-very-long-name.' * 8}example.org"
    head = post.as_message(letter).as_bytes().partition(b"\n\n")[0].decode()
    assert f"\nList-Unsubscribe: <{settings.ADDRESS}/no-letters/{letter.pk}:" in head


def test_a_letter_that_is_needed_says_nothing_of_it(cast, now, postbox):
    ask(cast, now, optional=False)
    tasks.due(now)
    mail = postbox.received[0]
    assert mail["List-Unsubscribe"] is None
    assert mail.get_content().strip() == "Please tell us."


def test_looking_changes_nothing(link, client, cast, now):
    for method in (client.get, client.head):
        assert method(link).status_code == 200
    assert client.get(f"{link}again/").status_code == 405
    assert (OptOut.objects.count(), state(cast, now)) == (0, "waiting")


def test_one_press_stops_and_one_begins_again(link, client, cast, now):
    assert "Stop these letters" in client.get(link).content.decode()
    page = client.post(link).content.decode()
    assert "You get no more letters like this" in page
    assert state(cast, now) == "stopped"
    assert client.post(f"{link}again/", follow=True).status_code == 200
    assert (OptOut.objects.count(), state(cast, now)) == (0, "waiting")


def test_a_mail_program_stops_them_by_itself(link, cast, now, client):
    stranger = type(client)(enforce_csrf_checks=True)
    for _ in range(2):
        answer = stranger.post(link, ONE_CLICK)
        assert (answer.status_code, "Location" in answer.headers) == (200, False)
    assert (OptOut.objects.count(), state(cast, now)) == (1, "stopped")
    assert stranger.cookies == {}


def test_other_letters_and_other_organisations_still_write(link, client, cast, now):
    client.post(link)
    others = ({"about": "session"}, {"organisation": cast.there}, {"optional": False})
    assert {ask(cast, now, **other).state for other in others} == {"waiting"}


def test_what_waits_is_not_sent_and_its_secret_goes(link, client, cast, now):
    waits, needed = ask(cast, now, secret=True), ask(cast, now, optional=False)
    client.post(link)
    waits.refresh_from_db()
    needed.refresh_from_db()
    assert (waits.state, needed.state) == ("stopped", "waiting")
    assert "Please" not in waits.text
    assert "Please" not in ask(cast, now, secret=True).text


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: t.replace(":", "x"), lambda t: f"9{t}"]
)
def test_a_link_that_was_changed_is_no_page(letter, link, client, change):
    token = link.split("/")[2]
    assert client.post(f"/no-letters/{change(token)}/").status_code == 404
    assert OptOut.objects.count() == 0


def test_a_letter_that_nobody_may_stop_has_no_page(link, client):
    Letter.objects.update(optional=False)
    assert client.post(link).status_code == 404
