"""What happens to reports: they are made, once. The only file of this noun that writes."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from alongside.gatherings.models import Programme
from alongside.methods.documents.frozen import to_json
from alongside.people.models import Membership

from . import compose, queries
from .models import Report


@transaction.atomic
def make(
    *,
    programme: Programme,
    since: date,
    until: date,
    now: datetime,
    compare: str = Report.Compare.COHORT,
    by: Membership | None = None,
) -> Report:
    """Return a frozen report of the sessions of a programme from `since` to `until`, both included.

    Everything is read in one transaction, so that its figures belong together.
    """
    inputs = queries.inputs(programme, since=since, until=until, compare=compare, now=now)
    fingerprint = inputs.fingerprint()
    document = compose.document(
        inputs, made=timezone.localtime(now).date(), fingerprint=fingerprint
    )
    return Report.objects.create(
        organisation=programme.organisation,
        programme=programme,
        title=document.title,
        since=since,
        until=until,
        compare=compare,
        document=to_json(document),
        fingerprint=fingerprint,
        made=now,
        made_by=by,
    )
