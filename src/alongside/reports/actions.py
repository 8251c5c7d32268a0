"""What happens to reports: they are made, once. The only file of this noun that writes."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from alongside.asks import actions as asks
from alongside.asks.models import Wave
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Programme
from alongside.methods.documents.frozen import to_json
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation

from . import compose, queries, results
from .memory import Memory
from .models import Report, Results


@transaction.atomic
def make(
    *,
    programme: Programme,
    since: date,
    until: date,
    now: datetime,
    compare: str = Report.Compare.COHORT,
    split: str = "",
    by: Membership | None = None,
) -> Report:
    """Return a frozen report of the sessions of a programme from `since` to `until`, both included.

    Answers are split by the question named `split`. Everything is read in one transaction, so that
    its figures belong together; reports of an organisation are made one after another, so that each
    knows what the ones before have shown.
    """
    organisation = Organisation.objects.select_for_update().get(pk=programme.organisation_id)
    inputs = queries.inputs(
        programme, since=since, until=until, compare=compare, now=now, split=split
    )
    fingerprint = inputs.fingerprint()
    memory = Memory(inputs.cuts, [*inputs.waves, *inputs.besides], inputs.minimum)
    document = compose.document(
        inputs, memory, made=timezone.localtime(now).date(), fingerprint=fingerprint
    )
    asks.remember(organisation=organisation, cuts=memory.added, now=now)
    gatherings.remember_outcomes(programme=programme, shown=inputs.pledged.outcomes, now=now)
    return Report.objects.create(
        organisation=organisation,
        programme=programme,
        title=document.title,
        since=since,
        until=until,
        compare=compare,
        split=split,
        document=to_json(document),
        fingerprint=fingerprint,
        made=now,
        made_by=by,
    )


@transaction.atomic
def make_results(*, wave: Wave, now: datetime, by: Membership | None = None) -> Results:
    """Return the frozen results of a closed wave that no session asked. They are made once."""
    wave = Wave.objects.select_for_update(of=("self",)).get(pk=wave.pk)
    again = Results.objects.filter(wave=wave).first()
    if again is not None:
        return again
    if wave.of_session:
        raise NotPossible("What people said about a session stands in the report of its programme.")
    if wave.closed is None:
        raise NotPossible("Results can be made once this has closed.")
    found = results.told(wave)
    fingerprint = found.fingerprint()
    document = results.document(found, made=timezone.localtime(now).date(), fingerprint=fingerprint)
    return Results.objects.create(
        wave=wave, document=to_json(document), fingerprint=fingerprint, made=now, made_by=by
    )
