"""Private links, for people who need no account. One person's link to one session: see, change or
give up a place, check in, take the certificate. And to one review: say what they think."""

from alongside.web import links

PURPOSE = "place"
REVIEW = "review"
DAYS = 400
"""How long a link opens: past the session and the follow-up, with a certificate at hand."""


def token(gathering: int, membership: int) -> str:
    """Return the signed part of the link for these two keys."""
    return links.token(PURPOSE, [gathering, membership])


def opened(token: str) -> tuple[int, int]:
    """Return the keys of the session and the member. Raises links.TooOld and links.Spoilt."""
    gathering, membership = links.value(PURPOSE, token, days=DAYS)
    return gathering, membership


def review_token(review: int, membership: int) -> str:
    """Return the signed part of the link of one member to one review."""
    return links.token(REVIEW, [review, membership])


def review_opened(token: str) -> tuple[int, int]:
    """Return the keys of the review and the member. Raises links.TooOld and links.Spoilt."""
    review, membership = links.value(REVIEW, token, days=DAYS)
    return review, membership
