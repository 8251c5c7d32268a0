"""Strings to values for spreadsheets of answers. Nothing here saves."""

from alongside.people.forms import StaffFileForm

from .deciding import OpenForm


class AnswerFileForm(StaffFileForm):
    """A spreadsheet of answers."""

    what = "a sheet of answers"
    most_megabytes = 5


class TakeForm(OpenForm):
    """How far people could influence all that is decided in a sheet."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["open_to"].label = "How far could people influence these decisions?"
        self.fields["limits"].label = "What could not change, and why?"
        self.fields["limits"].help_text = "Needed unless everything could still change."
