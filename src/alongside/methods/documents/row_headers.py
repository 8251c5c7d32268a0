"""Row headers in the tags of a PDF that typst wrote.

typst tags the head of a table as column headers but, in its Python package, has no way to say that
the first cell of a row names the row. A screen reader then says "14, People" and not "14, People,
Housing". Here the first cell of each body row becomes a header of its row (ISO 32000-1, 14.8.5.7:
attributes `Scope` and `Headers`), which only touches the tags: nothing moves on the page.
"""

import re

_XREF = re.compile(rb"xref\n0 (\d+)\n((?:\d{10} \d{5} [fn][ \r]\n)+)trailer")
_ROW = re.compile(rb"/Type/StructElem/S/TR\b.*/K\[([0-9R ]+)\]", re.DOTALL)
_CELL = re.compile(rb"/Type/StructElem/S/TD\b.*?/O/Table[^>]*?/Headers\[\(U\d+x(\d+)y", re.DOTALL)
_HEADERS = re.compile(rb"(/O/Table[^>]*?/Headers\[[^\]]*)\]")
_NAMES = re.compile(rb"/IDTree<</Names\[([^\]]*)\]>>")
_NAME = re.compile(rb"\((\w+)\)(\d+) 0 R")


class UnknownLayout(ValueError):
    """The PDF is not laid out as typst 0.15 does, so its tags cannot be changed."""


def with_row_headers(pdf: bytes) -> bytes:
    """Return the PDF with the first cell of every table row tagged as the header of that row.

    Raises UnknownLayout for a file that typst 0.15 did not write.
    """
    objects, tail = _objects(pdf)
    names: list[tuple[bytes, int]] = []
    for row in list(objects.values()):
        cells = _cells(row)
        first = _CELL.search(objects[cells[0]]) if cells else None
        if first is None or first[1] != b"0":
            continue
        name = b"R%d" % cells[0]
        names.append((name, cells[0]))
        objects[cells[0]] = _as_row_header(objects[cells[0]], name)
        for cell in cells[1:]:
            objects[cell] = _HEADERS.sub(rb"\1(" + name + rb")]", objects[cell], count=1)
    if names:
        _name(objects, names)
    return _file(objects, tail)


def _objects(pdf: bytes) -> tuple[dict[int, bytes], bytes]:
    """Return the bytes of each object by number, in the order of the file, and the trailer."""
    table = _XREF.search(pdf, pdf.rfind(b"\nxref\n"))
    if table is None:
        raise UnknownLayout("the PDF has no plain table of its objects")
    entries = table[2].splitlines()[1:]
    starts = sorted((int(entry[:10]), number) for number, entry in enumerate(entries, 1))
    ends = [start for start, _ in starts[1:]] + [table.start()]
    objects = {0: pdf[: starts[0][0]]}  # number 0 is never an object: the head of the file
    objects |= {number: pdf[start:end] for (start, number), end in zip(starts, ends, strict=True)}
    return objects, pdf[table.end() - len(b"trailer") : pdf.rfind(b"startxref")]


def _cells(row: bytes) -> list[int]:
    found = _ROW.search(row)
    return [int(number) for number in found[1].split()[::3]] if found else []


def _as_row_header(cell: bytes, name: bytes) -> bytes:
    cell = cell.replace(b"/S/TD", b"/S/TH/ID(" + name + b")", 1)
    return cell.replace(b"/O/Table", b"/O/Table/Scope/Row", 1)


def _name(objects: dict[int, bytes], names: list[tuple[bytes, int]]) -> None:
    """Enter the new headers in the tree of names, which must be sorted."""
    for number, body in objects.items():
        tree = _NAMES.search(body) if b"/Type/StructTreeRoot" in body else None
        if tree:
            known = [(name, int(where)) for name, where in _NAME.findall(tree[1])]
            listed = b"".join(b"(%b)%d 0 R" % pair for pair in sorted(known + names))
            objects[number] = body[: tree.start(1)] + listed + body[tree.end(1) :]
            return
    raise UnknownLayout("the PDF has no tree of names for its table headers")


def _file(objects: dict[int, bytes], trailer: bytes) -> bytes:
    out = bytearray()
    offsets: dict[int, int] = {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += body
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % len(offsets)
    for number in sorted(offsets.keys() - {0}):
        out += b"%010d 00000 n \n" % offsets[number]
    return bytes(out + trailer + b"startxref\n%d\n%%%%EOF" % start)
