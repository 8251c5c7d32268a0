"""Days and times of day as they stand in spreadsheets."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

MONTHS = {
    name: number
    for names in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "ion chw maw ebr mai meh gor aws med hyd tac rha",
    )
    for number, name in enumerate(names.split(), start=1)
}
"""The first three letters of each month, in English and Welsh."""

ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
BRITISH = re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4}|\d{2})")
IN_WORDS = re.compile(
    r"([^\W\d]+,? +)?(?P<day>\d{1,2})(st|nd|rd|th|af|ail|ydd|fed|eg|ain)?[- ]+"
    r"(?P<month>[^\W\d]{3,}?)\.?,?[- ]+(?P<year>\d{4}|\d{2})"
)
MONTH_FIRST = re.compile(r"^\s*(\d{1,2})([-/.])(\d{1,2})(?=\2\d{2})")
CLOCK = re.compile(
    r"(?P<hour>\d{1,2})([:.](?P<minute>\d{2}))?([:.]\d{2}(\.\d+)?)? ?(?P<half>[ap])?\.?(m\.?)?"
)
ZONE = re.compile(r" ?(z|(gmt|utc|bst)([+-]\d{1,2}(:?\d{2})?)?|\+\d{2}:?\d{2})$")
"""What stands behind a time where forms on the web write it: "GMT+1", "Z", "+01:00"."""

FIRST_SERIAL, LAST_SERIAL = 36_526, 73_050
"""Excel's numbers for the days of 2000 to 2099."""

ZERO = date(1899, 12, 30)
"""Excel's day 0, for every day since March 1900."""


def read_day(text: str) -> date | None:
    """Return the day a cell names, with or without a time behind it; None when it is no day.

    The day comes before the month, as in Britain, unless the year comes first. Excel's day numbers
    are days too. Months in words are English or Welsh.

    >>> read_day("3/4/2025"), read_day("2025-04-03 10:00"), read_day("45750")
    (datetime.date(2025, 4, 3), datetime.date(2025, 4, 3), datetime.date(2025, 4, 3))
    >>> read_day("Dydd Iau"), read_day("3 Ebrill 2025"), read_day("31/2/2025")
    (None, datetime.date(2025, 4, 3), None)
    """
    found = _apart(text)
    return found[0] if found else None


def span(cells: Iterable[str]) -> tuple[date, date] | None:
    """Return the first and the last day that cells name, which were written one after the other;
    None where they name none. The month comes first where only that gives days, or their order.

    >>> span(["11/9/2025 10:00", "", "11/30/2025 9:15"])
    (datetime.date(2025, 11, 9), datetime.date(2025, 11, 30))
    >>> span(["3/1/2025 10:00", "3/2/2025 9:15"])
    (datetime.date(2025, 1, 3), datetime.date(2025, 2, 3))
    """
    texts = [cell for cell in cells if cell.strip()]
    readings = [
        [day for text in texts if (day := read_day(text))],
        [day for text in texts if (day := read_day(MONTH_FIRST.sub(r"\3\2\1", text)))],
    ]
    days = max(readings, key=lambda days: (len(days), days == sorted(days)))
    return (min(days), max(days)) if days else None


def read_moment(text: str) -> datetime | None:
    """Return the day and the time of day a cell names, both; else None. The time is that of the
    place where it was written, whatever zone is named behind it.

    >>> read_moment("03/04/2025 2.30pm"), read_moment("3/4/2025")
    (datetime.datetime(2025, 4, 3, 14, 30), None)
    >>> read_moment("2025/11/09 9:15:20 AM GMT+1")
    datetime.datetime(2025, 11, 9, 9, 15)
    """
    found = _apart(text)
    clock = read_clock(found[1]) if found else None
    return datetime.combine(found[0], clock) if found and clock else None


def read_clock(text: str) -> time | None:
    """Return the time of day; of a range ("10:00 - 12:00") the first. None when it is no time.

    >>> read_clock("9.30am"), read_clock("14:00 – 15:30"), read_clock("0.5"), read_clock("25:00")
    (datetime.time(9, 30), datetime.time(14, 0), datetime.time(12, 0), None)
    """
    first = re.split(r" ?[-–] ?| to ", text.strip().casefold())[0]
    if re.fullmatch(r"0\.\d+", first):
        hours, minutes = divmod(round(float(first) * 24 * 60), 60)
        return time(hours % 24, minutes)
    found = CLOCK.fullmatch(first)
    if found is None or not (found["minute"] or found["half"]):
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _apart(text: str) -> tuple[date, str] | None:
    """Return the day, and what stands behind it."""
    text = " ".join(text.casefold().replace("\u202f", " ").split())
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        serial = float(text)
        if not FIRST_SERIAL <= serial <= LAST_SERIAL:
            return None
        return ZERO + timedelta(days=int(serial)), f"{serial % 1:.6f}" if serial % 1 else ""
    for shape in (ISO, BRITISH, IN_WORDS):
        found = shape.match(text)
        if found is None:
            continue
        rest = ZONE.sub("", text[found.end() :].lstrip("t ,"))
        if rest and read_clock(rest) is None:
            continue
        day = _day(found["year"], found["month"], found["day"])
        return (day, rest) if day else None
    return None


def _day(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else MONTHS.get(month[:3], 0)
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
    except ValueError:
        return None
