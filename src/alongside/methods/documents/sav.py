"""Answers as an SPSS system file (.sav), with the words of questions and choices.

The format is described in "System File Format" of the GNU PSPP developer manual. Here it is little
endian, UTF-8, and squeezed by SPSS's own bytecode. Every row is read once and kept in a file
without a name until the longest texts are known, so memory does not grow with the rows.

What the format cannot hold is not lost: a text of more than 32,767 bytes goes on in a column of its
own ("words_2"), and a label that SPSS would cut, or a column that had to be called differently, is
written out in the notes of the file (DISPLAY DOCUMENTS).
"""

import datetime
import marshal
import math
import struct
import tempfile
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, BinaryIO

from alongside.methods.documents.rows import Cell, Rows, Variable, pieces
from alongside.methods.documents.words import clean

type Words = bytes | tuple[bytes, ...] | None
type Code = tuple[bytes, bytes]
"""Numbers beside each other as bytecode: their codes, and the 8 bytes of each that is literal."""

LONGEST_TEXT = 32_767
"""Bytes of a text in one column."""

LONGEST_NAME = 64
LONGEST_LABEL = 255
LONGEST_VALUE_LABEL = 120
LONGEST_TITLE = 64
NOTE_LINE = 80
SEGMENT, COUNTED = 255, 252
"""A longer text lies in segments of so many bytes; how many there are is counted in 252s."""

RESERVED = {"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"}
NUMERIC = {"number", "yes or no", "date"}
BLANK = -1.7976931348623157e308
HIGHEST, LOWEST = -BLANK, -1.7976931348623155e308
BEGIN = datetime.date(1582, 10, 14)
DATE, TEXT, NUMBER = 20, 1, 5
NOMINAL, ORDINAL, SCALE = 1, 2, 3

BIAS = 100
LITERAL, SPACES, NOTHING, END = 253, 254, 255, 252
SMALL: dict[object, int] = {code - BIAS: code for code in range(1, 252)} | {None: NOTHING}
"""What the bytecode holds in one byte: numbers and what is missing."""

AT_ONCE = 200


def to_sav(rows: Rows) -> Iterator[bytes]:
    """Yield the rows as a .sav file, in pieces. The same rows give the same bytes.

    Choices keep their codes, as in `rows.to_csv`, with their words beside them; several choices are
    a column of 0 and 1 for each, and a set of these columns; blank is missing.
    """
    with tempfile.TemporaryFile() as spool:
        groups = list(_groups(rows.columns))
        people = 0
        for some in pieces(rows.rows, AT_ONCE):
            kept = [[group.keep(row[where]) for where, group in groups] for row in some]
            marshal.dump(kept, spool)
            people += len(kept)
        found = [group for _, group in groups]
        columns = list(_columns(found))
        yield b"".join(_dictionary(rows, columns, people))
        spool.seek(0)
        yield from _data(spool, found)


# What the rows hold -------------------------------------------------------------------------------


@dataclass
class _Numbers:
    """Columns of numbers beside each other, and the decimal places that each was seen to need."""

    about: Sequence[Variable]

    def __post_init__(self) -> None:
        self.decimals = [0] * len(self.about)

    def keep(self, cells: Sequence[Cell]) -> Code:
        """Return the cells of a row as they are kept until they are written: as bytecode."""
        try:
            return bytes([SMALL[cell] for cell in cells]), b""
        except KeyError:  # a few are large, have decimals, or are days
            numbers = [self._number(place, cell) for place, cell in enumerate(cells)]
        literal = [number for number in numbers if number not in SMALL]
        codes = bytes([SMALL.get(number, LITERAL) for number in numbers])
        return codes, struct.pack(f"<{len(literal)}d", *literal)

    def _number(self, place: int, cell: Cell) -> float | None:
        if cell is None or cell == "":
            return None
        if self.about[place].type == "date":
            day = (
                cell if isinstance(cell, datetime.date) else datetime.date.fromisoformat(str(cell))
            )
            return (day - BEGIN).days * 86_400.0
        assert isinstance(cell, int | float)
        if cell != int(cell) and self.decimals[place] < 6:
            needed = min(6, len(f"{cell:.6f}".rstrip("0").split(".")[1]))
            self.decimals[place] = max(self.decimals[place], needed)
        return float(cell)


@dataclass
class _Texts:
    """A column of texts, and the bytes that each part of them was seen to need."""

    about: Variable

    def __post_init__(self) -> None:
        codes = [len(code.encode()) for code, _ in self.about.codes]
        self.widths = [max([1, *codes])]

    def keep(self, cells: Sequence[Cell]) -> Words:
        """Return the cell of a row as it is kept until it is written."""
        (cell,) = cells
        if cell is None or cell == "":
            return None
        text = clean(str(cell)).encode()
        if len(text) <= LONGEST_TEXT:
            if len(text) > self.widths[0]:
                self.widths[0] = len(text)
            return text
        parts = tuple(_parts(text))
        for place, part in enumerate(parts):
            if place == len(self.widths):
                self.widths.append(1)
            self.widths[place] = max(self.widths[place], len(part))
        return parts


def _groups(columns: Sequence[Variable]) -> Iterator[tuple[slice, _Numbers | _Texts]]:
    """Yield the columns that are kept together, with where they are in a row: numbers beside each
    other, days beside each other, and each text."""

    def kind(column: Variable) -> str:
        return "date" if column.type == "date" else str(column.type in NUMERIC)

    at = 0
    for _, some in groupby(columns, kind):
        group = list(some)
        if group[0].type in NUMERIC:
            yield slice(at, at + len(group)), _Numbers(group)
        else:
            yield from ((slice(at + n, at + n + 1), _Texts(one)) for n, one in enumerate(group))
        at += len(group)


def _parts(text: bytes) -> Iterator[bytes]:
    """Yield the text in parts that one column can hold, none cut within a letter or behind a space,
    which the format would drop."""
    while len(text) > LONGEST_TEXT:
        end = LONGEST_TEXT
        while text[end] & 0xC0 == 0x80 or text[end - 1] == 0x20:
            end -= 1
            if not end:  # nothing but spaces
                end = LONGEST_TEXT
                break
        yield text[:end]
        text = text[end:]
    yield text


# What each column is called -----------------------------------------------------------------------


@dataclass(frozen=True)
class _Column:
    """A column of the file: which part of the texts of one of the rows, its names, and its width in
    bytes, 0 for a number."""

    about: Variable
    name: str
    short: str
    width: int
    decimals: int
    part: int

    @property
    def segments(self) -> list[int]:
        return _segments(self.width)

    @property
    def label(self) -> str:
        return self.about.words + (f" (part {self.part + 1})" if self.part else "")

    @property
    def blank_is_missing(self) -> bool:
        return bool(self.width and self.about.codes)

    @property
    def form(self) -> int:
        """How it is printed, as the format numbers it."""
        if self.about.type == "date":
            return DATE << 16 | 11 << 8
        if self.width:
            return TEXT << 16 | min(self.width, SEGMENT) << 8
        return NUMBER << 16 | (8 + self.decimals) << 8 | self.decimals

    @property
    def level(self) -> int:
        if self.about.type == "number" and self.about.codes:
            return ORDINAL
        return SCALE if self.about.type in {"number", "date"} else NOMINAL


def _segments(width: int) -> list[int]:
    """Return the width of each variable that holds a column; a number is one of width 0."""
    if width <= SEGMENT:
        return [width]
    number = math.ceil(width / COUNTED)
    return [SEGMENT] * (number - 1) + [width - COUNTED * (number - 1)]


def _columns(groups: Iterable[_Numbers | _Texts]) -> Iterator[_Column]:
    taken: set[str] = set()
    number = 0
    for group in groups:
        if isinstance(group, _Numbers):
            shapes = [(one, 0, n, 0) for one, n in zip(group.about, group.decimals, strict=True)]
        else:
            shapes = [(group.about, width, 0, part) for part, width in enumerate(group.widths)]
        for about, width, decimals, part in shapes:
            name = _name(about.name + (f"_{part + 1}" if part else ""), taken)
            number += 1
            yield _Column(about, name, f"V{number}", width, decimals, part)


def _name(wanted: str, taken: set[str]) -> str:
    """Return a name as SPSS allows it, which no other column has, capitals aside; add it to those
    that are taken."""
    name = "".join(c if c.isalnum() or c in "._$#@" else "_" for c in wanted).rstrip(".")
    if not name[:1].isalpha() or name.casefold() in RESERVED:
        name = f"q_{name}"
    again, found = 1, _cut(name, LONGEST_NAME)
    while found.casefold() in taken:
        again += 1
        end = f"_{again}"
        found = _cut(name, LONGEST_NAME - len(end)) + end
    taken.add(found.casefold())
    return found


def _cut(text: str, most: int, end: str = "") -> str:
    """Return text of at most so many bytes, with `end` where it was cut."""
    whole = text.encode()
    if len(whole) <= most:
        return text
    return whole[: most - len(end.encode())].decode(errors="ignore").rstrip(" .") + end


# The dictionary -----------------------------------------------------------------------------------


def _dictionary(rows: Rows, columns: list[_Column], people: int) -> Iterator[bytes]:
    """Yield everything before the answers."""
    variables = [(column, width) for column in columns for width in column.segments]
    size = sum(_blocks(width) for _, width in variables)
    yield struct.pack(
        "<4s60siiiiid9s8s64s3x",
        b"$FL2",
        _filled("@(#) SPSS DATA FILE - Alongside", 60),
        2,
        size,
        1,
        0,
        people,
        float(BIAS),
        b"01 Jan 80",
        b"00:00:00",
        _filled(_cut(clean(rows.title).replace("\n", " "), LONGEST_TITLE), LONGEST_TITLE),
    )
    first: dict[str, int] = {}
    at, short = 1, 0
    for column in columns:
        for place, width in enumerate(column.segments):
            short += 1
            if not place:
                first[column.short] = at
            name = f"S{short}" if place else column.short
            yield from _variable(column, width, name, labelled=not place)
            at += _blocks(width)
    for column in columns:
        if column.about.codes and column.width <= 8:
            yield _value_labels(column, first[column.short])
    yield from _notes(rows, columns)
    yield _more(3, "i", 1, 0, 0, -1, 1, 1, 2, 65001)
    yield _more(4, "d", BLANK, HIGHEST, LOWEST)
    if sets := "".join(_sets(columns)):
        yield _more_text(7, sets)
    looks = (
        (column.level, min(max(width, 8), 40), 0 if width else 1) for column, width in variables
    )
    yield _more(11, "i", *(number for look in looks for number in look))
    yield _more_text(13, "\t".join(f"{column.short}={column.name}" for column in columns))
    long = [column for column in columns if column.width > SEGMENT]
    if long:
        yield _more_text(14, "".join(f"{one.short}={one.width:05}\0\t" for one in long))
    yield _more(16, "q", 1, people)
    yield _more_text(20, "UTF-8")
    labelled = [one for one in columns if one.about.codes and one.width > 8]
    if labelled:
        yield _more_bytes(21, b"".join(map(_long_value_labels, labelled)))
        yield _more_bytes(22, b"".join(map(_long_missing, labelled)))
    yield struct.pack("<ii", 999, 0)


def _variable(column: _Column, width: int, name: str, *, labelled: bool) -> Iterator[bytes]:
    """Yield the record of a variable, and those that only keep the place of its further blocks."""
    missing = b" " * 8 if column.blank_is_missing and width <= 8 else b""
    form = column.form if column.width <= SEGMENT else TEXT << 16 | width << 8
    yield struct.pack(
        "<iiiiii8s", 2, width, int(labelled), len(missing) // 8, form, form, _filled(name, 8)
    )
    if labelled:
        label = _cut(_line(column.label), LONGEST_LABEL, "…").encode()
        yield struct.pack("<i", len(label)) + label + b" " * (-len(label) % 4)
    yield missing
    yield struct.pack("<iiiiii8s", 2, -1, 0, 0, 0, 0, b" " * 8) * (_blocks(width) - 1)


def _value_labels(column: _Column, at: int) -> bytes:
    """Return the words of the codes of a number or a short text."""
    found = [struct.pack("<ii", 3, len(column.about.codes))]
    for code, words in column.about.codes:
        label = _value_label(words)
        value = _filled(code, 8) if column.width else struct.pack("<d", float(code))
        found += [value, bytes([len(label)]), label, b" " * (-(1 + len(label)) % 8)]
    return b"".join([*found, struct.pack("<iii", 4, 1, at)])


def _long_value_labels(column: _Column) -> bytes:
    codes, name = column.about.codes, column.name.encode()
    found = [_counted(name), struct.pack("<ii", column.width, len(codes))]
    for code, words in codes:
        found += [_counted(_filled(code, column.width)), _counted(_value_label(words))]
    return b"".join(found)


def _long_missing(column: _Column) -> bytes:
    return _counted(column.name.encode()) + struct.pack("<bi", 1, 8) + b" " * 8


def _value_label(words: str) -> bytes:
    return _cut(_line(words), LONGEST_VALUE_LABEL, "…").encode()


def _sets(columns: list[_Column]) -> Iterator[str]:
    """Yield the columns of 0 and 1 that belong to one question, as a set of several answers."""

    def question(column: _Column) -> str:
        return column.about.name.rpartition(".")[0] if column.about.type == "yes or no" else ""

    taken: set[str] = set()
    for name, group in groupby(columns, question):
        ticks = list(group)
        if name and len(ticks) > 1:
            label = _cut(_line(_together([one.about.words for one in ticks])), LONGEST_LABEL)
            called = _name(_cut(name, LONGEST_NAME - 1), taken)
            names = " ".join(one.short.lower() for one in ticks)
            yield f"${called}=D1 1 {len(label.encode())} {label} {names}\n"


def _together(texts: list[str]) -> str:
    """Return what all texts begin with, up to the last colon."""
    first, last = min(texts), max(texts)
    same = next(
        (n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first)
    )
    return first[:same].rpartition(":")[0]


def _notes(rows: Rows, columns: list[_Column]) -> Iterator[bytes]:
    """Yield what SPSS would cut, as notes of the file."""
    said = [rows.title] if len(rows.title.encode()) > LONGEST_TITLE else []
    for column in columns:
        if column.name != column.about.name and not column.part:
            said.append(f"{column.name}: the column “{column.about.name}”.")
        if column.part:
            said.append(f"{column.name}: how long texts of “{column.about.name}” go on.")
        if len(_line(column.label).encode()) > LONGEST_LABEL:
            said.append(f"{column.name}: {_line(column.label)}")
        said += [
            f"{column.name}, {code}: {_line(words)}"
            for code, words in column.about.codes
            if len(_line(words).encode()) > LONGEST_VALUE_LABEL and not column.part
        ]
    lines = [line for text in said for line in _note_lines(text)]
    if lines:
        yield struct.pack("<ii", 6, len(lines)) + b"".join(_filled(one, NOTE_LINE) for one in lines)


def _note_lines(text: str) -> Iterator[str]:
    """Yield a text in lines of at most 80 bytes, broken between words where that is possible."""
    for line in textwrap.wrap(text, NOTE_LINE, break_long_words=True):
        while len(line.encode()) > NOTE_LINE:
            head = line.encode()[:NOTE_LINE].decode(errors="ignore")
            if " " in head[NOTE_LINE // 4 :]:
                head = head[: head.rindex(" ")]
            yield head
            line = line[len(head) :].lstrip()
        yield line


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _filled(text: str, width: int) -> bytes:
    return text.encode().ljust(width)


def _counted(text: bytes) -> bytes:
    return struct.pack("<i", len(text)) + text


def _more(subtype: int, kind: str, *values: float) -> bytes:
    size = struct.calcsize(f"<{kind}")
    return struct.pack(f"<iiii{len(values)}{kind}", 7, subtype, size, len(values), *values)


def _more_text(subtype: int, text: str) -> bytes:
    return _more_bytes(subtype, text.encode())


def _more_bytes(subtype: int, content: bytes) -> bytes:
    return struct.pack("<iiii", 7, subtype, 1, len(content)) + content


# The answers --------------------------------------------------------------------------------------


def _blocks(width: int) -> int:
    """Return how many blocks of 8 bytes a variable of this width takes."""
    return max(1, math.ceil(width / 8))


def _data(spool: BinaryIO, groups: Iterable[_Numbers | _Texts]) -> Iterator[bytes]:
    """Yield the rows as bytecode: eight codes, then the 8 bytes of each that is literal."""
    plan = [None if isinstance(group, _Numbers) else _shape(group) for group in groups]
    codes, literals = bytearray(), bytearray()
    while kept := _next(spool):
        for row in kept:
            for one, shape in zip(row, plan, strict=True):
                if shape is None:
                    codes += one[0]
                    literals += one[1]
                    continue
                for part, (blocks, blank) in enumerate(shape):
                    if text := _part(one, part):
                        _write_text(text, blocks, codes, literals)
                    else:
                        codes += blank
        yield _in_eights(codes, literals)
    codes.append(END)
    codes += bytes(-len(codes) % 8)
    yield _in_eights(codes, literals)


def _shape(texts: _Texts) -> list[tuple[list[int], bytes]]:
    """Return of each part of these texts the blocks of its segments, and its code where blank."""
    found = [[_blocks(width) for width in _segments(whole)] for whole in texts.widths]
    return [(blocks, bytes([SPACES]) * sum(blocks)) for blocks in found]


def _next(spool: BinaryIO) -> list[list[Any]]:
    """Return the next rows as they were kept, none at the end."""
    try:
        found: list[list[Any]] = marshal.load(spool)  # noqa: S302 written above, by nobody else
    except EOFError:
        return []
    return found


def _part(cell: Words, part: int) -> bytes:
    if isinstance(cell, tuple):
        return cell[part] if part < len(cell) else b""
    return cell if isinstance(cell, bytes) and not part else b""


def _write_text(text: bytes, segments: list[int], codes: bytearray, literals: bytearray) -> None:
    for place, blocks in enumerate(segments):
        piece = text[place * SEGMENT : (place + 1) * SEGMENT] if len(segments) > 1 else text
        used = -(-len(piece) // 8)
        codes += bytes([LITERAL]) * used
        codes += bytes([SPACES]) * (blocks - used)
        literals += piece.ljust(used * 8)


def _in_eights(codes: bytearray, literals: bytearray) -> bytes:
    """Return all whole groups of eight codes with their literals, and take them out."""
    out = []
    done, at, whole = 0, 0, len(codes) // 8 * 8
    while (found := codes.find(LITERAL, done, whole)) >= 0:
        end = found // 8 * 8 + 8
        number = codes.count(LITERAL, found, end)
        out += [codes[done:end], literals[at : at + number * 8]]
        done, at = end, at + number * 8
    out.append(codes[done:whole])
    del codes[:whole], literals[:at]
    return b"".join(out)
