"""Reading XLSForm, the form as a spreadsheet that Kobo, ODK and Survey123 use (xlsform.org).

Groups are taken apart: their condition goes to each question in them, and their label begins a
section. What is asked again and again
(repeat) is asked once; a loop over a list is written out. Names become ours (`found.well_named`),
also where expressions use them. What no person answers (calculations, times, devices) is left out.
What only our own workbooks say stands in the column `alongside_settings` (`xlsform_out`).
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from alongside.methods.formats.forms import tongues
from alongside.methods.formats.forms.found import (
    FormFile,
    Found,
    NotAForm,
    Question,
    Words,
    codes,
    in_our_codes,
    known_type,
    well_named,
)
from alongside.methods.formats.forms.own import fitting, of_image, parted
from alongside.methods.formats.forms.tables import Row, sheets_of
from alongside.methods.questions.types.scale import WIDEST

SETTINGS = "alongside_settings"
HINT = "alongside_hint"
SHOWS = "alongside_shows"
IMAGE = "media:image"
"""The columns that only our workbooks have: JSON of what is said there alone."""
UNSKIPPED = "unskipped"
"""Under which our column says what `relevant` was, and as what it went out with the skips in it.
Where somebody has changed that since, their words count."""

TYPES = {
    "text": "short", "string": "short", "phone number": "short", "barcode": "short",
    "add text prompt": "short", "add phone number prompt": "short",
    "integer": "number", "int": "number", "add integer prompt": "number",
    "decimal": "number", "add decimal prompt": "number",
    "date": "date", "add date prompt": "date",
    "range": "scale", "acknowledge": "consent", "trigger": "consent", "note": "note",
    "add note prompt": "note", "image": "file", "photo": "file", "add image prompt": "file",
    "file": "file", "add file prompt": "file",
}  # fmt: skip
"""What we ask in the place of a type of theirs."""

NOT_OF_A_NOTE = frozenset({"required", "required_message", "constraint", "constraint_message"})
"""What a note can have in a workbook, and nobody can meet."""

NOT_HERE = {
    "geopoint": "a place on a map", "gps": "a place on a map", "location": "a place on a map",
    "add location prompt": "a place on a map",
    "geotrace": "a line on a map", "geoshape": "an area on a map", "osm": "a place on a map",
    "audio": "a recording", "add audio prompt": "a recording", "video": "a video",
    "add video prompt": "a video",
    "time": "a time of day", "datetime": "a day and a time",
    "add date time prompt": "a day and a time",
}  # fmt: skip
"""What is asked for by types that we do not have."""

DRAWN = frozenset({"signature", "draw", "annotate"})
"""Appearances of an image that people draw on the screen."""

NOBODY_ANSWERS = frozenset({
    "calculate", "add calculate prompt", "hidden", "start", "end", "today", "deviceid",
    "uri:deviceid", "imei", "subscriberid", "uri:subscriberid", "simserial", "uri:simserial",
    "phonenumber", "uri:phonenumber", "username", "uri:username", "email", "uri:email", "audit",
    "start-geopoint", "background-audio", "background-geopoint", "xml-external", "csv-external",
    "get start time", "get end time", "get today", "get device id", "get subscriber id",
    "get sim id", "get phone number", "set form title", "set form id", "imei number", "q geopoint",
})  # fmt: skip
"""What a device fills in, or the form itself."""

_LIST = re.compile(
    r"(?:(?P<one>select1|select_one_external|select_one|select one(?: external)?)"
    r"|(?P<several>select_multiple|select_many|select all that apply|select multiple)"
    r"|(?P<rank>rank|odk:rank)"
    r"|add (?P<prompt>select one|select multiple) prompt)"
    r"(?:\s+(?:from|using))?\s+(?P<list>\S+)"
    r"(?P<other>\s+or[ _](?:specify[ _])?other)?",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"(?P<what>begin|end)[ _](?P<kind>group|repeat|loop|lgroup|looped group)"
    r"(?:\s+over\s+(?P<over>\S+))?",
    re.IGNORECASE,
)
_FROM_FILE = re.compile(r"select_(one|multiple)_from_file\s+(\S+)", re.IGNORECASE)
_YES = frozenset({"yes", "true", "true()", "1"})


@dataclass
class _Group:
    """A group that is open: its `condition` and `label`, and for a loop what is over it
    and what it holds."""

    kind: str
    row: Row
    condition: str = ""
    over: str = ""
    label: Words = field(default_factory=dict)
    held: list[Row] = field(default_factory=list)


def read(content: bytes, title: str = "") -> FormFile:
    """Return the form in an XLSForm. `NotAForm` with the sheet, the row and the reason."""
    sheets = sheets_of(content)
    survey = sheets.get("survey")
    if survey is None and len(sheets) == 1:
        survey = next(iter(sheets.values()))
    if not survey:
        raise NotAForm("There is no sheet “survey” with questions in it.")
    if not any(row.get("type") for row in survey):
        raise NotAForm("The sheet “survey” has no column “type”.")
    return _Reader(sheets, title).read(survey)


class _Reader:
    """One form while it is read."""

    def __init__(self, sheets: Mapping[str, list[Row]], title: str) -> None:
        self.settings: dict[str, str] = {}
        for row in sheets.get("settings", []):
            self.settings = {**row.cells, **self.settings}
        self.usual = tongues.code(self.settings.get("default_language", "") or "en")
        self.title = self.settings.get("form_title", "") or title or "Form"
        self.remarks: list[str] = []
        self.names: dict[str, str] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.chosen_from: dict[str, dict[str, str]] = {}
        self.lists = self._lists(sheets)
        self.questions: list[Found] = []
        self.intro: Words = {}
        self.open_groups: list[_Group] = []
        self.in_section: _Group | None = None

    def _lists(self, sheets: Mapping[str, list[Row]]) -> dict[str, list[Question]]:
        """Return the choices of each list. What they are called there stays in `codes`."""
        lists: dict[str, dict[str, Question]] = {}
        for sheet in ("choices", "choices and columns", "columns", "external_choices", "osm"):
            for row in sheets.get(sheet, []):
                name, code = row.get("list_name"), row.get("name")
                if not name or not code:
                    continue
                choices = lists.setdefault(name.lower(), {})
                if code not in choices:
                    choices[code] = self._texts(row) | self._pictured(row, sheet)
        self.codes = {name: codes(choices) for name, choices in lists.items()}
        return {
            name: [{"name": self.codes[name][code]} | one for code, one in choices.items()]
            for name, choices in lists.items()
        }

    def _words(self, row: Row, column: str) -> Words:
        """Return the words of a column by the code of their language."""
        found: Words = {}
        for called, text in row.words.get(column, {}).items():
            found.setdefault(tongues.code(called) if called else self.usual, text)
        return found

    # rows -----------------------------------------------------------------------------------------

    def read(self, rows: Iterable[Row]) -> FormFile:
        open_groups = self.open_groups
        for row in rows:
            kind = " ".join(row.get("type").split())
            if row.get("disabled").lower() in _YES or not kind or kind.startswith("#"):
                continue
            group = _GROUP.fullmatch(kind)
            inside = next((one for one in open_groups if one.kind in {"loop", "ours"}), None)
            if (
                group
                and group["what"].lower() == "begin"
                and not (inside and inside.kind == "ours")
            ):
                open_groups.append(self._begun(row, group))
            elif group and group["what"].lower() == "end":
                self._end(row, open_groups)
            elif inside is not None:
                inside.held.append(row)
            else:
                self._take(row, kind, [one.condition for one in open_groups])
        if open_groups:
            raise NotAForm(f"Row {open_groups[-1].row.line}: this group has no end.")
        return self._form()

    def _begun(self, row: Row, group: re.Match[str]) -> _Group:
        condition = self._expression(row.get("relevant"))
        if row.get(SETTINGS):
            return _Group("ours", row)
        if group["kind"].lower() == "repeat":
            self.remarks.append(f"Row {row.line}: what is asked again and again is asked once.")
        if group["over"]:
            return _Group("loop", row, condition, group["over"])
        return _Group("group", row, condition, label=self._words(row, "label"))

    def _end(self, row: Row, open_groups: list[_Group]) -> None:
        if not open_groups:
            raise NotAForm(f"Row {row.line}: a group ends here that did not begin.")
        group = open_groups.pop()
        conditions = [one.condition for one in open_groups] + [group.condition]
        if group.kind == "ours":
            self._take(group.row, "group of ours", conditions)
            self._fill(self.questions[-1].question, group.held)
        if group.kind != "loop":
            return
        for choice in self._list(group.over, group.row):
            for held in group.held:
                self._take(
                    _of_loop(held, group.row.get("name"), choice), held.get("type"), conditions
                )

    def _fill(self, question: Question, held: Iterable[Row]) -> None:
        """Give a matrix the rows and the choices that the questions in its group have, and points
        the things they are given to."""
        if question["type"] == "points":
            question["choices"] = [
                {"name": row.get("name").rpartition("__")[2]} | self._texts(row) for row in held
            ]
        if question["type"] != "matrix":
            return
        question["rows"], question["choices"] = [], []
        for row in held:
            chosen = _LIST.fullmatch(row.get("type"))
            if chosen:
                question["choices"] = self._list(chosen["list"], row)
                part = {"name": row.get("name").rpartition("__")[2]}
                beside = self._pictured(row, "survey")
                question["rows"].append(part | self._texts(row) | beside)

    def _texts(self, row: Row) -> Question:
        """Return the label and the hint of a row."""
        label = self._words(row, "label") or {self.usual: row.get("name")}
        found: Question = {"label": self._piped(label)}
        if hint := self._piped(self._words(row, "hint")) or _json(row, HINT):
            found["hint"] = hint
        return found

    def _pictured(self, row: Row, sheet: str) -> Question:
        """Return the picture or symbol beside a choice, where the file that is named is ours."""
        file = next((text for at, text in row.cells.items() if at.startswith(IMAGE)), "")
        if not file:
            return {}
        beside = of_image(file)
        if not beside:
            self.remarks.append(
                f"Sheet “{sheet}”, row {row.line}: the picture “{file}” is not in this file. "
                "Put it beside the choice here."
            )
            return {}
        shows = _json(row, SHOWS)
        return beside | ({"shows": shows} if shows else {})

    def _piped(self, words: Words) -> Words:
        """Return words with our names where they show the answer to another question."""
        return {
            language: re.sub(
                r"\$\{\s*([^}]*?)\s*\}",
                lambda found: f"${{{self.names.get(found[1], found[1])}}}",
                text,
            )
            for language, text in words.items()
        }

    def _take(self, row: Row, kind: str, conditions: Iterable[str]) -> None:
        """Take a row over as a question, or say why not."""
        kind = " ".join(kind.split())
        if _ours(row).get("part"):
            return
        if kind.lower() in NOBODY_ANSWERS:
            self.remarks.append(f"Row {row.line}: “{kind}” is left out: nobody answers it.")
            return
        question, why = self._question(row, kind)
        if not row.get("name") and question["type"] == "note":
            row = replace(row, cells={**row.cells, "name": f"note_{row.line}"})
        if not row.get("name"):
            raise NotAForm(f"Row {row.line}: the question has no name.")
        head: Question = {"type": question.pop("type"), "name": self._named(row)}
        if chosen := _LIST.fullmatch(kind):
            self.chosen_from[head["name"]] = self.codes[chosen["list"].lower()]
        if row.get("choice_filter"):
            self.remarks.append(f"Row {row.line}: all choices are offered; they were filtered.")
        if given := row.get("default"):
            self.remarks.append(
                f"Row {row.line}: “{given[:80]}” stood there as an answer beforehand; here people "
                "begin without one."
            )
        if head == {"type": "note", "name": "intro"} and not self.questions:
            self.intro = self._texts(row)["label"]
            return
        common = head | self._texts(row) | self._rules(row, conditions) | self._section(row)
        if head["type"] in {"note", "consent"} and "words" not in question:
            common |= parted(common["label"])
        if head["type"] == "note":
            common = {key: common[key] for key in common if key not in NOT_OF_A_NOTE}
        self.questions.append(Found(common | question, why))
        if why:
            self.remarks.append(f"Row {row.line}: “{head['name']}” {why}.")

    def _section(self, row: Row) -> Question:
        """Return the section that begins with a row: the innermost group with a label."""
        named = [group for group in self.open_groups if group.label]
        if named and named[-1] is not self.in_section:
            self.in_section = named[-1]
            return {"section": named[-1].label}
        if self.in_section and not named:
            words = next(iter(self.in_section.label.values()))
            self.remarks.append(
                f"Row {row.line}: it stands in no group any more; here the section “{words}” goes "
                "on."
            )
            self.in_section = None
        return {}

    def _rules(self, row: Row, conditions: Iterable[str]) -> Question:
        """Return when a question is asked, whether it must be, and what it accepts."""
        found: Question = {}
        if row.get("required").lower() in _YES:
            found["required"] = True
        relevant = _both([*conditions, self._expression(row.get("relevant"))])
        if (unskipped := _ours(row).get(UNSKIPPED)) and _is_pair(unskipped):
            before, went_out = unskipped
            relevant = before if relevant == self._expression(went_out) else relevant
        if relevant:
            found["relevant"] = relevant
        if constraint := self._expression(row.get("constraint"), own=self.names[row.get("name")]):
            found["constraint"] = constraint
        for message in ("constraint_message", "required_message"):
            if words := self._words(row, message):
                found[message] = words
        return found

    def _named(self, row: Row) -> str:
        theirs = row.get("name")
        if theirs in self.names:
            raise NotAForm(f"Row {row.line}: there are two questions with the name “{theirs}”.")
        self.names[theirs] = well_named(theirs, set(self.names.values()))
        return self.names[theirs]

    def _question(self, row: Row, kind: str) -> tuple[Question, str]:
        """Return what a type of theirs is here, with its settings, and why it cannot be asked."""
        own = _ours(row)
        if chosen := _LIST.fullmatch(kind):
            question, why = self._chosen(row, chosen), ""
        elif in_file := _FROM_FILE.fullmatch(kind):
            question, why = {"type": kind.split()[0]}, f"has its choices in a file, {in_file[2]}"
        elif kind.lower().split()[0] in {"include", "include_json"}:
            raise NotAForm(
                f"Row {row.line}: “{row.get('name')}” is a part that stands in another file. "
                "Put its questions in here."
            )
        elif kind == "group of ours":
            question, why = {"type": str(own.get("type", ""))}, ""
        else:
            question, why = self._typed(row, kind)
        self._take_out_other(own, question)
        own = {key: value for key, value in own.items() if key != UNSKIPPED}
        return fitting(question, own), why

    def _typed(self, row: Row, kind: str) -> tuple[Question, str]:
        small = kind.lower()
        first = small.split()[0]
        if small in TYPES:
            question: Question = {"type": TYPES[small]}
            if small == "range":
                return _range(row), ""
            if question["type"] == "file":
                return _file(row, small)
            if question["type"] == "short" and "multiline" in row.get("appearance"):
                question["type"] = "long"
            if "decimal" in small:
                question["decimals"] = 4
            return question, ""
        for name in (small, first):
            if name in NOT_HERE:
                return {"type": name}, f"asks for {NOT_HERE[name]}, which cannot be asked here"
        raise NotAForm(f"Row {row.line}: there is no type of question “{kind}”.")

    def _chosen(self, row: Row, chosen: re.Match[str]) -> Question:
        several = chosen["several"] or "multiple" in (chosen["prompt"] or "")
        kind = "ranking" if chosen["rank"] else "several" if several else "one"
        question: Question = {"type": kind, "choices": self._list(chosen["list"], row)}
        if chosen["other"]:
            question["other"] = True
        if "randomize=true" in "".join(row.get("parameters").lower().split()):
            question["shuffle"] = True
        if kind == "one" and "minimal" in row.get("appearance").split():
            question["appearance"] = "select"
        return question

    def _list(self, name: str, row: Row) -> list[Question]:
        if name.lower() not in self.lists:
            raise NotAForm(f"Row {row.line}: there is no list “{name}” in the sheet “choices”.")
        return [dict(choice) for choice in self.lists[name.lower()]]

    def _take_out_other(self, own: Question, question: Question) -> None:
        """Take something else to choose out of the list, where our own column says it is that."""
        if own.get("other") and "choices" in question:
            question["choices"] = [one for one in question["choices"] if one["name"] != "other"]

    def _expression(self, text: str, own: str = "") -> str:
        """Return an expression with our names in it, of choices too, and our parts
        (`${a.before}`). A dot in it is the answer to the question `own`."""

        def ours(found: re.Match[str]) -> str:
            name = found[1].strip()
            if name in self.names:
                return "${" + self.names[name] + "}"
            whole, _, part = name.partition("__")
            return "${" + (f"{self.names[whole]}.{part}" if whole in self.names else name) + "}"

        named = re.sub(r"\$\{([^{}]*)\}", ours, " ".join(text.split()))
        return in_our_codes(named, self.chosen_from, own)

    def _form(self) -> FormFile:
        languages: dict[str, None] = {}
        for found in self.questions:
            languages |= dict.fromkeys(found.question["label"])
            for choice in found.question.get("choices", ()):
                languages |= dict.fromkeys(choice["label"])
        usual = [self.usual] if self.usual in languages else []
        ordered = [*usual, *(code for code in languages if code not in usual)]
        title = (
            json.loads(self.settings["alongside_title"])
            if self.settings.get("alongside_title")
            else dict.fromkeys(ordered, self.title)
        )
        return FormFile(title, ordered, self.questions, self.intro, self.remarks)


def _json(row: Row, column: str) -> Question:
    """Return what a column of ours says; nothing where it is empty."""
    try:
        found = json.loads(row.get(column) or "{}")
    except ValueError:
        raise NotAForm(f"Row {row.line}: the column {column} is no JSON.") from None
    if not isinstance(found, dict):
        raise NotAForm(f"Row {row.line}: the column {column} is not as we write it.")
    return found


def _ours(row: Row) -> Question:
    """Return what only our own workbooks say of a question."""
    own = _json(row, SETTINGS)
    if not known_type(own.get("type", "short")):
        raise NotAForm(f"Row {row.line}: the column {SETTINGS} is not as we write it.")
    return own


def _is_pair(found: object) -> bool:
    return isinstance(found, list) and len(found) == 2 and all(isinstance(t, str) for t in found)


def _range(row: Row) -> Question:
    """Return what the parameters of a range ask for ("start=0 end=10 step=1"): a scale, or a slider
    where it goes further than a scale, or by other steps; a number where it has decimals."""
    found = dict(
        re.findall(r"(start|end|step)\s*=\s*(-?\d{1,9}(?:\.\d{1,9})?)", row.get("parameters"))
    )
    start, end, step = (
        float(found.get(name, usual)) for name, usual in (("start", 1), ("end", 10), ("step", 1))
    )
    if not all(value.is_integer() for value in (start, end, step)):
        return {"type": "number", "min": start, "max": end, "decimals": 4}
    ends: Question = {"start": int(start), "end": int(end)}
    if step != 1:
        return {"type": "slider", **ends, "step": int(step)}
    return {"type": "scale" if end - start <= WIDEST else "slider", **ends}


def _file(row: Row, kind: str) -> tuple[Question, str]:
    """Return what is asked for where people send an image or a file."""
    if DRAWN & set(row.get("appearance").lower().split()):
        return {"type": kind}, "asks for a drawing, which cannot be asked here"
    return {"type": "file"} | ({} if "file" in kind else {"takes": "pictures"}), ""


def _both(conditions: Iterable[str]) -> str:
    """Return the condition that all of these hold, each once."""
    found = list(dict.fromkeys(one for one in conditions if one))
    return found[0] if len(found) == 1 else " and ".join(f"({one})" for one in found)


def _of_loop(row: Row, loop: str, choice: Mapping[str, Any]) -> Row:
    """Return a row of a loop as it stands for one thing of the list it goes over."""
    name = f"{loop}_{choice['name']}_{row.get('name')}"

    def filled(language: str, text: str) -> str:
        label = choice["label"].get(tongues.code(language) if language else "", "")
        label = label or next(iter(choice["label"].values()))
        return text.replace("%(label)s", label).replace("%(name)s", str(choice["name"]))

    words = {
        column: {language: filled(language, text) for language, text in texts.items()}
        for column, texts in row.words.items()
    }
    return replace(row, cells={**row.cells, "name": name}, words=words)
