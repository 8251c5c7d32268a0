"""The register of decisions as data: what was open, what came of it and why, with votes by side."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from alongside.methods.documents.rows import Cell, Rows, Variable

from .models import Decision
from .queries.voting import Votes

COLUMNS = (
    Variable("question", "What had to be decided", "text"),
    Variable("open_to", "How far people could influence it", "text"),
    Variable("limits", "What could not change, and why", "text"),
    Variable("options", "In which ways it could go", "text"),
    Variable("chosen", "Which of them were chosen", "text"),
    Variable("declared", "When the question was written down", "date"),
    Variable("due", "When it was to be decided", "date"),
    Variable("decided_on", "When it was decided", "date"),
    Variable("decider", "Who decided", "text"),
    Variable("outcome", "What came of it", "text"),
    Variable("decided", "What was decided", "text"),
    Variable("reason", "Type of reason", "text"),
    Variable("why", "Why", "text"),
    Variable("corrections", "What of this was put right since", "text"),
    Variable("dissent", "Who saw it differently, and how", "text"),
    Variable("themes", "Themes that bear on it", "text"),
    Variable("voted", "How many voted", "number"),
    Variable("voted_experience", "How many of them with experience of their own", "number"),
    Variable("voted_staff", "How many of them staff", "number"),
    Variable("voted_yes", "How many voted for it", "number"),
    Variable("there", "How many were in the room", "number"),
    Variable("there_experience", "How many of them with experience of their own", "number"),
    Variable("there_staff", "How many of them staff", "number"),
    Variable("review_on", "When it is looked at again", "date"),
    Variable("replaced_on", "When it was decided anew", "date"),
    Variable("actions", "What is done because of it", "text"),
)


def as_data(decisions: Iterable[Decision], votes: dict[int, Votes]) -> list[dict[str, Any]]:
    """Return each decision as a record, with lists where there can be several of something."""
    return [_record(one, votes[one.pk]) for one in decisions]


def as_rows(title: str, records: Iterable[dict[str, Any]]) -> Rows:
    """Return the records as a table, several of something with semicolons between."""
    names = [column.name for column in COLUMNS]
    return Rows(title, COLUMNS, [tuple(_cell(one[name]) for name in names) for one in records])


def _cell(value: Any) -> Cell:
    if isinstance(value, list):
        return "; ".join(one if isinstance(one, str) else one["text"] for one in value)
    found: Cell = value
    return found


def _record(one: Decision, votes: Votes) -> dict[str, Any]:
    anew = getattr(one, "replaced_by", None)
    return {
        "question": one.question,
        "open_to": one.get_open_to_display(),
        "limits": one.limits,
        "options": [option.text for option in one.options.all()],
        "chosen": [option.text for option in one.options.all() if option.chosen],
        "declared": timezone.localdate(one.declared),
        "due": one.due,
        "decided_on": one.decided_on,
        "decider": one.decider,
        "outcome": one.get_outcome_display() if one.made else "",
        "decided": one.decided,
        "reason": one.get_reason_display() if one.reason else "",
        "why": one.why,
        "corrections": [wrong.text for wrong in one.corrections.all()],
        "dissent": one.dissent,
        "themes": [bearing.theme.name for bearing in one.bearings.all()],
        "voted": votes.voted,
        "voted_experience": votes.experience,
        "voted_staff": votes.staff,
        "voted_yes": votes.said_yes,
        "there": votes.there,
        "there_experience": votes.there_experience,
        "there_staff": votes.there_staff,
        "review_on": one.review_on,
        "replaced_on": anew.decided_on if anew else None,
        "actions": [
            {
                "text": action.text,
                "due": action.due,
                "done_on": action.done_on,
                "result": action.result,
                "stopped": action.stopped,
            }
            for action in one.actions.all()
        ],
    }
