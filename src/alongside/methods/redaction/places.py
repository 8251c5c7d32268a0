"""Where somebody lives: postcodes, flats, house numbers with their street."""

import re
from collections.abc import Iterator

from alongside.methods.redaction.spans import Kind, Span
from alongside.methods.redaction.words import word_list

_POSTCODE = re.compile(
    r"(?<![\w-])(?P<area>[A-Z]{1,2})\d[\dA-Z]?(?P<gap>[ \u00a0]{0,2})"
    r"(?P<inward>\d[ABD-HJLNP-UW-Z]{2})(?!\w)",
    re.IGNORECASE,
)
_SAID_POSTCODE = re.compile(
    r"\bpost\s?code\b\W{0,3}(?:is|was)?\W{0,3}(?P<code>[A-Z]{1,2}\d[\dA-Z]?)(?!\w)", re.IGNORECASE
)
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)")

_TYPES = (
    "Street|St|Road|Rd|Avenue|Ave|Lane|Close|Drive|Way|Court|Crescent|Place|Terrace|Gardens|Grove"
    "|Square|Walk|Hill|Park|Row|Mews|Green|View|House|Rise|Croft|Parade"
)
_STREET = re.compile(
    rf"(?<![\w.,£-])\d{{1,4}}[A-Za-z]?,?\s+(?:[A-Z][\w'’-]*\.?\s+){{1,3}}(?:{_TYPES})\b\.?"
)
_SMALL_STREET = re.compile(
    r"(?<![\w.,£-])\d{1,4}[a-z]?,?\s+(?!(?:the|a|my|our|same|main|busy|long|side|lane|way)\s)"
    r"[a-z]{3,}\s+(?:street|road|avenue|crescent|terrace)\b"
)
_FLAT = re.compile(
    r"\b(?:flat|apartment|apt)\.?\s+(?:no\.?\s+|number\s+)?(?:\d{1,4}[A-Za-z]?|[A-Z])\b"
    r"(?:,?\s+(?:[A-Z][\w'’-]*\s+){1,2}"
    rf"(?:{_TYPES})\b)?",
)
_FLAT_IN_ANY_CASE = re.compile(r"\b(?:flat|apartment|apt)\.?\s+\d{1,4}[a-z]?\b", re.IGNORECASE)


def postcodes(text: str) -> Iterator[Span]:
    """Yield postcodes whose letters are those of a UK area ("AA1 1AA" has none).

    In small letters "e1 1st" is an ordinal, not a postcode. The first half alone counts where it
    is called a postcode: "my postcode is B70".
    """
    for found in _POSTCODE.finditer(text):
        ordinal = _ORDINAL.fullmatch(found["inward"])
        if found["area"].lower() in word_list("postcode_areas") and not ordinal:
            yield Span(found.start(), found.end(), Kind.POSTCODE, "a postcode")
    for found in _SAID_POSTCODE.finditer(text):
        start, end = found.span("code")
        yield Span(start, end, Kind.POSTCODE, "“postcode” stands before it")


def addresses(text: str) -> Iterator[Span]:
    """Yield flats and houses with their number: "flat 3", "12 High Street", "12 high street".

    "2 minutes down the road" is none.
    """
    for pattern in (_STREET, _SMALL_STREET):
        for found in pattern.finditer(text):
            yield Span(found.start(), found.end(), Kind.ADDRESS, "a house number and a street")
    for pattern in (_FLAT, _FLAT_IN_ANY_CASE):
        for found in pattern.finditer(text):
            yield Span(found.start(), found.end(), Kind.ADDRESS, "the number of a flat")
