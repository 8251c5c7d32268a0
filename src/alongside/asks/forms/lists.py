"""Lists typed one a line: choices, rows, the words of a scale, and the answers that count."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from alongside.methods.questions import Question
from alongside.methods.questions.choosing import OTHER
from alongside.methods.questions.messages import said, shortened
from alongside.methods.questions.typed import clean_text

from .. import drafting
from .fields import LONGEST_LABEL

MOST_LINES = 200


def lines(text: str) -> list[str]:
    """Return the lines with something on them, cleaned; say which is too long, or that there are
    too many."""
    found = [clean_text(raw, lines=False) for raw in clean_text(text, lines=True).splitlines()]
    found = [line for line in found if line]
    if len(found) > MOST_LINES:
        raise forms.ValidationError(f"Enter {MOST_LINES} lines or fewer. There are {len(found)}")
    for number, line in enumerate(found, 1):
        if len(line) > LONGEST_LABEL:
            raise forms.ValidationError(
                f"Line {number}: make it shorter, {LONGEST_LABEL} letters or fewer"
            )
    return found


def options_text(options: Sequence[Mapping[str, Any]] | None, language: str) -> str:
    """Return choices or rows as they are typed, with a hint after a bar."""
    typed = []
    for option in options or ():
        hint = said(option.get("hint"), language)
        typed.append(said(option.get("label"), language) + (f" | {hint}" if hint else ""))
    return "\n".join(typed)


def options(text: str, question: Question, key: str, language: str) -> list[dict[str, Any]]:
    """Return the choices or rows that were typed.

    A choice keeps its name, which answers and rules use: by its words wherever it moved to, or by
    its place where only words were changed. Every other gets a name made from its words.
    """
    typed = [tuple(part.strip() for part in line.partition("|"))[::2] for line in lines(text)]
    old = list(question.get(key) or ())
    found: list[dict[str, Any]] = []
    for place, (label, hint) in enumerate(typed):
        option = _same(label, place, [words for words, _ in typed], old, found, language)
        if option is None:
            taken = [other["name"] for other in (*old, *found)] + [OTHER]
            option = {"name": drafting.name_for(label, taken, key[:-1])}
        rest = {name: value for name, value in option.items() if name not in {"label", "hint"}}
        words = drafting.worded(option.get("label"), language, label)
        found.append({**rest, "label": words})
        if hint:
            found[-1]["hint"] = drafting.worded(option.get("hint"), language, hint)
    return found


def _same(
    label: str,
    place: int,
    labels: Sequence[str],
    old: Sequence[Mapping[str, Any]],
    found: Sequence[Mapping[str, Any]],
    language: str,
) -> Mapping[str, Any] | None:
    """Return the choice this line stands for, if there was one that no line before took."""
    taken = {option["name"] for option in found}
    free = [option for option in old if option["name"] not in taken]
    for option in free:
        if said(option.get("label"), language) == label:
            return option
    there = old[place] if len(labels) == len(old) else None
    if there in free and there is not None and said(there.get("label"), language) not in labels:
        return there
    return None


def exclusive_text(question: Question, language: str) -> str:
    """Return the choices that stand alone, in their words."""
    alone = question.get("exclusive") or ()
    options = question.get("choices") or ()
    return "\n".join(said(o.get("label"), language) for o in options if o["name"] in alone)


def exclusive(text: str, question: Question, language: str) -> list[str] | None:
    """Return the names of the choices that stand alone."""
    options = question.get("choices") or ()
    names = {said(option.get("label"), language): option["name"] for option in options}
    typed = lines(text)
    for line in typed:
        if line not in names:
            raise forms.ValidationError(
                f"“{shortened(line)}” is not one of the choices. Write it as it stands there"
            )
    return [names[line] for line in dict.fromkeys(typed)] or None


def labels_text(labels: Sequence[Mapping[str, str]] | None, language: str) -> str:
    """Return the words of a scale, a line each."""
    return "\n".join(said(label, language) for label in labels or ())


def labels(text: str, question: Question, language: str) -> list[dict[str, str]] | None:
    """Return the words of a scale, None for the usual ones."""
    typed = lines(text)
    old = list(question.get("labels") or ())
    if len(old) != len(typed):
        old = [{} for _ in typed]
    return [
        drafting.worded(before, language, words) for before, words in zip(old, typed, strict=True)
    ] or None


_SPECIAL = re.compile(r"(alone|not)\s*:\s*(.*)", re.IGNORECASE)


def key_text(key: Sequence[Mapping[str, Any]] | None, language: str) -> str:
    """Return the answers that count as they are typed: blocks with an empty line between."""
    blocks = []
    for entry in key or ():
        label = said(entry.get("label"), language)
        special = [f"{kind}: {text}" for kind in ("alone", "not") for text in entry.get(kind, ())]
        other = [text for text in entry.get("aliases", ()) if text != label]
        blocks.append("\n".join([label, *other, *special]))
    return "\n\n".join(blocks)


def key(text: str, question: Question, language: str) -> list[dict[str, Any]] | None:
    """Return the answers that count, None for the usual ones. The name itself counts too."""
    old = {said(entry.get("label"), language): entry for entry in question.get("key") or ()}
    found: list[dict[str, Any]] = []
    for block in re.split(r"\n\s*\n", clean_text(text, lines=True)):
        typed = lines(block)
        if not typed:
            continue
        entry = _entry(typed, old, [other["name"] for other in found], language)
        found.append(entry)
    return found or None


def _entry(
    typed: list[str], old: Mapping[str, Mapping[str, Any]], taken: list[str], language: str
) -> dict[str, Any]:
    label = typed[0]
    before = dict(old.get(label) or {})
    if before.get("name", "") in {"", *taken}:
        before["name"] = drafting.name_for(label, taken, "answer")
    special: dict[str, list[str]] = {"alone": [], "not": []}
    aliases = [label]
    for line in typed[1:]:
        if match := _SPECIAL.fullmatch(line):
            special[match[1].lower()].append(match[2])
        elif line not in aliases:
            aliases.append(line)
    words = drafting.worded(before.get("label"), language, label)
    entry = before | {"label": words, "aliases": aliases} | special
    return {name: value for name, value in entry.items() if value or name not in special}
