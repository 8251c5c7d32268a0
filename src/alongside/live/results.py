"""What a room said, as the room itself sees it: every count, whatever its size.

People are told so before they answer. Nothing of this leaves the room: what does is protected
(`actions.closing`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from alongside.methods.disclosure import Pair, Tally, in_the_room
from alongside.methods.documents.html import to_html
from alongside.methods.documents.model import (
    Bar,
    Bars,
    Block,
    Bullets,
    Document,
    Heading,
    Pairs,
    Paragraph,
)
from alongside.methods.intervals import has_percent, percent
from alongside.methods.questions import Texts, type_of
from alongside.methods.questions.counting import Split, tally
from alongside.methods.questions.messages import said
from alongside.methods.questions.question import Summary
from alongside.methods.questions.types.date import Date
from alongside.methods.questions.types.number import Number

type Answers = Sequence[Mapping[str, Any] | None]
type Seen = Callable[[str], bool]

FIRST, AGAIN = "First", "Again"

MOST_WORDS = 200
"""How many people's words are shown to a room at once: a phone has to load them."""

MOST_EACH = 12
"""Of up to so many different numbers or days a room sees each; of more, bands or months."""


def html(
    question: Mapping[str, Any],
    askings: Sequence[Answers],
    kicker: str,
    whys: Sequence[Sequence[str]] = (),
    seen: Seen = lambda _: True,
    put_in: int = 0,
) -> str:
    """Return the results of a question as a page shows them: of one asking, or of the first and the
    last side by side. `whys` is what people wrote beside their answers, for each asking; `seen`
    says of words whether the room may read them. `put_in` answers of them are those of people
    without a device."""
    title = said(question["label"])
    blocks = (
        *_blocks(question, compared(askings), seen),
        *_put_in(put_in),
        *_why(compared(whys), seen),
    )
    return to_html(Document(title=title, kicker=kicker, blocks=blocks))


def texts(question: Mapping[str, Any], answers: Answers) -> list[str]:
    """Return what people wrote as their answers to a question, in no order."""
    found = type_of(question).summarise(question, answers)
    return [text for one in found if isinstance(one, Texts) for text in one.texts]


def compared[One](askings: Sequence[One]) -> Sequence[One]:
    """Return the first and the last asking, where a question was asked more than once."""
    return [askings[0], askings[-1]] if len(askings) > 1 else askings


def _put_in(number: int) -> Iterator[Block]:
    if number:
        many = "1 of these answers was" if number == 1 else f"{number} of these answers were"
        yield Paragraph(f"{many} put in by whoever leads, for people without a device.", "soft")


def _why(whys: Sequence[Sequence[str]], seen: Seen) -> Iterator[Block]:
    titles = ("Why, the first time", "Why, the second time") if len(whys) > 1 else ("Why",)
    for title, texts in zip(titles, whys, strict=False):
        if texts:
            yield Heading(title, 2)
            yield from _words(texts, seen)


def _words(texts: Sequence[str], seen: Seen) -> Iterator[Block]:
    shown = [text for text in texts if seen(text)]
    if shown:
        yield Bullets(in_order(shown))
    if len(shown) > MOST_WORDS:
        yield Paragraph(f"These are {MOST_WORDS} of {len(shown)}, drawn by lot.", "soft")
    if left := len(texts) - len(shown):
        who = "1 person" if left == 1 else f"{left} people"
        yield Paragraph(f"What {who} wrote is not shown.", "soft")


def in_order(texts: Sequence[str]) -> tuple[str, ...]:
    """Return words in the order of the alphabet, which says nothing of who wrote them or when. Of
    very many, those that a lot falls on: the same every time, for it is drawn from the words."""
    drawn = sorted(texts, key=lambda text: sha256(text.encode()).digest())[:MOST_WORDS]
    return tuple(sorted(drawn, key=str.casefold))


def _blocks(question: Mapping[str, Any], askings: Sequence[Answers], seen: Seen) -> Iterator[Block]:
    kind = type_of(question)
    titles = kind.titles(question)
    for place, summaries in enumerate(_summaries(question, askings)):
        if titles:
            yield Heading(titles[place], 3)
        yield from _of(summaries, seen)


def _summaries(
    question: Mapping[str, Any], askings: Sequence[Answers]
) -> Sequence[Sequence[Summary]]:
    """Return, for each count of a question, that of every asking. Where the answers decide what is
    counted, as with bands of numbers, those of all askings do, so that they can be compared."""
    if (each := _each(question, askings)) is not None:
        return [each]
    kind = type_of(question)
    of_each = list(zip(*(kind.summarise(question, answers) for answers in askings), strict=True))
    if len({one.categories for one in of_each[0] if isinstance(one, Tally)}) < 2:
        return of_each
    times = tuple(str(number) for number in range(len(askings)))
    of_time = [time for time, answers in zip(times, askings, strict=True) for _ in answers]
    together = [answer for answers in askings for answer in answers]
    split = Split("", times, tuple(of_time))
    (found,) = kind.summarise(question, together, splits=[split])
    assert isinstance(found, Tally)
    cut = found.cuts[0]
    counts = zip(*cut.counts, strict=True)
    return [
        [
            Tally(found.name, found.categories, tuple(column), answered)
            for column, answered in zip(counts, cut.answered, strict=True)
        ]
    ]


def _each(question: Mapping[str, Any], askings: Sequence[Answers]) -> list[Tally] | None:
    """Return how many gave each number or day, for each asking: as a report never shows them. None
    for any other question, where there are bands, or where they are too many."""
    kind = type_of(question)
    if not isinstance(kind, Number | Date) or question.get("bands"):
        return None
    key = "value" if isinstance(kind, Number) else "date"
    given = [[answer[key] for answer in answers if answer] for answers in askings]
    values = sorted({value for answers in given for value in answers})
    if not 0 < len(values) <= MOST_EACH:
        return None
    labels = [" ".join(kind.in_words(question, {key: value})) for value in values]
    return [
        tally(question["name"], labels, [[values.index(value)] for value in answers])
        for answers in given
    ]


def _of(askings: Sequence[Summary], seen: Seen) -> Iterator[Block]:
    last = askings[-1]
    if isinstance(last, Texts):
        if last.texts:
            yield from _words(last.texts, seen)
        else:
            yield Paragraph("Nobody has written anything.")
    elif not any(_answered(one) for one in askings):
        yield Paragraph("Nobody has answered.")
    elif isinstance(last, Pair):
        yield _before_and_now(last)
    else:
        tallies = [one for one in askings if isinstance(one, Tally)]
        yield _side_by_side(tallies) if len(tallies) > 1 else _bars(last)


def _answered(summary: Summary) -> int:
    """Return how many people a count is of."""
    if isinstance(summary, Pair):
        return sum(map(sum, summary.joint))
    return summary.answered if isinstance(summary, Tally) else 0


def _bars(tally: Tally) -> Bars:
    return Bars(
        caption="How people answered",
        note=_people(tally.answered),
        head=("Answer", "People"),
        bars=tuple(
            Bar(label, _of_base(count.value or 0, tally.answered), share)
            for label, count, share in zip(
                tally.categories, in_the_room(tally).counts, _shares(tally), strict=True
            )
        ),
    )


def _side_by_side(tallies: Sequence[Tally]) -> Pairs:
    first, last = tallies[0], tallies[-1]
    return Pairs(
        caption="The first time, and again after talking about it",
        note=f"{FIRST}: {_people(first.answered)}. {AGAIN}: {_people(last.answered)}",
        rows=tuple(
            (
                label,
                Bar(FIRST, _of_base(first.counts[place], first.answered), _shares(first)[place]),
                Bar(
                    AGAIN,
                    _of_base(last.counts[place], last.answered),
                    _shares(last)[place],
                    tone="with",
                ),
            )
            for place, label in enumerate(last.categories)
        ),
        head=("Answer", "The first time and again"),
    )


def _before_and_now(pair: Pair) -> Pairs:
    before = [sum(row) for row in pair.joint]
    now = [sum(column) for column in zip(*pair.joint, strict=True)]
    people = sum(before)
    return Pairs(
        caption="Before and now",
        note=_people(people),
        rows=tuple(
            (
                label,
                Bar("Before", _of_base(then, people), then / people if people else 0.0),
                Bar(
                    "Now",
                    _of_base(then_now, people),
                    then_now / people if people else 0.0,
                    tone="with",
                ),
            )
            for label, then, then_now in zip(pair.categories, before, now, strict=True)
        ),
    )


def _shares(tally: Tally) -> list[float]:
    return [count / tally.answered if tally.answered else 0.0 for count in tally.counts]


def _of_base(count: int, base: int) -> str:
    """Return a count with its base, and from ten people on its share."""
    words = f"{count} of {base}"
    return f"{words} ({percent(count / base)})" if base and has_percent(base) else words


def _people(number: int) -> str:
    return "1 person answered" if number == 1 else f"{number} people answered"
