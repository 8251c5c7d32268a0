"""A date people know, typed as day, month and year.

Settings: `earliest` and `latest` (ISO dates, such as "2026-03-01").
Answer: {"date": "2026-03-01"}.

A month may be a word ("March", "mar"), and figures may be of any script. A summary counts months,
years or tens of years, the finest that makes at most twelve categories; never single days.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from alongside.methods.questions.counting import Split, tally
from alongside.methods.questions.messages import DEFAULT, add, said, say
from alongside.methods.questions.on_paper import Cells, OnPaper
from alongside.methods.questions.question import (
    Answer,
    Cell,
    Column,
    Posted,
    Problem,
    Question,
    QuestionType,
    Reading,
    Summary,
    Value,
    field_name,
    posted,
)
from alongside.methods.questions.typed import NotANumber, read_number

PARTS = ("day", "month", "year")
MOST_CATEGORIES = 12
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
add(
    "en",
    {
        "date title": "Date",
        "date hint": "For example, 27 3 2026.",
        "date day": "Day",
        "date month": "Month",
        "date year": "Year",
        "date a day": "a day",
        "date a month": "a month",
        "date a year": "a year",
        "date and": "{first} and {second}",
        "date missing": "The date in “{label}” must include {missing}",
        "date not real": "The date in “{label}” must be a real date, like 27 3 2026",
        "date year digits": "The year in “{label}” must have 4 figures, like 2026",
        "date between": "The date in “{label}” must be between {low} and {high}",
        "date least": "The date in “{label}” must be {low} or later",
        "date most": "The date in “{label}” must be {high} or earlier",
        "date words": "{day} {month} {year}",
        "date month of year": "{month} {year}",
        "date years": "{first} to {last}",
    }
    | {f"month {number}": name for number, name in enumerate(MONTHS, 1)},
)


class Date(QuestionType):
    name = "date"
    order = 90
    asks = "enter"
    settings = frozenset({"earliest", "latest"})

    def check(self, question: Question, languages: Collection[str]) -> Iterator[str]:
        found = {}
        for key in ("earliest", "latest"):
            try:
                if question.get(key):
                    found[key] = date.fromisoformat(question[key])
            except (TypeError, ValueError):
                yield f"{key} is a date such as 2026-03-01"
        if len(found) == len(self.settings) and found["earliest"] > found["latest"]:
            yield "earliest is after latest"

    def effort(self, question: Question) -> float:
        return 10

    def instruction(self, question: Question, language: str = DEFAULT) -> str:
        return "" if question.get("hint") else say("date hint", language)

    def first_part(self, question: Question) -> str:
        return "day"

    def controls(
        self, question: Question, data: Posted, problems: Mapping[str, list[str]], language: str
    ) -> dict[str, Any]:
        names = {part: field_name(question["name"], part) for part in PARTS}
        typed = {part: "".join(data.get(name, ())[:1]) for part, name in names.items()}
        empty = {part for part in PARTS if not typed[part].strip()}
        blamed = empty or ({"year"} if "year" in problems else set(PARTS))
        return {
            "parts": [
                {
                    "name": name,
                    "id": f"q-{name}",
                    "label": say(f"date {part}", language),
                    "value": typed[part],
                    "size": "4" if part == "year" else "2",
                    "inputmode": "text" if part == "month" else "numeric",
                    "invalid": bool(problems) and part in blamed,
                }
                for part, name in names.items()
            ]
        }

    def on_paper(self, question: Question, language: str = DEFAULT) -> OnPaper:
        return Cells(tuple((say(f"date {part}", language), "") for part in PARTS))

    def parse(self, question: Question, data: Posted, language: str) -> Reading:
        typed = {p: "".join(posted(data, question["name"], p)[:1]).strip() for p in PARTS}
        if not any(typed.values()):
            return Reading()
        problem = self._incomplete(question, typed, language)
        found = None if problem else _real_date(typed, language)
        if not problem:
            problem = self._outside(question, found, language)
        if problem or found is None:
            return Reading(None, (problem,) if problem else ())
        return Reading({"date": found.isoformat()})

    def _incomplete(
        self, question: Question, typed: Mapping[str, str], language: str
    ) -> Problem | None:
        empty = [part for part in PARTS if not typed[part]]
        if not empty:
            year = _figures(typed["year"])
            if year is not None and year < 1000:
                return self.wrong(question, "date year digits", language, part="year")
            return None
        missing = say(f"date a {empty[0]}", language)
        if len(empty) > 1:
            second = say(f"date a {empty[1]}", language)
            missing = say("date and", language, first=missing, second=second)
        return self.wrong(question, "date missing", language, part=empty[0], missing=missing)

    def _outside(self, question: Question, found: date | None, language: str) -> Problem | None:
        if found is None:
            return self.wrong(question, "date not real", language)
        low, high = (
            date.fromisoformat(question[key]) if question.get(key) else None
            for key in ("earliest", "latest")
        )
        if (low is None or found >= low) and (high is None or found <= high):
            return None
        key = "date between" if low and high else "date least" if low else "date most"
        ends = {end: in_full(day, language) for end, day in (("low", low), ("high", high)) if day}
        return self.wrong(question, key, language, **ends)

    def posted(self, question: Question, answer: Answer) -> dict[str, list[str]]:
        found = date.fromisoformat(answer["date"])
        return {field_name(question["name"], part): [str(getattr(found, part))] for part in PARTS}

    def in_words(self, question: Question, answer: Answer, language: str = DEFAULT) -> list[str]:
        return [in_full(date.fromisoformat(answer["date"]), language)]

    def values(self, question: Question, answer: Answer) -> dict[str, Value]:
        return {"": answer["date"]}

    def summarise(
        self,
        question: Question,
        answers: Sequence[Answer | None],
        language: str = DEFAULT,
        splits: Sequence[Split] = (),
    ) -> list[Summary]:
        days = [None if a is None else date.fromisoformat(a["date"]) for a in answers]
        given = [day for day in days if day is not None]
        step = months_in_a_category(given)
        first = min(map(_month, given), default=0) // step
        last = max(map(_month, given), default=-1) // step
        labels = [span_words(place * step, step, language) for place in range(first, last + 1)]
        chosen = [[] if day is None else [_month(day) // step - first] for day in days]
        return [tally(question["name"], labels, chosen, splits)]

    def codebook(self, question: Question, language: str = DEFAULT) -> list[Column]:
        return [Column(question["name"], said(question["label"], language), "date")]

    def cells(self, question: Question, answer: Answer | None) -> list[Cell]:
        return [None if answer is None else answer["date"]]


def _figures(text: str) -> int | None:
    try:
        number = read_number(text)
    except NotANumber:
        return None
    return number if isinstance(number, int) and "," not in text else None


def _month_number(text: str, language: str) -> int | None:
    """Return the month that is named, in full or by three letters or more, or given in figures."""
    word = text.casefold().rstrip(".")
    for number in range(1, 13):
        names = (say(f"month {number}", language).casefold(), MONTHS[number - 1].casefold())
        if word in names or (len(word) >= 3 and any(name.startswith(word) for name in names)):
            return number
    return _figures(text)


def _real_date(typed: Mapping[str, str], language: str) -> date | None:
    day, month, year = (
        _figures(typed["day"]),
        _month_number(typed["month"], language),
        _figures(typed["year"]),
    )
    if day is None or month is None or year is None:
        return None
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def in_full(day: date, language: str = DEFAULT) -> str:
    """Return a date as people write it.

    >>> in_full(date(2026, 3, 1))
    '1 March 2026'
    """
    month = say(f"month {day.month}", language)
    return say("date words", language, day=day.day, month=month, year=day.year)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def months_in_a_category(days: Sequence[date]) -> int:
    """Return how many months one category spans: 1, or whole years, for twelve at the most.

    >>> months_in_a_category([date(2026, 1, 5), date(2026, 9, 1)])
    1
    >>> months_in_a_category([date(1951, 1, 5), date(2008, 9, 1)])
    120
    """
    months = [_month(day) for day in days]
    spans = (1, 12, 120, 1200, 12000)
    low, high = min(months, default=0), max(months, default=0)
    return next(span for span in spans if high // span - low // span < MOST_CATEGORIES)


def span_words(start: int, months: int, language: str = DEFAULT) -> str:
    """Return the words for a category that begins `start` months after the year 0."""
    year, month = divmod(start, 12)
    if months == 1:
        name = say(f"month {month + 1}", language)
        return say("date month of year", language, month=name, year=year)
    years = months // 12
    return (
        str(year) if years == 1 else say("date years", language, first=year, last=year + years - 1)
    )


TYPE = Date()
