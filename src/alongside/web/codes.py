"""Short codes for addresses that people type from a poster or hear over the telephone."""

import secrets

LETTERS = "23456789DGHJKMNPQRTVWXY"
"""Nothing that looks or sounds like something else, and no vowel to make a word."""


def drawn(length: int) -> str:
    """Return a code of so many of these characters, drawn at random."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))
