"""Months, as the first day of each: a plan has twelve in a row."""

from datetime import date, timedelta

A_YEAR = 12


def first(day: date) -> date:
    """Return the month a day is in."""
    return day.replace(day=1)


def later(month: date, by: int) -> date:
    """Return the month so many months after another.

    >>> later(date(2026, 11, 1), 3)
    datetime.date(2027, 2, 1)
    """
    years, place = divmod(month.month - 1 + by, 12)
    return date(month.year + years, place + 1, 1)


def twelve(start: date) -> list[date]:
    """Return the twelve months from `start` on."""
    return [later(start, place) for place in range(A_YEAR)]


def last_day(month: date) -> date:
    """Return the last day of a month.

    >>> last_day(date(2028, 2, 1))
    datetime.date(2028, 2, 29)
    """
    return later(month, 1) - timedelta(days=1)


def between(start: date, end: date) -> int:
    """Return how many months `end` is after `start`.

    >>> between(date(2026, 11, 1), date(2027, 2, 1))
    3
    """
    return (end.year - start.year) * 12 + end.month - start.month


def in_words(month: date) -> str:
    """Return a month as people say it.

    >>> in_words(date(2027, 2, 1))
    'February 2027'
    """
    return f"{month:%B %Y}"


def read(text: str) -> date | None:
    """Return the month written as 2027-02; None for anything else.

    >>> read("2027-02"), read("2027-13"), read("x")
    (datetime.date(2027, 2, 1), None, None)
    """
    year, dash, month = text.partition("-")
    if not (dash and len(year) == 4 and len(month) == 2 and (year + month).isascii()):
        return None
    if not (year + month).isdecimal() or not 1900 <= int(year) <= 2199:
        return None
    return date(int(year), int(month), 1) if 1 <= int(month) <= 12 else None
