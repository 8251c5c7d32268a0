"""What people said is answered on the day on which it is first decided about."""

from datetime import date

from django.db.models import QuerySet

from ..models import Contribution


def note(contributions: QuerySet[Contribution], day: date) -> None:
    """Note that these were answered on a day, and how long they had waited; those that were
    answered before stay as they are. Words that came after the decision waited for no day."""
    waiting = Contribution.objects.filter(pk__in=contributions.values("pk"), answered=None)
    days = list(waiting.order_by("said_on").values_list("said_on", flat=True).distinct())
    for said_on in days:
        waited = max((day - said_on).days, 0)
        waiting.filter(said_on=said_on).update(answered=day, waited=waited)


def note_anew(contribution: Contribution, day: date | None) -> None:
    """Note when something was first decided about now, after that has changed."""
    waited = max((day - contribution.said_on).days, 0) if day else None
    contribution.answered, contribution.waited = day, waited
    contribution.save(update_fields=["answered", "waited"])
