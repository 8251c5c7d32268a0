"""How a charter is rated: the form that asks whether each promise is kept, and what came of it."""

from collections.abc import Iterable
from statistics import median_low
from typing import Any, NamedTuple

from alongside.asks.models import Wave
from alongside.methods.disclosure import Cut, Tally, protect_report
from alongside.methods.disclosure.protected import ProtectedTally
from alongside.methods.shown import Shown

from .models import CharterVersion

SIDE = "side"
SIDES = {
    "people": "I use services, or care for somebody who does",
    "staff": "I work here",
}
KEPT = {
    "never": "Never",
    "sometimes": "Sometimes",
    "mostly": "Most of the time",
    "always": "Always",
}
NOT_KNOWN = "not_known"


def form(version: CharterVersion) -> dict[str, Any]:
    """Return the form that asks about each promise of a version, and on which side somebody is."""
    choices = [_choice(name, label) for name, label in KEPT.items()]
    questions: list[dict[str, Any]] = [
        {
            "type": "one",
            "name": SIDE,
            "label": {"en": "Who are you here?"},
            "required": True,
            "choices": [_choice(name, label) for name, label in SIDES.items()],
        }
    ]
    for principle in version.principles:
        for promise in principle["promises"]:
            question = {
                "type": "one",
                "name": promise["key"],
                "label": {"en": promise["text"]},
                "hint": {"en": promise["easy"] or f"A promise about: {principle['name']}"},
                "choices": [*choices, _choice(NOT_KNOWN, "I do not know")],
            }
            questions.append(question)
    return {
        "title": {"en": f"Do we keep our promises? {version.charter.title}"[:200]},
        "languages": ["en"],
        "intro": {
            "en": "Say of each promise how often it is kept. You can leave any of them blank. "
            "Nobody learns what you said."
        },
        "questions": questions,
    }


def _choice(name: str, label: str) -> dict[str, Any]:
    return {"name": name, "label": {"en": label}}


class Rated(NamedTuple):
    """What people, and staff, say of one promise: the protected counts from never to always by
    side, and the middle answer of each where all of its counts are shown."""

    promise: str
    tally: ProtectedTally
    middle: tuple[str, str]


def rated(wave: Wave, version: CharterVersion) -> tuple[Shown, list[Rated]]:
    """Return how many answered a rating that has closed, and what they said of each promise. Both
    sides stand beside each other and with the whole, so they are protected together."""
    answers = list(wave.responses.values_list("answers", flat=True))
    tallies = [_tally(promise["key"], answers) for promise in version.promises]
    many = len(answers)
    shown = Shown(many) if many >= wave.minimum else Shown.withheld("So few people answered.")
    if shown.hidden:
        return shown, []
    protected = protect_report(tallies, responses=many, minimum=wave.minimum)
    found = [one for one in protected if isinstance(one, ProtectedTally)]
    return shown, [Rated(one.name, one, _middles(one)) for one in found]


def _tally(key: str, answers: Iterable[dict[str, Any]]) -> Tally:
    names, sides = list(KEPT), list(SIDES)
    counts = [[0] * len(sides) for _ in names]
    in_all = [0] * len(names)
    of_side = [0] * len(sides)
    for one in answers:
        side, said = _chosen(one, SIDE), _chosen(one, key)
        if side in sides:
            of_side[sides.index(side)] += 1
        if said not in names:
            continue
        in_all[names.index(said)] += 1
        if side in sides:
            counts[names.index(said)][sides.index(side)] += 1
    answered = tuple(sum(row[place] for row in counts) for place in range(len(sides)))
    cut = Cut(SIDE, tuple(sides), tuple(map(tuple, counts)), answered, tuple(of_side))
    return Tally(key, tuple(names), tuple(in_all), sum(in_all), cuts=(cut,))


def _chosen(answers: dict[str, Any], name: str) -> str:
    return str((answers.get(name) or {}).get("choice") or "")


def _middles(tally: ProtectedTally) -> tuple[str, str]:
    if not tally.cuts or tally.cuts[0].refused:
        return "", ""
    rows = tally.cuts[0].counts
    people, staff = (_middle([row[place] for row in rows]) for place in range(len(SIDES)))
    return people, staff


def _middle(counts: list[Shown]) -> str:
    """Return the middle answer of counts from never to always; "" where one is not shown."""
    if any(count.hidden for count in counts):
        return ""
    places = [place for place, count in enumerate(counts) for _ in range(count.value or 0)]
    return list(KEPT.values())[median_low(places)] if places else ""
