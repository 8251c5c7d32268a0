"""Short codes for addresses that people type from a poster or hear over the telephone."""

import secrets

from django.utils.crypto import salted_hmac

LETTERS = "23456789DGHJKMNPQRTVWXY"
"""Nothing that looks or sounds like something else, and no vowel to make a word."""


def drawn(length: int) -> str:
    """Return a code of so many of these characters, drawn at random."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def following(purpose: str, text: str, length: int) -> str:
    """Return a code that follows from a text and the installation's secret."""
    number = int(salted_hmac(purpose, text, algorithm="sha256").hexdigest(), 16)
    found = ""
    for _ in range(length):
        number, place = divmod(number, len(LETTERS))
        found += LETTERS[place]
    return found
