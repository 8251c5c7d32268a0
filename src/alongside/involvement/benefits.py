"""The letter that somebody can show to whoever decides about their benefits: what they do, what
they were offered, what they chose and signed, and what they got. It says only what is recorded."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from alongside.methods.documents.model import (
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    Notice,
    Paragraph,
    Table,
)
from alongside.methods.money import pounds

from .models import Choice, Part

FREE = "Nobody has to take part, or to come back. They can stop at any time and do not say why."


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def letter(part: Part, today: date) -> Document:
    """Return the letter about one part, as it stands today. The part has a place."""
    opportunity, member = part.opportunity, part.member
    organisation = opportunity.organisation
    blocks: list[Block] = [
        Paragraph("To whom it may concern", tone="lead"),
        Paragraph(
            f"{member} takes part in “{opportunity}” with {organisation}, because of what they "
            "know from their own life. It is part of how services here are planned and run "
            "together with the people who use them."
        ),
        Heading("What it is"),
        Bullets(
            tuple(
                line
                for line in (
                    opportunity.what,
                    f"When: {opportunity.when}",
                    f"Since {_day(timezone.localdate(part.placed))}" if part.placed else "",
                    f"Until {_day(timezone.localdate(part.left))}" if part.left else "",
                    FREE,
                )
                if line
            )
        ),
        *_offered(part),
        *_given(part),
        *_costs(part),
        Notice(
            "Questions",
            (f"Please ask {opportunity.contact}: {opportunity.reach}.",),
        ),
    ]
    return Document(
        title=f"{member}: taking part in “{opportunity}”",
        kicker=str(organisation),
        blocks=tuple(blocks),
        facts=(("Written", _day(today)),),
        made=today,
        language="en-GB",
    )


def _offered(part: Part) -> list[Block]:
    offer = getattr(part, "offer", None)
    if offer is None:
        return [Heading("Money"), Paragraph("No money was offered.")]
    blocks: list[Block] = [
        Heading("What was offered"),
        Paragraph(f"{offer}. Told on {_day(timezone.localdate(offer.made))}."),
    ]
    rows = tuple(
        (_day(timezone.localdate(choice.at)), chosen(choice), choice.signed)
        for choice in offer.choices.order_by("at", "pk")
    )
    if not rows:
        return [*blocks, Paragraph("They have not chosen yet what they take of it.")]
    columns = (Column("Day"), Column("What they chose"), Column("Signed"))
    return [*blocks, Table("What they chose, and signed", columns, rows)]


def chosen(choice: Choice) -> str:
    """Return in words what somebody chose of what was offered."""
    way = Choice.Way
    if choice.way == way.DECLINE:
        return f"Nothing of the {pounds(choice.offered)}"
    if choice.way == way.LESS:
        how = way(choice.less_as).label.lower()
        return f"{pounds(choice.amount)} of the {pounds(choice.offered)}: {how}"
    if choice.way == way.DONATE:
        return f"All of it goes to {choice.charity}"
    return f"{pounds(choice.amount)}: {choice.get_way_display().lower()}"


def _given(part: Part) -> list[Block]:
    given = part.given.select_related("choice").order_by("day", "pk")
    rows = tuple(
        (
            _day(one.day),
            one.what,
            "not chosen yet" if one.amount is None else pounds(one.amount),
            _day(one.paid_on) if one.paid_on else "not yet" if one.amount else "nothing to pay",
        )
        for one in given
    )
    if not rows:
        return []
    columns = (Column("Day"), Column("What they did"), Column("For it"), Column("Paid"))
    return [Table("When they took part", columns, rows)]


def _costs(part: Part) -> list[Block]:
    rows = tuple(
        (
            one.get_kind_display(),
            pounds(one.amount),
            _day(one.paid_on) if one.paid_on else "not yet",
        )
        for one in part.expenses.all()
    )
    if not rows:
        return []
    columns = (Column("Cost"), Column("How much"), Column("Paid"))
    note = "These are costs of taking part, paid ahead or paid back. They are no pay."
    return [Table("Costs of taking part", columns, rows, note=note)]
