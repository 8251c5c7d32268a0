"""One whole draw, as far as it is open, for tests of other places."""

from datetime import datetime, timedelta

from alongside.draws import actions
from alongside.draws.models import Draw
from alongside.involvement import actions as involvement
from alongside.involvement.tests.whole import ADVERT
from alongside.people.models import Membership


def whole(*, lead: Membership, now: datetime) -> Draw:
    """Return a draw that Ola has a part in; there is one thing asked, and nobody is drawn yet."""
    today = now.date()
    opportunity = involvement.make(
        organisation=lead.organisation,
        by=lead,
        contact=lead,
        now=now,
        closes=today + timedelta(days=2),
        **ADVERT | {"title": "A panel", "places": 1},
    )
    involvement.publish(opportunity=opportunity, now=now)
    opportunity.refresh_from_db()
    closes = today + timedelta(days=3)
    draw = actions.begin(opportunity=opportunity, places=1, closes=closes, by=lead, now=now)
    actions.ask(draw=draw, question="Where do you live?", why="A mix.", choices=["North", "South"])
    involvement.apply(
        opportunity=opportunity, name="Ola", email="", age="18 or over", now=now, today=today
    )
    actions.open_questions(draw=draw, today=today, now=now)
    return draw


def parts_of_addresses(draw: Draw) -> dict[str, object]:
    """Return what stands in the addresses around a draw."""
    return {
        "opportunity": draw.opportunity_id,
        "feature": draw.features.get().pk,
        "number": 1,
        "code": draw.code,
    }
