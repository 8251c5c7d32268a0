"""A plan is sent to be signed, and signed, or sent back with words."""

from datetime import datetime

from django.db import IntegrityError, transaction

from alongside.people.actions import NotPossible
from alongside.people.models import Membership

from .. import writing
from ..models import Plan, PlanVersion, SignOff
from . import telling


@transaction.atomic
def send(*, plan: Plan, by: Membership, now: datetime) -> PlanVersion:
    """Return the version of a plan that is to be signed: it is frozen as it is now. Where nothing
    has changed since the last one, that one. Those who can sign get a letter. Raises NotPossible
    where nothing is in it."""
    plan = (
        Plan.objects.select_related("team", "owner").select_for_update(of=("self",)).get(pk=plan.pk)
    )
    content = writing.frozen(plan)
    if not content["activities"]:
        raise NotPossible("Put at least one activity into the plan before you send it.")
    last = plan.versions.first()
    if last is not None and last.content == content:
        return last
    number = last.number + 1 if last else 1
    version = PlanVersion.objects.create(
        plan=plan, number=number, content=content, sent=now, sent_by=by
    )
    telling.ask_to_sign(version=version, now=now)
    return version


@transaction.atomic
def answer(
    *, version: PlanVersion, signed: bool, by: Membership, now: datetime, words: str = ""
) -> SignOff:
    """Sign a version, or ask for changes in words. Each person answers a version once; the same
    answer again is the same. Raises NotPossible for one that is not the newest, and for whoever
    sent it."""
    Plan.objects.select_for_update().get(pk=version.plan_id)
    mine = version.sign_offs.filter(by=by).first()
    if mine is not None:
        if (mine.signed, mine.words) != (signed, words):
            raise NotPossible("You have answered this version. Answer the next one.")
        return mine
    newest = version.plan.versions.first()
    if newest is not None and newest.pk != version.pk:
        raise NotPossible("There is a newer version. Read that one first.")
    if version.sent_by_id == by.pk:
        raise NotPossible("You sent it yourself. Somebody else signs it.")
    if signed and version.sign_offs.filter(signed=False).exists():
        raise NotPossible("Somebody asked for changes. The next version can be signed.")
    try:
        with transaction.atomic():
            found = SignOff.objects.create(
                version=version, by=by, name=by.name, signed=signed, words=words, at=now
            )
    except IntegrityError as twice:
        raise NotPossible("You have answered this version.") from twice
    telling.tell_of_answer(sign_off=found, now=now)
    return found
