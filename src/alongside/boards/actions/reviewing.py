"""A board looks back: each alone, then together; each point can become a promise."""

import random
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.template.loader import render_to_string

from alongside.asks import sealing
from alongside.influence import actions as influence
from alongside.influence.models import Promise
from alongside.letters import actions as letters
from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.projects.actions.once import made_once

from .. import private, queries
from ..models import Board, Heading, Point, ReviewPlace, SelfReview
from ..queries.reviews import is_open

MOST_POINTS = 20
"""Points that one person writes under one heading at most."""

LONGEST_POINT = 500
CLOSED = "This part has closed, so nothing more can be kept. What you saved before counts."


@transaction.atomic
def begin_review(
    *,
    board: Board,
    title: str,
    closes: datetime,
    by: Membership,
    now: datetime,
    client_id: UUID | None = None,
) -> SelfReview:
    """Return a review that everybody on the board is asked for. The same `client_id` again returns
    the same one. Side effect: everybody with an address gets a letter with their own link."""
    if closes <= now:
        raise NotPossible("Choose a last day that is today or later.")
    review, new = made_once(
        board.self_reviews.all(),
        client_id=client_id,
        board=board,
        title=title,
        begun=now,
        begun_by=by,
        closes=closes,
    )
    if not new:
        return review
    for seat in queries.reached(board):
        hashed = private.kept(private.key(review.pk, seat.membership_id))
        place = ReviewPlace.objects.create(review=review, member=seat.membership, key=hashed)
        if seat.address:
            _ask(place, seat.address, seat.channel, now)
    if not review.places.exists():
        raise NotPossible("Nobody is on this board. Add people first.")
    return review


def _ask(place: ReviewPlace, address: str, channel: str, now: datetime) -> None:
    review = place.review
    context = {"place": place, "review": review, "link": private.address(place)}
    words = render_to_string("boards/letters/review.txt", context)
    subject, _, text = words.strip().partition("\n")
    letters.write(
        to=address,
        channel=channel,
        about="board",
        subject=subject,
        text=text.strip() + "\n",
        organisation=review.board.organisation,
        member=place.member,
        once=f"self-review-{place.pk}",
        now=now,
    )


@transaction.atomic
def keep(*, place: ReviewPlace, said: Mapping[str, str], now: datetime) -> ReviewPlace:
    """Keep what somebody says alone, one point a line under each heading, in place of what they
    said before."""
    review = SelfReview.objects.select_for_update(of=("self",)).get(pk=place.review_id)
    if not is_open(review, now):
        raise NotPossible(CLOSED)
    found = ReviewPlace.objects.select_for_update(of=("self",)).filter(pk=place.pk).first()
    if found is None:
        raise NotPossible("You are not asked any more.")
    kept = {}
    for heading in Heading:
        lines = in_lines(said.get(heading, ""))
        if len(lines) > MOST_POINTS:
            raise NotPossible(
                f"{heading.label}: write {MOST_POINTS} points at most, one on each line."
            )
        if any(len(line) > LONGEST_POINT for line in lines):
            raise NotPossible(
                f"{heading.label}: make each line shorter: {LONGEST_POINT} letters or fewer."
            )
        if lines:
            kept[heading.value] = lines
    found.said = kept
    found.save(update_fields=["said"])
    return found


def in_lines(*texts: str) -> list[str]:
    """Return the lines of texts without the empty ones, each once."""
    lines = (" ".join(line.split()) for text in texts for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


@transaction.atomic
def forget(*, member: Membership) -> None:
    """Delete what somebody wrote alone and nobody has read yet. What was read has no name."""
    ReviewPlace.objects.filter(member=member, review__closed=None).update(said={})


@transaction.atomic
def close(*, review: SelfReview, now: datetime) -> SelfReview:
    """Close the part alone, for good: each point loses its name, and lies in an order drawn by
    chance."""
    review = SelfReview.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if review.closed:
        return review
    points = []
    for place in review.places.select_for_update(of=("self",)):
        points += [(heading, text) for heading, lines in place.said.items() for text in lines]
        if place.said:
            place.took_part = True
        place.said = {}
        place.save(update_fields=["said", "took_part"])
    random.SystemRandom().shuffle(points)
    Point.objects.bulk_create(
        Point(review=review, heading=heading, text=text) for heading, text in points
    )
    review.closed = now
    review.save(update_fields=["closed"])
    return review


def wipe(*, reviews: Iterable[SelfReview], now: datetime) -> int:
    """Remove from the database files what places held of closed reviews; return of how many nothing
    is left. Does nothing inside a transaction."""
    if not sealing.clean(ReviewPlace):
        return 0
    return SelfReview.objects.filter(pk__in=[one.pk for one in reviews]).update(wiped=now)


@transaction.atomic
def agree(*, review: SelfReview, heading: str, text: str) -> int:
    """Write down what a board agrees on under a heading, one point a line; return how many are new.
    The same words again are the same point."""
    if review.closed is None:
        raise NotPossible("People still write alone. Close that part first.")
    if heading not in Heading.values:
        raise NotPossible("Choose a heading.")
    lines = in_lines(text)
    if not lines or any(len(line) > LONGEST_POINT for line in lines):
        raise NotPossible(f"Write one point on each line, {LONGEST_POINT} letters at most.")
    new = 0
    for line in lines:
        same: Any = {"review": review, "heading": heading, "text": line, "together": True}
        new += Point.objects.get_or_create(**same)[1]
    return new


@transaction.atomic
def take_back(*, point: Point) -> None:
    """Take away agreed words that nobody has promised anything about."""
    point = Point.objects.select_for_update(of=("self",)).get(pk=point.pk)
    if not point.together:
        raise NotPossible("Somebody said this alone. It stays.")
    if point.promise_id:
        raise NotPossible("Something was promised about this, so it stays.")
    point.delete()


@transaction.atomic
def promise(
    *, point: Point, text: str, owner: Membership, due: date, by: Membership, now: datetime
) -> Promise:
    """Return what somebody does about a point, by a day. A point has one; asked again, the same."""
    point = (
        Point.objects.select_for_update(of=("self",))
        .select_related("review__board__group__organisation", "promise")
        .get(pk=point.pk)
    )
    if point.promise:
        return point.promise
    board = point.review.board
    point.promise = influence.promise(
        organisation=board.organisation,
        project=board.project,
        kind=Promise.Kind.OTHER,
        text=text,
        to_whom=str(board)[:200],
        owner=owner,
        due=due,
        source=f"board point {point.pk}",
        by=by,
        now=now,
    )
    point.save(update_fields=["promise"])
    return point.promise
