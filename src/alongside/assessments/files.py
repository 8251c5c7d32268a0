"""What leaves a group, as a table and as data to take away."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from alongside.methods.documents.rows import Rows, Variable

from . import positions, queries
from .models import Assessment

COLUMNS = (
    Variable("time", "What this time is called", "text"),
    Variable("closed", "The day on which the part alone closed", "date"),
    Variable("instrument", "The instrument", "text"),
    Variable("version", "Its version", "whole number"),
    Variable("dimension", "The dimension", "text"),
    Variable("item", "The statement", "text"),
    Variable("points", "How many points the scale has", "whole number"),
    Variable("agreed", "The point the group agreed on; empty where it did not", "whole number"),
    Variable("agreed_words", "What that point is called", "text"),
    Variable("said", "What was said, in the group's words", "text"),
    Variable("staff_took_part", "Staff who took part; empty where not shown", "whole number"),
    Variable("staff_middle", "The middle answer of staff; empty where not shown", "whole number"),
    Variable(
        "experience_took_part",
        "People with lived experience who took part; empty where not shown",
        "whole number",
    ),
    Variable(
        "experience_middle",
        "The middle answer of people with lived experience; empty where not shown",
        "whole number",
    ),
    Variable("evidence", "How many pieces of evidence stand beside it", "whole number"),
)

type Cell = str | int | date | None


def rows(title: str, assessments: Iterable[Assessment]) -> Rows:
    """Return a row for each item of each assessment: what anybody outside the group may see."""
    return Rows(title, COLUMNS, (row for one in assessments for row in _of(one)))


def _of(assessment: Assessment) -> Iterator[tuple[Cell, ...]]:
    instrument, known = assessment.instrument, positions.outside(assessment)
    about = queries.talked(assessment)
    took = {one.side: one.took_part for one in positions.took_part_shown(assessment)}
    for dimension in instrument.dimensions:
        for item in dimension.items:
            talked, middles = about[item.key], known[item.key]
            point = talked.outcome.point if talked.outcome else None
            yield (
                assessment.title,
                assessment.closed.date() if assessment.closed else None,
                instrument.title,
                instrument.version,
                dimension.title,
                item.text,
                len(instrument.scale),
                point,
                instrument.label(point),
                talked.outcome.said if talked.outcome else "",
                took.get("staff"),
                middles.staff,
                took.get("experience"),
                middles.experience,
                len(talked.shown_by),
            )


def as_data(rows: Rows) -> list[dict[str, Any]]:
    """Return the rows as plain JSON."""
    names = [column.name for column in rows.columns]
    return [
        dict(zip(names, (c.isoformat() if isinstance(c, date) else c for c in row), strict=True))
        for row in rows.rows
    ]
