import re
from datetime import timedelta

import pytest

from alongside.asks import actions as asks
from alongside.asks.starters import starter
from alongside.gatherings import actions as gatherings
from alongside.gatherings.actions import Plan
from alongside.people import actions as people


@pytest.fixture(autouse=True)
def _clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def today(client):
    return client.get("/o/sandbrook-council/").content.decode()


def test_an_empty_organisation_is_told_the_first_steps(cast, sign_in):
    page = today(sign_in(cast.amira))
    assert "No session is planned" in page
    assert 'href="/o/sandbrook-council/sessions/plan/"' in page
    assert "No report yet" in page
    assert "First steps" in page
    assert page.count('<li class="done">') == 2  # there are teams and people, and no form


def test_a_senior_manager_is_offered_nothing_they_may_not_do(cast, sign_in):
    client = sign_in(cast.david)
    page = today(client)
    offered = set(re.findall(r'href="(/o/sandbrook-council/[^"#]*)"', page))
    assert "/o/sandbrook-council/reports/" in offered
    assert {path: code for path in offered if (code := client.get(path).status_code) != 200} == {}


def test_what_is_under_way_stands_on_the_page(cast, sign_in, now):
    draft = starter("session_evaluation")
    form = asks.make_form(organisation=cast.here, title="Working together", draft=draft, now=now)
    version = asks.publish(form=form, now=now)
    asks.open_wave(
        version=version,
        title="How do we work together?",
        mode="anonymous",
        opens=now,
        closes=now + timedelta(days=7),
    )
    page = today(sign_in(cast.amira))
    assert "How do we work together?</a>: people can answer until Tuesday 17 March 2026" in page


def test_staff_are_told_when_no_letter_can_leave(cast, sign_in, settings):
    assert "No letter leaves this machine" in today(sign_in(cast.amira))
    settings.LETTERS_SMTP = "smtp://127.0.0.1:25"
    assert "No letter leaves this machine" not in today(sign_in(cast.amira))


def test_a_session_of_today_is_today(cast, sign_in, now):
    programme = gatherings.add_programme(organisation=cast.here, name="In practice", now=now)
    starts = now + timedelta(hours=2)
    plan = Plan(starts=starts, ends=starts + timedelta(hours=1), capacity=5)
    gatherings.plan(programme=programme, details=plan, by=cast.amira, now=now)
    page = today(sign_in(cast.amira))
    assert "Your next session is today" in page
    assert "First steps" not in page


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
    with django_assert_num_queries(32):
        today(client)
