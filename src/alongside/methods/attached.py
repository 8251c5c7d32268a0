"""Documents that people send: told by what is in them, never by their name or a browser's word.

They are kept as they were sent, because nobody can write a document anew without changing it. So
what could run something by itself (macros) and what nobody here can look into (a password) is
refused, and so is a container that unpacks to more than a computer has room for. Nothing is
unpacked here but the two or three small members that say what a container is.
"""

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from itertools import islice
from xml.etree import ElementTree

MOST_MEGABYTES = 10
MOST_UNPACKED_MEGABYTES = 500
MOST_MEMBERS = 10_000
MOST_OF_A_MEMBER = 2_000_000
"""So many bytes are read of a member that says what a container is; real ones have thousands."""


class NotADocument(Exception):
    """What was sent cannot be kept as a document; the message says why, in a sentence."""


@dataclass(frozen=True)
class Kind:
    """A kind of document: in words, and as a browser is told of it."""

    says: str
    content_type: str


OFFICE = "application/vnd.openxmlformats-officedocument"
OASIS = "application/vnd.oasis.opendocument"

KINDS = {
    "pdf": Kind("PDF document", "application/pdf"),
    "docx": Kind("Word document", f"{OFFICE}.wordprocessingml.document"),
    "odt": Kind("OpenDocument text", f"{OASIS}.text"),
    "xlsx": Kind("Excel workbook", f"{OFFICE}.spreadsheetml.sheet"),
    "ods": Kind("OpenDocument spreadsheet", f"{OASIS}.spreadsheet"),
    "csv": Kind("CSV table", "text/csv"),
    "txt": Kind("Plain text", "text/plain"),
}
"""What is taken, by the ending that its name gets."""

NAMES = "PDF, Word, Excel, OpenDocument, CSV or plain text"
TAKEN = f"{NAMES}, up to {MOST_MEGABYTES} MB."

_OFFICE_MAIN = {
    f"{OFFICE}.wordprocessingml.document.main+xml": "docx",
    f"{OFFICE}.spreadsheetml.sheet.main+xml": "xlsx",
}
_OASIS_MAIN = {KINDS[ending].content_type.encode(): ending for ending in ("odt", "ods")}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OLE = "EncryptedPackage".encode("utf-16-le")
_MACRO_TYPES = re.compile(r"macroenabled|vbaproject|macrosheet", re.IGNORECASE)
_MACRO_NAMES = re.compile(r"vbaproject.*\.bin$|^(basic|scripts)/.*[^/]$", re.IGNORECASE)
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")

OTHER = f"This is not a kind of document that we take. Choose {NAMES}."
DAMAGED = "The document is damaged, or only a part of it arrived. Choose it again."
LOCKED = "The document has a password, so nobody here could read it. Save it without one."
MACROS = "The document has macros, which are programs. Save it without them, or as PDF."


@dataclass(frozen=True)
class Document:
    """A document as it is kept, which is as it was sent; `ending` is one of `KINDS`."""

    content: bytes
    ending: str


def read(content: bytes) -> Document:
    """Return a document that can be kept. Raises NotADocument."""
    check_size(len(content))
    if not content.strip():
        raise NotADocument("There is nothing in the file. Choose another one.")
    return Document(content, _ending(content))


def check_size(length: int) -> None:
    """Raise NotADocument for so many bytes, if they are too many: none of them has to be read."""
    if length > MOST_MEGABYTES * 1_000_000:
        raise NotADocument(
            f"The document is {length / 1_000_000:,.1f} MB; it can be up to {MOST_MEGABYTES} MB."
        )


def _ending(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return _of_pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _of_container(content)
    if content.startswith(_OLE):
        raise NotADocument(
            LOCKED
            if _LOCKED_OLE in content
            else "Old Word and Excel files can hold programs. Save it as .docx, .xlsx or PDF first."
        )
    if content.startswith(rb"{\rtf"):
        raise NotADocument("Rich text (RTF) is not taken. Save it as Word or PDF first.")
    return _of_text(content)


def _of_pdf(content: bytes) -> str:
    """A PDF says at its end where its parts are; readers look for that in its last 1,024 bytes."""
    if b"%%EOF" not in content[-1024:] or b"startxref" not in content[-2048:]:
        raise NotADocument(DAMAGED)
    return "pdf"


def _of_text(content: bytes) -> str:
    if b"\0" in content:
        raise NotADocument(OTHER)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise NotADocument(OTHER)
    if _NO_TEXT.search(text):
        raise NotADocument(OTHER)
    return "csv" if _is_table(text) else "txt"


def _is_table(text: str) -> bool:
    """Return whether the first lines have the same number of cells, two or more."""
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:20]
    for mark in ",;\t":
        try:
            cells = {len(row) for row in islice(csv.reader(lines, delimiter=mark), 10)}
        except csv.Error:
            continue
        if len(lines) > 1 and len(cells) == 1 and cells != {1}:
            return True
    return False


def _of_container(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            _check_members(file.infolist())
            names = {member.filename for member in file.infolist()}
            if "[Content_Types].xml" in names:
                ending = _of_office(_member(file, "[Content_Types].xml"), names)
            elif "mimetype" in names:
                ending = _of_oasis(file, names)
            else:
                raise NotADocument(
                    "A zip file is not taken. Send what is in it, one document at a time."
                )
    except NotADocument:
        raise
    except Exception as problem:  # whatever a reader of containers stumbles over
        raise NotADocument(DAMAGED) from problem
    if any(_MACRO_NAMES.search(name) for name in names):
        raise NotADocument(MACROS)
    return ending


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    """Look at what the members say of themselves, before one of them is read."""
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED_MEGABYTES * 1_000_000:
        raise NotADocument(
            "The document would become too large when it is opened "
            f"({unpacked / 1_000_000:,.0f} MB in {len(members):,} parts). Make it smaller first."
        )
    if any(member.flag_bits & 1 for member in members):
        raise NotADocument(LOCKED)


def _member(file: zipfile.ZipFile, name: str) -> bytes:
    """Return a member, of which no more is unpacked than real ones have."""
    with file.open(name) as member:
        found = member.read(MOST_OF_A_MEMBER + 1)
    if len(found) > MOST_OF_A_MEMBER:
        raise NotADocument(DAMAGED)
    return found


def _of_office(types: bytes, names: set[str]) -> str:
    """Return the ending of a document of Office by its list of what each member is."""
    if b"<!" in types or b"\0" in types:
        raise NotADocument(DAMAGED)
    root = ElementTree.fromstring(types)  # noqa: S314 without declarations nothing expands
    parts = [(one.get("PartName", ""), one.get("ContentType", "")) for one in root]
    if any(_MACRO_TYPES.search(kind) for _, kind in parts):
        raise NotADocument(MACROS)
    for part, kind in parts:
        if kind in _OFFICE_MAIN and part.lstrip("/") in names:
            return _OFFICE_MAIN[kind]
    if any("presentationml" in kind for _, kind in parts):
        raise NotADocument("Slides are not taken as they are. Save them as PDF first.")
    raise NotADocument(OTHER)


def _of_oasis(file: zipfile.ZipFile, names: set[str]) -> str:
    """Return the ending of an OpenDocument by the member that says what it is."""
    kind = _member(file, "mimetype")
    if "encrypted-package" in names or b"encryption-data" in _manifest(file, names):
        raise NotADocument(LOCKED)
    if kind in _OASIS_MAIN and "content.xml" in names:
        return _OASIS_MAIN[kind]
    if b"presentation" in kind:
        raise NotADocument("Slides are not taken as they are. Save them as PDF first.")
    raise NotADocument(OTHER)


def _manifest(file: zipfile.ZipFile, names: set[str]) -> bytes:
    name = "META-INF/manifest.xml"
    return _member(file, name) if name in names else b""
