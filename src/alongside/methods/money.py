"""Sums of money, in whole pence, as people type and read them."""

import re
from decimal import ROUND_HALF_UP, Decimal

_TYPED = re.compile(r"£?\s*(\d{1,6}(?:,\d{3})*)(?:\.(\d{1,2}))?")

MOST = 100_000_00
"""The largest sum that is read, in pence: one above it is a slip of the finger."""


class NotASum(ValueError):
    """What was typed is no sum of money; the message says what to type."""


def pence(typed: str) -> int:
    """Return the pence of what somebody typed. Raises NotASum.

    >>> pence("27.50"), pence("£1,200"), pence(" 5.5 ")
    (2750, 120000, 550)
    """
    found = _TYPED.fullmatch(typed.strip()) if typed.isascii() or "£" in typed else None
    if found is None:
        raise NotASum("Enter a sum in pounds, like 27.50")
    whole, part = found[1].replace(",", ""), (found[2] or "").ljust(2, "0")
    total = int(whole) * 100 + int(part)
    if total > MOST:
        raise NotASum(f"Enter a sum up to {pounds(MOST)}")
    return total


def pounds(pence: int) -> str:
    """Return a sum of pence in words.

    >>> pounds(2750), pounds(120000), pounds(5), pounds(-2750)
    ('£27.50', '£1,200', '5p', '-£27.50')
    """
    sign, size = ("-" if pence < 0 else ""), abs(pence)
    if 0 < size < 100:
        return f"{sign}{size}p"
    return f"{sign}£{size // 100:,}" + (f".{size % 100:02}" if size % 100 else "")


def times(pence: int, units: Decimal) -> int:
    """Return so many times a sum, to the nearest penny, a half one up.

    >>> times(1375, Decimal("2.5"))
    3438
    """
    return int((pence * units).quantize(Decimal(1), rounding=ROUND_HALF_UP))
