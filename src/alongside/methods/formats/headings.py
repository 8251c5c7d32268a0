"""Which column of a spreadsheet holds what, told by its heading."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from alongside.methods.formats.sheets import Refusal, Sheet, distinct

TITLE_LINES = 5
"""How many lines may stand above the headings: the name of the file, who made it."""

FEWEST_TO_TELL = 2
"""Known headings that a line must have to be taken for the headings."""


def plain(heading: str) -> str:
    """Return a heading in small letters, with single spaces and straight apostrophes.

    >>> plain("Service_Area: ")
    'service area'
    """
    return " ".join(heading.casefold().replace("_", " ").replace("’", "'").split()).rstrip(":*? ")


def matching(headings: Sequence[str], known_as: Mapping[str, Collection[str]]) -> dict[str, int]:
    """Return which column (from 0) holds what: the first heading that is one of its names.

    >>> matching(["Surname", "E-mail"], {"last": {"surname"}, "email": {"e-mail", "mail"}})
    {'last': 0, 'email': 1}
    """
    found = {}
    looked_at = [plain(heading) for heading in headings]
    for part, names in known_as.items():
        place = next((at for at, heading in enumerate(looked_at) if heading in names), None)
        if place is not None:
            found[part] = place
    return found


def below_titles(sheet: Sheet, known: Collection[str]) -> Sheet:
    """Return the sheet with its real headings on top.

    A line below the first is taken for the headings when it has at least two `known` ones and more
    of them than the line taken so far; what stands above it is refused. Headings that stand there
    a second time are refused too.
    """

    def score(cells: Sequence[str]) -> int:
        return sum(plain(cell) in known for cell in cells)

    best, at = max(score(sheet.headings), FEWEST_TO_TELL - 1), -1
    for place, row in enumerate(sheet.rows[:TITLE_LINES]):
        if score(row) > best:
            best, at = score(row), place
    headings = sheet.headings if at < 0 else tuple(distinct(sheet.rows[at]))
    refused = list(sheet.refused)
    refused += [Refusal(line, "it stands above the headings") for line in sheet.lines[: max(at, 0)]]
    rows, lines = [], []
    for line, row in list(zip(sheet.lines, sheet.rows, strict=True))[at + 1 :]:
        if tuple(map(plain, row)) == tuple(map(plain, headings)):
            refused.append(Refusal(line, "it has the headings again"))
        else:
            rows.append(row)
            lines.append(line)
    return replace(sheet, headings=headings, rows=rows, lines=lines, refused=refused)
