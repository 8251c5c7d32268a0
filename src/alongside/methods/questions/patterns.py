"""Regular expressions that cannot hang: the time to match grows with the text, never explodes.

Anybody who may write a form may write a pattern, and Python's own matcher tries every way in turn:
`(a+)+b` over thirty letters takes minutes. Here all ways are followed side by side (Thompson
1968). Understood: letters, `.`, `[a-z]` and `[^…]`, `\\d \\w \\s` and their capitals, `( )`, `(?:
)`, `|`, `* + ? {2} {2,} {2,5}`, and `^` `$` at the two ends, where they change nothing: a pattern
always fits the whole text.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

MOST_STATES = 2_000
MOST_REPEATS = 200
_COUNT = re.compile(r"\{(\d{1,4})(?:(,)(\d{0,4}))?\}")
_SET = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_CLASSES = set("dDwWsS")


class PatternError(ValueError):
    """The pattern cannot be understood; `at` is the place in it, counted from 0."""

    def __init__(self, why: str, at: int) -> None:
        super().__init__(why)
        self.at = at


type Fits = Callable[[str], object]


@dataclass(slots=True)
class _State:
    """A place in the pattern: with `fits`, one character leads to `out`; without, both ways are
    free."""

    fits: Fits | None = None
    out: int = -1
    other: int = -1


type _Piece = tuple[int, list[tuple[int, str]]]  # where it begins, and the ends still open


class _Reader:
    """Reads a pattern into states, piece by piece."""

    def __init__(self, pattern: str) -> None:
        self.text = pattern
        self.at = 0
        self.states: list[_State] = []

    def whole(self) -> int:
        """Return the state the pattern begins in; the last state made is where it ends."""
        if self.text.startswith("^"):
            self.at = 1
        start, ends = self.choice()
        if self.at < len(self.text):
            raise PatternError("there is a ) with no ( before it", self.at)
        self.join(ends, self.state())
        return start

    def state(self, fits: Fits | None = None) -> int:
        if len(self.states) >= MOST_STATES:
            raise PatternError("the pattern is too long", self.at)
        self.states.append(_State(fits))
        return len(self.states) - 1

    def join(self, ends: Iterable[tuple[int, str]], to: int) -> None:
        for state, way in ends:
            setattr(self.states[state], way, to)

    def choice(self) -> _Piece:
        start, ends = self.sequence()
        while self.text.startswith("|", self.at):
            self.at += 1
            other, more = self.sequence()
            fork = self.state()
            self.states[fork].out, self.states[fork].other = start, other
            start, ends = fork, ends + more
        return start, ends

    def sequence(self) -> _Piece:
        start = self.state()
        ends = [(start, "out")]
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            if self.text[self.at] == "$" and self.at == len(self.text) - 1:
                self.at += 1
                break
            begin, more = self.repeated()
            self.join(ends, begin)
            ends = more
        return start, ends

    def repeated(self) -> _Piece:
        began = self.at
        piece = self.atom()
        ended = self.at
        least, most = self.count()
        if (least, most) == (1, 1):
            return piece
        return self.times(began, ended, piece, least, most)

    def count(self) -> tuple[int, int | None]:
        sign = self.text[self.at : self.at + 1]
        if sign in {"*", "+", "?"}:
            self.at += 1
            return {"*": (0, None), "+": (1, None), "?": (0, 1)}[sign]
        if sign != "{":
            return 1, 1
        found = _COUNT.match(self.text, self.at)
        if not found:
            raise PatternError("a { needs numbers and a }, like {2,5}", self.at)
        least, comma, most = int(found[1]), found[2], found[3]
        top = int(most) if most else None if comma else least
        if max(least, top or 0) > MOST_REPEATS or (top is not None and top < least):
            raise PatternError(f"a count goes from low to high, {MOST_REPEATS} at most", self.at)
        self.at = found.end()
        return least, top

    def times(self, began: int, ended: int, piece: _Piece, least: int, most: int | None) -> _Piece:
        """Return the piece read from `began` to `ended` as often as asked, by reading it again."""
        after = self.at
        start = self.state()
        ends, first = [(start, "out")], True
        copies = max(least, 1) if most is None else most
        skips: list[tuple[int, str]] = []
        for copy in range(copies):
            if not first:
                self.at = began
                piece = self.atom()
                assert self.at == ended
            first = False
            fork = self.state()
            self.join(ends, fork)
            self.states[fork].out = piece[0]
            if copy >= least:
                skips.append((fork, "other"))
            ends = piece[1]
        self.at = after
        if most is None:
            loop = self.state()
            self.join(ends, loop)
            self.states[loop].out = piece[0]
            ends = [(loop, "other")]
        return start, ends + skips

    def atom(self) -> _Piece:
        at, character = self.at, self.text[self.at]
        if character == "(":
            return self.group()
        if character in "*+?{":
            raise PatternError(f"there is nothing to repeat before {character}", at)
        if character in "^$":
            raise PatternError(
                f"{character} can only stand at the {'start' if character == '^' else 'end'}", at
            )
        if character == "[":
            found = _SET.match(self.text, at)
            if not found:
                raise PatternError("a [ has no ] after it", at)
            return self.one(found[0])
        if character == "\\":
            return self.escaped()
        return self.one("." if character == "." else re.escape(character), width=1)

    def escaped(self) -> _Piece:
        character = self.text[self.at + 1 : self.at + 2]
        if not character or (character.isalnum() and character not in _CLASSES):
            raise PatternError(f"\\{character} is not understood", self.at)
        return self.one("\\" + character, width=2)

    def group(self) -> _Piece:
        opened = self.at
        self.at += 3 if self.text.startswith("(?:", self.at) else 1
        if self.text.startswith("?", self.at):
            raise PatternError("a group cannot begin with ?", self.at)
        piece = self.choice()
        if not self.text.startswith(")", self.at):
            raise PatternError("a ( has no ) after it", opened)
        self.at += 1
        return piece

    def one(self, source: str, width: int = 0) -> _Piece:
        try:
            fits = re.compile(source, re.DOTALL).fullmatch
        except re.error as error:
            raise PatternError(f"{source} is not understood", self.at) from error
        self.at += width or len(source)
        state = self.state(fits)
        return state, [(state, "out")]


@lru_cache(maxsize=500)
def _read(pattern: str) -> tuple[tuple[_State, ...], int]:
    reader = _Reader(pattern)
    start = reader.whole()
    return tuple(reader.states), start


def check_pattern(pattern: str) -> None:
    """Raise `PatternError` when the pattern cannot be used."""
    _read(pattern)


def fits(pattern: str, text: str) -> bool:
    """Return whether the pattern fits the whole text. Raises `PatternError`.

    >>> fits("[A-Z]{1,2}[0-9]{1,2}", "B70"), fits("(a+)+b", "a" * 200)
    (True, False)
    """
    states, start = _read(pattern)
    now = _reached(states, {start})
    for character in text:
        ways = (states[place] for place in now)
        now = _reached(states, {s.out for s in ways if s.fits is not None and s.fits(character)})
        if not now:
            return False
    return len(states) - 1 in now


def _reached(states: tuple[_State, ...], places: set[int]) -> set[int]:
    """Return every state that can be reached from these for free."""
    waiting, found = list(places), set(places)
    while waiting:
        state = states[waiting.pop()]
        free = {state.out, state.other} if state.fits is None else set()
        new = {place for place in free if place >= 0} - found
        found |= new
        waiting += new
    return found
