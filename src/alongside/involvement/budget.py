"""What was offered, chosen, paid and is owed, by month and by project: never of one person.

The figures stand until the end of the last whole month and are kept (`models.BudgetShown`), so that
nobody who looks on two days learns what one person got between them, or what was noted late of one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.utils.formats import date_format

from alongside.methods.disclosure import Tally, protect_report
from alongside.methods.disclosure.protected import ProtectedTally
from alongside.methods.disclosure.sums import (
    FEW,
    ProtectedSums,
    Share,
    columns_of,
    protect_sums,
    rows_of_enough,
)
from alongside.methods.documents.rows import Rows, Variable
from alongside.methods.shown import Shown
from alongside.people.models import Organisation

from .models import Choice
from .queries import budget as queries
from .queries.budget import Time

PAID, WAITS, REST = "Paid", "Still to be paid", "Not taken, or not chosen yet"
WAYS = (
    {"paid": PAID, "waits": WAITS, "rest": REST},
    {"paid": "Paid, or to be paid", "waits": "Paid, or to be paid", "rest": REST},
    {"paid": PAID, "waits": "Not paid", "rest": "Not paid"},
    dict.fromkeys(("paid", "waits", "rest"), "All that was offered"),
)
"""How the columns are named: apart where enough people have a part in each, else together."""

NO_PROJECT = "No project"
MONTHS_TOGETHER = "Months of a few people, together"
PROJECTS_TOGETHER = "Projects of a few people, together"
CHOSE = {
    Choice.Way.BANK: "Into their account",
    Choice.Way.VOUCHER: "A voucher",
    Choice.Way.DONATE: "To a charity",
    Choice.Way.LESS: "Less than was offered",
    Choice.Way.DECLINE: "Nothing",
    "": "Has not chosen yet",
}
COLUMNS = (
    Variable("table", "By month, by project, how people chose, or costs", "text"),
    Variable("row", "The month, the project, or what was chosen", "text"),
    Variable("what", "What is counted", "text"),
    Variable("number", "Pounds, days or people; “not shown” where it would be of a few", "text"),
)


@dataclass(frozen=True)
class Line:
    """A month or a project: its sums, all that was offered, and the days people waited for their
    money in the middle (None where too few were paid)."""

    name: str
    cells: tuple[Shown, ...]
    offered: Shown
    days: float | None


@dataclass(frozen=True)
class Table:
    """Sums by month or by project. Without lines nothing of it is shown."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    totals: tuple[Shown, ...]
    offered: Shown


@dataclass(frozen=True)
class Budget:
    """The figures of a year; sums in pence. `days`: the middle and the longest wait of all that was
    paid, where that was enough people."""

    since: date
    until: date
    months: Table
    projects: Table
    chose: tuple[tuple[str, Shown], ...]
    costs_paid: Shown
    costs_wait: Shown
    days: tuple[float, int] | None


def last_day(today: date) -> date:
    """Return the last day of the last whole month."""
    return today.replace(day=1) - timedelta(days=1)


def shown(organisation: Organisation, today: date) -> Budget:
    """Return the figures that were kept last; none where nothing was kept yet."""
    last = organisation.budgets_shown.first()
    if last is not None:
        return kept(last.content)
    nothing = Table((), (), (), Shown(0))
    since = today.replace(year=today.year - 1, day=1)
    return Budget(since, last_day(today), nothing, nothing, (), Shown(0), Shown(0), None)


def as_data(found: Budget) -> dict[str, Any]:
    """Return figures to be kept, as JSON."""

    def table(one: Table) -> list[Any]:
        lines = [
            [line.name, [cell.value for cell in line.cells], line.offered.value, line.days]
            for line in one.lines
        ]
        totals = [total.value for total in one.totals]
        return [list(one.columns), lines, totals, one.offered.value]

    return {
        "since": str(found.since),
        "until": str(found.until),
        "months": table(found.months),
        "projects": table(found.projects),
        "chose": [[words, many.value] for words, many in found.chose],
        "costs": [found.costs_paid.value, found.costs_wait.value],
        "days": found.days and list(found.days),
    }


def kept(data: Mapping[str, Any]) -> Budget:
    """Return figures that were kept with `as_data`."""

    def number(value: int | None) -> Shown:
        return Shown.withheld(FEW) if value is None else Shown(value)

    def table(one: list[Any]) -> Table:
        columns, lines, totals, offered = one
        return Table(
            tuple(columns),
            tuple(
                Line(name, tuple(map(number, cells)), number(of_it), days)
                for name, cells, of_it, days in lines
            ),
            tuple(map(number, totals)),
            number(offered),
        )

    day, (paid, wait) = date.fromisoformat, data["costs"]
    chose = tuple((words, number(many)) for words, many in data["chose"])
    days = data["days"] and (data["days"][0], data["days"][1])
    months, projects = table(data["months"]), table(data["projects"])
    since, until = day(data["since"]), day(data["until"])
    return Budget(since, until, months, projects, chose, number(paid), number(wait), days)


def budget(organisation: Organisation, today: date) -> Budget:
    """Return the figures of the twelve whole months before today's, as they are now."""
    until = last_day(today)
    since = today.replace(year=today.year - 1, day=1)
    minimum = organisation.minimum
    times = queries.times(organisation, since, until)
    columns = columns_of(_shares(times, _month), WAYS, minimum) or WAYS[-1]
    tables = []
    for row, rest in ((_month, MONTHS_TOGETHER), (_project, PROJECTS_TOGETHER)):
        shares = _shares(times, row)
        sums = protect_sums(shares, columns=columns, minimum=minimum, rest=rest)
        names = rows_of_enough(shares, minimum, rest)
        of_line = {name: {one.row for one in some} for name, some in names}
        days = {
            name: _days([one for one in times if row(one) in rows], minimum)
            for name, rows in of_line.items()
        }
        tables.append((sums, days))
    (months, by_month), (projects, by_project) = tables
    if not (months.open_totals and projects.open_totals):
        projects = protect_sums([], columns=columns, minimum=minimum, rest="")
    waited = _days(times, minimum)
    costs = queries.costs(organisation, since, until)
    return Budget(
        since,
        until,
        _table(months, by_month, _month_in_words),
        _table(projects, by_project, str),
        _chose(organisation, until),
        _cost([one for one in costs if one.paid], minimum),
        _cost([one for one in costs if not one.paid], minimum),
        waited,
    )


def _month(one: Time) -> str:
    return f"{one.day:%Y-%m}"


def _project(one: Time) -> str:
    return one.project or NO_PROJECT


def _month_in_words(name: str) -> str:
    if name == MONTHS_TOGETHER:
        return name
    return date_format(date.fromisoformat(f"{name}-01"), "F Y")


def _shares(times: Iterable[Time], row: Callable[[Time], str]) -> list[Share]:
    return [
        Share(one.person, row(one), column, getattr(one, column))
        for one in times
        for column in WAYS[0]
        if getattr(one, column)
    ]


def _days(times: Iterable[Time], minimum: int) -> tuple[float, int] | None:
    paid = [one for one in times if one.days is not None]
    if len({one.person for one in paid}) < minimum:
        return None
    waited = [one.days for one in paid if one.days is not None]
    return median(waited), max(waited)


def _table(
    sums: ProtectedSums,
    days: dict[str, tuple[float, int] | None],
    in_words: Callable[[str], str],
) -> Table:
    lines = []
    for place, name in enumerate(sums.rows):
        waited = days.get(name)
        middle = waited[0] if waited else None
        lines.append(Line(in_words(name), sums.cells[place], sums.row_totals[place], middle))
    return Table(sums.columns, tuple(lines), sums.column_totals, sums.total)


def _chose(organisation: Organisation, until: date) -> tuple[tuple[str, Shown], ...]:
    chosen = list(queries.chosen(organisation, until).values())
    counts = tuple(chosen.count(way) for way in CHOSE)
    minimum = organisation.minimum
    if len(chosen) < minimum:
        return ()
    tally = Tally("chosen", tuple(CHOSE.values()), counts, len(chosen))
    (found,) = protect_report([tally], responses=len(chosen), minimum=minimum)
    assert isinstance(found, ProtectedTally)
    return (*zip(CHOSE.values(), found.counts, strict=True), ("Of so many people", found.answered))


def _cost(costs: list[queries.Cost], minimum: int) -> Shown:
    people = len({one.person for one in costs})
    if 0 < people < minimum:
        return Shown.withheld(FEW)
    return Shown(sum(one.amount for one in costs))


def as_rows(title: str, found: Budget) -> Rows:
    """Return the figures as a table to take away: a line for each figure."""
    return Rows(title, COLUMNS, _lines(found))


def _lines(found: Budget) -> Iterator[tuple[str, ...]]:
    for kind, table in (("by month", found.months), ("by project", found.projects)):
        for line in table.lines:
            yield kind, line.name, "Offered", in_pounds(line.offered)
            for column, cell in zip(table.columns, line.cells, strict=True):
                yield kind, line.name, column, in_pounds(cell)
            days = "not shown" if line.days is None else f"{line.days:g}"
            yield kind, line.name, "Days to pay, in the middle", days
    for words, many in found.chose:
        yield "how people chose", words, "People", str(many)
    yield "costs", "All", "Paid", in_pounds(found.costs_paid)
    yield "costs", "All", "Still to be paid", in_pounds(found.costs_wait)


def in_pounds(amount: Shown) -> str:
    """Return a sum as a number of pounds, or that it is not shown."""
    return str(amount) if amount.value is None else f"{amount.value / 100:.2f}"
