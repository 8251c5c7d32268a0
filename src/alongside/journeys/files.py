"""A journey and its values as tables to take away."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from alongside.methods.documents.rows import Rows, Variable

from .queries import StageOnPath
from .values import POINTS, VALUES, Round

STAGES = (
    Variable("number", "Its place on the way", "whole number"),
    Variable("stage", "What the stage is called", "text"),
    Variable("means", "What it means to be there", "text"),
    Variable("state", "How far it has come", "text"),
    Variable("begun", "When it began", "date"),
    Variable("reached", "Since when it is said to be reached", "date"),
    Variable("steps_back", "When and why it was no longer reached", "text"),
    Variable("people", "Who took part with experience of their own", "text"),
    Variable("staff", "Who of the staff took part", "text"),
    Variable("evidence", "What shows it, with its day", "text"),
    Variable("changed", "What has changed since", "text"),
    Variable("holds_back", "What holds back", "text"),
    Variable("next_step", "What is done next", "text"),
    Variable("next_due", "By when", "date"),
)
RATED = (
    Variable("closed", "The day on which the round closed", "date"),
    Variable("value", "The value", "text"),
    Variable("who", "Who says it", "text"),
    Variable("base", "How many of them answered the round", "whole number"),
    Variable(
        "answered", "How many chose one of the five points; empty is not shown", "whole number"
    ),
    *(
        Variable(name, f"How many said: {label}; empty is not shown", "whole number")
        for name, label in POINTS.items()
    ),
    Variable("middle", "The middle answer; empty is not shown", "text"),
)

type Cell = str | int | date | None


def of_stages(title: str, stages: Iterable[StageOnPath]) -> Rows:
    """Return a row for each stage."""
    return Rows(title, STAGES, (_stage(one) for one in stages))


def _stage(one: StageOnPath) -> tuple[Cell, ...]:
    stage = one.stage
    return (
        one.number,
        stage.name,
        stage.means,
        str(one.state),
        stage.begun,
        one.since,
        "; ".join(f"{back.until}: {back.because}" for back in one.back),
        stage.people,
        stage.staff,
        "; ".join(f"{shown.says} ({shown.dated})" for shown in one.shows),
        stage.changed,
        stage.holds_back,
        stage.next_step,
        stage.next_due,
    )


def of_values(title: str, rounds: Iterable[Round]) -> Rows:
    """Return a row for each value, side and round that is shown."""
    rows = (
        (
            one.day,
            value.name,
            said.who,
            said.base,
            said.answered.value,
            *(count.value for count in said.counts),
            said.middle,
        )
        for one in rounds
        for value in VALUES
        for said in one.said.get(value.key, [])
    )
    return Rows(title, RATED, rows)


def as_data(rows: Rows) -> list[dict[str, Any]]:
    """Return the rows as objects for JSON."""
    names = [column.name for column in rows.columns]
    return [dict(zip(names, row, strict=True)) for row in rows.rows]
