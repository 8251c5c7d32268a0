"""A session design, as staff type it in. The agenda of a new one begins as a list; from then on it
has pages of its own."""

from typing import Any

from django import forms

from alongside.methods.agenda import minutes

from ..actions import Contents
from ..models import DesignVersion
from .as_list import HOW, list_field, read_list
from .fields import line, text_area

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
    agenda = list_field(
        "Agenda",
        f"{HOW} What stands here is an example: change it. Next you can make any item a slide, a "
        "question or cards to place.",
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
        self.version = version
        if version:
            del self.fields["name"], self.fields["agenda"]
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
        return read_list(self.cleaned_data["agenda"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        length, pause = data.get("minutes"), data.get("break_minutes") or 0
        if length and pause >= length:
            self.add_error("break_minutes", "Make the break shorter than the session")
        planned = minutes(data.get("agenda") or [])
        if length and planned > length:
            self.add_error(
                "agenda", f"The agenda takes {planned} minutes, and the session has {length}"
            )
        return data

    def contents(self) -> Contents:
        data = self.cleaned_data
        return Contents(
            minutes=data["minutes"],
            break_minutes=data["break_minutes"] or 0,
            agenda=self.version.agenda if self.version else data["agenda"],
            activities=data["activities"],
        )

    def words(self) -> dict[str, Any]:
        """Return what changed and why, as `actions.change_design` takes them."""
        names = ("changed", "because", "use_for_planned")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


def _as_typed(version: DesignVersion) -> dict[str, Any]:
    names = ("minutes", "break_minutes", "activities", "changed", "because")
    return {name: getattr(version, name) for name in names}
