"""What happens to answers: kept on their way, accepted once."""

from collections.abc import Mapping
from datetime import datetime
from itertools import batched
from typing import Any

from django.db import IntegrityError, transaction

from alongside.methods.questions.types import own_code
from alongside.people.actions import NotPossible
from alongside.people.models import Membership

from .. import copies, marks, own_codes, queries, receipts, sealing, sent
from ..models import Comment, Draft, Invitation, Response, Taken, Wave
from .attaching import forget_files, pass_on

AT_ONCE = 500
"""How many responses are in memory while codes are removed from them."""


class AlreadyAnswered(NotPossible):
    """This answer, or one of the same person, was accepted before. Nothing was changed."""


def keep_draft(
    *,
    wave: Wave,
    client: str,
    answers: Mapping[str, Any],
    now: datetime,
    typed: Mapping[str, list[str]] | None = None,
) -> None:
    """Keep what somebody has answered so far, and what they `typed` that is no answer yet, until
    they send it, the wave closes or a week has passed."""
    Draft.objects.bulk_create(
        [Draft(wave=wave, client=client, answers=answers, typed=typed or {}, day=now.date())],
        update_conflicts=True,
        unique_fields=["wave", "client"],
        update_fields=["answers", "typed", "day"],
    )


def let_go_on(*, wave: Wave, client: str) -> None:
    """Let whoever has the key of a draft go on with it on any device, until it is sent or the wave
    closes. The key follows from the two and the installation's secret; only its hash is kept."""
    key = queries.hashed(queries.draft_key(wave, client))
    Draft.objects.filter(wave=wave, client=client).update(key=key)


@transaction.atomic
def answer(
    *,
    wave: Wave,
    answers: dict[str, Any],
    client: str,
    now: datetime,
    invitation: Invitation | None = None,
    seed: str = "",
) -> dict[str, str]:
    """Accept one person's answers. The same `client` id, or the same invitation, counts once.

    An anonymous answer goes into the box; of the invitation only "done" is kept. Any other becomes
    a Response of the invited member at once. Returns the receipts of what was written, by field;
    only whoever has the `seed` they follow from can tell them again. Raises AlreadyAnswered for a
    second one, and NotPossible when the wave is not open or an invitation is needed.
    """
    # What is closed meanwhile has sealed its box: an answer put into it now would stay there.
    held = Wave.objects.select_for_update().only("opens", "closes", "closed").get(pk=wave.pk)
    if queries.state(held, now) is not queries.State.OPEN:
        raise NotPossible("This is closed, so we could not take your answers.")
    if wave.by_private_link and invitation is None:
        raise NotPossible("Open the private link in your letter, so that we know it is you.")
    codes = receipts.drawn(wave, answers, seed) if wave.anonymous else {}
    try:
        Taken.objects.create(wave=wave, client=client)
        if invitation is not None:
            mark_done(invitation)
        if wave.anonymous:
            kept = sealing.team_kept(invitation)
            sealing.put_in(wave, answers, receipts.kept(codes), kept)
        elif invitation is not None:
            response = respond(wave, invitation.member, answers, now)
            _pass_files_on(wave, client, response, answers)
    except IntegrityError as twice:
        raise AlreadyAnswered("We already have your answers. Nothing was changed.") from twice
    Draft.objects.filter(wave=wave, client=client).delete()
    return codes


def mark_done(invitation: Invitation) -> None:
    """Turn an invitation to done, once. Of an anonymous wave all that are done are written anew:
    PostgreSQL shows which transaction wrote a row, and this one also fills the box."""
    wave = invitation.wave
    if not Invitation.objects.filter(pk=invitation.pk, done=False).update(done=True):
        raise AlreadyAnswered("We already have your answers. Nothing was changed.")
    if wave.anonymous:
        wave.invitations.filter(done=True).update(done=True)


def _pass_files_on(wave: Wave, client: str, response: Response, answers: Mapping[str, Any]) -> None:
    codes = [
        one["code"]
        for name in sent.questions(wave.version.definition)
        if name in answers
        for one in answers[name]["files"]
    ]
    draft = wave.drafts.filter(client=client).first() if codes else None
    if draft is not None:
        pass_on(draft=draft, response=response, codes=codes)


def respond(wave: Wave, member: Membership, answers: dict[str, Any], now: datetime) -> Response:
    safe = own_codes.kept(wave, answers)
    kept, texts, may_quote = sealing.cut_loose(wave.version.definition, safe)
    response = Response.objects.create(
        wave=wave, mode=wave.mode, member=member, team=member.team, answers=kept, day=now.date()
    )
    for question, text in texts:
        Comment.objects.create(
            wave=wave,
            mode=wave.mode,
            question=question,
            text=text,
            may_quote=may_quote,
            response=response,
        )
    return response


@transaction.atomic
def forget_own_codes(*, wave: Wave) -> None:
    """Remove what is left of the codes that people made themselves (`own_codes`), for good; the
    ticker then removes what the database files still hold of them."""
    names = own_code.names(wave.version.definition)
    for some in batched(wave.responses.values_list("pk", flat=True), AT_ONCE):
        found = list(Response.objects.filter(pk__in=some).only("answers"))
        for response in found:
            response.answers |= {n: {"code": ""} for n in names if n in response.answers}
        Response.objects.bulk_update(found, ["answers"])
    Wave.objects.filter(pk=wave.pk).update(own_codes=False, wiped=None)


@transaction.atomic
def remove_response(*, response: Response) -> None:
    """Remove what one person answered, because they asked for it; their words and files go with it.

    While the wave is open they can answer again with the same link.
    """
    wave, member = response.wave, response.member
    if member is None:
        raise NotPossible("We do not know whose answers these are, so we cannot remove them.")
    response.delete()
    for question in marks.questions(wave):
        written = wave.comments.filter(question=question["name"])
        own = wave.marks.filter(question=question["name"])
        own.exclude(answer__in=written.values("text")).delete()
    wave.taken.filter(client=queries.client_of(member)).delete()
    wave.invitations.filter(member=member).update(done=False)
    transaction.on_commit(lambda: copies.forget(wave))
    transaction.on_commit(forget_files)


def forget_draft(*, wave: Wave, client: str) -> None:
    """Remove what somebody has not sent, because somebody else uses their device."""
    Draft.objects.filter(wave=wave, client=client).delete()


def forget_drafts(*, before: datetime) -> int:
    """Remove drafts not touched since `before`; return how many. Those that a link leads to stay
    until they are sent or their wave closes."""
    return Draft.objects.filter(day__lt=before.date(), key="").delete()[0]
