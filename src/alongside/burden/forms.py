"""Strings to values for how time is counted. Nothing here saves."""

from django import forms


class PaceForm(forms.Form):
    """How long things take people."""

    seconds = forms.IntegerField(
        label="Seconds for each question",
        required=False,
        min_value=1,
        max_value=600,
        help_text="Leave it empty to count by the kind of question and its words.",
        error_messages={
            "invalid": "Enter a whole number of seconds, like 20",
            "min_value": "Enter 1 second or more",
            "max_value": "Enter 600 seconds or less",
        },
    )
    meeting_minutes = forms.IntegerField(
        label="Minutes for a meeting of a project",
        min_value=1,
        max_value=720,
        help_text="Meetings of projects say their day, and not how long they were.",
        error_messages={
            "required": "Enter how many minutes a meeting takes",
            "invalid": "Enter a whole number of minutes, like 60",
            "min_value": "Enter 1 minute or more",
            "max_value": "Enter 720 minutes or less",
        },
    )
