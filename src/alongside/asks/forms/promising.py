"""What a wave is called and what people are promised in words, in each language of its form."""

from collections.abc import Iterable, Sequence

from django import forms

from .. import drafting, translating
from ..models import FormVersion, Wave


def offer_languages(form: forms.Form, versions: Iterable[FormVersion]) -> None:
    """Let the words of a wave that `form` asks for be given in each language that one of these
    versions is also in. Where there is none, nothing changes."""
    firsts, others = _languages([version.definition for version in versions])
    first = translating.name(*firsts) if len(firsts) == 1 else "the form’s first language"
    for field in _worded(form) if others else ():
        of_field = form.fields[field]
        of_field.help_text = (
            f"{of_field.help_text} Write it in {first} here. It stands in place of each language "
            "below that you leave empty."
        )
    translating.offer(form, _worded(form), others)


def typed_in_languages(form: forms.Form) -> dict[str, dict[str, str]]:
    """Return what was typed into a valid form, as `actions.open_wave` takes it."""
    names = [name.partition("__") for name in form.fields if "__" in name]
    return {
        field: translating.typed(form, field, [code for of, _, code in names if of == field])
        for field in _worded(form)
    }


def _worded(form: forms.Form) -> list[str]:
    return [field for field in Wave.IN_LANGUAGES if field in form.fields]


def _languages(definitions: Sequence[drafting.Draft]) -> tuple[set[str], list[str]]:
    """Return the languages that forms are written in, and those to offer beside: all others."""
    firsts = {drafting.language(one) for one in definitions}
    every = dict.fromkeys(code for one in definitions for code in drafting.languages(one))
    return firsts, [code for code in every if len(firsts) > 1 or code not in firsts]
