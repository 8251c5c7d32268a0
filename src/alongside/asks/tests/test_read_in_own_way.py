"""Large print, reading aloud, and time: a page that is left open loses nothing."""

from datetime import timedelta

import pytest

from alongside.asks import actions, respondent, tasks
from alongside.asks.models import Draft
from alongside.methods.tests.questions_form import form, question


@pytest.fixture
def wave(cast, now):
    draft = form(question("short", name="job"), question("long", name="change"))
    made = actions.make_form(organisation=cast.here, title="Tea", draft=draft, now=now)
    version = actions.publish(form=made, now=now)
    return actions.open_wave(version=version, mode="anonymous", opens=now - timedelta(hours=1))


def text(answer):
    return answer.content.decode()


def test_large_print_stays_on_every_page_until_it_is_switched_off(client, wave):
    at = f"/a/{wave.code}/"
    assert '<body class="participant">' in text(client.get(at))
    page = client.get(f"{at}?print=large")
    assert '<body class="participant large-print">' in text(page)
    cookie = page.cookies[respondent.PRINT]
    assert (cookie.value, cookie["path"]) == ("1", "/a/")
    page = text(client.get(f"{at}q/job/"))
    assert '<body class="participant large-print">' in page
    assert f'href="{at}q/job/?print=usual"' in page
    assert '<body class="participant">' in text(client.get(f"{at}q/job/?print=usual"))
    assert '<body class="participant">' in text(client.get(at))


@pytest.mark.parametrize("chosen", ["", "huge", "large\x00"])
def test_print_that_there_is_not_changes_nothing(client, wave, chosen):
    client.get(f"/a/{wave.code}/?print=large")
    page = text(client.get(f"/a/{wave.code}/", {"print": chosen}))
    assert '<body class="participant large-print">' in page


def test_who_wants_large_print_is_not_told_from_others_who_do(client, wave):
    page = client.get(f"/a/{wave.code}/?print=large")
    assert set(page.cookies) <= {respondent.PRINT, "csrftoken"}
    assert not Draft.objects.exists()


def test_what_is_typed_before_a_week_is_over_can_be_sent_then(client, wave, now):
    at = f"/a/{wave.code}/"
    client.post(f"{at}q/job/", {"job": "Carer"})
    tasks.due(now + timedelta(days=7))
    assert 'value="Carer"' in text(client.get(f"{at}q/job/"))
    client.post(f"{at}q/change/", {"change": "More tea"})
    client.post(f"{at}check/")
    assert wave.box.get().answers["job"] == {"text": "Carer"}


def test_a_page_left_open_for_longer_still_brings_what_stands_on_it(client, wave, now):
    at = f"/a/{wave.code}/"
    client.post(f"{at}q/job/", {"job": "Carer"})
    tasks.due(now + timedelta(days=30))
    assert not Draft.objects.exists()
    sent = {"job": "Carer", "change": "More tea", "shown-here": ["job", "change"]}
    page = client.post(f"{at}all/", sent, follow=True)
    assert "More tea" in text(page)
    client.post(f"{at}check/")
    assert wave.box.get().answers == {"job": {"text": "Carer"}, "change": {"text": "More tea"}}


def test_who_answers_is_known_for_longer_than_a_draft_is_kept():
    assert respondent.DAYS > 7
