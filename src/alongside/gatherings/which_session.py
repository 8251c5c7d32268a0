"""Which session each line of a file of responses is about, and which answers are kept together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from alongside.methods.formats.dates import read_day, read_moment
from alongside.methods.formats.headings import plain
from alongside.methods.formats.sheets import Sheet
from alongside.web.templatetags.web import day

from .models import Gathering

CHUNKS = re.compile(r"\s+[-–—|]\s+|[,;:()]\s*")


@dataclass
class Sorted:
    """The lines of a file by session, as places in its rows, and those that fit none as (line,
    reason)."""

    rows: dict[Gathering, list[int]] = field(default_factory=dict)
    aside: list[tuple[int, str]] = field(default_factory=list)


def sort(sheet: Sheet, column: int, sessions: Sequence[Gathering], now: datetime) -> Sorted:
    """Return which session each row of a sheet is about, told by the day or the title in a column.

    `sessions` are those of one programme. One that is not over, or has its evaluation, takes none.
    """
    found = Sorted()
    known: dict[str, Gathering | str] = {}
    for place, (line, row) in enumerate(zip(sheet.lines, sheet.rows, strict=True)):
        cell = row[column]
        if cell not in known:
            known[cell] = _session(cell, sessions, now)
        meant = known[cell]
        if isinstance(meant, str):
            found.aside.append((line, meant))
        else:
            found.rows.setdefault(meant, []).append(place)
    found.rows = dict(sorted(found.rows.items(), key=lambda each: (each[0].starts, each[0].pk)))
    return found


def _session(cell: str, sessions: Sequence[Gathering], now: datetime) -> Gathering | str:
    """Return the session that a cell names, or why there is none."""
    if not cell.strip():
        return "it does not say which session"
    shown = cell if len(cell) <= 60 else f"{cell[:60]}…"
    found = [one for one in sessions if not one.cancelled and _fits(cell, one, sessions)]
    if len(found) > 1:
        titled = [one for one in found if plain(one.title) in plain(cell)]
        exactly = [one for one in found if read_moment(cell) == _local(one).replace(tzinfo=None)]
        found = next((few for few in (exactly, titled) if len(few) == 1), found)
    if not found:
        return f"“{shown}” is no session of this programme"
    if len(found) > 1:
        return f"“{shown}” can be {len(found)} sessions: the day and the time tell them apart"
    if found[0].evaluation_id:
        return f"the session of {day(found[0].starts)} has its evaluation already"
    if found[0].ends > now:
        return f"the session of {day(found[0].starts)} is not over"
    return found[0]


def _fits(cell: str, session: Gathering, sessions: Sequence[Gathering]) -> bool:
    days = _days(cell, {_local(one).year for one in sessions})
    if days:
        return _local(session).date() in days
    return plain(session.title) in {plain(cell), *map(plain, CHUNKS.split(cell))}


def _days(cell: str, years: set[int]) -> set[date]:
    """Return the days that a cell can mean: with the year, or without it one in each year that
    has sessions."""
    chunks = [cell, *CHUNKS.split(cell)]
    found = {day for chunk in chunks if (day := read_day(chunk))}
    return found or {
        day for chunk in chunks if chunk for year in years if (day := read_day(f"{chunk} {year}"))
    }


def _local(session: Gathering) -> datetime:
    return timezone.localtime(session.starts)


def kept_together(answers: Mapping[Gathering, int], minimum: int) -> list[tuple[Gathering, ...]]:
    """Return the sessions whose answers become one wave: each by itself, but those with fewer
    answers than the minimum all together, and with the smallest other session while they are still
    too few. So nobody's answers stand in a smaller group than need be. Without answers: none."""
    order = sorted(answers, key=lambda one: (answers[one], one.starts, one.pk))
    small = [one for one in order if 0 < answers[one] < minimum]
    large = [one for one in order if answers[one] >= minimum]
    if small and large and sum(answers[one] for one in small) < minimum:
        small.append(large.pop(0))
    groups: list[tuple[Gathering, ...]] = [(one,) for one in large]
    if small:
        groups.append(tuple(sorted(small, key=lambda one: (one.starts, one.pk))))
    return sorted(groups, key=lambda group: (group[0].starts, group[0].pk))
