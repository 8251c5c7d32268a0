"""Many contributions at once: from a spreadsheet, and what was kept from walls and rooms."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from alongside.people.models import Membership
from alongside.projects.models import Project
from alongside.walls.models import Kept

from ..models import Contribution
from ..sheets import Line
from .contributing import bring_kept


@transaction.atomic
def bring_lines(
    *, project: Project, lines: Sequence[Line], by: Membership, now: datetime
) -> list[Contribution]:
    """Return the contributions that lines of a spreadsheet are, without those that were brought
    before: the same file again adds nothing."""
    Project.objects.select_for_update().get(pk=project.pk)
    there = set(
        Contribution.objects.filter(project=project, client_id__isnull=False).values_list(
            "client_id", flat=True
        )
    )
    return Contribution.objects.bulk_create(
        [
            Contribution(
                organisation_id=project.organisation_id,
                project=project,
                kind=Contribution.Kind.WORDS,
                text=line.words,
                said_on=line.day,
                where=line.where,
                quoting=line.quoting,
                added=now,
                added_by=by,
                client_id=line.mark,
            )
            for line in lines
            if line.mark not in there
        ],
        batch_size=200,
    )


@transaction.atomic
def bring_several(
    *, project: Project, kept: Collection[Kept], by: Membership, now: datetime
) -> list[Contribution]:
    """Return the contributions to a project of what was kept from walls and rooms."""
    return [bring_kept(project=project, kept=one, by=by, now=now) for one in kept]
