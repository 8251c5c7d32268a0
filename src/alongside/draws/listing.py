"""The list of a draw before it is settled: who is on it, and what can be drawn."""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from alongside.methods import lots, sortition
from alongside.methods.sortition import Lottery, Quota
from alongside.people.actions import NotPossible

from . import queries
from .models import Draw


class Refused(NotPossible):
    """No panel of the people on the list meets the quotas. `would_do`: all quotas with the smallest
    change that would do; `mark`: of what it was worked out from."""

    def __init__(self, words: str, mark: str, would_do: Sequence[Quota]) -> None:
        super().__init__(words)
        self.mark, self.would_do = mark, would_do


@dataclass(frozen=True)
class Prepared:
    """What would be settled. Person number n is `parts[n - 1]`, the key of a part, and gave
    `answers[n - 1]`. `mark`: of the people, answers and quotas that it was worked out from."""

    parts: list[int]
    answers: list[dict[str, str]]
    quotas: list[Quota]
    found: Lottery
    mark: str


def marked(draw: Draw) -> tuple[dict[int, dict[str, str]], list[Quota], str]:
    """Return who waits for a place with what they answered, the quotas, and the mark of both. Who
    answered nothing would rather not say."""
    said = queries.said(draw)
    people = {part.pk: said.get(part.pk, {}) for part in queries.wanting(draw)}
    quotas = queries.quotas(draw)
    of = [sorted(people.items()), [str(quota) for quota in quotas], draw.places]
    of.append([[quota.least, quota.most] for quota in quotas])
    return people, quotas, hashlib.sha256(lots.canonical(of).encode()).hexdigest()


def prepare(draw: Draw, rng: random.Random) -> Prepared:
    """Work out what can be drawn. Numbers are given at random, so that they do not tell who asked
    first. Seconds for a long list: not while anything in the database waits. Raises NotPossible."""
    people, quotas, mark = marked(draw)
    parts = sorted(people)
    rng.shuffle(parts)
    check(draw)
    asked = {quota.feature for quota in quotas}
    answers = [
        {feature: said for feature, said in people[part].items() if feature in asked}
        for part in parts
    ]
    try:
        found = sortition.lottery(answers, quotas, draw.places)
    except sortition.NotPossible as problem:
        raise Refused(str(problem), mark, problem.would_do) from problem
    return Prepared(parts, answers, quotas, found, mark)


def written(draw: Draw, prepared: Prepared, seed: dict[str, Any]) -> str:
    """Return the public list (`methods/lots.py`); `seed`: where it will come from, on which day,
    and how many numbers it has."""
    return lots.written(
        prepared.found,
        what=draw.opportunity.title,
        who=str(draw.opportunity.organisation),
        places=draw.places,
        quotas=[[one.feature, one.value, one.least, one.most] for one in prepared.quotas],
        seed=seed,
    )


def check(draw: Draw) -> None:
    """Raise NotPossible for what is wrong whatever people answered."""
    quotas = queries.quotas(draw)
    asked = {quota.feature for quota in quotas}
    many = queries.wanting(draw).count()
    if draw.places > many:
        raise NotPossible(f"{draw.places} places cannot be drawn from a list of {many}.")
    if not quotas:
        raise NotPossible("Say first how many people with each answer the panel has.")
    for one in queries.features(draw):
        if one.question not in asked:
            raise NotPossible(
                f"“{one.question}” has no quota, and nobody should be asked what is not used. "
                "Enter one."
            )
        leasts = sum(quota.least for quota in quotas if quota.feature == one.question)
        if leasts > draw.places:
            raise NotPossible(
                f"“{one.question}”: the least of all answers add up to {leasts}, and there are "
                f"{draw.places} places."
            )
