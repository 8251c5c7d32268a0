"""Where a guess about a column may be wrong: what to say to the person who looks at it."""

from collections.abc import Sequence

from alongside.methods.columns import shortened
from alongside.methods.formats.responses import are_moments, are_names, share_of_addresses
from alongside.methods.formats.sheets import Sheet
from alongside.methods.questions.proposing import ASIDE, DROP, NO_QUESTION, SAME
from alongside.methods.questions.strangers import strangers

FEWEST_TO_TELL = 3
WITHOUT_DOUBT = {"short", "long", "several", "ranking"}
MOST_NAMED = 5


def doubts(sheet: Sheet, uses: Sequence[str], *, of_a_form: bool) -> dict[int, str]:
    """Return, for each column whose proposed use is not certain, a sentence or two that say why.

    `of_a_form` is true when the columns are matched to a form that there is.
    """
    found = {}
    for place, (use, cells) in enumerate(zip(uses, sheet.columns(), strict=True)):
        words = _doubt(sheet, place, use, cells, of_a_form)
        if words:
            found[place] = words
    return found


def _doubt(sheet: Sheet, place: int, use: str, cells: Sequence[str], of_a_form: bool) -> str:
    heading, answered = sheet.headings[place], sum(map(bool, cells))
    if use == DROP and are_moments(heading, cells):
        return (
            "Every answer is a day and a time, so it may say when people answered. We leave it out "
            "unless you say that it is a question."
        )
    if use == DROP and are_names(cells):
        return (
            "The answers look like names of people. We leave them out unless you say that it is a "
            "question."
        )
    if use not in NO_QUESTION and share_of_addresses(cells):
        return "Some of the answers are e-mail addresses. If it asks who somebody is, leave it out."
    if of_a_form:
        unmatched = use == ASIDE and answered
        return "No question of the form has this heading." if unmatched else ""
    if use in NO_QUESTION or use in WITHOUT_DOUBT or use.startswith(SAME):
        return ""
    odd = strangers(cells)
    if odd:
        kept = "kept as other text" if use == "one" else "put aside and not counted"
        return f"{_named(sheet, cells, odd)} {'does' if len(odd) == 1 else 'do'} not fit: {kept}."
    if answered < FEWEST_TO_TELL:
        return "Fewer than three people answered it, so this is a guess."
    return ""


def _named(sheet: Sheet, cells: Sequence[str], odd: frozenset[str]) -> str:
    """Return the strangers with the lines they stand on, the first few of them."""
    where = [(line, cell) for line, cell in zip(sheet.lines, cells, strict=True) if cell in odd]
    named = [f"“{shortened(cell, 40)}” on line {line}" for line, cell in where[:MOST_NAMED]]
    if len(where) > MOST_NAMED:
        named.append(f"{len(where) - MOST_NAMED} more")
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
