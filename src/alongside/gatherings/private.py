"""The private link of one person to one session: see, change or give up a place, check in,
take the certificate. Whoever holds it needs no account."""

from alongside.web import links

PURPOSE = "place"
DAYS = 400
"""How long the link opens: past the session and the follow-up, with a certificate at hand."""


def token(gathering: int, membership: int) -> str:
    """Return the signed part of the link for these two keys."""
    return links.token(PURPOSE, [gathering, membership])


def opened(token: str) -> tuple[int, int]:
    """Return the keys of the session and the member. Raises links.TooOld and links.Spoilt."""
    gathering, membership = links.value(PURPOSE, token, days=DAYS)
    return gathering, membership
