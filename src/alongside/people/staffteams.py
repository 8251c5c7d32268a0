"""Which teams a spreadsheet of staff means: those that are there, and those that would be new."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from hashlib import sha256

from .models import Team
from .stafflists import Entry

type Path = tuple[tuple[str, str], ...]
"""A team as the file names it, from the top down, each part as (kind, name)."""

NEW = "new"
"""The answer that a name is a new team, although there is one with a name like it."""

CLOSE = 0.8
"""How alike two names are, from 0 to 1, for one to be offered in place of the other."""

MOST_OFFERED = 4

MOST_COMPARED = 500
"""New names that are compared with those that are there; a wrong column can hold thousands."""


@dataclass(frozen=True, slots=True)
class Question:
    """A name that is nearly that of a team that is there; or that of `several`."""

    key: str
    name: str
    several: bool
    offered: tuple[tuple[int, str], ...]


@dataclass(slots=True)
class Understood:
    """What the file's teams are: `known` by their path with the key of their row; `new` in order,
    a part before its own parts; and what has to be asked, answered or not."""

    known: dict[Path, int] = field(default_factory=dict)
    new: list[Path] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def same(path: Path) -> Path:
    """Return a path as it is compared: in small letters."""
    return tuple((kind, name.casefold()) for kind, name in path)


def key_of(path: Path) -> str:
    """Return a short name for a path, for the field of a form and for what is kept."""
    return "team-" + sha256(repr(same(path)).encode()).hexdigest()[:12]


def in_words(path: Path) -> str:
    return " › ".join(name for _, name in path)


def understand(
    entries: Iterable[Entry], teams: Sequence[Team], chosen: Mapping[str, str]
) -> Understood:
    """Return which team each path of the entries is. `chosen` are the answers to questions by key:
    NEW, or the key of a row.

    A name without anything above it is the one team of that kind with this name, wherever it is.
    Below a team that is named too, it is the part of that team.
    """
    found, there = Understood(), _There(teams)
    for entry in entries:
        for depth in range(1, len(entry.teams) + 1):
            path = same(entry.teams[:depth])
            if path not in found.known and path not in there.new:
                _place(entry.teams[:depth], found, there, chosen)
    return found


def _place(path: Path, found: Understood, there: "_There", chosen: Mapping[str, str]) -> None:
    (kind, name), above = path[-1], same(path[:-1])
    beside = there.beside(found.known.get(above) if above else None, new_above=above in there.new)
    candidates = there.meant(kind, name, beside, at_the_top=not above)
    if len(candidates) == 1:
        found.known[same(path)] = candidates[0].pk
        return
    offered = list(candidates)
    if not candidates and len(found.new) < MOST_COMPARED:
        offered = there.like(name, beside if above else there.teams)
    if above:
        offered += [t for t in there.named(name) if t.kind == kind and t.parent_id is None]
    choices = tuple((team.pk, there.in_words(team)) for team in dict.fromkeys(offered))
    if choices:
        question = Question(key_of(path), in_words(path), len(candidates) > 1, choices)
        found.questions.append(question)
        answer = chosen.get(question.key, "")
        if answer in {str(pk) for pk, _ in choices}:
            found.known[same(path)] = int(answer)
            return
    there.new.add(same(path))
    found.new.append(path)


class _There:
    """The teams of the organisation, by name and by what they are part of."""

    def __init__(self, teams: Sequence[Team]) -> None:
        self.teams = list(teams)
        self.new: set[Path] = set()
        self._by_key = {team.pk: team for team in teams}
        self._by_name: dict[str, list[Team]] = {}
        self._parts: dict[int | None, list[Team]] = {}
        for team in teams:
            self._by_name.setdefault(team.name.casefold(), []).append(team)
            self._parts.setdefault(team.parent_id, []).append(team)

    def named(self, name: str) -> list[Team]:
        return self._by_name.get(name.casefold(), [])

    def beside(self, parent: int | None, *, new_above: bool) -> list[Team]:
        """Return the parts of a team, or those at the top; a new one has none yet."""
        return [] if new_above else self._parts.get(parent, [])

    def meant(self, kind: str, name: str, beside: list[Team], *, at_the_top: bool) -> list[Team]:
        """Return the teams that a name can mean, best if there is one."""
        named = self.named(name)
        here = [team for team in named if team in beside]
        if not at_the_top:
            return here
        return [team for team in named if team.kind == kind] or here or named

    def like(self, name: str, among: Sequence[Team]) -> list[Team]:
        """Return the teams whose names are nearly the same."""
        short = name.casefold()
        names = {
            team.name.casefold()
            for team in among
            if abs(len(team.name) - len(name)) <= 3 and {*team.name.casefold()} & {*short[:2]}
        }
        close = get_close_matches(short, names, n=MOST_OFFERED, cutoff=CLOSE)
        return [team for team in among if team.name.casefold() in close][:MOST_OFFERED]

    def in_words(self, team: Team) -> str:
        """Return the name of a team with what it is part of."""
        names, at = [team.name], team.parent_id
        while at in self._by_key:
            names.append(self._by_key[at].name)
            at = self._by_key[at].parent_id
        return " › ".join(reversed(names))
