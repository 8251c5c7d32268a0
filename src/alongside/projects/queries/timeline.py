"""The days of a project, and how long before people were told of them (R47)."""

from dataclasses import dataclass
from statistics import median_low

from ..models import Milestone
from ..notice import in_words


@dataclass(frozen=True)
class Notice:
    """How long before people were told: the shortest and the middle one, of `told` days of `days`.
    Of an even number the shorter of the two in the middle."""

    days: int
    told: int
    shortest: str
    middle: str
    afterwards: int


def notice(milestones: list[Milestone]) -> Notice:
    """Return how long before people were told of these days."""
    had = [days for one in milestones if (days := one.notice) is not None]
    return Notice(
        days=len(milestones),
        told=len(had),
        shortest=in_words(min(had)) if had else "",
        middle=in_words(median_low(had)) if had else "",
        afterwards=sum(days < 0 for days in had),
    )
