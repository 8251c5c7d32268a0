"""How often people opened the page that says where to go for support."""

from collections.abc import Iterator
from typing import Literal

from alongside.methods.documents.model import Block, Count, Heading, Paragraph
from alongside.methods.shown import Shown

from .queries import Inputs


def blocks(inputs: Inputs, *, level: Literal[2, 3]) -> Iterator[Block]:
    """Yield the visits in the report's time, with what they mean; nothing without such a page."""
    times = inputs.support_visits
    if times is None:
        return
    yield Heading("Visits to the page about support", level)
    if isinstance(times, Shown) and times.hidden:
        yield Paragraph("How often it was opened in this time is not shown.")
        return
    often = "once" if str(times) == "1" else f"{times} times"
    yield Paragraph(
        f"The page that says where to go for support was opened {often} in this time. "
        "These are visits, not people: somebody may have come more than once, and we do not keep "
        "who came.",
        counts=(Count("times the page about support was opened", times),),
    )
