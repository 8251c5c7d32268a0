"""What one person earned, week by week or month by month, beside the limit they set."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.people.models import Membership

from ..models import Given, Limit


@dataclass(frozen=True)
class Earned:
    """What somebody earned from `begins` to `ends`, both included. `pence` counts money and
    vouchers, by the day on which they gave their time; `over` their own limit."""

    begins: date
    ends: date
    pence: int
    over: bool


def earned(member: Membership, limit: Limit | None) -> list[Earned]:
    """Return the weeks (from Monday) or months in which somebody earned, the newest first; by
    month where they set no limit. What they gave away or turned down is not counted (`docs/methods/
    rewards.md`), nor costs that were paid back."""
    by_week = limit is not None and limit.per == Limit.Per.WEEK
    sums: dict[date, int] = defaultdict(int)
    rows = Given.objects.filter(part__member=member, choice__isnull=False)
    for given in rows.select_related("choice"):
        if given.way != "donate" and given.amount:
            sums[_begins(given.day, by_week)] += given.amount
    return [
        Earned(begins, _ends(begins, by_week), pence, limit is not None and pence > limit.amount)
        for begins, pence in sorted(sums.items(), reverse=True)
    ]


def _begins(day: date, by_week: bool) -> date:
    return day - timedelta(days=day.weekday()) if by_week else day.replace(day=1)


def _ends(begins: date, by_week: bool) -> date:
    if by_week:
        return begins + timedelta(days=6)
    return (begins + timedelta(days=31)).replace(day=1) - timedelta(days=1)
