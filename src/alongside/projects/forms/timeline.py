"""A day in the timeline, as it is typed in."""

from datetime import date
from typing import Any

from alongside.web.fields import SentOnce

from ..models import Milestone
from .fields import day_field, line_field, not_later


class MilestoneForm(SentOnce):
    """What happens on which day, and when people were told."""

    title = line_field(
        "What happens?", "what happens", help_text="Like “First evening in the new room”."
    )
    day = day_field("On which day?", "the day")
    told = day_field(
        "When were people told of this day?",
        "the day people were told",
        required=False,
        help_text="Leave it empty when nobody has been told yet. You can tell the team from here.",
    )

    def __init__(
        self, *args: Any, today: date, milestone: Milestone | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if milestone:
            del self.fields["client_id"]
            names = ("title", "day", "told")
            self.initial.update({name: getattr(milestone, name) for name in names})
            self.fields[
                "told"
            ].help_text = (
                "When you move the day, this is emptied: people have to be told of the new day."
            )

    def clean_told(self) -> date | None:
        return not_later(self.cleaned_data["told"], self.today)
