"""How strong the trace is from what somebody said to what came of it, worked out from what is
recorded and never typed in. `docs/methods/tracing.md` has a worked table."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum


class Strength(IntEnum):
    """How far a trace goes. Each step needs those below it."""

    NONE = 0
    CITED = 1
    REASONED = 2
    CHANGED = 3
    CONFIRMED = 4
    SEEN = 5


IN_WORDS = {
    Strength.NONE: "No trace yet",
    Strength.CITED: "Counted in",
    Strength.REASONED: "Reasons given",
    Strength.CHANGED: "Something changed",
    Strength.CONFIRMED: "They agree",
    Strength.SEEN: "Effect seen",
}
"""Each step in a word or two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What is recorded of somebody's words and one decision.

    `bears`: the words bear on it, by a theme or by themselves. `how`: how they mattered is said.
    `decided`: it has an outcome and reasons; `refused`: that outcome is no. `changed`: the
    first day of a passage of a document linked to both, or of an action that was done, with
    evidence.
    `acted`: what whoever said it answers to "did we act on it?": "yes", "part", "no", or "" so far.
    `seen`: the last day on which an outcome was seen, with evidence.
    """

    bears: bool = False
    how: bool = False
    decided: bool = False
    refused: bool = False
    changed: date | None = None
    acted: str = ""
    seen: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a trace, and whether it is there."""

    strength: Strength
    there: bool

    @property
    def words(self) -> str:
        return IN_WORDS[self.strength]


@dataclass(frozen=True, slots=True)
class Trace:
    """How far a trace goes, whether whoever said it disputes it, and what would take it further."""

    strength: Strength
    disputed: bool
    stronger: str

    @property
    def words(self) -> str:
        return IN_WORDS[self.strength]

    @property
    def steps(self) -> list[Step]:
        """The five steps from the lowest."""
        return [Step(one, one <= self.strength) for one in Strength if one is not Strength.NONE]


def trace(recorded: Recorded) -> Trace:
    """Return how far a trace goes.

    >>> trace(Recorded(bears=True, how=True, decided=True)).words
    'Reasons given'
    >>> trace(Recorded(bears=True, decided=True)).stronger
    'Say how it mattered to the decision.'
    """
    strength = Strength.NONE
    missing = ""
    for step, there, needs in _steps(recorded):
        if not there:
            missing = needs
            break
        strength = step
    disputed = recorded.bears and recorded.acted == "no"
    return Trace(strength, disputed, missing)


def _steps(recorded: Recorded) -> list[tuple[Strength, bool, str]]:
    """Return each step, whether it is there by itself, and what it needs in words."""
    seen_after = bool(
        recorded.seen and recorded.changed is not None and recorded.seen >= recorded.changed
    )
    return [
        (Strength.CITED, recorded.bears, "Link it to the decision."),
        (Strength.REASONED, recorded.how and recorded.decided, _no_reasons(recorded)),
        (Strength.CHANGED, recorded.changed is not None, _no_change(recorded)),
        (Strength.CONFIRMED, recorded.acted == "yes", _not_confirmed(recorded)),
        (Strength.SEEN, seen_after, _not_seen(recorded)),
    ]


def _no_reasons(recorded: Recorded) -> str:
    if not recorded.decided:
        return "Decide, and say why and how it mattered."
    return "Say how it mattered to the decision."


def _no_change(recorded: Recorded) -> str:
    if recorded.refused:
        return "The answer was no, so nothing is to change. The reasons are what people have."
    return "Finish an action and add what shows it, or link the passage of a document that changed."


def _not_confirmed(recorded: Recorded) -> str:
    if recorded.acted == "no":
        return "Whoever said it says that we did not act on it. Ask them what is missing."
    if recorded.acted == "part":
        return "Whoever said it says that we acted on it in part. Ask them what is missing."
    return "Ask whoever said it if we acted on it."


def _not_seen(recorded: Recorded) -> str:
    if recorded.seen:
        return "What was seen is older than the change. Look again, and add what shows it."
    return "Look later at what came of it, and add what shows it."
