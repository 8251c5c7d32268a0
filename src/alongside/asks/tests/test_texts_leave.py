"""A survey by text, from whom to ask to who wants no more: what leaves goes to a gateway on
loopback, and people act on what arrived there."""

import re
from datetime import timedelta

import pytest

from alongside.asks import tasks
from alongside.asks.models import Box
from alongside.letters import tasks as letters
from alongside.letters.tests.gateway import Gateway

DOTS, PRIYAS = "+447700900123", "+447700900456"


@pytest.fixture
def gateway(settings):
    gateway = Gateway()
    settings.LETTERS_SMS = gateway.address()
    yield gateway
    gateway.stop()


@pytest.fixture
def leave(monkeypatch, gateway):
    """Call it at a time for the texts that arrived by then, by number."""

    def do(at):
        monkeypatch.setattr("django.utils.timezone.now", lambda: at)
        gateway.received.clear()
        tasks.due(at)
        letters.due(at)
        return {one["to"]: one["text"] for one in gateway.received}

    return do


def link(text, part):
    return re.search(rf"[^/\s](/{part}/\S+)", text).group(1)


def test_a_survey_by_text_reminds_who_has_not_answered_until_they_want_no_more(
    cast, open_wave, sign_in, client, leave, now
):
    for member, number in ((cast.dot, DOTS), (cast.priya, PRIYAS)):
        member.phone, member.letters_by = number, "text"
        member.save()
    wave = open_wave(closes=now + timedelta(days=20))
    at, tom = f"/o/sandbrook-council/ask/waves/{wave.pk}", sign_in(cast.tom)
    tom.post(f"{at}/invite/", {"people": [cast.dot.pk, cast.priya.pk]})
    first = leave(now)
    assert set(first) == {DOTS, PRIYAS}
    assert link(first[DOTS], "a") != link(first[PRIYAS], "a")
    assert leave(now + timedelta(hours=1)) == {}

    begin = client.get(link(first[DOTS], "a")).headers["Location"]
    filled = {"understanding.before": "2", "understanding.now": "4", "support": "yes"}
    client.post(f"{begin}all/", filled)
    client.post(f"{begin}check/")
    assert Box.objects.count() == 1

    day = now + timedelta(days=2)
    assert leave(day) == {}
    tom.post(f"{at}/remind/")
    reminded = leave(day)
    assert list(reminded) == [PRIYAS]
    assert "there is still time" in reminded[PRIYAS]
    assert link(reminded[PRIYAS], "a") == link(first[PRIYAS], "a")

    client.post(f"{link(reminded[PRIYAS], 'no-letters')}/")
    later = day + timedelta(days=2)
    assert leave(later) == {}
    page = tom.post(f"{at}/remind/", follow=True).content.decode()
    assert "There is nobody to remind today." in page
    assert leave(later) == {}
    assert "Asked for no texts" in page
