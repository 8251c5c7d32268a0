"""Tells whoever follows their words that something changed: once a day at most, and never what the
words were, for somebody else may open the letter."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from alongside.web import links

from . import actions
from .models import Contribution, Follow
from .queries import happened

MOST_A_TURN = 100
PURPOSE = "receipt"
"""What the private link of a letter is signed for."""

SUBJECT = "Something changed about what you told us"


def due(now: datetime) -> int:
    """Write to those for whom something changed since they were told last; return to how many."""
    follows = list(happened.to_look_at(now)[:MOST_A_TURN])
    if not follows:
        return 0
    told = happened.told_on(timezone.localdate(now), follows)
    by_now = happened.so_far([one.contribution for one in follows])
    written = 0
    for one in follows:
        known = by_now[one.contribution_id]
        new = known - set(one.known) and one.pk not in told
        letter = actions.tell(follow=one, known=known, words=_words(one) if new else None, now=now)
        written += letter is not None
    return written


def _words(follow: Follow) -> dict[str, Any]:
    link = settings.ADDRESS + reverse("influence:came_of", args=[token(follow)])
    if follow.phone:
        return {"subject": SUBJECT, "text": f"{SUBJECT}. See what: {link}"}
    text = (
        f"You asked us to tell you when something changes.\n\n"
        f"Something changed. See what:\n{link}\n\n"
        f"Anyone who has this link can read it. On the page you can stop these letters.\n"
    )
    return {"subject": SUBJECT, "text": text}


def own_token(contribution: Contribution) -> str:
    """Return the signed part of a link that opens the receipt of whoever said it, for as long as
    the words are known to be theirs."""
    return links.token(PURPOSE, [contribution.pk, 0, contribution.member_id])


def token(follow: Follow) -> str:
    """Return the signed part of a link that opens the receipt without its code, for as long as
    somebody follows it."""
    return links.token(PURPOSE, [follow.contribution_id, follow.pk])
