"""Expressions of XLSForm: when a question is asked (`relevant`) and what it accepts (`constraint`).

    ${role} = 'carer' and (${years} >= 2 or selected(${needs}, 'respite'))

The part of XPath 1.0 that forms use: `and or not()`, `= != < <= > >=`, `+ - * div mod`, brackets,
text in quotes, numbers, `${name}`, `${name.part}`, `.` for the question's own answer, and the
functions below. `relevant` may look only at questions before it, which is what one question a page
can know.

Blanks. An answer that was not given, or whose question is hidden, is the empty text. As a number
it is no number at all: every `<` or `>` with it is false, arithmetic with it stays no number, and
it is not equal to anything but itself as text. So `${age} < 18` is false when the age is blank,
`not(${age} < 18)` and `${age} != 18` are true, and `${age} = ''` asks for the blank. A constraint
is not looked at when its own answer is blank. An expression that is only text is true unless it is
empty.

Nothing is run: a text is read into a tree of these few kinds, and the tree is walked.
"""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from alongside.methods.questions.patterns import PatternError, check_pattern, fits

type Value = str | float | bool
type Lookup = Callable[[str, str], str | float]
"""Returns the answer to (name, part), an empty text where it is blank."""

LONGEST = 2_000
DEEPEST = 40
MOST_OPERATORS = 200
_TOKEN = re.compile(
    r"(?P<blank>\s+)|\$\{\s*(?P<name>[A-Za-z_]\w*)(?:\.(?P<part>[\w-]+))?\s*\}"
    r"|(?P<number>\d+(?:\.\d*)?|\.\d+)|'(?P<single>[^']*)'|\"(?P<double>[^\"]*)\""
    r"|(?P<word>[A-Za-z][A-Za-z0-9-]*)|(?P<sign><=|>=|!=|[=<>+*(),.-])",
    re.ASCII,
)
_NUMBER = re.compile(r"\s*-?(?:\d+\.?\d*|\.\d+)\s*", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_COMPARE = ("=", "!=", "<", "<=", ">", ">=")
_LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
_HINTS = {
    "‘": "use straight quotes: '",
    "’": "use straight quotes: '",
    "“": 'use straight quotes: "',
    "”": 'use straight quotes: "',
    "&": "use the word and",
    "|": "use the word or",
    "!": "use != or not( )",
    "'": "the text has no closing quote",
    '"': "the text has no closing quote",
    "$": "a question is written ${name}",
    "/": "use the word div to divide",
    "%": "use the word mod for what is left over",
}


class ExpressionError(ValueError):
    """The expression cannot be understood; `at` is the place in it, counted from 1."""

    def __init__(self, why: str, at: int) -> None:
        super().__init__(f"{why} (at character {at + 1})")
        self.at = at + 1


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # name, number, text, word, sign or end
    text: str
    at: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """Another question, or a part of it, that an expression looks at."""

    name: str
    part: str
    at: int


@dataclass(frozen=True, slots=True)
class _Own:
    """The answer the expression belongs to."""


@dataclass(frozen=True, slots=True)
class _Call:
    name: str
    values: tuple["_Node", ...]


type _Node = str | float | Reference | _Own | _Call


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an expression may look at: other answers, its own, and the day it is."""

    lookup: Lookup
    own: str | float = ""
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that has been read and can be used."""

    text: str
    references: tuple[Reference, ...]
    uses_own: bool
    _root: _Node

    def value(self, around: Surroundings) -> Value:
        """Return what the expression comes to."""
        return _value(self._root, around)

    def holds(self, around: Surroundings) -> bool:
        """Return whether the expression is true."""
        return to_bool(self.value(around))


@lru_cache(maxsize=2_000)
def parse(text: str) -> Expression:
    """Return the expression in `text`. Raises `ExpressionError` with the place of the fault.

    >>> around = Surroundings(lambda name, part: {"age": 17.0}.get(name, ""))
    >>> parse("${age} + 1 >= 18").holds(around), parse("${years} < 3").holds(around)
    (True, False)
    """
    if len(text) > LONGEST:
        raise ExpressionError(f"the expression is longer than {LONGEST} characters", LONGEST)
    reader = _Reader(tuple(_tokens(text)))
    root = reader.level(0)
    if reader.now.kind != "end":
        raise ExpressionError(f"“{reader.now.text}” is not expected here", reader.now.at)
    leaves = tuple(_leaves(root))
    references = tuple(leaf for leaf in leaves if isinstance(leaf, Reference))
    return Expression(text, references, any(isinstance(leaf, _Own) for leaf in leaves), root)


def owned_by(text: str, name: str) -> str:
    """Return an expression that says the same anywhere: with the question's name in place of its
    own answer.

    >>> owned_by("selected(., 'a.b') or . = 1.5", "tea")
    "selected(${tea}, 'a.b') or ${tea} = 1.5"
    """
    own = [token.at for token in _tokens(text) if (token.kind, token.text) == ("sign", ".")]
    for at in reversed(own):
        text = f"{text[:at]}${{{name}}}{text[at + 1 :]}"
    return text


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found:
            hint = _HINTS.get(text[at], f"“{text[at]}” is not understood")
            raise ExpressionError(hint, at)
        kind = found.lastgroup or ""
        if found["name"] is not None:
            yield _Token("name", found["name"], at, found["part"] or "")
        elif kind in {"single", "double"}:
            yield _Token("text", found[kind], at)
        elif kind != "blank":
            yield _Token(kind, found[kind], at)
        at = found.end()
    yield _Token("end", "the end", len(text))


def _leaves(node: _Node) -> Iterator[_Node]:
    if isinstance(node, _Call):
        for value in node.values:
            yield from _leaves(value)
    else:
        yield node


class _Reader:
    """Reads tokens into a tree, the operators that bind least first."""

    def __init__(self, tokens: tuple[_Token, ...]) -> None:
        self.tokens = tokens
        self.place = 0
        self.depth = 0
        self.operators = 0

    @property
    def now(self) -> _Token:
        return self.tokens[self.place]

    def take(self) -> _Token:
        token = self.now
        self.place += token.kind != "end"
        return token

    def expect(self, sign: str, why: str) -> None:
        token = self.take()
        if (token.kind, token.text) != ("sign", sign):
            raise ExpressionError(why, token.at)

    def level(self, depth: int) -> _Node:
        if depth == len(_LEVELS):
            return self.signed()
        left = self.level(depth + 1)
        while self.now.kind in {"sign", "word"} and self.now.text in _LEVELS[depth]:
            operator = self.take()
            self.operators += 1
            if self.operators > MOST_OPERATORS:
                raise ExpressionError("the expression has too many parts", operator.at)
            left = _Call(operator.text, (left, self.level(depth + 1)))
        return left

    def signed(self) -> _Node:
        if (self.now.kind, self.now.text) != ("sign", "-"):
            return self.single()
        self.deeper()
        self.take()
        value = _Call("negative", (self.signed(),))
        self.depth -= 1
        return value

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionError("there are too many brackets inside brackets", self.now.at)

    def single(self) -> _Node:
        token = self.take()
        if token.kind == "name":
            return Reference(token.text, token.part, token.at)
        if token.kind == "number":
            return float(token.text)
        if token.kind == "text":
            return token.text
        if token.kind == "word":
            return self.call(token)
        if token.text == ".":
            return _Own()
        if token.text == "(" and token.kind == "sign":
            self.deeper()
            value = self.level(0)
            self.expect(")", "a ( has no ) after it")
            self.depth -= 1
            return value
        if token.kind == "end":
            raise ExpressionError("the expression ends too soon", token.at)
        raise ExpressionError(f"“{token.text}” is not expected here", token.at)

    def call(self, token: _Token) -> _Node:
        if token.text not in _FUNCTIONS:
            known = ", ".join(_FUNCTIONS)
            raise ExpressionError(f"“{token.text}” is not known; there are {known}", token.at)
        self.deeper()
        self.expect("(", f"{token.text} needs its brackets: {token.text}( )")
        values: list[_Node] = []
        while (self.now.kind, self.now.text) != ("sign", ")"):
            if values:
                self.expect(",", f"{token.text}( has no ) after it")
            values.append(self.level(0))
        self.take()
        self.depth -= 1
        least, most, _ = _FUNCTIONS[token.text]
        if not least <= len(values) <= most:
            many = str(least) if least == most else f"{least} to {most}"
            raise ExpressionError(f"{token.text}() takes {many} values", token.at)
        if token.text == "regex":
            _check_pattern(values[1], token.at)
        return _Call(token.text, tuple(values))


def _check_pattern(value: _Node, at: int) -> None:
    if not isinstance(value, str):
        raise ExpressionError("the pattern of regex() stands in quotes", at)
    try:
        check_pattern(value)
    except PatternError as error:
        raise ExpressionError(f"the pattern of regex(): {error}", at) from error


def _value(node: _Node, around: Surroundings) -> Value:
    if isinstance(node, Reference):
        return to_text(around.lookup(node.name, node.part))
    if isinstance(node, _Own):
        return to_text(around.own)
    if not isinstance(node, _Call):
        return node
    if node.name in {"and", "or"}:
        left = to_bool(_value(node.values[0], around))
        return left if left == (node.name == "or") else to_bool(_value(node.values[1], around))
    if node.name == "today":
        return around.today.isoformat() if around.today else ""
    if node.name == "coalesce":
        found = (to_text(_value(value, around)) for value in node.values)
        return next((text for text in found if text), "")
    values = [_value(value, around) for value in node.values]
    if node.name in _COMPARE:
        return _compare(node.name, *values)
    if node.name in _ARITHMETIC:
        return _ARITHMETIC[node.name](*map(to_number, values))
    return _FUNCTIONS[node.name][2](*values)


def to_text(value: Value) -> str:
    """Return a value as text: numbers without needless decimals, no number as an empty text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if math.isnan(value):
        return ""
    return str(int(value)) if math.isfinite(value) and value == int(value) else repr(float(value))


def to_number(value: Value) -> float:
    """Return a value as a number; a date is its number of days, anything else that is not a number
    is NaN.

    >>> to_number("2026-03-02") - to_number("2026-03-01"), to_number("")
    (1.0, nan)
    """
    if not isinstance(value, str):
        return float(value)
    if _NUMBER.fullmatch(value):
        return float(value)
    try:
        return float(date.fromisoformat(value).toordinal()) if _DAY.fullmatch(value) else math.nan
    except ValueError:
        return math.nan


def to_bool(value: Value) -> bool:
    """Return whether a value counts as true: text that is not empty, a number that is not 0."""
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def _compare(sign: str, left: Value, right: Value) -> bool:
    if sign in {"=", "!="}:
        return _equal(left, right) == (sign == "=")
    one, two = to_number(left), to_number(right)
    return {"<": one < two, "<=": one <= two, ">": one > two, ">=": one >= two}[sign]


def _equal(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return to_bool(left) == to_bool(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return to_number(left) == to_number(right)


def _divide(one: float, two: float) -> float:
    if two == 0:
        return math.nan if one == 0 or math.isnan(one) else math.copysign(math.inf, one)
    return one / two


def _remainder(one: float, two: float) -> float:
    return math.nan if two == 0 or math.isinf(one) else math.fmod(one, two)


def _round(value: Value) -> float:
    number = to_number(value)
    return float(math.floor(number + 0.5)) if math.isfinite(number) else number


_ARITHMETIC: dict[str, Callable[..., float]] = {
    "+": lambda one, two: one + two,
    "-": lambda one, two: one - two,
    "*": lambda one, two: one * two,
    "div": _divide,
    "mod": _remainder,
    "negative": lambda one: -one,
}
_FUNCTIONS: dict[str, tuple[int, int, Callable[..., Value]]] = {
    "not": (1, 1, lambda value: not to_bool(value)),
    "true": (0, 0, lambda: True),
    "false": (0, 0, lambda: False),
    "selected": (2, 2, lambda codes, code: to_text(code).strip() in to_text(codes).split()),
    "count-selected": (1, 1, lambda codes: float(len(to_text(codes).split()))),
    "string-length": (1, 1, lambda text: float(len(to_text(text)))),
    "contains": (2, 2, lambda text, within: to_text(within) in to_text(text)),
    "starts-with": (2, 2, lambda text, start: to_text(text).startswith(to_text(start))),
    "regex": (2, 2, lambda text, pattern: fits(to_text(pattern), to_text(text))),
    "number": (1, 1, to_number),
    "round": (1, 1, _round),
    "coalesce": (1, 20, to_text),
    "today": (0, 0, str),
}
