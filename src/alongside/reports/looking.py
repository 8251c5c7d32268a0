"""The ways to look at the results of a wave: split, of some people only, beside another wave."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from alongside.asks import queries as asks
from alongside.asks.models import Form, Wave
from alongside.methods.questions import Question, type_of
from alongside.methods.questions import same as sameness
from alongside.methods.questions.messages import said
from alongside.projects.models import Project

from . import queries
from .answers import TEAM, Collected, Where, identity
from .outcomes import ABOUT_YOU

MOST_CROSSED = 2
"""A question is crossed with two others at most: by team or answer, and of whom alone."""

MOST_OTHERS = 20
"""How many other waves are offered to compare with, the newest first."""

BESIDE, TOGETHER, SAME_PEOPLE = "beside", "together", "same people"
IN_ORDER = ("one", "agreement", "scale")
"""Types of question whose answers make groups of people."""


@dataclass(frozen=True)
class View:
    """One way to look at the results of a wave.

    `by` is the name of a question or TEAM; `where` of whom alone; `other` another wave: set
    `beside` this one, counted `together` with it, or looked at for the `same people` (`how`).
    """

    by: str = ""
    where: Where = ()
    other: int | None = None
    how: str = ""

    @property
    def as_kept(self) -> dict[str, Any]:
        where = [list(one) for one in self.where]
        return {"by": self.by, "where": where, "other": self.other, "how": self.how}

    @classmethod
    def kept(cls, found: dict[str, Any]) -> "View":
        """Return the view that `as_kept` was made of."""
        where = tuple((by, answer) for by, answer in found["where"])
        return cls(found["by"], where, found["other"], found["how"])

    @property
    def key(self) -> str:
        """What tells it from other views of the same wave: the SHA-256 of it; "" for everything."""
        if self == EVERYTHING:
            return ""
        return hashlib.sha256(json.dumps(self.as_kept, sort_keys=True).encode()).hexdigest()


EVERYTHING = View()
"""All answers of the wave, not split."""


def may_cross(wave: Wave) -> bool:
    """Return whether answers may be split and filtered: equality monitoring is kept apart, so that
    nobody is found as the one young man with a condition."""
    return bool(wave.version.form.purpose != Form.Purpose.EQUALITY)


def splits(wave: Collected) -> dict[str, str]:
    """Return what answers can be split by: TEAM and names of questions, with their words."""
    if not may_cross(wave.wave):
        return {}
    teams = {TEAM: "Team"} if wave.teams else {}
    return teams | {question["name"]: said(question["label"]) for question in _grouping(wave)}


def filters(wave: Collected) -> dict[str, list[tuple[str, str]]]:
    """Return of whom alone answers can be counted: by the words of a question the answers, each as
    (code, words). The code is the name of the question and the place of the answer, or TEAM and the
    key of the team."""
    if not may_cross(wave.wave):
        return {}
    found: dict[str, list[tuple[str, str]]] = {}
    if wave.teams:
        found["Team"] = [(f"{TEAM}:{key}", name) for key, name in wave.teams.items()]
    for question in _grouping(wave):
        answers = enumerate(answers_of(question))
        found[said(question["label"])] = [(f"q:{question['name']}:{at}", a) for at, a in answers]
    return found


def condition(wave: Collected, code: str) -> tuple[str, str] | None:
    """Return of whom a code of `filters` says that their answers alone are counted."""
    if code not in {one for options in filters(wave).values() for one, _ in options}:
        return None
    if code.startswith(f"{TEAM}:"):
        return TEAM, code.partition(":")[2]
    _, name, place = code.split(":")
    question = next(one for one in _grouping(wave) if one["name"] == name)
    return identity(question), sameness.plain(answers_of(question)[int(place)])


def in_words(wave: Collected, where: Where) -> list[str]:
    """Return who these people are, a sentence part for each condition."""
    return [_in_words(wave, by, answer) for by, answer in where]


def _in_words(wave: Collected, by: str, answer: str) -> str:
    if by == TEAM:
        return f"people in {wave.teams.get(int(answer), 'a team')}"
    question = wave.asked[by]
    words = next((a for a in answers_of(question) if sameness.plain(a) == answer), answer)
    return f"people who answered “{words}” to “{said(question['label'])}”"


def split_in_words(wave: Collected, by: str) -> str:
    """Return what a split is by, in words."""
    return splits(wave).get(by, by)


def crossed(wave: Collected, view: View) -> list[str]:
    """Return what a view crosses: the identity of each question, or TEAM."""
    by = [TEAM] if view.by == TEAM else []
    by += [identity(q) for q in _grouping(wave) if view.by == q["name"]]
    return [*by, *(one for one, _ in view.where)]


def problem(wave: Collected, view: View) -> str:
    """Return why answers are never looked at like this, whatever they are; nothing where they may
    be."""
    found = crossed(wave, view)
    if found and not may_cross(wave.wave):
        return "Equality monitoring is kept apart: its answers are neither split nor filtered."
    if len(found) > MOST_CROSSED:
        return "Choose two of these at most: the more are crossed, the fewer people are left."
    if len(set(found)) < len(found):
        return "Choose two different things to look at people by."
    about_you = {same for same, q in wave.asked.items() if ABOUT_YOU in q.get("tags", ())}
    if TEAM in found and about_you.intersection(found):
        return "Who people are is never looked at inside a team."
    return ""


def others(wave: Wave) -> list[Wave]:
    """Return other closed waves that asked some of the same, the same form first. Those of one
    person's own support stand beside others of that project alone."""
    closed = queries.closed_surveys(
        asks.waves(wave.organisation).filter(project=wave.project)
        if wave.project is not None and wave.project.level == Project.Level.INDIVIDUAL
        else asks.for_everybody(wave.organisation)
    )
    mine = set(Collected(wave).asked)
    equality = wave.version.form.purpose == Form.Purpose.EQUALITY
    found = [
        one
        for one in closed.exclude(pk=wave.pk)[: 5 * MOST_OTHERS]
        if (one.version.form.purpose == Form.Purpose.EQUALITY) == equality
        and mine.intersection(Collected(one).asked)
    ]
    found.sort(key=lambda one: one.version.form_id != wave.version.form_id)
    return found[:MOST_OTHERS]


def with_the_same_people(wave: Wave) -> list[Wave]:
    """Return those of `others` in which people made a code of their own before this one, where they
    did so here too. Their results are there already: who moved is weighed against what these show,
    so that nothing is shown of them for the first time afterwards."""
    if not wave.own_codes:
        return []
    return [
        one
        for one in others(wave)
        if one.own_codes
        and one.opens < wave.opens
        and may_cross(one) == may_cross(wave)
        and queries.whole(one) is not None
    ]


def not_compared(waves: Iterable[Collected]) -> Iterator[str]:
    """Yield in words which questions only one of two waves asked, and which were changed."""
    older, newer = waves
    then = {q["name"]: said(q["label"]) for s, q in older.asked.items() if s not in newer.asked}
    now = {q["name"]: said(q["label"]) for s, q in newer.asked.items() if s not in older.asked}
    for name, words in now.items():
        if name in then:
            yield f"“{words}” was changed: its words or its choices are not those of before."
        else:
            yield f"“{words}” was asked only in {newer.wave.title}."
    for name, words in then.items():
        if name not in now:
            yield f"“{words}” was asked only in {older.wave.title}."


def _grouping(wave: Collected) -> list[Question]:
    return [question for question in wave.asked.values() if question["type"] in IN_ORDER]


def answers_of(question: Question) -> list[str]:
    """Return the answers that can be given to a question, in words and in order."""
    categories: Any = type_of(question)
    return [label for _, label in categories.categories(sameness.by_places(question), "en")]
