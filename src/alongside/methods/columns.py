"""What a column of an unknown file holds, told by its answers: a choice, a scale, a date, words."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import islice
from statistics import median
from typing import Literal

from alongside.methods.redaction.contacts import emails, phone_numbers
from alongside.methods.redaction.numbers import national_insurance_numbers, nhs_numbers
from alongside.methods.redaction.places import postcodes
from alongside.methods.scales import in_reading_order, in_scale, is_usual

type Kind = Literal["one", "several", "scale", "number", "date", "text"]

MOST_CATEGORIES = 60
"""With more different answers than this a column is not a list to choose from."""

MOST_CHOICES = 30
HIGHEST_RATING = 10
LONGEST_DATE = 40
ENOUGH_TO_TELL = 500
FEWEST_TO_SEE_WORDS = 10
OFTEN = 5
"""An answer that so many people gave is nobody's own, whatever the heading."""

SHORTEST_OF_SOMEBODY = 5
"""Numbers with so many digits and more, of which hardly two are the same, are somebody's."""

IDENTIFYING = re.compile(
    r"(response|respondent|record|participant|submission|person|user)?[ _-]?id"
    r"|#|no\.?|number|row|index|column 1"
    r"|(your )?(e-?mail|e-?mail address|username|user name|login|ip|ip address)"
    r"|(your )?(name|full name|first name|last name|surname|forename|family name)"
    r"|(your )?(phone|telephone|mobile)( number)?|(your )?(home )?address"
    r"|(your )?(full )?post ?code|nhs (no\.?|number)|(your )?date of birth"
    r"|(your )?(staff|employee|payroll|personnel|assignment|member|membership|student|pupil|patient"
    r"|client|customer|case)('s)?[ _-]?(id|number|no\.?|ref|reference)"
)
"""Headings of columns that say who somebody is, or only number the rows."""

SOMEBODY = re.compile(r"\b(names?|e-?mails?|enw|e-bost)\b")
IN_OWN_WORDS = re.compile(
    r"\b(comments?|anything (else|more)|others?|why|explain|sylwadau|arall|pam)\b"
)
"""What a heading says of answers that people wrote themselves."""

THINGS = (
    "team|service|area|group|organi[sz]ation|company|school|course|session|event|programme|project"
    "|department|directorate|venue|site|workshop|partner|provider|council|ward|office"
)
NAME_OF_A_THING = re.compile(
    rf"\b({THINGS})('s)? names?\b|\bnames? of (the |your |our )?(\w+ )?({THINGS})\b"
)

NUMBER = re.compile(r"[-+]?\d+(\.\d+)?%?")
MONTHS = ("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY = re.compile(
    r"\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(\d{4}|\d{2})"
    rf"|(?i:\d{{1,2}}(st|nd|rd|th)? ({'|'.join(MONTHS[1:])})[a-z]*,? \d{{4}})"
)
CLOCK = re.compile(
    r"(?i)[ T,]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]\.?m\.?)?"
    r"( ?(Z|[+-]\d\d:?\d\d|[A-Z]{3,4}([+-]\d{1,2})?))?"
)


@dataclass(frozen=True)
class Column:
    """A column of responses and what it holds.

    `cells` has one answer a response, "" where there is none; `distinct` how often each answer
    was given. `categories` are the answers that are counted, in the order to read them; there are
    none for free text, for dates with a time, and where there are more than 60 different answers.
    `separator` is what joins the choices of one cell, for `several`. `identifies` marks names,
    addresses and row numbers: not for a report.
    """

    name: str
    kind: Kind
    cells: Sequence[str]
    distinct: Mapping[str, int]
    categories: tuple[str, ...] = ()
    separator: str = ""
    identifies: bool = False

    @property
    def answered(self) -> int:
        """How many people answered."""
        return sum(self.distinct.values())

    @property
    def counts(self) -> tuple[int, ...]:
        """How many people gave each category; several choices add to more than answered."""
        return self.count_in(self.distinct.items())

    def count_in(self, answers: Iterable[tuple[str, int]]) -> tuple[int, ...]:
        """Return the count of each category in some of the cells, given with how often each is."""
        totals: Counter[str] = Counter()
        for answer, number in answers:
            for choice in choices(answer, self.separator):
                totals[choice] += number
        return tuple(totals[category] for category in self.categories)


def understand(name: str, cells: Sequence[str]) -> Column:
    """Return the column with its kind, told from its answers and, for names and ids, its heading.

    - `date`: every answer is a day, with or without a time. Days are counted, times are not.
    - `scale`: whole numbers from 0 to 10, or words of a known scale (see `scales`).
    - `number`: other numbers.
    - `several`: choices joined by `;` (Microsoft Forms) or by `, ` (Google Forms), where taking
      the answers apart leaves fewer different choices than there were answers.
    - `text`: more than 60 different answers, answers that hardly anybody shares, an e-mail
      address, a phone or NHS number among them, or a heading that asks for a name or for people's
      own words ("Comments", "Anything else?") over answers that few gave.
    - `one`: the rest.

    Answers in words that differ by the spaces around them stay apart, side by side: the same file
    then gives the counts that others published from it.

    >>> column = understand("Pace", ["Too fast", "Just right", "", "Just right", "Too fast "])
    >>> column.kind, column.categories, column.counts, column.answered
    ('scale', ('Just right', 'Too fast', 'Too fast '), (2, 1, 1), 4)
    """
    plain = [cell.strip() for cell in cells]
    column = _told(name, plain)
    in_words = column.kind in {"one", "scale"} and not any(map(NUMBER.fullmatch, column.distinct))
    return _apart(column, cells) if in_words and plain != list(cells) else column


def _apart(column: Column, cells: Sequence[str]) -> Column:
    """Return the column with the answers as they stand in the file."""
    distinct = Counter(cell for cell in cells if cell.strip())
    spellings: dict[str, list[str]] = {category: [] for category in column.categories}
    for answer in sorted(distinct, key=len):
        spellings[answer.strip()].append(answer)
    categories = tuple(answer for spelt in spellings.values() for answer in spelt)
    return replace(column, cells=cells, distinct=distinct, categories=categories)


def _told(name: str, cells: Sequence[str]) -> Column:
    """Return the column with its kind, as `understand` says."""
    distinct = Counter(cells)
    distinct.pop("", None)
    if IDENTIFYING.fullmatch(name.strip().casefold()) and _may_identify(name, distinct):
        return Column(name, "text", cells, distinct, identifies=True)
    if not distinct:
        return Column(name, "text", cells, distinct)
    if all(_is_date(answer) for answer in islice(distinct, ENOUGH_TO_TELL)):
        return Column(name, "date", cells, distinct, _days(distinct))
    column = _counted(name, cells, distinct)
    if not column.categories or column.kind == "scale":
        return column
    reached = sum(n for answer, n in column.distinct.items() if _reaches_somebody(answer, n))
    if reached or _are_own_words(column):
        says_who = reached > 0 and 2 * reached >= column.answered
        return Column(name, "text", column.cells, column.distinct, identifies=says_who)
    return column


def _counted(name: str, cells: Sequence[str], distinct: Counter[str]) -> Column:
    """Return the column as its answers alone would have it."""
    if all(NUMBER.fullmatch(answer) for answer in distinct):
        return _numbers(name, cells, distinct)
    scale = in_scale(distinct) if len(distinct) <= MOST_CATEGORIES else None
    if scale:
        return Column(name, "scale", cells, distinct, scale)
    separator = _separator(distinct)
    if separator:
        return _several(name, cells, distinct, separator)
    if _is_text(distinct):
        return Column(name, "text", cells, distinct)
    return Column(name, "one", cells, distinct, in_reading_order(distinct))


def _several(name: str, cells: Sequence[str], distinct: Counter[str], separator: str) -> Column:
    """Return a column of several choices; a cell with separators only is no answer."""
    empty = {answer for answer in distinct if not choices(answer, separator)}
    for answer in empty:
        del distinct[answer]
    said = ["" if cell in empty else cell for cell in cells] if empty else cells
    options = {choice for answer in distinct for choice in choices(answer, separator)}
    return Column(name, "several", said, distinct, in_reading_order(options), separator)


def choices(answer: str, separator: str) -> Collection[str]:
    """Return the choices in one cell, each once; one answer where there is no separator.

    >>> sorted(choices("Housing;Parks;Housing;", ";"))
    ['Housing', 'Parks']
    """
    if not separator:
        return (answer,)
    return {part.strip() for part in answer.split(separator)} - {""}


def _reaches_somebody(answer: str, given_by: int) -> bool:
    """Return whether an answer that so many gave has the address or the number of a person in it.

    A postcode is somebody's home where few gave it; where many did, a place they all went to.
    """
    for find in (emails, phone_numbers, nhs_numbers, national_insurance_numbers):
        if any(find(answer)):
            return True
    return given_by < OFTEN and any(postcodes(answer))


def _are_own_words(column: Column) -> bool:
    """Return whether these are answers that people wrote themselves, by the heading and by how few
    gave them: some of them under a heading that asks for a name, at least half under one that asks
    for words.

    Choices that a form joined by semicolons were ticked, not written.
    """
    if column.kind == "number" or column.separator == ";" or is_usual(column.categories):
        return False
    heading = NAME_OF_A_THING.sub("", column.name.casefold())
    few = sum(count < OFTEN for count in column.counts)
    if SOMEBODY.search(heading):
        return few > 0
    return bool(IN_OWN_WORDS.search(heading)) and 2 * few >= len(column.categories)


def _may_identify(name: str, distinct: Counter[str]) -> bool:
    """Return whether a heading such as "Number" or none at all stands over ids and not answers."""
    doubtful = {"number", "no", "no.", "#", "row", "index", "column 1"}
    if name.strip().casefold() not in doubtful:
        return True
    return len(distinct) > 1 and set(distinct.values()) == {1} and all(map(str.isdigit, distinct))


def _numbers(name: str, cells: Sequence[str], distinct: Counter[str]) -> Column:
    values = {answer: float(answer.rstrip("%")) for answer in distinct}
    in_order = tuple(sorted(distinct, key=lambda answer: (values[answer], answer)))
    rating = all(value.is_integer() and 0 <= value <= HIGHEST_RATING for value in values.values())
    longest = max(len(answer.partition(".")[0]) for answer in distinct)
    someones = longest >= SHORTEST_OF_SOMEBODY and _is_hardly_shared(distinct)
    listed = in_order if len(in_order) <= MOST_CATEGORIES and not someones else ()
    kind: Kind = "scale" if rating and len(in_order) > 1 else "number"
    return Column(name, kind, cells, distinct, listed)


def _is_date(answer: str) -> bool:
    day = DAY.match(answer)
    if day is None or len(answer) > LONGEST_DATE:
        return False
    rest = answer[day.end() :]
    return not rest or CLOCK.fullmatch(rest) is not None


def _days(distinct: Collection[str]) -> tuple[str, ...]:
    """Return the days in order of time, or nothing where there are times of day or too many.

    10/3/2026 is in March, as in Britain, unless another answer shows that the month comes first.
    """
    if len(distinct) > MOST_CATEGORIES or any(":" in answer for answer in distinct):
        return ()
    parts = {answer: re.split(r"[-/. ,]+", answer) for answer in distinct}
    month_first = any(
        first.isdigit() and second.isdigit() and int(first) <= 12 < int(second)
        for first, second, *_ in parts.values()
    )

    def when(answer: str) -> tuple[int, int, int]:
        first, second, third = parts[answer]
        if second[0].isalpha():
            return int(third), MONTHS.index(second[:3].casefold()), int(re.sub(r"\D", "", first))
        if len(first) == 4:
            return int(first), int(second), int(third)
        month, day = (first, second) if month_first else (second, first)
        return int(third), int(month), int(day)

    return tuple(sorted(distinct, key=when))


def _separator(distinct: Counter[str]) -> str:
    """Return what joins several choices in a cell, or "" where a cell holds one answer."""
    for separator in (";", ", "):
        options: set[str] = set()
        answers = set()
        for answer in distinct:
            answers.add(frozenset(choices(answer, separator)))
            options.update(choices(answer, separator))
            if len(options) > MOST_CHOICES:
                break
        if len(options) > MOST_CHOICES or _is_ranking(answers, distinct):
            continue
        ended = separator == ";" and all(answer.endswith(";") for answer in distinct)
        if ended or _comes_apart(answers, options):
            return separator
    return ""


def _is_ranking(answers: Collection[frozenset[str]], distinct: Counter[str]) -> bool:
    """Return whether everybody named the same things and only their order differs."""
    return len(answers) == 1 and len(distinct) > 1


def _comes_apart(answers: Collection[frozenset[str]], options: Collection[str]) -> bool:
    """Return whether answers look put together from options, and not like words with commas.

    Options turn up alone and beside others, most of them in more than one combination, and there
    are no more of them than combinations.
    """
    joined = frozenset().union(*(answer for answer in answers if len(answer) > 1))
    alone = any(len(answer) == 1 and answer <= joined for answer in answers)
    places = Counter(option for answer in answers for option in answer)
    again = sum(number > 1 for number in places.values())
    return alone and len(options) <= len(answers) and again >= 0.6 * len(options)


def _is_text(distinct: Counter[str]) -> bool:
    """Return whether these are people's own words and not a list to choose from.

    Words of one's own are given once: a column is text when hardly two answers are the same (of
    fewer than 10, long ones only), or when at least two answers of some length were given once
    and make up half of the different ones, though some may repeat ("Nothing").
    """
    if len(distinct) > MOST_CATEGORIES:
        return True
    once = [answer for answer, number in distinct.items() if number == 1]
    words = median([len(answer.split()) for answer in once] or [0])
    if len(distinct) > 0.8 * distinct.total():
        return words >= 3 or _is_hardly_shared(distinct)
    return words >= 4 and len(once) >= max(2, len(distinct) / 2)


def _is_hardly_shared(distinct: Counter[str]) -> bool:
    """Return whether hardly two people gave the same answer, of as many as it takes to tell."""
    people = distinct.total()
    return people >= FEWEST_TO_SEE_WORDS and len(distinct) > 0.8 * people


class NoSuchColumn(ValueError):
    """No heading has this name: one sentence that lists the nearest ones."""


def find_column(headings: Sequence[str], wanted: str) -> int:
    """Return the place of the column called `wanted`, capitals and spaces aside. `NoSuchColumn`,
    with the nearest names, when there is none.

    >>> find_column(["Team", "How was it?"], "how was  IT?")
    1
    """
    plain = [" ".join(heading.casefold().split()) for heading in headings]
    name = " ".join(wanted.casefold().split())
    if wanted in headings:
        return headings.index(wanted)
    if name in plain:
        return plain.index(name)
    near = get_close_matches(name, plain, n=3, cutoff=0.5)
    near += [heading for heading in plain if name in heading and heading not in near][:3]
    listed = [headings[plain.index(heading)] for heading in near] or list(headings[:10])
    more = "" if near or len(headings) <= 10 else f" and {len(headings) - 10} more"
    start = "The nearest are" if near else "The columns are"
    names = ", ".join(f"“{shortened(heading, 80)}”" for heading in listed)
    raise NoSuchColumn(f"There is no column “{shortened(wanted, 80)}”. {start} {names}{more}.")


def shortened(text: str, longest: int) -> str:
    """Return the text on one line, cut at a word with … where it is longer than `longest`.

    >>> shortened("What would you\\n change about the session?", 24)
    'What would you change…'
    """
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    start = line[: longest - 1]
    at_word = start.rsplit(" ", 1)[0] if " " in start[longest // 2 :] else start
    return at_word.rstrip(" ,;:-") + "…"
