"""How a number reads, the same in every format, and the phrases a renderer adds itself."""

import math
import re
from dataclasses import dataclass

from alongside.methods.intervals import percent
from alongside.methods.shown import Shown

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True)
class Words:
    """The phrases that no author writes, to be replaced for another language.

    >>> Words(not_shown="heb ei ddangos").not_shown
    'heb ei ddangos'
    """

    not_shown: str = "not shown"
    no_answer: str = "no answer"
    of_base: str = "of {base} people"
    people: str = "{count} people"
    one_person: str = "1 person"
    people_of: str = "{count} of {base} people"
    people_not_shown: str = "how many is not shown"
    likely: str = "likely {low} to {high}"
    you_said: str = "You said"
    one_wrote: str = "One person wrote: “{words}”"
    we_did: str = "We did"
    we_said_no: str = "We decided not to"
    we_have_not: str = "We have not answered yet"
    why_not_shown: str = "Why some numbers are not shown"
    about: str = "About this report"
    sheets: str = "Tables in this file"
    page: str = "Page {page} of {pages}"
    bar: str = "Bar"
    stand_in: str = (
        "Words in square brackets stand for writing that this file cannot show. "
        "The web page and the Word file show it."
    )


def clean(text: str) -> str:
    r"""Return text that every format can hold: one kind of line end, and the replacement
    character for what is no character at all (a control code, half a surrogate pair).

    >>> clean("one\r\ntwo\x00")
    'one\ntwo�'
    """
    if text.isprintable():  # as nearly all of them are
        return text
    return _NOT_TEXT.sub("\ufffd", _LINE_ENDS.sub("\n", text))


def number_words(value: int | float, decimals: int = 1) -> str:
    """Return a number as people write it: commas at thousands, floats with `decimals` places.

    >>> number_words(12345), number_words(9.2), number_words(0.5, 2), number_words(-3)
    ('12,345', '9.2', '0.50', '−3')
    """
    text = (
        f"{value:,}"
        if isinstance(value, int)
        else f"{round_half_up(value, decimals):,.{decimals}f}"
    )
    return text.replace("-", "\u2212")


def cell_words(cell: str | int | float | Shown | None, words: Words, decimals: int = 1) -> str:
    """Return what a reader sees of a cell.

    >>> cell_words(Shown.withheld("fewer than 5 people"), Words())
    'not shown'
    >>> cell_words(Shown(1040), Words()), cell_words(None, Words()), cell_words("61 %", Words())
    ('1,040', 'no answer', '61 %')
    """
    if isinstance(cell, Shown):
        cell = words.not_shown if cell.value is None else cell.value
    if cell is None:
        return words.no_answer
    return cell if isinstance(cell, str) else number_words(cell, decimals)


def round_half_up(number: float, decimals: int) -> float:
    """Return the number with `decimals` places, a half away from zero as people round, and not to
    the even neighbour as `round` does. What is rounded for one format is so for all.

    >>> round_half_up(0.125, 2), round_half_up(-2.5, 0), round_half_up(7, 1)
    (0.13, -3.0, 7)
    """
    if isinstance(number, int):
        return number
    scaled = round(abs(number) * 10**decimals, 6)
    return math.copysign(math.floor(scaled + 0.5) / 10**decimals, number)


def range_words(low: float | None, high: float | None, words: Words) -> str:
    """Return "likely 47 % to 74 %", or nothing where there is no range."""
    if low is None or high is None:
        return ""
    return words.likely.format(low=percent(low), high=percent(high))


def base_words(base: Shown | int, words: Words) -> str:
    """Return "of 46 people", or nothing where the base is not shown."""
    if isinstance(base, Shown) and base.hidden:
        return ""
    return words.of_base.format(base=cell_words(base, words))


def people_words(
    people: str | int | float | Shown | None, base: str | int | float | Shown | None, words: Words
) -> str:
    """Return how many people said something, and of how many where that is known.

    >>> people_words(Shown(42), 71, Words()), people_words(Shown.withheld("few"), 71, Words())
    ('42 of 71 people', 'how many is not shown')
    """
    if people is None:
        return ""
    if isinstance(people, Shown) and people.hidden:
        return words.people_not_shown
    count, whole = cell_words(people, words), cell_words(base, words)
    if base is not None and not (isinstance(base, Shown) and base.hidden):
        return words.people_of.format(count=count, base=whole)
    return words.one_person if count == "1" else words.people.format(count=count)


def bar_words(share: float | None, low: float | None, high: float | None, words: Words) -> str:
    """Return a bar in words, for those who do not see it: "Bar: 61 %, likely 47 % to 74 %"."""
    if share is None:
        return ""
    parts = (percent(share), range_words(low, high, words))
    return f"{words.bar}: {', '.join(part for part in parts if part)}"


def check_number(cell: str | int | float | Shown | None) -> None:
    """Raise ValueError for a number that cannot be printed (infinite, or not a number)."""
    if isinstance(cell, float) and not math.isfinite(cell):
        raise ValueError(f"a report cannot show {cell}")
