"""A form on paper: the sheets that people answer with a pen, and how a sheet is read when it is
typed in.

A sheet has the rights of an answer on a screen: the same questions and promise, any language of the
form, and for words in an anonymous wave the same receipt, on a slip to tear off. Its codes are
drawn when it is printed and kept nowhere; whoever types the sheet in types the code with the words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from alongside.files import queries as files
from alongside.files import store
from alongside.methods import symbols
from alongside.methods.documents.sheet import Item, Sheets, Slip
from alongside.methods.markdown import plain
from alongside.methods.questions import (
    Answer,
    Form,
    Posted,
    Problem,
    Question,
    asked,
    is_answered,
    picturing,
    question_named,
    read_all,
    says_who,
    sections,
    type_of,
)
from alongside.methods.questions.choosing import OTHER
from alongside.methods.questions.messages import said, say
from alongside.methods.questions.on_paper import Grid, Ticks
from alongside.methods.questions.piping import put_in
from alongside.methods.questions.question import field_name
from alongside.methods.questions.types.consent import Consent
from alongside.methods.questions.types.points import Points
from alongside.methods.questions.types.ranking import Ranking
from alongside.methods.questions.types.several import Several
from alongside.methods.questions.types.slider import Slider
from alongside.methods.questions.writing import Typed
from alongside.web import codes
from alongside.web.languages import language as language_of
from alongside.web.square import as_typed, square

from . import furniture, modes, queries, rates, receipts, rules, sent
from .models import Wave

MOST_COPIES = 200
RECEIPT = "receipt-"
"""What the field of a code begins with. It holds a hyphen: no question's name does."""


# printing ------------------------------------------------------------------------------------


def sheets(wave: Wave, language: str, copies: int, address: str, said_at: str) -> Sheets:
    """Return the form of a wave on paper, `copies` times. `address` leads to the same questions on
    the web, for whoever has no link of their own; `said_at` is where a receipt is looked up."""
    form, tell = wave.version.definition, furniture.tell
    numbers = numbered(form)
    facts = []
    if wave.closes:
        until = f"{furniture.on(wave.closes, language)}, {furniture.at(wave.closes, language)}"
        facts.append((tell("Give it back before", language), until))
    if readers := wave.said("readers", language):
        facts.append((tell("Who will read this", language), readers))
    if next_step := wave.said("next_step", language):
        facts.append((tell("What happens next", language), next_step))
    promise = modes.promise(wave.mode, language)
    online = not wave.by_private_link
    return Sheets(
        language=language,
        rtl=language_of(language).direction == "rtl",
        title=said(form["title"], language) or wave.said("title", language),
        from_whom=wave.organisation.name,
        page=tell("Page {page} of {pages}", language, page="{page}", pages="{pages}"),
        intro=(*plain(said(form.get("intro"), language)), f"{promise.short} {promise.on_paper}"),
        facts=tuple(facts),
        items=(*_team_item(wave, language), *_items(form, numbers, language)),
        end=(tell("Thank you. Give this to the person you had it from.", language),),
        slips=tuple(_slip(wave, numbers, language, said_at) for _ in range(copies)),
        square=printable(square(address)) if online else "",
        square_words=tell(
            "Rather answer on a phone or computer? Go to {address}, or point the camera at the "
            "square.",
            language,
            address=as_typed(address),
        )
        if online
        else "",
        pictures=dict(_pictures(form)),
        credits=tuple(_whose(form)),
        code_word=tell("Code of these words: {code}", language, code="{code}"),
    )


def _team_item(wave: Wave, language: str) -> Iterator[Item]:
    """Yield the question for the team, where answers keep it."""
    teams = rates.kept_teams(wave)
    if teams:
        yield Item(
            name="",
            number="",
            label=furniture.tell("Which team do you work in?", language),
            instruction=furniture.tell("Tick one box.", language),
            answer=Ticks((*teams.values(), furniture.tell("Another, or none", language))),
        )


def _pictures(form: Form) -> Iterator[tuple[str, bytes]]:
    """Yield the pictures and symbols that stand beside choices, as far as they are there."""
    for code in picturing.pictures(form["questions"]):
        if content := store.read(code, "small"):
            yield f"picture:{code}", content
    for code in picturing.symbols_of(form["questions"]):
        if content := symbols.drawing(code):
            yield f"symbol:{code}", content


def _whose(form: Form) -> Iterator[str]:
    yield from files.whose(picturing.pictures(form["questions"]))
    if picturing.symbols_of(form["questions"]):
        yield symbols.CREDIT


def printable(svg: str) -> str:
    """Return a square code as a file that stands by itself, in black."""
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(
        "currentColor", "#000"
    )


def numbered(form: Form) -> dict[str, str]:
    """Return the number of each question as it stands on paper, where everything is printed."""
    answered = [question["name"] for question in form["questions"] if is_answered(question)]
    return {name: str(number) for number, name in enumerate(answered, 1)}


def _items(form: Form, numbers: dict[str, str], language: str) -> Iterator[Item]:
    section, before = sections(form), ""
    for question in form["questions"]:
        name, kind = question["name"], type_of(question)
        here = said(section[name], language)
        on_it = worded(question, numbers, language)
        yield Item(
            name=name,
            number=numbers.get(name, ""),
            label=said(on_it["label"], language),
            hint=said(on_it.get("hint"), language),
            instruction=" ".join(
                (_how(question, language), *_on(form, question, numbers, language))
            ).strip(),
            condition=condition(form, question, numbers, language),
            words=tuple(plain(said(question.get("words"), language))),
            answer=kind.on_paper(question, language),
            section=here if here != before else "",
        )
        before = here


def worded(question: Question, numbers: dict[str, str], language: str) -> Question:
    """Return a question that names by its number on paper each answer that stands in its words."""

    def told(other: str) -> str:
        number = numbers.get(other) or "…"
        return furniture.tell("(your answer to question {number})", language, number=number)

    return put_in(question, told)


def _how(question: Question, language: str) -> str:
    """Return how to answer with a pen."""
    kind, tell = type_of(question), furniture.tell
    answer = kind.on_paper(question, language)
    if isinstance(kind, Ranking):
        top = str(kind.top(question))
        return tell(
            "Write 1 beside what comes first, then 2 and so on, up to {top}.", language, top=top
        )
    if says_who(question):
        return say("file attached", language)
    if isinstance(kind, Several | Points | Slider):
        return kind.instruction(question, language)
    if isinstance(answer, Grid):
        return tell("Tick one box in each row.", language)
    if isinstance(answer, Ticks):
        one = not isinstance(kind, Consent)
        return tell("Tick one box.", language) if one else ""
    return ""


def _on(form: Form, question: Question, numbers: dict[str, str], language: str) -> Iterator[str]:
    """Yield where whoever has the pen goes on after an answer. Words to read have no number, so
    that they are led to by the first of their words."""
    labels = {
        q["name"]: said(worded(q, numbers, language)["label"], language) for q in form["questions"]
    }
    for answer, to in rules.leading(question, language):
        number = numbers.get(to, "")
        there = f"{number}. {labels[to]}" if number else labels.get(to, "")
        yield furniture.led_on(answer, there, language)


def condition(form: Form, question: Question, numbers: dict[str, str], language: str) -> str:
    """Return who answers a question, in words; empty where everybody does. A rule that is no
    simple one is said as what it means to whoever has the pen: it may not be for you."""
    rule = str(question.get("relevant") or "").strip()
    if not rule:
        return ""
    for other in form["questions"]:
        if other["name"] == question["name"]:
            break
        kind: Any = type_of(other)
        for code, words in kind.categories(other, language) if kind.name in rules.SIMPLE else ():
            simple = rules.SIMPLE[kind.name].format(name=other["name"], code=code)
            values = {"number": numbers.get(other["name"], ""), "words": words}
            if rule == simple:
                return furniture.tell(
                    "Only if you answered “{words}” to question {number}.", language, **values
                )
            if rule == rules.denied(simple):
                return furniture.tell(
                    "Only if you did not answer “{words}” to question {number}.",
                    language,
                    **values,
                )
    return furniture.tell("Leave this out if it is not about you.", language)


def _slip(wave: Wave, numbers: dict[str, str], language: str, said_at: str) -> Slip | None:
    fields = receipts.written(wave)
    if not fields:
        return None
    tell = furniture.tell
    return Slip(
        heading=tell("Keep this", language),
        how=tell(
            "What came of your words? When this has closed, go to {address} and type a code. "
            "Nobody can find you by it.",
            language,
            address=as_typed(said_at),
        ),
        codes=tuple(
            (
                question["name"],
                tell("Question {number}", language, number=numbers[question["name"]]),
                receipts.in_fours(codes.drawn(queries.KEY_LENGTH)),
            )
            for _, question in fields
        ),
    )


# typing in -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reading:
    """What stands on a sheet: the answers to what this person is asked; what was answered though
    it is not asked of them, by name; the receipts of words, by field; and what to put right."""

    answers: dict[str, Answer] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    receipts: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read(wave: Wave, data: Posted, today: date) -> Reading:
    """Return what was typed from one sheet. Empty is what was left empty on the paper, also where a
    screen would have asked again; only a consent has to be there."""
    form = wave.version.definition
    attached = sent.questions(form)  # what is asked for there stays with the paper
    data = {name: texts for name, texts in data.items() if name not in attached}
    loose = {**form, "questions": [loosened(question) for question in form["questions"]]}
    outcome = read_all(loose, data, today=today)
    here = set(asked(loose, outcome.answers, today=today))
    left_out = tuple(
        question["name"]
        for question in loose["questions"]
        if question["name"] not in here and type_of(question).read(question, data).answer
    )
    codes_, faults = _read_receipts(wave, data, outcome.answers)
    return Reading(outcome.answers, left_out, codes_, (*outcome.problems, *faults))


def loosened(question: Question) -> Question:
    """Return a question that can be left empty, as every one can on paper but a consent."""
    return question if isinstance(type_of(question), Consent) else {**question, "required": False}


def _read_receipts(
    wave: Wave, data: Posted, answers: dict[str, Answer]
) -> tuple[dict[str, str], list[Problem]]:
    found: dict[str, str] = {}
    faults = []
    for one, question in receipts.written(wave):
        text = "".join(data.get(f"{RECEIPT}{one}", ())[:1]).strip()
        if not text or question["name"] not in answers:
            continue
        code = receipts.read(text)
        if code:
            found[one] = code
        else:
            faults.append(
                Problem(
                    question["name"],
                    f"A code has {queries.KEY_LENGTH} letters and figures. Type the one that "
                    "stands under these words, or leave it empty",
                )
            )
    return found, faults


def different(wave: Wave, first: dict[str, Answer], second: dict[str, Answer]) -> list[str]:
    """Return the names of the questions that two people read differently from one sheet."""
    names = (question["name"] for question in wave.version.definition["questions"])
    return [name for name in names if first.get(name) != second.get(name)]


def in_words(wave: Wave, answers: dict[str, Answer], name: str) -> str:
    """Return one answer of a sheet as it can be read beside the paper."""
    if name not in answers:
        return "Left empty"
    question = question_named(wave.version.definition, name)
    return "; ".join(type_of(question).in_words(question, answers[name]))


def read_again(wave: Wave, answers: dict[str, Answer]) -> dict[str, list[str]]:
    """Return what the second person finds typed already: words, which they read against the paper,
    and none of the ticks and figures, which they type anew without seeing the first."""
    found: dict[str, list[str]] = {}
    for question in wave.version.definition["questions"]:
        kind, name = type_of(question), question["name"]
        if name not in answers:
            continue
        posted = kind.posted(question, answers[name])
        words = name if isinstance(kind, Typed) else field_name(name, OTHER)
        found |= {one: texts for one, texts in posted.items() if one == words}
    return found
