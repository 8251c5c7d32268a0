"""Somebody was told what was decided about their words."""

from collections.abc import Iterable
from datetime import date

from alongside.letters.models import Letter

from ..models import Contribution, Told


def note(
    contribution: Contribution,
    decisions: Iterable[int],
    how: str,
    day: date,
    letter: Letter | None = None,
) -> None:
    """Note that whoever said this was told of these decisions, by their keys, and on which day they
    were first told of any."""
    rows = [
        Told(contribution=contribution, decision_id=pk, how=how, day=day, letter=letter)
        for pk in decisions
    ]
    Told.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        Contribution.objects.filter(pk=contribution.pk, told_on=None).update(told_on=day)
