"""From a finding to a result: one strand for each activity of a plan, with what is missing."""

from datetime import datetime
from typing import NamedTuple

from alongside.gatherings import counts
from alongside.gatherings.models import Gathering
from alongside.gatherings.pledge_outcomes import Outcomes, on_the_pages

from ..models import Activity, Expectation, Need, Plan
from .evidence import in_words
from .planned import HELD, LATE, NOT_HELD, activities


class Rests(NamedTuple):
    """An expectation that rests on an activity, with what became of it ("" yet)."""

    expectation: Expectation
    result: str


class Strand(NamedTuple):
    """One activity with what led to it and what came of it. `came` is a count as a page may show
    it, None where no session is over; `kept` says what came of people's plans."""

    activity: Activity
    need: Need | None
    came: object
    kept: str
    rests: list[Rests]

    @property
    def held(self) -> bool:
        return getattr(self.activity, "stands", "") == HELD

    @property
    def gaps(self) -> list[str]:
        """What is missing, in words."""
        stands = getattr(self.activity, "stands", "")
        found = []
        if self.need is None:
            found.append("Nobody has written down which need it answers.")
        elif not self.need.says:
            found.append("No survey is behind the need: somebody wrote it down.")
        if stands == NOT_HELD:
            found.append(f"It was not held: {self.activity.not_held_because}")
        elif stands == LATE:
            found.append("Its month is over, and nobody has said whether it was held.")
        elif stands == HELD and self.activity.gathering is None:
            found.append("It was held without a session here, so nobody was asked.")
        if stands == HELD and self.activity.gathering is not None and not self.kept:
            found.append("It is not known yet whether people kept their plans.")
        if not self.rests:
            found.append("Nobody has said what they expect of it.")
        elif not any(one.result for one in self.rests):
            found.append("Nobody has said yet whether what was expected was met.")
        return found


def strands(plan: Plan, now: datetime, keys: list[int]) -> list[Strand]:
    """Return the strands of these activities of a plan, in their order. As many queries for many as
    for one."""
    rows = (
        activities(plan, now)
        .filter(pk__in=keys)
        .select_related("need__wave", "owner", "gathering__programme")
    )
    found = list(rows)
    sessions = Gathering.objects.filter(
        pk__in=[one.gathering_id for one in found if one.gathering_id and one.stands == HELD]
    )
    shown, _ = counts.shown_by_session(plan.organisation, counts.by_session(sessions))
    came = {gathering.pk: many for gathering, many in shown}
    made = on_the_pages({one.gathering.programme_id for one in found if one.gathering})
    rests = _rests(keys)
    return [
        Strand(
            one,
            one.need,
            came.get(one.gathering_id),
            _kept(one, made),
            rests.get(one.pk, []),
        )
        for one in found
    ]


def _kept(activity: Activity, made: dict[int, Outcomes]) -> str:
    """Return what came of the plans people made, where the session of this activity is among those
    that were counted."""
    gathering = activity.gathering
    if gathering is None or gathering.programme_id not in made:
        return ""
    outcomes = made[gathering.programme_id]
    return in_words(outcomes) if gathering.pk in outcomes.gatherings and outcomes.says else ""


def _rests(keys: list[int]) -> dict[int, list[Rests]]:
    through = Expectation.activities.through.objects.filter(activity__in=keys)
    pairs = list(through.values_list("activity", "expectation").order_by("expectation"))
    rows = Expectation.objects.filter(pk__in={one for _, one in pairs}).prefetch_related("results")
    by_key = {one.pk: one for one in rows}
    found: dict[int, list[Rests]] = {}
    for activity, expectation in pairs:
        one = by_key[expectation]
        newest = next(iter(one.results.all()), None)
        found.setdefault(activity, []).append(
            Rests(one, newest.get_result_display() if newest else "")
        )
    return found
