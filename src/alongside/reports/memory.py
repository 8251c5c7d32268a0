"""What was shown of the same questions before, so that what is shown next gives nothing away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from alongside.asks.models import Cut
from alongside.methods.disclosure import (
    ProtectedPair,
    ProtectedTally,
    Tally,
    Told,
    differ_by_few,
    gives_away,
)
from alongside.methods.questions import Question
from alongside.methods.questions.same import plain
from alongside.methods.questions.types.name_one import NameOne
from alongside.methods.shown import Shown

from .answers import Collected, Person, Where, identity, is_fixed, summaries, tallies

BESIDE = "Together with what else is shown, it would say what a few people answered."


@dataclass(frozen=True)
class Group:
    """Some of the people whose counts may be shown: all who responded in `waves`, or those of them
    `where` something holds."""

    waves: tuple[int, ...]
    where: Where = ()

    def who_said(self, question: Question, answer: str) -> "Group":
        """Return those of this group who gave this answer to a question."""
        return self.who_are(identity(question), plain(answer))

    def who_are(self, by: str, answer: str) -> "Group":
        """Return those of this group of whom this holds too (see `Where`)."""
        return Group(self.waves, tuple(sorted({*self.where, (by, answer)})))

    @property
    def as_kept(self) -> dict[str, Any]:
        return {"where": [list(one) for one in self.where]} if self.where else {}


@dataclass(frozen=True)
class Refused:
    """Something that is not shown: the words of the question, why, and which cut of it."""

    question: str
    why: str
    cut: str = ""


@dataclass(frozen=True)
class Part:
    """Counts of a question that stand by themselves: the place of the summary (a row of a matrix),
    and for before and now which of its three tallies."""

    place: int
    name: str = ""

    def __str__(self) -> str:
        return f"{self.place} {self.name}".strip()


type Shows = list[tuple[Part, Group, tuple[int | None, ...], int | None]]
"""What a report shows of one question: for each part and group the counts and how many answered."""


class Memory:
    """The cuts shown so far, and those that the report being made adds.

    `cuts` are all that have to do with the report's waves, `waves` what was answered in all of
    these and in the report.
    """

    def __init__(
        self,
        cuts: Iterable[Cut],
        waves: Iterable[Collected],
        minimum: int,
        other_years: Iterable[Cut] = (),
    ) -> None:
        self._waves = {one.wave.pk: one for one in waves}
        self._minimum = minimum
        self._counts: dict[tuple[str, Part, frozenset[Person]], Tally] = {}
        self._people: dict[tuple[str, tuple[int, ...], Where], frozenset[Person]] = {}
        self._other_years: dict[str, list[Cut]] = {}
        for cut in other_years:
            self._other_years.setdefault(cut.question, []).append(cut)
        self._cuts: dict[str, list[Cut]] = {}
        for cut in cuts:
            if self._waves.keys() >= set(cut.waves):
                self._cuts.setdefault(cut.question, []).append(cut)
        self.added: list[Cut] = []
        self.refused: list[Refused] = []

    def refuse(self, question: str, why: str, cut: str = "") -> None:
        """Note that a question, or a `cut` of it in words, is not shown."""
        self.refused.append(Refused(question, why, cut))

    def people(self, question: Question, group: Group) -> frozenset[Person]:
        """Return who is in a group, of those who were asked a question."""
        asked = [
            self._waves[pk] for pk in group.waves if identity(question) in self._waves[pk].asked
        ]
        # Whoever responded was asked; words that were cut loose are people of their own.
        own = identity(question) if question["type"] == NameOne.name else ""
        key = own, tuple(wave.wave.pk for wave in asked), group.where
        if key not in self._people:
            self._people[key] = frozenset(
                person
                for wave in asked
                for person in (
                    wave.given(question).keys() & wave.within(group.where)
                    if group.where
                    else wave.given(question)
                )
            )
        return self._people[key]

    def as_before(self, question: Question, part: Part, group: Group) -> Told | None:
        """Return what was shown of the same people before, in all reports together."""
        people = self.people(question, group)
        known: list[int | None] = []
        for cut in self._of(question, part):
            if people == self.people(question, _group(cut)):
                shown = [*cut.counts, cut.answered]
                known = [
                    new if old is None else old
                    for old, new in zip(known or [None] * len(shown), shown, strict=True)
                ]
        return Told(people, tuple(known[:-1]), known[-1]) if known else None

    def shown_of(
        self, question: Question, part: Part, group: Group
    ) -> tuple[int | None, ...] | None:
        """Return the counts of a group that are shown, now or before; None where nothing is."""
        return self._shown(question, part, group)[:-1] or None

    def answered_of(self, question: Question, part: Part, group: Group) -> int | None:
        """Return how many of a group are shown to have answered."""
        shown = self._shown(question, part, group)
        return shown[-1] if shown else None

    def _shown(self, question: Question, part: Part, group: Group) -> tuple[int | None, ...]:
        known: list[int | None] = []
        here = (cut for cut in self.added if cut.question == identity(question))
        for cut in (*self._of(question, part), *here):
            if cut.part == str(part) and _same(_group(cut), group):
                shown = [*cut.counts, cut.answered]
                pairs = zip(known or [None] * len(shown), shown, strict=True)
                known = [new if old is None else old for old, new in pairs]
        return tuple(known)

    def other_way(self, question: Question, by: str) -> bool:
        """Return whether the question whose identity is `by` was shown for groups that this one
        makes. Split by it in turn, the same people would be counted in a second table, with other
        numbers hidden."""
        mine = identity(question)
        shown = (*self._cuts.get(by, ()), *(cut for cut in self.added if cut.question == by))
        return any(mine in dict(_where(cut)) for cut in shown)

    def gives_away(self, question: Question, shows: Shows) -> bool:
        """Return whether what is about to be shown of a question, beside all that was shown of it,
        lets a reader work out what a few people said."""
        if self._taken_back(question, shows) or self._like_another_year(question, shows):
            return True
        if not is_fixed(question):
            return self._counted_otherwise(question, shows)
        given = self._given(question)
        parts = dict.fromkeys(part for part, *_ in shows)
        return any(self._part_gives_away(question, part, shows, given) for part in parts)

    def _taken_back(self, question: Question, shows: Shows) -> bool:
        """Return whether somebody took an answer back since these groups were shown: the two would
        differ by what that one person said. Marks may change: then as many answered as before."""
        given = self._given(question)
        for part, group, *_ in shows:
            for cut in self._of(question, part):
                people = self.people(question, group)
                if not people or not _same(_group(cut), group):
                    continue
                now = self._count(question, part, people, given)
                pairs = list(zip_longest((*cut.counts, cut.answered), (*now.counts, now.answered)))
                changed = any(old not in (None, new) for old, new in pairs)
                if changed and (question["type"] != NameOne.name or pairs[-1][0] != pairs[-1][1]):
                    return True
        return False

    def _like_another_year(self, question: Question, shows: Shows) -> bool:
        """Return whether a few people who came, left or changed their minds would explain all that
        differs between these groups, or one of the waves as a whole, and the same in another year,
        and the groups are small."""
        cuts = self._other_years.get(identity(question), ())
        for part, group, counts, answered in shows:
            for cut in (cut for cut in cuts if cut.part == str(part)):
                alone = len(group.waves) == 1 and _where(cut) == group.where
                if alone and self._alike(cut, group.waves[0], counts, answered):
                    return True
                if not _where(cut):
                    for pk in {*group.waves} - {*cut.waves}:
                        people = self.people(question, Group((pk,)))
                        given = self._waves[pk].given(question)
                        true = self._count(question, part, people, given)
                        if self._alike(cut, pk, true.counts, true.answered):
                            return True
        return False

    def _alike(
        self, cut: Cut, wave: int, counts: Sequence[int | None], answered: int | None
    ) -> bool:
        return cut.waves != [wave] and differ_by_few(
            (*cut.counts, cut.answered), (*counts, answered), self._minimum
        )

    def _part_gives_away(
        self, question: Question, part: Part, shows: Shows, given: Mapping[Person, Any]
    ) -> bool:
        def count(people: Iterable[Any]) -> Tally:
            return self._count(question, part, frozenset(people), given)

        return gives_away(
            [
                Told(self.people(question, group), counts, answered)
                for other, group, counts, answered in shows
                if other == part
            ],
            [
                Told(self.people(question, _group(cut)), tuple(cut.counts), cut.answered)
                for cut in self._of(question, part)
            ],
            count=count,
            answered=frozenset(person for person, answer in given.items() if answer is not None),
            minimum=self._minimum,
        )

    def _count(
        self, question: Question, part: Part, people: frozenset[Person], given: Mapping[Person, Any]
    ) -> Tally:
        """Return the true counts of some people, each time the same ones counted once."""
        key = identity(question), part, people
        if key not in self._counts:
            self._counts[key] = _counted(question, part, [given[person] for person in people])
        return self._counts[key]

    def _counted_otherwise(self, question: Question, shows: Shows) -> bool:
        """Return whether any of these people, but not the same, were counted before: by other
        categories, so that the two cannot be weighed against each other."""
        whole = self.people(question, shows[0][1])
        before = [self.people(question, _group(cut)) for cut in self._of(question, shows[0][0])]
        return any(people & whole and not people <= whole for people in before) or (
            bool(before) and whole not in before
        )

    def keep(self, question: Question, shows: Shows) -> None:
        """Add what is shown of a question."""
        for part, group, counts, answered in shows:
            if any(number is not None for number in (*counts, answered)):
                self.added.append(
                    Cut(
                        question=identity(question),
                        part=str(part),
                        waves=sorted(group.waves),
                        group=group.as_kept,
                        counts=list(counts),
                        answered=answered,
                    )
                )

    def _of(self, question: Question, part: Part) -> list[Cut]:
        return [cut for cut in self._cuts.get(identity(question), ()) if cut.part == str(part)]

    def _given(self, question: Question) -> dict[Person, Any]:
        return {
            person: answer
            for wave in self._waves.values()
            for person, answer in wave.given(question).items()
        }


def _counted(question: Question, part: Part, given: Sequence[Any]) -> Tally:
    return tallies(summaries(question, given)[part.place])[part.name]


def _same(one: Group, other: Group) -> bool:
    return set(one.waves) == set(other.waves) and one.where == other.where


def _group(cut: Cut) -> Group:
    return Group(tuple(cut.waves), _where(cut))


def _where(cut: Cut) -> Where:
    return tuple((by, answer) for by, answer in cut.group.get("where", ()))


def numbers(shown: Sequence[Shown]) -> tuple[int | None, ...]:
    return tuple(number.value for number in shown)


def shows_of(
    found: ProtectedTally | ProtectedPair,
    place: int,
    whole: Group,
    splits: Mapping[str, Mapping[str, Group]],
) -> Shows:
    """Return what protected counts show: of the whole, and of each group by the name of the split
    and of the group."""
    if isinstance(found, ProtectedPair):
        change = (found.improved, found.same, found.worse)
        lines = {"before": found.before, "now": found.now, "change": change}
        return [
            (Part(place, name), whole, numbers(line), found.pairs.value)
            for name, line in lines.items()
        ]
    part = Part(place)
    shows: Shows = [(part, whole, numbers(found.counts), found.answered.value)]
    for cut in found.cuts:
        for at, name in enumerate(cut.groups):
            column = numbers([row[at] for row in cut.counts])
            shows.append((part, splits[cut.by][name], column, cut.answered[at].value))
    return shows
