"""A session design, as staff type it in: the agenda is one item a line."""

import re
from typing import Any

from django import forms

from ..actions import Contents
from ..models import DesignVersion
from .fields import line, text_area, too_long

ITEM = re.compile(r"(\d{1,3})\s*(?:min(?:ute)?s?\b\.?)?\s*[:,.–-]?\s+(\S.*)", re.IGNORECASE)
STARTER = """10 Welcome, and what we agreed last time
20 What we mean by co-production
20 What gets in the way: sort the cards together
10 Tea, and a stretch
20 Try it: a real piece of your own work
10 What you will do next, and a few questions"""


class DesignForm(forms.Form):
    """What one version of a design says. `contents()` gives the values as actions take them."""

    name = line("What is this design called?", "the name of the design")
    minutes = forms.IntegerField(
        label="How many minutes does it take, with the break?",
        min_value=1,
        max_value=1440,
        error_messages={
            "required": "Enter how many minutes it takes",
            "invalid": "Enter a number of minutes, like 90",
            "min_value": "Enter 1 or more",
            "max_value": "Enter 1440 or fewer: that is a whole day",
        },
    )
    break_minutes = forms.IntegerField(
        label="How many of them are a break?",
        required=False,
        min_value=0,
        max_value=600,
        error_messages={"invalid": "Enter a number of minutes, like 10"},
    )
    agenda = text_area(
        "Agenda",
        "the agenda",
        "One item a line: the minutes, then what happens. After a | you can add a note, like "
        "“20 Sort the cards | Added after feedback”.",
        rows=9,
    )
    activities = text_area(
        "Activities, videos and what to bring", "the text", "Notes for whoever leads it.", rows=4
    )
    changed = text_area(
        "What changed?", "the text", "Like “The session is an hour and a half, not three”."
    )
    because = text_area(
        "Why?", "the text", "What people said, or what you saw. Readers of the report see it."
    )
    use_for_planned = forms.BooleanField(
        label="Use it for the sessions that are planned already", required=False, initial=True
    )

    def __init__(
        self,
        *args: Any,
        version: DesignVersion | None = None,
        fixed: bool = False,
        because: str = "",
        **kwargs: Any,
    ) -> None:
        """`version` is what stands now, `fixed` whether it has been used already, and `because` the
        beginning of the reason for the next one."""
        kwargs["initial"] = _as_typed(version) if version else {"agenda": STARTER}
        super().__init__(*args, **kwargs)
        if version:
            del self.fields["name"]
        else:
            self.fields["agenda"].help_text += " What stands here is an example: change it."
        if fixed:
            self.initial.update(changed="", because=because)
            for name, problem in (("changed", "Enter what changed"), ("because", "Enter why")):
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = problem
        else:
            del self.fields["use_for_planned"]
        if not fixed and (version is None or version.number == 1):
            del self.fields["changed"], self.fields["because"]

    def clean_agenda(self) -> list[dict[str, Any]]:
        items = []
        for number, raw in enumerate(self.cleaned_data["agenda"].splitlines(), start=1):
            if not raw.strip():
                continue
            words, _, about = raw.strip().partition("|")
            found = ITEM.fullmatch(words.strip())
            if not found:
                raise forms.ValidationError(
                    f"Line {number}: start with the minutes, like “10 Welcome”"
                )
            if len(found[2]) > 200:
                raise forms.ValidationError(f"Line {number}: {too_long('the item', 200)}")
            items.append(
                {"title": found[2].strip(), "minutes": int(found[1]), "about": about.strip()}
            )
        return items

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        minutes, pause = data.get("minutes"), data.get("break_minutes") or 0
        if minutes and pause >= minutes:
            self.add_error("break_minutes", "Make the break shorter than the session")
        planned = sum(item["minutes"] for item in data.get("agenda") or [])
        if minutes and planned > minutes:
            self.add_error(
                "agenda", f"The agenda takes {planned} minutes, and the session has {minutes}"
            )
        return data

    def contents(self) -> Contents:
        data = self.cleaned_data
        return Contents(
            minutes=data["minutes"],
            break_minutes=data["break_minutes"] or 0,
            agenda=data["agenda"],
            activities=data["activities"],
        )

    def words(self) -> dict[str, Any]:
        """Return what changed and why, as `actions.change_design` takes them."""
        names = ("changed", "because", "use_for_planned")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


def _as_typed(version: DesignVersion) -> dict[str, Any]:
    lines = [
        f"{item['minutes']} {item['title']}" + (f" | {item['about']}" if item["about"] else "")
        for item in version.agenda
    ]
    return {
        name: getattr(version, name)
        for name in ("minutes", "break_minutes", "activities", "changed", "because")
    } | {"agenda": "\n".join(lines)}
