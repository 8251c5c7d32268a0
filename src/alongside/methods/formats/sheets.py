"""Reading a file of responses, CSV or workbook, into headings and rows, refusing what is broken."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alongside.methods.formats import workbooks

MOST_BYTES = 200_000_000
MOST_COLUMNS = 2_000
DELIMITERS = ",;\t"
LINES_TO_GUESS_FROM = 50

NON_BREAKING = "\u00a0\u202f"
UNSEEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)], " ")
"""What no answer is made of, and what a terminal would take for a command: read as a space."""

OTHER_KINDS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"{\\rtf": "a text document",
}


class NotASheet(ValueError):
    """The file cannot be read as rows of responses: one sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was left out: the `line` it starts on (in a workbook its row) and the reason."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one file: as many cells in each row as there are headings.

    `lines[i]` is the line of the file on which `rows[i]` starts, counted from 1. Cells are
    stripped, and a space that does not break is read as a space; "" is no answer.
    """

    headings: tuple[str, ...]
    rows: list[list[str]]
    lines: list[int]
    refused: list[Refusal]

    def columns(self) -> list[tuple[str, ...]]:
        """Return the cells column by column."""
        return list(zip(*self.rows, strict=True))


type Record = tuple[int, list[str] | Refusal]


def read_sheet(content: bytes, *, exact: bool = False, titles: bool = False) -> Sheet:
    """Return the rows of a CSV, XLSX, XLS or ODS file; `content` decides which, not a file name.

    CSV: comma, semicolon or tab, whichever gives the most even columns (or as a first line
    `sep=;` says); UTF-8, UTF-16 or Windows-1252; answers in quotation marks may run over lines.
    The first line that is not blank is the headings. An empty heading becomes "Column 3", a second
    "Comments" becomes "Comments (2)". A row shorter than the headings is filled up with blanks,
    as spreadsheets leave empty ends away; a row with more answers than headings, or with a
    quotation mark out of place, is refused and the rest kept. A blank row is nobody's.

    With `exact` the spaces around an answer are kept, because whoever counted the file before may
    have told "Never" from "Never " (a cell of nothing but spaces is still no answer).

    With `titles` a line or two with a single cell may stand above the headings, as they do in lists
    that were made to be printed; `headings.below_titles` takes them away.

    `NotASheet` when nothing can be read, in words for the person who gave the file.
    """
    if not content.strip():
        raise NotASheet("The file is empty.")
    if len(content) > MOST_BYTES:
        raise NotASheet(too_large(len(content)))
    if workbooks.is_workbook(content):
        try:
            filled = workbooks.read_rows(content)
        except workbooks.NotAWorkbook as problem:
            raise NotASheet(str(problem)) from None
        return _sheet(_worked_out(filled), exact)
    records = _records(text_of(content), titles)
    return _sheet(_padded(records) if titles else records, exact)


def too_large(size: int) -> str:
    """Return the sentence for a file of `size` bytes, over the limit."""
    return (
        f"The file is {size / 1_000_000:,.0f} MB; the most we read is "
        f"{MOST_BYTES // 1_000_000} MB: split it, or leave out columns you do not need."
    )


def text_of(content: bytes) -> str:
    """Return the text of a file, whatever it was written in; `NotASheet` for what is no text."""
    for start, kind in OTHER_KINDS.items():
        if content.startswith(start):
            raise NotASheet(f"The file is {kind}: give a CSV, XLSX, XLS or ODS file.")
    text = _decoded(content).lstrip("\ufeff")
    if any(mark in text for mark in "\x00\x01\x02\x03\x04\x05\x06\x07"):
        raise NotASheet("The file is not text or a spreadsheet: give a CSV, XLSX, XLS or ODS file.")
    beginning = text[:200].lstrip().lower()
    if beginning.startswith(("<!doctype", "<html", "<table", "<?xml")):
        raise NotASheet("The file is a web page or XML: save it as CSV or XLSX.")
    if beginning.startswith(('{"', "[{", "{\n", "{\r")):
        raise NotASheet("The file is JSON: give a CSV, XLSX, XLS or ODS file.")
    for space in NON_BREAKING:
        text = text.replace(space, " ")
    return text


def _decoded(content: bytes) -> str:
    """Return the text by its byte order mark, else UTF-16 by its zeros, UTF-8, Windows-1252."""
    encodings = ["utf-8", "cp1252"]
    sample = content[:1000]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif sample[1::2].count(0) > len(sample) // 4:
        encodings = ["utf-16-le"]
    elif sample[0::2].count(0) > len(sample) // 4:
        encodings = ["utf-16-be"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
    raise NotASheet(f"Line {line} has letters we cannot read: save the file as CSV UTF-8.")


class _Lines:
    """The lines of a text one by one, remembering those of the record at hand.

    After a record with a quotation mark that never closes, everything read since its first line
    goes back, so that one bad row does not swallow the rows below it.
    """

    def __init__(self, text: str) -> None:
        self._rest = iter(io.StringIO(text, newline=""))
        self._returned: list[str] = []
        self.record: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._returned.pop() if self._returned else next(self._rest)
        self.record.append(line)
        return line

    def give_back_all_but_first(self) -> None:
        self._returned.extend(reversed(self.record[1:]))
        del self.record[1:]


def _worked_out(filled: workbooks.Filled) -> Iterator[Record]:
    """Yield the rows of a workbook, those with a formula that has no result as refusals: what
    stands there on screen is not in the file."""
    rows, without = filled.rows, filled.without_result
    first = next((line for line, row in enumerate(rows, start=1) if any(row)), 0)
    for line in range(1, max(len(rows), *without, 0) + 1 if without else len(rows) + 1):
        if line in without and line <= first:
            raise NotASheet(f"Row {line}, the headings: {_no_result(without[line])}.")
        if line in without:
            yield line, Refusal(line, _no_result(without[line]))
        else:
            yield line, rows[line - 1]


def _no_result(cells: Sequence[str]) -> str:
    """Say which cells are formulas that nobody has worked out, and what to do."""
    named = ", ".join(cells[:3]) + (f" and {len(cells) - 3} more" if len(cells) > 3 else "")
    are = "is a formula" if len(cells) == 1 else "are formulas"
    return (
        f"{named} {are} without a result in the file: open it in Excel or LibreOffice, save it, "
        "and give it again"
    )


def _padded(records: Iterator[Record]) -> Iterator[Record]:
    """Yield the records, lines of a single cell on top made as wide as the first below them."""
    titles: list[tuple[int, list[str]]] = []
    for line, record in records:
        if isinstance(record, list) and sum(map(bool, record)) < 2:
            titles.append((line, record))
            continue
        width = len(record) if isinstance(record, list) else 0
        for above, cells in titles:
            yield above, cells + [""] * (width - len(cells))
        yield line, record
        yield from records
        return
    yield from titles


def _records(text: str, titles: bool) -> Iterator[Record]:
    """Yield each record of a CSV text with the line it starts on, or why it was refused."""
    lines = _Lines(text)
    first = text[:10].splitlines()[0] if text[:10].strip() else ""
    at = 1
    if first.lower().startswith("sep=") and len(first) == 5:
        delimiter = first[4]
        at += 1
        next(lines)
    else:
        delimiter = _delimiter(text, titles)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.record.clear()
        try:
            record: list[str] | Refusal = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            lines.give_back_all_but_first()
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            record = _second_look(lines.record[0], delimiter, at, str(problem))
        yield at, record
        at += len(lines.record)


def _second_look(line: str, delimiter: str, at: int, problem: str) -> list[str] | Refusal:
    """Return the cells of one line whose quotation marks are odd but closed, else a refusal."""
    if "field larger than field limit" in problem:
        return Refusal(at, f"one answer is longer than {csv.field_size_limit():,} letters")
    if line.count('"') % 2 == 0:
        return next(csv.reader([line], delimiter=delimiter))
    return Refusal(at, "a quotation mark is opened and not closed")


def _delimiter(text: str, titles: bool) -> str:
    """Return the delimiter under which the first records agree best on how many cells they have.
    Below `titles` that is the number most have, else that of the headings."""
    beginning = list(_head(text))
    scores = []
    for place, delimiter in enumerate(DELIMITERS):
        try:
            widths = [len(row) for row in csv.reader(beginning, delimiter=delimiter) if row]
        except csv.Error:
            continue
        usual = Counter(widths).most_common(1)[0][0] if widths else 1
        width = usual if titles or not widths else widths[0]
        agree = Counter(widths)[width] / max(1, len(widths))
        scores.append((width > 1, agree > 0.8, width, -place, delimiter))
    return max(scores)[-1] if scores else ","


def _head(text: str) -> Iterator[str]:
    """Yield the first lines of a text."""
    lines = io.StringIO(text[:1_000_000], newline="")
    for _, line in zip(range(LINES_TO_GUESS_FROM), lines, strict=False):
        yield line


class _Cells(dict[str, str]):
    """A cell to its text: one string for the same answer, however often it was given.

    Half the memory, and counting is twice as quick where equal answers are the same object.
    """

    def __init__(self, exact: bool) -> None:
        super().__init__()
        self._exact = exact

    def __missing__(self, cell: str) -> str:
        seen = cell if cell.isprintable() else cell.translate(UNSEEN)
        stripped = seen.strip()
        text = seen if self._exact and stripped else stripped
        self[cell] = self.setdefault(text, text)
        return self[cell]


def _sheet(records: Iterator[Record], exact: bool) -> Sheet:
    """Return the sheet of these records: the first that is not blank has the headings."""
    texts = _Cells(exact)
    headings: list[str] = []
    rows: list[list[str]] = []
    lines: list[int] = []
    refused: list[Refusal] = []
    for line, record in records:
        if isinstance(record, Refusal):
            refused.append(record)
            continue
        cells = [texts[cell] for cell in record]
        if not any(cells):
            continue
        if not headings:
            headings = [cell.strip() for cell in cells]
            continue
        while len(cells) > len(headings) and not cells[-1]:
            cells.pop()
        if len(cells) > len(headings):
            reason = f"it has {len(cells)} cells, but there are {len(headings)} headings"
            refused.append(Refusal(line, reason))
        else:
            cells.extend([""] * (len(headings) - len(cells)))
            rows.append(cells)
            lines.append(line)
    _check(headings, rows, refused)
    _drop_empty_end(headings, rows)
    return Sheet(tuple(distinct(headings)), rows, lines, refused)


def _drop_empty_end(headings: list[str], rows: list[list[str]]) -> None:
    """Take away columns at the end that have neither a heading nor an answer."""
    width = len(headings)
    while not headings[width - 1] and not any(row[width - 1] for row in rows):
        width -= 1
    if width < len(headings):
        del headings[width:]
        for row in rows:
            del row[width:]


def _check(headings: Sequence[str], rows: list[list[str]], refused: list[Refusal]) -> None:
    """Raise `NotASheet` when there is nothing to work with."""
    if not headings:
        raise NotASheet("The file has no heading row: the first row should name each column.")
    if len(headings) > MOST_COLUMNS:
        raise NotASheet(f"The file has {len(headings):,} columns; the most is {MOST_COLUMNS:,}.")
    if not rows and refused:
        first = refused[0]
        raise NotASheet(
            f"No row could be read. The first problem, line {first.line}: {first.reason}."
        )
    if not rows:
        raise NotASheet("The file has a heading row and no responses below it.")


def distinct(headings: Sequence[str]) -> Iterator[str]:
    """Yield a name for each heading that no other column has."""
    taken = set(headings)
    seen: set[str] = set()
    for number, heading in enumerate(headings, start=1):
        name, again = heading or f"Column {number}", 1
        while name in seen or (name != heading and name in taken):
            again += 1
            name = f"{heading or f'Column {number}'} ({again})"
        seen.add(name)
        yield name
