"""What is wrong with a form, said to the person who writes it, before it can be published."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alongside.methods.questions import skipping
from alongside.methods.questions.expressions import Expression, ExpressionError, parse
from alongside.methods.questions.forms import Form
from alongside.methods.questions.piping import PIPED, shown_in
from alongside.methods.questions.question import Question, QuestionType, untranslated
from alongside.methods.questions.registry import is_answered, joins, question_types

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
RESERVED = frozenset({"csrfmiddlewaretoken"})
FORM_KEYS = frozenset({"title", "languages", "intro", "questions"})
WORDED = frozenset(
    {"label", "hint", "constraint_message", "required_message", "subject", "section"}
)
QUESTION_KEYS = WORDED | {
    "type", "name", "required", "relevant", "constraint", "glossary", "measures", "tags", "skip",
}  # fmt: skip
LEVELS = frozenset({"", "reaction", "learning", "behaviour", "result"})
MOST_QUESTIONS = 300
LONGEST_WORDS = 5_000


@dataclass(frozen=True, slots=True)
class FormProblem:
    """What is wrong, and in which question; `question` is empty for the form itself."""

    question: str
    text: str

    def __str__(self) -> str:
        where = f"Question “{self.question}”" if self.question else "The form"
        return f"{where}: {self.text}"


def check_form(definition: object) -> list[FormProblem]:
    """Return everything that is wrong with a form; an empty list means it can be published.

    It takes whatever JSON there is and never raises. A form it passes can be asked, read, counted
    and exported without an error.
    """
    if not isinstance(definition, Mapping):
        return [FormProblem("", "is not a mapping with a title and questions")]
    questions = definition.get("questions")
    if not isinstance(questions, Sequence) or isinstance(questions, str):
        return [FormProblem("", "has no list of questions")]
    problems = [FormProblem("", text) for text in _check_head(definition, questions)]
    languages = _languages(definition)
    known: dict[str, Question] = {}
    for place, question in enumerate(questions, 1):
        name = question.get("name") if isinstance(question, Mapping) else None
        where = name if isinstance(name, str) and name else str(place)
        found = list(_check_question(question, languages, known))
        if isinstance(question, Mapping) and question.get("skip"):
            found += _check_skips(question, known, _names(questions[place:]))
        problems += [FormProblem(where, text) for text in found]
        if not found:
            known[where] = question
        elif isinstance(name, str):
            known.setdefault(name, {})
    return problems


def _names(questions: Sequence[Any]) -> set[str]:
    return {str(one.get("name", "")) for one in questions if isinstance(one, Mapping)}


def _languages(form: Form) -> list[str]:
    languages = form.get("languages")
    good = isinstance(languages, list) and all(isinstance(code, str) for code in languages)
    return list(languages) if good and languages else ["en"]


def _check_head(form: Form, questions: Sequence[Any]) -> Iterator[str]:
    yield from (f"“{key}” is not known here" for key in sorted(set(map(str, form)) - FORM_KEYS))
    languages = form.get("languages")
    if (
        not isinstance(languages, list)
        or not languages
        or len({*map(str, languages)}) != len(languages)
    ):
        yield "needs a list of languages, each once"
    else:
        bad = [code for code in languages if not LANGUAGE.fullmatch(str(code))]
        yield from (f"“{code}” is not the code of a language, such as en or cy" for code in bad)
    if fault := untranslated(form.get("title"), _languages(form)):
        yield f"the title {fault}"
    if form.get("intro") and (fault := _words_fault(form["intro"], _languages(form))):
        yield f"the introduction {fault}"
    if not any(not isinstance(q, Mapping) or is_answered(q) for q in questions):
        yield "has no questions"
    if len(questions) > MOST_QUESTIONS:
        yield f"has {len(questions)} questions; {MOST_QUESTIONS} is the most"
    names = [str(q.get("name", "")) for q in questions if isinstance(q, Mapping)]
    folded = Counter(name.casefold() for name in names if name)
    yield from (f"two questions have the name “{name}”" for name, n in folded.items() if n > 1)


def _words_fault(texts: object, languages: Sequence[str]) -> str:
    fault = untranslated(texts, languages)
    if (
        not fault
        and isinstance(texts, Mapping)
        and max(len(str(t)) for t in texts.values()) > LONGEST_WORDS
    ):
        fault = f"is longer than {LONGEST_WORDS:,} characters"
    return fault


def _check_question(
    question: object, languages: Sequence[str], before: Mapping[str, Question]
) -> Iterator[str]:
    if not isinstance(question, Mapping):
        yield "is not a mapping with a type, a name and a label"
        return
    name, kind = question.get("name"), question_types().get(str(question.get("type")))
    if not isinstance(name, str) or not NAME.fullmatch(name) or name in RESERVED:
        yield (
            "a name begins with a letter, goes on with letters without accents, digits and _, "
            "and has at most 64"
        )
    if kind is None:
        yield f"there is no type “{question.get('type')}”; there are {', '.join(question_types())}"
        return
    yield from _check_keys(question, kind, languages)
    try:
        yield from kind.check(question, languages)
    except (TypeError, ValueError, KeyError, AttributeError):
        yield f"a setting of the type {kind.name} is not of the right form"
        return
    yield from _check_expressions(question, kind, before)
    yield from _check_piped(question, before)


def _check_keys(question: Question, kind: QuestionType, languages: Sequence[str]) -> Iterator[str]:
    allowed = QUESTION_KEYS | kind.settings
    yield from (f"“{key}” is not known here" for key in sorted(set(map(str, question)) - allowed))
    for key in sorted(WORDED | kind.worded):
        if (question.get(key) or key == "label") and (
            fault := _words_fault(question.get(key), languages)
        ):
            yield f"the {key.replace('_', ' ')} {fault}"
    for key in ("required", "glossary", "other", "shuffle"):
        if not isinstance(question.get(key, False), bool):
            yield f"{key} is true or false"
    if str(question.get("measures", "")) not in LEVELS:
        yield f"measures is one of {', '.join(sorted(LEVELS - {''}))}"
    tags = question.get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        yield "tags is a list of words"


def _check_expressions(
    question: Question, kind: QuestionType, before: Mapping[str, Question]
) -> Iterator[str]:
    for key in ("relevant", "constraint"):
        text = question.get(key) or ""
        if not isinstance(text, str):
            yield f"{key} is not text"
        elif text.strip():
            try:
                expression = parse(text)
            except ExpressionError as error:
                yield f"{key}: {error}"
            else:
                yield from _check_references(key, expression, question, kind, before)


def _check_skips(
    question: Question, before: Mapping[str, Question], later: Collection[str]
) -> Iterator[str]:
    kind = question_types().get(str(question.get("type")))
    if not skipping.is_well_formed(question["skip"]):
        yield "skip is not a list of an answer (if) and where to go on (to)"
        return
    if len(question["skip"]) > skipping.MOST:
        yield f"skip has more than {skipping.MOST} parts"
    for one in question["skip"]:
        if one["to"] and one["to"] not in later:
            yield f"skip: “{one['to']}” is not the name of a question after this one"
        if not one["if"].strip() or kind is None:
            continue
        try:
            expression = parse(one["if"])
        except ExpressionError as error:
            yield f"skip: {error}"
        else:
            yield from _check_references("skip", expression, question, kind, before)


def _check_piped(question: Question, before: Mapping[str, Question]) -> Iterator[str]:
    for key in PIPED:
        for name in shown_in(question, key):
            if name == question["name"]:
                yield f"the {key} shows “{name}”, the answer to this question itself"
            elif name not in before:
                earlier = "the name of a question before this one"
                yield f"the {key} shows “{name}”, which is not {earlier}"
            elif before[name] and not is_answered(before[name]):
                yield f"the {key} shows “{name}”, which is words to read, and has no answer"
            elif before[name] and joins(before[name]):
                yield f"the {key} shows “{name}”, a code that is to be seen nowhere"


def _check_references(
    key: str,
    expression: Expression,
    question: Question,
    kind: QuestionType,
    before: Mapping[str, Question],
) -> Iterator[str]:
    if expression.uses_own and key == "relevant":
        yield "relevant: . is this question's own answer, which is not there yet"
    elif expression.uses_own and "" not in kind.parts(question):
        parts = ", ".join(f"${{{question['name']}.{part}}}" for part in kind.parts(question))
        yield f"{key}: . has several parts here; there are {parts}"
    for reference in expression.references:
        own = reference.name == question["name"] and key != "relevant"
        if not own and reference.name not in before:
            yield f"{key}: “{reference.name}” is not the name of a question before this one"
            continue
        other = question if own else before[reference.name]
        parts_there = question_types()[other["type"]].parts(other) if other else (reference.part,)
        if not parts_there:
            yield f"{key}: “{reference.name}” is words to read, and has no answer"
        elif reference.part not in parts_there:
            choices = ", ".join(
                f"${{{reference.name}{part and '.' + part}}}" for part in parts_there
            )
            yield f"{key}: that question is asked for with {choices}"
