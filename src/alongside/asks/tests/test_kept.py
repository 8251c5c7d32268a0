"""Nothing that was typed is lost before it is sent, whether it can be taken as it is or not."""

import re
from datetime import timedelta

import pytest

from alongside.asks import actions
from alongside.asks.models import Box, Draft
from alongside.methods.tests.questions_form import choice, form, question, words

LONG = "A word too many. " * 9
WHERE = {"label": words("Where would you go?"), "relevant": "${support} = 'yes'"}
YES_NO = [choice("yes", "Yes"), choice("no", "No")]


@pytest.fixture
def wave(cast, now):
    """Questions of the types whose answers can be unfinished."""
    asked = form(
        question("one", name="support", choices=YES_NO, other=None),
        question("short", name="where", **WHERE),
        question("short", name="job", limit=100),
        question("date", name="started"),
        question("ranking", name="matters"),
        question("several", name="calm"),
    )
    made = actions.make_form(organisation=cast.here, title="How was it?", draft=asked, now=now)
    version = actions.publish(form=made, now=now)
    return actions.open_wave(version=version, mode="anonymous", opens=now - timedelta(hours=1))


@pytest.fixture
def at(wave):
    return f"/a/{wave.code}/"


def text(answer):
    return answer.content.decode()


def value(page, name):
    return re.findall(rf'name="{name}" value="([^"]*)"', page)


def test_what_is_too_long_is_there_when_somebody_comes_back(client, at):
    stopped = client.post(f"{at}keep/", {"job": LONG, "come-back": "yes"})
    assert stopped.headers["Location"] == at
    assert f'href="{at}q/support/"' in text(client.get(at))
    page = text(client.get(f"{at}q/job/"))
    assert value(page, "job") == [LONG.strip()]
    assert "must be 100 letters or fewer" in page
    assert "<title>Problem: " in page


def test_an_edit_that_is_too_long_does_not_turn_back_into_the_older_words(client, at):
    client.post(f"{at}q/job/", {"job": "Carer"})
    client.post(f"{at}keep/", {"job": LONG})
    assert value(text(client.get(f"{at}q/job/")), "job") == [LONG.strip()]
    client.post(f"{at}q/job/", {"job": "A carer"})
    assert Draft.objects.get().answers["job"] == {"text": "A carer"}
    assert Draft.objects.get().typed == {}


def test_half_a_date_and_half_an_order_stay_half(client, at):
    client.post(f"{at}keep/", {"started.day": "3", "matters.time": "1"})
    assert value(text(client.get(f"{at}q/started/")), "started.day") == ["3"]
    page = text(client.get(f"{at}q/matters/"))
    assert 'name="matters.time" value="1"' in page
    page = text(client.get(f"{at}all/"))
    assert value(page, "started.day") == ["3"]
    assert "must include a month and a year" in page


def test_a_problem_on_a_page_of_its_own_is_kept_when_the_page_is_left(client, at):
    client.post(f"{at}q/job/", {"job": LONG})
    assert value(text(client.get(f"{at}q/job/")), "job") == [LONG.strip()]


def test_one_bad_edit_takes_no_good_answer_away(client, at):
    client.post(f"{at}all/", {"support": "yes", "where": "The team", "job": "Carer"})
    page = text(client.post(f"{at}all/", {"support": "no", "where": "The team", "job": LONG}))
    assert "There is a problem" in page
    kept = Draft.objects.get()
    assert kept.answers["support"] == {"choice": "no"}
    assert kept.answers["job"] == {"text": "Carer"}
    assert kept.typed == {"job": [LONG.strip()]}


@pytest.mark.parametrize("page", ["all/", "keep/"])
def test_words_wait_while_another_answer_hides_their_question(client, at, page):
    client.post(f"{at}{page}", {"support": "yes", "where": "The team"})
    client.post(f"{at}{page}", {"support": "no"})
    assert "The team" not in text(client.get(f"{at}check/"))
    client.post(f"{at}{page}", {"support": "yes"})
    assert value(text(client.get(f"{at}all/")), "where") == ["The team"]


def test_a_hidden_answer_is_left_out_when_it_is_sent(client, at):
    client.post(f"{at}all/", {"support": "yes", "where": "The team"})
    client.post(f"{at}q/support/", {"support": "no"})
    client.post(f"{at}check/")
    assert Box.objects.get().answers == {"support": {"choice": "no"}}


def test_what_cannot_be_read_is_listed_and_not_sent(client, at):
    client.post(f"{at}q/job/", {"job": "Carer"})
    client.post(f"{at}keep/", {"job": LONG})
    page = text(client.get(f"{at}check/"))
    assert "must be 100 letters or fewer" in page
    assert "Carer" not in page
    page = text(client.post(f"{at}check/"))
    assert "There is a problem" in page
    assert f'href="{at}q/job/?check=1"' in page
    assert Box.objects.count() == 0


def test_what_was_emptied_is_gone(client, at):
    client.post(f"{at}all/", {"job": "Carer", "calm": ["tea"], "shown-here": ["job", "calm"]})
    client.post(f"{at}keep/", {"job": "", "shown-here": ["job", "calm"]})
    assert Draft.objects.get().answers == {}


def test_a_page_says_which_questions_it_shows(client, at):
    assert value(text(client.get(f"{at}q/job/")), "shown-here") == ["job"]
    page = text(client.get(f"{at}all/"))
    assert value(page, "shown-here") == ["support", "job", "started", "matters", "calm"]


def test_nobody_is_remembered_who_typed_nothing(client, at):
    assert client.post(f"{at}q/job/", {"job": " "}).headers["Location"] == f"{at}q/started/"
    assert Draft.objects.count() == 0


def test_a_part_that_somebody_made_up_is_not_kept(client, at):
    client.post(f"{at}keep/", {"job": LONG + "\0", "job.\0": "x", "job.other part": "y"})
    assert Draft.objects.get().typed == {"job": [LONG.strip()]}


def test_the_place_on_a_page_does_not_stay_in_the_next_address(client, at):
    """A form without an address of its own sends the #place along, and the next page keeps it."""
    assert f'action="{at}q/job/?check=1"' in text(client.get(f"{at}q/job/?check=1"))
    assert f'action="{at}all/"' in text(client.get(f"{at}all/"))


def test_what_is_kept_goes_with_the_close(client, at, wave, now):
    client.post(f"{at}keep/", {"job": LONG})
    actions.close(wave=wave, now=now)
    assert Draft.objects.count() == 0


def test_what_is_kept_goes_with_the_answer(client, at):
    client.post(f"{at}all/", {"support": "yes", "where": LONG * 9})
    client.post(f"{at}q/support/", {"support": "no"})
    client.post(f"{at}check/")
    assert Box.objects.get().answers == {"support": {"choice": "no"}}
    assert Draft.objects.count() == 0


@pytest.fixture
def other(cast, now):
    """The address of a wave of optional questions with round buttons, and one with a limit."""
    asked = form(
        question("before_now", name="pair"),
        question("matrix", name="parts"),
        question("one", name="room"),
        question("short", name="job", limit=100),
    )
    made = actions.make_form(organisation=cast.here, title="What else?", draft=asked, now=now)
    version = actions.publish(form=made, now=now)
    wave = actions.open_wave(version=version, mode="anonymous", opens=now - timedelta(hours=1))
    return f"/a/{wave.code}/"


def test_half_a_pair_is_asked_about_once_and_may_stay_half(client, other):
    page = text(client.post(f"{other}q/pair/", {"pair.before": "2"}))
    assert "<title>Please check: " in page
    assert "We can only count a change when you answer both" in page
    assert 'href="#q-pair.now"' in page
    assert "There is a problem" not in page
    assert value(page, "asked-before") == ["pair"]
    again = client.post(f"{other}q/pair/", {"pair.before": "2", "asked-before": "pair"})
    assert again.headers["Location"] == f"{other}q/parts/"
    page = text(client.get(f"{other}check/"))
    assert "Now: No answer" in page


def test_all_that_is_doubted_on_one_page_is_asked_about_together(client, other):
    sent = {"pair.before": "2", "room": "other", "parts.pace": "good"}
    page = text(client.post(f"{other}all/", sent))
    assert value(page, "asked-before") == ["pair", "room"]
    assert "Tell us what you mean by “Something else”" in page
    sent["asked-before"] = ["pair", "room"]
    assert client.post(f"{other}all/", sent).headers["Location"] == f"{other}check/"
    assert "The room: No answer" in text(client.get(f"{other}check/"))


@pytest.mark.parametrize("name", ["pair", "parts", "room"])
def test_an_answer_with_round_buttons_can_be_taken_back(client, other, name):
    sent = {"pair.before": "2", "pair.now": "3", "parts.pace": "good", "room": "living"}
    client.post(f"{other}all/", sent)
    page = f"{other}q/{name}/?check=1"
    assert f'name="clear-answer" value="{name}"' in text(client.get(page))
    cleared = client.post(page, sent | {"clear-answer": name})
    assert cleared.headers["Location"] == f"{page}#q-{name}"
    assert set(Draft.objects.get().answers) == {"pair", "parts", "room"} - {name}


def test_taking_one_answer_back_keeps_the_others_on_the_page(client, other):
    sent = {"room": "living", "job": "Carer", "clear-answer": "room"}
    assert client.post(f"{other}all/", sent).headers["Location"] == f"{other}all/#q-room"
    assert Draft.objects.get().answers == {"job": {"text": "Carer"}}


def test_a_limit_is_said_before_it_is_passed(client, other):
    page = text(client.get(f"{other}q/job/"))
    assert "Up to 100 letters." in page
    assert 'aria-describedby="q-job-how"' in page
