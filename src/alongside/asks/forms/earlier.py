"""A survey that was held elsewhere: what it was called, when it was open, and its answers."""

from datetime import date
from typing import Any

from alongside.methods.formats.responses import asks_which_team
from alongside.methods.questions.proposing import ASIDE, SAME
from alongside.people.models import Organisation

from ..actions import EQUALITY_MINIMUM
from ..models import Form, ResponsesFile
from ..queries import writing
from .fields import date_field, line
from .responses import ResponsesForm


class EarlierForm(ResponsesForm):
    """What the answers of an earlier survey are, and when it was held.

    Title and days are needed for adding, and may be missing while somebody looks again. A column
    that says which team somebody is in is no question here, unless the form chosen asks it: without
    invitations we cannot know which teams are large enough.
    """

    title = line("What do you call this survey?", "a title", later=True)
    since = date_field("From which day was it open?", later=True)
    until = date_field(
        "Until which day was it open?", "Results name the survey by its month.", later=True
    )
    field_order = ("title", "since", "until", "form", "shown_for")

    def __init__(
        self,
        data: Any = None,
        *,
        file: ResponsesFile,
        organisation: Organisation,
        today: date,
        first: int | None = None,
    ) -> None:
        self.organisation, self.today = organisation, today
        versions = writing.newest_versions(organisation)
        super().__init__(data, file=file, versions=versions, first=first)
        self.initial.update(since=file.first_day, until=file.last_day)
        if file.first_day and file.last_day:
            self.fields["since"].help_text = _told(file.first_day, file.last_day)

    def _proposed(self) -> list[str]:
        found = super()._proposed()
        self.apart = [
            place
            for place, (heading, use) in enumerate(zip(self.sheet.headings, found, strict=True))
            if asks_which_team(heading) and not use.startswith(SAME)
        ]
        return [ASIDE if place in self.apart else use for place, use in enumerate(found)]

    def _doubts(self) -> dict[int, str]:
        found = super()._doubts()
        return {place: why for place, why in found.items() if place not in self.apart}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "add" in self.data:
            if not data.get("title") and "title" not in self.errors:
                self.add_error("title", "Enter a title")
            for name, which in (("since", "first"), ("until", "last")):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, f"Enter the {which} day on which people could answer")
        if (data.get("since") or date.min) > (data.get("until") or date.max):
            self.add_error("since", "Enter a day that is not after the last one")
        if (data.get("until") or self.today) > self.today:
            self.add_error("until", "Enter a day that is not in the future")
        return data

    @property
    def minimum(self) -> int:
        """The smallest group that the results will show."""
        equality = self.version and self.version.form.purpose == Form.Purpose.EQUALITY
        return max(self.organisation.minimum, EQUALITY_MINIMUM if equality else 0)

    def of_survey(self) -> list[Any]:
        """Return the fields that say which survey it was, and of which form."""
        return [self[name] for name in self.field_order]

    def put_aside(self) -> list[str]:
        """Return the headings of the columns that say which team somebody is in."""
        return [self.sheet.headings[place] for place in self.apart]


def _told(first: date, last: date) -> str:
    """Return what the times in the file say, in words."""
    if first == last:
        return f"The answers in the file are of {first.day} {first:%B %Y}."
    return (
        f"The answers in the file are of {first.day} {first:%B %Y} to {last.day} {last:%B %Y}. "
        "We keep no other times."
    )
