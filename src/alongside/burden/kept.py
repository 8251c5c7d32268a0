"""What is shown of the time that people were asked for: kept once a month, so that nobody who looks
on two days learns what one person was asked for between them (`docs/decisions/0019`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from alongside.methods.burden import Share, Shares
from alongside.methods.shown import Shown
from alongside.people.models import Organisation

from . import queries
from .queries import Table

FEW = "So that nobody can work out what a few people were asked for."


@dataclass(frozen=True)
class Burden:
    """What people were asked for in twelve whole months; no table where nothing was kept yet."""

    since: date
    until: date
    tables: list[Table]


def shown(organisation: Organisation, today: date) -> Burden:
    """Return the figures that were kept last."""
    last = organisation.burdens_shown.first()
    until = last.until if last else last_day(today)
    tables = [_table(one) for one in last.content] if last else []
    return Burden(queries.first_day(until), until, tables)


def last_day(today: date) -> date:
    """Return the last day of the last whole month."""
    return today.replace(day=1) - timedelta(days=1)


def to_keep(organisation: Organisation, now: datetime) -> list[Any]:
    """Return the figures of the twelve whole months before this one, as they are kept."""
    first = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return as_data(queries.tables(organisation, first - timedelta(microseconds=1)))


def as_data(tables: list[Table]) -> list[Any]:
    """Return figures to be kept, as JSON."""
    return [
        {
            "name": one.name,
            "heading": one.heading,
            "about": one.about,
            "groups": [
                [of.group, of.people.value, of.hours, of.each, of.times] for of in one.shares.groups
            ],
            "all": [one.shares.people.value, one.shares.hours],
        }
        for one in tables
    ]


def _table(data: Mapping[str, Any]) -> Table:
    def number(value: int | None) -> Shown:
        return Shown.withheld(FEW) if value is None else Shown(value)

    groups = tuple(Share(name, number(people), *rest) for name, people, *rest in data["groups"])
    people, hours = data["all"]
    shares = Shares(groups, number(people), hours)
    return Table(data["name"], data["heading"], shares, data["about"])
