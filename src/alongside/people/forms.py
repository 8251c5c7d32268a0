"""Strings to values for people, teams and roles. Nothing here saves."""

from collections.abc import Sequence
from typing import Any

from django import forms

from alongside.web.fields import Email, Phone, Rows

from . import queries, stafflists
from .models import SMALLEST_GROUP, Group, Membership, Organisation, Role, Team
from .staffteams import NEW, Question


class MemberForm(forms.Form):
    """A member of the organisation: a new one, or one as they are (`member`)."""

    name = forms.CharField(
        label="Name", max_length=200, error_messages={"required": "Enter a name"}
    )
    email = Email(label="E-mail address", required=False)
    phone = Phone(
        label="Mobile number",
        required=False,
        help_text="For texts with a link to questions. Without an e-mail address they get those.",
    )
    letters_by = forms.ChoiceField(
        label="How do they want to be asked?",
        choices=Membership.By.choices,
        required=False,
        help_text="“Else text” means only without an e-mail address. Paper is a link that you "
        "print and hand over.",
        error_messages={"invalid_choice": "Choose how they want to be asked from the list"},
    )
    team = forms.ModelChoiceField(Team.objects.none(), label="Team", required=False)
    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=Role.Name.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="A person can have several. Staff can have lived experience too.",
    )
    can_sign_in = forms.BooleanField(
        label="Can sign in",
        required=False,
        help_text="We send a code to their e-mail address each time.",
    )

    def __init__(
        self, *args: Any, organisation: Organisation, member: Membership | None = None
    ) -> None:
        super().__init__(*args)
        self.organisation, self.member = organisation, member
        self.initial = _as_they_are(member) if member else {}
        if not queries.texts_leave():
            del self.fields["phone"], self.fields["letters_by"]
        self.fields["team"].queryset = organisation.teams.all()
        self.fields["team"].choices = [("", "No team"), *_in_the_tree(organisation)]

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        others = self.organisation.memberships.filter(left=None, email=email)
        there = (others.exclude(pk=self.member.pk) if self.member else others).first()
        if email and there:
            raise forms.ValidationError(f"{there.name} has this e-mail address here already")
        return email

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("can_sign_in") and not data.get("email") and "email" not in self.errors:
            self.add_error("email", "Enter an e-mail address, so that we can send the code")
        needed = {
            Membership.By.TEXT: ("phone", "Enter a mobile number, so that we can send texts"),
            Membership.By.EMAIL: ("email", "Enter an e-mail address, so that we can write to it"),
        }
        field, words = needed.get(data.get("letters_by", ""), ("", ""))
        if field and not data.get(field) and field not in self.errors:
            self.add_error(field, words)
        return data


class OrganisationForm(forms.Form):
    """What an organisation is called, and what it shows of numbers of people."""

    name = forms.CharField(
        label="Name of the organisation",
        max_length=200,
        help_text="It stands on every page, in every report and in letters.",
        error_messages={
            "required": "Enter the name of the organisation",
            "max_length": "Make the name shorter: 200 letters or fewer",
        },
    )
    minimum = forms.IntegerField(
        label="Smallest group that is shown",
        min_value=SMALLEST_GROUP,
        max_value=1000,
        error_messages={
            "required": "Enter a number, 5 or more",
            "invalid": "Enter a whole number, like 5",
            "min_value": "Enter 5 or more: in a smaller group people could be recognised",
            "max_value": "Enter 1,000 or less: nothing would be shown any more",
        },
    )
    protect_attendance = forms.BooleanField(
        label="Protect attendance too",
        required=False,
        help_text="Without a tick, how many people came, and how often your library was opened, is "
        "shown as it is. With a tick, those numbers are protected like answers: below the smallest "
        "group they are hidden.",
    )

    def __init__(self, *args: Any, organisation: Organisation, shown: bool) -> None:
        names = ("name", "minimum", "protect_attendance")
        super().__init__(*args)
        self.initial = {name: getattr(organisation, name) for name in names}
        self.fields["minimum"].help_text = (
            "What fewer people than this answered is never shown, on no page and in no report. "
            + (
                f"It is {organisation.minimum} now. It can only grow, because numbers have been "
                "shown already."
                if shown
                else "You can change it until the first numbers are shown; then it can only grow."
            )
        )


class StaffFileForm(forms.Form):
    """A spreadsheet of staff. Its size is looked at before any of it is read."""

    what = "a staff list"
    most_megabytes = 5

    file = forms.FileField(
        label="Spreadsheet",
        error_messages={"required": "Choose a file", "empty": "The file is empty."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "file"
        ].help_text = (
            f"CSV or Excel, with a heading for each column. Up to {self.most_megabytes} MB."
        )

    def clean_file(self) -> Any:
        file, most = self.cleaned_data["file"], self.most_megabytes
        if file.size > most * 1_000_000:
            size = file.size / 1_000_000
            raise forms.ValidationError(
                f"The file is {size:,.0f} MB; {self.what} can be up to {most} MB."
            )
        return file


class ColumnsForm(forms.Form):
    """Which column of a staff list holds what."""

    parts = stafflists.PARTS
    guess = staticmethod(stafflists.guess)

    def __init__(self, *args: Any, headings: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Not in this file"), *enumerate(headings)]
        guessed = self.guess(headings)
        for part, words in self.parts.items():
            if part == "phone" and not queries.texts_leave():
                continue
            self.fields[part] = forms.TypedChoiceField(
                label=words,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=guessed.get(part, ""),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("name") is None and data.get("first") is None and data.get("last") is None:
            self.add_error("name", "Choose the column with the names")
        return data

    def columns(self) -> dict[str, int]:
        """Return the columns chosen, as far as they are valid."""
        data = (
            self.cleaned_data if self.is_bound else {n: f.initial for n, f in self.fields.items()}
        )
        return {part: data[part] for part in self.parts if data.get(part) not in (None, "")}


class TeamsForm(forms.Form):
    """What is asked about the teams of a staff list before its people are added."""

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            asked = "There is more than one" if question.several else "Did you mean another team"
            self.fields[question.key] = forms.ChoiceField(
                label=f"“{question.name}”",
                help_text=f"{asked}{'. Which one is it?' if question.several else '?'}",
                choices=[
                    *((str(pk), name) for pk, name in question.offered),
                    (NEW, "None of these: make it a new team"),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": f"Say which team “{question.name}” is"},
            )


class ChangeTeamForm(forms.Form):
    """A team that is there: it stays where it is in the tree."""

    name = forms.CharField(
        label="Name", max_length=200, error_messages={"required": "Enter the name of the team"}
    )
    kind = forms.ChoiceField(label="What kind of part is it?", choices=Team.Kind.choices)
    headcount = forms.IntegerField(
        label="How many people work here",
        required=False,
        min_value=0,
        max_value=1_000_000,
        error_messages={"invalid": "Enter a number, like 24"},
    )
    compared = forms.BooleanField(
        label="Show this team beside others in friendly comparisons",
        required=False,
        help_text="Like which teams are furthest with answering. A team can stay out of it.",
    )


class TeamForm(ChangeTeamForm):
    """A new directorate, service area or team."""

    compared = None  # type: ignore[assignment] # a new team takes part, until somebody says no
    parent = forms.ModelChoiceField(Team.objects.none(), label="Part of", required=False)
    field_order = ("name", "kind", "parent", "headcount")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = organisation.teams.all()
        self.fields["parent"].choices = [
            ("", "Nothing: it is at the top"),
            *_in_the_tree(organisation),
        ]


def _in_the_tree(organisation: Organisation) -> list[tuple[int, str]]:
    """Return every team as a choice, each set in under the one it is part of."""
    return [(team.pk, "\u2003" * depth + team.name) for depth, team in queries.tree(organisation)]


def _as_they_are(member: Membership) -> dict[str, Any]:
    return {
        "name": member.name,
        "email": member.email,
        "phone": member.phone,
        "letters_by": member.letters_by,
        "team": member.team_id,
        "roles": [role.name for role in member.roles.all()],
        "can_sign_in": member.person_id is not None,
    }


class GroupForm(forms.Form):
    """A group and what it is for."""

    name = forms.CharField(
        label="What is the group called?",
        max_length=200,
        help_text="Like “Experts by experience panel”. It is credited under this name.",
        error_messages={
            "required": "Enter the name of the group",
            "max_length": "Make the name shorter: 200 letters or fewer",
        },
    )
    kind = forms.ChoiceField(
        label="What kind of group is it?",
        choices=Group.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what kind of group it is",
            "invalid_choice": "Choose one of the kinds in the list",
        },
    )
    about = forms.CharField(
        label="What does it do?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Make the text shorter: 4000 letters or fewer"},
    )


class ChooseMembersForm(forms.Form):
    """Which of the people found come into a group."""

    most = 25

    members = Rows(
        Membership.objects.none(),
        label="Who comes into the group?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one person",
            "invalid_choice": "Choose people in the list",
        },
    )

    def __init__(
        self, *args: Any, group: Group, search: str = "", area: Team | None = None
    ) -> None:
        """Offer the first `most` of those who match; anybody who can join may be chosen."""
        super().__init__(*args)
        found = queries.can_join(group, search, area)
        self.found = found.count()
        field: Any = self.fields["members"]
        field.queryset = queries.can_join(group)
        field.choices = [(them.pk, _in_words(them)) for them in found[: self.most]]


def _in_words(member: Membership) -> str:
    facts = [str(member.team or "No team"), *map(str, member.roles.all())]
    return f"{member.name} ({', '.join(facts)})"
