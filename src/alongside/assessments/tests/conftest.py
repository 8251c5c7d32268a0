"""A group of three staff and three people with lived experience that assesses the organisation."""

from datetime import timedelta

import pytest

from alongside.assessments import actions
from alongside.assessments.actions import Asked
from alongside.assessments.shelf import shipped

STAFF = ("Sam Field", "Sue Hill", "Stan Moor")
EXPERIENCE = ("Eli Wood", "Ena Lake", "Eve Shore")


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def asked(staff=STAFF, experience=EXPERIENCE):
    return [Asked(name, "", "staff") for name in staff] + [
        Asked(name, "", "experience") for name in experience
    ]


@pytest.fixture
def begun(cast, now):
    """Return what begins an assessment."""

    def begin(key="ladder", people=None, instrument=None, **more):
        return actions.begin(
            organisation=cast.here,
            instrument=instrument or shipped()[key],
            title="Spring",
            closes=now + timedelta(days=14),
            led_by=cast.amira,
            people=asked() if people is None else people,
            by=cast.amira,
            now=now,
            **more,
        )

    return begin


def answer(assessment, name, now, **points):
    """Have somebody answer by key of the item (dashes as in the instrument)."""
    place = assessment.places.get(member__name=name)
    said = {key.replace("_", "-"): {"point": point} for key, point in points.items()}
    return actions.keep(place=place, said=said, now=now)
