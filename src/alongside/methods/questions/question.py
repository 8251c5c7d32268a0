"""What every question type is: how one question is shown, read, put in words, counted and exported.

A question is a plain mapping (see `forms` for its keys). What a browser posts is a mapping from
field name to the strings posted under it. The field of a question is its name; its parts follow a
dot: `room`, `room.other`, `started.day`. A name holds no dot, so no two fields can meet.
"""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from alongside.methods.disclosure import Pair, Tally
from alongside.methods.questions.counting import Split, tally
from alongside.methods.questions.messages import DEFAULT, said, say, shortened, spoken
from alongside.methods.questions.on_paper import Lines, OnPaper, Ticks

type Question = Mapping[str, Any]
type Answer = Mapping[str, Any]
type Posted = Mapping[str, Sequence[str]]
type Value = str | float
type Cell = str | int | float | None


BUTTON = ".do"
"""The part of a button inside a question. No other part can be called that: none holds a stop."""


def field_name(name: str, part: str = "") -> str:
    """Return the name a control posts under: `room`, or `room.other` for a part."""
    return f"{name}.{part}" if part else name


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right: which question, which part of it, and the sentence that says how."""

    name: str
    text: str
    part: str = ""

    @property
    def id(self) -> str:
        """The id of the control a summary links to: `q-room` or `q-room.other`."""
        return f"q-{field_name(self.name, self.part)}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a post: an answer, or None when it is blank or has problems."""

    answer: Answer | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an export and its line in the codebook. `type` is choice, yes or no, number, date
    or text; `codes` pairs what stands in a cell with its label."""

    name: str
    label: str
    type: str
    codes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Texts:
    """What people wrote in one field of a question, in the order of the answers. Never a table."""

    name: str
    part: str
    texts: tuple[str, ...]


type Summary = Tally | Pair | Texts


def posted(data: Posted, name: str, part: str = "") -> list[str]:
    """Return the strings posted for a field, without those that are only blank space."""
    return [text for text in data.get(field_name(name, part), ()) if text.strip()]


def untranslated(texts: object, languages: Iterable[str]) -> str:
    """Return what is wrong with words by language: nothing, or which languages are missing."""
    if not isinstance(texts, Mapping) or not all(isinstance(t, str) for t in texts.values()):
        return "is not words by language"
    missing = [code for code in languages if not texts.get(code, "").strip()]
    return f"is missing in {', '.join(missing)}" if missing else ""


def in_own_order(question: Question, key: str, drawn: str) -> list[Mapping[str, Any]]:
    """Return the choices or rows of a question in the order that follows from `drawn`: the same
    every time. Those that stand alone stay last.

    >>> tea = {"name": "tea", "choices": [{"name": name} for name in ("milk", "lemon", "none")]}
    >>> found = in_own_order({**tea, "exclusive": ["none"]}, "choices", "lou")
    >>> [choice["name"] for choice in found]
    ['lemon', 'milk', 'none']
    """
    last = question.get("exclusive") or ()

    def place(option: Mapping[str, Any]) -> tuple[bool, str]:
        name = option["name"]
        if name in last:
            return True, ""
        return False, hashlib.sha256(f"{drawn}/{question['name']}/{name}".encode()).hexdigest()

    return sorted(question[key], key=place)


class QuestionType(ABC):
    """One type of question. A file in `types/` with an instance named `TYPE` adds one.

    `settings` are the keys of a question that only this type knows; those in `worded` hold words by
    language. `asks` is the message for an empty answer, "choose" or "enter". With `inside` true a
    problem of a part is shown beside that part, otherwise above the question. What is only read has
    `answered` false: no number of questions counts it. `shuffled` is the list that `shuffle` draws
    the order of, for each person. With `says_who` an answer says who somebody is, so that it is
    asked only where some people may know that. With `joins` it only finds what the same person
    answers at another time: it is never counted, and no expression sees it.
    """

    name: ClassVar[str]
    order: ClassVar[int]
    settings: ClassVar[frozenset[str]] = frozenset()
    worded: ClassVar[frozenset[str]] = frozenset()
    asks: ClassVar[str] = "choose"
    inside: ClassVar[bool] = False
    answered: ClassVar[bool] = True
    says_who: ClassVar[bool] = False
    joins: ClassVar[bool] = False
    shuffled: ClassVar[str] = ""

    @property
    def template(self) -> str:
        """The template that shows it, with the result of `fields` under the name `q`."""
        return f"asks/questions/{self.name}.html"

    # writing a form ---------------------------------------------------------------------------

    def title(self, language: str = DEFAULT) -> str:
        """Return what a builder calls this type."""
        return say(f"{self.name} title", language)

    @abstractmethod
    def check(self, question: Question, languages: Collection[str]) -> Iterator[str]:
        """Yield what is wrong with the settings of this type, in words."""

    def reads(self, question: Question, language: str = DEFAULT) -> Iterator[str]:
        """Yield what people read in the control itself, beyond the label and the hint."""
        yield from ()

    @abstractmethod
    def effort(self, question: Question) -> float:
        """Return the seconds that choosing or typing takes, reading apart."""

    # showing ----------------------------------------------------------------------------------

    def fields(
        self,
        question: Question,
        data: Posted | None = None,
        problems: Sequence[Problem] = (),
        language: str = DEFAULT,
        *,
        heading: bool = True,
        drawn: str = "",
    ) -> dict[str, Any]:
        """Return what `template` needs, as plain values, under the name `q`.

        `data` is what was posted, shown again as it was typed, or `posted(question, answer)` for
        an answer that was kept. `problems` may hold those of a whole page. With `heading` the
        label is the page's h1. `drawn` is a text of this person's own, from which the order of
        shuffled choices follows; without it they are in the form's order.
        """
        name = question["name"]
        own = [problem for problem in problems if problem.name == name]
        above = [problem.text for problem in own if not (self.inside and problem.part)]
        context: dict[str, Any] = {
            "template": self.template,
            "type": self.name,
            "name": name,
            "id": f"q-{name}",
            "label": said(question["label"], language),
            "hint": said(question.get("hint"), language),
            "instruction": self.instruction(question, language),
            "optional": self.optional(question, language),
            "glossary": bool(question.get("glossary", True)),
            "words_title": say("hard words", language),
            "heading": heading,
            "problems": above,
            "has_problem": bool(above),
            "problem_word": say("problem", language),
            "in_english": not spoken(language),
            "clear": "" if question.get("required") else self.clear(question, language),
        }
        lines = (("hint", "hint"), ("instruction", "how"), ("problems", "problem"))
        ids = [f"q-{name}-{end}" for key, end in lines if context[key]]
        context["described_by"] = " ".join(ids)
        by_part: dict[str, list[str]] = {}
        for problem in own:
            by_part.setdefault(problem.part, []).append(problem.text)
        if drawn and self.shuffled and question.get("shuffle"):
            question = {**question, self.shuffled: in_own_order(question, self.shuffled, drawn)}
        return context | self.controls(question, data or {}, by_part, language)

    def optional(self, question: Question, language: str) -> str:
        """Return the mark of a question that can be left out."""
        return say("optional", language) if self.answered and not question.get("required") else ""

    @abstractmethod
    def controls(
        self, question: Question, data: Posted, problems: Mapping[str, list[str]], language: str
    ) -> dict[str, Any]:
        """Return what the template needs beyond what every question has; `problems` by part."""

    def instruction(self, question: Question, language: str = DEFAULT) -> str:
        """Return the line that says how to answer ("Choose up to 3"), or an empty text."""
        return ""

    def clear(self, question: Question, language: str = DEFAULT) -> str:
        """Return the words of the button that takes an answer back, or an empty text where the
        control can do it: a round button that was chosen stays chosen."""
        return ""

    def on_paper(self, question: Question, language: str = DEFAULT) -> OnPaper:
        """Return how people answer it with a pen: without a word of its own, on two lines."""
        return Lines(2) if self.answered else None

    # reading ----------------------------------------------------------------------------------

    def read(self, question: Question, data: Posted, language: str = DEFAULT) -> Reading:
        """Return the answer that was posted, or what to put right. Blank is no answer, and a
        problem only where the question is required. Never raises on what people send."""
        reading = self.parse(question, data, language)
        if reading == Reading() and question.get("required"):
            return Reading(None, (self.missing(question, language),))
        return reading

    @abstractmethod
    def parse(self, question: Question, data: Posted, language: str) -> Reading:
        """Return the answer as `read` does, with no regard to `required`."""

    def doubts(
        self, question: Question, answer: Answer, language: str = DEFAULT
    ) -> tuple[Problem, ...]:
        """Return what to ask about once, although the answer can be taken as it is."""
        return ()

    def arranged(self, question: Question, data: Posted) -> Posted | None:
        """Return what the page holds once a button inside the question has done what it says, or
        None where none was pressed: then the post is an answer. Never raises."""
        return None

    @abstractmethod
    def posted(self, question: Question, answer: Answer) -> dict[str, list[str]]:
        """Return what a browser would post for an answer: the other way round from `read`."""

    def missing(self, question: Question, language: str = DEFAULT) -> Problem:
        """Return the problem of an empty answer; the writer's `required_message` goes first."""
        words = said(question.get("required_message"), language)
        subject = said(question.get("subject"), language)
        this = subject or say("an answer to", language, label=label_of(question, language))
        text = words or say(self.asks, language, this=this)
        return Problem(question["name"], text, self.first_part(question))

    def wrong(
        self, question: Question, key: str, language: str, *, part: str = "", **values: object
    ) -> Problem:
        """Return a problem with the sentence `key`, in which the question is named."""
        text = say(key, language, label=label_of(question, language), **values)
        return Problem(question["name"], text, part or self.first_part(question))

    def first_part(self, question: Question) -> str:
        """Return the part whose control comes first: where a problem of the whole links to."""
        return ""

    # using an answer --------------------------------------------------------------------------

    @abstractmethod
    def in_words(self, question: Question, answer: Answer, language: str = DEFAULT) -> list[str]:
        """Return the answer as people read it on "check your answers", a line for each thing."""

    def parts(self, question: Question) -> tuple[str, ...]:
        """Return what an expression may ask of this question: "" for `${name}`, "now" for
        `${name.now}`."""
        return ("",)

    @abstractmethod
    def values(self, question: Question, answer: Answer) -> dict[str, Value]:
        """Return what expressions see, by part: codes as text (several with spaces between), or
        numbers. A part that is blank is left out."""

    def cut_loose(self, question: Question, answer: Answer) -> tuple[Answer, dict[str, str]]:
        """Return the answer without its free text, and that text by part, so that an anonymous
        comment can be kept where nothing joins it to the other answers."""
        return answer, {}

    def by_places(self, question: Question, answer: Answer) -> Answer:
        """Return the answer with the places of choices and rows in place of their codes, so that it
        can stand beside answers to the same question kept with other codes (`same.by_places`)."""
        return answer

    @abstractmethod
    def summarise(
        self,
        question: Question,
        answers: Sequence[Answer | None],
        language: str = DEFAULT,
        splits: Sequence[Split] = (),
    ) -> list[Summary]:
        """Return the counts of the answers, None standing for no answer, each with its cuts by
        `splits`. Free text comes as `Texts` and never enters a count. A `Pair` has no cuts."""

    def titles(self, question: Question, language: str = DEFAULT) -> list[str]:
        """Return what each of the counts of `summarise` is about, where there are several: nothing
        where all of it is about the question itself."""
        return []

    def group(self, question: Question, answer: Answer | None, language: str = DEFAULT) -> str:
        """Return the one group this answer puts a person in, to split other questions by; an
        empty text where it is blank, or where answers to this type are not groups."""
        return ""

    @abstractmethod
    def codebook(self, question: Question, language: str = DEFAULT) -> list[Column]:
        """Return the columns of this question in an export."""

    def columns(self, question: Question) -> list[str]:
        """Return the headers of `codebook`."""
        return [column.name for column in self.codebook(question)]

    @abstractmethod
    def cells(self, question: Question, answer: Answer | None) -> list[Cell]:
        """Return what stands under `columns` for one answer; None is an empty cell."""

    def left(self, question: Question) -> list[Cell] | None:
        """Return what stands there for somebody who was asked and left it; None where that is the
        same as for somebody who was not asked."""
        return None


class Uncounted(QuestionType):
    """A type of which nothing is counted, exported, or seen by an expression."""

    def parts(self, question: Question) -> tuple[str, ...]:
        return ()

    def values(self, question: Question, answer: Answer) -> dict[str, Value]:
        return {}

    def summarise(
        self,
        question: Question,
        answers: Sequence[Answer | None],
        language: str = DEFAULT,
        splits: Sequence[Split] = (),
    ) -> list[Summary]:
        return []

    def codebook(self, question: Question, language: str = DEFAULT) -> list[Column]:
        return []

    def cells(self, question: Question, answer: Answer | None) -> list[Cell]:
        return []


class OneOfAList(QuestionType):
    """A type whose answer falls into one category, or several, of a list known beforehand."""

    several: ClassVar[bool] = False

    @abstractmethod
    def categories(
        self, question: Question, language: str = DEFAULT
    ) -> Sequence[tuple[str | int, str]]:
        """Return every category with its label, lowest first where they have an order."""

    @abstractmethod
    def chosen(self, answer: Answer) -> Sequence[str | int]:
        """Return the categories that this answer falls into."""

    def on_paper(self, question: Question, language: str = DEFAULT) -> OnPaper:
        return Ticks(tuple(label for _, label in self.categories(question, language)))

    def summarise(
        self,
        question: Question,
        answers: Sequence[Answer | None],
        language: str = DEFAULT,
        splits: Sequence[Split] = (),
    ) -> list[Summary]:
        categories = self.categories(question, language)
        place = {category: index for index, (category, _) in enumerate(categories)}
        labels = [label for _, label in categories]
        chosen = [
            [] if answer is None else [place[category] for category in self.chosen(answer)]
            for answer in answers
        ]
        counts = tally(question["name"], labels, chosen, splits, several=self.several)
        return [counts]

    def group(self, question: Question, answer: Answer | None, language: str = DEFAULT) -> str:
        if answer is None or self.several:
            return ""
        return dict(self.categories(question, language))[self.chosen(answer)[0]]


def texts_of(
    kind: QuestionType, question: Question, answers: Sequence[Answer | None], part: str = ""
) -> Texts:
    """Return everything people wrote in one part of a question."""
    cut = (kind.cut_loose(question, answer)[1] for answer in answers if answer is not None)
    written = tuple(texts[part] for texts in cut if texts.get(part))
    return Texts(question["name"], part, written)


def label_of(question: Question, language: str = DEFAULT) -> str:
    """Return the label of a question, short enough for a message: the question itself stands on the
    same page, and the message twice."""
    return shortened(said(question["label"], language), 50)
