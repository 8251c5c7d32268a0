"""People of a project are asked which rung they feel."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.asks import actions as asks
from alongside.asks.models import FormVersion, Mode
from alongside.asks.starters import purpose, starter
from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.projects.models import Project

from ..models import Felt
from ..queries.standing import chosen
from ..wording import Ladder

STARTER = "where_on_the_ladder"
ONE_PERSON = (
    "This is about one person’s own support, and other staff can see which surveys there are. Ask "
    "people yourselves how it feels."
)


@transaction.atomic
def ask_how_it_feels(
    *,
    project: Project,
    asked: int,
    closes: datetime,
    by: Membership,
    now: datetime,
    next_step: str = "",
    client_id: UUID | None = None,
) -> Felt:
    """Return the anonymous survey that asks `asked` people which rung they feel, open from now
    on. Raises NotPossible for fewer than the smallest group, whose answers nobody could read, while
    another is open, and for one person's own support: all staff see which surveys there are. The
    same `client_id` again returns the same one."""
    organisation = project.organisation
    Project.objects.select_for_update().get(pk=project.pk)
    if client_id and (again := project.felt.filter(wave__client_id=client_id).first()):
        return again
    if project.level == Project.Level.INDIVIDUAL:
        raise NotPossible(ONE_PERSON)
    if asked < organisation.minimum:
        raise NotPossible(
            f"Ask {organisation.minimum} people or more. What fewer feel is never shown, so that "
            "nobody can work out who said what."
        )
    if closes <= now:
        raise NotPossible("Enter a day to close that is still to come.")
    if Felt.objects.filter(project=project, wave__closed=None, wave__closes__gt=now).exists():
        raise NotPossible("People are being asked already. Wait until that closes.")
    words = chosen(organisation)
    wave = asks.open_wave(
        version=_version(project, words, by, now),
        mode=Mode.ANONYMOUS,
        opens=now,
        closes=closes,
        title=f"How do we work together? {project}"[:200],
        readers="Staff read the middle answer and how many answered, never who said what.",
        next_step=next_step,
        project=project,
        client_id=client_id,
    )
    return Felt.objects.create(project=project, wave=wave, asked=asked, wording=words.kept)


def _version(project: Project, words: Ladder, by: Membership, now: datetime) -> FormVersion:
    """Return the question in these words: the version asked before, or a new form."""
    before = (
        Felt.objects.filter(
            project__organisation=project.organisation,
            wording=words.kept,
            wave__version__form__retired=None,
        )
        .select_related("wave__version__form")
        .order_by("-pk")
        .first()
    )
    if before:
        return before.wave.version
    form = asks.make_form(
        organisation=project.organisation,
        title=starter(STARTER)["title"]["en"],
        draft=_draft(words),
        now=now,
        purpose=purpose(STARTER),
        by=by,
    )
    return asks.publish(form=form, now=now, by=by)


def _draft(words: Ladder) -> dict[str, Any]:
    """Return the form, with an organisation's own sentences where it has them."""
    draft = starter(STARTER)
    if words.kept:
        draft["questions"][0]["choices"] = [
            {"name": f"rung_{rung.number}", "label": {"en": rung.says}} for rung in words.rungs
        ]
    return draft
