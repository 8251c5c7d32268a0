"""The words of a draft in its other languages: which there are, what is typed for them, and how it
stands in the draft. The first language is the one a form is written in."""

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from alongside.methods.questions import Question
from alongside.methods.questions.typed import clean_text
from alongside.web.languages import language

OFFERED = {
    "sq": "Albanian", "am": "Amharic", "ar": "Arabic", "bn": "Bengali", "bg": "Bulgarian",
    "zh-hans": "Chinese (simplified)", "zh-hant": "Chinese (traditional)", "kw": "Cornish",
    "cs": "Czech", "en": "English", "fr": "French", "gd": "Gaelic", "de": "German",
    "el": "Greek", "gu": "Gujarati", "hi": "Hindi", "hu": "Hungarian", "ga": "Irish",
    "it": "Italian", "ckb": "Kurdish (Sorani)", "lt": "Lithuanian", "ne": "Nepali",
    "ps": "Pashto", "fa": "Persian", "pl": "Polish", "pt": "Portuguese", "pa": "Punjabi",
    "ro": "Romanian", "ru": "Russian", "so": "Somali", "es": "Spanish", "ta": "Tamil",
    "ti": "Tigrinya", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    "cy": "Welsh", "yo": "Yoruba",
}  # fmt: skip
"""The languages a form can be written in, by their names in English."""
LISTS = ("choices", "rows")
"""Settings that are lists of things with words of their own."""
WORDED = (*LISTS, "labels", "low", "high")
"""Settings that are all words, in whichever type has them."""
PASSAGES = ("words",)
"""Settings whose words have lines of their own."""


def name(code: str) -> str:
    """Return what staff call a language; one that is not offered goes by its own name.

    >>> name("cy"), name("xx")
    ('Welsh', 'xx')
    """
    return OFFERED.get(code) or language(code).name


def field_name(field: str, code: str) -> str:
    """Return the name of the field that holds the words of another field in a language."""
    return f"{field}__{code}"


def field_like(field: Any, code: str) -> forms.CharField:
    """Return a field for the same words in another language, written from its own side."""
    by_line = isinstance(field.widget, forms.Textarea) and "line" in str(field.help_text)
    other: forms.CharField = type(field)(
        label=f"{field.label} in {name(code)}",
        max_length=field.max_length,
        required=field.required,
        widget=copy.deepcopy(field.widget),
        error_messages=field.error_messages,
        help_text="A line for each line above, in the same order." if by_line else "",
    )
    other.widget.attrs |= {"lang": code, "dir": language(code).direction}
    return other


def offer(form: forms.Form, fields: Sequence[str], languages: Sequence[str]) -> None:
    """Put below each of these fields of a form one for the same words in each of these languages,
    which may stay empty."""
    order = []
    for field in list(form.fields):
        order.append(field)
        for code in languages if field in fields else ():
            order.append(field_name(field, code))
            form.fields[order[-1]] = field_like(form.fields[field], code)
            form.fields[order[-1]].required = False
    form.order_fields(order)


def typed(form: forms.Form, field: str, languages: Sequence[str]) -> dict[str, str]:
    """Return what was typed for a field of a valid form in these languages."""
    lines = isinstance(form.fields[field].widget, forms.Textarea)
    return {
        code: clean_text(form.cleaned_data.get(field_name(field, code), ""), lines=lines)
        for code in languages
    }


def bound(form: forms.Form, *fields: str) -> list[forms.BoundField]:
    """Return these fields of a form, each with those for its words in other languages."""
    return [form[name] for name in form.fields if name.partition("__")[0] in fields]


def words_of(texts: Mapping[str, str] | None, code: str) -> str:
    """Return the words in one language, and in no other."""
    return (texts or {}).get(code, "")


def in_all(
    old: Mapping[str, str] | None, typed: Mapping[str, str], languages: Sequence[str]
) -> dict[str, str]:
    """Return words by language with those that were typed, without blank ones; empty where none of
    the languages has any. Words of a language that was taken out wait until it comes back.

    >>> in_all({"en": "Tea", "cy": "Te"}, {"en": "Cake", "cy": ""}, ["en", "cy"])
    {'en': 'Cake'}
    """
    words = {code: text for code, text in {**(old or {}), **typed}.items() if text}
    return words if any(code in words for code in languages) else {}


def shown(question: Question, setting: str, code: str) -> str:
    """Return the words of a setting in another language as they are typed, a line for each line of
    the first language."""
    held = question.get(setting)
    if setting in LISTS:
        typed = [
            " | ".join(
                filter(None, (words_of(o.get("label"), code), words_of(o.get("hint"), code)))
            )
            for o in held or ()
        ]
    elif setting == "labels":
        typed = [words_of(label, code) for label in held or ()]
    else:
        return words_of(held, code)
    return "\n".join(typed).rstrip("\n")


def kept(typed: str, question: Question, setting: str, code: str) -> Any:
    """Return what a setting holds once these words are in it; ValidationError where they do not fit
    the lines of the first language."""
    held = question.get(setting)
    if setting in LISTS:
        pairs = zip(held or (), _lines(typed, len(held or ())), strict=True)
        return [_option(option, line, code) for option, line in pairs] or None
    if setting == "labels":
        pairs = zip(held or (), _lines(typed, len(held or ())), strict=True)
        return [_put(label, code, line) for label, line in pairs] or None
    return _put(held or {}, code, clean_text(typed, lines=setting in PASSAGES)) or None


def _lines(typed: str, many: int) -> list[str]:
    text = clean_text(typed, lines=True)
    found = [clean_text(line, lines=False) for line in text.splitlines()] if text else []
    if len(found) > many:
        raise forms.ValidationError(
            f"Enter one line for each line above: there are {many} above, and {len(found)} here"
            if many
            else "There is nothing above yet. Enter that first"
        )
    return found + [""] * (many - len(found))


def _option(option: Mapping[str, Any], line: str, code: str) -> dict[str, Any]:
    label, _, hint = (part.strip() for part in line.partition("|"))
    changed = {**option, "label": _put(option.get("label") or {}, code, label)}
    hints = _put(option.get("hint") or {}, code, hint)
    changed.pop("hint", None)
    return changed | ({"hint": hints} if hints else {})


def _put(words: Mapping[str, str], code: str, text: str) -> dict[str, str]:
    rest = {other: said for other, said in words.items() if other != code}
    return rest | ({code: text} if text else {})
