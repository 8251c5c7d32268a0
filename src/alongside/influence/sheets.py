"""What a spreadsheet of things people said holds: from a flip chart, or an older list."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from alongside.methods.formats.dates import read_day
from alongside.methods.formats.headings import below_titles, matching
from alongside.methods.formats.sheets import NotASheet, Refusal, Sheet, read_sheet
from alongside.web import links

from .models import Contribution

MOST_LINES = 1_000
MOST_WORDS = 4_000
MOST_LETTERS = 600_000
"""Lines of one file, letters of what one person said, and letters of all lines, at most."""

KNOWN_AS = {
    "words": {
        *("words", "what they said", "said", "comment", "comments", "quote", "text", "note"),
        *("contribution", "feedback", "idea", "response", "sylw", "sylwadau"),
    },
    "day": {"day", "date", "said on", "when", "dyddiad"},
    "where": {"where", "place", "event", "meeting", "session", "ble"},
    "quoting": {"may be quoted", "can be quoted", "quote allowed", "consent", "may we quote"},
}
"""What a column can hold, with the headings we know for it, in small letters."""

QUOTING = {
    **dict.fromkeys(("yes", "y", "true", "1", "ie"), Contribution.Quoting.WITHOUT_NAME),
    **dict.fromkeys(("no", "n", "false", "0", "na"), Contribution.Quoting.NO),
}
"""What stands in a column about consent. A name is never taken from a spreadsheet."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something somebody said, as a line of a file has it; `mark` is the same whenever it comes."""

    line: int
    words: str
    day: date
    where: str
    quoting: str
    mark: UUID


def read(content: bytes) -> Sheet:
    """Return the rows of a file. Raises NotASheet in one sentence."""
    known = frozenset().union(*KNOWN_AS.values())
    sheet = below_titles(read_sheet(content, titles=True), known)
    if "words" not in columns(sheet.headings):
        raise NotASheet(
            "No column has what people said. Give it the heading “Words”, and send the file again."
        )
    if len(sheet.rows) > MOST_LINES:
        raise NotASheet(f"The file has {len(sheet.rows):,} lines; the most is {MOST_LINES:,}.")
    if sum(len(cell) for row in sheet.rows for cell in row) > MOST_LETTERS:
        raise NotASheet(f"The file has more than {MOST_LETTERS:,} letters. Make two of it.")
    return sheet


def columns(headings: Sequence[str]) -> dict[str, int]:
    """Return which column (from 0) holds what. A single column has the words.

    >>> columns(["Date", "Comments"]), columns(["What the flip chart says"])
    ({'words': 1, 'day': 0}, {'words': 0})
    """
    found = matching(headings, KNOWN_AS)
    return {"words": 0} if not found and len(headings) == 1 else found


def understand(
    sheet: Sheet, *, project: int, day: date, where: str, quoting: str, today: date
) -> tuple[list[Line], list[Refusal]]:
    """Return the lines as contributions, and those that cannot be, each with why. `day`, `where`
    and `quoting` are for lines that do not say."""
    at = columns(sheet.headings)
    lines, refused = [], list(sheet.refused)
    seen: Counter[tuple[str, ...]] = Counter()
    for line, cells in zip(sheet.lines, sheet.rows, strict=True):
        said = {part: cells[place].strip() for part, place in at.items()}
        reason = _problem(said, today)
        if reason:
            refused.append(Refusal(line, reason))
            continue
        own = tuple(said.get(part, "") for part in ("words", "day", "where"))
        mark = uuid5(_OURS, "\0".join([str(project), str(seen[own]), *own]))
        seen[own] += 1
        lines.append(
            Line(
                line,
                said["words"],
                read_day(said.get("day", "")) or day,
                (said.get("where") or where)[:300],
                _quoting(said, quoting),
                mark,
            )
        )
    return lines, refused


_OURS = UUID("6c2b0f0e-6a77-4d52-9d62-8d0c6a8e2f55")


def _quoting(said: Mapping[str, str], otherwise: str) -> str:
    typed = said.get("quoting", "").casefold()
    return str(QUOTING.get(typed, otherwise))


def _problem(said: Mapping[str, str], today: date) -> str:
    if not said["words"]:
        return "there are no words"
    if len(said["words"]) > MOST_WORDS:
        return f"the words are longer than {MOST_WORDS:,} letters"
    if said.get("day"):
        day = read_day(said["day"])
        if day is None or not 1900 <= day.year < 2200:
            return f"“{said['day'][:40]}” is not a day"
        if day > today:
            return f"{said['day'][:40]} is still to come"
    if said.get("quoting") and said["quoting"].casefold() not in QUOTING:
        return f"“{said['quoting'][:40]}” says neither yes nor no to quoting"
    return ""


def pack(lines: Sequence[Line], *, project: int) -> str:
    """Return lines signed, to be sent back as they are when they are to be brought in."""
    rows = [
        [one.line, one.words, one.day.isoformat(), one.where, one.quoting, one.mark.hex]
        for one in lines
    ]
    return links.token(_PURPOSE, [project, rows])


def unpack(packed: str, *, project: int) -> list[Line] | None:
    """Return lines that were packed for this project; None for anything else."""
    try:
        whose, rows = links.value(_PURPOSE, packed, days=1)
    except (links.Spoilt, links.TooOld):
        return None
    if whose != project:
        return None
    return [
        Line(line, words, date.fromisoformat(day), where, quoting, UUID(mark))
        for line, words, day, where, quoting, mark in rows
    ]


_PURPOSE = "said-sheet"
