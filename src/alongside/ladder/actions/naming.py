"""The words of the ladder in an organisation."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.methods.rungs import HIGHEST
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation
from alongside.projects.actions.once import made_once

from ..models import Chosen, Wording


@transaction.atomic
def write_wording(
    *,
    organisation: Organisation,
    name: str,
    credit: str,
    rungs: Sequence[tuple[str, str]],
    by: Membership,
    now: datetime,
    client_id: UUID | None = None,
) -> Wording:
    """Return a new version of an organisation's own words: name and sentence of each rung, lowest
    first. Earlier versions stay. The same `client_id` again returns the same one."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if client_id and (again := organisation.wordings.filter(client_id=client_id).first()):
        return again
    words = [[rung.strip(), says.strip()] for rung, says in rungs]
    if len(words) != HIGHEST or not all(rung and says for rung, says in words):
        raise NotPossible("Enter a name and a sentence for each of the seven rungs.")
    if len({rung.casefold() for rung, _ in words}) < HIGHEST:
        raise NotPossible("Give each rung a name of its own.")
    if not name.strip() or not credit.strip():
        raise NotPossible("Enter what these words are called, and whose they are.")
    newest = organisation.wordings.order_by("-number").first()
    wording, _ = made_once(
        organisation.wordings.all(),
        client_id=client_id,
        organisation=organisation,
        number=newest.number + 1 if newest else 1,
        name=name.strip(),
        credit=credit.strip(),
        rungs=words,
        written=now,
        written_by=by,
    )
    return wording


@transaction.atomic
def choose_wording(
    *, organisation: Organisation, wording: Wording | None, by: Membership, now: datetime
) -> Chosen:
    """Return the choice of the words that pages show from now on; None for the product's own."""
    if wording and wording.organisation_id != organisation.pk:
        raise NotPossible("Choose words of your own organisation.")
    return Chosen.objects.create(organisation=organisation, wording=wording, chosen=now, by=by)
