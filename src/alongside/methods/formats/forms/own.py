"""What only we say of a question, beside what other products understand."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from alongside.methods.questions import type_of
from alongside.methods.questions.checking import QUESTION_KEYS
from alongside.methods.questions.picturing import PICTURE
from alongside.methods.questions.types.file import DOCUMENTS, PICTURES
from alongside.methods.symbols import CODE as SYMBOL

type Question = Mapping[str, Any]

COMMON = frozenset({
    "type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message",
    "required_message", "choices", "rows",
})  # fmt: skip
"""What every product has a place for."""

DRAWN = frozenset(
    ["jpg", "jpeg", "png", "gif", "webp", "heic", "heif", "bmp", "tif", "tiff", "svg"]
)
"""The endings of pictures, as others name them."""


def fitting(question: Question, own: Question) -> dict[str, Any]:
    """Return a question as another product says it with what we said beside it. Where we said which
    type it is, what belongs to the other type is dropped."""
    found = {**question, **own}
    if found.get("relevant") == "":  # only its skips said when it is asked
        del found["relevant"]
    if "type" not in own:
        return found
    known = QUESTION_KEYS | type_of(found).settings
    return {name: value for name, value in found.items() if name in known}


def settings(question: Question, *said: str) -> dict[str, Any]:
    """Return what there is no place for elsewhere; `said` names what has been said already."""
    return {name: value for name, value in question.items() if name not in COMMON | set(said)}


def image(option: Question) -> str:
    """Return the name of the file with the picture or symbol of a choice, as others want it; empty
    where it has none."""
    if option.get("picture"):
        return f"{option['picture']}.webp"
    return f"openmoji-{option['symbol']}.svg" if option.get("symbol") else ""


def of_image(name: str) -> dict[str, str]:
    """Return the picture or symbol in a file of this name; nothing where it is none of ours.

    >>> of_image("openmoji-1F375.svg"), of_image("pictures/bus.png")
    ({'symbol': '1F375'}, {})
    """
    stem, _, ending = name.strip().rpartition(".")
    symbol = stem.removeprefix("openmoji-")
    if ending == "svg" and stem != symbol and SYMBOL.fullmatch(symbol):
        return {"symbol": symbol}
    return {"picture": stem} if ending == "webp" and PICTURE.fullmatch(stem) else {}


def accepted(question: Question) -> dict[str, str]:
    """Return which files a question takes, where it does not take all that we do."""
    taken = {"pictures": PICTURES, "documents": DOCUMENTS}.get(question.get("takes", ""))
    return {"acceptedTypes": ",".join(taken)} if taken else {}


def taken(kinds: Iterable[str]) -> dict[str, str]:
    """Return whether pictures or documents are taken of these kinds; nothing for both.

    >>> taken(["image/*"]), taken([".pdf", " doc"]), taken(["png", "pdf"]), taken([""])
    ({'takes': 'pictures'}, {'takes': 'documents'}, {}, {})
    """
    named = {kind.strip().lower().removeprefix(".") for kind in kinds} - {""}
    drawn = {kind for kind in named if kind.startswith("image/") or kind in DRAWN}
    if not named or (drawn and drawn != named):
        return {}
    return {"takes": "pictures" if drawn else "documents"}


def joined(question: Question) -> dict[str, str]:
    """Return the label of a note or a consent with the words under it, as one text."""
    words = question.get("words") or {}
    return {
        language: f"{label}\n\n{words[language]}" if language in words else label
        for language, label in question["label"].items()
    }


def parted(texts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the label and the words of a note or a consent: the first line, and what is below.

    >>> parted({"en": "Welcome\\n\\nThank you for coming."})
    {'label': {'en': 'Welcome'}, 'words': {'en': 'Thank you for coming.'}}
    """
    halves = {language: text.strip().partition("\n") for language, text in texts.items()}
    label = {language: first.strip() for language, (first, _, _) in halves.items()}
    words = {language: rest.strip() for language, (_, _, rest) in halves.items() if rest.strip()}
    return {"label": label, **({"words": words} if words else {})}


def is_whole(question: Question) -> bool:
    """Return whether a note or a consent is the same after `joined` and `parted`."""
    return parted(joined(question)) == {
        key: question[key] for key in ("label", "words") if key in question
    }


def steps(question: Question, languages: list[str]) -> Iterator[dict[str, Any]]:
    """Yield each step of an agreement, or of before and now, as a choice: its number and words."""
    kind: Any = type_of(question)
    of_each = {language: kind.steps(question, language) for language in languages}
    for step in of_each[languages[0]]:
        yield {
            "name": str(step),
            "label": {language: words[step] for language, words in of_each.items()},
        }


def halves(question: Question, languages: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the two questions of before and now: what each is called, and what it asks."""
    for part, said in (("before", "Before"), ("now", "Now")):
        own = question.get(f"{part}_label") or {}
        yield part, {language: own.get(language) or said for language in languages}
