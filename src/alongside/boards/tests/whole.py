"""One of everything that a board has, for tests that walk over all addresses."""

from datetime import datetime, timedelta
from typing import Any

from alongside.boards import actions, private
from alongside.boards.models import Board, SelfReview
from alongside.people.models import Membership


def whole(*, lead: Membership, members: list[Membership], now: datetime) -> dict[str, Any]:
    """Return what fills the parts of the addresses of a board that meets, votes and looked back."""
    board = actions.begin(
        organisation=lead.organisation,
        name="Steering group",
        decides="What comes first.",
        every=4,
        begun=now.date(),
        by=lead,
        now=now,
    )
    sides = {"experience": True, "staff": False, "votes": True, "chair": True}
    for member in members:
        actions.add_member(board=board, member=member, joined=now.date(), now=now, **sides)
    place = board.group.places.first()
    meeting = actions.plan(board=board, day=now.date(), by=lead, now=now)
    values: dict[str, Any] = {"because": "", "about": "Money", "decisions": [], "there": [place]}
    actions.note(meeting=meeting, day=now.date(), state="held", by=lead, now=now, **values)
    actions.vote(meeting=meeting, question="Tea?", in_favour=1, against=0, abstained=0)
    review = asked(board, "Spring", lead, now)
    actions.close(review=review, now=now)
    review.refresh_from_db()
    actions.agree(review=review, heading="did", text="We met")
    return {
        "board": board.pk,
        "place": place.pk,
        "met": meeting.pk,
        "self_review": review.pk,
        "point": review.points.get().pk,
        "kind": "pdf",
    }


def asked(board: Board, title: str, lead: Membership, now: datetime) -> SelfReview:
    """Return a review for which everybody on a board is asked."""
    return actions.begin_review(
        board=board, title=title, closes=now + timedelta(days=9), by=lead, now=now
    )


def links(review: SelfReview) -> list[dict[str, str]]:
    """Return what fills the address of the private link of everybody who is asked."""
    return [{"token": private.key(review.pk, one.member_id)} for one in review.places.all()]
