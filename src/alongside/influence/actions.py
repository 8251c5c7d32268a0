"""What happens to things people asked for: they are answered, and the answers are published. The
only file of this noun that writes."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from alongside.gatherings.models import DesignVersion
from alongside.insight.models import Analysis, Kind, Theme
from alongside.people.actions import NotPossible
from alongside.people.models import Membership

from .models import Answer, Publication
from .wording import MOST_WORDS, longest_sentence


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
    if version and version.design.programme.organisation_id != theme.analysis.organisation_id:
        raise NotPossible("Choose a session design of your own organisation.")
    return _answer(
        theme, Answer.Outcome.CHANGED, text, by, now, changed_on=changed_on, version=version
    )


@transaction.atomic
def answer_no(*, theme: Theme, reason: str, text: str, by: Membership, now: datetime) -> Answer:
    """Return the answer: no, with its reason (`Answer.Reason`) and what it means in plain words."""
    if reason not in Answer.Reason.values:
        raise NotPossible("Choose the reason why not.")
    return _answer(theme, Answer.Outcome.NO, text, by, now, reason=reason)


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
    return _answer(theme, Answer.Outcome.NOT_YET, text, by, now, owner=owner, answer_by=answer_by)


def _answer(
    theme: Theme, outcome: str, text: str, by: Membership, now: datetime, **details: object
) -> Answer:
    """Keep an answer beside the earlier ones. Its words have to be plain enough."""
    analysis = Analysis.objects.select_for_update().get(pk=theme.analysis_id)
    if analysis.shared is None or theme.kind != Kind.IMPROVE:
        raise NotPossible("Only what people asked to improve is answered, once it is shared.")
    text = text.strip()
    if not text:
        raise NotPossible("Enter the answer in plain words.")
    longest = longest_sentence(text)
    if len(longest.split()) > MOST_WORDS:
        start = " ".join(longest.split()[:5])
        raise NotPossible(
            f"The sentence that begins “{start}” has {len(longest.split())} words. Make two of it: "
            f"up to {MOST_WORDS} words are easy to read."
        )
    return Answer.objects.create(
        theme=theme, outcome=outcome, text=text, by=by, written=now, **details
    )


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
