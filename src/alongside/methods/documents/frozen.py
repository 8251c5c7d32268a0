"""A document as plain JSON and back, so that a report can be kept exactly as it was made."""

import dataclasses
import datetime
from typing import Any

from alongside.methods.documents import model
from alongside.methods.documents.words import Words
from alongside.methods.shown import Shown

_KINDS = {
    kind.__name__: kind
    for kind in (
        *vars(model).values(),
        Words,
        Shown,
    )
    if dataclasses.is_dataclass(kind) and isinstance(kind, type)
}


def to_json(value: Any) -> Any:
    """Return a document (or any part of one) as JSON: a dataclass is {"is": its name, fields…}.

    Raises TypeError for anything that no document holds.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: to_json(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {"is": type(value).__name__} | fields
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, datetime.date):
        return {"is": "date", "iso": value.isoformat()}
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"a document holds no {type(value).__name__}")


def from_json(value: Any) -> Any:
    """Return the document that `to_json` wrote, equal to the one it was written from."""
    if isinstance(value, list):
        return tuple(from_json(item) for item in value)
    if not isinstance(value, dict):
        return value
    if value["is"] == "date":
        return datetime.date.fromisoformat(value["iso"])
    fields = {name: from_json(item) for name, item in value.items() if name != "is"}
    return _KINDS[value["is"]](**fields)
