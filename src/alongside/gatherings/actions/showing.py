"""Which pictures an agenda uses: noted with every change of it."""

from datetime import datetime

from django.urls import reverse

from alongside.files import actions as files
from alongside.methods import agenda

from ..models import DesignVersion


def note_pictures(version: DesignVersion, now: datetime) -> None:
    """Note the pictures that a version shows, so that none of them is deleted."""
    design = version.design
    organisation = design.programme.organisation
    files.use(
        organisation=organisation,
        by=f"version:{version.pk}",
        codes=agenda.pictures(version.agenda),
        what=f"The agenda of “{design.name}”, version {version.number}",
        address=reverse("gatherings:agenda", args=[organisation.slug, design.pk]),
        now=now,
    )
