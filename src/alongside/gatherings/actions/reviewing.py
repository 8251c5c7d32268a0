"""A group is asked about a design, and each of its people answers."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from alongside.letters import actions as letters
from alongside.letters.models import Letter
from alongside.people import queries as people
from alongside.people.actions import NotPossible
from alongside.people.models import Group, Membership

from ..models import Design, DesignVersion, Review, ReviewAnswer
from ..private import review_token
from ..reviews import letter_key
from .telling import in_words

NOTHING = {"verdict": "", "words": ""}
"""What stands for a part of the agenda that somebody said nothing about."""


@transaction.atomic
def ask_group(
    *,
    version: DesignVersion,
    group: Group,
    question: str,
    closes: datetime,
    by: Membership | None,
    now: datetime,
    client_id: UUID | None = None,
) -> Review:
    """Put a version of a design before a group. The same `client_id` again returns the same review.

    The version never changes after that. Side effect: everybody in the group who has an address
    gets a letter with a private link.
    """
    # Whoever corrects the version in place takes the same lock.
    Design.objects.select_for_update().get(pk=version.design_id)
    if client_id:
        again = Review.objects.filter(client_id=client_id, group=group).first()
        if again:
            return again
    members = [place.membership for place in people.in_group(group)]
    if version.design.programme.organisation_id != group.organisation_id:
        raise NotPossible("This group belongs to another organisation.")
    if group.put_away:
        raise NotPossible("This group is put away. Bring it back first, or choose another.")
    if not members:
        raise NotPossible("Nobody is in this group yet. Add people to it first.")
    if not version.agenda:
        raise NotPossible("This design has no agenda yet, so there is nothing to ask about.")
    _check_is_later(closes, now)
    review = Review.objects.create(
        version=version,
        group=group,
        question=question.strip(),
        asked=now,
        asked_by=by,
        closes=closes,
        client_id=client_id,
    )
    for member in members:
        write_to_reviewer(review=review, member=member, now=now)
    return review


def _check_is_later(closes: datetime, now: datetime) -> None:
    if closes <= now:
        raise NotPossible("Choose a last day that is today or later.")


@transaction.atomic
def answer_review(
    *,
    review: Review,
    membership: Membership,
    parts: list[dict[str, str]],
    now: datetime,
    missing: str = "",
    noted_by: Membership | None = None,
) -> ReviewAnswer:
    """Keep what somebody of the group says, in place of what they said before.

    `parts` has a {"verdict", "words"} for each item of the agenda, in order (either may be left
    out). `noted_by` is whoever wrote it down for them; what somebody said by themselves nobody else
    changes.
    """
    review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if not review.open(now):
        last = f"{review.last_day.day} {review.last_day:%B %Y}"
        raise NotPossible(f"This review closed on {last}. Nothing more can be sent.")
    if not people.in_group(review.group).filter(membership=membership).exists():
        raise NotPossible("Only people who are in the group can answer.")
    agenda = review.version.agenda
    said = [NOTHING | part for part, _ in zip(parts, agenda, strict=True)]
    if not missing.strip() and not any(any(part.values()) for part in said):
        raise NotPossible("Say something about at least one part, or about what is missing.")
    answer = review.answers.filter(membership=membership).first()
    if answer is None:
        answer = ReviewAnswer(review=review, membership=membership, written=now)
    elif noted_by and not answer.noted_by_id:
        raise NotPossible(f"{membership} has answered without help. Only they can change it.")
    else:
        answer.changed = now
    answer.parts, answer.missing, answer.noted_by = said, missing.strip(), noted_by
    answer.save()
    return answer


@transaction.atomic
def close_review(*, review: Review, now: datetime) -> Review:
    """Take no more answers. It can be opened again with a later last day."""
    review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if review.open(now):
        review.closed = now
        review.save(update_fields=["closed"])
    return review


@transaction.atomic
def move_review_closing(*, review: Review, closes: datetime, now: datetime) -> Review:
    """Take answers until another moment, also when the review has closed already."""
    _check_is_later(closes, now)
    review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    review.closes, review.closed = closes, None
    review.save(update_fields=["closes", "closed"])
    return review


def write_to_reviewer(*, review: Review, member: Membership, now: datetime) -> Letter | None:
    """Write to somebody of the group what they are asked; None when they have no address."""
    return _write(review, member, "asked", now)


def remind_reviewer(*, review: Review, member: Membership, now: datetime) -> Letter | None:
    """Remind somebody who has not answered yet; asked for twice, it is written once."""
    return _write(review, member, "reminder", now)


def tell_reviewers(*, review: Review, version: DesignVersion, now: datetime) -> None:
    """Write to everybody who answered what was changed because of it."""
    for answer in review.answers.select_related("membership"):
        _write(review, answer.membership, f"changed-{version.number}", now, version=version)


def _write(
    review: Review, member: Membership, what: str, now: datetime, **more: object
) -> Letter | None:
    if not member.email or member.left:
        return None
    link = reverse("gatherings:answer_review", args=[review_token(review.pk, member.pk)])
    subject, text = in_words(
        f"review_{what.partition('-')[0]}",
        {"review": review, "member": member, "link": settings.ADDRESS + link} | more,
    )
    return letters.write(
        to=member.email,
        about="review",
        subject=subject,
        text=text,
        organisation=review.organisation,
        member=member,
        once=letter_key(review, member, what),
        now=now,
    )
