"""A wall as CSV, JSON and one document for PDF. Hidden notes and those that nobody was shown yet
stay out, and nothing leads to whoever wrote a note."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.urls import reverse

from alongside.methods.documents.model import Block, Bullets, Document, Heading, Paragraph
from alongside.methods.documents.numbers import as_cell
from alongside.methods.documents.words import clean

from . import queries
from .models import Note, Wall
from .news import in_notes

HEAD = (
    "Column", "Heading", "Note", "Label", "Symbol", "Votes", "Number", "Picture", "Picture address",
)  # fmt: skip


def notes(wall: Wall) -> list[Note]:
    """Return the notes that everybody sees: none while everybody writes alone."""
    return list(queries.notes(wall))


def rows(wall: Wall) -> Iterator[tuple[str | int, ...]]:
    """Yield a row for each note, as the columns of the wall go."""
    for column in queries.columns(wall, notes(wall)):
        for group in column.groups:
            for note in group.notes:
                yield (
                    column.name,
                    group.heading,
                    note.text,
                    note.get_label_display(),
                    note.get_symbol_display(),
                    getattr(note, "agreed", 0),
                    note.number,
                    note.picture_says,
                    _address(note),
                )


def _address(note: Note) -> str:
    """Return where the picture of a note is to be had; "" where it has none."""
    at = reverse("files:picture", args=[note.picture]) if note.picture else ""
    return settings.ADDRESS + at if at else ""


def to_csv(wall: Wall) -> bytes:
    """Return a table with a row for each note. No spreadsheet takes what is in it for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows([as_cell(cell) for cell in row] for row in rows(wall))
    return out.getvalue().encode("utf-8-sig")


def to_json(wall: Wall) -> bytes:
    """Return the wall with its notes, to be read by a program."""
    names = [word.lower() for word in HEAD]
    whole = {
        "ask": wall.ask,
        "about": wall.about,
        "code": wall.code,
        "columns": wall.columns,
        "votes a person": wall.votes,
        "number of the newest operation": wall.last,
        "notes": [dict(zip(names, row, strict=True)) for row in rows(wall)],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2).encode()


def document(wall: Wall, made: date) -> Document:
    """Return the wall as a document: a section for each column, a part for each heading."""
    blocks: list[Block] = []
    if wall.about:
        blocks.append(Paragraph(clean(wall.about), "lead"))
    for column in queries.columns(wall, notes(wall)):
        blocks.append(Heading(column.name or "Notes"))
        blocks.append(Paragraph(in_notes(column.count), "soft"))
        for group in column.groups:
            if group.heading:
                blocks.append(Heading(group.heading, 3))
            if group.notes:
                blocks.append(Bullets(tuple(_line(wall, note) for note in group.notes)))
    return Document(
        title=wall.ask,
        kicker="Ideas wall",
        blocks=tuple(blocks),
        made=made,
        facts=(("Made", f"{made.day} {made:%B %Y}"), ("Code of the wall", wall.code)),
    )


def _line(wall: Wall, note: Note) -> str:
    """Return a note with what it carries."""
    votes = getattr(note, "agreed", 0)
    more = [note.get_label_display(), note.get_symbol_display()]
    if note.picture:
        more.append(f"picture: {clean(note.picture_says)}")
    if wall.votes:
        more.append("1 agrees" if votes == 1 else f"{votes} agree")
    said = ", ".join(word for word in more if word)
    return f"{note.text} ({said})" if said else note.text
