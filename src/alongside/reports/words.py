"""What people wrote, as themes with words they allowed, and what became of what they asked for."""

from collections.abc import Iterator, Sequence

from alongside.influence.queries import Answered as Wish
from alongside.influence.queries import Tallied, by_change, tallied
from alongside.insight.models import Kind
from alongside.insight.queries import Finding
from alongside.methods.documents.model import (
    Answered,
    Bar,
    Bars,
    Block,
    Count,
    Heading,
    Paragraph,
    Quote,
    Said,
    State,
)
from alongside.methods.shown import Shown

from .queries import Inputs

TITLES = {
    Kind.LIKED: "What people wrote they liked",
    Kind.APPLY: "What people wrote they will do with it",
    Kind.OTHER: "What else people wrote",
}
STATES: dict[str, State] = {"changed": "did", "no": "no", "not yet": "wait", "": "wait"}


def blocks(inputs: Inputs) -> Iterator[Block]:
    """Yield the themes of shared analyses, then "You said, we did" for each wish.

    Every count says how many people at least, and has passed the protection.
    """
    for kind, title in TITLES.items():
        found = [finding for finding in inputs.findings if finding.theme.kind == kind]
        if found:
            yield Heading(title)
            yield from _themes(found)
            for finding in found:
                yield from (Quote(words, "Shared with their agreement") for words in finding.quotes)
    if inputs.wishes:
        yield Heading("You said, we did")
        yield _tallied(tallied(inputs.wishes))
        yield from map(_answered, by_change(inputs.wishes))


def _themes(found: Sequence[Finding]) -> Iterator[Block]:
    """Yield a chart of the themes of each analysis: each has people of its own."""
    analyses = dict.fromkeys(finding.theme.analysis for finding in found)
    for analysis in analyses:
        there = [finding for finding in found if finding.theme.analysis == analysis]
        wrote = there[0].wrote
        most = wrote.value or max((finding.people.value or 0 for finding in there), default=0) or 1
        yield Bars(
            caption=f"Themes in: {analysis}" if len(analyses) > 1 else "Themes",
            note=f"{_of(wrote)} One person can be in several",
            head=("Theme", "People"),
            bars=tuple(
                Bar(
                    f.theme.name,
                    f.people,
                    None if f.people.value is None else f.people.value / most,
                )
                for f in there
            ),
            says="Somebody read every answer and put it with others that say the same.",
            base=wrote,
        )


def _of(wrote: Shown) -> str:
    if wrote.value is None:
        return "How many people wrote something here is not shown."
    return f"Of {wrote.value} people who wrote something here."


def _tallied(found: Tallied) -> Paragraph:
    """Return how many things were asked for and how many changes were made, each counted once."""
    things, changes = _many(found.asked, "thing"), _many(found.changes, "change")
    said = [f"People asked for {things}. We made {changes}"]
    which = "all" if found.changed == found.asked else found.changed
    said.append(f" for {which} of them." if found.changed > found.changes else ".")
    if found.no:
        said.append(f" {found.no} got a no with its reason.")
    if found.waiting:
        said.append(f" {found.waiting} {'waits' if found.waiting == 1 else 'wait'} for an answer.")
    return Paragraph(
        "".join(said),
        counts=(
            Count("things asked for", found.asked),
            Count("changes made", found.changes),
            Count("things that a change answers", found.changed),
            Count("things answered no", found.no),
            Count("things not answered yet", found.waiting),
        ),
    )


def _many(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'s' * (number != 1)}"


def _answered(wishes: Sequence[Wish]) -> Answered:
    """Return what became of things people asked for, which one answer is for."""
    said = tuple(Said(w.theme.name, w.people, w.wrote, w.quotes) for w in wishes)
    wish = wishes[0]
    if wish.answer is None:
        when = f"due {wish.due.day} {wish.due:%B %Y}" if wish.due else ""
        return Answered(said, "", when, "wait")
    did = wish.answer.words
    if wish.answer.reason:
        did = f"{did} ({wish.answer.get_reason_display()}.)"
    if wish.change and wish.change.version is not None:
        did = f"{did} It is in {wish.change.version}."
    day = wish.change.changed_on if wish.change else wish.answer.answer_by
    when = f"{day:%B %Y}" if day else ""
    return Answered(said, did, when, STATES[wish.outcome])
