"""What people plan to do with what they learned, and what came of it, as a part of a report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet

from alongside.gatherings import pledge_figures, pledge_outcomes, pledges
from alongside.gatherings.models import Gathering, Programme
from alongside.gatherings.pledge_figures import PledgeFigures
from alongside.gatherings.pledge_outcomes import BESIDE, Numbers, Outcomes
from alongside.methods.disclosure import ProtectedTally
from alongside.methods.documents.model import Block, Heading
from alongside.methods.shown import Shown


@dataclass(frozen=True)
class Pledged:
    """The plans of a report: what may be shown of them, and all that was counted."""

    figures: PledgeFigures
    outcomes: Outcomes
    minimum: int
    counted: list[list[Any]]


def pledged(
    programme: Programme,
    held: QuerySet[Gathering],
    *,
    day: date,
    ever: QuerySet[Gathering],
    earlier: Sequence[QuerySet[Gathering]],
) -> Pledged:
    """Return what may be shown on this day of the plans after the sessions `held`.

    What the plans are about stands on the page of the programme too, of all sessions `ever`, and
    of those of `earlier` in other reports; what would give something away beside these is withheld.
    """
    minimum = programme.organisation.minimum
    groups = pledges.group_names(programme)
    mine = pledges.of_gatherings(held)
    found = pledge_figures.figures(mine, groups=groups, minimum=minimum)
    others = [
        (plans, _numbers(pledge_figures.figures(plans, groups=groups, minimum=minimum).groups))
        for plans in map(pledges.of_gatherings, [ever, *earlier])
    ]
    count = partial(pledge_figures.grouped, groups=groups)
    if pledge_outcomes.tells((mine, _numbers(found.groups)), others, count, minimum):
        found = replace(found, groups=_withheld(found.groups))
    outcomes = pledge_outcomes.may_say(programme, held, day)
    counted = sorted([p.pk, p.outcome, p.group_id or 0] for p in mine)
    return Pledged(found, outcomes, minimum, counted)


def _numbers(tally: ProtectedTally) -> Numbers:
    return tuple(count.value for count in tally.counts), tally.answered.value


def _withheld(tally: ProtectedTally) -> ProtectedTally:
    hidden = Shown.withheld(BESIDE)
    return replace(tally, counts=(hidden,) * len(tally.counts), answered=hidden)


def blocks(found: Pledged) -> Iterator[Block]:
    """Yield the section; nothing where nobody made a plan."""
    part = list(pledge_figures.blocks(found.figures, found.outcomes, minimum=found.minimum))
    if part:
        yield Heading(pledge_figures.TITLE)
        yield from part
