"""The marks of a "name one" question as an analyst may look at them, and its key in a draft."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Count

from alongside.methods.disclosure import ProtectedTally, Tally, protect_report
from alongside.methods.questions import Question, bracketed, marking, type_of, usual_key
from alongside.methods.questions.messages import said
from alongside.methods.questions.types.name_one import NameOne
from alongside.methods.shown import Shown

from . import drafting
from .models import Comment, Mark, Wave


@dataclass(frozen=True)
class Marked:
    """One answer with its mark. `people` is how many wrote it, where that may be shown; `entry`
    the words of what the product took it for."""

    mark: Mark
    people: Shown
    entry: str


@dataclass(frozen=True)
class Looked:
    """How far people have looked at marks: how many there are, they have seen and have changed."""

    marks: int
    seen: int
    changed: int

    @classmethod
    def at(cls, marks: Sequence[Mark]) -> "Looked":
        return cls(
            len(marks),
            sum(mark.by_id is not None for mark in marks),
            sum(mark.changed for mark in marks),
        )


def questions(wave: Wave) -> list[Question]:
    """Return the questions of a wave whose answers are marked against a key."""
    asked = wave.version.definition["questions"]
    return [bracketed(question) for question in asked if isinstance(type_of(question), NameOne)]


def key_of(question: Question) -> Sequence[Mapping[str, Any]]:
    """Return the answers that count for a question: its own list, or the one of the product."""
    own: Sequence[Mapping[str, Any]] | None = question.get("key")
    return usual_key() if own is None else own


def counted(
    question: Question, answers: Iterable[str], decided: Mapping[str, Mark]
) -> list[marking.Mark | None]:
    """Return the marks of answers to a question as they count: by the rows there are, and by the
    product where there is none."""
    kind = type_of(question)
    assert isinstance(kind, NameOne)
    known = {answer: _as_it_counts(mark) for answer, mark in decided.items()}
    return marking.marked(answers, kind.aliases(question), known)


def _as_it_counts(row: Mark) -> marking.Mark:
    found = marking.Mark(row.answer, row.found, row.entry, row.alias, cast(marking.How, row.how))
    if row.by_id is None:
        return found
    return marking.overridden(found, right=row.right, by=f"member {row.by_id}", entry=row.entry)


def listed(wave: Wave, question: Question) -> list[Marked]:
    """Return every different answer to a question with its mark, in alphabetical order.

    Empty when fewer people answered than the smallest group. How many wrote an answer passes the
    protection, with all the other counts beside it.
    """
    written = Comment.objects.filter(wave=wave, question=question["name"])
    counts = dict(
        written.order_by()
        .values_list("text")
        .annotate(people=Count("pk"))
        .values_list("text", "people")
    )
    if sum(counts.values()) < wave.minimum:
        return []
    marks = [
        m
        for m in wave.marks.filter(question=question["name"]).select_related("by")
        if m.answer in counts
    ]
    marks.sort(key=lambda mark: (mark.answer.casefold(), mark.answer))
    tally = Tally(
        question["name"],
        tuple(mark.answer for mark in marks),
        tuple(counts[mark.answer] for mark in marks),
        sum(counts[mark.answer] for mark in marks),
    )
    (shown,) = protect_report(
        [tally], responses=tally.answered, minimum=wave.minimum, sizes_known=True
    )
    assert isinstance(shown, ProtectedTally)
    labels = {entry["name"]: said(entry.get("label")) for entry in key_of(question)}
    return [
        Marked(mark, people, labels.get(mark.entry, mark.entry))
        for mark, people in zip(marks, shown.counts, strict=True)
    ]


def with_alias(
    draft: drafting.Draft, question: Question, *, alias: str, entry: str, alone: bool
) -> dict[str, Any]:
    """Return the draft in which `alias` counts as an answer to its question: as another way to say
    `entry` (its name), or as an entry of its own when that is empty. With `alone` it counts only
    as the whole answer. A question without a list of its own gets the product's first."""
    language = drafting.language(draft)
    key = [dict(each) for each in key_of(question)]
    if not entry:
        name = drafting.name_for(alias, [each["name"] for each in key], "answer")
        key.append({"name": name, "label": drafting.worded(None, language, alias)})
        entry = name
    kind = "alone" if alone else "aliases"
    for each in key:
        if each["name"] == entry:
            each[kind] = [*each.get(kind, ()), alias]
    return drafting.replaced(draft, {**question, "key": key}, drafting.revision(question))
