"""A panel of 100 from 20,000 people who answered 8 questions of 4 answers, with a quota for each:
what can be drawn, the drawing itself, and its check from the public file."""

import random
import time
from collections import Counter

from alongside.cli.bench import Figure, Found, median_seconds

SEED = "2026-03-20 3 7 14 22 41 59"
YARDSTICK = "as many panels by chance alone, and counting who is in them"


def list_of(people: int, questions: int, answers: int) -> list[dict[str, str]]:
    """Return what people answered, unevenly, the same each time."""
    dice = random.Random(1)  # noqa: S311 the same list each time
    names = [f"answer {n}" for n in range(answers)]
    weights = [[dice.random() + 0.3 for _ in names] for _ in range(questions)]
    return [
        {f"question {n}": dice.choices(names, weights[n])[0] for n in range(questions)}
        for _ in range(people)
    ]


def measure(*, small: bool = False) -> Found:
    """Return the seconds from what people answered to the list that is settled, and the rest."""
    from alongside.methods import lots
    from alongside.methods.sortition import Quota, lottery, missed

    people, questions, answers, places = (2_000, 8, 3, 60) if small else (20_000, 8, 4, 100)
    pool = list_of(people, questions, answers)
    share = places / answers
    quotas = [
        Quota(f"question {n}", f"answer {m}", int(share) - 1, int(-(-share // 1)) + 1)
        for n in range(questions)
        for m in range(answers)
    ]
    began = time.perf_counter()
    found = lottery(pool, quotas, places)
    took = time.perf_counter() - began
    plain = median_seconds(lambda: by_chance(pool, len(found.panels), places), 3)
    seed = {"from": "a bench", "day": "2026-03-20", "numbers": 6}
    text = lots.written(found, what="", who="", places=places, quotas=[], seed=seed)
    first = {group: place for place, group in enumerate(found.groups)}
    wrong = sum(
        missed([pool[first[group]] for group, n in panel.people.items() for _ in range(n)], quotas)
        > 0
        for panel in found.panels
    )
    drawing = median_seconds(lambda: lots.drawn_by(found, SEED))
    what = f"{people:,} people, {questions} questions of {answers} answers: what can be drawn"
    return Found(
        [
            Figure(what, took, "s", YARDSTICK, took / plain),
            Figure("drawing lots by the seed", drawing * 1000, "ms"),
            Figure("reading the public list again", median_seconds(lambda: lots.read(text)), "s"),
            Figure("size of the public list", len(text.encode()) / 1000, "kB"),
            Figure("panels that can be drawn", len(found.panels), "count"),
            Figure("panels that miss a quota", wrong, "count"),
            Figure("one in so many: the least chance", float(1 / min(found.chances())), "count"),
            Figure("one in so many: what it could be at most", 1 / found.bound, "count"),
        ]
    )


def by_chance(pool: list[dict[str, str]], panels: int, places: int) -> list[Counter[str]]:
    """Return how many of each answer are in panels that are taken from the list by chance."""
    dice = random.Random(2)  # noqa: S311 only a yardstick
    return [
        Counter(
            f"{question} {answer}"
            for person in dice.sample(pool, places)
            for question, answer in person.items()
        )
        for _ in range(panels)
    ]
