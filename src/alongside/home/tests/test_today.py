from datetime import timedelta

import pytest

from alongside.gatherings import actions as gatherings
from alongside.gatherings.actions import Plan
from alongside.people import actions as people


@pytest.fixture(autouse=True)
def _clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def today(client):
    return client.get("/o/sandbrook-council/").content.decode()


def test_an_empty_organisation_is_told_the_first_step(cast, sign_in):
    page = today(sign_in(cast.amira))
    assert "No session is planned" in page
    assert 'href="/o/sandbrook-council/sessions/plan/"' in page
    assert "No report yet" in page


def test_the_next_session_comes_first(cast, sign_in, now):
    programme = gatherings.add_programme(organisation=cast.here, name="In practice", now=now)
    for days in (9, 2, 5):
        starts = now + timedelta(days=days)
        plan = Plan(starts=starts, ends=starts + timedelta(hours=1), capacity=5)
        gatherings.plan(programme=programme, details=plan, by=cast.amira, now=now)
    page = today(sign_in(cast.amira))
    assert "Your next session is on Thursday 12 March 2026" in page
    assert page.index("Sunday 15 March 2026") < page.index("Thursday 19 March 2026")


def test_somebody_who_takes_part_sees_no_staff_page(cast, sign_in, now):
    eve = people.add_member(
        organisation=cast.here,
        name="Eve",
        email="eve@example.org",
        roles=["expert by experience"],
        can_sign_in=True,
        now=now,
    )
    page = today(sign_in(eve))
    assert "You take part in Sandbrook Council." in page
    assert "sessions/plan/" not in page


def test_the_page_takes_few_queries(cast, sign_in, django_assert_num_queries):
    client = sign_in(cast.amira)
    with django_assert_num_queries(6):
        today(client)
