"""What came of people's plans, as counts that may leave.

A session counts once its 12 weeks are over: until then an answer can still change, and somebody who
looks twice would see whose. What was shown is remembered, and nothing shown later may differ from
it by a few people (decision 8).
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from alongside.methods.disclosure import ProtectedTally, Tally, Told, gives_away, protect_report
from alongside.methods.shown import Shown

from . import pledges
from .models import Gathering, OutcomesShown, Pledge, Programme

OUTCOMES = {
    Pledge.Outcome.KEPT: "Kept",
    Pledge.Outcome.PARTLY: "Partly",
    Pledge.Outcome.NOT_YET: "Not yet",
}
FEW = "So that nobody can work out what a few people did."
BESIDE = "So that nobody can work out what a few people did, beside figures of other times."


@dataclass(frozen=True)
class Outcomes:
    """What came of the plans after the sessions with these keys, as it may leave.

    `asked` is withheld where it would tell something of a few people.
    """

    gatherings: tuple[int, ...]
    asked: Shown
    tally: ProtectedTally

    @property
    def told(self) -> "Numbers":
        """The counts and how many answered, with None for what is withheld."""
        return tuple(count.value for count in self.tally.counts), self.tally.answered.value

    @property
    def says(self) -> bool:
        """Whether anything of what people answered is shown."""
        counts, answered = self.told
        return any(number is not None for number in (*counts, answered))


NOTHING_YET = Outcomes((), Shown(0), ProtectedTally("outcome", (), (), Shown(0), ()))


def counted(plans: Sequence[Pledge]) -> Tally:
    """Return what came of these plans, not protected yet. Answers that came late do not count."""
    counts = Counter(plan.outcome for plan in plans if plan.counts)
    return Tally(
        "outcome",
        tuple(OUTCOMES.values()),
        tuple(counts[outcome] for outcome in OUTCOMES),
        sum(counts.values()),
    )


def outcomes(settled: QuerySet[Gathering], *, minimum: int) -> Outcomes:
    """Return what may be shown of the plans after sessions that are settled, by themselves.

    Somebody with several plans counts with the newest. The reader is taken to know how many were
    asked, or where that is withheld, how many made a plan. How many did not answer is no secret: it
    says nothing of what anybody did.
    """
    plans = pledges.of_gatherings(settled)
    asked = [plan for plan in plans if plan.asked or plan.counts]
    tells = all(n == 0 or n >= minimum for n in (len(asked), len(plans) - len(asked)))
    known = asked if tells else plans
    (tally,) = protect_report(
        [counted(known)], responses=len(known), minimum=minimum, sizes_known=True
    )
    assert isinstance(tally, ProtectedTally)
    return Outcomes(
        tuple(sorted(settled.values_list("pk", flat=True))),
        Shown(len(asked)) if tells else Shown.withheld(FEW),
        tally,
    )


def may_stand(programme: Programme, settled: QuerySet[Gathering], found: Outcomes) -> bool:
    """Return whether this may be shown beside all that was shown of the programme's plans."""
    shown = [
        (pledges.of_gatherings(programme.gatherings.filter(pk__in=row.gatherings)), row.told)
        for row in programme.outcomes_shown.all()
    ]
    mine = pledges.of_gatherings(settled), found.told
    return not tells(mine, shown, counted, programme.organisation.minimum)


type Numbers = tuple[tuple[int | None, ...], int | None]
"""Counts and how many answered; None was withheld."""


def tells(
    new: tuple[Sequence[Pledge], Numbers],
    earlier: Sequence[tuple[Sequence[Pledge], Numbers]],
    count: Callable[[Sequence[Pledge]], Tally],
    minimum: int,
) -> bool:
    """Return whether what is shown of some plans gives something away beside what was shown of
    others; `count` says how any of them are counted."""
    plans: dict[Hashable, Pledge] = {plan.pk: plan for some, _ in [new, *earlier] for plan in some}
    said, *before = (
        Told(frozenset(plan.pk for plan in some), *numbers) for some, numbers in [new, *earlier]
    )
    return gives_away(
        [said],
        before,
        count=lambda people: count([plans[key] for key in people]),
        answered=frozenset(key for key, plan in plans.items() if count([plan]).answered),
        minimum=minimum,
    )


def on_the_page(programme: Programme) -> Outcomes:
    """Return what the programme's page shows: what was settled last."""
    row = programme.outcomes_shown.filter(on_page=True).last()
    return _as_shown(row) if row else NOTHING_YET


def on_the_pages(programmes: Collection[int]) -> dict[int, Outcomes]:
    """Return what the pages of the programmes with these keys show, where they show anything. One
    query."""
    rows = OutcomesShown.objects.filter(programme__in=programmes, on_page=True).order_by("pk")
    return {row.programme_id: _as_shown(row) for row in rows}


def may_say(programme: Programme, held: QuerySet[Gathering], day: date) -> Outcomes:
    """Return what a report of these sessions may show on this day: of all that are settled, or else
    of the most for which it was shown before, or else that it is withheld."""
    settled = pledges.settled(held, day)
    found = outcomes(settled, minimum=programme.organisation.minimum)
    if may_stand(programme, settled, found):
        return found
    inside = [
        row for row in programme.outcomes_shown.all() if set(row.gatherings) <= {*found.gatherings}
    ]
    best = max(inside, key=lambda row: (len(row.gatherings), row.pk), default=None)
    if best is not None:
        return _as_shown(best)
    hidden = Shown.withheld(BESIDE)
    tally = replace(found.tally, counts=(hidden,) * len(OUTCOMES), answered=hidden)
    return replace(found, tally=tally)


def _as_shown(row: OutcomesShown) -> Outcomes:
    def number(value: int | None) -> Shown:
        return Shown.withheld(FEW) if value is None else Shown(value)

    return Outcomes(
        tuple(row.gatherings),
        number(row.asked),
        ProtectedTally(
            "outcome",
            tuple(OUTCOMES.values()),
            tuple(number(count) for count in row.counts),
            number(row.answered),
            (),
        ),
    )
