"""What people in the example plan to do after a session, and what they say came of it."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta

from django.utils import timezone

from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import ASK_AFTER, REMIND_AFTER, Pledge, Programme, day_of

HELPED, IN_THE_WAY = "helped", "in the way"
LIKELY = {
    Pledge.Outcome.KEPT: 9,
    Pledge.Outcome.PARTLY: 6,
    Pledge.Outcome.NOT_YET: 6,
    "": 5,
}
"""How likely each answer is; "" is none."""


def address(name: str) -> str:
    """Return the address that somebody gives at the door."""
    return f"{'.'.join(name.lower().split())}@example.org"


def plan_and_follow_up(
    *, programme: Programme, lines: Mapping[str, Sequence[str]], now: datetime
) -> None:
    """Let people make plans after each session, ask them by the clock, and group the plans.

    `lines` has, under the name of each group, plans as "when | will", and what people say later.
    """
    dice = random.Random(11)  # noqa: S311 the same made-up story each time
    groups = [name for name in lines if name not in {HELPED, IN_THE_WAY}]
    plans = [(group, *line.partition(" | ")[::2]) for group in groups for line in lines[group]]
    dice.shuffle(plans)
    said = {part: dice.sample(lines[part], len(lines[part])) for part in (HELPED, IN_THE_WAY)}
    made = list(_plans(programme, plans, dice, now))
    for pledge, _ in made:
        _follow_up(pledge, said, dice, now)
    for name in groups:
        gatherings.group_pledges(programme=programme, names={}, places={}, new=name)
    keys = {group.name: group.pk for group in programme.pledge_groups.all()}
    places = {pledge.pk: keys[group] for pledge, group in made}
    gatherings.group_pledges(programme=programme, names={}, places=places)
    gatherings.settle_outcomes(programme=programme, now=now)


def _plans(
    programme: Programme,
    plans: list[tuple[str, str, str]],
    dice: random.Random,
    now: datetime,
) -> Iterator[tuple[Pledge, str]]:
    """Yield the plan of most people with an address who came, and the group it is about. Each plan
    is somebody's own, and is taken off the list."""
    for gathering in programme.gatherings.filter(ends__lte=now):
        came = gathering.attendances.exclude(membership__email="").order_by("pk")
        for attendance in came.select_related("membership"):
            if not plans or dice.random() < 0.15:
                continue
            group, when, will = plans.pop()
            pledge = gatherings.pledge(
                gathering=gathering,
                membership=attendance.membership,
                when=when,
                will=will,
                may_read=dice.random() < 0.9,
                ask_again=dice.random() < 0.85,
                now=gathering.ends + timedelta(minutes=10),
            )
            yield pledge, group


def _follow_up(
    pledge: Pledge, said: Mapping[str, list[str]], dice: random.Random, now: datetime
) -> None:
    """Write the letters whose time has come, and let the person answer one of them, or none."""
    day = day_of(pledge.gathering)
    first, second = (
        timezone.make_aware(datetime.combine(day + after, time(9)))
        for after in (ASK_AFTER, REMIND_AFTER)
    )
    outcome = dice.choices(list(LIKELY), list(LIKELY.values()))[0]
    after_the_second = dice.random() < 0.3 or not outcome
    if pledge.agreed is None or now < first:
        return
    gatherings.ask_about_pledge(pledge=pledge, now=first)
    if after_the_second and now >= second:
        gatherings.remind_about_pledge(pledge=pledge, now=second)
    answers = (second if after_the_second else first) + timedelta(days=3)
    if outcome and now >= answers:
        gatherings.answer_pledge(
            pledge=pledge,
            outcome=outcome,
            helped=_next(said[HELPED]) if outcome != Pledge.Outcome.NOT_YET else "",
            hindered=_next(said[IN_THE_WAY]) if outcome != Pledge.Outcome.KEPT else "",
            now=answers,
        )


def _next(words: list[str]) -> str:
    """Return what somebody writes, and nobody after them; most write nothing."""
    return words.pop() if words else ""
