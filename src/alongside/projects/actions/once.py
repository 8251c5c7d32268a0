"""A row is made once, however often the form that makes it is sent."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction

from alongside.people.actions import NotPossible


def made_once[Row: models.Model](
    rows: models.QuerySet[Row], *, client_id: UUID | None, **values: Any
) -> tuple[Row, bool]:
    """Return a new row, or the one among `rows` that the same form made before; and whether it is
    new. Sent twice at one moment, the second waits for the first in the database."""
    try:
        with transaction.atomic():
            return rows.model._default_manager.create(client_id=client_id, **values), True
    except IntegrityError:
        if client_id is None:
            raise
        before = rows.model._default_manager.filter(client_id=client_id)
        if not before.exists():
            raise
        found = rows.filter(client_id=client_id).first()
        if found is None:
            raise NotPossible("This form was sent before. Open the page again.") from None
        return found, False
