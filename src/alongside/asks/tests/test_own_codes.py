"""Codes that people make themselves, so that two anonymous times can be laid side by side."""

import json
from datetime import timedelta

import pytest
from django.db import connection

from alongside.asks import actions, own_codes, tasks
from alongside.asks.models import Box, Draft, Form, Mode, Response, Wave
from alongside.asks.queries import answers as answers_of

CODE = {"type": "own_code", "name": "again", "label": {"en": "Make a code"}}
FORM = {
    "title": {"en": "Once a year"},
    "languages": ["en"],
    "questions": [{"type": "agreement", "name": "able", "label": {"en": "I can"}}, CODE],
}


@pytest.fixture
def opened(now):
    """Call it with an organisation for an open wave that asks for a code."""

    def do(organisation, mode=Mode.ANONYMOUS, purpose=Form.Purpose.SURVEY):
        form = actions.make_form(
            organisation=organisation, title="Yearly", draft=FORM, purpose=purpose, now=now
        )
        version = actions.publish(form=form, now=now)
        return actions.open_wave(
            version=version, mode=mode, opens=now - timedelta(hours=1), closes=None
        )

    return do


def everybody(wave, now, people=12):
    for number in range(people):
        said = {"able": {"value": 1 + number % 5}, "again": {"text": f"Zq {number:02}-x"}}
        client = f"client-{wave.pk}-{number}"
        actions.keep_draft(wave=wave, client=client, answers=said, now=now)
        actions.answer(wave=wave, answers=said, client=client, now=now)


def kept(wave):
    return {row.answers["again"]["code"] for row in wave.responses.all()}


def test_the_code_itself_is_kept_nowhere(opened, cast, now):
    wave = opened(cast.here)
    everybody(wave, now)
    waiting = [one.answers["again"] for one in Box.objects.all()]
    assert all(set(one) == {"code"} for one in waiting)
    actions.close(wave=wave, now=now)
    everything = json.dumps([row.answers for row in Response.objects.all()]).casefold()
    assert "zq" not in everything
    assert Draft.objects.count() == 0
    assert wave.comments.count() == 0
    assert len(kept(wave)) == 12


def test_the_same_code_is_the_same_again_and_another_in_another_organisation(opened, cast, now):
    first, second, elsewhere = opened(cast.here), opened(cast.here), opened(cast.there)
    for wave in (first, second, elsewhere):
        everybody(wave, now)
        actions.close(wave=wave, now=now)
    assert kept(first) == kept(second)
    assert not kept(first) & kept(elsewhere)


def test_after_15_months_it_is_gone(opened, cast, now, django_capture_on_commit_callbacks):
    wave = opened(cast.here)
    assert wave.own_codes
    everybody(wave, now)
    actions.close(wave=wave, now=now)
    tasks.due(now + own_codes.KEPT_FOR)
    assert len(kept(wave)) == 12
    tasks.due(now + own_codes.KEPT_FOR + timedelta(minutes=1))
    assert kept(wave) == {""}
    assert [given["able"] for _, _, given, _ in answers_of([wave])]
    wave = Wave.objects.get(pk=wave.pk)
    assert not wave.own_codes
    assert connection.in_atomic_block
    assert wave.wiped is None, "the ticker removes what the files still hold, outside a transaction"


def test_people_are_told_what_it_is_for_and_how_to_make_it(client, opened, cast):
    wave = opened(cast.here)
    page = client.get(f"/a/{wave.code}/all/").content.decode()
    assert "the first letter of the street you grew up in" in page
    assert "It is deleted 15 months after this has closed." in page
    answer = client.post(f"/a/{wave.code}/all/", {"able": "3", "again": "ab"})
    assert "at least 3 letters or figures" in answer.content.decode()


def test_equality_monitoring_is_joined_with_nothing_else(opened, cast, now):
    survey, equality = opened(cast.here), opened(cast.here, purpose=Form.Purpose.EQUALITY)
    for wave in (survey, equality):
        everybody(wave, now)
        actions.close(wave=wave, now=now)
    assert len(kept(equality)) == 12
    assert not kept(survey) & kept(equality)


def test_with_a_name_no_code_is_kept_either_and_it_stands_in_no_file(opened, cast, now, sign_in):
    wave = opened(cast.here, mode=Mode.NAMED)
    actions.invite(wave=wave, member=cast.dot)
    said = {"able": {"value": 4}, "again": {"text": "M17A"}}
    invitation = wave.invitations.get()
    actions.answer(wave=wave, answers=said, client="one", now=now, invitation=invitation)
    actions.close(wave=wave, now=now)
    (code,) = kept(wave)
    client = sign_in(cast.amira)
    where = f"/o/{cast.here.slug}/ask/waves/{wave.pk}"
    (response,) = wave.responses.all()
    page = client.get(f"{where}/answers/{response.pk}/").content.decode()
    assert "A code of their own, which is not shown" in page
    answer = client.get(f"{where}/files/answers.csv")
    content = b"".join(answer) if answer.streaming else answer.content
    assert answer.status_code == 200
    assert not any(one in content for one in (b"again", b"M17A", code.encode()))
