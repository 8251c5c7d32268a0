"""Strings to values for pages. Nothing here saves."""

import re
from typing import Any

from django import forms

from alongside.methods.questions.typed import clean_text

MOST_LETTERS = 20_000
"""Letters on a page: some ten printed sides. Nobody reads more in one go."""

_PHONE = re.compile(r"\+?[\d ()./-]+")


class _Text(forms.CharField):
    """Text without what nobody can see; of one line unless it is typed in a large box."""

    def to_python(self, value: Any) -> str:
        lines = isinstance(self.widget, forms.Textarea)
        return clean_text(super().to_python(value) or "", lines=lines)


def _line(label: str, what: str, most: int = 200, required: bool = True, **more: Any) -> _Text:
    return _Text(
        label=label,
        max_length=most,
        required=required,
        error_messages={
            "required": f"Enter {what}",
            "max_length": f"Make {what} shorter: {most:,} letters or fewer. You have written "
            "%(show_value)s",
        },
        **more,
    )


class TitleForm(forms.Form):
    """What a page is called."""

    title = _line(
        "What is the page about?",
        "a title",
        help_text="People see it first. Its address is made of it and stays the same.",
    )


class WordsForm(forms.Form):
    """The title of a page and its words."""

    title = _line("Title", "a title")
    words = _line(
        "Words",
        "the words",
        most=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text="Short sentences. Leave a line free between paragraphs.",
    )


class EntryForm(forms.Form):
    """Somebody people can turn to."""

    name = _line("Who is it?", "a name", help_text="A person, a team or a service.")
    helps = _line(
        "What do they help with?",
        "what they help with",
        most=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    whom = _line("For whom?", "for whom they are", most=300, required=False)
    phone = _line("Phone", "the number", most=40, required=False)
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        required=False,
        error_messages={"invalid": "Enter an e-mail address like name@example.org"},
    )
    web = forms.URLField(
        label="Web address",
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Enter a web address like www.example.org"},
    )
    hours = _line(
        "When can people reach them?",
        "when people can reach them",
        required=False,
        help_text="For example “Monday to Friday, 9am to 5pm”.",
    )

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone and not (_PHONE.fullmatch(phone) and 3 <= len(re.sub(r"\D", "", phone)) <= 15):
            raise forms.ValidationError("Enter a phone number in figures, like 0161 496 0123")
        return phone

    def clean_web(self) -> str:
        web: str = self.cleaned_data["web"]
        if web and not web.startswith(("http://", "https://")):
            raise forms.ValidationError("Enter a web address like www.example.org")
        return web

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        ways = ("phone", "email", "web")
        if not any(data.get(way) or way in self.errors for way in ways):
            self.add_error("phone", "Enter a phone number, an e-mail address or a web address")
        return data


class TermForm(forms.Form):
    """A word and what it means."""

    name = _line(
        "Word or phrase", "the word", most=80, help_text="As people read it, like “stakeholder”."
    )
    means = _line(
        "What does it mean?",
        "what it means",
        most=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In one or two short sentences, without other hard words.",
    )
    also = _line(
        "Other ways to write it",
        "the other ways",
        most=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line, like “co-producing”. A plural s is found by itself.",
    )

    def clean_also(self) -> str:
        lines = (line.strip() for line in self.cleaned_data["also"].splitlines())
        return "\n".join(dict.fromkeys(line for line in lines if line))


class PublishForm(forms.Form):
    """Why a page changed. The first version needs no reason."""

    because = _line(
        "Why did it change?",
        "why it changed",
        most=500,
        help_text="One sentence, kept with the version. “People asked for phone numbers.”",
    )

    def __init__(self, *args: Any, first: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if first:
            del self.fields["because"]
