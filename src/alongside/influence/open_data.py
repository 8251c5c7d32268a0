"""The chain of a public project as data: what its public page shows, and nothing more."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from alongside.methods.documents.numbers import as_cell
from alongside.projects.models import Project

from .queries import in_public, measures
from .queries.in_public import Told

COLUMNS = [
    "theme",
    "said in the open",
    "people in a survey",
    "of how many",
    "what became of it",
    "what had to be decided",
    "how open it was",
    "outcome",
    "what was decided",
    "type of reason",
    "why",
    "who decided",
    "decided on",
    "looked at again on",
    "put right since",
    "done",
]


def as_rows(project: Project) -> Iterator[list[str | int | float]]:
    """Yield the headings and a row for each theme, safe to open in a spreadsheet."""
    yield list(COLUMNS)
    for told in in_public.in_pieces(in_public.standings(project)):
        yield [as_cell(cell) for cell in _row(told)]


def _row(told: Told) -> list[str | int | None]:
    decision, theme = told.decision, told.theme
    decided = [""] * 10
    if decision:
        decided = [
            decision.question,
            decision.get_open_to_display(),
            decision.get_outcome_display(),
            decision.decided,
            decision.get_reason_display() if decision.reason else "",
            decision.why,
            decision.decider,
            str(decision.decided_on),
            str(decision.review_on or ""),
            "; ".join(one.text for one in decision.corrections.all()),
        ]
    done = "; ".join(f"{one.result} ({one.done_on})" for one in told.actions if one.done_on)
    numbers = [told.said, theme.people, theme.of_people]
    return [theme.name, *numbers, told.status.value, *decided, done]


def as_json(project: Project, today: date) -> dict[str, Any]:
    """Return the measures of a public project and every theme with what became of it. A number that
    is not shown is null."""
    minimum = project.organisation.minimum
    found = measures.of([project.pk], minimum=minimum, today=today)[project.pk]
    yes, part, no, signed = found.agree
    return {
        "project": project.name,
        "organisation": project.organisation.name,
        "issue": project.issue,
        "as_of": today,
        "measures": {
            "contributions": found.waits.all,
            "answered": found.waits.answered,
            "median_days": found.median_days,
            "oldest_unanswered": found.waits.oldest,
            "themes_of_surveys": found.survey_themes,
            "themes_of_surveys_answered": found.survey_answered,
            "told": found.told,
            "no_or_not_yet": found.noes,
            "no_or_not_yet_with_reason": found.noes_with_reason,
            "acted_on": {
                "yes": yes.value,
                "in_part": part.value,
                "no": no.value,
                "of": signed.value,
            },
            "promises_due": found.promises_due,
            "promises_kept": found.promises_kept,
            "promises_kept_in_time": found.promises_on_time,
        },
        "themes": [
            dict(zip(COLUMNS, _row(told), strict=True))
            for told in in_public.in_pieces(in_public.standings(project))
        ],
    }
