"""What happens to paper: sheets are typed in, checked by a second person, and counted together."""

import random
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from alongside.people.actions import NotPossible
from alongside.people.models import Membership

from .. import receipts, sealing
from ..models import Batch, Invitation, Sheet, Wave
from ..queries import typing_in
from .answering import mark_done, respond

MOST_SHEETS = 200
"""In one batch: all of them count in one transaction."""


def _locked(wave: Wave) -> Wave:
    return Wave.objects.select_for_update().get(pk=wave.pk)


@transaction.atomic
def begin_batch(*, wave: Wave, by: Membership, now: datetime) -> Batch:
    """Return a batch to type sheets into. Whoever has an empty one goes on with that.

    Side effect: the wave does not close before the batch is counted or taken away. Raises
    NotPossible when it has not opened, or has closed for good.
    """
    wave = _locked(wave)
    if wave.closed is not None:
        raise NotPossible("This has closed, so no more paper can be counted.")
    if now < wave.opens:
        raise NotPossible("This has not opened yet. Type in paper once it has.")
    empty = wave.batches.filter(counted=None, begun_by=by, sheets=None).first()
    if empty is not None:
        return empty
    last = wave.batches.aggregate(last=Max("number"))["last"] or 0
    return Batch.objects.create(wave=wave, number=last + 1, begun_by=by)


def _open(batch: Batch) -> Batch:
    """Return the batch, locked, if sheets can still be typed into it."""
    held = Batch.objects.select_for_update().select_related("wave").get(pk=batch.pk)
    if held.counted is not None:
        raise NotPossible("This batch is counted already. Nothing was changed.")
    return held


@transaction.atomic
def take_batch_away(*, batch: Batch) -> None:
    """Remove a batch that holds no sheets, so that its wave need not wait for it."""
    held = _open(batch)
    if held.sheets.exists():
        raise NotPossible("This batch holds sheets. Count them, or take them out first.")
    held.delete()


@transaction.atomic
def type_in(
    *,
    batch: Batch,
    number: int,
    answers: Mapping[str, Any],
    given: Mapping[str, str],
    by: Membership,
    invitation: Invitation | None = None,
    team: int | None = None,
    anew: bool = False,
    client_id: UUID | None = None,
) -> Sheet:
    """Return the sheet of this `number` with what was typed. The same sent twice from one page, as
    its `client_id` says, is one sheet; two sheets of paper with the same answers are two. `anew`
    puts it in place of what was there, and then it has to be checked anew. `given` are the codes of
    receipts, by field: only their hashes are kept, and one that is there stays with its words.
    `team` is the one that somebody ticked, where answers keep it.

    Raises NotPossible where another sheet has this number, where an answer of the same person
    waits already, and when the batch is full.
    """
    held = _open(batch)
    there = held.sheets.filter(number=number).first()
    if there is not None and there.typed_by_id != by.pk:
        raise NotPossible(f"{there.typed_by} has typed in sheet {number}. Give yours another.")
    if there is not None and not anew:
        if client_id and (there.client_id, there.answers) == (client_id, dict(answers)):
            return there
        raise NotPossible(f"Sheet {number} is here already. Give this one another number.")
    if there is None and held.sheets.count() >= MOST_SHEETS:
        raise NotPossible(f"A batch holds {MOST_SHEETS} sheets. Begin another one.")
    if invitation is None and not held.wave.anonymous:
        raise NotPossible("Say whose sheet this is.")
    for code in given.values():
        if typing_in.code_is_taken(held.wave, code, there):
            raise NotPossible(f"The code {receipts.in_fours(code)} was typed in with other words.")
    sheet = there or Sheet(batch=held, number=number, typed_by=by, client_id=client_id)
    _, texts, _ = sealing.cut_loose(held.wave.version.definition, answers)
    before = {field: sheet.receipts[field] for field, _ in texts if field in sheet.receipts}
    sheet.answers, sheet.receipts = dict(answers), before | receipts.kept(given)
    sheet.invitation, sheet.checked_by, sheet.put_right = invitation, None, False
    sheet.team_id = team if team in sealing.teams_kept(held.wave) else None
    try:
        with transaction.atomic():
            sheet.save()
    except IntegrityError as twice:
        raise NotPossible(f"A sheet of {invitation and invitation.member} is here.") from twice
    return sheet


@transaction.atomic
def take_sheet_out(*, sheet: Sheet) -> None:
    """Remove a sheet from a batch that does not count yet."""
    _open(sheet.batch)
    Sheet.objects.filter(pk=sheet.pk).delete()


@transaction.atomic
def check_sheet(
    *, sheet: Sheet, answers: Mapping[str, Any], seen: Mapping[str, Any], by: Membership
) -> None:
    """A second person has typed a sheet anew: what they found on the paper stands from now on.

    `seen` are the answers that it was compared with. Raises NotPossible for whoever typed it first,
    and when it was changed meanwhile.
    """
    _open(sheet.batch)
    held = Sheet.objects.select_for_update().filter(pk=sheet.pk).first()
    if held is None or held.answers != seen:
        raise NotPossible("This sheet was changed meanwhile. Check it again.")
    if held.typed_by_id == by.pk:
        raise NotPossible("You typed this sheet in. Somebody else has to check it.")
    held.put_right = held.put_right or held.answers != dict(answers)
    held.answers, held.checked_by = dict(answers), by
    held.save(update_fields=["answers", "checked_by", "put_right"])


@transaction.atomic
def count_batch(*, batch: Batch, now: datetime, rng: random.Random) -> int:
    """Count all sheets of a batch as answers, in an order that `rng` draws, and forget the sheets;
    return how many. Raises NotPossible, and changes nothing, where one was not checked or somebody
    has answered another way meanwhile.
    """
    wave = _locked(batch.wave)
    held = _open(batch)
    if wave.closed is not None:  # pragma: no cover (a wave waits for its batches)
        raise NotPossible("This has closed.")
    sheets = list(typing_in.typed_in(held))
    if not sheets:
        raise NotPossible("There is no sheet in this batch.")
    unchecked = [str(sheet.number) for sheet in sheets if sheet.checked_by_id is None]
    if unchecked:
        raise NotPossible(f"These sheets are not checked yet: {', '.join(unchecked)}.")
    rng.shuffle(sheets)
    for sheet in sheets:
        if wave.anonymous:
            kept = sheet.team_id if sheet.team_id in sealing.teams_kept(wave) else None
            sealing.put_in(wave, sheet.answers, sheet.receipts, kept)
        elif sheet.invitation is not None:
            _count_named(wave, sheet, now)
    held.counted, held.count = now.date(), len(sheets)
    held.put_right = sum(sheet.put_right for sheet in sheets)
    held.save(update_fields=["counted", "count", "put_right"])
    held.sheets.all().delete()
    return len(sheets)


def _count_named(wave: Wave, sheet: Sheet, now: datetime) -> None:
    assert sheet.invitation is not None
    try:
        with transaction.atomic():
            mark_done(sheet.invitation)
            respond(wave, sheet.invitation.member, sheet.answers, now)
    except (NotPossible, IntegrityError) as twice:
        raise NotPossible(
            f"We have answers of {sheet.invitation.member} already. Take sheet {sheet.number} out."
        ) from twice


@transaction.atomic
def came_back_on_paper(*, wave: Wave, invitations: list[Invitation]) -> int:
    """These people of an anonymous wave have given a sheet back: they get no reminder, and cannot
    answer again. Nothing leads from them to a sheet. Return how many."""
    wave = _locked(wave)
    if wave.closed is not None:
        raise NotPossible("This has closed. Nobody is reminded any more.")
    if not wave.anonymous:
        raise NotPossible("Where answers carry a name, say whose sheet it is when you type it in.")
    new = [one for one in invitations if one.wave_id == wave.pk and not one.done]
    for invitation in new:
        mark_done(invitation)
    return len(new)
