"""What somebody takes of an offer, what they gave, and what was paid."""

from datetime import date
from typing import Any

from django import forms

from alongside.methods import money
from alongside.projects.forms.fields import day_field, line_field, not_later
from alongside.web.fields import SentOnce

from ..actions.paying import ways_of
from ..models import Choice, Expense, Limit, Offer
from .fields import Pounds
from .supporting import DayForm


class ChoiceForm(forms.Form):
    """What somebody takes of an offer, signed."""

    way = forms.ChoiceField(
        label="What would you like?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you would like"},
    )
    amount = Pounds(label="If you take less: how much?", required=False)
    less_as = forms.ChoiceField(
        label="If you take less: how do you want it?", widget=forms.RadioSelect, required=False
    )
    charity = line_field("If it goes to a charity: which one?", "this", required=False)
    signed = line_field(
        "Your name",
        "your name",
        help_text="With it you sign what you chose. You can choose anew at any time.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer
        ways = ways_of(offer.part)
        self.fields["way"].choices = [(way.value, way.label) for way in ways]
        paid = [way for way in ways if way in (Choice.Way.BANK, Choice.Way.VOUCHER)]
        self.fields["less_as"].choices = [(way.value, way.label) for way in paid]
        if len(paid) == 1:
            self.initial["less_as"] = paid[0].value

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        way, amount = data.get("way"), data.get("amount")
        if way == Choice.Way.LESS:
            if "amount" not in self.errors and not (amount and amount < self.offer.amount):
                most = money.pounds(self.offer.amount)
                self.add_error("amount", f"Enter a sum that is less than {most}")
            if not data.get("less_as") and "less_as" not in self.errors:
                self.add_error("less_as", "Choose how you want the smaller sum")
        if way == Choice.Way.DONATE and not data.get("charity"):
            self.add_error("charity", "Write which charity it goes to")
        return data


class GivenForm(SentOnce):
    """Somebody gave their time."""

    day = day_field("On which day did they take part?", "the day")
    what = line_field("What did they do?", "what they did")
    units = forms.DecimalField(
        label="How much?", max_digits=6, decimal_places=2, initial=1, max_value=1000
    )

    def __init__(self, *args: Any, today: date, per: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("day", today)
        self.fields["units"].help_text = f"1 is {per}." if per else "1 is once."

    def clean_units(self) -> Any:
        units = self.cleaned_data["units"]
        if units <= 0:
            raise forms.ValidationError("Enter more than 0")
        return units

    def clean_day(self) -> date | None:
        return not_later(self.cleaned_data["day"], self.today)


class PaidForm(DayForm):
    """Somebody was paid."""

    day = day_field("On which day were they paid?", "the day")
    paid_as = line_field(
        "Number of the voucher or of the payment",
        "this",
        most=100,
        required=False,
        help_text="Never an account number: none is kept here.",
    )


class ExpenseForm(SentOnce):
    """A cost of taking part."""

    kind = forms.ChoiceField(label="What is it for?", choices=Expense.Kind.choices)
    about = line_field("From where to where, or for what?", "this", required=False)
    amount = Pounds(label="How much is it?", error_messages={"required": "Enter how much it is"})
    ahead = forms.BooleanField(
        label="Please pay it ahead, or directly",
        required=False,
        initial=True,
        help_text="So that I do not have to lend it.",
    )
    needed_by = day_field("By which day do you need it?", "the day")

    def clean_amount(self) -> int:
        amount = self.cleaned_data["amount"]
        if not amount:
            raise forms.ValidationError("Enter how much it is")
        return int(amount)


class LimitForm(forms.Form):
    """How much somebody wants to earn at most."""

    amount = Pounds(
        label="How much do you want to earn at most?",
        required=False,
        help_text="Leave it empty for no limit. An adviser on benefits can tell you yours.",
    )
    per = forms.ChoiceField(
        label="In a week or in a month?",
        choices=Limit.Per.choices,
        widget=forms.RadioSelect,
        initial=Limit.Per.WEEK,
    )
