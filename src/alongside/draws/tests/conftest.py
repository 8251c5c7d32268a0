from datetime import timedelta
from random import Random

import pytest

from alongside.draws import actions, listing
from alongside.draws.models import Draw
from alongside.involvement import actions as involvement
from alongside.involvement.models import Part

AGES = ("Under 40", "40 or over")
DAY = timedelta(days=1)


@pytest.fixture
def clock(monkeypatch, now):
    """Call it to go so many days on; return the moment."""
    moment = [now]
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment[0])

    def on(days):
        moment[0] = now + days * DAY
        return moment[0]

    return on


@pytest.fixture(autouse=True)
def _clock(clock):
    return clock


@pytest.fixture
def opportunity(cast, now):
    made = involvement.make(
        organisation=cast.here,
        by=cast.amira,
        contact=cast.amira,
        now=now,
        title="A people’s panel",
        kind="policy",
        what="Four evenings.",
        influence="What is said to the council.",
        when="Tuesdays",
        places=4,
        closes=now.date() + 7 * DAY,
        from_age=16,
        reach="01632 960 111",
    )
    involvement.publish(opportunity=made, now=now)
    made.refresh_from_db()
    return made


@pytest.fixture
def draw(opportunity, cast, now):
    """A draw of four places that asks one thing."""
    made = actions.begin(
        opportunity=opportunity,
        places=4,
        closes=now.date() + 9 * DAY,
        by=cast.amira,
        now=now,
    )
    actions.ask(draw=made, question="How old are you?", why="Buses are for all ages.", choices=AGES)
    return made


def quota(draw, *numbers):
    choices = draw.features.get().choices.all()
    quotas = {choice.pk: number for choice, number in zip(choices, numbers, strict=True)}
    actions.set_quotas(draw=draw, quotas=quotas)


def ask_for_a_place(opportunity, name, now):
    return involvement.apply(
        opportunity=opportunity,
        name=name,
        email=f"{name.lower()}@example.org",
        age=Part.Age.ADULT,
        now=now,
        today=now.date(),
    )


def say(draw, part, number, now):
    """Answer with the choice of a number, or None for rather not."""
    feature = draw.features.get()
    said = {} if number is None else {str(feature.pk): number}
    actions.answer(draw=draw, part=part, answers=said, today=now.date(), now=now)


@pytest.fixture
def asked(draw, now):
    """Twelve people on the list: three under 40, eight over, and one who would rather not say."""
    quota(draw, (2, 2), (1, 2))
    actions.open_questions(draw=draw, today=now.date(), now=now)
    for place, number in enumerate([1] * 3 + [2] * 8 + [None]):
        part = ask_for_a_place(draw.opportunity, f"P{place:02}", now)
        say(draw, part, number, now)
    return Draw.objects.get()


def settle_it(draw, cast, moment, **other):
    said = {"source": "the lottery of 25 March", "seed_day": moment.date() + 5 * DAY, "numbers": 6}
    prepared = other.pop("prepared", None) or listing.prepare(draw, Random(5))
    return actions.settle(
        **{"draw": draw, "prepared": prepared, "by": cast.amira, "now": moment}
        | {"today": moment.date()}
        | said
        | other
    )


@pytest.fixture
def settled(asked, cast, clock):
    return settle_it(asked, cast, clock(10))


SEED = "41 3 14 7 22 59"


def draw_it(settlement, cast, moment, typed=SEED):
    return actions.draw_lots(
        draw=settlement.draw, typed=typed, by=cast.amira, today=moment.date(), now=moment
    )


@pytest.fixture
def drawn(settled, cast, clock):
    return draw_it(settled, cast, clock(15))
