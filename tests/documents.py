"""Documents as somebody sends them."""

import io
import zipfile

from docx import Document
from xlsxwriter import Workbook

OASIS = "application/vnd.oasis.opendocument"
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n9\n%%EOF\n"


def docx(text: str = "A letter") -> bytes:
    """Return a document of Word."""
    out = io.BytesIO()
    document = Document()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def xlsx() -> bytes:
    """Return a workbook of Excel."""
    out = io.BytesIO()
    with Workbook(out) as book:
        book.add_worksheet().write(0, 0, "Tea")
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a container with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def oasis(kind: str = "text", **more: bytes) -> bytes:
    """Return an OpenDocument; `more` are members by their names, with "__" for "/"."""
    members = {
        "mimetype": f"{OASIS}.{kind}".encode(),
        "content.xml": b"<office/>",
        "META-INF/manifest.xml": b"<manifest/>",
    }
    return zipped(members | {name.replace("__", "/"): value for name, value in more.items()})


def changed(container: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return a container in one member of which something else stands."""
    with zipfile.ZipFile(io.BytesIO(container)) as file:
        members = {one: file.read(one) for one in file.namelist()}
    assert old in members[name]
    return zipped(members | {name: members[name].replace(old, new)})
