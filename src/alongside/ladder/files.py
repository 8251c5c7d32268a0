"""Where projects stand, as a table and as data to take away."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from alongside.methods.documents.rows import Rows, Variable

from .models import Position
from .queries.standing import Standing

COLUMNS = (
    Variable("project", "The project", "text"),
    Variable("area", "Its area", "text"),
    Variable("we_say", "The rung it is called", "whole number"),
    Variable("we_aim_for", "The rung it aims for", "whole number"),
    Variable("records_show", "The rung its records show", "whole number"),
    Variable("held_by", "The fact that keeps it there", "text"),
    Variable("people_feel", "The middle answer of people who were asked", "whole number"),
    Variable("answered", "How many answered", "whole number"),
    Variable("asked", "How many were asked", "whole number"),
)
OVER_TIME = (
    Variable("day", "Since this day", "date"),
    Variable("we_say", "The rung it was called", "whole number"),
    Variable("records_show", "The rung its records showed", "whole number"),
    Variable("held_by", "The fact that kept it there", "text"),
    Variable("people_feel", "The middle answer of people who were asked", "whole number"),
)

type Cell = str | int | date | None


def of_standings(title: str, standings: Iterable[Standing]) -> Rows:
    """Return a row for each project."""
    return Rows(title, COLUMNS, (_row(one) for one in standings))


def _row(one: Standing) -> tuple[Cell, ...]:
    feeling = one.feeling
    return (
        one.project.name,
        str(one.project.area or ""),
        one.claimed,
        one.aim.rung if one.aim else None,
        one.evidenced,
        one.known.shows.caps,
        one.felt,
        feeling.answered.value if feeling else None,
        feeling.of if feeling else None,
    )


def over_time(title: str, positions: Iterable[Position]) -> Rows:
    """Return a row for each day on which a project's position changed."""
    rows = ((one.day, one.claimed, one.evidenced, one.caps, one.felt) for one in positions)
    return Rows(title, OVER_TIME, rows)


def as_data(rows: Rows) -> list[dict[str, Any]]:
    """Return the rows as objects for JSON."""
    names = [column.name for column in rows.columns]
    return [dict(zip(names, row, strict=True)) for row in rows.rows]
