"""Strings to values for what people said about a project. Nothing here saves."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from alongside.people.forms import StaffFileForm
from alongside.people.models import Membership, Role
from alongside.projects.models import Project
from alongside.walls.models import Kept
from alongside.web.fields import Day, Rows, SentOnce

from ..models import Contribution, ProjectTheme
from ..queries.said import Looking

AGREED = [
    (Contribution.Quoting.NO, "No. Only staff who run this project read my words."),
    (
        Contribution.Quoting.WITHOUT_NAME,
        "Yes, everybody may read my words. My name does not stand beside them.",
    ),
    (
        Contribution.Quoting.WITH_NAME,
        "Yes, everybody may read my words, with the name that I chose.",
    ),
]
"""What people agree to, in the words that are read out to them."""

TYPED_IN = [
    (kind.value, kind.label) for kind in Contribution.Kind if kind != Contribution.Kind.ANSWER
]
"""What can be typed in. Answers stay in their survey."""

ASK_THEM = (
    "Read this out: “May we show your words to everybody, also on the web? You can say no, and you "
    "can take them back later.”"
)


def quoting() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="What did they agree to?",
        choices=AGREED,
        widget=forms.RadioSelect,
        help_text=ASK_THEM,
        error_messages={"required": "Choose what they agreed to"},
    )


def name() -> forms.CharField:
    return forms.CharField(
        label="The name that they chose",
        required=False,
        max_length=100,
        help_text="Only if it is to stand beside their words. It can be a made-up one.",
    )


def day(label: str, required: str) -> Day:
    return Day(
        label=label,
        error_messages={"required": required},
    )


class WriteDownForm(SentOnce):
    """What somebody said."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=TYPED_IN,
        error_messages={"invalid_choice": "Choose what it is from the list"},
    )
    text = forms.CharField(
        label="What did they say?",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="In their own words. Leave out what is about other people. Of a recording: what "
        "was said in it, in a few sentences.",
        error_messages={
            "required": "Enter what they said, in their own words",
            "max_length": "Make it shorter: 10,000 letters or fewer",
        },
    )
    said_on = day("On which day?", "Enter the day on which they said it")
    where = forms.CharField(
        label="Where?", required=False, max_length=300, help_text="For example: the open evening."
    )
    quoting = quoting()
    name = name()
    member = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Who was it, if you know?",
        required=False,
        empty_label="Nobody’s name is kept",
        help_text="People of this project and experts by experience. It is never shown to others.",
        error_messages={"invalid_choice": "Choose somebody from the list"},
    )

    def __init__(self, *args: Any, project: Project, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("said_on", today)
        self.initial.setdefault("kind", Contribution.Kind.WORDS)
        self.fields["member"].queryset = _known(project)


def _known(project: Project) -> Any:
    known = Q(seats__project=project) | Q(roles__name=Role.Name.EXPERT)
    return project.organisation.memberships.filter(known, left=None).distinct()


class ConsentForm(forms.Form):
    """What somebody agreed to, after they changed their mind."""

    quoting = quoting()
    name = name()


class LookForm(forms.Form):
    """Which contributions somebody looks for. What is not understood looks for nothing."""

    q = forms.CharField(label="Words in it", required=False, max_length=100)
    show = forms.ChoiceField(
        label="Which of them",
        required=False,
        choices=[
            ("", "All"),
            ("without theme", "In no theme yet"),
            ("not answered", "Nothing decided about it yet"),
        ],
    )
    theme = forms.ModelChoiceField(
        ProjectTheme.objects.none(), label="Theme", required=False, empty_label="Any"
    )
    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[("", "Any"), *Contribution.Kind.choices]
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = project.themes.all()

    def looking(self) -> Looking:
        self.is_valid()
        data = self.cleaned_data
        theme = data.get("theme")
        return Looking(
            words=data.get("q", ""),
            show=data.get("show", ""),
            theme=theme.pk if theme else None,
            kind=data.get("kind", ""),
        )


class TickForm(forms.Form):
    """Some of the contributions of a project, ticked in a list."""

    contribution = Rows(
        Contribution.objects.none(),
        label="What people said",
        error_messages={
            "required": "Tick at least one thing that somebody said",
            "invalid_choice": "One of them is not there any more. Tick them again",
        },
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contribution"].queryset = rows


class PutForm(TickForm):
    """Contributions that go into a theme."""

    theme = forms.ModelChoiceField(
        ProjectTheme.objects.none(),
        label="Into which theme?",
        error_messages={
            "required": "Choose the theme they go into",
            "invalid_choice": "Choose a theme from the list",
        },
    )

    def __init__(self, *args: Any, rows: Any, project: Project, **kwargs: Any) -> None:
        # The list it stands on has another form with a theme.
        super().__init__(*args, rows=rows, auto_id="put_%s", **kwargs)
        self.fields["theme"].queryset = project.themes.all()


class BringForm(forms.Form):
    """What was kept from walls and rooms, ticked in a list."""

    kept = Rows(
        Kept.objects.none(),
        label="What was kept",
        error_messages={
            "required": "Tick at least one",
            "invalid_choice": "One of them was taken back or brought already. Tick them again",
        },
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"].queryset = rows


class SaidSheetForm(StaffFileForm):
    """A spreadsheet of what people said, and what holds for lines that do not say."""

    what = "a list of what people said"
    most_megabytes = 2

    said_on = day("On which day, for lines without one?", "Enter the day on which they said it")
    where = forms.CharField(label="Where, for lines without one?", required=False, max_length=300)
    quoting = forms.ChoiceField(
        label="May others read the words, for lines that do not say?",
        choices=[
            (Contribution.Quoting.NO, "No, or nobody asked them"),
            (Contribution.Quoting.WITHOUT_NAME, "Yes, without a name: they agreed to it"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether others may read the words"},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("said_on", today)
        self.initial.setdefault("quoting", Contribution.Quoting.NO)
