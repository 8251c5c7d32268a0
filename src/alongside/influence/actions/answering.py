"""Things people asked for are answered, and the answers are published."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from alongside.gatherings.models import DesignVersion
from alongside.insight.models import Analysis, Kind, Theme
from alongside.people.actions import NotPossible
from alongside.people.models import Membership

from ..models import Answer, Change, Publication, Reason
from ..wording import plain


@transaction.atomic
def answer_changed(
    *,
    theme: Theme,
    text: str,
    changed_on: date,
    by: Membership,
    now: datetime,
    version: DesignVersion | None = None,
) -> Answer:
    """Return the answer: this is what we changed, when, and which version of a design has it."""
    organisation = theme.analysis.organisation
    if version and version.design.programme.organisation_id != organisation.pk:
        raise NotPossible("Choose a session design of your own organisation.")
    change = Change.objects.create(
        organisation=organisation, text=plain(text), changed_on=changed_on, version=version
    )
    return answer_with_change(theme=theme, change=change, by=by, now=now)


@transaction.atomic
def answer_with_change(*, theme: Theme, change: Change, by: Membership, now: datetime) -> Answer:
    """Return the answer: a change that was told of already does what people asked for here too."""
    if change.organisation_id != theme.analysis.organisation_id:
        raise NotPossible("Choose a change of your own organisation.")
    return _answer(theme, Answer.Outcome.CHANGED, by, now, change=change)


@transaction.atomic
def answer_no(*, theme: Theme, reason: str, text: str, by: Membership, now: datetime) -> Answer:
    """Return the answer: no, with its reason (`Reason`) and what it means in plain words."""
    if reason not in Reason.values:
        raise NotPossible("Choose the reason why not.")
    return _answer(theme, Answer.Outcome.NO, by, now, text=plain(text), reason=reason)


@transaction.atomic
def answer_not_yet(
    *,
    theme: Theme,
    text: str,
    owner: Membership,
    answer_by: date,
    by: Membership,
    now: datetime,
) -> Answer:
    """Return the answer: it needs more work, `owner` sees to it, people hear again by that day."""
    if answer_by < timezone.localdate(now):
        raise NotPossible("Choose a day that is still to come.")
    if owner.organisation_id != theme.analysis.organisation_id:
        raise NotPossible("Choose somebody of your own organisation.")
    text = plain(text)
    return _answer(
        theme, Answer.Outcome.NOT_YET, by, now, text=text, owner=owner, answer_by=answer_by
    )


def _answer(theme: Theme, outcome: str, by: Membership, now: datetime, **details: object) -> Answer:
    """Keep an answer beside the earlier ones."""
    analysis = Analysis.objects.select_for_update().get(pk=theme.analysis_id)
    if analysis.shared is None or theme.kind != Kind.IMPROVE:
        raise NotPossible("Only what people asked to improve is answered, once it is shared.")
    return Answer.objects.create(theme=theme, outcome=outcome, by=by, written=now, **details)


@transaction.atomic
def publish(
    *, analysis: Analysis, themes: Collection[Theme], by: Membership, now: datetime
) -> Publication:
    """Return the public page with exactly these themes. Its address stays the same."""
    analysis = Analysis.objects.select_for_update().get(pk=analysis.pk)
    if analysis.shared is None:
        raise NotPossible("Share the themes first.")
    if not themes or any(theme.analysis_id != analysis.pk for theme in themes):
        raise NotPossible("Choose at least one theme.")
    publication, _ = Publication.objects.update_or_create(
        analysis=analysis, defaults={"by": by, "published": now, "taken_down": None}
    )
    publication.themes.set(themes)
    return publication


@transaction.atomic
def take_down(*, publication: Publication, now: datetime) -> None:
    """Take a public page down. Its address is kept for when it is published again."""
    Publication.objects.filter(pk=publication.pk, taken_down=None).update(taken_down=now)
