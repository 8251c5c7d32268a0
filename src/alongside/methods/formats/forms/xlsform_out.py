"""Writing a form of ours as XLSForm, so that Kobo, ODK and Survey123 can ask it and `xlsform.read`
gives the same form back.

What XLSForm has no word for is written in the nearest it has: before and now, and a matrix, as a
group of choices, something else to choose as a choice with a text after it. How it is meant here
stands beside it in the column `alongside_settings`, which other products pass over.
"""

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import xlsxwriter

from alongside.methods.formats.forms import own
from alongside.methods.formats.forms.found import well_named
from alongside.methods.formats.forms.tongues import CODES
from alongside.methods.formats.forms.xlsform import HINT, IMAGE, SETTINGS, SHOWS, UNSKIPPED
from alongside.methods.questions import type_of
from alongside.methods.questions.skipping import relevance

type Form = Mapping[str, Any]
type Row = dict[str, str]

PLAIN = {
    "short": "text",
    "long": "text",
    "number": "integer",
    "date": "date",
    "name_one": "text",
    "own_code": "text",
    "note": "note",
    "consent": "acknowledge",
}
_NAMES = {code: name.capitalize() for name, code in CODES.items()}
_PART = json.dumps({"part": True})
_CHOSEN = {"one": "select_one", "several": "select_multiple", "ranking": "rank"}


def write(form: Form) -> bytes:
    """Return an XLSX workbook with the sheets survey, choices and settings."""
    return _Writer(form).workbook()


def called(code: str) -> str:
    """Return what XLSForm calls a language: "English (en)"."""
    return f"{_NAMES.get(code, code)} ({code})"


class _Writer:
    def __init__(self, form: Form) -> None:
        self.form = form
        self.languages: list[str] = list(form["languages"])
        self.survey: list[Row] = []
        self.choices: list[Row] = []
        self.lists: dict[str, str] = {}

    def workbook(self) -> bytes:
        if self.form.get("intro"):
            self.survey.append(
                {"type": "note", "name": "intro"} | self._words("label", self.form["intro"])
            )
        asked_if = relevance(self.form)
        names = {question["name"] for question in self.form["questions"]}
        in_section = False
        for question in self.form["questions"]:
            if question.get("section"):
                self.survey += [{"type": "end_group"}] if in_section else []
                name = well_named(f"section_{question['name']}", names)
                head = {"type": "begin_group", "name": name}
                self.survey.append(head | self._words("label", question["section"]))
                in_section = True
            self.survey += self._rows(_unskipped(question, asked_if[question["name"]]))
        self.survey += [{"type": "end_group"}] if in_section else []
        title = self.form["title"]
        settings = {
            "form_title": title[self.languages[0]],
            "form_id": "alongside",
            "default_language": called(self.languages[0]),
            "alongside_title": json.dumps(title, ensure_ascii=False),
        }
        file = io.BytesIO()
        book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
        for name, rows in (
            ("survey", self.survey),
            ("choices", self.choices),
            ("settings", [settings]),
        ):
            _fill(book.add_worksheet(name), rows)
        book.close()
        return file.getvalue()

    def _words(self, column: str, words: Mapping[str, str]) -> Row:
        return {f"{column}::{called(code)}": words[code] for code in words}

    def _common(self, question: Mapping[str, Any], kind: str) -> Row:
        row: Row = {"type": kind, "name": question["name"]}
        for column in ("label", "hint", "constraint_message", "required_message"):
            row |= self._words(column, question.get(column) or {})
        if question.get("required"):
            row["required"] = "yes"
        for column in ("relevant", "constraint"):
            if question.get(column):
                row[column] = _theirs(question[column])
        return row

    def _rows(self, question: Mapping[str, Any]) -> Iterator[Row]:
        match question["type"]:
            case "one" | "several" | "ranking":
                yield from self._chosen(question)
            case "agreement":
                steps = self._list(question["name"], own.steps(question, self.languages))
                yield self._common(question, f"select_one {steps}") | _settings(
                    question, typed=True
                )
            case "before_now":
                steps = self._list(question["name"], own.steps(question, self.languages))
                yield self._common(question, "begin_group") | _settings(question, typed=True)
                for part, words in own.halves(question, self.languages):
                    yield self._part(question, part, f"select_one {steps}", {"label": words})
                yield {"type": "end_group"}
            case "matrix":
                choices = self._list(question["name"], question["choices"])
                yield self._common(question, "begin_group") | _settings(question, typed=True)
                for row in question["rows"]:
                    yield self._part(question, row["name"], f"select_one {choices}", row)
                yield {"type": "end_group"}
            case "points":
                yield self._common(question, "begin_group") | _settings(question, typed=True)
                yield from self._shared_out(question)
                yield {"type": "end_group"}
            case "slider":
                step = question.get("step", 1)
                row = self._common(question, "range")
                row |= _settings(question, "start", "end", "step", typed=True)
                ends = f"start={question['start']} end={question['end']}"
                yield row | {"parameters": f"{ends} step={step}"}
            case "file":
                pictures = question.get("takes") == "pictures"
                row = self._common(question, "image" if pictures else "file")
                yield row | _settings(question, *(["takes"] if pictures else []))
            case "scale":
                row = self._common(question, "range") | _settings(question, "start", "end")
                yield row | {
                    "parameters": f"start={question['start']} end={question['end']} step=1"
                }
            case kind:
                yield self._plain(question, kind)

    def _shared_out(self, question: Mapping[str, Any]) -> Iterator[Row]:
        """Yield a number for each thing that points are given to; the last one checks the sum."""
        name, choices = question["name"], question["choices"]
        kind: Any = type_of(question)
        others = [f"coalesce(${{{name}__{one['name']}}}, 0)" for one in choices[:-1]]
        for place, choice in enumerate(choices, 1):
            row = self._part(question, choice["name"], "integer", choice)
            if place == len(choices):
                row["constraint"] = f". + {' + '.join(others)} = {kind.total(question)}"
            yield row

    def _plain(self, question: Mapping[str, Any], kind: str) -> Row:
        theirs = "decimal" if question.get("decimals") else PLAIN[kind]
        said = []
        if kind in {"note", "consent"} and own.is_whole(question):
            question, said = {**question, "label": own.joined(question)}, ["words"]
        row = self._common(question, theirs)
        row |= _settings(question, *said, typed=kind in {"name_one", "own_code"})
        return row | ({"appearance": "multiline"} if kind == "long" else {})

    def _chosen(self, question: Mapping[str, Any]) -> Iterator[Row]:
        choices, name = list(question["choices"]), question["name"]
        if question.get("other"):
            label = question.get("other_label") or dict.fromkeys(self.languages, "Other")
            choices.append({"name": "other", "label": label})
        listed = self._list(name, choices)
        select = question.get("appearance") == "select"
        row = self._common(question, f"{_CHOSEN[question['type']]} {listed}")
        row |= _settings(question, "shuffle", *(["appearance"] if select else []))
        row |= {"parameters": "randomize=true"} if question.get("shuffle") else {}
        yield row | ({"appearance": "minimal"} if select else {})
        if question.get("other"):
            words = {"label": choices[-1]["label"]}
            relevant = {"relevant": f"selected(${{{name}}}, 'other')"}
            yield self._part(question, "other", "text", words) | relevant

    def _part(
        self, question: Mapping[str, Any], part: str, kind: str, texts: Mapping[str, Any]
    ) -> Row:
        """Return the row of a part of a question, which has no row of its own here."""
        row = {"type": kind, "name": f"{question['name']}__{part}", SETTINGS: _PART}
        for column in ("label", "hint"):
            row |= self._words(column, texts.get(column) or {})
        return row | self._pictured(texts)

    def _list(self, name: str, choices: Any) -> str:
        """Return the name of a list with these choices: the same list is written once."""
        rows = [
            {"name": choice["name"]}
            | self._words("label", choice["label"])
            | ({HINT: json.dumps(choice["hint"], ensure_ascii=False)} if choice.get("hint") else {})
            | self._pictured(choice)
            for choice in choices
        ]
        same = json.dumps(rows)
        if same not in self.lists:
            self.lists[same] = f"list_{name}"
            self.choices += [{"list_name": f"list_{name}"} | row for row in rows]
        return self.lists[same]

    def _pictured(self, option: Mapping[str, Any]) -> Row:
        """Return the cells that name the picture or symbol of a choice, and say what it shows. Each
        language has a cell of its own: other products show a picture in none but its own."""
        file = own.image(option)
        if not file:
            return {}
        column = IMAGE.replace(":", "::")
        several = len(self.languages) > 1
        columns = [f"{column}::{called(code)}" for code in self.languages] if several else [column]
        shows = option.get("shows")
        said = {SHOWS: json.dumps(shows, ensure_ascii=False)} if shows else {}
        return dict.fromkeys(columns, file) | said


def _unskipped(question: Mapping[str, Any], asked_if: str) -> Mapping[str, Any]:
    """Return a question that nobody skips because its `relevant` says when; beside it stands what
    it said before, and as what it goes out."""
    own = question.get("relevant") or ""
    if asked_if == own.strip():
        return question
    return {**question, "relevant": asked_if, UNSKIPPED: [own, _theirs(asked_if)]}


def _settings(question: Mapping[str, Any], *said: str, typed: bool = False) -> Row:
    """Return the cell that says what only we say; with `typed` also which type it is."""
    found = own.settings(question, "section", *said)
    if typed:
        found = {"type": question["type"]} | found
    if not found:
        return {}
    # No answer may seem to be asked for here: others look for ${name} in every column.
    return {SETTINGS: json.dumps(found, ensure_ascii=False).replace("${", r"\u0024{")}


def _theirs(expression: str) -> str:
    """Return an expression with the parts of questions by the names that their rows have."""
    return re.sub(r"\$\{(\w+)\.([\w-]+)\}", r"${\1__\2}", expression)


def _fill(sheet: Any, rows: Sequence[Row]) -> None:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column)
        for line, row in enumerate(rows, 1):
            if row.get(column):
                sheet.write_string(line, place, row[column])
    sheet.freeze_panes(1, 0)
