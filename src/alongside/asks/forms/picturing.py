"""The picture or the symbol beside one choice of a question."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from alongside.files.forms import PictureField
from alongside.files.models import File
from alongside.methods import symbols
from alongside.methods.questions.messages import said
from alongside.methods.questions.typed import clean_text

from .. import drafting, translating
from .fields import LaterChoice, line

LONGEST = 300


class ChoicePictureForm(forms.Form):
    """What stands beside the words of a choice. Looking for symbols is a button of the same form:
    nothing chosen so far is lost by it."""

    picture = LaterChoice(
        label="A picture that you have",
        required=False,
        help_text="They stand in the library, under Pictures.",
        error_messages={"invalid_choice": "Choose one of the pictures in the list"},
    )
    new_picture = PictureField(label="Or a new picture", required=False)
    word = line(
        "Find a symbol by a word",
        "the word",
        most=60,
        required=False,
        help_text="In English, like “bus” or “doctor”.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    symbol = LaterChoice(
        label="Symbol",
        required=False,
        error_messages={"invalid_choice": "Choose one of the symbols that were found"},
    )
    shows = line(
        "What does it show that the words do not say?",
        "these words",
        most=LONGEST,
        required=False,
        help_text="For people who cannot see it. Leave it empty where the words of the choice say "
        "it all. Do not name people.",
    )

    def __init__(
        self,
        *args: Any,
        option: Mapping[str, Any],
        draft: drafting.Draft,
        pictures: Iterable[File],
        may_add: bool,
        **kwargs: Any,
    ) -> None:
        """`option` is the choice as it stands; `pictures` are those of the organisation."""
        self.option, self.language = option, drafting.language(draft)
        self.others = drafting.other_languages(draft)
        initial = {name: option.get(name, "") for name in ("picture", "symbol")}
        initial["shows"] = translating.words_of(option.get("shows"), self.language)
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        field: Any = self.fields["picture"]
        field.choices = [("", "None"), *((one.code, str(one)) for one in pictures)]
        self.found = symbols.find(self._typed("word"))
        codes = [initial["symbol"], self._typed("symbol"), *(one.code for one in self.found)]
        self.offered = symbols.named(dict.fromkeys(codes))
        field = self.fields["symbol"]
        field.choices = [("", "No symbol"), *((one.code, one.name) for one in self.offered)]
        for code in self.others:
            name = translating.field_name("shows", code)
            self.fields[name] = translating.field_like(self.fields["shows"], code)
            self.initial[name] = translating.words_of(option.get("shows"), code)
        if not may_add:
            del self.fields["new_picture"]
        if not symbols.symbols():  # set-up did not install them
            del self.fields["word"], self.fields["symbol"]

    @property
    def translations(self) -> list[Any]:
        """The fields that say what it shows in the other languages of the form."""
        return [self[translating.field_name("shows", code)] for code in self.others]

    @property
    def chosen_picture(self) -> str:
        """The code of the picture that is chosen, if it is one of those in the list."""
        chosen, field = self["picture"].value(), self.fields["picture"]
        return chosen if field.valid_value(chosen) else ""

    def _typed(self, name: str) -> str:
        return str(self.data.get(name, "")) if self.is_bound else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("picture") and data.get("symbol"):
            # Whoever chooses one in place of the other means the new one.
            if data["symbol"] == self.option.get("symbol"):
                data["symbol"] = ""
            elif data["picture"] == self.option.get("picture"):
                data["picture"] = ""
            else:
                self.add_error("symbol", "Choose a picture or a symbol, not both")
        shows = self._shows(data)
        for code in self.others if shows else ():
            if code not in shows:
                name = translating.field_name("shows", code)
                self.add_error(name, f"Say it in {translating.name(code)} too")
        if shows and self.language not in shows:
            self.add_error("shows", "Say it here too, or leave it empty in every language")
        return data

    def _shows(self, data: Mapping[str, Any]) -> dict[str, str]:
        names = {self.language: "shows"}
        names |= {code: translating.field_name("shows", code) for code in self.others}
        typed = {c: clean_text(data.get(name) or "", lines=False) for c, name in names.items()}
        return {code: words for code, words in typed.items() if words}

    def sent_picture(self) -> tuple[Any, str, str] | None:
        """Return a picture that was sent, the name it had, and what it is called in the library:
        whatever else is wrong. None where there is none, or something is wrong with it."""
        if "new_picture" in self.errors or not self.cleaned_data.get("new_picture"):
            return None
        picture, name = self.cleaned_data["new_picture"]
        shown = self._typed("shows") or said(self.option.get("label"), self.language) or name
        return picture, name, clean_text(shown, lines=False)[:LONGEST]

    def kept(self) -> dict[str, Any]:
        """Return the picture, the symbol and what it shows, each empty where there is none."""
        data = self.cleaned_data
        return {
            "picture": data["picture"],
            "symbol": data.get("symbol", ""),
            "shows": self._shows(data),
        }
