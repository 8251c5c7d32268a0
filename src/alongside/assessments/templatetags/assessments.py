"""What the templates of assessments say of an item."""

from collections.abc import Mapping
from typing import Any

from django import template

from alongside.methods.instruments import Instrument

register = template.Library()


@register.filter
def of(known: Mapping[str, Any], key: str) -> Any:
    """Return what is known of an item; None where nothing is."""
    return known.get(key)


@register.filter
def point(instrument: Instrument, number: int | None) -> str:
    """Return a point of the scale in words, as "3 (In some places)"; "" for none."""
    return f"{number} ({instrument.label(number)})" if number else ""


@register.simple_tag
def rows(instrument: Instrument, on: Any) -> list[tuple[str, int, int | None, int | None]]:
    """Return a line of the table of an item for each point, highest first, and for those who do not
    know or left it out: its words, how many of all, of staff, of people with lived experience."""
    apart = on.staff is not None
    staff, experience = (on.staff, on.experience) if apart else (on.everybody, on.everybody)
    lines = [
        (instrument.label(at + 1), on.everybody.counts[at], staff.counts[at], experience.counts[at])
        for at in reversed(range(len(instrument.scale)))
    ]
    for words, name in (("I do not know", "not_known"), ("Left it out", "left_out")):
        lines.append((words, *(getattr(one, name) for one in (on.everybody, staff, experience))))
    return lines if apart else [(words, many, None, None) for words, many, _, _ in lines]
