"""Pages to start from: headings and prompts in Markdown, for an organisation to fill in; and the
words of a glossary, which can be used as they are."""

import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ..glossary import Term

_PROMPT = re.compile(r"\[Write here:\s*([^\]]*)\]", re.IGNORECASE)


class Starter(NamedTuple):
    """What a page of a kind begins with."""

    title: str
    about: str
    words: str
    terms: tuple[Term, ...] = ()


@cache
def starter(kind: str) -> Starter:
    """Return the starter of a kind of page: the file of that name, with its title in the first
    line and what it is for in the third, and what it explains from `{kind}.json`.
    FileNotFoundError for a kind without one."""
    text = (files(__name__) / f"{kind}.md").read_text("utf-8")
    title, about, words = text.split("\n\n", 2)
    return Starter(title.removeprefix("# "), about, words.strip(), _terms(kind))


def _terms(kind: str) -> tuple[Term, ...]:
    source = files(__name__) / f"{kind}.json"
    if not source.is_file():
        return ()
    return tuple(
        Term(
            key=hashlib.sha256(term["name"].encode()).hexdigest()[:12],
            name=term["name"],
            means=term["means"],
            also="\n".join(term.get("also", ())),
        )
        for term in json.loads(source.read_text("utf-8"))
    )


def to_fill_in(words: str) -> str:
    """Return the first prompt that nobody has replaced yet, or "".

    >>> to_fill_in("We say:\\n\\n[Write here: what you say]"), to_fill_in("[Write to us](/x/)")
    ('what you say', '')
    """
    found = _PROMPT.search(words)
    return " ".join(found[1].split()) if found else ""
