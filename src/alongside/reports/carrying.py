"""What results found, on its way to a need of the learning plan: only what they show."""

from collections.abc import Iterator

from alongside.learning.findings import Finding, carried
from alongside.methods.documents.model import Bars, Heading, Paragraph
from alongside.methods.documents.model import Finding as Found
from alongside.methods.intervals import share_in_words
from alongside.methods.shown import Shown

from .models import Results

type Group = tuple[str, list[tuple[str, str]]]
"""A question, and what was found: each as (signed token, words)."""

TO_THINK_ABOUT = "What people need to learn"


def findings(results: Results) -> list[Group]:
    """Return what results show of each question, ready to be carried; nothing that is withheld."""
    organisation = results.wave.organisation
    groups: dict[str, list[tuple[str, str]]] = {}
    for question, says in _found(results):
        token = carried(organisation, Finding(results.wave_id, question, says))
        groups.setdefault(question, []).append((token, says))
    return list(groups.items())


def _found(results: Results) -> Iterator[tuple[str, str]]:
    question = ""
    for block in results.drawn().blocks:
        match block:
            case Heading():
                question = block.text
            case Paragraph(tone="lead") if block.counts:
                yield question or TO_THINK_ABOUT, block.text
            case Found() if not block.count.hidden:
                yield question, block.sentence
            case Bars():
                for bar in block.bars:
                    if (says := _share(bar.value, block.base)) and bar.value:
                        yield question, f"{says}: “{bar.label}”"


def _share(value: object, base: object) -> str:
    """Return a count of a base in words; "" where either is not shown."""
    many, of = (one.value if isinstance(one, Shown) else one for one in (value, base))
    if not isinstance(many, int) or not isinstance(of, int) or not 0 < many <= of:
        return ""
    return share_in_words(many, of)
