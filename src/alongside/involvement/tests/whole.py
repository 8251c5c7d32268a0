"""One whole part in an opportunity, with one of everything, for tests of other places."""

from datetime import datetime, timedelta
from decimal import Decimal

from alongside.involvement import actions
from alongside.involvement.models import Part
from alongside.people.models import Membership

ADVERT = {
    "title": "Plan the winter",
    "kind": "design",
    "what": "Three meetings.",
    "influence": "When it is open.",
    "when": "Tuesdays at six",
    "places": 3,
    "from_age": 11,
    "reach": "01632 960 111",
    "amount": 2750,
    "per": "session",
}


def whole(*, lead: Membership, now: datetime) -> Part:
    """Return the part of Nadia in a public opportunity of the organisation of `lead`."""
    today = now.date()
    opportunity = actions.make(
        organisation=lead.organisation,
        by=lead,
        contact=lead,
        now=now,
        closes=today + timedelta(days=99),
        **ADVERT,
    )
    actions.publish(opportunity=opportunity, now=now)
    opportunity.refresh_from_db()
    actions.prepare(opportunity=opportunity, side="people", title="What to expect", text="Tea.")
    part = actions.apply(
        opportunity=opportunity, name="Nadia", email="", age="18 or over", now=now, today=today
    )
    part = actions.place(part=part, by=lead, now=now, today=today)
    actions.agree_support(
        part=part,
        person=lead,
        reach="01632 960 111",
        helps="A break",
        upset="",
        elsewhere="",
        agreed=today,
        by=lead,
    )
    actions.promise_training(part=part, title="Chairing", due=today)
    actions.check_in(part=part, when="before", how=1, call=True, now=now)
    actions.choose(offer=part.offer, way="voucher", signed="Nadia", now=now)
    actions.note_given(part=part, day=today, what="A meeting", units=Decimal(1), by=lead, now=now)
    actions.ask_for_expense(
        part=part, kind="travel", amount=320, ahead=True, needed_by=today, now=now
    )
    story = actions.write_story(
        organisation=lead.organisation,
        by=lead,
        now=now,
        title="Toast",
        about="A",
        said="B",
        changed="C",
        credit="Us",
        licence="ask",
    )
    actions.publish_story(story=story, now=now)
    actions.recognise(story=story, kind="used", who="Westby", what="Shows it", day=today)
    actions.certify(
        part=part,
        what="Plan",
        begins=today,
        ends=today,
        hours=None,
        skills=["Chairing"],
        by=lead,
        now=now,
    )
    actions.ask_for_reference(part=part, what_for="A job", now=now)
    actions.ask_for_correction(member=part.member, words="My name", now=now)
    actions.say_for_others(part=part, words="Good.", as_whom="nobody", now=now)
    return part


def parts_of_addresses(part: Part) -> dict[str, object]:
    """Return what stands in the addresses around a part."""
    story = part.opportunity.organisation.stories.get()
    return {
        "opportunity": part.opportunity_id,
        "code": part.opportunity.code,
        "part": part.pk,
        "preparation": part.opportunity.preparation.get().pk,
        "training": part.training.get().pk,
        "check": part.check_ins.get().pk,
        "given": part.given.get().pk,
        "cost": part.expenses.get().pk,
        "story": story.pk,
        "recognition": story.recognition.get().pk,
        "testimonial": part.testimonials.get().pk,
        "certificate": part.certificates.get().pk,
        "reference": part.references.get().pk,
        "correction": part.member.corrections.get().pk,
        "kind": "docx",
    }
