"""The questions behind a report, for its codebook."""

from alongside.methods.documents.model import Variable
from alongside.methods.questions import type_of

from .answers import Asking
from .outcomes import Asked, asked_in

ABOUT = {
    "reaction": "measures reaction: what people thought of it",
    "learning": "measures learning: what people know or can do",
    "behaviour": "measures behaviour: what people do now",
    "result": "measures a result: what became better for others",
}


def variables(inputs: Asking) -> tuple[Variable, ...]:
    """Return a variable for each field of each question that was asked."""
    return tuple(
        Variable(
            name=column.name,
            label=column.label,
            type=column.type,
            codes=column.codes,
            about=ABOUT.get(asked.level, ""),
            base=_base(asked, inputs),
        )
        for asked in asked_in(inputs)
        for column in type_of(asked.question).codebook(asked.question)
    )


def _base(asked: Asked, inputs: Asking) -> str:
    sent = sum(len(wave.answers) for waves in asked.waves.values() for wave in waves)
    base = f"people who answered it, of {sent} who sent this form"
    if len(asked.waves) == len(inputs.rounds):
        return base
    return f"{base}; asked only in: {', '.join(inputs.rounds[place].name for place in asked.waves)}"
