"""What a file of responses says, exported by Microsoft Forms or Google Forms: which columns say who
somebody is, which question each other column answers, and what everybody answered."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from alongside.methods import columns
from alongside.methods.formats.dates import read_moment, span
from alongside.methods.formats.form_makers import GOOGLE, ID, MICROSOFT, STAMPS, TIMES
from alongside.methods.formats.headings import below_titles, plain
from alongside.methods.formats.registers import EMAIL
from alongside.methods.formats.sheets import Refusal, Sheet

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

WHICH_SESSION = re.compile(
    r"\b(which|what) (session|workshop|course|date)\b|\b(session|workshop|course) (date|attended"
    r"|you (attended|came to))\b|\bdate of (the |your )?(session|workshop|course)\b"
    r"|(session|workshop|course|session date|date|dyddiad|sesiwn)|\bpa (sesiwn|ddyddiad)\b"
)
"""Headings over which session a response is about."""

WHICH_TEAM = re.compile(
    r"(which|what) (is your )?(team|department|directorate|division|service area|unit)\b.*"
    r"|((your|my) )?(team|department|dept|directorate|division|service area|unit)( name)?"
    r"|(pa|beth yw eich) (dîm|tîm|adran|gyfarwyddiaeth|cyfarwyddiaeth)\b.*"
    r"|((eich|enw'r) )?(tîm|adran|cyfarwyddiaeth|maes gwasanaeth)"
)
"""Headings over where in the organisation somebody works."""

MOMENT_OF_DAY = re.compile(
    r"\d{1,4}([-/. ]) ?\d{1,2}\1 ?\d{1,4},?[ t]+(?!0?0[:.]00(?:[:.]00)?\b(?! ?[ap]))"
    r"\d{1,2}[:.]\d{2}([:.]\d{2})?(\b.{0,24})?",
    re.IGNORECASE,
)
"""A day and a time of day, whichever of day and month comes first. Midnight is a day alone: that is
how a workbook writes one."""

PARTICLES = {"de", "da", "do", "dos", "di", "del", "della", "la", "le", "van", "von", "der", "den",
             "ter", "y", "e", "bin", "al", "ap", "ab"}  # fmt: skip
"""Small words inside people's names."""

MOST_ROWS = 20_000
SHARE_OF_ADDRESSES = 0.5
FEWEST_TO_TELL = 3
NEARLY_ALL = 0.9
HARDLY_SHARED = 0.8


@dataclass(frozen=True, slots=True)
class Export:
    """A file of responses without whoever gave them.

    `source` is "Microsoft Forms", "Google Forms" or "". `left_behind` are the headings of the
    columns that say who somebody is or when they answered; no cell of theirs is in `sheet`. Of the
    times only the first and the last day of all answers stay, in `days`.
    """

    source: str
    sheet: Sheet
    left_behind: tuple[str, ...]
    days: tuple[date, date] | None = None


def opened(sheet: Sheet) -> Export:
    """Return the responses of a sheet, with the columns that point to a person taken out.

    These are the columns that the form makers add, those whose heading asks for a name, an address
    or a number of a person, and those of which half the answers are e-mail addresses. In a language
    whose headings are not known they are told by what is in them: times in the order of the lines,
    and times, numbers of the lines and names beside addresses before the first answer. Two lines
    with the same number are one response: the second is refused.
    """
    sheet = below_titles(sheet, MICROSOFT | GOOGLE)
    told = {plain(heading) for heading in sheet.headings}
    source = ""
    if len(told & MICROSOFT) >= 3 and told & TIMES:
        source = "Microsoft Forms"
    elif told & STAMPS:
        source = "Google Forms"
    sheet = _each_once(sheet)
    pointing = _pointing(sheet)
    return Export(
        source,
        _without(sheet, pointing),
        tuple(sheet.headings[p] for p in sorted(pointing)),
        _days(sheet, pointing),
    )


def _days(sheet: Sheet, pointing: Collection[int]) -> tuple[date, date] | None:
    """Return the first and the last day on which somebody answered, as far as columns say it that
    are cut off: those of the form makers, else those that are told by their times."""
    cells, headings = sheet.columns(), sheet.headings
    known = [place for place in pointing if plain(headings[place]) in TIMES | STAMPS]
    told = known or [place for place in pointing if are_moments(headings[place], cells[place])]
    spans = [found for place in told if (found := span(cells[place]))]
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None


def _each_once(sheet: Sheet) -> Sheet:
    """Return the sheet with a response that stands in it twice, by its number, only once."""
    numbered = [place for place, heading in enumerate(sheet.headings) if plain(heading) in ID]
    if not numbered:
        return sheet
    seen: dict[str, int] = {}
    rows, lines, refused = [], [], list(sheet.refused)
    for line, row in zip(sheet.lines, sheet.rows, strict=True):
        number = row[numbered[0]]
        if number and number in seen:
            heading = sheet.headings[numbered[0]]
            reason = f"it has the same {heading} ({number[:40]}) as line {seen[number]}"
            refused.append(Refusal(line, f"{reason}, so it would count twice"))
            continue
        seen[number] = line
        rows.append(row)
        lines.append(line)
    return replace(sheet, rows=rows, lines=lines, refused=refused)


def _pointing(sheet: Sheet) -> set[int]:
    """Return the columns to cut off: by their heading, by their addresses, as times in the order
    answers came in; and what stands before the first answer, if it looks added by a form maker.
    Names are cut off beside addresses alone: elsewhere they could be an answer."""
    cells = sheet.columns()
    found = {
        place
        for place, heading in enumerate(sheet.headings)
        if points_to_somebody(heading, cells[place])
        or (are_moments(heading, cells[place]) and _in_order(cells[place]))
    }
    for place, heading in enumerate(sheet.headings):
        if place in found:
            continue
        beside = cells[place - 1] if place else ()
        names = share_of_addresses(beside) >= SHARE_OF_ADDRESSES and are_names(cells[place])
        if not (names or are_moments(heading, cells[place]) or _number_the_rows(cells[place])):
            break
        found.add(place)
    return found


def points_to_somebody(heading: str, cells: Sequence[str]) -> bool:
    """Return whether a column says who somebody is, or when they answered: by its heading, or
    because most of it is e-mail addresses.

    >>> points_to_somebody("E-bost", ["anonymous"]), points_to_somebody("Which email do you use?",
    ... ["ada@example.org"]), points_to_somebody("Name one model", ["The ladder"])
    (True, True, False)
    """
    name = re.sub(r" \(\d+\)$|(?<=[a-z])\d$", "", plain(heading))
    if name in MICROSOFT | GOOGLE | WHO or columns.understand(name, cells).identifies:
        return True
    return share_of_addresses(cells) >= SHARE_OF_ADDRESSES


def share_of_addresses(cells: Sequence[str]) -> float:
    """Return how many of the answers in a column are an e-mail address, from 0 to 1."""
    return _share(cells, lambda answer: EMAIL.fullmatch(answer) is not None)


def are_moments(heading: str, cells: Sequence[str]) -> bool:
    """Return whether the answers of a column are days with a time of day, hardly any twice, so that
    they may say when people answered. Which session somebody came to does not.

    >>> are_moments("Startzeit", ["28.11.2026 10:05:33", "11/29/2026 9:00", "2026-12-01 09:10"])
    True
    >>> are_moments("Which session?", ["28/11/2026 10:05", "29/11/2026 9:00", "1/12/2026 9:10"])
    False
    """
    answers = [cell for cell in cells if cell]
    if len(answers) < FEWEST_TO_TELL or asks_which_session(heading):
        return False
    return 2 * len(set(answers)) > len(answers) and _share(cells, _is_moment) >= NEARLY_ALL


def _is_moment(answer: str) -> bool:
    if MOMENT_OF_DAY.fullmatch(answer):
        return True
    return "." in answer and answer[0].isdigit() and read_moment(answer) is not None


def _in_order(cells: Sequence[str]) -> bool:
    """Return whether times come one after the other, as answers do."""
    moments = [read_moment(cell) for cell in cells if cell]
    told = [moment for moment in moments if moment is not None]
    return len(told) == len(moments) and all(one <= next_one for one, next_one in pairwise(told))


def are_names(cells: Sequence[str]) -> bool:
    """Return whether the answers of a column look like names of people, each another one.

    >>> are_names(["Jana Novák", "Piet van Dam", "O'Neill, Sarah"])
    True
    """
    answers = [cell for cell in cells if cell]
    if len(answers) < FEWEST_TO_TELL or len(set(answers)) < HARDLY_SHARED * len(answers):
        return False
    return _share(cells, _is_name) >= NEARLY_ALL


def _is_name(answer: str) -> bool:
    words = answer.replace(",", " ").split()
    large = [word for word in words if word not in PARTICLES]
    letters = re.sub(r"[\s,.'’-]", "", answer)
    return (
        2 <= len(words) <= 5
        and len(large) >= 2
        and letters.isalpha()
        and not answer.endswith(".")
        and all(word[0].isupper() and not word.isupper() for word in large)
    )


def _number_the_rows(cells: Sequence[str]) -> bool:
    """Return whether a column only counts up, as the number of a response does."""
    if len(cells) < FEWEST_TO_TELL or not all(re.fullmatch(r"\d{1,12}", cell) for cell in cells):
        return False
    return all(int(one) < int(next_one) for one, next_one in pairwise(cells))


def _share(cells: Sequence[str], is_so: Callable[[str], bool]) -> float:
    answers = [cell for cell in cells if cell]
    return sum(map(is_so, answers)) / max(1, len(answers))


def asks_which_session(heading: str) -> bool:
    """Return whether a heading asks which session a response is about.

    >>> asks_which_session("Which session did you come to?"), asks_which_session("Date")
    (True, True)
    """
    words = plain(heading)
    found = WHICH_SESSION.search(words)
    return found is not None and (found[0] == words or " " in found[0])


def asks_which_team(heading: str) -> bool:
    """Return whether a heading asks which team, or which part above it, somebody belongs to.

    >>> asks_which_team("Which team are you in?"), asks_which_team("Department")
    (True, True)
    >>> asks_which_team("Does your team ask people?")
    False
    """
    return WHICH_TEAM.fullmatch(plain(heading)) is not None


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
