"""Reading the JSON of SurveyJS. What only we say of a question stands in `alongside`
(`surveyjs_out`); SurveyJS passes over it."""

import json
import re
from collections.abc import Mapping
from typing import Any

from alongside.methods.formats.forms.found import (
    FormFile,
    Found,
    NotAForm,
    Question,
    Words,
    coded,
    codes,
    in_our_codes,
    known_type,
    well_named,
)
from alongside.methods.formats.forms.markup import without_tags
from alongside.methods.formats.forms.own import fitting, of_image, parted, taken
from alongside.methods.questions.types.file import MOST

TYPES = {
    "comment": "long", "radiogroup": "one", "dropdown": "one", "boolean": "one",
    "buttongroup": "one", "imagepicker": "one", "checkbox": "several", "tagbox": "several",
    "ranking": "ranking", "rating": "scale", "matrix": "matrix", "html": "note",
    "slider": "slider", "file": "file",
}  # fmt: skip
ORDERED = {"one": "choicesOrder", "several": "choicesOrder", "ranking": "choicesOrder",
           "matrix": "rowsOrder"}  # fmt: skip
"""Where the order of the choices stands, by our types."""
INPUTS = {"number": "number", "range": "number", "date": "date"}
NOT_HERE = {
    "image": "is a picture, and asks nothing",
    "expression": "is a calculation",
    "signaturepad": "asks for a signature", "multipletext": "asks for several texts at once",
    "matrixdropdown": "is a table of lists", "matrixdynamic": "is a table that grows",
    "paneldynamic": "is asked again and again",
}  # fmt: skip
HOLDERS = frozenset({"panel", "flowpanel"})
DEEPEST = 30

type Element = Mapping[str, Any]


def read(content: bytes, title: str = "") -> FormFile:
    """Return the form in a SurveyJS file. `NotAForm` where it is none."""
    try:
        survey = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise NotAForm("The file is no JSON that can be read.") from None
    if not isinstance(survey, dict) or not ({"pages", "elements", "questions"} & set(survey)):
        raise NotAForm("The file is JSON, but has no pages or elements as SurveyJS writes them.")
    return _Reader(survey).read(title)


class _Reader:
    def __init__(self, survey: dict[str, Any]) -> None:
        self.survey = survey
        self.usual = str(survey.get("locale") or "en")
        self.names: dict[str, str] = {}
        self.chosen_from: dict[str, dict[str, str]] = {}
        self.found: list[Found] = []
        self.remarks: list[str] = []

    def read(self, title: str) -> FormFile:
        for page in _listed(self.survey, "pages") or [self.survey]:
            self._walk(page, [])
        if not self.found:
            raise NotAForm("There is no question in the form.")
        for trigger in _listed(self.survey, "triggers"):
            self._remark_on(trigger)
        said = self._words(self.survey.get("title")) or {self.usual: title or "Form"}
        written = [*(one.question["label"] for one in self.found), said]
        languages = list(dict.fromkeys(code for words in written for code in words))
        languages.sort(key=lambda code: code != self.usual)
        titles = {code: said.get(code) or next(iter(said.values())) for code in languages}
        intro = self._words(self.survey.get("description"))
        kept = intro if set(intro) >= set(languages) else {}
        return FormFile(titles, languages, self.found, kept, self.remarks)

    def _remark_on(self, trigger: Element) -> None:
        """Say where people are led on: there it stands apart from the questions."""
        leads = {"skip": f"“{trigger.get('gotoName')}”", "complete": "the end"}
        if there := leads.get(str(trigger.get("type"))):
            self.remarks.append(
                f"“{trigger.get('expression')}” leads people on to {there} there. Choose it on the "
                "question here."
            )

    def _words(self, words: object) -> Words:
        if isinstance(words, str) and words.strip():
            return {self.usual: words}
        if not isinstance(words, Mapping):
            return {}
        named = {
            self.usual if key == "default" else str(key): str(text) for key, text in words.items()
        }
        return {code: text for code, text in named.items() if text.strip()}

    def _shown(self, words: object) -> Words:
        """Return the words of a question; they show the answers to those before it."""

        def named(found: re.Match[str]) -> str:
            name = self.names.get(found[1].strip())
            return f"${{{name}}}" if name else found[0]

        return {
            code: re.sub(r"\{([^{}]*)\}", named, text) for code, text in self._words(words).items()
        }

    def _walk(self, holder: Element, conditions: list[str]) -> None:
        if len(conditions) > DEEPEST:
            raise NotAForm(f"Panels stand in panels more than {DEEPEST} deep.")
        conditions = [*conditions, self._condition(holder.get("visibleIf"))]
        for element in [*_listed(holder, "elements"), *_listed(holder, "questions")]:
            if str(element.get("type")) in HOLDERS:
                self._walk(element, conditions)
            else:
                self._take(element, conditions)

    def _take(self, element: Element, conditions: list[str]) -> None:
        name = str(element.get("name", ""))
        if not name:
            raise NotAForm(f"Question {len(self.found) + 1} has no name.")
        if name in self.names:
            raise NotAForm(f"There are two questions with the name “{name}”.")
        self.names[name] = well_named(name, set(self.names.values()))
        own = self._own(element)
        question: Question = {"type": "", "name": self.names[name]}
        question["label"] = self._shown(element.get("title")) or {self.usual: name}
        if hint := self._shown(element.get("description")):
            question["hint"] = hint
        if element.get("isRequired") is True and element.get("type") != "html":
            question["required"] = True
        asked = [one for one in [*conditions, self._condition(element.get("visibleIf"))] if one]
        if asked:
            alone = len(asked) == 1
            question["relevant"] = asked[0] if alone else " and ".join(f"({one})" for one in asked)
        if message := self._words(element.get("requiredErrorText")):
            question["required_message"] = message
        settings, why = self._typed(element)
        for validator in _listed(element, "validators"):
            if validator.get("type") == "expression":
                question["constraint"] = self._condition(validator.get("expression"), name)
                if text := self._words(validator.get("text")):
                    question["constraint_message"] = text
        if element.get(ORDERED.get(settings["type"], "")) == "random":
            settings["shuffle"] = True
        question |= self._passage(element, settings["type"], own, question["label"])
        question = fitting(question | settings, own)
        self.found.append(Found(question, why))
        if why:
            self.remarks.append(f"“{question['name']}” {why}.")

    def _passage(self, element: Element, kind: str, own: Question, label: Words) -> Question:
        """Return the label and the words of a note or a consent; nothing for any other type."""
        if kind == "note":
            markup = self._shown(element.get("html"))
            return parted({code: without_tags(text) for code, text in markup.items()} or label)
        return parted(label) if own.get("type") == "consent" else {}

    def _own(self, element: Element) -> Question:
        own = element.get("alongside") or {}
        written = isinstance(own, dict) and all(
            isinstance(own.get(key, {}), dict) for key in ("label", "hint", "words")
        )
        if not written or not known_type(own.get("type", "short")):
            raise NotAForm(f"“{element.get('name')}”: “alongside” is not as we write it.")
        return own

    def _typed(self, element: Element) -> tuple[Question, str]:
        """Return what a type of theirs is here, with its settings, and why it cannot be asked."""
        kind = str(element.get("type", "text"))
        if kind == "text":
            return _text(element)
        if self._own(element).get("type") == "points":
            return {"type": "points", "choices": self._items(element)}, ""
        if kind not in TYPES:
            return {"type": kind}, NOT_HERE.get(kind, "is of a type that we do not know")
        ours = TYPES[kind]
        if kind == "rating" and not _are_steps(element.get("rateValues")):
            return {"type": "one", "choices": self._choices(element, "rateValues")}, ""
        question: Question = {"type": ours}
        if kind == "boolean":
            question["choices"] = [
                {"name": code, "label": self._words(element.get(f"label{code.title()}")) or usual}
                for code, usual in (("true", {self.usual: "Yes"}), ("false", {self.usual: "No"}))
            ]
        elif ours in {"scale", "slider", "file"}:
            read = {"scale": self._scale, "slider": self._slider, "file": self._file}
            question |= read[ours](element)
        elif ours == "matrix":
            question["rows"] = self._choices(element, "rows")
            question["choices"] = self._choices(element, "columns")
        elif ours in {"one", "several", "ranking"}:
            question |= self._chosen(element, kind)
        return question, ""

    def _chosen(self, element: Element, kind: str) -> Question:
        """Return the list that people choose from, and how it is shown."""
        found: Question = {"choices": self._choices(element, "choices")}
        if element.get("hasOther") is True or element.get("showOtherItem") is True:
            found["other"] = True
        if words := self._words(element.get("otherText")):
            found["other_label"] = words
        if kind == "dropdown":
            found["appearance"] = "select"
        if kind == "imagepicker" and element.get("multiSelect") is True:
            found["type"] = "several"
        return found

    def _scale(self, element: Element) -> Question:
        values, many = element.get("rateValues"), element.get("rateCount")
        first, last = element.get("rateMin"), element.get("rateMax")
        if isinstance(values, list) and values:
            first, last = values[0], values[-1]
        start = first if type(first) is int else 1
        usual = start + many - 1 if type(many) is int else 5
        found: Question = {"start": start, "end": last if type(last) is int else usual}
        for ours, theirs in (("low", "minRateDescription"), ("high", "maxRateDescription")):
            if words := self._words(element.get(theirs)):
                found[ours] = words
        return found

    def _slider(self, element: Element) -> Question:
        found: Question = {}
        for ours, theirs, usual in (("start", "min", 0), ("end", "max", 100)):
            value = element.get(theirs, usual)
            found[ours] = value if type(value) is int else usual
        if type(element.get("step")) is int:
            found["step"] = element["step"]
        labels = {
            one["value"]: one.get("text")
            for one in _listed(element, "customLabels")
            if type(one.get("value")) is int
        }
        for ours, end in (("low", found["start"]), ("high", found["end"])):
            found[ours] = self._words(labels.get(end)) or {self.usual: str(end)}
        return found

    def _file(self, element: Element) -> Question:
        many: Question = {"most": MOST} if element.get("allowMultiple") is True else {}
        return many | taken(str(element.get("acceptedTypes") or "").split(","))

    def _items(self, element: Element) -> list[Question]:
        """Return the boxes of a question with several as the things that points are given to."""
        return [
            {
                "name": coded(str(item.get("name", ""))),
                "label": self._words(item.get("title")) or {self.usual: str(item.get("name", ""))},
            }
            for item in _listed(element, "items")
        ]

    def _choices(self, element: Element, key: str) -> list[Question]:
        """Return the choices or rows of a question, and keep what choices are called there."""
        listed = element.get(key)
        given = [
            one if isinstance(one, Mapping) else {"value": one}
            for one in (listed if isinstance(listed, list) else [])
        ]
        called = codes(str(item.get("value", "")) for item in given)
        if key != "rows":
            self.chosen_from[self.names[str(element["name"])]] = called
        choices = []
        for item in given:
            code = str(item.get("value", ""))
            label = self._words(item.get("text")) or {self.usual: code}
            choices.append({"name": called[code], "label": label} | self._pictured(item, element))
        return choices

    def _pictured(self, item: Element, element: Element) -> Question:
        """Return the picture or symbol beside a choice, where the file that is named is ours."""
        file = str(item.get("imageLink") or "")
        beside: Question = dict(of_image(file))
        if file and not beside:
            self.remarks.append(
                f"“{element.get('name')}”: a picture is not in this file ({file[:80]}). Put it "
                "beside the choice here."
            )
        return beside

    def _condition(self, text: object, own: str = "") -> str:
        """Return an expression of theirs in our words, as far as ours go."""
        if not isinstance(text, str) or not text.strip():
            return ""
        ours = re.sub(
            r"\{([^{}]+)\}\s*(contains|notcontains)\s*('[^']*'|\"[^\"]*\"|-?\d+\b)",
            lambda f: ("not({})" if f[2] == "notcontains" else "{}").format(
                f"selected({{{f[1]}}}, {_quoted(f[3])})"
            ),
            text,
        )
        ours = re.sub(r"\{([^{}]+)\}\s*notempty", r"{\1} != ''", ours)
        ours = re.sub(r"\{([^{}]+)\}\s*empty", r"{\1} = ''", ours)
        ours = re.sub(r"\s(?:==|equal)\s", " = ", ours)
        ours = re.sub(r"\s(?:<>|notequal)\s", " != ", ours)
        ours = re.sub(r"=\s*(true|false)\b", r"= '\1'", ours)  # the choices of yes or no
        ours = ours.replace("&&", "and").replace("||", "or")

        def named(found: re.Match[str]) -> str:
            whole, _, part = found[1].strip().partition(".")
            if whole == own and not part:
                return "."
            name = self.names.get(whole, whole)
            return "${" + name + (f".{coded(part)}" if part else "") + "}"

        return in_our_codes(
            re.sub(r"\{([^{}]+)\}", named, ours), self.chosen_from, self.names.get(own, "")
        )


def _are_steps(values: object) -> bool:
    """Return whether the steps of a rating need no words: numbers one after the other, or none."""
    if not isinstance(values, list) or not values:
        return True
    return all(type(one) is int for one in values) and values == list(
        range(values[0], values[0] + len(values))
    )


def _quoted(value: str) -> str:
    """Return a value as it is compared here: numbers of choices are texts too."""
    return "'" + value.strip("'\"") + "'"


def _listed(holder: Element, key: str) -> list[Element]:
    found = holder.get(key)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _text(element: Element) -> tuple[Question, str]:
    """Return what a box of theirs is here, and why it cannot be asked."""
    given = str(element.get("inputType", "text"))
    if given in {"time", "datetime-local", "month", "week", "color"}:
        return {"type": given}, f"asks for a {given}, which cannot be asked here"
    return {"type": INPUTS.get(given, "short")} | _limits(element), ""


def _limits(element: Element) -> Question:
    """Return the limits of a number or of a text."""
    found: Question = {}
    for ours, theirs in (("min", "min"), ("max", "max"), ("limit", "maxLength")):
        value = element.get(theirs)
        if type(value) is int and (ours != "limit" or value > 0):
            found[ours] = value
    return found
