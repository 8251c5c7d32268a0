"""An evaluation as a document: totals, each question with its finding, and how it was made."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from alongside.methods.columns import shortened
from alongside.methods.documents.model import (
    Block,
    Cell,
    Column,
    Document,
    Figures,
    Heading,
    Notice,
    Paragraph,
    Table,
)
from alongside.methods.evaluation import Change, Evaluation
from alongside.methods.findings import Question, blocks, main_finding, pair_blocks
from alongside.methods.intervals import has_percent, percent
from alongside.methods.shown import Shown

FEWEST_FOR_A_GLANCE = 6
MOST_REFUSALS = 10
LONGEST_IN_TABLE = 70


def report(
    evaluation: Evaluation, *, title: str, source: str, fingerprint: str, made: date
) -> Document:
    """Return the report of an evaluation.

    `source` is the name of the file and `fingerprint` the SHA-256 of its bytes, so that anybody
    who holds the file can check that this is its report.
    """
    facts = (
        ("File", source),
        ("Fingerprint of the file (SHA-256)", fingerprint),
        ("Made on", f"{made.day} {made:%B %Y}"),
        ("Numbers below this are hidden", str(evaluation.minimum)),
        ("Likely ranges", "Wilson intervals, 95 %"),
    )
    return Document(
        title=title,
        kicker="Evaluation report",
        blocks=tuple(_blocks(evaluation)),
        stamp=evaluation.stamp,
        facts=facts,
        made=made,
    )


def _blocks(evaluation: Evaluation) -> Iterator[Block]:
    asked = list(_asked(evaluation))
    refused = len(evaluation.refused)
    left_out = (("rows left out", refused),) if refused else ()
    yield Figures((("responses", evaluation.responses), ("questions", len(asked)), *left_out))
    if evaluation.by:
        by = shortened(evaluation.by, LONGEST_IN_TABLE)
        yield Paragraph(
            f"Each question is split by “{by}”, unless that could point at somebody. "
            "Small differences between groups are often chance."
        )
    yield from _left_out(evaluation)
    if len(asked) >= FEWEST_FOR_A_GLANCE:
        yield Heading("At a glance")
        yield _glance(asked)
    for one in asked:
        if isinstance(one, Change):
            yield from pair_blocks(one.pair, one.comparison)
        else:
            yield from blocks(one, evaluation.responses)


def _asked(evaluation: Evaluation) -> Iterator[Question | Change]:
    """Yield what was asked, in order; what changed where the question of now stands.

    A question that only those answered who are compared is in the comparison and not repeated.
    """
    changes = {change.now: change for change in evaluation.changes}
    compared = {
        name: change.pair
        for change in evaluation.changes
        if change.pair.complete
        for name in (change.before, change.now)
    }
    for question in evaluation.questions:
        pair = compared.get(question.name)
        whole = pair is not None and pair.pairs.value == question.base and not question.splits
        if not whole and question.name not in evaluation.unprinted:
            yield question
        if question.name in changes:
            yield changes[question.name]


def _left_out(evaluation: Evaluation) -> Iterator[Block]:
    if any(number.hidden for question in evaluation.questions for number in _numbers(question)):
        yield Paragraph(
            f"“Not shown” stands for a number of people below {evaluation.minimum}, which could "
            "point at somebody, or for one that would let you work out such a number."
        )
    for pair in evaluation.not_compared:
        before, now = (shortened(name, LONGEST_IN_TABLE) for name in (pair.before, pair.now))
        yield Paragraph(f"“{before}” and “{now}” are not compared, because {pair.reason}.")
    if evaluation.unprinted:
        names = ", ".join(f"“{shortened(name, 40)}”" for name in evaluation.unprinted)
        yield Paragraph(
            f"Not in this report, because such columns say who or when somebody was: {names}.",
            "soft",
        )
    if evaluation.refused:
        reasons = [f"Line {row.line}: {row.reason}." for row in evaluation.refused[:MOST_REFUSALS]]
        more = len(evaluation.refused) - MOST_REFUSALS
        if more > 0:
            reasons.append(f"And {more:,} more.")
        yield Notice("Rows that could not be read", tuple(reasons))


def _numbers(question: Question) -> Iterator[Shown]:
    yield question.answered
    yield from question.counts
    for split in question.splits:
        yield from chain(split.answered, *split.counts)


def _glance(asked: Sequence[Question | Change]) -> Table:
    """Return everything that was asked with its main answer in a line."""
    return Table(
        caption="The most common answer to each question, or the two highest of its scale",
        columns=(
            Column("Question"),
            Column("Answer"),
            Column("People", number=True),
            Column("Of", number=True),
            Column("Per cent", number=True),
        ),
        rows=tuple(map(_glance_row, asked)),
    )


def _glance_row(one: Question | Change) -> tuple[Cell, ...]:
    if isinstance(one, Change):
        people, of = one.pair.improved, one.pair.pairs
        name = shortened(one.pair.name, LONGEST_IN_TABLE)
        return name, "Higher now than before", people, of, _share(people.value, of.value)
    name = shortened(one.name, LONGEST_IN_TABLE)
    main = main_finding(one) if one.categories else None
    if main is None:
        return name, _no_main_answer(one), "", one.answered, ""
    answer = shortened(main.label, LONGEST_IN_TABLE)
    return name, answer, main.count, one.answered, _share(main.count, one.base)


def _share(count: int | None, base: int | None) -> str:
    return percent(count / base) if count is not None and base and has_percent(base) else ""


def _no_main_answer(question: Question) -> str:
    if question.base == 0:
        return "Nobody answered"
    if question.categories:
        return "Not shown"
    return "In their own words" if question.kind == "text" else "Too many to list"
