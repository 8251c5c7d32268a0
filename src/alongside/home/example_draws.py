"""A panel of the example that was drawn by lot: forty people asked for eight places. Who they are
and what they answered is in `story/panel.txt`."""

from datetime import date, datetime, timedelta
from importlib.resources import files
from random import Random
from typing import Any

from django.utils import timezone

from alongside.draws import actions, listing
from alongside.draws.models import Draw
from alongside.involvement import actions as involvement
from alongside.involvement.models import Opportunity, Part
from alongside.people.models import Membership

PLACES = 8
ADVERT: dict[str, Any] = {
    "title": "A people’s panel on buses",
    "kind": "policy",
    "what": "You meet four times. You hear from drivers, passengers and whoever pays, and write "
    "down together what the council should do first.",
    "influence": "The council answers each thing you ask for, in public, and says why where it "
    "says no. It cannot set the fares.",
    "gain": "A certificate, and lunch.",
    "needed": "You live here. You need to know nothing about buses.",
    "help": "A lift there and back, somebody to come with, everything in easy words.",
    "when": "Four Saturdays, 10 am to 3 pm",
    "where": "The Library, Mill Lane",
    "places": PLACES,
    "from_age": 18,
    "amount": 6000,
    "per": "day",
    "basis": "Our policy on paying people, band 2",
    "expenses": "Travel, childcare, somebody who cares for another person meanwhile.",
    "reach": "01632 960 111, weekdays",
}
ASKED = [
    (
        "How old are you?",
        "Young and old people use buses at other times.",
        {"16 to 34": (2, 3), "35 to 64": (3, 5), "65 or over": (2, 3)},
    ),
    (
        "Where do you live?",
        "In the villages there are few buses.",
        {"In the town": (4, 6), "In a village": (2, 4)},
    ),
    (
        "Does a long illness or a disability make it harder for you to get around?",
        "Not everybody can get on every bus.",
        {"Yes": (2, 4), "No": (3, 6)},
    ),
]
"""What was asked and why, with how many people of each answer the panel has."""

SAYS_NO = 2
"""How many of those who are drawn say no."""


def draw_a_panel(*, lead: Membership, now: datetime) -> None:
    """Tell a panel from its advert to the last place."""

    def at(days: int) -> datetime:
        return now + timedelta(days=days)

    opportunity = involvement.make(
        organisation=lead.organisation,
        by=lead,
        contact=lead,
        now=at(-60),
        closes=_day(at(-45)),
        **ADVERT,
    )
    involvement.publish(opportunity=opportunity, now=at(-60))
    opportunity.refresh_from_db()
    draw = _ask(opportunity, lead, at(-58))
    for line in (files("alongside.home") / "story/panel.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            _answer(draw, line.split(", "), at(-50))
    settlement = actions.settle(
        draw=draw,
        prepared=listing.prepare(draw, Random(8)),  # noqa: S311 the same story each time
        source="The six main numbers of the example lottery of that day, without the bonus ball",
        seed_day=_day(at(-38)),
        numbers=6,
        by=lead,
        today=_day(at(-42)),
        now=at(-42),
    )
    actions.draw_lots(
        draw=draw, typed="4 18 23 31 40 52", by=lead, today=_day(at(-38)), now=at(-38)
    )
    refused = settlement.people.filter(state="drawn")[:SAYS_NO]
    for one in list(refused):
        actions.say_no(ticketed=one, now=at(-36))
    for one in settlement.people.filter(state="drawn"):
        actions.say_yes(ticketed=one, today=_day(at(-35)), now=at(-35))
    actions.finish(draw=draw, by=lead, now=at(-30))


def _ask(opportunity: Opportunity, lead: Membership, now: datetime) -> Draw:
    draw = actions.begin(
        opportunity=opportunity, places=PLACES, closes=opportunity.closes, by=lead, now=now
    )
    for question, why, quotas in ASKED:
        feature = actions.ask(draw=draw, question=question, why=why, choices=list(quotas))
        numbers = {choice.pk: quotas[choice.label] for choice in feature.choices.all()}
        actions.set_quotas(draw=draw, quotas=numbers)
    actions.open_questions(draw=draw, today=_day(now), now=now)
    draw.refresh_from_db()
    return draw


def _answer(draw: Draw, line: list[str], now: datetime) -> None:
    name, *said = line
    part = involvement.apply(
        opportunity=draw.opportunity, name=name, age=Part.Age.ADULT, now=now, today=_day(now)
    )
    answers: dict[str, int] = {}
    for feature, label in zip(draw.features.all(), said, strict=True):
        answers |= {str(feature.pk): one.number for one in feature.choices.filter(label=label)}
    actions.answer(draw=draw, part=part, answers=answers, today=_day(now), now=now)


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
