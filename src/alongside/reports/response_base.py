"""Who stands behind the results of a wave: invited, answered, rate, and how far to trust it."""

from collections.abc import Iterator
from math import ceil

from alongside.asks import queries as asks
from alongside.asks.models import Wave
from alongside.methods.documents.model import Block, Cell, Figures, Paragraph
from alongside.methods.intervals import has_percent, margin, percent
from alongside.methods.response_rates import Team, may_show

NOT_SHOWN = "How many were invited is not shown, so that nobody can tell who has answered."
NOT_KNOWN = (
    "Whoever had the link could answer, so nobody knows of how many people these are a part. "
    "Likely ranges say what chance does, not who did not hear of it."
)
CAUTION = "They may think differently: look who is missing before you decide."
IN_POINTS = (
    "If those who did not answer think like those who did, no share of all is further than about "
    "{points} percentage points from what everybody invited would have said."
)


def blocks(wave: Wave) -> Iterator[Block]:
    """Yield the base of the results of a closed wave: totals first, then what they mean.

    Of few people who all answered it does not say how many were invited, and below ten people
    there is no per cent.
    """
    answered = asks.answered(wave)
    invited = wave.invitations.count() if wave.by_private_link else 0
    if not isinstance(answered, int):
        answered = answered.value or 0
    items: list[tuple[str, Cell]] = [("people answered", answered)]
    everybody = Team("", invited, min(answered, invited))
    shown = bool(invited) and may_show(everybody, wave.minimum)
    if shown:
        items.append(("people were invited", invited))
        if has_percent(invited):
            items.append(("of those invited answered", percent(everybody.rate)))
    yield Figures(tuple(items))
    if not wave.by_private_link:
        yield Paragraph(NOT_KNOWN, "soft")
    elif invited and not shown:
        yield Paragraph(NOT_SHOWN, "soft")
    elif shown:
        yield Paragraph(_in_words(answered, invited), "soft")


def _in_words(answered: int, invited: int) -> str:
    left = invited - answered
    if left <= 0:
        return "Everybody who was invited answered."
    people = "person who was" if left == 1 else "people who were"
    parts = [f"{left} {people} invited did not answer. {CAUTION}"]
    if has_percent(answered):
        points = ceil(100 * margin(0.5, answered, invited))
        parts.append(IN_POINTS.format(points=points))
    return " ".join(parts)
