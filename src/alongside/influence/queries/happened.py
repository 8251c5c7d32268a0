"""What has happened to somebody's words so far, each thing by its name, so that whoever follows
them is told of each once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from alongside.letters.models import Letter

from ..models import Action, Contribution, Correction, Decision, Follow, OutcomeSeen, Review

EVERY = timedelta(minutes=15)
"""How often it is looked whether something changed."""


def to_look_at(now: datetime) -> QuerySet[Follow]:
    """Return who has waited longest since somebody looked whether something changed for them."""
    return (
        Follow.objects.filter(seen__lte=now - EVERY)
        .select_related("contribution__organisation")
        .order_by("seen", "pk")
    )


def told_on(day: date, follows: Iterable[Follow]) -> set[int]:
    """Return the keys of those who have had their letter of this day."""
    keys = {once(one.pk, day): one.pk for one in follows}
    written = Letter.objects.filter(once__in=keys).values_list("once", flat=True)
    return {keys[key] for key in written}


def once(follow: int, day: date) -> str:
    """Return the key under which one letter a day is written."""
    return f"receipt-{follow}-{day}"


def so_far(contributions: Iterable[Contribution]) -> dict[int, set[str]]:
    """Return what has happened to each of these words: a decision recorded or put right, an action
    done or stopped, an outcome seen, a review closed. As many queries for many as for one."""
    ids = [one.pk for one in contributions]
    found: dict[int, set[str]] = {pk: set() for pk in ids}
    whose = _decisions(ids)
    there = Decision.objects.filter(
        Q(pk__in=list(whose)) | Q(replaces__in=list(whose)), decided_on__isnull=False
    )
    for pk, replaces in list(there.values_list("pk", "replaces")):
        whose[pk] |= whose.get(replaces or 0, set())
        for one in whose[pk]:
            found[one].add(f"decision:{pk}")
    corrected = Correction.objects.filter(decision__in=list(whose))
    for pk, decision in corrected.values_list("pk", "decision"):
        for one in whose[decision]:
            found[one].add(f"correction:{pk}")
    ended = Action.objects.filter(decision__in=list(whose)).exclude(done_on=None, stopped=None)
    for pk, decision, stopped in ended.values_list("pk", "decision", "stopped"):
        for one in whose[decision]:
            found[one].add(f"action:{pk}:{'stopped' if stopped else 'done'}")
    seen = OutcomeSeen.objects.filter(decision__in=list(whose))
    for pk, decision in seen.values_list("pk", "decision"):
        for one in whose[decision]:
            found[one].add(f"outcome:{pk}")
    closed = Review.objects.filter(
        countersign__contribution__in=ids, closed__isnull=False, closed_by__isnull=False
    )
    for pk, one in closed.values_list("pk", "countersign__contribution"):
        found[one].add(f"review:{pk}")
    return found


def _decisions(ids: list[int]) -> dict[int, set[int]]:
    """Return the decisions that bear on words, and on which of them each does."""
    whose: dict[int, set[int]] = defaultdict(set)
    by_theme = Decision.objects.filter(bearings__theme__placings__contribution__in=ids)
    cited = Decision.objects.filter(citings__contribution__in=ids)
    for rows in (
        by_theme.values_list("pk", "bearings__theme__placings__contribution"),
        cited.values_list("pk", "citings__contribution"),
    ):
        for pk, one in rows:
            whose[pk].add(one)
    return whose
