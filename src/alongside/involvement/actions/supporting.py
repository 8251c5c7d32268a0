"""Somebody is prepared, looked after, and thanked (R37, R54, R58)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.projects.actions.once import made_once

from ..models import CheckIn, Opportunity, Part, Preparation, Read, Support, Training
from ..queries.opportunities import LOW
from .telling import ask_for_call, tell


@transaction.atomic
def prepare(
    *,
    opportunity: Opportunity,
    side: str,
    title: str,
    text: str = "",
    link: str = "",
    client_id: UUID | None = None,
) -> Preparation:
    """Return something to know before it begins, for people or for staff."""
    if not (text.strip() or link):
        raise NotPossible("Write something to read, or give a link.")
    preparation, _ = made_once(
        opportunity.preparation.all(),
        client_id=client_id,
        opportunity=opportunity,
        side=side,
        title=title,
        text=text,
        link=link,
    )
    return preparation


@transaction.atomic
def unprepare(*, preparation: Preparation) -> None:
    """Take something out of what there is to know."""
    preparation.delete()


@transaction.atomic
def note_read(*, part: Part, preparation: Preparation, now: datetime) -> None:
    """Note that somebody read something. Twice is once, at the first time."""
    Read.objects.get_or_create(part=part, preparation=preparation, defaults={"at": now})


@transaction.atomic
def agree_support(
    *,
    part: Part,
    person: Membership,
    reach: str,
    helps: str,
    upset: str,
    elsewhere: str,
    agreed: date,
    by: Membership,
) -> Support:
    """Keep what was agreed with somebody so that taking part is good for them."""
    if person.organisation_id != part.opportunity.organisation_id or person.left is not None:
        raise NotPossible("Choose somebody who is in your organisation now.")
    values = {
        "person": person,
        "reach": reach,
        "helps": helps,
        "upset": upset,
        "elsewhere": elsewhere,
        "agreed": agreed,
        "by": by,
    }
    support, _ = Support.objects.update_or_create(part=part, defaults=values)
    return support


@transaction.atomic
def promise_training(
    *, part: Part, title: str, due: date, client_id: UUID | None = None
) -> Training:
    """Promise somebody training by a day."""
    training, _ = made_once(
        part.training.all(), client_id=client_id, part=part, title=title, due=due
    )
    return training


@transaction.atomic
def give_training(*, training: Training, day: date) -> None:
    """Note on which day somebody had the training."""
    Training.objects.filter(pk=training.pk).update(given_on=day)


@transaction.atomic
def check_in(
    *,
    part: Part,
    when: str,
    how: int,
    now: datetime,
    words: str = "",
    call: bool = False,
    client_id: UUID | None = None,
) -> CheckIn:
    """Keep how somebody is. Side effect: where they are not so well or would like to be called, a
    letter says so to the person they turn to, without their words."""
    check, new = made_once(
        part.check_ins.all(),
        client_id=client_id,
        part=part,
        when=when,
        how=how,
        words=words.strip(),
        call=call,
        at=now,
    )
    if new and (call or how <= LOW):
        ask_for_call(part, now=now, once=f"call-{check.pk}")
    return check


@transaction.atomic
def see_check_in(*, check: CheckIn, by: Membership, now: datetime) -> None:
    """Note that somebody read how a person is, and did what they asked for."""
    CheckIn.objects.filter(pk=check.pk, seen=None).update(seen=now, seen_by=by)


@transaction.atomic
def thank(*, part: Part, words: str, day: date, now: datetime) -> Part:
    """Thank somebody, in words that say what came of their time. Side effect: a letter."""
    part = Part.objects.select_for_update(of=("self",)).get(pk=part.pk)
    if part.placed is None:
        raise NotPossible(f"{part.member} has not taken part yet.")
    part.thanks, part.thanked = words, day
    part.save(update_fields=["thanks", "thanked"])
    tell(part, "thanks", now=now, once=f"thanks-{day}")
    return part
