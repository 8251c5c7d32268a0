"""The example tells the story of the first source document, counted and not written down."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from alongside.asks.models import Box, Response
from alongside.gatherings import counts
from alongside.home import example
from alongside.reports.models import Report

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield example.build(
            email="amira@example.org",
            password="a long enough phrase",
            now=NOW,
        )
        transaction.set_rollback(True)


def test_the_registers_give_the_figures_of_the_story(built):
    from datetime import UTC, datetime

    found = {
        cohort: counts.totals(
            built, counts.held(built, now=datetime(2026, 6, 1, tzinfo=UTC), cohort=cohort)
        )
        for cohort in (example.WITH_PARTNER, example.OWN_TEAM)
    }
    partner, own = found.values()
    assert (partner.sessions, partner.places) == (3, 38)
    assert (own.sessions, own.places, own.areas) == (5, 46, 11)


def test_every_answer_is_sealed_and_the_report_counts_them(built):
    report = Report.objects.get(organisation=built)
    assert Box.objects.count() == 0
    assert report.title == (
        f"What {Response.objects.count()} people told us about Co-production in practice"
    )


def test_the_example_is_labelled_as_such(built):
    assert built.example
    assert "Example data" in str(Report.objects.get(organisation=built).document)
