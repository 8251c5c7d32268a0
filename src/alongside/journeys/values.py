"""The six values: the form that asks how far they are lived, and what people and staff said."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils import timezone

from alongside.asks.models import Wave
from alongside.methods.disclosure import Tally, protect_report
from alongside.methods.disclosure.protected import ProtectedTally
from alongside.methods.intervals import difference, difference_in_words
from alongside.methods.middle import middle
from alongside.methods.shown import Shown


class Value(NamedTuple):
    """One of the six: the name its field has, what it is called, and what it looks like here."""

    key: str
    name: str
    means: str


VALUES = (
    Value("trust", "Trust", "People say openly what they think, and nothing bad comes of it."),
    Value(
        "inclusion",
        "Inclusion",
        "Whoever it is about can take part, and what they need for it is there.",
    ),
    Value("reciprocity", "Reciprocity", "Everybody gives something, and gets something for it."),
    Value(
        "transparency", "Transparency", "Everybody knows what is decided, by whom, why, and when."
    ),
    Value(
        "equity",
        "Equity",
        "Whoever is usually heard least gets what they need to be heard as much.",
    ),
    Value("power", "Sharing of power", "We decide together. Staff do not decide alone in the end."),
)
CREDIT = (
    "The six values are from “Coproduction training” by City of Sanctuary UK. What each means here "
    "is in words of our own."
)
SIDE = "side"
SIDES = {
    "people": (
        "People with experience of their own",
        "I use services, or care for somebody who does",
    ),
    "staff": ("Staff", "I work here"),
}
EVERYBODY = "Everybody together"
POINTS = {
    "not": "Not at all",
    "little": "A little",
    "partly": "Partly",
    "mostly": "Mostly",
    "fully": "Fully",
}
UPPER = 3
"""From this point on people say “mostly” or “fully”."""
NOT_KNOWN = "not_known"
OWN_WORDS = "own_words"


def form(title: str) -> dict[str, Any]:
    """Return the form that asks about each value, which side somebody is on, and for words."""
    points = [_choice(name, label) for name, label in POINTS.items()]
    questions: list[dict[str, Any]] = [
        {
            "type": "one",
            "name": SIDE,
            "label": {"en": "Who are you here?"},
            "required": True,
            "choices": [_choice(name, label) for name, (_, label) in SIDES.items()],
        }
    ]
    questions += [
        {
            "type": "one",
            "name": value.key,
            "label": {"en": f"{value.name}: how far is it so here?"},
            "hint": {"en": value.means},
            "choices": [*points, _choice(NOT_KNOWN, "I do not know")],
        }
        for value in VALUES
    ]
    questions.append(
        {
            "type": "long",
            "name": OWN_WORDS,
            "label": {"en": "What makes you say so?"},
            "hint": {"en": "In your own words. Leave out names and what points at somebody."},
        }
    )
    return {
        "title": {"en": title[:200]},
        "languages": ["en"],
        "intro": {
            "en": "Six values of working together. Say of each how far it is so where you are. You "
            "can leave any of them blank. Nobody learns what you said."
        },
        "questions": questions,
    }


def _choice(name: str, label: str) -> dict[str, Any]:
    return {"name": name, "label": {"en": label}}


class Said(NamedTuple):
    """What one side said of one value: the protected counts from not at all to fully, how many said
    one of these, of `base` who answered, and the middle answer where it may be shown."""

    who: str
    counts: tuple[Shown, ...]
    answered: Shown
    base: int
    middle: str

    @property
    def upper(self) -> tuple[int, int] | None:
        """How many said mostly or fully, of how many; None where either is hidden."""
        many = [count.value for count in self.counts[UPPER:]]
        of = self.answered.value
        known = [one for one in many if one is not None]
        return (sum(known), of) if of and len(known) == len(many) else None


class Side(NamedTuple):
    """A side, and how many of it answered."""

    who: str
    base: int


class Round(NamedTuple):
    """A round that has closed: who answered, and what they said of each value, by its key. `why`:
    the reason why the sides are not shown apart, or why nothing is shown."""

    day: date
    sides: tuple[Side, ...]
    said: dict[str, list[Said]]
    why: str


def read(wave: Wave) -> Round:
    """Return what people and staff said in a round that has closed.

    The sides are different people, so each is protected for itself, and the whole stands nowhere.
    Where one side has fewer people than may be shown, the other could be taken from the whole: then
    only the whole is shown, and of too few nothing.
    """
    answers = list(wave.responses.values_list("answers", flat=True))
    of_side = {key: [one for one in answers if _chosen(one, SIDE) == key] for key in SIDES}
    assert wave.closed is not None
    day = timezone.localdate(wave.closed)
    if len(answers) < wave.minimum:
        return Round(
            day,
            (),
            {},
            f"Fewer than {wave.minimum} people answered. Nothing is shown, so that nobody can work "
            "out who said what.",
        )
    if all(len(those) >= wave.minimum for those in of_side.values()):
        groups, why = [(SIDES[key][0], those) for key, those in of_side.items()], ""
    else:
        groups = [(EVERYBODY, answers)]
        why = (
            f"Fewer than {wave.minimum} answered on one side. So people and staff are not shown "
            "apart: nobody can work out who said what."
        )
    said: dict[str, list[Said]] = {value.key: [] for value in VALUES}
    for who, those in groups:
        for key, one in _protected(who, those, wave.minimum):
            said[key].append(one)
    return Round(day, tuple(Side(who, len(those)) for who, those in groups), said, why)


def _protected(who: str, answers: Sequence[dict[str, Any]], minimum: int) -> list[tuple[str, Said]]:
    counts = tuple(
        tuple(sum(_chosen(one, value.key) == name for one in answers) for name in POINTS)
        for value in VALUES
    )
    return _protect(who, counts, len(answers), minimum)


@lru_cache(maxsize=256)
def _protect(
    who: str, counts: tuple[tuple[int, ...], ...], many: int, minimum: int
) -> list[tuple[str, Said]]:
    """Return what a side said of each value, by its key. What a round came to never changes, and
    takes long to work out, so it is remembered."""
    names = tuple(POINTS)
    tallies = [
        Tally(value.key, names, of, sum(of)) for value, of in zip(VALUES, counts, strict=True)
    ]
    report = protect_report(tallies, responses=many, minimum=minimum)
    found = []
    for one, tally in zip(report, tallies, strict=True):
        assert isinstance(one, ProtectedTally)
        words = _middle(one, tally, minimum)
        found.append((one.name, Said(who, one.counts, one.answered, many, words)))
    return found


def _middle(shown: ProtectedTally, tally: Tally, minimum: int) -> str:
    """Return the middle answer; "" where it may not stand beside these counts. `middle` knows that
    it gives nothing away beside a report on this question alone, so it has to hide the same."""
    if shown.answered.hidden:
        return ""
    (alone,) = protect_report([tally], responses=tally.answered, minimum=minimum)
    assert isinstance(alone, ProtectedTally)
    if [one.hidden for one in alone.counts] != [one.hidden for one in shown.counts]:
        return ""
    place = middle(tally.counts, minimum=minimum)
    return POINTS[tally.categories[place - 1]] if place else ""


def _chosen(answers: dict[str, Any], name: str) -> str:
    return str((answers.get(name) or {}).get("choice") or "")


def change(before: Said, now: Said) -> str:
    """Return in words what is different between two rounds, from shown numbers alone, and whether
    it could be chance."""
    words = []
    if before.middle and now.middle:
        same = before.middle == now.middle
        words.append(
            f"The middle answer is {now.middle.lower()}, as before."
            if same
            else f"The middle answer was {before.middle.lower()} and is {now.middle.lower()}."
        )
    if before.upper and now.upper:
        found = difference_in_words(difference(*now.upper, *before.upper))
        words.append(f"Who says mostly or fully: {found}.")
    elif words and before.middle != now.middle:
        words.append("Too much is hidden to say whether that is more than chance.")
    return " ".join(words) or "Too much is hidden to say whether it changed."


class OverTime(NamedTuple):
    """One value through all rounds, the newest first: what was said in each, and what changed since
    the round before, by who said it."""

    value: Value
    rounds: list[tuple[Round, list[Said]]]
    changes: list[tuple[str, str]]

    @property
    def newest(self) -> list[Said]:
        return self.rounds[0][1] if self.rounds else []


def over_time(rounds: Sequence[Round]) -> list[OverTime]:
    """Return each value through rounds, which come the newest first."""
    return [
        OverTime(
            value, [(one, one.said.get(value.key, [])) for one in rounds], _changes(value, rounds)
        )
        for value in VALUES
    ]


def _changes(value: Value, rounds: Sequence[Round]) -> list[tuple[str, str]]:
    if len(rounds) < 2:
        return []
    now, before = ({said.who: said for said in one.said.get(value.key, [])} for one in rounds[:2])
    return [(who, change(before[who], said)) for who, said in now.items() if who in before]
