"""Needs: from a finding, or typed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.asks.models import Wave
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation, Team
from alongside.projects.actions.once import made_once

from ..findings import Finding
from ..models import Need


@transaction.atomic
def add_need(
    *,
    organisation: Organisation,
    words: str,
    owner: Membership,
    by: Membership | None,
    now: datetime,
    team: Team | None = None,
    finding: Finding | None = None,
    client_id: UUID | None = None,
) -> Need:
    """Return a need, with the finding it comes from as it was shown. The same `client_id` again
    returns the same one."""
    wave = None
    if finding is not None:
        wave = Wave.objects.filter(pk=finding.wave, organisation=organisation).first()
        if wave is None:
            raise NotPossible("The survey of this finding is not there any more.")
    need, _ = made_once(
        Need.objects.filter(organisation=organisation),
        organisation=organisation,
        team=team,
        words=words,
        owner=owner,
        wave=wave,
        question=finding.question if finding else "",
        says=finding.says if finding else "",
        written=now,
        written_by=by,
        client_id=client_id,
    )
    return need


@transaction.atomic
def change_need(*, need: Need, words: str, owner: Membership, team: Team | None) -> Need:
    """Say a need in other words, or give it to somebody else. What was found stays."""
    need.words, need.owner, need.team = words, owner, team
    need.save(update_fields=["words", "owner", "team"])
    return need
