"""Every sentence the question engine says, by language. English is complete; others fall back to
it.

Sentences that several types share stand here. A type's own sentences stand in its own file, which
hands them to `add` when it is read, so that a new type is one file. A translation is one file too:
`languages/<code>.json`, a sentence for each key; nothing lists it.
"""

import json
from collections.abc import Mapping
from pathlib import Path

DEFAULT = "en"
_LANGUAGES: dict[str, dict[str, str]] = {
    "en": {
        "problem": "Problem:",
        "optional": "(optional)",
        "an answer to": "an answer to “{label}”",
        "choose": "Choose {this}",
        "enter": "Enter {this}",
        "choose one": "Choose only one answer to “{label}”",
        "not a choice": "Choose one of the answers shown for “{label}”",
        "too long": "Your answer to “{label}” must be {limit} letters or fewer. "
        "You have written {length}",
        "no answer": "No answer",
        "clear": "Clear my answer",
        "limit": "Up to {limit} letters.",
        "letters left": "Letters left: {count}",
        "letters over": "Letters too many: {count}",
        "other": "Something else",
        "say other": "If something else, tell us what",
        "other missing": "Tell us what you mean by “{other}” in “{label}”",
        "constraint": "Check your answer to “{label}”",
        "hard words": "What do these words mean?",
        "yes": "Yes",
        "no": "No",
    }
}


def add(language: str, sentences: Mapping[str, str]) -> None:
    """Keep more sentences in a language; a key that says two different things is a `ValueError`.

    Surprise: in a language other than English a later call may not change an earlier one either.
    """
    known = _LANGUAGES.setdefault(language, {})
    clashes = [key for key, words in sentences.items() if known.get(key, words) != words]
    if clashes:
        raise ValueError(f"these messages exist already in {language}: {', '.join(clashes)}")
    known.update(sentences)


def _read() -> None:
    for path in sorted((Path(__file__).parent / "languages").glob("*.json")):
        add(path.stem, json.loads(path.read_text("utf-8")))


def sentences(language: str = DEFAULT) -> Mapping[str, str]:
    """Return every sentence of a language, for a translator: those of English are the whole
    list."""
    return dict(_LANGUAGES.get(language, {}))


def spoken(language: str) -> bool:
    """Return whether the engine has sentences in a language; else `say` says them in English."""
    return language in _LANGUAGES


def say(key: str, language: str = DEFAULT, /, **values: object) -> str:
    """Return the sentence `key` in `language`, or in English where it is not translated yet.

    >>> say("choose", "en", this="how well you understand it now")
    'Choose how well you understand it now'
    """
    pattern = _LANGUAGES.get(language, {}).get(key) or _LANGUAGES[DEFAULT][key]
    return pattern.format(**values)


def said(texts: Mapping[str, str] | None, language: str = DEFAULT) -> str:
    """Return the writer's words in `language`, or in the first language that has any.

    >>> said({"en": "Name", "cy": "Enw"}, "cy"), said({"en": "Name"}, "cy"), said(None)
    ('Enw', 'Name', '')
    """
    if not texts:
        return ""
    return texts.get(language, "") or next((words for words in texts.values() if words), "")


def shortened(text: str, limit: int = 90) -> str:
    """Return a label short enough to stand inside a message, cut between words.

    >>> shortened("How well do you understand it now?", 20)
    'How well do you…'
    """
    text = " ".join(text.split())
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


_read()
