"""What people plan to do with what they learned, and what came of it, as a part of a report."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db.models import QuerySet

from alongside.gatherings import pledge_figures, pledges
from alongside.gatherings.models import Gathering, Pledge, Programme
from alongside.gatherings.pledge_figures import PledgeFigures
from alongside.methods.disclosure import ProtectedTally, Tally, Told, gives_away
from alongside.methods.documents.model import Block, Heading
from alongside.methods.shown import Shown

BESIDE_OTHERS = "So that nobody can work out what a few people did, beside figures of other times."


@dataclass(frozen=True)
class Pledged:
    """The plans of a report: what may be shown of them, and all that was counted."""

    figures: PledgeFigures
    minimum: int
    counted: list[list[Any]]


def pledged(
    programme: Programme,
    held: QuerySet[Gathering],
    *,
    ever: QuerySet[Gathering],
    earlier: Sequence[QuerySet[Gathering]],
) -> Pledged:
    """Return what may be shown of the plans after the sessions `held`.

    The plans after all sessions `ever` are counted on the page of the programme, year by year, and
    those of `earlier` in other reports. What would give something away beside these is withheld.
    """
    minimum = programme.organisation.minimum
    groups = pledges.group_names(programme)
    mine = pledges.of_gatherings(held)
    found = pledge_figures.figures(mine, groups=groups, minimum=minimum)
    others = [
        (plans, pledge_figures.figures(plans, groups=groups, minimum=minimum, by_year=place == 0))
        for place, plans in enumerate(map(pledges.of_gatherings, [ever, *earlier]))
    ]
    if _tells(
        (mine, found.outcome),
        [(plans, other.outcome) for plans, other in others],
        pledge_figures.outcomes,
        minimum,
    ):
        found = replace(found, outcome=_withheld(found.outcome))
    if _tells(
        (mine, found.groups),
        [(plans, other.groups) for plans, other in others],
        partial(pledge_figures.grouped, groups=groups),
        minimum,
    ):
        found = replace(found, groups=_withheld(found.groups))
    return Pledged(found, minimum, sorted([p.pk, p.outcome, p.group_id or 0] for p in mine))


type Tallied = tuple[Sequence[Pledge], ProtectedTally]
"""Some plans, and what is shown of them."""


def _tells(
    new: Tallied,
    others: Sequence[Tallied],
    count: Callable[[Sequence[Pledge]], Tally],
    minimum: int,
) -> bool:
    """Return whether what is shown of some plans gives away something beside the others."""
    plans: dict[Hashable, Pledge] = {plan.pk: plan for some, _ in [new, *others] for plan in some}
    return gives_away(
        list(_told(*new)),
        [told for other in others for told in _told(*other)],
        count=lambda people: count([plans[pk] for pk in people]),
        answered=frozenset(pk for pk, plan in plans.items() if count([plan]).answered),
        minimum=minimum,
    )


def _told(plans: Sequence[Pledge], tally: ProtectedTally) -> Iterator[Told]:
    """Yield what was shown of these plans, and of those of each year where they are split."""
    yield Told(
        frozenset(plan.pk for plan in plans),
        tuple(count.value for count in tally.counts),
        tally.answered.value,
    )
    for cut in tally.cuts:
        for place, year in enumerate(cut.groups):
            yield Told(
                frozenset(plan.pk for plan in plans if pledge_figures.year_of(plan) == year),
                tuple(row[place].value for row in cut.counts),
                cut.answered[place].value,
            )


def _withheld(tally: ProtectedTally) -> ProtectedTally:
    hidden = Shown.withheld(BESIDE_OTHERS)
    return replace(tally, counts=(hidden,) * len(tally.counts), answered=hidden, cuts=())


def blocks(found: Pledged) -> Iterator[Block]:
    """Yield the section; nothing where nobody made a plan."""
    part = list(pledge_figures.blocks(found.figures, minimum=found.minimum))
    if part:
        yield Heading(pledge_figures.TITLE)
        yield from part
