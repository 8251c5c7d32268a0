from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.web import links


def test_a_link_carries_its_value_for_its_purpose_only():
    token = links.token("booking", [1, 2])
    assert links.value("booking", token) == [1, 2]
    with pytest.raises(links.Spoilt):
        links.value("certificate", token)


@pytest.mark.parametrize("spoil", [lambda t: t[:-1], lambda t: t + "x", lambda t: "", str.swapcase])
def test_a_link_cut_short_or_changed_is_spoilt(spoil):
    with pytest.raises(links.Spoilt):
        links.value("booking", spoil(links.token("booking", [1, 2])))


def test_a_link_runs_out(monkeypatch):
    token = links.token("booking", 1)
    assert links.value("booking", token, days=30) == 1
    later = (timezone.now() + timedelta(days=31)).timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    with pytest.raises(links.TooOld):
        links.value("booking", token, days=30)
