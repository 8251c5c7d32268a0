"""Choices in an order of each person's own: it stays, and nothing that is kept tells it."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from alongside.asks import actions
from alongside.asks.models import Box, Draft

CHOICES = [{"name": name, "label": {"en": name.title()}} for name in "abcdef"]
FORM = {
    "title": {"en": "Tea"},
    "languages": ["en"],
    "questions": [
        {
            "type": "several",
            "name": "tea",
            "label": {"en": "Which?"},
            "choices": CHOICES,
            "other": True,
            "shuffle": True,
        },
        {"type": "short", "name": "why", "label": {"en": "Why?"}},
    ],
}


@pytest.fixture
def at(cast, now):
    form = actions.make_form(organisation=cast.here, title="Tea", draft=FORM, now=now)
    version = actions.publish(form=form, now=now)
    wave = actions.open_wave(
        version=version,
        mode="anonymous",
        opens=now - timedelta(hours=1),
        closes=now + timedelta(days=1),
    )
    return f"/a/{wave.code}/"


def order(client, page):
    return re.findall(r'name="tea" value="(\w+)"', client.get(page).content.decode())


def test_the_order_stays_from_the_first_look_to_the_end(client, at):
    first = order(client, f"{at}q/tea/")
    assert not Draft.objects.exists()
    assert sorted(first[:-1]) == list("abcdef")
    assert first[-1] == "other"
    assert order(client, f"{at}q/tea/") == first
    client.post(f"{at}q/tea/", {"tea": ["f", "a"]})
    assert order(client, f"{at}q/tea/") == order(client, f"{at}all/") == first
    client.post(f"{at}check/")
    assert Box.objects.get().answers == {"tea": {"choices": ["a", "f"]}}


def test_people_have_different_orders(at):
    assert len({tuple(order(Client(), f"{at}q/tea/")) for _ in range(12)}) > 1


def test_whoever_only_looks_at_other_questions_is_nobody(client, at):
    client.get(f"{at}q/why/")
    assert "csrftoken" in client.cookies
    assert len(client.cookies) == 1
