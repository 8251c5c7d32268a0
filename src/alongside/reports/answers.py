"""What was answered in closed waves, ready to be counted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol

from alongside.asks import marks, rates
from alongside.asks import queries as asks
from alongside.asks.models import Mark, Wave
from alongside.methods.disclosure import Cut, Pair, Tally
from alongside.methods.questions import Question, Split, Texts, bracketed, is_answered, type_of
from alongside.methods.questions import same as sameness
from alongside.methods.questions.types.name_one import NameOne

type Person = int
"""The id of a response; of a comment where words are marked that were cut loose from it."""

type Where = tuple[tuple[str, str], ...]
"""What people have in common: the identity of a question, or TEAM, and the answer in plain words,
or the key of the team. In order, so that the same people are always written the same."""

MOST_ONE_BY_ONE = 100
"""From more answers on each different one is looked at once."""

TEAM = "team"
"""Stands in place of a question where people are put together by the team they are in."""


@dataclass
class Collected:
    """What one closed wave collected: answers by response, words by question and comment, and the
    marks of words by question and answer."""

    wave: Wave
    answers: dict[Person, dict[str, Any]] = field(default_factory=dict)
    words: dict[str, dict[Person, str]] = field(default_factory=lambda: defaultdict(dict))
    decided: dict[str, dict[str, Mark]] = field(default_factory=dict)
    team_of: dict[Person, int] = field(default_factory=dict)
    _given: dict[str, dict[Person, Any]] = field(default_factory=dict)
    _groups: dict[str, dict[Person, str]] = field(default_factory=dict)
    _within: dict[Where, frozenset[Person]] = field(default_factory=dict)

    @cached_property
    def teams(self) -> dict[int, str]:
        """The teams its answers may be looked at by, by key with their names."""
        return rates.standing(self.wave)

    def groups(self, by: str) -> dict[Person, str]:
        """Return the group of each person by the question of this identity, or by TEAM, as `Where`
        names it; "" for none."""
        if by not in self._groups:
            question = self.asked.get(by)
            if by == TEAM:
                found = {p: str(key) for p, key in self.team_of.items() if key in self.teams}
            elif question is None or isinstance(type_of(question), NameOne):
                found = {}
            else:
                of_each = groups(question, self.given(question))
                found = {person: sameness.plain(answer) for person, answer in of_each.items()}
            self._groups[by] = found
        return self._groups[by]

    def within(self, where: Where) -> frozenset[Person]:
        """Return the people who have all this in common."""
        if where not in self._within:
            found = frozenset(self.answers)
            for by, answer in where:
                of_each = self.groups(by)
                found = frozenset(person for person in found if of_each.get(person) == answer)
            self._within[where] = found
        return self._within[where]

    @cached_property
    def asked(self) -> dict[str, Question]:
        """The questions whose answers are counted, in order, by their identity."""
        questions = sameness.identified(self.wave.version.definition["questions"])
        return {
            identity(q): bracketed(q)
            for q in questions
            if is_answered(q) and "quoting" not in q.get("tags", ())
        }

    def given(self, question: Question) -> dict[Person, Any]:
        """Return what each person gave as an answer to this question, by the places of its choices
        and None where they did not: for "name one" the mark of their words. The question may have
        another name here; nothing where it was not asked."""
        same = identity(question)
        if same not in self._given:
            self._given[same] = self._read(self.asked[same]) if same in self.asked else {}
        return self._given[same]

    def marks(self, question: Question) -> Iterable[Mark]:
        """Return the marks that a person or the machine put on record for a question."""
        asked = self.asked.get(identity(question))
        return self.decided.get(asked["name"], {}).values() if asked else ()

    def _read(self, question: Question) -> dict[Person, Any]:
        name, kind = question["name"], type_of(question)
        if isinstance(kind, NameOne):
            words = self.words.get(name, {})
            found = marks.counted(question, words.values(), self.decided.get(name, {}))
            return dict(zip(words, found, strict=True))
        return {
            person: answers.get(name) and kind.by_places(question, answers[name])
            for person, answers in self.answers.items()
        }


class Together(Protocol):
    """People whose answers are looked at together: a round of sessions, or all who were asked."""

    @property
    def name(self) -> str: ...
    @property
    def waves(self) -> list[Collected]: ...


class Asking(Protocol):
    """What was asked and answered, as far as the outcomes need it.

    `split` is the name of the question that answers are split by, or TEAM; `where` says of whom
    alone answers are counted; `compared` that the rounds are set against each other, and what only
    one of them was asked is left out.
    """

    @property
    def rounds(self) -> Sequence[Together]: ...
    @property
    def minimum(self) -> int: ...
    @property
    def split(self) -> str: ...
    @property
    def split_label(self) -> str: ...
    @property
    def where(self) -> Where: ...
    @property
    def compared(self) -> bool: ...


def collected(waves: list[Wave]) -> list[Collected]:
    """Return what these waves collected; nothing of those that have not closed. Three queries."""
    closed = {wave.pk: Collected(wave) for wave in waves if wave.closed is not None}
    given = asks.answers([one.wave for one in closed.values()])
    for wave, person, answers, team in given:
        closed[wave].answers[person] = answers
        if team is not None:
            closed[wave].team_of[person] = team
    written = asks.written(waves).values_list("wave", "pk", "question", "text")
    for wave, person, question, text in written:
        closed[wave].words[question][person] = text
    for (wave, question), found in asks.decided(waves).items():
        if wave in closed:
            closed[wave].decided[question] = found
    return list(closed.values())


def identity(question: Question) -> str:
    """Return what makes two questions of `Collected.asked` the same (`methods.questions.same`)."""
    found: str = question[sameness.ID]
    return found


def is_fixed(question: Question) -> bool:
    """Return whether answers fall into the same categories whoever gave them; dates, and numbers
    without bands of their own, are put together by what was answered."""
    kind = question["type"]
    return kind != "date" and (kind != "number" or bool(question.get("bands")))


def summaries(
    question: Question, given: Sequence[Any], splits: Sequence[Split] = ()
) -> list[Tally | Pair]:
    """Return the counts of what people gave as answers to a question (`Collected.given`), with its
    splits."""
    kind, question = type_of(question), sameness.by_places(question)
    if isinstance(kind, NameOne):
        return [kind.tally_marks(question, given, splits=splits)]
    if len(given) > MOST_ONE_BY_ONE and is_fixed(question):
        return _weighed(question, given, splits)
    found = kind.summarise(question, given, splits=splits)
    return [summary for summary in found if not isinstance(summary, Texts)]


def _weighed(
    question: Question, given: Sequence[Any], splits: Sequence[Split]
) -> list[Tally | Pair]:
    """Return what `summaries` does, with each different answer looked at once and weighed by how
    many gave it: for a whole workforce that is many times as fast."""
    kind, written = type_of(question), list(map(repr, given))
    different = dict(zip(written, given, strict=True))
    of_each = {
        key: [one for one in kind.summarise(question, [answer]) if not isinstance(one, Texts)]
        for key, answer in different.items()
    }
    times = Counter(written)
    by_group = [Counter(zip(split.of_each, written, strict=True)) for split in splits]
    found: list[Tally | Pair] = []
    for place, like in enumerate(next(iter(of_each.values()))):
        one = {key: summaries[place] for key, summaries in of_each.items()}
        if isinstance(like, Pair):
            found.append(replace(like, joint=_joint(one, times)))
            continue
        counts, answered = _sums(one, times)
        cuts = tuple(
            _cut(split, one, cells, Counter(split.of_each))
            for split, cells in zip(splits, by_group, strict=True)
        )
        found.append(replace(like, counts=counts, answered=answered, cuts=cuts))
    return found


def _sums(one: Mapping[str, Any], times: Mapping[str, int]) -> tuple[tuple[int, ...], int]:
    """Return the counts and how many answered, of so many times each answer."""
    rows = [(one[key].counts, one[key].answered, n) for key, n in times.items()]
    columns = zip(*([count * n for count in counts] for counts, _, n in rows), strict=True)
    size = len(next(iter(one.values())).counts)
    counts = tuple(map(sum, columns)) or (0,) * size
    return counts, sum(answered * n for _, answered, n in rows)


def _joint(one: Mapping[str, Any], times: Mapping[str, int]) -> tuple[tuple[int, ...], ...]:
    size = range(len(next(iter(one.values())).joint))
    return tuple(
        tuple(sum(one[key].joint[i][j] * n for key, n in times.items()) for j in size) for i in size
    )


def _cut(
    split: Split,
    one: Mapping[str, Any],
    cells: Mapping[tuple[str, str], int],
    sizes: Mapping[str, int],
) -> Cut:
    times: dict[str, dict[str, int]] = {group: {} for group in split.groups}
    for (group, key), n in cells.items():
        if group in times:
            times[group][key] = n
    sums = [_sums(one, times[group]) for group in split.groups]
    size = len(next(iter(one.values())).counts)
    return Cut(
        split.by,
        split.groups,
        tuple(tuple(counts[place] for counts, _ in sums) for place in range(size)),
        tuple(answered for _, answered in sums),
        tuple(sizes.get(group, 0) for group in split.groups),
    )


def tallies(summary: Tally | Pair) -> dict[str, Tally]:
    """Return counts as tallies by part: a pair has three of the same people."""
    if isinstance(summary, Tally):
        return {"": summary}
    joint, steps = summary.joint, range(len(summary.categories))
    before = [sum(row) for row in joint]
    now = [sum(column) for column in zip(*joint, strict=True)]
    changes = [
        sum(joint[then][after] for then in steps for after in steps if fits(after - then))
        for fits in (lambda by: by > 0, lambda by: by == 0, lambda by: by < 0)
    ]
    people = sum(before)
    return {
        "before": Tally(summary.name, summary.categories, tuple(before), people),
        "now": Tally(summary.name, summary.categories, tuple(now), people),
        "change": Tally(summary.name, ("improved", "same", "worse"), tuple(changes), people),
    }


def groups(question: Question, given: Mapping[Person, Any]) -> dict[Person, str]:
    """Return the group that each person's answer to a question puts them in, "" for none."""
    kind, question = type_of(question), sameness.by_places(question)
    found: dict[str, str] = {}
    of_each = {person: repr(answer) for person, answer in given.items()}
    for person, written in of_each.items():
        if written not in found:
            found[written] = kind.group(question, given[person])
    return {person: found[written] for person, written in of_each.items()}
