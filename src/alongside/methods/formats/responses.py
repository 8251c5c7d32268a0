"""What a file of responses says, exported by Microsoft Forms or Google Forms: which columns say who
somebody is, which question each other column answers, and what everybody answered."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from alongside.methods import columns
from alongside.methods.formats.headings import below_titles, plain
from alongside.methods.formats.registers import EMAIL
from alongside.methods.formats.sheets import Sheet

MICROSOFT = {
    "id", "start time", "completion time", "last modified time", "email", "name",
    "amser cychwyn", "amser dechrau", "amser cwblhau", "amser gorffen",
    "amser yr addasiad diwethaf", "e-bost", "ebost", "enw",
}  # fmt: skip
"""What Microsoft Forms puts before the answers, in English and Welsh. The Welsh words are those of
Microsoft's Welsh terminology; no Welsh export was at hand to check them against."""

GOOGLE = {
    "timestamp", "email address", "username", "stamp amser", "cyfeiriad e-bost",
    "cyfeiriad ebost", "enw defnyddiwr",
}  # fmt: skip
"""What Google Forms puts before the answers. The Welsh words are a guess, as above."""

WHO = {
    "enw llawn", "enw cyntaf", "cyfenw", "rhif ffôn", "cod post", "respondent", "your email",
    "eich enw", "eich e-bost", "eich cyfeiriad e-bost", "work email", "job title and name",
    "staff id", "employee number", "payroll number", "ip address", "user agent",
}  # fmt: skip
"""More headings over who somebody is, beside `columns.IDENTIFYING`."""

QUIZ = re.compile(
    r"(points|feedback|pwyntiau|adborth) - .+|.+ \[(score|feedback|sgôr|adborth)\]"
    r"|total points|quiz feedback|grade posted time|score|total score|cyfanswm pwyntiau"
)
"""Columns that a quiz adds: how an answer was marked."""

MOST_ROWS = 20_000
SHARE_OF_ADDRESSES = 0.5


@dataclass(frozen=True, slots=True)
class Export:
    """A file of responses without whoever gave them.

    `source` is "Microsoft Forms", "Google Forms" or "". `left_behind` are the headings of the
    columns that say who somebody is or when they answered; no cell of theirs is in `sheet`.
    """

    source: str
    sheet: Sheet
    left_behind: tuple[str, ...]


def opened(sheet: Sheet) -> Export:
    """Return the responses of a sheet, with the columns that point to a person taken out.

    These are the columns that the form makers add, those whose heading asks for a name, an address
    or a number of a person, and those of which half the answers are e-mail addresses.
    """
    sheet = below_titles(sheet, MICROSOFT | GOOGLE)
    told = {plain(heading) for heading in sheet.headings}
    source = ""
    if len(told & MICROSOFT) >= 3 and told & MICROSOFT & {
        "completion time", "start time", "amser cwblhau", "amser cychwyn", "amser dechrau",
    }:  # fmt: skip
        source = "Microsoft Forms"
    elif told & {"timestamp", "stamp amser"}:
        source = "Google Forms"
    pointing = {
        place
        for place, cells in enumerate(sheet.columns())
        if points_to_somebody(sheet.headings[place], cells)
    }
    return Export(
        source, _without(sheet, pointing), tuple(sheet.headings[p] for p in sorted(pointing))
    )


def points_to_somebody(heading: str, cells: Sequence[str]) -> bool:
    """Return whether a column says who somebody is, or when they answered.

    >>> points_to_somebody("E-bost", ["anonymous"]), points_to_somebody("Which email do you use?",
    ... ["ada@example.org"]), points_to_somebody("Name one model", ["The ladder"])
    (True, True, False)
    """
    name = re.sub(r" \(\d+\)$|(?<=[a-z])\d$", "", plain(heading))
    if name in MICROSOFT | GOOGLE | WHO or columns.understand(name, cells).identifies:
        return True
    answers = [cell for cell in cells if cell]
    addresses = sum(EMAIL.fullmatch(answer) is not None for answer in answers)
    return addresses > 0 and addresses >= SHARE_OF_ADDRESSES * len(answers)


def is_of_a_quiz(heading: str) -> bool:
    """Return whether a column says how a quiz was marked.

    >>> is_of_a_quiz("Points - Name one model"), is_of_a_quiz("Name one model [Score]")
    (True, True)
    """
    return QUIZ.fullmatch(plain(heading)) is not None


def _without(sheet: Sheet, places: Collection[int]) -> Sheet:
    kept = [place for place in range(len(sheet.headings)) if place not in places]
    return Sheet(
        headings=tuple(sheet.headings[place] for place in kept),
        rows=[[row[place] for place in kept] for row in sheet.rows],
        lines=sheet.lines,
        refused=sheet.refused,
    )


BEFORE = re.compile(r"\b(before|beforehand|cyn|cynt)\b")
NOW = re.compile(r"\b(after|afterwards|now|ar ôl|wedyn|nawr|bellach)\b")
MOMENT = re.compile(
    r"[\s\-–,:(\[]*\b(before|after|cyn|ar ôl)\b( (the|this|today's|y|yr))?"
    r"( (session|training|workshop|course|sesiwn|hyfforddiant|gweithdy))?[\s\-–,:)\]]*"
    r"|[\s\-–,:(\[]*\b(now|nawr|bellach|beforehand|afterwards|wedyn|cynt)\b[\s\-–,:)\]]*",
    re.IGNORECASE,
)


def before_and_now(headings: Mapping[int, str]) -> list[tuple[int, int]]:
    """Return the pairs of columns that ask the same once about before and once about now.

    >>> before_and_now({0: "How well did you understand it before the session?",
    ...                 1: "How well do you understand it now?", 2: "What now?"})
    [(0, 1)]
    """
    pairs = []
    left = dict(headings)
    for place, heading in headings.items():
        if not BEFORE.search(heading.casefold()):
            continue
        near = {
            other: likeness(heading, words)
            for other, words in left.items()
            if other != place and NOW.search(words.casefold())
        }
        best = max(near, key=lambda other: near[other], default=None)
        if best is not None and near[best] >= ENOUGH_ALIKE and place in left:
            pairs.append((place, best))
            del left[place], left[best]
    return pairs


ENOUGH_ALIKE = 0.6
LITTLE_WORDS = {
    "a", "an", "at", "did", "do", "does", "is", "are", "was", "were", "the", "to", "of", "your",
    "you", "i", "how",
}  # fmt: skip


def likeness(one: str, other: str) -> float:
    """Return how many of their words two headings share, without those that say when."""
    first, second = (
        set(re.findall(r"\w+", MOMENT.sub(" ", text).casefold())) - LITTLE_WORDS
        for text in (one, other)
    )
    return len(first & second) / max(1, len(first | second))


def without_moment(heading: str) -> str:
    """Return a heading without the words that say before or now.

    >>> without_moment("Confidence before the session"), without_moment("Confidence (now)")
    ('Confidence', 'Confidence')
    """
    text = " ".join(MOMENT.sub(" ", heading).split()).replace(" ?", "?")
    return text[:1].upper() + text[1:] if text.strip("?") else heading
