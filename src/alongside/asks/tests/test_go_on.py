"""Somebody who came by the code goes on with their words on another device, with no account."""

import html
import re
from datetime import timedelta

import pytest
from django.test import Client

from alongside.asks import actions, tasks
from alongside.asks.models import Draft, Mode, Taken


def words(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def at(wave):
    return f"/a/{wave.code}/"


@pytest.fixture
def key(client, at):
    """The code somebody wrote down after they typed half of their words."""
    asked = client.post(f"{at}keep/", {"liked": "The t", "come-back": "link"})
    assert asked.headers["Location"] == f"{at}later/"
    return re.search(r"/on/([\w-]{14})", words(client.get(f"{at}later/"))).group(1)


def test_the_link_opens_the_same_words_on_another_device(client, at, key):
    other = Client()
    assert other.get(f"{at}on/{key}/").headers["Location"] == at
    assert "We kept what you answered before" in words(other.get(at))
    assert "The t" in words(other.get(f"{at}q/liked/"))
    other.post(f"{at}q/liked/", {"liked": "The tea and the talk"})
    assert "The tea and the talk" in words(client.get(f"{at}q/liked/"))
    assert Draft.objects.count() == 1


def test_what_was_written_down_is_typed(client, at, key):
    other = Client()
    assert "I began on another device" in words(other.get(at))
    answer = other.post(f"{at}on/", {"key": f" {key.lower()} "}, follow=True)
    assert "We kept what you answered before" in words(answer)
    assert "We know no such code here" in words(Client().post(f"{at}on/", {"key": "K4M7"}))


def test_only_the_hash_of_the_key_is_kept(key):
    draft = Draft.objects.get()
    kept = str(vars(draft))
    assert key.replace("-", "") not in kept
    assert len(draft.key) == 64


def test_looking_asks_for_no_link_and_no_draft_has_none(client, at, wave):
    assert client.get(f"{at}later/").headers["Location"] == at
    client.post(f"{at}keep/", {"liked": "The t"})
    assert client.get(f"{at}later/").headers["Location"] == at
    assert Draft.objects.get().key == ""
    assert client.post(f"{at}later/").headers["Location"] == f"{at}later/"
    assert "/on/" in words(client.get(f"{at}later/"))


def test_words_that_a_link_leads_to_are_kept_until_the_close(key, wave, now, monkeypatch):
    monkeypatch.setattr("alongside.asks.sealing.wipe", lambda: True)
    wave.closes = now + timedelta(days=30)
    wave.save()
    tasks.due(now + timedelta(days=20))
    assert Draft.objects.count() == 1
    tasks.due(now + timedelta(days=31))
    assert Draft.objects.count() == 0


def test_after_it_is_sent_the_link_opens_nothing(client, at, key, wave):
    filled = {"understanding.before": "2", "understanding.now": "4", "support": "yes"}
    other = Client()
    other.get(f"{at}on/{key}/")
    other.post(f"{at}all/", filled)
    other.post(f"{at}check/")
    assert (Draft.objects.count(), Taken.objects.count()) == (0, 1)
    assert Client().get(f"{at}on/{key}/").status_code == 404
    assert "We already have your answers" in words(client.get(at))


def test_what_another_began_on_the_device_is_not_put_aside_unasked(at, key):
    other = Client()
    other.post(f"{at}keep/", {"liked": "My own words"})
    assert "Something else was begun here" in words(other.get(f"{at}on/{key}/"))
    assert "My own words" in words(other.get(f"{at}q/liked/"))
    other.post(f"{at}on/{key}/")
    assert "The t" in words(other.get(f"{at}q/liked/"))


def test_a_link_of_one_wave_opens_nothing_in_another(key, open_wave):
    other = open_wave()
    assert Client().get(f"/a/{other.code}/on/{key}/").status_code == 404


def test_whoever_was_invited_has_a_link_of_their_own(client, open_wave, cast, now):
    wave = open_wave(Mode.CONFIDENTIAL)
    client.get(f"/a/{wave.code}/i/{actions.invite(wave=wave, member=cast.priya)}/")
    at = f"/a/{wave.code}/"
    assert "Get a link" not in words(client.get(f"{at}q/liked/"))
    assert client.post(f"{at}keep/", {"liked": "x", "come-back": "link"}).headers["Location"] == at
    assert Draft.objects.get().key == ""
