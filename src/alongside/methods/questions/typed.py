"""What people type, made safe to keep: text without invisible characters, and numbers."""

import re
import unicodedata
from decimal import Decimal

_KEPT_CONTROLS = {"\n", "\t"}
_OVERRIDES = {"\u202d", "\u202e"}  # make text read in an order other than the one it is stored in
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_COMMA = re.compile(r"[+-]?\d+,\d{1,2}")
MOST_DIGITS = 15


def _kept(character: str) -> bool:
    if character in _KEPT_CONTROLS:
        return True
    return character not in _OVERRIDES and unicodedata.category(character) not in {"Cc", "Cs"}


def clean_text(text: str, *, lines: bool) -> str:
    """Return text as it is kept: composed (NFC), trimmed, without control characters, lone
    surrogates or direction overrides. With `lines` false every run of blank space is one space.

    Nothing a reader can see is taken away, so nobody is told.

    >>> clean_text("  caf\\x00e\\u0301\\r\\nau lait ", lines=True)
    'café\\nau lait'
    >>> clean_text("a\\n\\tb", lines=False)
    'a b'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", "".join(filter(_kept, text)))
    return text.strip() if lines else " ".join(text.split())


class NotANumber(ValueError):
    """The text is not a number; `why` is "comma" for a decimal comma, "words" for anything else."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def _plain_digits(character: str) -> str:
    if character in "−‒–﹣－":
        return "-"
    if character.isspace() or character in "\u00a0\u202f":
        return " "
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def read_number(text: str) -> int | float:
    """Return the number in `text`: an `int` when it is whole. Raises `NotANumber`.

    Digits of any script count, thousands may be parted by commas or spaces. A decimal comma is
    refused and not guessed at: "1,500" and "1,5" differ a thousandfold. At most 15 digits, which
    a float keeps exactly.

    >>> read_number("１２"), read_number("1,500"), read_number("2.50"), read_number("−3")
    (12, 1500, 2.5, -3)
    """
    text = "".join(map(_plain_digits, unicodedata.normalize("NFKC", text).strip()))
    if _COMMA.fullmatch(text):
        raise NotANumber("comma")
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "").replace(" ", "")
    if not _PLAIN.fullmatch(text) or sum(c.isdigit() for c in text) > MOST_DIGITS:
        raise NotANumber("words")
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else float(value)


def number_words(value: int | float) -> str:
    """Return a number as people read it: 1,500 or 2.5.

    >>> number_words(1500), number_words(2.5)
    ('1,500', '2.5')
    """
    return f"{value:,}"
