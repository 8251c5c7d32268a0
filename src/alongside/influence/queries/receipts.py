"""What somebody finds out by the code of their words: where they went, what was decided, what
changed. Nothing of anybody else: no quotes, no names, no small numbers."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from alongside.asks import queries as asks
from alongside.asks.models import Comment, Wave
from alongside.insight.counting import protected
from alongside.live import queries as live
from alongside.live.models import Raised
from alongside.live.said import source_of, source_of_answer
from alongside.projects.models import Seat
from alongside.walls import queries as walls
from alongside.walls.models import Kept, Note

from ..models import (
    Action,
    Contribution,
    Countersign,
    Decision,
    Follow,
    InTheRoom,
    OutcomeSeen,
    ProjectTheme,
    Promise,
)
from . import chain, in_public

MOST_PROMISES = 10
STEPS = 5
"""How many others said the same is told in steps of so many: “at least 20”."""


class Found(NamedTuple):
    """What a code is for: a contribution to a project, or words that are none yet. A note or a
    question may have been `kept`; of a survey there is the wave, and the words once it closed. Of
    what was written in a room the copy that was `kept` is of everybody who wrote the same."""

    contribution: Contribution | None = None
    said: Note | Raised | None = None
    kept: Kept | None = None
    survey: tuple[Wave, Comment | None] | None = None


def found_by(code: str) -> Found | None:
    """Return what has this code: words brought into a project first, then those that are on a wall,
    in a room or in a survey. None where nothing has it."""
    contribution = chain.by_code(code)
    if contribution:
        return Found(contribution)
    said: Note | Raised | None = walls.note_by_receipt(asks.hashed(code))
    if said is None:
        said = live.raised_by_receipt(asks.hashed(code))
    if said is not None:
        return _said(said)
    survey = asks.by_receipt(code)
    return Found(survey=survey, kept=_copy(*survey)) if survey else None


def _copy(wave: Wave, comment: Comment | None) -> Kept | None:
    """Return what was kept of words that somebody wrote in a room, if anybody may read it."""
    source = source_of_answer(wave, comment.question, comment.text) if comment else ""
    kept = walls.kept_of(wave.organisation, source) if source else None
    return kept if kept and not kept.withdrawn else None


def of_copy(kept: Kept) -> "Receipt | None":
    """Return what came of words that were kept from a room, for whoever wrote the same: without
    what somebody said back, for nobody knows who of them did. None where it is in no project."""
    brought = Contribution.objects.filter(kept=kept, withdrawn=None)
    one = brought.select_related("project", "organisation", "kept").first()
    if one is None:
        return None
    found = receipt(one)
    return found._replace(
        went=[replace(went, says=None) for went in found.went],
        decided=[replace(was, says=None) for was in found.decided],
    )


def _said(said: Note | Raised) -> Found:
    if isinstance(said, Note):
        kept = walls.kept_of(said.wall.organisation, f"note:{said.pk}")
    else:
        kept = walls.kept_of(said.room.gathering.organisation, source_of(said))
    brought = Contribution.objects.filter(kept=kept) if kept else Contribution.objects.none()
    contribution = brought.select_related("project", "organisation", "kept", "comment").first()
    return Found(contribution, said, kept)


def followed(contribution: int, follow: int) -> Contribution | None:
    """Return the words to which a private link in a letter leads, for as long as somebody wants to
    be told of them."""
    still = Contribution.objects.filter(pk=contribution, follow=follow)
    return still.select_related("project", "organisation", "kept", "comment").first()


def follow_of(contribution: Contribution) -> Follow | None:
    """Return who wants to be told what comes of some words."""
    return Follow.objects.filter(contribution=contribution).first()


@dataclass(frozen=True, slots=True)
class Went:
    """A theme that somebody's words were put into. `others` is how many said the same, at least; 0
    where the number could point at somebody. `sides` says who sorted them, never by name."""

    theme: ProjectTheme
    others: int
    sides: str
    says: Countersign | None


@dataclass(frozen=True, slots=True)
class WasDecided:
    """A decision about somebody's words. `anew`: it took the place of an earlier one; `before`: a
    later one took its place."""

    decision: Decision
    voted: str
    says: Countersign | None
    actions: list[Action] = field(default_factory=list)
    seen: list[OutcomeSeen] = field(default_factory=list)
    anew: bool = False
    before: bool = False


class Receipt(NamedTuple):
    """What came of somebody's words."""

    contribution: Contribution
    went: list[Went]
    decided: list[WasDecided]
    promises: list[Promise]


def receipt(contribution: Contribution) -> Receipt:
    """Return what came of somebody's words, with as many queries for many as for one."""
    said = _countersigns(contribution)
    minimum = contribution.organisation.minimum
    went = [
        Went(
            theme,
            at_least(_others(contribution, theme), minimum),
            _sides(theme.sorters.all()),
            said.get(("theme", theme.pk)),
        )
        for theme in _themes(contribution)
    ]
    decisions = list(decisions_about(contribution))
    there = {one.pk for one in decisions}
    decided = [
        WasDecided(
            one,
            voted(one.room.all(), minimum),
            said.get(("decision", one.pk)),
            list(one.actions.all()),
            list(one.outcomes_seen.all()),
            anew=one.replaces_id in there,
            before=any(other.replaces_id == one.pk for other in decisions),
        )
        for one in decisions
    ]
    promises = in_public.promises(contribution.project)[:MOST_PROMISES]
    return Receipt(contribution, went, decided, list(promises))


def _countersigns(contribution: Contribution) -> dict[tuple[str, int], Countersign]:
    found = contribution.countersigns.filter(counts=True).select_related("review")
    return {
        ("theme", one.theme_id) if one.theme_id else ("decision", one.decision_id or 0): one
        for one in found
    }


def _themes(contribution: Contribution) -> QuerySet[Any]:
    open_to_count = Q(placings__contribution__withdrawn=None, placings__contribution__comment=None)
    return (
        ProjectTheme.objects.filter(
            pk__in=contribution.placings.values("theme"), project=contribution.project_id
        )
        .annotate(said=Count("placings", filter=open_to_count))
        .prefetch_related("sorters")
        .order_by("position", "pk")
    )


def _others(contribution: Contribution, theme: Any) -> int:
    """Return how many others said the same: in the open, and in a survey as many people as were
    shown then. A number that was not shown is not told here either."""
    of_survey, counted = theme.people or 0, not contribution.withdrawn
    mine = counted and (contribution.comment_id is None or theme.people is not None)
    return int(theme.said + of_survey - mine)


def decisions_about(contribution: Contribution) -> QuerySet[Decision]:
    """Return everything that was decided about somebody's words, also what was decided anew since,
    in its order."""
    about = list(
        Decision.objects.filter(chain.about(contribution)).order_by().values_list("pk", flat=True)
    )
    found = Decision.objects.filter(
        Q(pk__in=about) | Q(replaces__in=about), decided_on__isnull=False
    )
    return found.order_by("decided_on", "pk").prefetch_related(
        Prefetch("room", InTheRoom.objects.select_related("seat")),
        Prefetch("actions", Action.objects.prefetch_related("evidence").order_by("due", "pk")),
        "corrections",
        Prefetch("outcomes_seen", OutcomeSeen.objects.select_related("evidence").order_by("day")),
    )


def at_least(others: int, minimum: int) -> int:
    """Return a number of contributions as a stranger may read it: what can be shown at all, in
    steps, so that nobody sees one more come or go."""
    shown = protected([max(others, 0)], max(others, 0), minimum)[0]
    return 0 if shown.value is None else shown.value // STEPS * STEPS


def _sides(seats: Collection[Seat]) -> str:
    """Return who people are, by what they are there for: never by name."""
    used = any(seat.experience for seat in seats)
    work = any(seat.staff for seat in seats)
    names = [
        *(["people who have used the service"] if used else []),
        *(["people who work there"] if work else []),
    ]
    return " and ".join(names)


def voted(room: Collection[InTheRoom], minimum: int) -> str:
    """Return who voted and what most of them said, in a sentence or two; of few people only that
    they did, or their votes would be told."""
    votes = [one for one in room if one.vote != InTheRoom.Vote.NONE]
    if not votes:
        return ""
    used = sum(one.seat.experience for one in votes)
    staff = sum(not one.seat.experience for one in votes)
    both = [(used, "people who have used the service"), (staff, "people who work there")]
    there = [(number, who) for number, who in both if number]
    if any(number < minimum for number, _ in there):
        says = " and ".join(who for _, who in there)
        return f"{says[0].upper()}{says[1:]} voted."
    who = " and ".join(f"{number} {who}" for number, who in there)
    yes = sum(one.vote == InTheRoom.Vote.FOR for one in votes)
    share = _share(yes, len(votes))
    return f"{who[0].upper()}{who[1:]} voted. {share} said yes."


def _share(part: int, whole: int) -> str:
    if part in {0, whole}:
        return "Everybody" if part else "Nobody"
    if part * 2 == whole:
        return "Half of them"
    return "Most of them" if part * 2 > whole else "Fewer than half of them"


def told_of(contribution: Contribution) -> set[int]:
    """Return the keys of the decisions that somebody was told of."""
    return set(contribution.told.values_list("decision", flat=True))


def up_to_date(found: Receipt) -> date:
    """Return the last day on which something happened to somebody's words."""
    days = [found.contribution.said_on]
    days += [one.theme.sorted_on for one in found.went if one.theme.sorted_on]
    for one in found.decided:
        days += [day for day in (one.decision.decided_on,) if day]
        days += [day for action in one.actions if (day := action.done_on or action.stopped)]
        days += [seen.day for seen in one.seen]
        days += [timezone.localdate(wrong.written) for wrong in one.decision.corrections.all()]
    return max(days)
