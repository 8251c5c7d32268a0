"""Strings to values for making a report. Nothing here saves."""

from typing import Any

from django import forms
from django.utils import timezone

from alongside.asks.models import Wave
from alongside.gatherings.models import Programme
from alongside.people.models import Organisation
from alongside.web.fields import Day

from . import looking, queries
from .answers import Collected, collected
from .looking import View
from .models import Report


class ReportForm(forms.Form):
    """Which sessions a report is about, and what it puts side by side."""

    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label="Programme",
        empty_label=None,
        error_messages={"required": "Choose a programme"},
    )
    since = Day(
        label="From",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Enter the first day", "invalid": "Enter a date"},
    )
    until = Day(
        label="To",
        help_text="The last day that counts.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Enter the last day", "invalid": "Enter a date"},
    )
    compare = forms.ChoiceField(
        label="Put side by side",
        choices=Report.Compare.choices,
        widget=forms.RadioSelect,
        initial=Report.Compare.COHORT,
        error_messages={"required": "Choose what to put side by side"},
    )

    split = forms.ChoiceField(
        label="Split the answers by",
        help_text="Only where the groups are large enough. If they are not, the report says so.",
        required=False,
        error_messages={"invalid_choice": "Choose one of the questions"},
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = organisation.programmes.all()
        questions = queries.questions_to_split_by(organisation)
        if questions:
            self.fields["split"].choices = [("", "Nothing"), *questions.items()]
        else:
            del self.fields["split"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", "Enter a last day that is not before the first")
        return data


class LookForm(forms.Form):
    """How to look at the results of a wave. `view()` gives it back once it is valid."""

    by = forms.ChoiceField(
        label="Split by",
        required=False,
        help_text="Only where the groups are large enough.",
        error_messages={"invalid_choice": "Choose from the list what to split by"},
    )
    only = forms.ChoiceField(
        label="Count only",
        required=False,
        error_messages={"invalid_choice": "Choose from the list whose answers are counted"},
    )
    also = forms.ChoiceField(
        label="And of these only",
        required=False,
        help_text="At most two things are crossed: the more are, the fewer people are left.",
        error_messages={"invalid_choice": "Choose from the list whose answers are counted"},
    )
    other = forms.ChoiceField(
        label="With another time",
        required=False,
        help_text="Side by side says what changed. Counted together, two small times can be shown "
        "that could not be alone.",
        error_messages={"invalid_choice": "Choose the other time from the list"},
    )

    def __init__(self, *args: Any, wave: Wave, **more: Any) -> None:
        super().__init__(*args, **more)
        found = collected([wave])
        self.collected = found[0] if found else Collected(wave)
        fields: Any = self.fields
        by, whom = looking.splits(self.collected), looking.filters(self.collected)
        if by:
            fields["by"].choices = [("", "Nothing"), *by.items()]
            fields["only"].choices = [("", "Everybody"), *whom.items()]
            fields["also"].choices = [("", "All of them"), *whom.items()]
        else:
            del fields["by"], fields["only"], fields["also"]
        others = [(one.pk, _called(one)) for one in looking.others(wave)]
        if others:
            same = [(one.pk, _called(one)) for one in looking.with_the_same_people(wave)]
            ways = (
                ("The same people, by the code that they made", looking.SAME_PEOPLE, same),
                ("Side by side with", looking.BESIDE, others),
                ("Counted together with", looking.TOGETHER, others),
            )
            fields["other"].choices = [
                ("", "No other"),
                *((w, [(f"{how}:{pk}", n) for pk, n in waves]) for w, how, waves in ways if waves),
            ]
        else:
            del fields["other"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        if not any(data.values()):
            raise forms.ValidationError("Choose how to look at it")
        if data.get("by") and data.get("other", "").startswith(looking.BESIDE):
            self.add_error("by", "Choose one: split by this, or side by side with another time")
        narrowed = any(data.get(name) for name in ("by", "only", "also"))
        if narrowed and data.get("other", "").startswith(looking.SAME_PEOPLE):
            self.add_error("other", "Choose one: the same people, or some of them only")
        return data

    def view(self) -> View:
        """Return how to look at the results."""
        data = self.cleaned_data
        chosen = [data.get("only"), data.get("also")]
        where = [looking.condition(self.collected, code) for code in chosen if code]
        how, _, other = data.get("other", "").partition(":")
        return View(
            by=data.get("by", ""),
            where=tuple(sorted(one for one in where if one is not None)),
            other=int(other) if other else None,
            how=how,
        )


def _called(wave: Wave) -> str:
    opened = timezone.localtime(wave.opens)
    return f"{wave.title} ({opened.day} {opened:%B %Y})"
