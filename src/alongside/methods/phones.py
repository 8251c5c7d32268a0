"""Mobile numbers: as people type them, and as they are kept and dialled (E.164, "+447700900123").

What a number looks like is known of the United Kingdom, where most who use this are; of any other
country only what E.164 says. Whether somebody has a number, only a text shows.
"""

import re
import unicodedata

BETWEEN = re.compile(r"[\s().\-/\u2010-\u2015\u2212\u200b-\u200f\u202a-\u202e]+")
"""What people write between figures, and what a spreadsheet hides there."""

UK = "44"
UK_MOBILE = re.compile(r"44(?:7[1-57-9]\d{8}|7624\d{6})")
"""Without 070 (personal numbers) and 076 (pagers), but for the Isle of Man."""

SHORTEST, LONGEST = 8, 15
"""Figures of a whole number, with its country."""


class NotAMobileNumber(ValueError):
    """Why something typed is no mobile number, in a sentence without its stop."""


def e164(typed: str, country: str = UK) -> str:
    """Return a mobile number as it is kept; `country` is the calling code it has when it says none.

    Raises NotAMobileNumber.

    >>> e164("07700 900123"), e164("+44 (0)7700-900123"), e164("00353 85 012 3456")
    ('+447700900123', '+447700900123', '+353850123456')
    >>> e164("7700900123"), e164("447700900123")  # a spreadsheet took the nought or the plus
    ('+447700900123', '+447700900123')
    """
    said = BETWEEN.sub("", unicodedata.normalize("NFKC", typed[:200]).strip())
    abroad = said.startswith(("+", "00"))
    figures = said[2:] if said.startswith("00") else said.removeprefix("+")
    if not (figures.isascii() and figures.isdecimal()):
        raise NotAMobileNumber("Enter a mobile number with figures only, like 07700 900123")
    if not abroad:
        whole = figures.startswith(country) and len(figures) >= len(country) + 9
        figures = figures if whole else country + figures.removeprefix("0")
    if figures.startswith(f"{UK}0"):
        figures = UK + figures[3:]  # +44 (0)7700 …
    if not SHORTEST <= len(figures) <= LONGEST or figures[0] == "0":
        raise NotAMobileNumber("Enter all figures of the mobile number, like 07700 900123")
    if figures.startswith(UK) and not UK_MOBILE.fullmatch(figures):
        if figures.startswith(f"{UK}7"):
            raise NotAMobileNumber("Enter a mobile number of 11 figures, like 07700 900123")
        raise NotAMobileNumber("Enter a mobile number, which begins with 07: others get no texts")
    return f"+{figures}"


def shown(number: str, country: str = UK) -> str:
    """Return a kept number as people here read it.

    >>> shown("+447700900123"), shown("+353850123456"), shown("")
    ('07700 900123', '+353850123456', '')
    """
    if country == UK and number.startswith(f"+{UK}"):
        return f"0{number[3:7]} {number[7:]}"
    return number
