from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection

from alongside.gatherings import actions
from alongside.gatherings.models import Gathering
from alongside.people import actions as people

from .conftest import STARTS

on_postgres = pytest.mark.skipif(
    "postgresql" not in settings.DATABASES["default"]["ENGINE"],
    reason="SQLite lets one writer in at a time",
)


def at_once(act, things):
    def alone(thing):
        try:
            return act(thing)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(alone, things))


@pytest.fixture
def five_places(transactional_db, now):
    organisation = people.create_organisation(name="Sandbrook Council", now=now)
    return actions.plan(
        programme=actions.add_programme(organisation=organisation, name="Practice", now=now),
        details=actions.Plan(starts=STARTS, ends=STARTS + timedelta(hours=1), capacity=5),
        by=None,
        now=now,
    )


def stands(session):
    going = Gathering.objects.get(pk=session.pk).bookings.filter(cancelled=None)
    placed = going.filter(placed__isnull=False).count()
    return placed, going.count() - placed


@on_postgres
def test_twenty_people_for_five_places_at_once(five_places, now):
    def book(number):
        return actions.book(
            gathering=five_places, name=f"P{number}", email=f"p{number}@example.org", now=now
        )

    at_once(book, range(20))
    assert stands(five_places) == (5, 15)


@on_postgres
def test_one_person_pressing_ten_times_books_once(five_places, now):
    at_once(
        lambda _: actions.book(gathering=five_places, name="Ada", email="ada@example.org", now=now),
        range(10),
    )
    assert stands(five_places) == (1, 0)


@on_postgres
def test_places_given_back_at_once_go_to_as_many_who_wait(five_places, now):
    bookings = [
        actions.book(
            gathering=five_places, name=f"P{number}", email=f"p{number}@example.org", now=now
        )
        for number in range(8)
    ]
    at_once(lambda booking: actions.cancel_booking(booking=booking, now=now), bookings[:4])
    assert stands(five_places) == (4, 0)
