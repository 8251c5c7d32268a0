"""What each column of a document's numbers means, and each question behind them, as CSV."""

import csv
import io

from alongside.methods.documents.model import Document, Variable
from alongside.methods.documents.numbers import COLUMNS, as_cell

HEADINGS = ("variable", "words", "type", "values", "when it is blank", "base")

NOT_SHOWN = (
    "not shown: fewer people than the smallest number that is shown (“Numbers below this are "
    "hidden”, in the lines of the section “about”), or a number from which such a one could be "
    "worked out; never 0"
)
OF_THE_FILE = {
    "section": ("The heading the number stands under; for a question its words", "text", "never"),
    "table": ("The caption of the table or chart", "text", "the number stands in no table"),
    "row": ("The answer, group or total that was counted", "text", "never"),
    "column": ("What was counted, like people", "text", "the number has no column"),
    "number": (
        "How many; “not asked” where a question was not put to a group",
        "number",
        NOT_SHOWN,
    ),
    "base": ("How many people the number is a part of", "number", "no base, or not shown"),
    "low": ("Lowest likely share of the base, from 0 to 1", "number", "no likely range is given"),
    "high": ("Highest likely share of the base, from 0 to 1", "number", "no likely range is given"),
    "words": ("The sentence that says it in the report", "text", "no sentence says it"),
}
"""The columns of `numbers.to_csv`: what stands in them, its type, and what a blank means."""

assert tuple(OF_THE_FILE) == COLUMNS

WORDS = "nothing of it is in the numbers: people's own words are read and put into themes"
NO_ANSWER = "the person left it out, or was not asked"


def to_codebook(document: Document) -> bytes:
    """Return the codebook of `numbers.to_csv` as UTF-8 CSV with a byte order mark: a line for each
    column of it, then one for each question that was asked, with its choices as code = label."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for name, (words, kind, blank) in OF_THE_FILE.items():
        writer.writerow([f"column “{name}”", words, kind, "", blank, ""])
    for variable in document.variables:
        writer.writerow([as_cell(text) for text in _line(variable)])
    return out.getvalue().encode("utf-8-sig")


def _line(variable: Variable) -> tuple[str, ...]:
    values = "; ".join(f"{code} = {label}" for code, label in variable.codes)
    blank = WORDS if variable.type == "text" else NO_ANSWER
    kind = f"{variable.type}, {variable.about}" if variable.about else variable.type
    return variable.name, variable.label, kind, values, blank, variable.base
