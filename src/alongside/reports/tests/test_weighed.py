"""A whole workforce is counted answer by different answer, and comes out the same."""

import random

import pytest

from alongside.methods.questions import Split, Texts, bracketed, type_of
from alongside.methods.questions.same import by_places, identified
from alongside.methods.tests.questions_form import ANSWERS, QUESTIONS
from alongside.reports import answers
from alongside.reports.answers import summaries

VALUES = {
    "agreement": [{"value": value} for value in range(1, 6)],
    "scale": [{"value": value} for value in (8, 9, 10)],
    "before_now": [{"before": before, "now": now} for before in (1, 2, 5) for now in (2, 4)],
    "number": [{"value": value} for value in (2, 12, 40)],
}


def said(kind, question, dice):
    """Return what different people could answer."""
    names = [choice["name"] for choice in question.get("choices", ())]
    if kind == "one":
        return [ANSWERS[kind], *({"choice": name} for name in names)]
    if kind == "several":
        return [ANSWERS[kind], *({"choices": [name]} for name in names)]
    if kind == "ranking":
        return [{"order": dice.sample(ANSWERS[kind]["order"], 3)} for _ in range(5)]
    if kind == "matrix":
        rows = [row["name"] for row in question["rows"]]
        return [{"rows": {row: dice.choice(names) for row in rows}} for _ in range(5)]
    return VALUES.get(kind, [ANSWERS[kind]])


@pytest.mark.parametrize("kind", sorted(QUESTIONS.keys() - {"name_one"}))
def test_every_type_is_counted_as_one_by_one(kind, monkeypatch):
    (question,) = identified([{"type": kind, "name": "q", **QUESTIONS[kind]}])
    question = bracketed(question)
    type_ = type_of(question)
    dice = random.Random(1)
    given = [
        None if one is None else type_.by_places(question, one)
        for one in dice.choices([*said(kind, question, dice), None], k=300)
    ]
    groups = dice.choices(["A", "B", ""], k=300)
    splits = [] if kind in {"before_now"} else [Split.of("group", groups)]
    quick = summaries(question, given, splits)
    monkeypatch.setattr(answers, "MOST_ONE_BY_ONE", 10_000)
    assert quick == summaries(question, given, splits)
    assert all(not isinstance(one, Texts) for one in quick)
    assert by_places(question)
