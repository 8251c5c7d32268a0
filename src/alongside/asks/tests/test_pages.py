"""Answering, page by page, as a browser without JavaScript does it."""

import re
from datetime import timedelta

import pytest

from alongside.asks import actions
from alongside.asks.models import Box, Draft, Mode, Response, Taken, Wave

FIRST = {"understanding.before": "2", "understanding.now": "4"}


@pytest.fixture
def at(wave):
    return f"/a/{wave.code}/"


def text(answer):
    return answer.content.decode()


def answer_all(client, at):
    client.post(f"{at}q/understanding/", FIRST)
    client.post(f"{at}q/model/", {"model": "The ladder of co-production"})
    client.post(f"{at}q/support/", {"support": "yes"})
    for name in ("relevant", "content"):
        client.post(f"{at}q/{name}/", {name: "4"})
    for name in ("liked", "improve", "apply"):
        client.post(f"{at}q/{name}/", {name: f"Words about {name}"})
    return client.post(f"{at}q/quoting/", {"quoting": "yes"})


def test_the_first_page_says_what_the_mode_means(client, at):
    page = text(client.get(at))
    assert "Nobody who reads your answers will know whose they are" in page
    assert "9 questions, about 5 minutes." in page
    assert f'href="{at}q/understanding/"' in page


def test_one_question_leads_to_the_next_and_in_the_end_to_the_check(client, at):
    assert client.post(f"{at}q/understanding/", FIRST).headers["Location"] == f"{at}q/model/"
    assert client.post(f"{at}q/model/", {}).headers["Location"] == f"{at}q/support/"
    assert answer_all(client, at).headers["Location"] == f"{at}check/"


def test_answers_are_checked_and_sent_once(client, at):
    answer_all(client, at)
    page = text(client.get(f"{at}check/"))
    assert "The ladder of co-production" in page
    assert client.post(f"{at}check/").headers["Location"] == f"{at}thanks/"
    assert "Thank you. We have your answers." in text(client.get(f"{at}thanks/"))
    assert "We already have your answers" in text(client.post(f"{at}check/"))
    assert (Box.objects.count(), Taken.objects.count(), Draft.objects.count()) == (1, 1, 0)


def test_what_is_missing_is_said_with_a_link_to_each_question(client, at):
    client.post(f"{at}q/model/", {"model": "nef"})
    page = text(client.post(f"{at}check/"))
    assert "There is a problem" in page
    assert f'href="{at}q/understanding/?check=1"' in page
    assert Box.objects.count() == 0


def test_a_problem_keeps_what_was_typed_and_names_the_question(client, at):
    page = text(client.post(f"{at}q/understanding/", {"understanding.before": "2"}))
    assert "<title>Problem: " in page
    assert "There is a problem" in page
    assert re.findall(r'name="understanding.before" value="(\d)"[^>]* checked', page) == ["2"]


def test_answers_wait_for_somebody_who_comes_back(client, at):
    client.post(f"{at}q/understanding/", FIRST)
    page = text(client.get(at))
    assert "We kept what you answered before. You can go on." in page
    assert f'href="{at}q/model/"' in page


def test_an_answer_changed_from_the_check_leads_back_to_it(client, at):
    answer_all(client, at)
    changed = client.post(f"{at}q/support/?check=1", {"support": "no"})
    assert changed.headers["Location"] == f"{at}check/"
    client.post(f"{at}check/")
    assert Box.objects.get().answers["support"] == {"choice": "no"}


def test_all_questions_fit_on_one_page(client, at):
    page = text(client.get(f"{at}all/"))
    assert page.count("<fieldset") >= 5
    wrong = text(client.post(f"{at}all/", FIRST | {"liked": "The people"}))
    assert "There is a problem" in wrong
    assert "The people" in wrong
    right = client.post(f"{at}all/", FIRST | {"support": "yes", "liked": "The people"})
    assert right.headers["Location"] == f"{at}check/"
    client.post(f"{at}check/")
    assert Box.objects.get().answers["liked"] == {"text": "The people"}


def test_typing_is_kept_before_the_page_is_sent(client, at):
    kept = client.post(f"{at}keep/", {"liked": "Half a sent"})
    assert kept.status_code == 204
    assert "Half a sent" in text(client.get(f"{at}q/liked/"))


def test_what_is_typed_is_kept_by_somebody_who_stops_without_scripts(client, at):
    assert f'formaction="{at}keep/"' in text(client.get(f"{at}all/"))
    stopped = client.post(f"{at}keep/", {"liked": "Half a sent", "come-back": "yes"})
    assert stopped.headers["Location"] == at
    assert "We kept what you answered before" in text(client.get(at))
    assert "Half a sent" in text(client.get(f"{at}all/"))


def test_an_anonymous_page_touches_no_session_and_writes_no_member(client, at, cast, sign_in):
    """Even for somebody who happens to be signed in as staff."""
    answer = sign_in(cast.tom).post(f"{at}q/understanding/", FIRST)
    assert answer.wsgi_request.session.accessed is False
    assert answer.wsgi_request.session.modified is False
    assert "sessionid" not in answer.cookies


def test_the_cookie_is_of_this_wave_only(client, at, wave):
    cookie = client.post(f"{at}q/understanding/", FIRST).cookies[f"answering-{wave.code}"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (at, True, "Lax")


def test_the_cookie_goes_over_https_only_where_there_is_https(client, at, wave, settings):
    settings.SESSION_COOKIE_SECURE = True
    assert client.post(f"{at}q/understanding/", FIRST).cookies[f"answering-{wave.code}"]["secure"]


def test_a_cookie_somebody_made_up_is_nobody(client, at, wave):
    client.cookies[f"answering-{wave.code}"] = "made-up"
    assert "We kept what you answered" not in text(client.get(at))


def test_a_shared_device_begins_anew(client, at):
    answer_all(client, at)
    client.post(f"{at}check/")
    client.post(f"{at}somebody-else/")
    assert f'href="{at}q/understanding/"' in text(client.get(at))
    answer_all(client, at)
    client.post(f"{at}check/")
    assert Box.objects.count() == 2


def test_somebody_else_finds_nothing_of_who_stopped_here(client, at):
    client.post(f"{at}keep/", {"liked": "Only for me", "come-back": "yes"})
    page = text(client.get(at))
    assert "It stays on this device for a week" in page
    assert f'action="{at}somebody-else/"' in page
    assert client.post(f"{at}somebody-else/").headers["Location"] == at
    assert Draft.objects.count() == 0
    page = text(client.get(at))
    assert "We kept what you answered" not in page
    assert "Somebody else" not in page


def test_somebody_else_takes_nothing_from_who_has_a_link(client, open_wave, cast):
    wave = open_wave(Mode.NAMED)
    key = actions.invite(wave=wave, member=cast.tom)
    client.get(f"/a/{wave.code}/i/{key}/")
    client.post(f"/a/{wave.code}/keep/", {"liked": "Only for me"})
    client.post(f"/a/{wave.code}/somebody-else/")
    assert "Please open the link in your letter" in text(client.get(f"/a/{wave.code}/"))
    client.get(f"/a/{wave.code}/i/{key}/")
    assert "Only for me" in text(client.get(f"/a/{wave.code}/q/liked/"))


@pytest.mark.parametrize("page", ["q/liked/", "all/", "keep/"])
def test_words_sent_after_the_close_are_shown_to_copy(client, wave, at, now, page):
    actions.close(wave=wave, now=now)
    sent = {"liked": "My own words\nin two lines", "support": "yes", "apply": "x" * 11_000}
    shown = text(client.post(f"{at}{page}", sent | {"come-back": "yes"}))
    assert "This is closed" in shown
    assert "This was not sent" in shown
    for words in ("My own words<br>in two lines", "Yes", "x" * 11_000, "What did you like?"):
        assert words in shown
    assert Draft.objects.count() == 0


def test_what_waits_is_shown_to_copy_when_it_closes_before_it_is_sent(client, wave, at, now):
    answer_all(client, at)
    Wave.objects.filter(pk=wave.pk).update(closes=now)
    assert "Words about liked" in text(client.post(f"{at}check/"))
    assert Box.objects.count() == 0


def test_a_closed_wave_says_so_and_takes_nothing(client, open_wave, now):
    closed = open_wave(opens=now - timedelta(days=3), closes=now - timedelta(days=1))
    for page in (client.get, client.post):
        answer = page(f"/a/{closed.code}/q/understanding/", FIRST)
        assert "This is closed" in text(answer)
    assert Draft.objects.count() == 0


def test_a_wave_that_is_not_open_yet_says_when(client, open_wave, now):
    early = open_wave(opens=now + timedelta(days=2), closes=None)
    assert "It opens on Thursday 12 March 2026 at 9am." in text(client.get(f"/a/{early.code}/"))


def test_a_named_wave_asks_for_the_link_and_knows_who_it_is(client, open_wave, cast):
    wave = open_wave(Mode.NAMED)
    at = f"/a/{wave.code}/"
    assert "Please open the link in your letter" in text(client.get(at))
    key = actions.invite(wave=wave, member=cast.tom)
    answer = client.get(f"{at}i/{key}/")
    assert (answer.headers["Location"], answer.headers["Referrer-Policy"]) == (at, "no-referrer")
    assert "Your name stands beside your answers" in text(client.get(at))
    answer_all(client, at)
    client.post(f"{at}check/")
    assert Response.objects.get().member == cast.tom


@pytest.mark.parametrize("path", ["", "i/wrong/", "q/understanding/"])
def test_a_wrong_code_or_key_finds_nothing(client, at, path):
    where = f"{at}{path}" if path == "i/wrong/" else f"/a/NOSUCHXX/{path}"
    assert client.get(where).status_code == 404


def test_a_question_that_is_not_asked_leads_to_the_check(client, at):
    assert client.get(f"{at}q/nonsense/").headers["Location"] == f"{at}check/"


def test_a_script_in_an_answer_is_shown_as_text(client, at):
    client.post(f"{at}q/liked/", {"liked": "<script>alert(1)</script>"})
    page = text(client.get(f"{at}check/"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_a_very_long_answer_is_refused_in_words_and_shown_again(client, at):
    page = text(client.post(f"{at}q/liked/", {"liked": "x" * 100_000}))
    assert "There is a problem" in page
    assert page.count("x" * 100_000) == 1


def test_the_number_of_questions_stays_as_the_first_page_said(cast, now, client):
    choices = [{"name": name, "label": {"en": name}} for name in ("yes", "no")]
    one = {"type": "one", "label": {"en": "?"}, "choices": choices}
    questions = [
        one | {"name": "a"},
        one | {"name": "b", "relevant": "${a} = 'yes'"},
        one | {"name": "c"},
    ]
    draft = {"title": {"en": "Tea"}, "languages": ["en"], "questions": questions}
    form = actions.make_form(organisation=cast.here, title="Tea", draft=draft, now=now)
    version = actions.publish(form=form, now=now)
    wave = actions.open_wave(version=version, mode="anonymous", opens=now)
    at = f"/a/{wave.code}/"
    seen = [text(client.get(at))]
    for name in "ab":
        client.post(f"{at}q/{name}/", {name: "yes"})
    seen += [text(client.get(f"{at}q/{name}/")) for name in "abc"]
    assert "2 questions" in seen[0]
    where = [page.split('<p class="where">')[1].split(" <")[0] for page in seen[1:]]
    assert where == ["Question 1 of 2", "Question 1 of 2", "Question 2 of 2"]
