"""Ways to reach somebody: e-mail and web addresses, handles, phone numbers."""

import re
from collections.abc import Iterator

from alongside.methods.redaction.spans import Kind, Span

_EMAIL = re.compile(
    r"(?<![\w.+%'’-])[\w.+%'’-]++\s?(?:@|[(\[]at[)\]])\s?[\w-]+(?:(?:\.|\s?[(\[]dot[)\]]\s?)[\w-]+)+",
    re.IGNORECASE,
)
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"]*[\w/]", re.IGNORECASE)
_DOMAIN = re.compile(
    r"(?<![\w@.-])(?:[\w-]+\.)+(?:uk|com|org|net|info|me|co|eu|ie|blog|wales|scot)\b"
    r"(?:/[^\s<>\"]*\w)?"
)
_PUBLIC = re.compile(r"(?:www\.)?(?:gov|nhs)\.uk", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@.])@\w{2,30}")

_DIGITS = r"\d(?:[ \u00a0().–-]{0,3}\d)"
_PHONE = re.compile(rf"(?<![\w£$€.,+])(?:\+|\(?0|\(?7){_DIGITS}{{8,13}}(?![\w%]|[.,]\d)")
_CUE = re.compile(
    r"\b(?:phone|telephone|tel|mobile|mob|number|call|ring|text|whatsapp|ext|extension)\b"
    rf"[^\d\n]{{0,15}}(?P<number>{_DIGITS}{{2,13}})(?![\w%]|[.,]\d)",
    re.IGNORECASE,
)


def emails(text: str) -> Iterator[Span]:
    """Yield e-mail addresses, also those written with (at) and (dot)."""
    for found in _EMAIL.finditer(text):
        yield Span(found.start(), found.end(), Kind.EMAIL, "an e-mail address")


def web_addresses(text: str) -> Iterator[Span]:
    """Yield web addresses and handles (@name). The front pages gov.uk and nhs.uk name nobody."""
    for pattern in (_WEB, _DOMAIN):
        for found in pattern.finditer(text):
            if not _PUBLIC.fullmatch(found[0]):
                yield Span(found.start(), found.end(), Kind.WEB, "a web address")
    for found in _HANDLE.finditer(text):
        yield Span(found.start(), found.end(), Kind.WEB, "a name on social media")


def phone_numbers(text: str) -> Iterator[Span]:
    """Yield phone numbers: UK ones however they are spaced, and any number said to be one."""
    for found in _PHONE.finditer(text):
        if is_phone_number(found[0]):
            yield Span(found.start(), found.end(), Kind.PHONE, "a phone number")
    for found in _CUE.finditer(text):
        digits = re.sub(r"\D", "", found["number"])
        if 5 <= len(digits) <= 15:
            start, end = found.span("number")
            yield Span(start, end, Kind.PHONE, f"“{found[0].split()[0].lower()}” stands before it")


def is_phone_number(written: str) -> bool:
    """Return whether digits are a UK number in full (0 or +44 and 9 or 10 more), or one from
    abroad with its +. Of numbers without a 0 only mobiles count (7 and 9 more).

    >>> [is_phone_number(n) for n in ("0121 496 0123", "+44 (0)7700 900123", "7700900123")]
    [True, True, True]
    >>> [is_phone_number(n) for n in ("0000000000", "01 02 2026", "0044", "07700 9001")]
    [False, False, False, False]
    """
    digits = re.sub(r"\D", "", written)
    if written.startswith("+") and not digits.startswith("44"):
        return 8 <= len(digits) <= 15
    if written.startswith("+44") or digits.startswith("0044"):
        national = digits.removeprefix("00").removeprefix("44").removeprefix("0")
    elif digits.startswith("0"):
        national = digits[1:]
    else:
        return len(digits) == 10 and digits[0] == "7"
    return len(national) in {9, 10} and national[0] in "1235789"
