"""A condition may ask what day it is."""

from datetime import timedelta

from alongside.asks import actions
from alongside.asks.models import Mode

DRAFT = {
    "title": {"en": "When?"},
    "languages": ["en"],
    "questions": [
        {
            "type": "date",
            "name": "since",
            "label": {"en": "Since when?"},
            "constraint": ". <= today()",
            "constraint_message": {"en": "Give a day that is not after today"},
        }
    ],
}


def test_a_day_after_today_is_refused_in_the_writers_words(cast, client, now, monkeypatch):
    form = actions.make_form(organisation=cast.here, title="When?", draft=DRAFT, now=now)
    version = actions.publish(form=form, now=now)
    wave = actions.open_wave(version=version, mode=Mode.ANONYMOUS, opens=now - timedelta(days=1))
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    at = f"/a/{wave.code}/q/since/"
    client.get(f"/a/{wave.code}/")
    parts = {"since.day": now.day, "since.month": now.month, "since.year": now.year}
    after = client.post(at, parts | {"since.year": now.year + 1})
    assert "Give a day that is not after today" in after.content.decode()
    assert client.post(at, parts).status_code == 302
