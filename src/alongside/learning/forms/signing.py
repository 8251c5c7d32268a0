"""What a senior manager says to a plan."""

from django import forms

from alongside.projects.forms.fields import text_field


class ChangesForm(forms.Form):
    """What has to change before somebody signs."""

    words = text_field(
        "What should change?",
        "what should change",
        most=2000,
        rows=4,
        help_text="Whoever wrote the plan reads this, and it stays beside this version.",
    )
