"""A plan with one of everything, for tests that walk over every address."""

from datetime import datetime

from alongside.learning import actions, months
from alongside.people.models import Membership


def whole(*, lead: Membership, other: Membership, now: datetime) -> dict[str, object]:
    """Make a need and a plan that waits for the answer of `lead`; return what fills the parts of
    their addresses."""
    here, month = lead.organisation, months.first(now.date())
    need = actions.add_need(organisation=here, words="Support", owner=other, by=lead, now=now)
    plan = actions.make_plan(
        organisation=here,
        title="Our year",
        aim="Everybody has tried it",
        start=month,
        owner=lead,
        needs=[need],
        by=lead,
        now=now,
    )
    activity = plan.activities.get()
    actions.move_activity(
        activity=activity, month=months.later(month, 2), why="Nobody was free", by=lead, now=now
    )
    expectation = actions.expect(
        plan=plan,
        who="The panel",
        what="More people ask first",
        seen="In projects",
        measure="Half of them",
        due=now.date(),
        activities=[activity],
        by=lead,
        now=now,
    )
    check = actions.add_usual_checks(plan=plan, now=now)[0]
    version = actions.send(plan=plan, by=other, now=now)
    return {
        "need": need.pk,
        "plan": plan.pk,
        "activity": activity.pk,
        "number": version.number,
        "expectation": expectation.pk,
        "check": check.pk,
        "kind": "csv",
    }
