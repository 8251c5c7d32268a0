"""From what was counted to the document of an evaluation report."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from alongside.gatherings import counts
from alongside.methods.documents.model import (
    Bar,
    Bars,
    Block,
    Cell,
    Column,
    Document,
    Figures,
    Heading,
    Notice,
    Paragraph,
    Table,
)
from alongside.methods.shown import Shown
from alongside.people.models import Organisation

from . import codebook, outcomes, pledges, support, words
from .memory import Memory
from .queries import Beyond, Inputs

WHY_MORE = (
    "Somebody may have come without checking in, or answered without having come. All answers are "
    "counted."
)
IN_THEIR_ROUNDS = "in their rounds"
"""What stands for who came where the answers of several rounds were collected together."""

LEVELS = (
    (
        "learning",
        "What people learned",
        "What they can say and do now. “Before” is what they remembered at the end.",
    ),
    (
        "behaviour",
        "What people did afterwards",
        "What they told us weeks later.",
    ),
    (
        "reaction",
        "What people thought of it",
        "Reaction: whether they liked it and found it useful. It does not show that they learned.",
    ),
    ("", "What else we asked", ""),
)
"""The parts of a report by what a question measures, with what a reader should know of each."""


def document(inputs: Inputs, memory: Memory, *, made: date, fingerprint: str) -> Document:
    """Return the report. Every count of answers has passed the protection; `memory` knows them."""
    found = outcomes.outcomes(inputs, memory)
    period = f"{_day(inputs.since)} to {_day(inputs.until)}"
    return Document(
        title=_title(inputs),
        kicker=f"Evaluation report · {inputs.programme.name} · {period}",
        blocks=tuple(_blocks(inputs, found)),
        facts=(
            ("Programme", inputs.programme.name),
            ("Period", period),
            ("Made on", _day(made)),
            ("Numbers below this are hidden", str(inputs.minimum)),
            ("Likely ranges", "Wilson intervals, 95 %"),
            ("Fingerprint of what was counted (SHA-256)", fingerprint),
        ),
        made=made,
        variables=codebook.variables(inputs),
    )


def _title(inputs: Inputs) -> str:
    responses = sum(one.responses for one in inputs.rounds)
    if not inputs.totals.sessions:
        return f"{inputs.programme.name}: no sessions in this time"
    if not responses:
        return f"{inputs.programme.name}: who came"
    return f"What {responses} people told us about {inputs.programme.name}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _blocks(inputs: Inputs, found: list[outcomes.Outcome]) -> Iterator[Block]:
    if not inputs.totals.sessions:
        yield Paragraph("No session of this programme took place in this time.", "lead")
        return
    yield _figures(inputs)
    if inputs.organisation.example:
        yield Notice("Example data", ("The people and their answers are made up.",))
    if inputs.beyond:
        yield Notice(
            "More people answered than are on the register",
            (*(_more_answered(inputs, one) for one in inputs.beyond), WHY_MORE),
        )
    if inputs.still_open:
        yield Paragraph(_still_open(inputs.still_open), "soft")
    for level, title, says in LEVELS:
        part = [outcome for outcome in found if outcome.level == level]
        if part:
            yield Heading(title)
            if says:
                yield Paragraph(says, "soft")
        for outcome in part:
            yield from outcome.blocks
        if level == "learning":
            yield from support.blocks(inputs, level=3 if part else 2)
    yield from words.blocks(inputs)
    yield from pledges.blocks(inputs.pledged)
    yield Heading("Who came")
    yield from _who_came(inputs)


def _more_answered(inputs: Inputs, beyond: Beyond) -> str:
    days = [_day(timezone.localdate(gathering.starts)) for gathering in beyond.gatherings]
    came = counts.shown(inputs.organisation, beyond.came)
    on = "how many are on the register is not shown"
    if not (isinstance(came, Shown) and came.hidden):
        on = f"{came} {'is' if beyond.came == 1 else 'are'} on the register"
    return f"{' and '.join(days)}: {beyond.answered} people answered, {on}."


def _still_open(evaluations: int) -> str:
    if evaluations == 1:
        return "One evaluation is still open. Its answers are counted once it has closed."
    return f"{evaluations} evaluations are still open. Their answers are counted once they close."


def _figures(inputs: Inputs) -> Figures:
    organisation, totals = inputs.organisation, inputs.totals
    responses = sum(one.responses for one in inputs.rounds)
    items: list[tuple[str, Cell]] = [
        ("places taken", counts.shown(organisation, totals.places)),
        ("different people", counts.shown(organisation, totals.people)),
        ("session" if totals.sessions == 1 else "sessions", totals.sessions),
        ("service area" if totals.areas == 1 else "service areas", totals.areas),
    ]
    if responses:
        items.append(("answered the questions", responses))
    return Figures(tuple(items))


def _who_came(inputs: Inputs) -> Iterator[Block]:
    if len(inputs.rounds) > 1:
        yield _rounds(inputs)
    by_session, total = counts.shown_by_session(inputs.organisation, inputs.sessions)
    yield Bars(
        caption="People at each session",
        note=f"{len(by_session)} session{'s' * (len(by_session) != 1)}",
        head=("Date", "People"),
        bars=tuple(_bars([(_day(timezone.localtime(g.starts).date()), n) for g, n in by_session])),
        total=("All", total),
        says="A person who came to two sessions is counted at each.",
    )
    areas, reached = _areas(inputs), inputs.totals.areas
    if areas is None:
        yield Paragraph("Who came from which service area is not shown: some areas are small.")
        return
    yield Bars(
        caption="People from each service area",
        note=f"{reached} service area{'s' * (reached != 1)}",
        head=("Service area", "Places taken"),
        bars=tuple(_bars([(row.name, row.places) for row in areas])),
        total=("All", inputs.totals.places),
        says="Who came is not what they said: answers are never shown for a small area.",
    )


def _areas(inputs: Inputs) -> list[counts.AreaCount] | None:
    """Return who came from which area; None when the organisation protects that and one is small,
    because a table with a gap could be filled from the total."""
    numbers = [counts.shown(inputs.organisation, row.places) for row in inputs.areas]
    small = any(isinstance(number, Shown) and number.hidden for number in numbers)
    return None if small else inputs.areas


def _bars(rows: list[tuple[str, Shown | int]]) -> Iterator[Bar]:
    """Yield a bar for each row, the longest reaching the end."""
    values = [number.value if isinstance(number, Shown) else number for _, number in rows]
    longest = max((value or 0 for value in values), default=0) or 1
    for (label, number), value in zip(rows, values, strict=True):
        yield Bar(label, number, None if value is None else value / longest)


def _came(organisation: Organisation, totals: counts.Totals) -> tuple[Cell, Cell, Cell]:
    return (
        totals.sessions,
        counts.shown(organisation, totals.places),
        counts.shown(organisation, totals.people),
    )


def _rounds(inputs: Inputs) -> Table:
    """Return the rounds side by side: places taken and different people are both shown."""
    organisation = inputs.organisation
    return Table(
        caption="Rounds side by side",
        columns=(
            Column("Round"),
            Column("Led by"),
            Column("Sessions", number=True),
            Column("Places taken", number=True),
            Column("Different people", number=True),
            Column("Answered", number=True),
        ),
        rows=tuple(
            (
                one.name,
                one.led_by,
                *(_came(organisation, one.totals) if one.gatherings else (IN_THEIR_ROUNDS,) * 3),
                one.responses,
            )
            for one in inputs.rounds
        ),
    )
