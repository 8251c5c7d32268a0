"""How boards look back on their own work."""

from datetime import datetime

from django.db.models import QuerySet

from alongside.people.models import Membership

from ..models import Board, Heading, Point, ReviewPlace, SelfReview
from .alerts import reached


def is_open(review: SelfReview, now: datetime) -> bool:
    """Return whether people can still write alone."""
    return review.closed is None and now < review.closes


def to_close(now: datetime) -> QuerySet[SelfReview]:
    """Return the reviews whose part alone is over."""
    return SelfReview.objects.filter(closed=None, closes__lte=now)


def to_wipe() -> QuerySet[SelfReview]:
    """Return the closed reviews of which the database files may still keep traces."""
    return SelfReview.objects.filter(closed__isnull=False, wiped=None)


def place(key: str) -> ReviewPlace | None:
    """Return the place that belongs to the hash of a private link."""
    return (
        ReviewPlace.objects.select_related("review__board__group__organisation", "member")
        .filter(key=key, member__left=None)
        .first()
    )


def has_a_letter(place: ReviewPlace) -> bool:
    """Return whether a letter with their link reaches somebody."""
    board = place.review.board
    return reached(board).filter(membership=place.member_id).exclude(address="").exists()


def reviews_of(board: Board, me: Membership | None) -> QuerySet[SelfReview]:
    """Return the times a board looked back; with `me` those for which I am asked."""
    return board.self_reviews.filter(places__member=me) if me else board.self_reviews.all()


def mine(review: SelfReview, me: Membership) -> ReviewPlace | None:
    """Return my place in a review."""
    return review.places.filter(member=me).first()


def written_by(member: Membership) -> QuerySet[ReviewPlace]:
    """Return the places in which something lies that somebody wrote alone."""
    return ReviewPlace.objects.filter(member=member).exclude(said={}).select_related("review")


def points(review: SelfReview) -> list[tuple[Heading, list[Point], list[Point]]]:
    """Return under each heading what people said alone, and what they agreed together."""
    found = list(review.points.select_related("promise__owner"))
    return [
        (
            heading,
            [one for one in found if one.heading == heading and not one.together],
            [one for one in found if one.heading == heading and one.together],
        )
        for heading in Heading
    ]
