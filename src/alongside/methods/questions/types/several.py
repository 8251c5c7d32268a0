"""Several choices from a list, with "something else", limits, and choices that stand alone.

Settings: `choices`; `other` and `other_label`; `at_least` and `at_most` (how many); `exclusive`
(codes of choices that cannot go with another, such as "none of these"); `shuffle` (true draws the
order of the choices for each person).
Answer: {"choices": ["a", "b"]} in the order of the form, with "other": "their words" where
written; in an optional question they may be left out, and are asked for once.

Surprise: with `at_least` equal to `at_most` the counts add up to a known number, which helps
whoever wants to work out a number that is not shown; the summary is not told.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from alongside.methods.questions import choosing, picturing
from alongside.methods.questions.choosing import OTHER
from alongside.methods.questions.counting import Split
from alongside.methods.questions.messages import DEFAULT, add, said, say
from alongside.methods.questions.on_paper import OnPaper
from alongside.methods.questions.question import (
    Answer,
    Cell,
    Column,
    OneOfAList,
    Posted,
    Problem,
    Question,
    Reading,
    Summary,
    Value,
    field_name,
    posted,
    texts_of,
)

add(
    "en",
    {
        "several title": "Several choices",
        "several all": "Choose all that apply.",
        "several exactly": "Choose {least}.",
        "several between": "Choose {least} to {most}.",
        "several up to": "Choose up to {most}.",
        "several from": "Choose {least} or more.",
        "several too few": "Choose at least {least} answers to “{label}”",
        "several too many": "Choose no more than {most} answers to “{label}”. You chose {count}",
        "several alone": "For “{label}”, choose “{alone}” or other answers, not both",
    },
)


class Several(OneOfAList):
    name = "several"
    order = 20
    several = True
    settings = frozenset(
        {"choices", "other", "other_label", "at_least", "at_most", "exclusive", "shuffle"}
    )
    shuffled = "choices"
    worded = frozenset({"other_label"})

    def check(self, question: Question, languages: Collection[str]) -> Iterator[str]:
        faults = list(choosing.check_list(question.get("choices"), languages))
        yield from faults
        if faults:
            return
        yield from choosing.check_other(question, languages)
        known = choosing.labels(question, DEFAULT)
        least, most = question.get("at_least", 0), question.get("at_most", len(known))
        if type(least) is not int or type(most) is not int or not 0 <= least <= most <= len(known):
            yield f"at_least and at_most are whole numbers in order, no higher than {len(known)}"
        elif most < 1:
            yield "at_most is at least 1"
        yield from (
            f"exclusive: “{code}” is not one of the choices"
            for code in question.get("exclusive", ())
            if code not in known
        )

    def reads(self, question: Question, language: str = DEFAULT) -> Iterator[str]:
        yield from choosing.labels(question, language).values()
        yield from choosing.hints(question, language).values()

    def effort(self, question: Question) -> float:
        return 5

    def instruction(self, question: Question, language: str = DEFAULT) -> str:
        least, most = question.get("at_least", 0), question.get("at_most", 0)
        if least and least == most:
            key = "several exactly"
        elif least > 1 and most:
            key = "several between"
        elif most:
            key = "several up to"
        else:
            key = "several from" if least > 1 else "several all"
        return say(key, language, least=least, most=most)

    def controls(
        self, question: Question, data: Posted, problems: Mapping[str, list[str]], language: str
    ) -> dict[str, Any]:
        return {
            "choices": choosing.options(
                question,
                choosing.labels(question, language),
                posted(data, question["name"]),
                hints=choosing.hints(question, language),
                beside=picturing.each_beside(question, language),
            ),
            "pictured": picturing.is_pictured(question),
            "layout": "pictured" if picturing.is_pictured(question) else "",
            "other": choosing.other_control(question, data, problems, language),
        }

    def parse(self, question: Question, data: Posted, language: str) -> Reading:
        chosen = set(posted(data, question["name"]))
        words, problems = choosing.read_other(self, question, data, language)
        if not chosen and words:
            chosen = {OTHER}
        if OTHER not in chosen:
            words, problems = "", []
        if not chosen:
            return Reading()
        known = choosing.labels(question, language)
        if chosen - known.keys():
            return Reading(None, (self.wrong(question, "not a choice", language),))
        in_order = [code for code in known if code in chosen]
        problems = [*self._how_many(question, in_order, known, language), *problems]
        if question.get("other") and question.get("required") and OTHER in chosen:
            problems += [] if words else [choosing.other_missing(self, question, language)]
        answer: dict[str, Any] = {"choices": in_order} | ({"other": words} if words else {})
        return Reading(None if problems else answer, tuple(problems))

    def _how_many(
        self, question: Question, chosen: list[str], known: Mapping[str, str], language: str
    ) -> Iterator[Problem]:
        alone = [code for code in question.get("exclusive", ()) if code in chosen]
        if alone:
            if len(chosen) > 1:
                label = known[alone[0]]
                yield self.wrong(question, "several alone", language, alone=label)
            return
        least, most = question.get("at_least", 0), question.get("at_most", len(known))
        if len(chosen) < least:
            yield self.wrong(question, "several too few", language, least=least)
        elif len(chosen) > most:
            count = len(chosen)
            yield self.wrong(question, "several too many", language, most=most, count=count)

    def doubts(
        self, question: Question, answer: Answer, language: str = DEFAULT
    ) -> tuple[Problem, ...]:
        return choosing.other_doubts(self, question, answer, answer["choices"], language)

    def posted(self, question: Question, answer: Answer) -> dict[str, list[str]]:
        data = {question["name"]: list(answer["choices"])}
        if answer.get("other"):
            data[field_name(question["name"], OTHER)] = [answer["other"]]
        return data

    def in_words(self, question: Question, answer: Answer, language: str = DEFAULT) -> list[str]:
        known = choosing.labels(question, language)
        lines = [known[code] for code in answer["choices"]]
        if answer.get("other"):
            lines[-1] = f"{lines[-1]}: {answer['other']}"
        return lines

    def parts(self, question: Question) -> tuple[str, ...]:
        return ("", OTHER) if question.get("other") else ("",)

    def values(self, question: Question, answer: Answer) -> dict[str, Value]:
        written = {OTHER: answer["other"]} if answer.get("other") else {}
        return {"": " ".join(answer["choices"]), **written}

    def cut_loose(self, question: Question, answer: Answer) -> tuple[Answer, dict[str, str]]:
        words = answer.get("other", "")
        return {"choices": answer["choices"]}, {OTHER: words} if words else {}

    def by_places(self, question: Question, answer: Answer) -> Answer:
        places = choosing.places(question)
        return {**answer, "choices": [places[code] for code in answer["choices"]]}

    def categories(
        self, question: Question, language: str = DEFAULT
    ) -> Sequence[tuple[str | int, str]]:
        return list(choosing.labels(question, language).items())

    def on_paper(self, question: Question, language: str = DEFAULT) -> OnPaper:
        return choosing.ticks(question, language)

    def chosen(self, answer: Answer) -> Sequence[str | int]:
        codes: list[str] = answer["choices"]
        return codes

    def summarise(
        self,
        question: Question,
        answers: Sequence[Answer | None],
        language: str = DEFAULT,
        splits: Sequence[Split] = (),
    ) -> list[Summary]:
        counts = super().summarise(question, answers, language, splits)
        return (
            [*counts, texts_of(self, question, answers, OTHER)] if question.get("other") else counts
        )

    def codebook(self, question: Question, language: str = DEFAULT) -> list[Column]:
        answered = (("1", say("yes", language)), ("0", say("no", language)))
        label = said(question["label"], language)
        ticks = [
            Column(field_name(question["name"], code), f"{label}: {choice}", "yes or no", answered)
            for code, choice in choosing.labels(question, language).items()
        ]
        words = f"{label}: {say('say other', language)}"
        written = Column(f"{question['name']}.{OTHER}.text", words, "text")
        return [*ticks, *([written] if question.get("other") else [])]

    def cells(self, question: Question, answer: Answer | None) -> list[Cell]:
        extra = 1 if question.get("other") else 0
        known = [*choosing.codes(question), *([OTHER] if extra else [])]
        if answer is None:
            return [None] * (len(known) + extra)
        ticks: list[Cell] = [int(code in answer["choices"]) for code in known]
        return [*ticks, *([answer.get("other")] if extra else [])]


TYPE = Several()
