"""Numbers that belong to one person: NHS, National Insurance, dates."""

import re
from collections.abc import Iterator

from alongside.methods.redaction.spans import Kind, Span

_TEN_DIGITS = re.compile(r"(?<![\w£.,+-])\d{3}[ \u00a0-]?\d{3}[ \u00a0-]?\d{4}(?![\w-]|[.,]\d)")
_SAID_NHS = re.compile(
    r"\bNHS\s+(?:no|num|number)\b\W{0,3}(?:is|was)?\W{0,3}(?P<number>\d(?:[ \u00a0-]?\d){7,11})",
    re.IGNORECASE,
)
_NI = re.compile(r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.IGNORECASE)

_MONTH = r"(?P<month>[A-Za-z]{3,9})\b\.?"
_MONTH_NAME = re.compile(
    "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?"
    "|nov(ember)?|dec(ember)?",
    re.IGNORECASE,
)
_YEAR = r"(?:,?\s+(?:19|20)\d\d\b|\s*['’]\d\d\b)"
_IN_DIGITS = re.compile(
    r"(?<![\d./-])(?:(?P<day>\d{1,2})(?P<by>[/.-])(?P<month>\d{1,2})(?P=by)(?P<year>\d{4}|\d{2})"
    r"|(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d))(?![\d/-]|\.\d)"
)
_DAY_MONTH = re.compile(
    rf"(?<![\w.,£])(?P<day>\d{{1,2}})(?P<th>st|nd|rd|th)?\s+(?P<of>of\s+)?{_MONTH}(?P<year>{_YEAR})?"
)
_MONTH_DAY = re.compile(
    rf"\b{_MONTH}\s+(?:the\s+)?(?P<day>\d{{1,2}})(?P<th>st|nd|rd|th)?(?![\w.,]?\d)(?P<year>{_YEAR})?"
)
_ENDS = re.compile(r"\s*(?:$|[.,;:!?)\n]|and\b|at\b|in\b)")
_BORN = re.compile(r"\b(?:born|d\.?o\.?b\.?)\b\D{0,12}(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)


def nhs_numbers(text: str) -> Iterator[Span]:
    """Yield ten digits that pass the NHS check, and any number called an NHS number."""
    for found in _TEN_DIGITS.finditer(text):
        if is_nhs_number(re.sub(r"\D", "", found[0])):
            why = "ten digits that pass the check of NHS numbers"
            yield Span(found.start(), found.end(), Kind.NHS_NUMBER, why)
    for found in _SAID_NHS.finditer(text):
        start, end = found.span("number")
        yield Span(start, end, Kind.NHS_NUMBER, "“NHS number” stands before it")


def is_nhs_number(digits: str) -> bool:
    """Return whether ten digits pass the modulus 11 check of the NHS number.

    The first nine are multiplied by 10 down to 2 and added up; 11 less the remainder by 11 is the
    tenth, 11 counting as 0, and 10 never occurs. (NHS Data Dictionary.) A number in Scotland (CHI)
    begins with a date of birth and passes the same check. One digit ten times is no number.

    >>> is_nhs_number("9434765919"), is_nhs_number("9434765918"), is_nhs_number("0000000000")
    (True, False, False)
    """
    total = sum(
        int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)
    )
    return 11 - total % 11 in {int(digits[9]), int(digits[9]) + 11} and len(set(digits)) > 1


def national_insurance_numbers(text: str) -> Iterator[Span]:
    """Yield two letters, six digits and a letter from A to D, however they are spaced."""
    for found in _NI.finditer(text):
        yield Span(found.start(), found.end(), Kind.NI_NUMBER, "looks like one")


def dates(text: str) -> Iterator[Span]:
    """Yield days of a year, in digits or with the month in words, and years of birth.

    "24/7", "May 20 people" and "section 1 may change" are no dates.
    """
    for found in _IN_DIGITS.finditer(text):
        if _is_day(found["day"] or found["d"], found["month"] or found["m"]):
            yield Span(found.start(), found.end(), Kind.DATE, "a day of a year")
    for found in _DAY_MONTH.finditer(text):
        plain = not (found["th"] or found["of"] or found["year"])
        if _is_day_in_words(found) and not (plain and found["month"] in {"may", "mar", "march"}):
            yield Span(found.start(), found.end(), Kind.DATE, "a day of a year")
    for found in _MONTH_DAY.finditer(text):
        sure = found["th"] or found["year"] or _ENDS.match(text, found.end())
        if _is_day_in_words(found) and found["month"][0].isupper() and sure:
            yield Span(found.start(), found.end(), Kind.DATE, "a day of a year")
    for found in _BORN.finditer(text):
        start, end = found.span("year")
        yield Span(start, end, Kind.DATE, "a year of birth")


def _is_day_in_words(found: re.Match[str]) -> bool:
    return bool(_MONTH_NAME.fullmatch(found["month"])) and 1 <= int(found["day"]) <= 31


def _is_day(one: str, other: str) -> bool:
    day, month = sorted((int(one), int(other)), reverse=True)
    return 1 <= month <= 12 and day <= 31
