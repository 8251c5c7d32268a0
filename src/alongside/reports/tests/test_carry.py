"""What results found goes on to a need, with nothing that they withhold."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.asks import actions as asks
from alongside.asks.starters import starter
from alongside.learning import findings
from alongside.learning.models import Need
from alongside.reports import actions, carrying


@pytest.fixture
def results(cast, now):
    form = asks.make_form(
        organisation=cast.here, title="N", draft=starter("learning_needs"), now=now
    )
    version = asks.publish(form=form, now=now)
    wave = asks.open_wave(version=version, mode="anonymous", opens=now)
    for number in range(60):
        choice = "yes" if number < 12 else "no" if number < 58 else "not_sure"
        answers = {"more_support": {"choice": choice}}
        asks.answer(wave=wave, answers=answers, client=str(number), now=now)
    asks.close(wave=wave, now=now + timedelta(hours=1))
    wave.refresh_from_db()
    return actions.make_results(wave=wave, by=cast.amira, now=now + timedelta(hours=2))


def test_only_what_is_shown_is_carried(results):
    found = dict(carrying.findings(results))
    (support,) = (rows for question, rows in found.items() if question.startswith("Would you"))
    says = [words.replace("\u00a0", " ") for _, words in support]
    assert not any("“Not sure”" in words for words in says)
    assert says[0].startswith(("12 of 60 people (20 %", "46 of 60 people (77 %"))


def test_a_finding_becomes_a_need_from_its_results(results, cast, sign_in, now):
    address = reverse("reports:wave", args=[cast.here.slug, results.wave_id])
    client = sign_in(cast.amira)
    assert "Write it down as a need" in client.get(address).text
    ((_, ((token, says), *_)), *_) = carrying.findings(results)
    assert findings.read(cast.here, token).wave == results.wave_id
    need = reverse("learning:add_need", args=[cast.here.slug])
    client.post(f"{need}?finding={token}", {"words": "Support", "owner": cast.tom.pk})
    assert Need.objects.get().says == says
    assert "Write it down as a need" not in sign_in(cast.david).get(address).text
