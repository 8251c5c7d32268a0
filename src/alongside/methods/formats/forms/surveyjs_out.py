"""Writing a form of ours as SurveyJS asks it. What SurveyJS has no word for is written in the
nearest it has; how it is meant here stands beside it under `alongside`."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from alongside.methods.formats.forms import own, surveyjs
from alongside.methods.markdown import html
from alongside.methods.questions import type_of
from alongside.methods.questions.piping import PIPE
from alongside.methods.questions.skipping import relevance
from alongside.methods.questions.types.consent import AGREED

type Form = Mapping[str, Any]
type Question = Mapping[str, Any]

_KINDS = {"short": "text", "name_one": "text", "own_code": "text", "long": "comment",
          "number": "text", "date": "text", "several": "checkbox", "ranking": "ranking",
          "agreement": "rating", "scale": "rating", "matrix": "matrix", "before_now": "matrix",
          "slider": "slider", "file": "file", "points": "multipletext",
          "note": "html", "consent": "boolean"}  # fmt: skip
_SAID = {
    "number": ("min", "max"), "short": ("limit",), "long": ("limit",), "name_one": ("limit",),
    "scale": ("start", "end", "low", "high"), "slider": ("start", "end", "step", "low", "high"),
    "matrix": ("shuffle",),
    "one": ("other", "other_label", "appearance", "shuffle"), "ranking": ("shuffle",),
    "several": ("other", "other_label", "shuffle"), "note": ("words",), "consent": ("words",),
    "file": ("takes",),
}  # fmt: skip
"""The settings that SurveyJS has a word for."""


def write(form: Form) -> bytes:
    """Return the JSON of a SurveyJS survey with one page."""
    return json.dumps(survey(form), ensure_ascii=False, indent=2).encode()


def survey(form: Form) -> dict[str, Any]:
    """Return the survey as plain values. Its words are by language, the first as "default"."""
    writer = _Writer(list(form["languages"]))
    found: dict[str, Any] = {"locale": writer.languages[0], "title": writer.words(form["title"])}
    if form.get("intro"):
        found["description"] = writer.words(form["intro"])
    asked_if = relevance(form)
    elements = [
        writer.element(question, asked_if[question["name"]]) for question in form["questions"]
    ]
    return found | {"pages": [{"name": "page1", "elements": elements}]}


class _Writer:
    def __init__(self, languages: list[str]) -> None:
        self.languages = languages

    def words(self, words: Mapping[str, str]) -> str | dict[str, str]:
        """Return words as SurveyJS has them: a text where there is one language."""
        if list(words) == self.languages[:1]:
            return words[self.languages[0]]
        return {
            "default" if language == self.languages[0] else language: text
            for language, text in words.items()
        }

    def shown(self, words: Mapping[str, str]) -> str | dict[str, str]:
        """Return the words of a question, in which SurveyJS shows answers as `{name}`."""
        return self.words({code: PIPE.sub(r"{\1}", text) for code, text in words.items()})

    def element(self, question: Question, asked_if: str) -> dict[str, Any]:
        kind = question["type"]
        found: dict[str, Any] = {"type": self._kind(question), "name": question["name"]}
        found |= self._said(question)
        if question.get("hint"):
            found["description"] = self.shown(question["hint"])
        if question.get("required"):
            found["isRequired"] = True
        if question.get("required_message"):
            found["requiredErrorText"] = self.words(question["required_message"])
        if asked_if:
            found["visibleIf"] = theirs(asked_if, question["name"])
        if question.get("shuffle") and kind in surveyjs.ORDERED:
            found[surveyjs.ORDERED[kind]] = "random"
        if question.get("constraint"):
            found["validators"] = [self._validator(question)]
        found |= self._typed(question)
        ours = own.settings(question, *_SAID.get(kind, ()))
        if kind in {"agreement", "before_now", "name_one", "consent", "points", "own_code"}:
            ours = {"type": kind} | ours
        if kind == "before_now":  # its two rows are its own
            ours |= {"rows": None, "choices": None}
        ours |= self._not_as_it_was(question, found)
        return found | ({"alongside": ours} if ours else {})

    def _said(self, question: Question) -> dict[str, Any]:
        """Return what the question says; words to read as HTML."""
        match question["type"]:
            case "note":
                texts = own.joined(question).items()
                return {"html": self.shown({code: html(f"# {text}") for code, text in texts})}
            case "consent":
                box = {"renderAs": "checkbox", "valueTrue": AGREED}
                return {"title": self.shown(own.joined(question))} | box
        return {"title": self.shown(question["label"])}

    def _kind(self, question: Question) -> str:
        if _is_of_images(question):
            return "imagepicker"
        if question["type"] == "one":
            return "dropdown" if question.get("appearance") == "select" else "radiogroup"
        return _KINDS[question["type"]]

    def _validator(self, question: Question) -> dict[str, Any]:
        found: dict[str, Any] = {
            "type": "expression",
            "expression": theirs(question["constraint"], question["name"]),
        }
        if question.get("constraint_message"):
            found["text"] = self.words(question["constraint_message"])
        return found

    def _typed(self, question: Question) -> dict[str, Any]:
        found: dict[str, Any] = {}
        match question["type"]:
            case "number" | "date" as kind:
                found["inputType"] = kind
                found |= {key: question[key] for key in ("min", "max") if key in question}
            case "short" | "long" | "name_one":
                found |= {"maxLength": question["limit"]} if question.get("limit") else {}
            case "one" | "several" | "ranking":
                found |= self._choices(question)
            case "scale":
                found |= {"rateMin": question["start"], "rateMax": question["end"]}
                for ours, name in (("low", "minRateDescription"), ("high", "maxRateDescription")):
                    if question.get(ours):
                        found[name] = self.words(question[ours])
            case "slider" | "file" as kind:
                found |= self._line(question) if kind == "slider" else _sent(question)
            case "points":
                found["items"] = self._shared_out(question)
            case "agreement":
                found["rateValues"] = self._listed(own.steps(question, self.languages))
            case "before_now":
                parts = own.halves(question, self.languages)
                found["rows"] = self._listed({"name": n, "label": words} for n, words in parts)
                found["columns"] = self._listed(own.steps(question, self.languages))
            case "matrix":
                found["rows"] = self._listed(question["rows"])
                found["columns"] = self._listed(question["choices"])
        return found

    def _choices(self, question: Question) -> dict[str, Any]:
        """Return the list to choose from, with something else where that is offered."""
        found: dict[str, Any] = {"choices": self._listed(question["choices"])}
        found |= {"showOtherItem": True} if question.get("other") else {}
        if _is_of_images(question):
            found["showLabel"] = True
            found |= {"multiSelect": True} if question["type"] == "several" else {}
        if question.get("other_label"):
            found["otherText"] = self.words(question["other_label"])
        return found

    def _line(self, question: Question) -> dict[str, Any]:
        """Return the numbers of a slider, and what its ends are called."""
        found = {"min": question["start"], "max": question["end"]}
        found |= {"step": question["step"]} if "step" in question else {}
        ends = ((question["start"], "low"), (question["end"], "high"))
        labels = [{"value": value, "text": self.words(question[name])} for value, name in ends]
        return found | {"customLabels": labels}

    def _shared_out(self, question: Question) -> list[dict[str, Any]]:
        """Return a box for each thing that points are given to; the last one checks the sum."""
        kind: Any = type_of(question)
        items = [
            {"name": one["name"], "title": self.words(one["label"]), "inputType": "number"}
            for one in question["choices"]
        ]
        boxes = " + ".join(f"{{{question['name']}.{one['name']}}}" for one in question["choices"])
        sum_of_all = {"type": "expression", "expression": f"{boxes} = {kind.total(question)}"}
        return [*items[:-1], {**items[-1], "validators": [sum_of_all]}]

    def _listed(self, choices: Iterable[Question]) -> list[dict[str, Any]]:
        return [
            {"value": one["name"], "text": self.words(one["label"])}
            | ({"imageLink": file} if (file := own.image(one)) else {})
            for one in choices
        ]

    def _not_as_it_was(self, question: Question, element: dict[str, Any]) -> dict[str, Any]:
        """Return what would come back otherwise from what SurveyJS is told: kept as it is."""
        form = {"locale": self.languages[0], "elements": [element]}
        (back,) = surveyjs.read(json.dumps(form).encode()).questions
        kept = {} if "relevant" in question or "visibleIf" not in element else {"relevant": ""}
        keys = ("relevant", "constraint", "choices", "rows", "label", "appearance", "words", "hint")
        return kept | {
            key: question[key]
            for key in keys
            if key in question and back.question.get(key) != question[key]
        }


def _sent(question: Question) -> dict[str, Any]:
    """Return how many files are taken, and of which kinds."""
    many = {"allowMultiple": True} if question.get("most", 1) > 1 else {}
    return many | own.accepted(question)


def _is_of_images(question: Question) -> bool:
    """Return whether SurveyJS asks it with its pictures: where each choice has one."""
    return (
        question["type"] in {"one", "several"}
        and not question.get("other")
        and all(own.image(one) for one in question["choices"])
    )


def theirs(expression: str, name: str) -> str:
    """Return an expression as SurveyJS has it, as near as it goes.

    >>> theirs("selected(${needs}, 'ramp') and . > 3", "years")
    "{needs} contains 'ramp' and {years} > 3"
    """
    found = re.sub(
        r"selected\(\s*\$\{([^}]*)\}\s*,\s*('[^']*')\s*\)", r"{\1} contains \2", expression
    )
    found = re.sub(r"\$\{([^}]*)\}", r"{\1}", found)
    return re.sub(r"(?<![\w.}'])\.(?![\w.])", f"{{{name}}}", found)
