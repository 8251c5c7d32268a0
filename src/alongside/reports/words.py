"""What people wrote, as themes with words they allowed, and what became of what they asked for."""

from collections.abc import Iterator

from alongside.influence.queries import Answered as Wish
from alongside.insight.models import Kind
from alongside.insight.queries import Finding
from alongside.methods.documents.model import Answered, Bar, Bars, Block, Heading, Quote, State
from alongside.methods.shown import Shown

from .queries import Inputs

TITLES = {
    Kind.LIKED: "People liked",
    Kind.APPLY: "How people plan to use it",
    Kind.OTHER: "What else people said",
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
            yield _themes(found)
            for finding in found:
                yield from (Quote(words, "Shared with their agreement") for words in finding.quotes)
    if inputs.wishes:
        yield Heading("You said, we did")
        yield from map(_answered, inputs.wishes)


def _themes(found: list[Finding]) -> Bars:
    most = max((finding.people.value or 0 for finding in found), default=0) or 1
    bars = (
        Bar(f.theme.name, f.people, None if f.people.value is None else f.people.value / most)
        for f in found
    )
    return Bars(
        caption="Themes in what people wrote",
        note="One person can be in several",
        head=("Theme", "People"),
        bars=tuple(bars),
        says="Somebody read every answer and put it with others that say the same.",
    )


def _answered(wish: Wish) -> Answered:
    answer = wish.answer
    if answer is None:
        when = f"due {wish.due.day} {wish.due:%B %Y}" if wish.due else ""
        return Answered(wish.theme.name, _by(wish.people), "", when, "wait")
    did = answer.text
    if answer.reason:
        did = f"{did} ({answer.get_reason_display()}.)"
    if answer.version is not None:
        did = f"{did} It is in {answer.version}."
    day = answer.changed_on or answer.answer_by
    when = f"{day:%B %Y}" if day else ""
    return Answered(wish.theme.name, _by(wish.people), did, when, STATES[wish.outcome])


def _by(people: Shown) -> str:
    if people.value is None:
        return "how many is not shown"
    return f"{people.value} people"
