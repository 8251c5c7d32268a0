"""An agenda as a list: one item a line, the minutes first, a note after a |."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from alongside.methods import agenda

from .fields import text_area, too_long

ITEM = re.compile(r"(\d{1,3})\s*(?:min(?:ute)?s?\b\.?)?\s*[:,.–-]?\s+(\S.*)", re.IGNORECASE)
HOW = (
    "One item a line: the minutes, then what happens. After a | you can add a note, like “20 Sort "
    "the cards | Added after feedback”."
)
MOST = 100

type Item = dict[str, Any]


def list_field(label: str, help_text: str = HOW, rows: int = 9) -> Any:
    return text_area(label, "the agenda", help_text, rows=rows, most=20_000)


def as_list(items: Sequence[agenda.Item]) -> str:
    """Return an agenda as it is typed."""
    return "\n".join(
        f"{item['minutes']} {item['title']}" + (f" | {item['about']}" if item["about"] else "")
        for item in items
    )


def read_list(text: str) -> list[Item]:
    """Return what was typed as items that are talks. Raises ValidationError with the line."""
    items = []
    for number, raw in enumerate(text.splitlines(), start=1):
        if not raw.strip():
            continue
        words, _, about = raw.strip().partition("|")
        found = ITEM.fullmatch(words.strip())
        if not found:
            raise forms.ValidationError(f"Line {number}: start with the minutes, like “10 Welcome”")
        for what, typed, most in (("item", found[2], "title"), ("note", about, "about")):
            if len(typed.strip()) > agenda.LIMITS[most]:
                problem = too_long(f"the {what}", agenda.LIMITS[most])
                raise forms.ValidationError(f"Line {number}: {problem}")
        items.append({"title": found[2].strip(), "minutes": int(found[1]), "about": about.strip()})
    if len(items) > MOST:
        raise forms.ValidationError(f"Write {MOST} items or fewer")
    return items


def merged(typed: Sequence[Item], old: Sequence[agenda.Item]) -> list[Item]:
    """Return the items that were typed, each with everything else that it had before.

    An item is the old one of the same title (the first that is left); where there is none, the one
    that stood at the same place, unless that has gone elsewhere: then it had another title.
    """
    left = dict(enumerate(old))
    found: dict[int, agenda.Item] = {}
    for at, item in enumerate(typed):
        same = [n for n, one in left.items() if one["title"].casefold() == item["title"].casefold()]
        if same:
            found[at] = left.pop(at if at in same else same[0])
    for at in range(len(typed)):
        if at not in found and at in left:
            found[at] = left.pop(at)
    return [{**found.get(at, {}), **item} for at, item in enumerate(typed)]


class AgendaListForm(forms.Form):
    """The whole agenda as a list. `agenda()` gives it back with what else its items had."""

    items = list_field(
        "Agenda",
        HOW + " An item keeps its slide, question, cards and notes as long as its title or its "
        "place stays. A line you take out takes them with it.",
        rows=16,
    )

    def __init__(self, *args: Any, old: Sequence[agenda.Item], **kwargs: Any) -> None:
        kwargs["initial"] = {"items": as_list(old)}
        super().__init__(*args, **kwargs)
        self.old = old

    def clean_items(self) -> list[Item]:
        return merged(read_list(self.cleaned_data["items"]), self.old)

    def agenda(self) -> list[Item]:
        """Return the agenda as it was typed."""
        items: list[Item] = self.cleaned_data["items"]
        return items
