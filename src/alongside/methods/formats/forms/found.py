"""What was found in a form of another product, and what of it can be asked here."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from alongside.methods.questions import is_answered, question_types
from alongside.methods.questions.checking import NAME
from alongside.methods.questions.expressions import ExpressionError, parse
from alongside.methods.questions.piping import BLANK, PIPED, put_in, shown_in

type Question = dict[str, Any]
type Words = dict[str, str]
"""Words by the code of their language."""

LONGEST_NAME = 64

_COMPARED = re.compile(
    r"(?P<answer>\$\{(?P<name>\w+)(?:\.[\w-]+)?\}|(?<![\w.])\.(?![\w.]))(?P<with>\s*(?:!?=|,)\s*)"
    r"(?:(?P<quote>['\"])(?P<words>[^'\"]*)(?P=quote)|(?P<number>-?\d+(?:\.\d+)?))"
)
"""An answer and the choice it is compared with: `${how} = 'bus'`, `selected(., 'bus')`."""


class NotAForm(ValueError):
    """The file cannot be used as a form: one sentence that says where, what and why."""


@dataclass(frozen=True, slots=True)
class Found:
    """One question: `question` in the shape of ours (`questions.forms`), its type the product's own
    where we have none, and then `why` it cannot be asked here."""

    question: Question
    why: str = ""

    @property
    def name(self) -> str:
        return str(self.question["name"])


@dataclass(slots=True)
class FormFile:
    """A form as it was found. `remarks` says what could not be taken over, and where."""

    title: Words
    languages: list[str]
    questions: list[Found]
    intro: Words = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def definition(self) -> dict[str, Any]:
        """Return what can be asked of it as a form of ours, and add to the remarks what a condition
        says that cannot be taken over. It may still need its writer: `check_form` says for what."""
        asked: set[str] = set()
        questions = []
        for found in self.questions:
            if found.why:
                continue
            question = dict(found.question)
            for key in ("relevant", "constraint"):
                if fault := _fault(str(question.get(key, "")), asked):
                    self.remarks.append(
                        f"“{found.name}”: “{question.pop(key)}” is left out: {fault}."
                    )
            if "constraint" not in question:
                question.pop("constraint_message", None)
            questions.append(self._piped(question, asked))
            if is_answered(question):
                asked.add(found.name)
        form: dict[str, Any] = {"title": self.title, "languages": self.languages}
        if self.intro:
            form["intro"] = self.intro
        return form | {"questions": questions}

    def _piped(self, question: Question, asked: Collection[str]) -> Question:
        """Return a question without what its words show of answers that are not there before it."""
        unknown = {name for key in PIPED for name in shown_in(question, key)} - set(asked)
        for name in sorted(unknown):
            self.remarks.append(
                f"“{question['name']}”: its words show “{name}”, which is not asked before; here "
                f"they show “{BLANK}”."
            )
        return dict(put_in(question, lambda name: BLANK if name in unknown else f"${{{name}}}"))


def _fault(expression: str, asked: set[str]) -> str:
    """Return why an expression cannot be used here, or ""."""
    if not expression.strip():
        return ""
    try:
        references = parse(expression).references
    except ExpressionError as problem:
        return str(problem)
    unknown = sorted({one.name for one in references} - asked)
    return f"it looks at “{unknown[0]}”, which is not asked before" if unknown else ""


def well_named(name: str, taken: Collection[str] = ()) -> str:
    """Return a name as ours are, as near to this one as can be, and none of those that are taken.

    >>> well_named("a-b.c"), well_named("1st"), well_named("Über", {"q_ber"})
    ('a_b_c', 'q_1st', 'q_ber_2')
    """
    plain = re.sub(r"[^A-Za-z0-9_]", "_", name.strip(), flags=re.ASCII) or "q"
    if not NAME.fullmatch(plain[:LONGEST_NAME]):
        plain = f"q_{plain.lstrip('_')}"
    plain = plain[:LONGEST_NAME]
    return next(one for one in _numbered(plain) if one not in taken)


def _numbered(name: str) -> Iterator[str]:
    yield name
    for number in range(2, 10_000):
        yield f"{name[: LONGEST_NAME - 5]}_{number}"


def coded(name: str) -> str:
    """Return the name of a choice as ours are.

    >>> coded("yes"), coded("Bus/tram"), coded("1.5")
    ('yes', 'Bus_tram', '1_5')
    """
    return re.sub(r"[^A-Za-z0-9_-]", "_", name.strip(), flags=re.ASCII)[:LONGEST_NAME] or "choice"


def codes(names: Iterable[str]) -> dict[str, str]:
    """Return what the choices of a list are called here, by what they are called there: no two
    alike, and those that can stay stay.

    >>> codes(["Bus/tram", "Bus_tram", "yes"])
    {'Bus/tram': 'Bus_tram_2', 'Bus_tram': 'Bus_tram', 'yes': 'yes'}
    """
    found = {name: coded(name) for name in names}
    taken = {name for name, ours in found.items() if name == ours}
    for name, ours in found.items():
        if name != ours:
            found[name] = next(one for one in _numbered(ours) if one not in taken)
            taken.add(found[name])
    return found


def in_our_codes(expression: str, known: Mapping[str, Mapping[str, str]], own: str = "") -> str:
    """Return a condition with choices as they are called here: `known` has for each question the
    `codes` of its choices, and a dot is the answer to the question `own`.

    >>> in_our_codes("${how} = 'On foot'", {"how": {"On foot": "On_foot"}})
    "${how} = 'On_foot'"
    """

    def put(found: re.Match[str]) -> str:
        theirs = found["words"] if found["number"] is None else found["number"]
        ours = known.get(found["name"] or own, {}).get(theirs, theirs)
        return found[0] if ours == theirs else f"{found['answer']}{found['with']}'{ours}'"

    return _COMPARED.sub(put, expression)


def known_type(name: object) -> bool:
    """Return whether a type can be asked here."""
    return isinstance(name, str) and name in question_types()
