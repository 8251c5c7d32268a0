"""The answers of very many people as columns of small numbers, and their counts from these.

A question has few different answers, however many people give them. So each answer is one number, a
column of them can be counted a hundred times faster than the answers themselves, and what they are
counted as is still decided by the question's own type, once for each different answer.
"""

import json
import secrets
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched, chain, repeat
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from alongside.methods.disclosure import Cut, Pair, Tally
from alongside.methods.questions import pieces
from alongside.methods.questions.counting import Split
from alongside.methods.questions.question import Answer, Question, Texts
from alongside.methods.questions.registry import type_of

type Numbers = NDArray[np.unsignedinteger[Any]]

MOST_DIFFERENT = 5_000
"""Up to so many different answers are counted one by one."""

AT_ONCE = 1_000
"""How many people's answers are taken apart together: a cache of the processor holds them."""

ABOUT = "about"


class NotColumns(Exception):
    """What was read is no copy of answers, or a broken one."""


@dataclass(frozen=True)
class Columns:
    """The answers of `people`: of each question a number for each person, 0 where they gave none,
    else the place of theirs in `answers`, counted from 1. `teams` are keys of teams in the same
    way. Nothing says which number belongs to whom; people stand in no order."""

    people: int
    numbers: Mapping[str, Numbers]
    answers: Mapping[str, Sequence[Answer]]
    team: Numbers
    teams: Sequence[int]


@dataclass(frozen=True)
class Grouping:
    """Groups to split by: their names in order, and for each number of a column the place of its
    group in them, counted from 1; 0 is in none."""

    by: str
    groups: tuple[str, ...]
    numbers: Numbers
    place: Sequence[int]


# From rows to columns -----------------------------------------------------------------------------


class _Known(dict[str, int]):
    """The place of each piece of JSON that was seen in these lists: `questions` and `numbers` say
    which answer to which question it is, `first` whether it begins a person."""

    def __init__(self, names: Sequence[str]) -> None:
        self.place = {name: place for place, name in enumerate(names)}
        self.answers: list[list[Answer]] = [[] for _ in names]
        self.seen: list[dict[str, int]] = [{} for _ in names]
        self.not_asked, self.not_read = len(names), len(names) + 1
        self.questions = [self.not_read, self.not_read]
        self.numbers = [1, 1]
        self.first = [False, True]

    def __missing__(self, piece: str) -> int:
        first = piece.startswith("{")
        if (read := pieces.read(piece)) is None:
            return int(first)
        name, answer = read
        question = self.place.get(name, self.not_asked)
        self.questions.append(question)
        asked = question != self.not_asked
        self.numbers.append(self.number(question, answer) if asked and answer else 0)
        self.first.append(first)
        self[piece] = len(self.first) - 1
        return self[piece]

    def number(self, question: int, answer: Answer) -> int:
        """Return the number of an answer to a question."""
        key = json.dumps(answer, sort_keys=True)
        seen = self.seen[question]
        if key not in seen:
            self.answers[question].append(answer)
            seen[key] = len(self.answers[question])
        return seen[key]


class Reader:
    """Turns the answers of people, some at a time, into columns. `names` are the questions."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = list(names)
        self._known = _Known(names)
        self._parts: list[list[Numbers]] = [[] for _ in names]
        self._teams: dict[int | None, int] = {None: 0}
        self._team: list[Numbers] = []
        self.people = 0

    def read(self, rows: Iterable[tuple[str, int | None]]) -> None:
        """Read the answers and the team of each person, as `add` does."""
        for some in batched(rows, AT_ONCE):
            self.add(*zip(*some, strict=True))

    def add(self, texts: Sequence[str], teams: Iterable[int | None]) -> None:
        """Read the answers of these people: of each the JSON, an answer by the name of its
        question, and the team."""
        if not texts:
            return
        for parts, column in zip(self._parts, self._numbers(texts), strict=False):
            parts.append(_small(column))
        of_team = self._teams
        number = [of_team.setdefault(team, len(of_team)) for team in teams]
        self._team.append(_small(np.array(number, np.int32)))
        self.people += len(texts)

    def _numbers(self, texts: Sequence[str]) -> NDArray[np.int32]:
        """Return [question][person] the number of their answer. One row more is about questions
        that are not asked for, and one says whose JSON had to be read as a whole."""
        known = self._known
        found = chain.from_iterable(map(str.split, texts, repeat(pieces.BETWEEN)))
        seen = np.fromiter(map(known.__getitem__, found), np.intp)
        person = np.cumsum(np.array(known.first)[seen]) - 1
        table = np.zeros((len(self._names) + 2, len(texts)), np.int32)
        if person[-1] + 1 == len(texts):
            table[np.array(known.questions)[seen], person] = np.array(known.numbers)[seen]
        else:  # an answer in the middle looks like a person's first
            table[known.not_read] = 1
        for place in np.flatnonzero(table[known.not_read]).tolist():
            table[: len(self._names), place] = self._one_by_one(texts[place])
        return table

    def _one_by_one(self, text: str) -> list[int]:
        answers = json.loads(text)
        return [
            self._known.number(place, answers[name]) if answers.get(name) else 0
            for place, name in enumerate(self._names)
        ]

    def columns(self) -> Columns:
        """Return what was read, people in an order drawn by the operating system's chance."""
        teams = [team for team in self._teams if team is not None]
        return _shuffled(self._names, self._parts, self._known.answers, self._team, teams)


def together(parts: Sequence[Columns]) -> Columns:
    """Return the answers of several parts of the people who were asked the same questions, in an
    order drawn anew."""
    names = list(parts[0].numbers)
    known = _Known(names)
    teams: dict[int, int] = {}
    numbers: list[list[Numbers]] = [[] for _ in names]
    of_team = []
    for part in parts:
        for place, name in enumerate(names):
            places = [known.number(place, answer) for answer in part.answers[name]]
            numbers[place].append(_placed(part.numbers[name], places))
        places = [teams.setdefault(team, len(teams) + 1) for team in part.teams]
        of_team.append(_placed(part.team, places))
    return _shuffled(names, numbers, known.answers, of_team, list(teams))


def _placed(numbers: Numbers, places: Sequence[int]) -> Numbers:
    """Return numbers whose answers stand at other places, each said by the old one."""
    return _small(np.array([0, *places], np.int32))[numbers]


def _shuffled(
    names: Sequence[str],
    numbers: Sequence[list[Numbers]],
    answers: Sequence[list[Answer]],
    of_team: list[Numbers],
    teams: Sequence[int],
) -> Columns:
    """Return columns of these pieces, emptied one by one, people in an order drawn by the operating
    system's chance."""
    people = sum(map(len, of_team))
    order = np.random.default_rng(secrets.randbits(128)).permutation(people)

    def whole(pieces: list[Numbers]) -> Numbers:
        found = np.concatenate(pieces)[order] if pieces else np.zeros(0, np.uint8)
        pieces.clear()
        return found

    return Columns(
        people,
        {name: whole(pieces) for name, pieces in zip(names, numbers, strict=True)},
        dict(zip(names, answers, strict=True)),
        whole(of_team),
        teams,
    )


def _small(numbers: NDArray[Any]) -> Numbers:
    """Return numbers in as few bytes as they need."""
    most = int(numbers.max(initial=0))
    kind = np.uint8 if most < 2**8 else np.uint16 if most < 2**16 else np.uint32
    return numbers.astype(kind)


# The copy in a file -------------------------------------------------------------------------------


def write(columns: Columns, about: Mapping[str, Any], file: BinaryIO) -> None:
    """Write columns to a file, with what they are `about`."""
    names = list(columns.numbers)
    described = {
        ABOUT: about,
        "people": columns.people,
        "names": names,
        "answers": [columns.answers[name] for name in names],
        "teams": list(columns.teams),
    }
    words = np.frombuffer(json.dumps(described).encode(), np.uint8)
    numbers: Any = {f"q{place}": columns.numbers[name] for place, name in enumerate(names)}
    np.savez(file, allow_pickle=False, **{ABOUT: words, "team": columns.team}, **numbers)


def read(file: BinaryIO, about: Mapping[str, Any], names: Iterable[str] | None = None) -> Columns:
    """Return columns from a file, only those of `names` where given. Raises `NotColumns` for a file
    that is broken, or about something else."""
    try:
        with np.load(file, allow_pickle=False) as found:
            described = json.loads(found[ABOUT].tobytes())
            if described[ABOUT] != about:
                raise NotColumns("it is about other answers")
            wanted = set(described["names"] if names is None else names)
            places = {n: place for place, n in enumerate(described["names"]) if n in wanted}
            numbers = {name: found[f"q{place}"] for name, place in places.items()}
            people, team = described["people"], found["team"]
    except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as problem:
        raise NotColumns(str(problem)) from problem
    if any(len(column) != people for column in (team, *numbers.values())):
        raise NotColumns("its columns are of different length")
    answers = {name: described["answers"][place] for name, place in places.items()}
    return Columns(people, numbers, answers, team, described["teams"])


# From columns to counts ---------------------------------------------------------------------------


@dataclass
class Counted:
    """How many people gave each answer to a question, by group; of several copies together. `times`
    is [group], first of those in none."""

    groups: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    times: dict[str, NDArray[np.int64]] = field(default_factory=dict)
    blank: NDArray[np.int64] = field(default_factory=lambda: np.zeros(1, np.int64))

    def add(self, columns: Columns, question: Question, by: Grouping | None = None) -> None:
        """Add what the people of a copy answered to a question, which they were asked under this
        name; answers by the places of their choices, as `same.by_places` has the question."""
        numbers, given = columns.numbers[question["name"]], columns.answers[question["name"]]
        table = _joint(numbers, len(given) + 1, by)
        if not self.groups:
            self.groups = table.shape[1]
            self.blank = np.zeros(self.groups, np.int64)
        self.blank += table[0]
        kind = type_of(question)
        for answer, row in zip(given, table[1:], strict=True):
            placed = kind.by_places(question, answer)
            key = json.dumps(placed, sort_keys=True)
            self.answers[key] = placed
            self.times[key] = self.times.get(key, 0) + row


def _joint(numbers: Numbers, different: int, by: Grouping | None) -> NDArray[np.int64]:
    """Return how many people have each number, by their group."""
    if by is None:
        return np.bincount(numbers, minlength=different).reshape(different, 1)
    groups = len(by.groups) + 1
    kind: Any = np.uint16 if different * groups < 2**16 else np.int64
    place = np.array([0, *by.place], kind)
    both = numbers.astype(kind) * kind(groups) + place[by.numbers]
    return np.bincount(both, minlength=different * groups).reshape(different, groups)


def summarise(
    question: Question, counted: Counted, by: str = "", groups: Sequence[str] = ()
) -> list[Tally | Pair]:
    """Return the counts of a question as its type's own `summarise` would from every single answer,
    split by these groups where they are given. Words that people wrote are no counts."""
    kind = type_of(question)
    fixed = question["type"] != "date" and (question["type"] != "number" or question.get("bands"))
    if not fixed or len(counted.answers) > MOST_DIFFERENT:
        return _one_by_one(question, counted, by, groups)
    ones = [
        (_counts(kind.summarise(question, [answer])), counted.times[key])
        for key, answer in counted.answers.items()
    ]
    empty = _counts(kind.summarise(question, []))
    sizes = counted.blank + sum(times for _, times in ones)
    found: list[Tally | Pair] = []
    for place, plain in enumerate(empty):
        if isinstance(plain, Pair):
            found.append(_pair(plain, [(one[place], times) for one, times in ones]))
        else:
            parts = [(one[place], times) for one, times in ones]
            found.append(_tally(plain, parts, sizes, by, tuple(groups)))
    return found


def _counts(summaries: Iterable[Tally | Pair | Texts]) -> list[Tally | Pair]:
    return [one for one in summaries if not isinstance(one, Texts)]


def _tally(
    plain: Tally,
    parts: Sequence[tuple[Tally | Pair, NDArray[np.int64]]],
    sizes: NDArray[np.int64],
    by: str,
    groups: tuple[str, ...],
) -> Tally:
    width = len(sizes)
    counts = np.zeros((len(plain.categories), width), np.int64)
    answered = np.zeros(width, np.int64)
    for one, times in parts:
        assert isinstance(one, Tally)
        counts += np.outer(one.counts, times)
        answered += one.answered * times
    cut = Cut(
        by,
        groups,
        tuple(tuple(row) for row in counts[:, 1:].tolist()),
        tuple(answered[1:].tolist()),
        tuple(sizes[1:].tolist()),
    )
    return Tally(
        plain.name,
        plain.categories,
        tuple(counts.sum(axis=1).tolist()),
        int(answered.sum()),
        several=plain.several,
        cuts=(cut,) if by else (),
    )


def _pair(plain: Pair, parts: Sequence[tuple[Tally | Pair, NDArray[np.int64]]]) -> Pair:
    joint = np.zeros((len(plain.categories), len(plain.categories)), np.int64)
    for one, times in parts:
        assert isinstance(one, Pair)
        joint += np.array(one.joint) * times.sum()
    return Pair(plain.name, plain.categories, tuple(tuple(row) for row in joint.tolist()))


def _one_by_one(
    question: Question, counted: Counted, by: str, groups: Sequence[str]
) -> list[Tally | Pair]:
    """Return the counts where all the answers say what is counted, as with bands of numbers."""
    answers: list[Answer | None] = []
    of_each: list[str] = []
    for answer, times in [
        (None, counted.blank),
        *((counted.answers[key], times) for key, times in counted.times.items()),
    ]:
        for group, number in zip(("", *groups), times.tolist(), strict=True):
            answers += [answer] * number
            of_each += [group] * number
    splits = [Split(by, tuple(groups), tuple(of_each))] if by else []
    return _counts(type_of(question).summarise(question, answers, splits=splits))


def grouping(columns: Columns, question: Question) -> Grouping:
    """Return the groups that answers to a question put people in, in the order of its choices."""
    kind = type_of(question)
    given = columns.answers[question["name"]]
    (plain,) = _counts(kind.summarise(question, []))
    assert isinstance(plain, Tally)
    names = {name: place for place, name in enumerate(plain.categories, 1)}
    place = [names.get(kind.group(question, answer), 0) for answer in given]
    return Grouping(question["name"], plain.categories, columns.numbers[question["name"]], place)


def by_team(columns: Columns, names: Mapping[int, str], by: str) -> Grouping:
    """Return the groups that are teams, by the name of each key, in the order of `names`."""
    groups = tuple(names.values())
    places = {key: place for place, key in enumerate(names, 1)}
    return Grouping(by, groups, columns.team, [places.get(key, 0) for key in columns.teams])
