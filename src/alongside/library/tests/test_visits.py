"""Visits are counted, and nobody is followed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from alongside.library import actions, queries, tasks
from alongside.library.models import Visit

from .conftest import BROWSER, text

PUBLIC = "/l/sandbrook-council/support/"


@pytest.fixture
def visit(client, published):
    """Call it to open the public page, as a phone unless told otherwise."""

    def do(method="get", **headers):
        return getattr(client, method)(PUBLIC, **(BROWSER | headers))

    return do


def times():
    return sum(Visit.objects.values_list("times", flat=True))


def test_opening_the_page_is_counted_each_time(visit):
    for _ in range(3):
        assert visit().status_code == 200
    assert times() == 3


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_X_MOZ": "prefetch"},
        {"HTTP_SEC_FETCH_DEST": "empty"},
        {"HTTP_USER_AGENT": ""},
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"HTTP_USER_AGENT": "curl/8.5"},
    ],
)
def test_machines_and_pages_loaded_ahead_are_not_counted(visit, headers):
    assert visit(**headers).status_code == 200
    assert times() == 0


def test_a_phone_called_like_a_robot_is_counted(visit):
    visit(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 9; CUBOT NOTE)")
    assert times() == 1


def test_asking_for_the_head_or_sending_something_is_not_a_visit(visit):
    assert visit("head").status_code == 200
    assert visit("post").status_code == 405
    assert times() == 0


def test_staff_who_are_signed_in_and_previews_are_not_counted(visit, page, sign_in, cast):
    client = sign_in(cast.tom)
    client.get(PUBLIC, **BROWSER)
    client.get(f"/o/sandbrook-council/library/{page.pk}/preview/", **BROWSER)
    assert times() == 0


def test_pages_that_nobody_may_read_are_not_counted(client, page):
    assert client.get(PUBLIC, **BROWSER).status_code == 404
    assert times() == 0


def test_a_visit_keeps_a_page_and_a_day_and_leaves_nothing_behind(visit, page, now):
    answer = visit(REMOTE_ADDR="203.0.113.9", HTTP_REFERER="https://example.org/me")
    assert {field.name for field in Visit._meta.get_fields()} == {
        "id",
        "page",
        "day",
        "times",
        "summed",
    }
    row = Visit.objects.get()
    assert (row.page, row.day) == (page, now.date())
    assert answer.cookies == {}
    assert Session.objects.count() == 0


def test_the_order_of_ids_says_nothing_about_the_order_of_visits(page, now):
    for _ in range(12):
        actions.count_visit(page=page, now=now)
    drawn = sorted(Visit.objects.values_list("pk", flat=True))
    assert min(later - pk for pk, later in pairwise(drawn)) > 1_000


def test_the_day_is_that_of_the_place_on_the_night_the_clocks_change(page):
    late = datetime(2026, 3, 29, 23, 30, tzinfo=ZoneInfo("UTC"))
    actions.count_visit(page=page, now=late)
    assert Visit.objects.get().day == date(2026, 3, 30)


def test_days_that_are_over_become_one_row_and_keep_their_number(page, now):
    for days in (2, 2, 2, 1, 0, 0):
        actions.count_visit(page=page, now=now - timedelta(days=days))
    assert tasks.due(now) == 2
    assert tasks.due(now) == 0
    rows = sorted(Visit.objects.values_list("day", "times", "summed"))
    today = now.date()
    assert rows == [
        (today - timedelta(days=2), 3, True),
        (today - timedelta(days=1), 1, True),
        (today, 1, False),
        (today, 1, False),
    ]
    actions.count_visit(page=page, now=now - timedelta(days=2))
    assert tasks.due(now) == 1
    assert (Visit.objects.get(day=today - timedelta(days=2)).times, times()) == (4, 7)


def test_visits_are_shown_by_month_with_what_they_mean(published, page, now, cast, sign_in):
    for days in (0, 1, 70, 70):
        actions.count_visit(page=page, now=now - timedelta(days=days))
    assert [tuple(month) for month in queries.visits_by_month(page, now.date())] == [
        (date(2026, 3, 1), 2),
        (date(2026, 2, 1), 0),
        (date(2026, 1, 1), 0),
        (date(2025, 12, 1), 2),
    ]
    shown = text(sign_in(cast.david).get(f"/o/sandbrook-council/library/{page.pk}/"))
    assert "December 2025" in shown
    assert "It is not a person" in shown


def test_an_organisation_that_protects_who_came_protects_visits_too(published, page, now, cast):
    cast.here.protect_attendance = True
    cast.here.save()
    for _ in range(4):
        actions.count_visit(page=page, now=now)
    page.organisation.refresh_from_db()
    assert str(queries.visits_by_month(page, now.date())[0].times) == "not shown"
    since, until = now.date() - timedelta(days=9), now.date()
    assert str(queries.support_visits(cast.here, since, until)) == "not shown"
    actions.count_visit(page=page, now=now)
    assert str(queries.support_visits(cast.here, since, until)) == "5"


def test_the_visits_of_a_period_are_those_of_this_organisation(published, page, now, cast):
    for days in (0, 3, 9):
        actions.count_visit(page=page, now=now - timedelta(days=days))
    today = now.date()
    assert queries.support_visits(cast.here, today - timedelta(days=3), today) == 2
    assert queries.support_visits(cast.here, today, today) == 1
    assert queries.support_visits(cast.there, today, today) is None
    assert queries.support_visits(cast.here, today, today - timedelta(days=1)) is None


@pytest.mark.skipif(
    "postgresql" not in settings.DATABASES["default"]["ENGINE"],
    reason="SQLite lets one writer in at a time",
)
@pytest.mark.django_db(transaction=True)
def test_visits_at_once_and_two_clocks_lose_none(now):
    from alongside.people import actions as people

    organisation = people.create_organisation(name="Sandbrook Council", now=now)
    page = actions.begin_page(organisation=organisation, title="Plans", now=now)
    yesterday = now - timedelta(days=1)

    def act(number):
        try:
            if number % 5:
                actions.count_visit(page=page, now=yesterday)
            else:
                tasks.due(now)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(act, range(50)))
    tasks.due(now)
    assert list(Visit.objects.values_list("times", "summed")) == [(40, True)]
