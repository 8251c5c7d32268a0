"""A spreadsheet of answers: a line for each theme that nobody has decided about, to be filled in
and read again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.methods.documents.rows import Rows, Variable
from alongside.methods.formats.dates import read_day
from alongside.methods.formats.headings import matching, plain

from .models import Decision, Reason

PARTS = {
    "theme": "Theme",
    "said": "What people said",
    "outcome": "Outcome",
    "decided": "What was decided",
    "reason": "Type of reason",
    "why": "Why",
    "decider": "Who decided",
    "decided_on": "Decided on",
    "review_on": "Review on",
    "owner": "Owner",
    "due": "Due",
}
"""What each column holds, with its heading."""

KNOWN_AS = {part: {plain(words)} for part, words in PARTS.items()}

OUTCOMES = {
    **{plain(label): value for value, label in Decision.Outcome.choices},
    "yes in part": "part",
    "in part": "part",
    "part": "part",
    "already": "already",
    "already so": "already",
}
REASONS = {
    **{plain(label): value for value, label in Reason.choices},
    **{plain(value): value for value in Reason.values},
}
MOST_LINES = 1_000
LONGEST = {"theme": 120, "decider": 200}
LONGEST_WORDS = 2_000

FILLED_IN = ("outcome", "decided", "reason", "why")
"""Where none of these is filled in, nobody has answered on that line."""


@dataclass(frozen=True, slots=True)
class Line:
    """An answer as it stands on a line: `owner` as it was typed."""

    line: int
    theme: str
    outcome: str
    decided: str
    reason: str
    why: str
    decider: str
    decided_on: date
    review_on: date | None
    owner: str
    due: date | None


class Refused(ValueError):
    """A line that cannot be used: a few words that say why."""


def guess(headings: Sequence[str]) -> dict[str, int]:
    """Return which column (from 0) holds what, by its heading."""
    return matching(headings, KNOWN_AS)


def known_headings() -> frozenset[str]:
    """Return every heading that we know."""
    return frozenset().union(*KNOWN_AS.values())


def template(title: str, themes: Sequence[tuple[str, Sequence[str]]]) -> Rows:
    """Return a sheet with a line for each theme and what people said, the rest to be filled in."""
    outcomes = tuple((label, "") for _, label in Decision.Outcome.choices)
    reasons = tuple((label, "") for value, label in Reason.choices if value != Reason.CONFLICT)
    codes = {"outcome": outcomes, "reason": reasons}
    columns = tuple(
        Variable(words, _help(part), "text", codes.get(part, ())) for part, words in PARTS.items()
    )
    empty = ("",) * (len(PARTS) - 2)
    return Rows(title, columns, [(name, "\n".join(said), *empty) for name, said in themes])


def _help(part: str) -> str:
    said = {
        "theme": "Leave it as it is",
        "said": "Words that everybody may read. We do not read them again",
        "outcome": "One of these",
        "decided": "In plain words: up to 25 words in a sentence",
        "reason": "A no needs one of these",
        "why": "In plain words: people read this",
        "decider": "Such as: The team",
        "decided_on": "A day like 10/3/2026",
        "review_on": "A “not yet” needs a day to look again",
        "owner": "Who does what was decided: a name or an e-mail address",
        "due": "By when it is done",
    }
    return said[part]


def filled_in(cells: Sequence[str], columns: Mapping[str, int]) -> bool:
    """Return whether somebody has answered on a line."""
    return any(_cell(cells, columns, part) for part in FILLED_IN)


def _cell(cells: Sequence[str], columns: Mapping[str, int], part: str) -> str:
    text = cells[columns[part]].strip() if part in columns else ""
    return text.removeprefix("'") if text[1:2] in {"=", "+", "-", "@"} else text


def read(line: int, cells: Sequence[str], columns: Mapping[str, int]) -> Line:
    """Return the answer on a line. Raises Refused where a cell cannot be understood; whether the
    answer may be given so is looked at by the actions."""

    def cell(part: str) -> str:
        text = _cell(cells, columns, part)
        most = LONGEST.get(part, LONGEST_WORDS)
        if len(text) > most:
            raise Refused(f"{PARTS[part]} is longer than {most:,} letters")
        return text

    outcome = OUTCOMES.get(plain(cell("outcome")), "")
    if not outcome:
        raise Refused(
            f"“{cell('outcome')[:40]}” is no outcome" if cell("outcome") else "no outcome"
        )
    reason = REASONS.get(plain(cell("reason")), "")
    if cell("reason") and not reason:
        raise Refused(f"“{cell('reason')[:40]}” is no type of reason")
    if reason == Reason.CONFLICT:
        raise Refused("a conflict with another view is answered on the page of a decision")
    days = {part: _day(part, cell(part)) for part in ("decided_on", "review_on", "due")}
    on = days["decided_on"]
    if on is None:
        raise Refused("the day on which it was decided is missing")
    if bool(cell("owner")) != bool(days["due"]):
        raise Refused("an owner needs a due day, and a due day an owner")
    return Line(
        line=line,
        theme=cell("theme"),
        outcome=outcome,
        decided=cell("decided"),
        reason=reason,
        why=cell("why"),
        decider=cell("decider"),
        decided_on=on,
        review_on=days["review_on"],
        owner=cell("owner"),
        due=days["due"],
    )


def _day(part: str, text: str) -> date | None:
    if not text:
        return None
    found = read_day(text)
    if found is None or not date(1900, 1, 1) <= found <= date(2199, 12, 31):
        raise Refused(f"{PARTS[part].lower()}: “{text[:40]}” is no day")
    return found
