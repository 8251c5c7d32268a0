"""What whoever has a receipt says back, and what is noted when they are told (B02, R57)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from alongside.people.actions import NotPossible

from ..models import Contribution, Countersign, Decision, ProjectTheme, Review, Told
from ..queries import chain, disputes, receipts
from . import told

LOOKED_AT_AGAIN = timedelta(days=14)
"""How long somebody waits at most until a person has looked at it again."""

AGREES_NOW = "Whoever said it tells us that it is right now."


@transaction.atomic
def countersign(
    *,
    contribution: Contribution,
    meant: Mapping[ProjectTheme, str],
    acted: Mapping[Decision, str],
    now: datetime,
    words: str = "",
) -> list[Countersign]:
    """Keep what somebody says of the themes their words are in and of what was decided; return what
    is new. The newest counts; the same twice is kept once. A no has somebody look at it again.

    Of an anonymous survey's words this knows no more than the day.
    """
    locked = Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)
    if locked.withdrawn:
        raise NotPossible("You took your words back, so there is nothing left to answer.")
    _about_it(locked, meant, acted)
    found = [
        _say(locked, says, words.strip(), timezone.localdate(now), theme=theme)
        for theme, says in meant.items()
    ]
    found += [
        _say(locked, says, words.strip(), timezone.localdate(now), decision=decision)
        for decision, says in acted.items()
    ]
    return [one for one in found if one]


def _about_it(
    contribution: Contribution, meant: Mapping[ProjectTheme, str], acted: Mapping[Decision, str]
) -> None:
    themes = set(contribution.placings.values_list("theme", flat=True))
    decisions = {one.pk for one in receipts.decisions_about(contribution)}
    if any(one.pk not in themes for one in meant) or any(one.pk not in decisions for one in acted):
        raise NotPossible("This changed meanwhile. Read your receipt again, and answer then.")


def _say(
    contribution: Contribution,
    says: str,
    words: str,
    today: date,
    *,
    theme: ProjectTheme | None = None,
    decision: Decision | None = None,
) -> Countersign | None:
    known = Countersign.Says.values if decision else [Countersign.Says.YES, Countersign.Says.NO]
    if says not in known:
        raise NotPossible("Choose one of the answers.")
    words = "" if says == Countersign.Says.YES else words
    earlier = contribution.countersigns.filter(theme=theme, decision=decision, counts=True)
    before = earlier.select_related("review").first()
    if before and before.says == says and words in {"", before.words}:
        return None
    earlier.update(counts=False)
    made = Countersign.objects.create(
        contribution=contribution,
        theme=theme,
        decision=decision,
        says=says,
        words=words,
        day=today,
    )
    _review(made, before, today)
    return made


def _review(made: Countersign, before: Countersign | None, today: date) -> None:
    """Have a person look at a no. Who agrees by now ends that; who says more goes on with it."""
    waits = Review.objects.filter(countersign=before, closed=None) if before else None
    going_on = waits.first() if waits is not None else None
    if made.says == Countersign.Says.NO and going_on:
        going_on.countersign = made
        going_on.save(update_fields=["countersign"])
    elif made.says == Countersign.Says.NO:
        Review.objects.create(
            countersign=made,
            opened=today,
            due=today + LOOKED_AT_AGAIN,
            owner=disputes.owner_of(made.contribution, made.decision, made.theme),
        )
    elif going_on:
        going_on.closed, going_on.about = today, Review.About.NOTHING
        going_on.result = AGREES_NOW
        going_on.save(update_fields=["closed", "about", "result"])


@transaction.atomic
def note_told(
    *,
    contribution: Contribution,
    decisions: Iterable[Decision],
    how: str,
    day: date,
    now: datetime,
) -> int:
    """Note that somebody was told what was decided about their words; return of how many decisions
    that is new. Never of an anonymous survey's words: it would say when somebody looked."""
    if contribution.comment_id:
        if how == Told.How.PAGE:
            return 0
        raise NotPossible("Nobody knows whose words these are, so nobody can have told them.")
    if day > timezone.localdate(now):
        raise NotPossible("Choose the day on which they were told: it cannot be still to come.")
    there = {one.pk for one in decisions} - receipts.told_of(contribution)
    about = set(chain.decided_of(contribution).filter(pk__in=there).values_list("pk", flat=True))
    told.note(contribution, about, how, day)
    return len(about)
