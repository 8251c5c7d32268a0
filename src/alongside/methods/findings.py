"""A protected question as part of a report: its main finding in words, its chart, its splits."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Literal

from alongside.methods.columns import Kind, shortened
from alongside.methods.disclosure.protected import ProtectedCut, ProtectedPair
from alongside.methods.disclosure.rules import WITHHELD
from alongside.methods.documents.model import (
    Bar,
    Bars,
    Block,
    Column,
    Count,
    Finding,
    Heading,
    Pairs,
    Paragraph,
    Table,
)
from alongside.methods.following import following
from alongside.methods.intervals import has_percent, in_words, percent, share_in_words, wilson
from alongside.methods.paired import (
    Comparison,
    at_most_in_words,
    chance_in_words,
    effect_in_words,
    range_in_words,
)
from alongside.methods.scales import band, is_beside
from alongside.methods.shown import Shown

LONGEST_LABEL = 90
LONGEST_HEADING = 160
LONGEST_COLUMN_HEAD = 32
MOST_COLUMNS = 6
"""A table with more columns than this is set as several, one below the other."""

FEWEST_TO_FOLD = 4
"""From this many hidden answers on they share a row, unless they are steps of a scale."""

BEST_IN_THE_MIDDLE = ("right", "balanced")

NARROW = 0.5
"""Bounds of an effect that leave its direction open are said only where they are this near."""

NOT_TESTED = (
    "How large the change is, and what chance would do, is not said: it could point at what a few "
    "people answered."
)
CHANCE_NOT_SAID = "What chance would do is not said: it could point at what a few people answered."
ANSWERED = "answered"
SAME = "gave the same answer"
LOWER = "answered lower"

WORDS_NOT_PRINTED = "The words are not printed here, because nobody has checked them for names yet."


KINDS: dict[str, Kind] = {
    "several": "several",
    "agreement": "scale",
    "scale": "scale",
    "number": "number",
    "slider": "number",
}


def kind_of(question_type: str, *, several: bool = False) -> Kind:
    """Return how the sentence of a question of this type is worded: any other is a choice of one.
    With `several` these counts of it have people in more than one.

    >>> kind_of("agreement"), kind_of("points"), kind_of("points", several=True)
    ('scale', 'one', 'several')
    """
    if several:
        return "several"
    return KINDS.get(question_type, "one")


@dataclass(frozen=True)
class Question:
    """A question as it may be shown: every number has passed the protection.

    `counts[i]` is how many people gave `categories[i]`, which stand in the order to read them;
    free text has none. `splits` are the same counts by groups of people. `unsaid` are answers, and
    `unsaid_groups` groups, that a document does not print: nobody offered them to choose from, few
    gave them, and they may be somebody's own words.
    """

    name: str
    kind: Kind
    categories: tuple[str, ...]
    counts: tuple[Shown, ...]
    answered: Shown
    splits: tuple[ProtectedCut, ...] = ()
    unsaid: frozenset[str] = frozenset()
    unsaid_groups: frozenset[str] = frozenset()

    @property
    def base(self) -> int | None:
        """How many people answered, where that is shown."""
        return self.answered.value


@dataclass(frozen=True)
class Main:
    """What most people said: one answer, several that are level, or the top of a scale together.

    `top` says that the answers are the two highest of a scale and `count` their sum; otherwise
    each was given by `count`, more than any other answer whose number is shown.
    """

    answers: tuple[str, ...]
    count: int
    top: bool = False

    @property
    def label(self) -> str:
        """The answers in words, at most three of them."""
        quoted = [f"“{answer}”" for answer in self.answers[:3]]
        if len(self.answers) > 3:
            quoted[2] = f"{len(self.answers) - 2} others"
        joint = " or " if self.top else " and "
        return joint.join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def main_finding(question: Question) -> Main | None:
    """Return the main finding of a question, or None where no number of it is shown.

    For a scale of four steps or more in words it is how many chose one of the two highest, unless
    the best answer lies in the middle ("just right"); for anything else the most common answer.
    """
    labels = answer_labels(question)
    shown = [
        (count.value, label)
        for count, label in zip(question.counts, labels, strict=True)
        if count.value is not None
    ]
    if _has_a_top(question) and not any(count.hidden for count in question.counts[-2:]):
        (lower, first), (upper, second) = shown[-2:]
        return Main((first, second), lower + upper, top=True)
    most = max((value for value, _ in shown), default=0)
    if not most:
        return None
    return Main(tuple(label for value, label in shown if value == most), most)


def sentence(question: Question) -> str:
    """Return what the question found, with its base and its likely range, in words."""
    if question.kind == "text" or not question.categories:
        return _answered_in_words(question)
    main = main_finding(question)
    if main is None:
        return _nothing_shown_in_words(question)
    parts = [_finding_in_words(question, main)]
    middle = _middle(question)
    if middle:
        parts.append(f"Half of the people answered {middle} or more.")
    if question.kind == "several":
        parts.append("People could choose more than one.")
    return " ".join(parts)


def _nothing_shown_in_words(question: Question) -> str:
    if question.base == 0:
        return "Nobody answered."
    if question.base is None:
        return "The numbers of this question are not shown."
    return f"{question.base} people answered. How many gave each answer is not shown."


def _finding_in_words(question: Question, main: Main) -> str:
    several = question.kind == "several"
    verb = "chose" if several else "answered"
    if question.base is None:
        return f"{main.count} people {verb} {main.label}. How many answered is not shown."
    if main.count == question.base and len(main.answers) == 1 and not several:
        return f"All {question.base} people answered {main.label}."
    people = share_in_words(main.count, question.base)
    if main.top:
        return f"{people} answered {main.label}."
    of_those = " of those shown" if _may_be_passed(question, main) else ""
    if len(main.answers) > 1:
        return f"{main.label} were the most common answers{of_those}, each from {people}."
    return f"{people} {verb} {main.label}, the most common answer{of_those}."


def _may_be_passed(question: Question, main: Main) -> bool:
    """Return whether a hidden number could be above that of the main finding."""
    shown = sum(count.value or 0 for count in question.counts)
    hidden = any(count.hidden for count in question.counts)
    several = question.kind == "several"
    return hidden and (several or (question.base or 0) - shown >= main.count)


def _answered_in_words(question: Question) -> str:
    if question.answered.hidden:
        return "How many people answered is not shown."
    if question.base == 0:
        return "Nobody answered."
    people = "1 person" if question.base == 1 else f"{question.base} people"
    if question.kind != "text":
        return f"{people} answered. There are too many different answers to list."
    return f"{people} wrote an answer. {WORDS_NOT_PRINTED}"


def _has_a_top(question: Question) -> bool:
    steps = question.categories
    if question.kind != "scale" or len(steps) < 4 or any(map(band, steps)):
        return False
    if is_beside(steps[-1]):
        return False
    return not any(word in step.casefold().split() for word in BEST_IN_THE_MIDDLE for step in steps)


def _middle(question: Question) -> str:
    """Return the answer that half of the people reached, for numbers of which all are shown."""
    values = [count.value for count in question.counts]
    numeric = question.kind == "number" or (
        question.kind == "scale" and all(map(band, question.categories))
    )
    if not numeric or not question.base or None in values or not has_percent(question.base):
        return ""
    reached = 0
    for label, value in reversed(list(zip(answer_labels(question), values, strict=True))):
        reached += value or 0
        if 2 * reached >= question.base:
            return label
    return ""


def answer_labels(question: Question) -> list[str]:
    """Return the answers as they are printed: on one line, not too long, no two the same.

    A number that a spreadsheet wrote as 5.0 is printed as 5.
    """
    labels: list[str] = []
    for category in question.categories:
        plain = category.removesuffix(".0") if question.kind in {"number", "scale"} else category
        label = name = shortened(plain, LONGEST_LABEL)
        if plain != plain.strip():
            label = name = f"{name} (with a space beside it)"
        again = 1
        while label in labels:
            again += 1
            label = f"{name} ({again})"
        labels.append(label)
    return labels


def blocks(question: Question, responses: int) -> Iterator[Block]:
    """Yield the section of a question: its heading, its finding, its chart, and its splits."""
    yield Heading(shortened(question.name, LONGEST_HEADING))
    if any(count.value for count in question.counts):
        yield _chart(question, responses)
    else:
        answered = (Count(ANSWERED, question.answered, responses),)
        yield Paragraph(sentence(question), counts=answered)
    yield from split_blocks(question)


def split_blocks(question: Question) -> Iterator[Block]:
    """Yield each split of a question, or why it is not shown."""
    for split in question.splits:
        if split.refused:
            by = shortened(split.by, LONGEST_LABEL)
            yield Paragraph(f"Not split by “{by}”: {split.refused}.", "soft")
        else:
            yield from _split_tables(question, split)


def _chart(question: Question, responses: int) -> Bars:
    base = question.base
    scale = base or max((count.value or 0 for count in question.counts), default=0) or 1
    bars = [
        Bar(label, count, None if count.value is None else count.value / scale)
        for label, count in zip(answer_labels(question), question.counts, strict=True)
    ]
    who = "How many answered is not shown" if base is None else f"{base} of {responses} answered"
    return Bars(
        caption="How people answered",
        note=who,
        head=("Answer", "People"),
        bars=tuple(_folded(question, bars)),
        says=sentence(question),
        base=question.answered,
        counts=tuple(_main_counts(question, responses)),
    )


def _main_counts(question: Question, responses: int) -> Iterator[Count]:
    """Yield how many people gave the main answer, and how many answered."""
    main = main_finding(question)
    if main is not None:
        yield Count(main.label, main.count, question.answered)
    yield Count(ANSWERED, question.answered, responses)


def _folded(question: Question, bars: Sequence[Bar]) -> Iterator[Bar]:
    """Yield the bars, with the answers that are not printed in one row at the end.

    So are many hidden answers of a list: what hardly anybody answered is often somebody's own
    words, and fifty rows that say "not shown" help nobody. Together they are what is left of those
    who answered, which anyone can work out.
    """
    hidden = [bar for bar in bars if isinstance(bar.value, Shown) and bar.value.hidden]
    folded = [
        bar for bar, name in zip(bars, question.categories, strict=True) if name in question.unsaid
    ]
    if question.kind in {"one", "number"} and len(hidden) >= FEWEST_TO_FOLD:
        folded = hidden
    yield from (bar for bar in bars if bar not in folded)
    if folded:
        yield Bar(others(len(folded)), folded[0].value)
    adds_up = question.base is not None and question.kind in {"one", "number"}
    if adds_up and question.base and len(folded) > 1 and folded == hidden:
        rest = question.base - sum(count.value or 0 for count in question.counts)
        yield Bar(f"{len(folded)} other answers together", rest, rest / question.base)


def answer_rows(question: Question) -> list[tuple[str, Shown]]:
    """Return the answers with their counts as they are printed, those without words in one row."""
    labels, counts = _printed(
        answer_labels(question),
        [(count,) for count in question.counts],
        question.categories,
        question.unsaid,
        "answer",
    )
    return [(label, count) for label, (count,) in zip(labels, counts, strict=True)]


def others(number: int, kind: str = "answer") -> str:
    """Return what stands in place of answers, or groups, whose words are not printed.

    >>> others(1), others(3, "group")
    ('1 other answer', '3 other groups, each')
    """
    return f"1 other {kind}" if number == 1 else f"{number} other {kind}s, each"


@dataclass(frozen=True)
class SplitRows:
    """A split as it is printed: `counts` is [answer][group], the people who answered last."""

    answers: tuple[str, ...]
    groups: tuple[str, ...]
    counts: tuple[tuple[Shown, ...], ...]


def split_rows(question: Question, split: ProtectedCut) -> SplitRows:
    """Return the rows and columns of a split; a last one, withheld, is for those not printed."""
    answers, rows = _printed(
        answer_labels(question), split.counts, question.categories, question.unsaid, "answer"
    )
    groups, columns = _printed(
        [shortened(group, LONGEST_LABEL) for group in split.groups],
        list(zip(*rows, split.answered, strict=True)),
        split.groups,
        question.unsaid_groups,
        "group",
    )
    return SplitRows((*answers, "People who answered"), groups, tuple(zip(*columns, strict=True)))


def _printed(
    labels: Sequence[str],
    lines: Sequence[Sequence[Shown]],
    names: Sequence[str],
    unsaid: Collection[str],
    kind: str,
) -> tuple[tuple[str, ...], list[Sequence[Shown]]]:
    """Return labels and lines of numbers without those of `unsaid` names, for which one stands in
    that shows nothing."""
    places = [place for place, name in enumerate(names) if name not in unsaid]
    left, rest = len(names) - len(places), []
    if left:
        rest = [tuple(Shown.withheld(WITHHELD) for _ in lines[0])]
    said = tuple(labels[place] for place in places)
    return (*said, *(others(left, kind) for _ in rest)), [*(lines[p] for p in places), *rest]


def _split_tables(question: Question, split: ProtectedCut) -> Iterator[Table]:
    """Yield a table of the answers by group, the longer of the two down the side."""
    by = shortened(split.by, LONGEST_LABEL)
    printed = split_rows(question, split)
    rows: Sequence[Sequence[Shown]] = printed.counts
    bases: Sequence[Sequence[Shown | None]] = [
        *([printed.counts[-1]] * (len(printed.answers) - 1)),
        [None] * len(printed.groups),
    ]
    heads, sides, corner = printed.groups, printed.answers, "Answer"
    if len(heads) >= len(sides):
        rows, bases = list(zip(*rows, strict=True)), list(zip(*bases, strict=True))
        heads, sides, corner = sides, heads, by
    for place in batched(range(len(heads)), MOST_COLUMNS, strict=False):
        columns = (Column(shortened(heads[i], LONGEST_COLUMN_HEAD), number=True) for i in place)
        yield Table(
            caption=f"Split by “{by}”",
            columns=(Column(corner), *columns),
            rows=tuple(
                (side, *(row[i] for i in place)) for side, row in zip(sides, rows, strict=True)
            ),
            bases=tuple((None, *(row[i] for i in place)) for row in bases),
        )


def pair_blocks(pair: ProtectedPair, comparison: Comparison | None = None) -> Iterator[Block]:
    """Yield the section of a question asked about before and now.

    `comparison` is for pairs whose test may be shown as it is; without it the section says what
    follows from the numbers shown. Chance is spoken of for 10 people or more.
    """
    yield Heading(shortened(pair.name, LONGEST_HEADING))
    yield change_finding(pair, comparison)
    yield Pairs(
        caption="Before and now",
        note="How many people gave each answer, of those who gave both",
        rows=tuple(
            (
                shortened(category, LONGEST_LABEL),
                _half("Before", before, pair.pairs, "to"),
                _half("Now", now, pair.pairs, "with"),
            )
            for category, before, now in zip(pair.categories, pair.before, pair.now, strict=True)
        ),
        base=pair.pairs,
    )


def _half(label: str, count: Shown, base: Shown, tone: Literal["to", "with"]) -> Bar:
    share = None if count.value is None or not base.value else count.value / base.value
    return Bar(label, count, share, tone=tone)


def change_finding(pair: ProtectedPair, comparison: Comparison | None) -> Finding:
    """Return how many people answered higher now, with its range, and what chance says of it."""
    up, base = pair.improved.value, pair.pairs.value
    interval = wilson(up, base) if up is not None and base and has_percent(base) else None
    return Finding(
        title="answered higher now than before",
        count=pair.improved,
        base=pair.pairs,
        sentence=_change_in_words(pair),
        share=up / base if up is not None and base and interval else None,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        note=(_tested(comparison) if comparison else _followed(pair)) if _is_tested(pair) else "",
        counts=(Count(SAME, pair.same, pair.pairs), Count(LOWER, pair.worse, pair.pairs)),
    )


def _is_tested(pair: ProtectedPair) -> bool:
    return pair.pairs.value is not None and has_percent(pair.pairs.value)


def _tested(comparison: Comparison) -> str:
    """Return what chance says of a change, and how large it is where somebody moved."""
    chance = chance_in_words(comparison.p_value)
    if not comparison.improved + comparison.worse:
        return chance
    return f"{chance} {effect_in_words(comparison.rank_biserial)}"


def _followed(pair: ProtectedPair) -> str:
    """Return what the numbers shown say of chance and of the size of the change, in words; where
    they say nothing of it, that they do not."""
    found = following(pair)
    parts = [_dominance(pair, found.dominance)] if found and found.dominance is not None else []
    chance = at_most_in_words(found.most) if found else ""
    if found and found.least > 0.05:
        chance = chance_in_words(found.least)
    if found and (found.low > 0 or found.high < 0 or found.high - found.low <= NARROW):
        size = range_in_words(found.low, found.high)
    else:
        size = ""
    if not chance and not size:
        return " ".join([*parts, NOT_TESTED])
    return " ".join(filter(None, [*parts, chance or CHANCE_NOT_SAID, size]))


def _dominance(pair: ProtectedPair, dominance: float) -> str:
    """Return by how many people more answered higher than lower, and what part of all that is."""
    more = (pair.improved.value or 0) - (pair.worse.value or 0)
    part = f"dominance within pairs {dominance:.2f}".replace("-", "−")
    if not more:
        return f"As many answered higher as lower ({part})."
    ways = "higher than lower" if more > 0 else "lower than higher"
    people = "1 more person" if abs(more) == 1 else f"{abs(more)} more people"
    return f"{people} answered {ways}, of {pair.pairs.value} ({part})."


def _change_in_words(pair: ProtectedPair) -> str:
    parts = []
    if pair.improved.value is not None and pair.pairs.value and has_percent(pair.pairs.value):
        interval = wilson(pair.improved.value, pair.pairs.value)
        share = percent(pair.improved.value / pair.pairs.value)
        parts.append(f"That is {share}, likely {in_words(interval)}.")
    for count, said in ((pair.same, SAME), (pair.worse, LOWER)):
        if count.value == 0:
            parts.append(f"Nobody {said}.")
        elif count.value is not None:
            parts.append(f"{count.value} {said}.")
        else:
            parts.append(f"How many {said} is not shown.")
    return " ".join(parts)
