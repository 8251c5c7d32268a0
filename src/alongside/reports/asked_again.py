"""A question that a room was asked again after a talk: both times side by side, from what may be
shown of each by itself. Nothing is counted anew, so nothing more is shown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from alongside.methods.documents.model import Bar, Bars, Block, Heading, Pairs, Paragraph

from .outcomes import Outcome

FIRST, AGAIN = "First", "Again"
AGAIN_NAMES = re.compile(r"(step_\d+)_\d+")
"""What the answers of a further time are called: "step_2_2" (`live.models.Step.name`)."""

NO_PROOF = (
    "Perhaps not the same people answered both times. So this shows where the room stood, and "
    "proves nothing."
)


def with_comparisons(outcomes: Sequence[Outcome]) -> Iterator[Block]:
    """Yield the blocks of these outcomes, and after the last time a question was asked again
    the first time and the last beside each other."""
    times: dict[str, list[Outcome]] = {}
    for one in outcomes:
        times.setdefault(_first_name(one.name), []).append(one)
    for one in outcomes:
        yield from one.blocks
        same = times[_first_name(one.name)]
        if len(same) > 1 and one is same[-1]:
            yield from _compared(same[0], one)


def _first_name(name: str) -> str:
    found = AGAIN_NAMES.fullmatch(name)
    return found[1] if found else name


def _compared(first: Outcome, last: Outcome) -> Iterator[Block]:
    """Yield a chart for each count of the question of which both times are shown."""
    pairs = list(zip(_charts(first), _charts(last), strict=False))
    for (title, then), (_, now) in pairs:
        if then is None or now is None:
            continue
        yield Heading(f"{title}: both times", 3)
        yield _side_by_side(then, now)
    if any(then and now for (_, then), (_, now) in pairs):
        yield Paragraph(NO_PROOF, "soft")


def _charts(outcome: Outcome) -> list[tuple[str, Bars | None]]:
    """Return each heading of an outcome with the chart that stands under it."""
    found: list[tuple[str, Any]] = []
    for block in outcome.blocks:
        if isinstance(block, Heading):
            found.append((str(block.text), None))
        elif isinstance(block, Bars) and found and found[-1][1] is None:
            found[-1] = (found[-1][0], block)
    return found


def _side_by_side(then: Bars, now: Bars) -> Pairs:
    before: dict[Any, Bar] = {bar.label: bar for bar in then.bars}
    after: dict[Any, Bar] = {bar.label: bar for bar in now.bars}
    return Pairs(
        caption="The first time, and again after talking about it",
        note=f"{FIRST}: {then.note}. {AGAIN}: {now.note}",
        rows=tuple(
            (
                label,
                replace(before[label], label=FIRST),
                replace(after[label], label=AGAIN, tone="with"),
            )
            for label in before
            if label in after
        ),
        head=("Answer", "The first time and again"),
    )
