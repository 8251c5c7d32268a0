"""Which pictures a form uses: noted with every change of a draft, and for good when a version is
published. They are public while a wave asks that version."""

from datetime import datetime

from django.urls import reverse

from alongside.files import actions as files
from alongside.methods.questions import picturing

from .. import drafting
from ..models import Form, FormVersion


def note_draft(form: Form, now: datetime) -> None:
    """Note the pictures that a draft shows, so that none of them is deleted."""
    files.use(
        organisation=form.organisation,
        by=f"form:{form.pk}",
        codes=picturing.pictures(drafting.questions(form.draft)),
        what=f"The form “{form.title}”, as it is being written",
        address=reverse("asks:form", args=[form.organisation.slug, form.pk]),
        now=now,
    )


def note_version(version: FormVersion, now: datetime) -> None:
    """Note the pictures that a published version shows, for as long as there is the version."""
    form = version.form
    files.use(
        organisation=form.organisation,
        by=_of(version),
        codes=picturing.pictures(version.definition["questions"]),
        what=f"The form “{form.title}”, version {version.number}",
        address=reverse("asks:version", args=[form.organisation.slug, form.pk, version.number]),
        now=now,
    )


def show_pictures(version: FormVersion) -> None:
    """Let people see the pictures of a version while a wave asks it, and only staff after that."""
    if picturing.pictures(version.definition["questions"]):
        asked = version.waves.filter(closed=None).exists()
        files.show(organisation=version.form.organisation, by=_of(version), public=asked)


def _of(version: FormVersion) -> str:
    return f"form version:{version.pk}"
