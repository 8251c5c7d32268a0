"""What somebody owes to people in the next days: promises, actions, decisions and answers."""

from datetime import date, timedelta
from typing import NamedTuple

from alongside.people.models import Membership

from ..models import Action, Decision, ProjectTheme, Promise

AHEAD = timedelta(days=7)
"""How far the start page looks ahead."""

MOST = 50
"""How many things of each kind are looked at: the latest ones come first."""


class Owed(NamedTuple):
    """Something that I owe: what it is, its words, its day, and the rows its address names."""

    what: str
    text: str
    due: date
    project: int | None
    pk: int
    is_late: bool


def owed(member: Membership, today: date) -> list[Owed]:
    """Return what this member owes within a week, or has owed for longer; late things first."""
    until = today + AHEAD
    promises = Promise.objects.filter(owner=member, kept_on=None, given_up=None, due__lte=until)
    actions = Action.objects.filter(owner=member, done_on=None, stopped=None, due__lte=until)
    decisions = Decision.objects.filter(owner=member, decided_on=None, due__lte=until)
    themes = ProjectTheme.objects.filter(owner=member, answer_by__lte=until).exclude(
        bearings__decision__decided_on__isnull=False
    )
    rows = {
        "promise": promises.order_by("due", "pk").values_list("text", "due", "project", "pk"),
        "action": actions.order_by("due", "pk").values_list(
            "text", "due", "decision__project", "pk"
        ),
        "decision": decisions.order_by("due", "pk").values_list("question", "due", "project", "pk"),
        "theme": themes.order_by("answer_by", "pk").values_list(
            "name", "answer_by", "project", "pk"
        ),
    }
    found = [
        Owed(what, text, due, project, pk, due < today)
        for what, some in rows.items()
        for text, due, project, pk in some[:MOST]
        if due
    ]
    return sorted(found, key=lambda one: (one.due, one.what, one.pk))
