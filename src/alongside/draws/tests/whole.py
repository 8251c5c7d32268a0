"""One whole draw, as far as it is open, for tests of other places."""

from datetime import datetime, timedelta
from random import Random

from alongside.draws import actions, listing
from alongside.draws.models import Draw
from alongside.involvement import actions as involvement
from alongside.involvement.tests.whole import ADVERT
from alongside.people.models import Membership


def whole(*, lead: Membership, now: datetime, title: str = "A panel") -> Draw:
    """Return a draw that Ola and Ife have a part in; there is one thing asked, and nobody is drawn
    yet."""
    today = now.date()
    opportunity = involvement.make(
        organisation=lead.organisation,
        by=lead,
        contact=lead,
        now=now,
        closes=today + timedelta(days=2),
        **ADVERT | {"title": title, "places": 1},
    )
    involvement.publish(opportunity=opportunity, now=now)
    opportunity.refresh_from_db()
    closes = today + timedelta(days=3)
    draw = actions.begin(opportunity=opportunity, places=1, closes=closes, by=lead, now=now)
    feature = actions.ask(
        draw=draw, question="Where do you live?", why="A mix.", choices=["North", "South"]
    )
    quotas = {choice.pk: (0, 1) for choice in feature.choices.all()}
    actions.set_quotas(draw=draw, quotas=quotas)
    for name in ("Ola", "Ife"):
        involvement.apply(
            opportunity=opportunity, name=name, email="", age="18 or over", now=now, today=today
        )
    actions.open_questions(draw=draw, today=today, now=now)
    return draw


def drawn(*, lead: Membership, now: datetime) -> Draw:
    """Return a draw of the past, in which one of the two was drawn."""
    draw = whole(lead=lead, now=now - timedelta(days=30), title="A past panel")
    prepared = listing.prepare(draw, Random(1))
    settled, came = now - timedelta(days=20), now - timedelta(days=10)
    actions.settle(
        draw=draw,
        prepared=prepared,
        source="A lottery",
        seed_day=came.date(),
        numbers=5,
        by=lead,
        today=settled.date(),
        now=settled,
    )
    actions.draw_lots(draw=draw, typed="1 2 3 4 5", by=lead, today=came.date(), now=came)
    return Draw.objects.get(pk=draw.pk)


def parts_of_addresses(draw: Draw) -> dict[str, object]:
    """Return what stands in the addresses around a draw."""
    return {
        "opportunity": draw.opportunity_id,
        "feature": draw.features.get().pk,
        "part": draw.opportunity.parts.first().pk,
        "code": draw.code,
    }
