"""What may be shown of people's plans: how many made one, what they are about, what came of them.

Everything is counted in people, each with their newest plan, and passes the protection.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from alongside.methods.disclosure import ProtectedTally, Tally, protect_report, protect_table
from alongside.methods.documents.model import (
    Bar,
    Bars,
    Block,
    Count,
    Figures,
    Heading,
    Paragraph,
)
from alongside.methods.intervals import has_percent, share_in_words, wilson
from alongside.methods.shown import Shown

from .models import Pledge
from .pledge_outcomes import Outcomes

TITLE = "People’s own plans, and what came of them"
NO_GROUP = "In no group yet"
NOT_THOSE = "Those who have not answered are not among them."


@dataclass(frozen=True)
class PledgeFigures:
    """The figures of some plans as they may leave; `groups` are the plans that may be read."""

    made: Shown
    groups: ProtectedTally


def figures(pledges: Sequence[Pledge], *, groups: Mapping[int, str], minimum: int) -> PledgeFigures:
    """Return what may be shown of these plans, one a person. `groups` are the names of the
    programme's groups of plans by key."""
    made = len(pledges)
    (about,) = protect_report([grouped(pledges, groups)], responses=made, minimum=minimum)
    assert isinstance(about, ProtectedTally)
    return PledgeFigures(made=protect_table([[made]], minimum=minimum).total, groups=about)


def grouped(pledges: Sequence[Pledge], groups: Mapping[int, str]) -> Tally:
    """Return how many of the plans that may be read are in each group, not protected yet."""
    readable = [pledge for pledge in pledges if pledge.may_read]
    counts = Counter(pledge.group_id for pledge in readable)
    return Tally(
        "group",
        (*groups.values(), NO_GROUP),
        tuple(counts[group] for group in (*groups, None)),
        len(readable),
    )


def blocks(found: PledgeFigures, outcomes: Outcomes, *, minimum: int) -> Iterator[Block]:
    """Yield what may be shown, for a report or a page. Nothing where nobody made a plan."""
    if found.made.value == 0:
        return
    if found.made.hidden:
        yield Paragraph(f"Fewer than {minimum} people made a plan. Nothing of it is shown.")
        return
    yield Figures((("people made a plan", found.made),))
    yield Paragraph("Somebody who made several plans counts once, with the newest.", "soft")
    yield Heading("What they plan", 3)
    yield _plans(found)
    yield Heading("What came of it", 3)
    yield from _what_came(outcomes)


def _plans(found: PledgeFigures) -> Block:
    """Return the groups, those with the most people first; where the number is withheld by name,
    so that the order tells nothing."""
    pairs = list(zip(found.groups.categories, found.groups.counts, strict=True))
    named = [(name, count) for name, count in pairs[:-1] if count.value != 0]
    if not named:
        return Paragraph("The plans are not put into groups yet.")
    named.sort(key=lambda pair: (pair[1].hidden, -(pair[1].value or 0)))
    rest = [pair for pair in pairs[-1:] if pair[1].value != 0]
    base = found.groups.answered
    most = max((count.value or 0 for _, count in pairs), default=0) or 1
    return Bars(
        caption="What the plans are about",
        note=f"Of {_said(base)} who let us read their plan without their name",
        head=("Group", "People"),
        bars=tuple(
            Bar(name, count, None if count.value is None else count.value / most)
            for name, count in [*named, *rest]
        ),
        says="Somebody read every plan and put it with others that are alike.",
        base=base,
    )


def _what_came(found: Outcomes) -> Iterator[Block]:
    tally = found.tally
    if not found.gatherings or found.asked.value == 0:
        yield Paragraph(
            "Nothing can be said yet. We ask 8 weeks after a session, and count the answers once "
            "12 weeks are over."
        )
        return
    sessions = len(found.gatherings)
    yield Figures(
        (
            ("session counted" if sessions == 1 else "sessions counted", sessions),
            ("were asked what came of it", found.asked),
            ("answered", tally.answered),
        )
    )
    yield Paragraph(
        "A session is counted once its 12 weeks are over, and where few answered, together with "
        "others.",
        "soft",
    )
    if not any(count.value for count in tally.counts):
        yield Paragraph(_kept(tally))
        return
    base = tally.answered
    yield Bars(
        caption="Did they do what they planned?",
        note="How many answered is not shown" if base.hidden else f"Of {_said(base)} who answered",
        head=("Answer", "People"),
        bars=tuple(
            _bar(label, count, base)
            for label, count in zip(tally.categories, tally.counts, strict=True)
        ),
        says=_kept(tally),
        base=base,
        counts=(Count("kept their plan", tally.counts[0], base),),
    )


def _bar(label: str, count: Shown, base: Shown) -> Bar:
    """Return a bar with its likely range, for 10 people or more."""
    if count.value is None or not base.value:
        return Bar(label, count)
    share = count.value / base.value
    if not has_percent(base.value):
        return Bar(label, count, share)
    likely = wilson(count.value, base.value)
    return Bar(label, count, share, low=likely.low, high=likely.high)


def _kept(found: ProtectedTally) -> str:
    """Return how many kept their plan, in words."""
    base, kept = found.answered, found.counts[0]
    if base.value == 0:
        return "Nobody answered."
    if base.value is None:
        return "How many people answered is not shown."
    if kept.value is None:
        return f"{_said(base)} answered. How many kept their plan is not shown. {NOT_THOSE}"
    return f"{share_in_words(kept.value, base.value)} kept their plan. {NOT_THOSE}"


def _said(people: Shown) -> str:
    if people.value is None:
        return "the people"
    return "1 person" if people.value == 1 else f"{people.value} people"
