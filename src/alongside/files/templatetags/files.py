"""Pictures and symbols on a page of any noun above."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from alongside.files import queries
from alongside.methods import symbols

register = template.Library()


@register.inclusion_tag("files/parts/picture.html")
def picture(code: str) -> dict[str, Any]:
    """The picture with this code, with its alternative text and whose it is."""
    return {"file": queries.by_code(code)}


@register.inclusion_tag("files/parts/attached.html")
def attached(code: str, href: str = "") -> dict[str, Any]:
    """A file that was sent: its name, what kind it is, how large, and a link to it. `href` is where
    the noun above shows it, for one that is guarded."""
    file = queries.by_code(code)
    if file and not href and not file.guarded:
        address = "files:picture" if file.kind == file.Kind.PICTURE else "files:document"
        href = reverse(address, args=[code])
    return {"file": file, "href": href, "name": file and (file.name or str(file))}


@register.simple_tag
def beside(option: Mapping[str, Any]) -> str:
    """The small picture, or the symbol, beside the words of a choice: nothing where it has none. It
    says only what the words do not (`methods.questions.picturing`)."""
    if picture := option.get("picture"):
        address = reverse("files:small", args=[picture])
    elif symbol := option.get("symbol"):
        address = reverse("files:symbol", args=[symbol])
    else:
        return ""
    says = option.get("shows", "")
    return format_html('<img class="choice-picture" src="{}" alt="{}">', address, says)


@register.simple_tag
def symbol(code: str) -> str:
    """A symbol that says to the eye what the words beside it say: nothing where set-up installed
    none. `symbol_credit` stands on the same page."""
    return beside({"symbol": code}) if symbols.named([code]) else ""


@register.simple_tag
def symbol_credit() -> str:
    """Whose the symbols of a page are."""
    return symbols.CREDIT if symbols.symbols() else ""


@register.simple_tag
def whose(question: Mapping[str, Any]) -> str:
    """Whose the pictures and symbols of a question are, where that has to be said; `question` is
    what `QuestionType.fields` returns."""
    options = [*question.get("choices", ()), *question.get("groups", ())]
    lines = [(line,) for line in _credits(options)]
    if not lines:
        return ""
    return format_html(
        '<p class="soft picture-credits" lang="en">{}</p>',
        format_html_join(mark_safe("<br>"), "{}", lines),
    )


def _credits(options: list[Mapping[str, Any]]) -> Iterator[str]:
    yield from queries.whose(option["picture"] for option in options if option.get("picture"))
    if any(option.get("symbol") for option in options):
        yield symbols.CREDIT
