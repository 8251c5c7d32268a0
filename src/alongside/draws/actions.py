"""What happens around a draw. The only file of this noun that writes."""

import random
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.involvement import actions as involvement
from alongside.involvement.actions.telling import tell
from alongside.involvement.models import Opportunity, Part
from alongside.methods import lots, sortition
from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.projects.actions.once import made_once

from . import listing, queries
from .models import Choice, Draw, Drawing, Feature, Said, Settlement, Ticketed

NOT_DRAWN = (
    "Lots were drawn, and yours was not among them. That says nothing about you: everybody with "
    "the same answers had the same chance. Thank you for saying that you would take part."
)
"""What everybody reads who waited until the end."""

State = Ticketed.State


@transaction.atomic
def begin(
    *, opportunity: Opportunity, places: int, closes: date, by: Membership, now: datetime
) -> Draw:
    """Return the draw of an opportunity; there is one. Until its list is settled, places and the
    last day can be changed in the same way; not the last day once it is over and somebody answered:
    numbers that are looked at again after one more answer would tell what that person said."""
    if places > opportunity.places:
        raise NotPossible(
            f"“{opportunity}” has {opportunity.places} place{'s' * (opportunity.places != 1)}. "
            "Enter more there first."
        )
    if closes < opportunity.closes:
        raise NotPossible(
            f"People can ask to take part until {opportunity.closes:%d/%m/%Y}. Give them until "
            "then at least to answer."
        )
    draw, new = Draw.objects.select_for_update().get_or_create(
        opportunity=opportunity,
        defaults={"places": places, "closes": closes, "made": now, "made_by": by},
    )
    if not new and (draw.places, draw.closes) != (places, closes):
        _check_not_settled(draw)
        over = draw.opened is not None and timezone.localdate(now) > draw.closes
        enough = queries.wanting(draw).count() >= draw.places
        if draw.counted and places != draw.places and enough:
            raise NotPossible("The list is counted for so many places already. Leave them.")
        if over and closes != draw.closes and draw.said.exists():
            raise NotPossible(
                f"People could answer until {draw.closes:%d/%m/%Y}, and what they said is counted "
                "already. Leave that day as it is."
            )
        draw.places, draw.closes = places, closes
        draw.save(update_fields=["places", "closes"])
    return draw


@transaction.atomic
def ask(
    *, draw: Draw, question: str, why: str, choices: Sequence[str], client_id: UUID | None = None
) -> Feature:
    """Ask everybody one thing more. Twice is once."""
    draw = _locked(draw)
    _check_not_opened(draw)
    if draw.features.filter(question=question).exclude(client_id=client_id).exists():
        raise NotPossible("You ask this already.")
    feature, new = made_once(
        draw.features.all(), client_id=client_id, draw=draw, question=question, why=why
    )
    if new:
        Choice.objects.bulk_create(
            Choice(feature=feature, number=number, label=label)
            for number, label in enumerate(choices, start=1)
        )
    return feature


@transaction.atomic
def drop(*, feature: Feature) -> None:
    """Do not ask this."""
    _check_not_opened(_locked(feature.draw))
    feature.delete()


@transaction.atomic
def set_quotas(*, draw: Draw, quotas: Mapping[int, tuple[int, int] | None]) -> None:
    """Say how many people with each answer (the key of a choice) the panel has. Once the list is
    counted, quotas that can be met can be given more room, and nothing else: other quotas tried on
    the same list would tell one after another how many people answered what."""
    draw = _locked(draw)
    _check_not_settled(draw)
    if draw.refused:
        raise NotPossible("These quotas were tried. Take the smallest change that would do.")
    choices = list(Choice.objects.filter(feature__draw=draw, pk__in=quotas))
    if draw.counted and any(_narrower(one, quotas[one.pk]) for one in choices):
        raise NotPossible(
            "The list is counted already. You can give more room: no greater “at least”, and no "
            "smaller “at most”."
        )
    for choice in choices:
        choice.least, choice.most = quotas[choice.pk] or (None, None)
    Choice.objects.bulk_update(choices, ["least", "most"])


@transaction.atomic
def open_questions(*, draw: Draw, today: date, now: datetime) -> Draw:
    """Ask everybody. What is asked never changes afterwards. Side effect: a letter to each who
    asked for a place already. Twice is once."""
    draw = _locked(draw)
    if draw.opened:
        return draw
    if not draw.features.exists():
        raise NotPossible("Add something to ask first.")
    if draw.opportunity.published is None:
        raise NotPossible("Make the opportunity public first.")
    if today > draw.closes:
        raise NotPossible("The last day to answer is over. Enter a later one first.")
    draw.opened = now
    draw.save(update_fields=["opened"])
    for part in queries.wanting(draw):
        _write(part, "asked", draw, now)
    return draw


@transaction.atomic
def answer(
    *, draw: Draw, part: Part, answers: Mapping[str, int], today: date, now: datetime
) -> None:
    """Keep what somebody answers: the number of a choice, by the key of its feature. Whoever
    answers again changes it, until the list closes."""
    draw = _locked(draw)
    if draw.opened is None or queries.settlement_of(draw) or today > draw.closes:
        raise NotPossible("The list is closed. What you said before stays.")
    if not queries.wanting(draw).filter(pk=part.pk).exists():
        raise NotPossible("You are not on the list.")
    Said.objects.update_or_create(
        draw=draw, part=part, defaults={"answers": dict(answers), "at": now}
    )


def check_closed(*, draw: Draw, today: date) -> None:
    """Raise NotPossible while people can still answer or ask for a place: numbers that are looked
    at again after one more answer would tell what that person said."""
    if draw.opened is None:
        raise NotPossible("Ask people first.")
    if today <= max(draw.closes, draw.opportunity.closes):
        last = max(draw.closes, draw.opportunity.closes)
        raise NotPossible(f"People can still answer until {last:%d/%m/%Y}. After that you can.")


@transaction.atomic
def count(*, draw: Draw, by: Membership, today: date, now: datetime) -> Draw:
    """Keep the list and its quotas as they are, to try whether these can be met. Twice is once."""
    draw = _locked(draw)
    _check_not_settled(draw)
    check_closed(draw=draw, today=today)
    listing.check(draw)
    if draw.counted is None:
        draw.counted, draw.counted_by = now, by
        draw.save(update_fields=["counted", "counted_by"])
    return draw


def try_out(
    *, draw: Draw, rng: random.Random, by: Membership, today: date, now: datetime
) -> listing.Prepared:
    """Return what can be drawn. Raises NotPossible where nothing can; what would do is kept then,
    and said again without another try. Seconds for a long list: nothing waits meanwhile."""
    draw = count(draw=draw, by=by, today=today, now=now)
    if draw.refused:
        raise NotPossible(draw.refused["words"])
    try:
        return listing.prepare(draw, rng)
    except listing.Refused as problem:
        _keep_refusal(draw, problem)
        raise


@transaction.atomic
def _keep_refusal(draw: Draw, problem: listing.Refused) -> None:
    draw = _locked(draw)
    if problem.would_do and draw.refused is None and listing.marked(draw)[2] == problem.mark:
        would_do = [[one.feature, one.value, one.least, one.most] for one in problem.would_do]
        draw.refused = {"words": str(problem), "would_do": would_do}
        draw.save(update_fields=["refused"])


@transaction.atomic
def ease(*, draw: Draw, now: datetime) -> None:
    """Take the smallest change that would do. Twice is once."""
    draw = _locked(draw)
    _check_not_settled(draw)
    if draw.refused is None:
        return
    for question, label, least, most in draw.refused["would_do"]:
        choices = Choice.objects.filter(feature__draw=draw, feature__question=question, label=label)
        choices.update(least=least, most=most)
    draw.refused, draw.eased = None, now
    draw.save(update_fields=["refused", "eased"])


@transaction.atomic
def settle(
    *,
    draw: Draw,
    prepared: listing.Prepared,
    source: str,
    seed_day: date,
    numbers: int,
    by: Membership,
    today: date,
    now: datetime,
) -> Settlement:
    """Settle the list that lots are drawn from, and publish it with where the seed will come from:
    a day that is still to come, so that nobody can know it. Nothing of it changes afterwards."""
    draw = _locked(draw)
    _check_not_settled(draw)
    check_closed(draw=draw, today=today)
    if seed_day <= today:
        raise NotPossible("Choose a day that is still to come: nobody may know the numbers yet.")
    if listing.marked(draw)[2] != prepared.mark:
        raise NotPossible("Somebody left, or a quota changed, meanwhile. Try once more.")
    count(draw=draw, by=by, today=today, now=now)
    found = prepared.found
    seed = {"from": source, "day": seed_day.isoformat(), "numbers": numbers}
    content = listing.written(draw, prepared, seed)
    of_group = dict(zip(found.groups, prepared.answers, strict=True))
    settlement = Settlement.objects.create(
        draw=draw,
        content=content,
        commitment=lots.commitment(content),
        answers=[list(of_group[group].items()) for group in range(len(found.sizes))],
        source=source,
        seed_day=seed_day,
        numbers=numbers,
        at=now,
        by=by,
    )
    Ticketed.objects.bulk_create(
        Ticketed(settlement=settlement, part_id=part, number=number, group=group)
        for number, (part, group) in enumerate(
            zip(prepared.parts, found.groups, strict=True), start=1
        )
    )
    draw.said.all().delete()
    return settlement


@transaction.atomic
def draw_lots(*, draw: Draw, typed: str, by: Membership, today: date, now: datetime) -> Drawing:
    """Draw lots by the seed that the announced source gave. It happens once: the same seed again is
    the same drawing, another is refused. Side effect: a letter to everybody on the list."""
    draw = _locked(draw)
    settlement = _settled(draw)
    try:
        seed = lots.seed_of(typed, settlement.seed_day, settlement.numbers)
    except ValueError as problem:
        raise NotPossible(f"{problem}.") from problem
    before = Drawing.objects.filter(settlement=settlement).first()
    if before:
        if before.seed == seed:
            return before
        raise NotPossible("Lots were drawn already, and are never drawn again.")
    if today < settlement.seed_day:
        raise NotPossible(f"Nobody knows the numbers before {settlement.seed_day:%d/%m/%Y}.")
    found, _ = lots.read(settlement.content)
    drawn = lots.drawn_by(found, seed)
    drawing = Drawing.objects.create(
        settlement=settlement, seed=seed, ticket=drawn.ticket, drawn=now, drawn_by=by
    )
    order = {place + 1: at for at, place in enumerate(drawn.waiting)}
    rows = list(queries.people(settlement))
    for one in rows:
        one.place = order.get(one.number)
        one.state = State.DRAWN if one.place is None else State.WAITING
    Ticketed.objects.bulk_update(rows, ["place", "state"], batch_size=500)
    for one in rows:
        if one.part:
            _write(one.part, "drawn" if one.place is None else "waiting", draw, now)
    return drawing


@transaction.atomic
def say_yes(*, ticketed: Ticketed, today: date, now: datetime) -> Ticketed:
    """Somebody who was drawn takes the place. Where they cannot have it yet (a grown-up has to
    agree first), staff give it to them later. Twice is once."""
    one = _of_the_panel(ticketed)
    if one.state == State.YES:
        return one
    if one.state != State.DRAWN or one.part is None:
        raise NotPossible("This place is not yours any more.")
    one.state, one.answered = State.YES, now
    one.save(update_fields=["state", "answered"])
    by = one.settlement.drawing.drawn_by or one.settlement.draw.made_by
    if by is not None:
        with suppress(NotPossible):  # staff see that the place is not given yet
            involvement.place(part=one.part, by=by, now=now, today=today)
    return one


@transaction.atomic
def say_no(*, ticketed: Ticketed, now: datetime) -> Ticketed | None:
    """Somebody on the list says no, or left. Who takes their place is found by the settled order
    and by nobody's choice; return them. Side effect: a letter to them. Twice is once."""
    one = _of_the_panel(ticketed)
    if one.state == State.NO:
        return getattr(one, "replaced_by", None)
    had_a_place = one.state in {State.DRAWN, State.YES}
    one.state, one.answered = State.NO, now
    one.save(update_fields=["state", "answered"])
    if one.part is not None:
        involvement.leave(part=one.part, now=now)
    if not had_a_place or one.settlement.draw.finished:
        return None
    _pass_over(one.settlement)
    follows = _next(one)
    if follows is not None:
        follows.state, follows.instead_of, follows.place = State.DRAWN, one, None
        follows.save(update_fields=["state", "instead_of", "place"])
        if follows.part is not None:
            _write(follows.part, "drawn", one.settlement.draw, now)
    return follows


def _pass_over(settlement: Settlement) -> None:
    """Note of everybody who waits and has left that they do, from when they left: else whoever
    checks the draw would see them passed over."""
    for one in queries.waiting(settlement):
        if one.part is None or one.part.left:
            one.state = State.NO
            one.answered = one.part.left if one.part else settlement.drawing.drawn
            one.save(update_fields=["state", "answered"])


def _next(left: Ticketed) -> Ticketed | None:
    """Return who of those who wait takes a place."""
    settlement = left.settlement
    waiting = list(queries.waiting(settlement))
    rows = [left, *queries.on_the_panel(settlement), *waiting]
    found = sortition.replacement(
        [dict(settlement.answers[one.group]) for one in rows],
        queries.quotas(settlement.draw),
        stay=range(1, len(rows) - len(waiting)),
        left=0,
        waiting=range(len(rows) - len(waiting), len(rows)),
    )
    return None if found is None else rows[found]


@transaction.atomic
def finish(*, draw: Draw, by: Membership, now: datetime) -> Draw:
    """Nobody takes anybody's place any more. Side effect: a kind letter to all who waited. Twice is
    once."""
    draw = _locked(draw)
    if draw.finished:
        return draw
    settlement = _settled(draw)
    if not Drawing.objects.filter(settlement=settlement).exists():
        raise NotPossible("Lots are not drawn yet.")
    draw.finished = now
    draw.save(update_fields=["finished"])
    for one in queries.waiting(settlement):
        if one.part is not None and one.part.left is None and one.part.placed is None:
            involvement.not_now(part=one.part, why=NOT_DRAWN, by=by, now=now)
    return draw


@transaction.atomic
def forget(*, member: Membership, now: datetime) -> None:
    """Somebody has deleted what they told us. Their number stays on the public list and leads to
    nobody; whoever follows takes their place."""
    for one in Ticketed.objects.filter(part__member=member):
        if Drawing.objects.filter(settlement=one.settlement_id).exists():
            say_no(ticketed=one, now=now)
        Ticketed.objects.filter(pk=one.pk).update(part=None)
    Said.objects.filter(part__member=member).delete()


def _narrower(choice: Choice, quota: tuple[int, int] | None) -> bool:
    """Return whether a quota leaves less room than there was."""
    if quota is None:
        return False
    if choice.least is None or choice.most is None:
        return True
    return quota[0] > choice.least or quota[1] < choice.most


def _locked(draw: Draw) -> Draw:
    return Draw.objects.select_for_update().get(pk=draw.pk)


def _check_not_opened(draw: Draw) -> None:
    if draw.opened:
        raise NotPossible("People are asked already. What they are asked stays as it is.")


def _check_not_settled(draw: Draw) -> None:
    if Settlement.objects.filter(draw=draw).exists():
        raise NotPossible("The list is settled and public. Nothing of it changes any more.")


def _settled(draw: Draw) -> Settlement:
    found = Settlement.objects.filter(draw=draw).first()
    if found is None:
        raise NotPossible("Settle the list first.")
    return found


def _of_the_panel(ticketed: Ticketed) -> Ticketed:
    """Return the row of somebody of a list that was drawn, while nobody else changes that list."""
    _locked(ticketed.settlement.draw)
    one = queries.everybody().get(pk=ticketed.pk)
    if one.state == State.LISTED:
        raise NotPossible("Lots are not drawn yet.")
    return one


def _write(part: Part, what: str, draw: Draw, now: datetime) -> None:
    tell(part, what, now=now, once=f"draw-{what}", of="draws", page="draws:own", draw=draw)
