"""The log of refused cuts as a table, to take away."""

from collections.abc import Iterable

from django.utils import timezone

from alongside.methods.documents.rows import Rows, Variable

from .models import Refusal

COLUMNS = (
    Variable("when", "When it was asked for, local time", "text"),
    Variable("who", "Who asked for it", "text"),
    Variable("of", "The survey or report", "text"),
    Variable("question", "The question; empty where all questions were refused", "text"),
    Variable("how", "How it was to be looked at", "text"),
    Variable("why", "Why it is not shown", "text"),
)


def rows(found: Iterable[Refusal]) -> Rows:
    """Return a line for each refused cut."""
    return Rows(
        "Refused cuts",
        COLUMNS,
        tuple(
            (
                f"{timezone.localtime(one.asked):%Y-%m-%d %H:%M}",
                str(one.by or ""),
                one.about,
                one.question,
                one.cut,
                one.why,
            )
            for one in found
        ),
    )
