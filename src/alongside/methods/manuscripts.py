"""The words of a document that people sent, paragraph by paragraph."""

import io
import zipfile
from typing import Any

import docx
from docx.oxml.ns import qn

from alongside.methods import attached

TAKEN = "Word (.docx) or plain text (.txt, .md), up to 10 MB."
MOST_UNPACKED = 60_000_000
"""Bytes inside a Word document at most, whatever its parts are called: all are unpacked."""

_P, _T, _TAB, _BR = qn("w:p"), qn("w:t"), qn("w:tab"), qn("w:br")
_TRACKED = [qn(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo")]
_AGAIN = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class NotWords(Exception):
    """The file cannot be read as words; the message says why, in a sentence."""


def read(content: bytes) -> str:
    """Return the paragraphs of a Word document or a plain text, with an empty line between them.

    Of Word: everything in the text with tables and boxes, without pictures, headers and footnotes.
    """
    try:
        document = attached.read(content)
    except attached.NotADocument as problem:
        raise NotWords(str(problem)) from problem
    if document.ending in {"txt", "csv"}:
        return _text(content)
    if document.ending == "docx":
        return _word(content)
    if document.ending == "pdf":
        raise NotWords(
            "A PDF does not say where a paragraph begins and ends. Send the Word document or plain "
            "text it was made from, or copy its words and paste them."
        )
    raise NotWords(f"Choose {TAKEN}")


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _word(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        unpacked = sum(one.file_size for one in file.infolist())
    if unpacked > MOST_UNPACKED:
        raise NotWords(
            "The document is too large to be compared. Save it without its pictures, or make two "
            "of it."
        )
    try:
        body = docx.Document(io.BytesIO(content)).element.body
    except Exception as problem:  # whatever a reader of Word documents stumbles over
        raise NotWords(attached.DAMAGED) from problem
    if next(body.iter(*_TRACKED), None) is not None:
        raise NotWords(
            "The document has tracked changes. Accept or reject them in Word, save it, and send it "
            "again."
        )
    return "\n\n".join(_paragraph(one) for one in body.iter(_P) if not _said_again(one))


def _said_again(part: Any) -> bool:
    """Return whether a part of a document stands there a second time, for older programs."""
    return next(part.iterancestors(_AGAIN), None) is not None


def _paragraph(paragraph: Any) -> str:
    found = []
    for part in paragraph.iter(_T, _TAB, _BR):
        if next(part.iterancestors(_P)) is paragraph:
            found.append(part.text or "" if part.tag == _T else " ")
    return "".join(found)
