"""A document is told by what is in it, and what could do harm is refused in a sentence."""

import io
import zipfile

import pytest

from alongside.methods import attached
from alongside.methods.attached import DAMAGED, LOCKED, MACROS, OTHER, NotADocument, read
from tests.documents import PDF, changed, docx, oasis, xlsx, zipped

WORDS = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = "[Content_Types].xml"


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (PDF, "pdf"),
        (docx(), "docx"),
        (xlsx(), "xlsx"),
        (oasis(), "odt"),
        (oasis("spreadsheet"), "ods"),
        (b"Name,Team\nEve,North\n", "csv"),
        (b"Name;Team\r\nEve;North\r\n", "csv"),
        ("\ufeffName\tTeam\nZoë\tNorth\n".encode(), "csv"),
        (b"Dear all,\nwe met on Monday.\n", "txt"),
        ("Llanfair\u00adpwll, caf\u00e9".encode(), "txt"),
        ("caf\u00e9".encode("cp1252"), "txt"),
        (b"<html><script>alert(1)</script>", "txt"),
    ],
)
def test_what_is_taken_is_told_by_its_content_and_kept_as_it_is(content: bytes, ending: str):
    found = read(content)
    assert (found.ending, found.content) == (ending, content)


def why_not(content: bytes) -> str:
    with pytest.raises(NotADocument) as refused:
        read(content)
    return str(refused.value)


LOCKED_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b" \n", "There is nothing in the file. Choose another one."),
        (bytes(10_200_000), "The document is 10.2 MB; it can be up to 10 MB."),
        (PDF[:40], DAMAGED),
        (docx()[:-200], DAMAGED),
        (b"PK\x03\x04half", DAMAGED),
        (changed(docx(), TYPES, b"<Default", b"<!DOCTYPE x><Default"), DAMAGED),
        (changed(docx(), TYPES, b"</Types>", b""), DAMAGED),
        (zipped({TYPES: b"<Types>" + b" " * 3_000_000 + b"</Types>"}), DAMAGED),
        (LOCKED_OFFICE, LOCKED),
        (oasis(**{"META-INF__manifest.xml": b"<manifest:encryption-data/>"}), LOCKED),
        (oasis(**{"encrypted-package": b"x"}), LOCKED),
        (changed(docx(), TYPES, WORDS, b"application/vnd.ms-word.document.macroEnabled.x"), MACROS),
        (oasis(Basic__Standard__Module1=b"Sub x"), MACROS),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.chart"}), OTHER),
        (b"M\x00Z", OTHER),
        (b"caf\x81\xe9", OTHER),
        (b"\x1b[31mred", OTHER),
        (rb"{\rtf1 tea}", "Rich text (RTF) is not taken. Save it as Word or PDF first."),
        (
            zipped({"tea.txt": b"Tea"}),
            "A zip file is not taken. Send what is in it, one document at a time.",
        ),
        (
            oasis("presentation"),
            "Slides are not taken as they are. Save them as PDF first.",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old",
            "Old Word and Excel files can hold programs. Save it as .docx, .xlsx or PDF first.",
        ),
    ],
)
def test_what_is_not_taken_is_refused_in_a_sentence(content: bytes, says: str):
    assert why_not(content) == says


def with_member(container: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO(container)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, content)
    return out.getvalue()


def test_a_program_is_seen_also_where_the_list_of_contents_hides_it():
    assert why_not(with_member(docx(), "word/vbaProject.bin", b"x")) == MACROS


def test_what_would_unpack_to_too_much_is_refused_before_anything_is_unpacked(monkeypatch):
    monkeypatch.setattr(attached, "_member", lambda *_: 1 / 0)
    monkeypatch.setattr(attached, "MOST_UNPACKED_MEGABYTES", 1)
    bomb = with_member(docx(), "word/media/big.xml", bytes(2_000_000))
    assert len(bomb) < 100_000
    assert why_not(bomb).startswith("The document would become too large when it is opened (3 MB")


def test_a_locked_member_is_said_to_be_locked():
    locked = bytearray(docx())
    place = locked.rfind(b"PK\x01\x02")
    locked[place + 8] |= 1
    assert why_not(bytes(locked)) == LOCKED
