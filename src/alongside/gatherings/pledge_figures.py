"""What may be shown of people's plans: how many made one, what they are about, what came of them.

Everything is counted in people, each with their newest plan, and passes the protection together.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from alongside.methods.disclosure import (
    Cut,
    ProtectedCut,
    ProtectedTally,
    Tally,
    protect_report,
    protect_table,
)
from alongside.methods.documents.model import (
    Bar,
    Bars,
    Block,
    Column,
    Figures,
    Heading,
    Paragraph,
    Table,
)
from alongside.methods.intervals import has_percent, share_in_words, wilson
from alongside.methods.shown import Shown

from .models import Pledge, day_of

TITLE = "How people plan to apply it, and what came of it"
NO_GROUP = "In no group yet"
YEAR = "year"
OUTCOMES = {
    Pledge.Outcome.KEPT: "Kept",
    Pledge.Outcome.PARTLY: "Partly",
    Pledge.Outcome.NOT_YET: "Not yet",
}
NOT_THOSE = "Those who have not answered are not among them."
WITH_OTHERS = "So that nobody can work out what a few people did."


@dataclass(frozen=True)
class PledgeFigures:
    """The figures of some plans as they may leave.

    `asked` is withheld where it would tell something of a few people. `outcome` may be split by
    year; `groups` are the plans that may be read.
    """

    made: Shown
    asked: Shown
    outcome: ProtectedTally
    groups: ProtectedTally


def figures(
    pledges: Sequence[Pledge], *, groups: Mapping[int, str], minimum: int, by_year: bool = False
) -> PledgeFigures:
    """Return what may be shown of these plans, one a person, with their `gathering`.

    `groups` are the names of the programme's groups of plans by key.
    The reader is taken to know how many were asked, or where that is withheld, how many made a
    plan. How many did not answer is no secret: it says nothing of what anybody did.
    """
    made = len(pledges)
    asked = [pledge for pledge in pledges if pledge.asked or pledge.outcome]
    tells = all(n == 0 or n >= minimum for n in (len(asked), made - len(asked)))
    known = asked if tells else pledges
    (outcome,) = protect_report(
        [outcomes(known, by_year=by_year)], responses=len(known), minimum=minimum, sizes_known=True
    )
    (about,) = protect_report([grouped(pledges, groups)], responses=made, minimum=minimum)
    assert isinstance(outcome, ProtectedTally)
    assert isinstance(about, ProtectedTally)
    return PledgeFigures(
        made=protect_table([[made]], minimum=minimum).total,
        asked=Shown(len(asked)) if tells else Shown.withheld(WITH_OTHERS),
        outcome=outcome,
        groups=about,
    )


def outcomes(pledges: Sequence[Pledge], *, by_year: bool = False) -> Tally:
    """Return what came of these plans, as counts that are not protected yet."""
    answered = [pledge for pledge in pledges if pledge.outcome]
    years = sorted({year_of(pledge) for pledge in pledges})
    cells = Counter((pledge.outcome, year_of(pledge)) for pledge in answered)
    cut = Cut(
        YEAR,
        tuple(years),
        tuple(tuple(cells[outcome, year] for year in years) for outcome in OUTCOMES),
        tuple(sum(cells[outcome, year] for outcome in OUTCOMES) for year in years),
        tuple(sum(year_of(pledge) == year for pledge in pledges) for year in years),
    )
    counts = Counter(pledge.outcome for pledge in answered)
    return Tally(
        "outcome",
        tuple(OUTCOMES.values()),
        tuple(counts[outcome] for outcome in OUTCOMES),
        len(answered),
        cuts=(cut,) if by_year and len(years) > 1 else (),
    )


def year_of(pledge: Pledge) -> str:
    """Return the year in which the session was."""
    return str(day_of(pledge.gathering).year)


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


def blocks(found: PledgeFigures, *, minimum: int) -> Iterator[Block]:
    """Yield what may be shown, for a report or a page. Nothing where nobody made a plan."""
    if found.made.value == 0:
        return
    if found.made.hidden:
        yield Paragraph(f"Fewer than {minimum} people made a plan. Nothing of it is shown.")
        return
    yield Figures(
        (
            ("people made a plan", found.made),
            ("were asked what came of it", found.asked),
            ("answered", found.outcome.answered),
        )
    )
    yield Paragraph("Somebody who made several plans counts once, with the newest.", "soft")
    yield Heading("What they plan", 3)
    yield _plans(found)
    yield Heading("What came of it", 3)
    yield from _what_came(found)


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
    )


def _what_came(found: PledgeFigures) -> Iterator[Block]:
    outcome = found.outcome
    base = outcome.answered
    if found.asked.value == 0:
        yield Paragraph("Nobody has been asked yet. We ask 8 weeks after the session.")
        return
    if not any(count.value for count in outcome.counts):
        yield Paragraph(_kept(found))
        return
    yield Bars(
        caption="Did they do what they planned?",
        note="How many answered is not shown" if base.hidden else f"Of {_said(base)} who answered",
        head=("Answer", "People"),
        bars=tuple(
            _bar(label, count, base)
            for label, count in zip(outcome.categories, outcome.counts, strict=True)
        ),
        says=_kept(found),
    )
    yield from (_by_year(cut) for cut in outcome.cuts if not cut.refused)


def _bar(label: str, count: Shown, base: Shown) -> Bar:
    """Return a bar with its likely range, for 10 people or more."""
    if count.value is None or not base.value:
        return Bar(label, count)
    share = count.value / base.value
    if not has_percent(base.value):
        return Bar(label, count, share)
    likely = wilson(count.value, base.value)
    return Bar(label, count, share, low=likely.low, high=likely.high)


def _kept(found: PledgeFigures) -> str:
    """Return how many kept their plan, in words."""
    base, kept = found.outcome.answered, found.outcome.counts[0]
    if base.value == 0:
        return "Nobody has answered yet."
    if base.value is None:
        return "How many people answered is not shown."
    if kept.value is None:
        return f"{_said(base)} answered. How many kept their plan is not shown. {NOT_THOSE}"
    return f"{share_in_words(kept.value, base.value)} kept their plan. {NOT_THOSE}"


def _said(people: Shown) -> str:
    if people.value is None:
        return "the people"
    return "1 person" if people.value == 1 else f"{people.value} people"


def _by_year(cut: ProtectedCut) -> Table:
    rows = zip(cut.groups, zip(*cut.counts, strict=True), cut.answered, strict=True)
    return Table(
        caption="Year by year, by when the session was",
        columns=(
            Column("Year"),
            *(Column(label, number=True) for label in OUTCOMES.values()),
            Column("Answered", number=True),
        ),
        rows=tuple((year, *counts, answered) for year, counts, answered in rows),
    )
