"""What names a letter on its way: "letter-12-" and 20 signed characters, so that nobody can say of
a letter they never had that it came back. And what is kept for a day of who asked for letters."""

import ipaddress
import re
from datetime import date

from django.utils.crypto import constant_time_compare, salted_hmac

from alongside.web import codes

KEY_OF_A_ROW = re.compile("[0-9]{1,18}")
KEY = re.compile(rb"letter-\d{1,18}-[0-9a-f]{20}")


def key(letter: int) -> str:
    """Return the key of the letter with this id."""
    return f"letter-{letter}-{_signature(str(letter))}"


def opened(key: str) -> int | None:
    """Return the id of the letter that a key names; None when it is not ours."""
    _, number, signature = key.split("-")
    return int(number) if constant_time_compare(signature, _signature(number)) else None


def _signature(letter: str) -> str:
    return salted_hmac("alongside.letters.key", letter, algorithm="sha256").hexdigest()[:20]


def no_letters(letter: int | str) -> str:
    """Return the token of the page on which whoever got this letter asks for no more like it."""
    signed = salted_hmac("alongside.letters.no_letters", str(letter), algorithm="sha256")
    return f"{letter}:{signed.hexdigest()[:32]}"


def no_texts(letter: int | str) -> str:
    """Return the same for a text, where every character counts: 14 of 23 letters and figures, 63
    bits."""
    return f"{letter}-{codes.following('alongside.letters.no_texts', str(letter), 14)}"


def no_letters_opened(token: str) -> int | None:
    """Return the id of the letter that such a token was made for; None when it is not ours."""
    number = re.split("[:-]", token, maxsplit=1)[0]
    made = no_texts(number) if "-" in token else no_letters(number)
    ours = KEY_OF_A_ROW.fullmatch(number) and constant_time_compare(token, made)
    return int(number) if ours else None


def hashed_for(day: date, text: str) -> str:
    """Return what is kept of an address on one day; on the next day it is another text."""
    salt = f"alongside.letters.typed.{day.isoformat()}"
    return salted_hmac(salt, text.strip().lower(), algorithm="sha256").hexdigest()


def place_of(client: str) -> str:
    """Return the part of a network address that belongs to one connection.

    >>> place_of("192.0.2.7"), place_of("2001:db8:1:2:3:4:5:6"), place_of("")
    ('192.0.2.7', '2001:db8:1:2::/64', '')
    """
    try:
        found = ipaddress.ip_address(client)
    except ValueError:
        return client
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, 64), strict=False))
