"""Private links, for people who need no account: one's own part in an opportunity, and all of one's
own parts in an organisation."""

from alongside.web import links

PART, MINE = "part", "mine"
DAYS = 800
"""How long a link opens: long enough to look back at two tax years."""


def token(part: int) -> str:
    """Return the signed part of the link to one part, by its key."""
    return links.token(PART, part)


def opened(token: str) -> int:
    """Return the key of the part. Raises links.TooOld and links.Spoilt."""
    return int(links.value(PART, token, days=DAYS))


def mine_token(member: int) -> str:
    """Return the signed part of the link to everything of one member, by their key."""
    return links.token(MINE, member)


def mine_opened(token: str) -> int:
    """Return the key of the member. Raises links.TooOld and links.Spoilt."""
    return int(links.value(MINE, token, days=DAYS))
