"""What a room said, once it has closed: protected like anything else that leaves it.

The counts are those that `reports` shows of the same wave: each question by itself, under the same
smallest group, so that the two say nothing together that one of them does not.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from alongside.asks import queries as asks
from alongside.asks.models import Wave
from alongside.methods.disclosure import Pair, ProtectedPair, Tally, protect_report
from alongside.methods.documents.html import to_html
from alongside.methods.documents.model import Block, Document, Heading, Paragraph
from alongside.methods.findings import Question, blocks, kind_of, pair_blocks
from alongside.methods.questions import Texts, type_of
from alongside.methods.questions.messages import said
from alongside.methods.questions.types.name_one import NameOne

NOT_SEEN = "The results were not shown in the room, so they are not shown here."
NOBODY = "Nobody answered this question."
IN_WORDS = "What people wrote in their own words is not shown here: it could say who wrote it."


def results(wave: Wave, names: Sequence[str], seen: Collection[str]) -> str:
    """Return what a closed wave says of a question, drawn: once for each time it was asked, under
    the name it had then; of a time that is not among those `seen`, that its results were not shown.
    Empty where the wave has none of them."""
    answers = list(asks.responses([wave]).values_list("answers", flat=True))
    known = {question["name"]: question for question in wave.version.definition["questions"]}
    asked = [known[name] for name in names if name in known]
    if not asked:
        return ""
    found: list[Block] = []
    for number, question in enumerate(asked, start=1):
        if len(asked) > 1:
            found.append(
                Heading("The first time" if number == 1 else f"Asked again, time {number}")
            )
        if question["name"] in seen:
            found += _shown(question, answers, wave.minimum)
        else:
            found.append(Paragraph(NOT_SEEN))
    return to_html(Document(title=said(asked[0]["label"]), blocks=tuple(found)))


def _shown(
    question: Mapping[str, Any], answers: Sequence[Mapping[str, Any]], minimum: int
) -> list[Block]:
    if len(answers) < minimum:
        return [Paragraph(f"Fewer than {minimum} people answered. So no results are shown.")]
    return list(_blocks(question, answers, minimum))


def _blocks(
    question: Mapping[str, Any], answers: Sequence[Mapping[str, Any]], minimum: int
) -> Iterator[Block]:
    kind, people = type_of(question), len(answers)
    titles = kind.titles(question)
    given = [answer.get(question["name"]) for answer in answers]
    counts = [one for one in kind.summarise(question, given) if not isinstance(one, Texts)]
    if not counts or isinstance(kind, NameOne):
        yield Paragraph(IN_WORDS)
        return
    for place, summary in enumerate(counts):
        if titles:
            yield Heading(titles[place], 3)
        yield from (
            block
            for block in _counted(question, summary, people, minimum)
            if not isinstance(block, Heading)
        )


def _counted(
    question: Mapping[str, Any], summary: Tally | Pair, people: int, minimum: int
) -> Iterator[Block]:
    """Yield what may be shown of one count of a question, under a heading of its own."""
    if isinstance(summary, Tally) and not summary.answered:
        yield Paragraph(NOBODY)
        return
    (found,) = protect_report([summary], responses=people, minimum=minimum, sizes_known=True)
    if isinstance(found, ProtectedPair):
        yield from pair_blocks(found)
        return
    shown = Question(
        said(question["label"]),
        kind_of(question["type"], several=isinstance(summary, Tally) and summary.several),
        found.categories,
        found.counts,
        found.answered,
    )
    yield from blocks(shown, people)
