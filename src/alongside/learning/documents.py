"""A plan on a page: one document that every format is drawn from."""

from datetime import date

from django.utils import timezone

from alongside.methods.documents.model import (
    Block,
    Column,
    Document,
    Figures,
    Heading,
    Notice,
    Paragraph,
    Table,
)
from alongside.methods.money import pounds

from . import months
from .models import Activity, Expectation, Plan, PlanVersion
from .queries.planned import HELD, LATE, NOT_HELD, Month

BECAME = {HELD: "Held", NOT_HELD: "Not held", LATE: "Late: nobody has said"}


def on_a_page(
    plan: Plan,
    *,
    year: list[Month],
    activities: list[Activity],
    expectations: list[Expectation],
    version: PlanVersion | None,
    state: str,
    since: str,
    today: date,
) -> Document:
    """Return a plan as a document: aim, what is planned and what became of it, what is expected and
    whether it was met, who signed it."""
    return Document(
        title=plan.title,
        kicker=f"Learning plan · {plan.area} · {_period(plan)}",
        blocks=tuple(_blocks(plan, year, activities, expectations)),
        facts=(
            ("Who sees to it", str(plan.owner)),
            ("Signed", _signed(version, state, since)),
            ("As it was on", _day(today)),
        ),
        made=today,
    )


def _blocks(
    plan: Plan, year: list[Month], activities: list[Activity], expectations: list[Expectation]
) -> list[Block]:
    blocks: list[Block] = [Paragraph(plan.aim, "lead")]
    if plan.organisation.example:
        blocks.append(Notice("Example data", ("The plan and the people in it are made up.",)))
    blocks.append(
        Figures(
            (
                ("planned", sum(one.planned for one in year)),
                ("held", sum(one.held for one in year)),
                ("not held", sum(one.not_held for one in year)),
                ("late", sum(one.late for one in year)),
            )
        )
    )
    blocks.append(Heading("What people will learn, month by month"))
    blocks.append(_activities(activities))
    if expectations:
        blocks += [Heading("What is expected of it"), _expectations(expectations)]
    return blocks


def _activities(activities: list[Activity]) -> Table:
    names = ("Activity", "Month", "What it is", "For whom", "Who", "Cost", "What became of it")
    rows = tuple(
        (
            one.title,
            months.in_words(one.month),
            one.get_kind_display(),
            one.audience,
            str(one.owner),
            "Not known" if one.cost is None else pounds(one.cost),
            _became(one),
        )
        for one in activities
    )
    return Table("Activities", tuple(Column(name) for name in names), rows)


def _became(activity: Activity) -> str:
    words = BECAME.get(getattr(activity, "stands", ""), "To come")
    because = activity.not_held_because
    moved = activity.month != activity.first_month
    first = f" First planned for {months.in_words(activity.first_month)}." if moved else ""
    return f"{words}{f': {because}' if because else ''}.{first}".replace("..", ".")


def _expectations(expectations: list[Expectation]) -> Table:
    names = ("What is expected", "Who expects it", "How it will be seen", "Measure", "Result")
    rows = []
    for one in expectations:
        newest = next(iter(one.results.all()), None)
        result = f"{newest.get_result_display()}. {newest.reasons}" if newest else "Not said yet"
        rows.append((one.what, one.who, one.seen, one.measure, result))
    return Table("Expectations", tuple(Column(name) for name in names), tuple(rows))


SINCE = {
    "moved": ". Something moved to another month since",
    "changed": ". The plan has changed since, and nobody has signed that",
}


def _signed(version: PlanVersion | None, state: str, since: str) -> str:
    if version is None or state != "signed":
        return "Not signed"
    names = [
        f"{one.name}, {_day(timezone.localdate(one.at))}"
        for one in version.sign_offs.all()
        if one.signed
    ]
    return f"Version {version.number}: {'; '.join(names)}{SINCE.get(since, '')}"


def _period(plan: Plan) -> str:
    return f"{months.in_words(plan.start)} to {months.in_words(plan.last_month)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
