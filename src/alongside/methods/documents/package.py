"""Answers as a Frictionless data package (Data Package 2.0): the table and its codebook as CSV, and
`datapackage.json`, by which programs know what each column is and what its values stand for."""

import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from alongside.methods.documents.rows import (
    HEADINGS,
    Rows,
    Variable,
    read_again,
    to_codebook,
    to_csv,
)

SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES = {"choice": "string", "yes or no": "integer", "number": "number", "date": "date"}
"""What a type of ours is called there; any other is a "string"."""

FOLDER = "files"
"""Where in the archive the files stand that were sent."""

MADE = (1980, 1, 1, 0, 0, 0)
"""The same rows give the same bytes: files in the archive have no time of their own."""


def to_package(rows: Rows, files: Iterable[tuple[str, bytes]] = ()) -> Iterator[bytes]:
    """Yield a zip archive with datapackage.json, answers.csv and codebook.csv, in pieces; and in a
    folder the `files` that were sent, under the names by which answers.csv calls them."""
    about = json.dumps(described(rows), ensure_ascii=False, indent=2).encode()
    with tempfile.TemporaryFile() as out:
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in (
                ("datapackage.json", [about]),
                ("answers.csv", to_csv(rows)),
                ("codebook.csv", to_codebook(rows)),
            ):
                entry = zipfile.ZipInfo(name, MADE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                with archive.open(entry, "w", force_zip64=True) as file:
                    file.writelines(content)
            for name, sent in files:
                archive.writestr(zipfile.ZipInfo(f"{FOLDER}/{name}", MADE), sent)
        yield from read_again(out)


def described(rows: Rows) -> dict[str, Any]:
    """Return what datapackage.json says: each column with its words, its type and its values."""
    return {
        "$schema": SCHEMA,
        "name": "answers",
        "title": rows.title,
        "resources": [
            _resource("answers", {"fields": [_field(one) for one in rows.columns]}),
            _resource(
                "codebook",
                {"fields": [{"name": name, "type": "string"} for name in HEADINGS]},
            ),
        ],
    }


def _resource(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema | {"missingValues": [""]},
    }


def _field(column: Variable) -> dict[str, Any]:
    kind = TYPES.get(column.type, "string")
    if kind == "number" and column.codes:
        kind = "integer"  # the steps of a scale
    field: dict[str, Any] = {"name": column.name, "title": column.words, "type": kind}
    if column.codes:
        field["categories"] = [
            {"value": int(code) if kind == "integer" else code, "label": words}
            for code, words in column.codes
        ]
    return field
