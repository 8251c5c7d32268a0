"""What happens to figures of an area and matches. The only file of this noun that writes."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation

from . import queries, reading
from .models import AreaFigures, Match


@transaction.atomic
def load(
    *, organisation: Organisation, content: bytes, by: Membership, now: datetime
) -> AreaFigures:
    """Return the next version of the figures, from a file (`reading.read`). The same figures again
    are the same version. Raises reading.Unreadable, with every bad line."""
    rows = reading.read(content)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    last = queries.newest(organisation)
    if last and last.rows == rows:
        return last
    return AreaFigures.objects.create(
        organisation=organisation,
        number=last.number + 1 if last else 1,
        rows=rows,
        loaded=now,
        loaded_by=by,
    )


@transaction.atomic
def match(
    *,
    organisation: Organisation,
    asked: queries.Asked,
    characteristic: reading.Characteristic,
    groups: Sequence[str],
    by: Membership,
    now: datetime,
) -> Match:
    """Say which group each answer to a question stands for, in the order of the answers; "" for
    none. Said again, it holds from now on, for every survey that asked the same."""
    if len(groups) != len(asked.answers) or set(groups) - {""} - characteristic.groups.keys():
        raise NotPossible("These answers and groups do not belong together. Open the page again.")
    if not any(characteristic.groups[group] for group in groups if group):
        raise NotPossible("Choose a group for at least one answer.")
    found, _ = Match.objects.update_or_create(
        organisation=organisation,
        question=asked.same,
        defaults={
            "characteristic": characteristic.name,
            "groups": list(groups),
            "made": now,
            "made_by": by,
        },
    )
    return found


@transaction.atomic
def unmatch(*, organisation: Organisation, asked: queries.Asked) -> None:
    """Compare a question no more."""
    organisation.matches.filter(question=asked.same).delete()
