"""Which state a thing is in, so that two people who write at once do not overwrite each other."""

import hashlib
import json


class ChangedMeanwhile(Exception):
    """Somebody else changed the same part after it was shown. Nothing was kept."""


def revision(part: object) -> str:
    """Return a short text that differs when `part` (plain JSON) differs.

    >>> revision({"a": 1, "b": 2}) == revision({"b": 2, "a": 1}) != revision({"a": 1})
    True
    """
    text = json.dumps(part, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
