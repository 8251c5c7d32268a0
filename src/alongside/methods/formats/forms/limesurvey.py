"""Reading the structure of a LimeSurvey survey (.lss, XML; versions 2 to 6). A group is a section
here; what stands above its questions is words to read."""

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from xml.etree import ElementTree

from alongside.methods.formats.forms.found import (
    FormFile,
    Found,
    NotAForm,
    Question,
    Words,
    coded,
    well_named,
)
from alongside.methods.formats.forms.markup import without_tags
from alongside.methods.formats.forms.own import parted, taken
from alongside.methods.questions.messages import say
from alongside.methods.questions.piping import BLANK
from alongside.methods.questions.types.file import MOST

type Row = Mapping[str, str]

ONE, SEVERAL, TEXTS = frozenset("L!OIYG"), frozenset("MP"), {"S": "short", "T": "long", "U": "long"}
NOT_HERE = {
    "1": "has two scales side by side", ":": "is a table of numbers",
    ";": "is a table of texts", "*": "is a calculation",
}  # fmt: skip
FIXED = {
    "G": (("F", "Female"), ("M", "Male")),
    "C": (("Y", "Yes"), ("U", "Uncertain"), ("N", "No")),
    "E": (("I", "Increase"), ("S", "Same"), ("D", "Decrease")),
    "A": tuple((str(step), str(step)) for step in range(1, 6)),
    "B": tuple((str(step), str(step)) for step in range(1, 11)),
}
"""Choices that a type of theirs has by itself."""

_REFERENCE = re.compile(
    r"(?<!\w)(?:\d+X\d+X(?P<qid>\d+)(?P<sub>\w*)|(?P<title>[A-Za-z]\w*))(?:\.(?:NAOK|value|code))"
)
_SHOWN = re.compile(r"\{(?P<what>[^\s{}][^{}]*)\}")
"""What stands in their words and is worked out: mostly what was answered before."""
_COMPARED = re.compile(r"(\$\{\w+\.\w+\})\s*(=|!=)\s*[\"']Y[\"']")


def read(content: bytes, title: str = "") -> FormFile:
    """Return the form in an .lss file. `NotAForm` where it is no such file."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise NotAForm("The file declares a document type, which no survey structure does.")
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 without declarations nothing expands
    except ElementTree.ParseError as problem:
        raise NotAForm(f"The file is no XML that can be read: {problem}.") from None
    if root.tag != "document" or root.findtext("LimeSurveyDocType") != "Survey":
        raise NotAForm("The file is XML, but not the structure of a LimeSurvey survey (.lss).")
    return _Reader(root).read(title)


class _Reader:
    """One survey while it is read."""

    def __init__(self, root: ElementTree.Element) -> None:
        self.root = root
        self.languages = [one.text or "en" for one in root.findall("languages/language")] or ["en"]
        self.texts: dict[tuple[str, str], Words] = defaultdict(dict)
        self.names: dict[str, str] = {}
        self.subs: dict[str, list[Row]] = defaultdict(list)
        self.questions: dict[str, Row] = {}
        self.found: list[Found] = []
        self.remarks: list[str] = []
        self.attributes: dict[str, dict[str, str]] = defaultdict(dict)
        self.called: dict[tuple[str, str], Words] = defaultdict(dict)
        self.groups: dict[str, Row] = {}
        self.in_group = ""

    def rows(self, table: str) -> list[Row]:
        return [
            {cell.tag: cell.text or "" for cell in row}
            for row in self.root.findall(f"{table}/rows/row")
        ]

    def read(self, title: str) -> FormFile:
        self._gather()
        heads = self.rows("surveys_languagesettings")
        titles = {
            row["surveyls_language"]: _plain(row.get("surveyls_title", "")) or title or "Form"
            for row in heads
        }
        intro = {
            row["surveyls_language"]: _SHOWN.sub(
                self._showing("the introduction", known=False), words
            )
            for row in heads
            if (words := _passage(row.get("surveyls_welcometext", "")))
        }
        for row in self._in_order():
            self._take(row)
        if end := _plain(heads[0].get("surveyls_endtext", "")) if heads else "":
            self.remarks.append(
                f"The words at the end are not taken over: “{end}” When you ask people, you write "
                "what happens next."
            )
        if not self.found:
            raise NotAForm("There is no question in the survey.")
        usual = dict.fromkeys(self.languages, title or "Form")
        kept = intro if set(intro) >= set(self.languages) else {}
        return FormFile(usual | titles, self.languages, self.found, kept, self.remarks)

    def _gather(self) -> None:
        """Read the tables: older files have a row for each language, newer ones tables of words."""
        for row in [*self.rows("questions"), *self.rows("subquestions")]:
            parent = row.get("parent_qid", "0")
            language = row.get("language", self.languages[0])
            self._keep_texts(row, language)
            if parent in {"", "0"}:
                self.questions.setdefault(row["qid"], row)
            elif all(one["qid"] != row["qid"] for one in self.subs[parent]):
                self.subs[parent].append(row)
        for row in self.rows("question_l10ns"):
            self._keep_texts(row, row["language"])
        for row in self.rows("question_attributes"):
            self.attributes[row["qid"]][row["attribute"]] = row.get("value", "")
            if row["attribute"] == "other_replace_text" and (words := _plain(row.get("value", ""))):
                told = [row["language"]] if row.get("language") else self.languages
                self.texts["other", row["qid"]] |= dict.fromkeys(told, words)
        for row in [*self.rows("groups"), *self.rows("group_l10ns")]:
            if "group_order" in row:
                self.groups.setdefault(row["gid"], row)
            language = row.get("language", self.languages[0])
            for column in ("group_name", "description"):
                if words := _passage(row.get(column, "")):
                    self.called[column, row["gid"]][language] = words
        self.answers = self._answers()
        for qid, row in self.questions.items():
            self.names[qid] = well_named(row.get("title", "q"), set(self.names.values()))

    def _keep_texts(self, row: Row, language: str) -> None:
        for column in ("question", "help"):
            if words := _passage(row.get(column, "")):
                self.texts[column, row["qid"]][language] = words

    def _answers(self) -> dict[str, list[Question]]:
        """Return the choices of each question in their order, with their words by language."""
        words: dict[str, Words] = defaultdict(dict)
        for row in self.rows("answer_l10ns"):
            words[row["aid"]][row["language"]] = _plain(row.get("answer", ""))
        lists: dict[str, list[Question]] = defaultdict(list)
        for row in sorted(self.rows("answers"), key=lambda row: _number(row.get("sortorder"))):
            if row.get("scale_id", "0") not in {"", "0"}:
                continue
            code = coded(row["code"])
            label = words.get(row.get("aid", "")) or {
                row.get("language", self.languages[0]): _plain(row.get("answer", "")) or code
            }
            known = next((one for one in lists[row["qid"]] if one["name"] == code), None)
            if known is None:
                lists[row["qid"]].append({"name": code, "label": dict(label)})
            else:
                known["label"] |= label
        return lists

    def _in_order(self) -> list[Row]:
        groups = {gid: _number(row.get("group_order")) for gid, row in self.groups.items()}
        return sorted(
            self.questions.values(),
            key=lambda row: (groups.get(row.get("gid", ""), 0), _number(row.get("question_order"))),
        )

    # questions ------------------------------------------------------------------------------------

    def _take(self, row: Row) -> None:
        kind, qid = row.get("type", ""), row["qid"]
        of_group = self._begin_group(row.get("gid", ""))
        common: Question = {"name": self.names[qid]} | self._texts(qid)
        if row.get("mandatory") in {"Y", "S"} and kind != "X":
            common["required"] = True
        own = self._condition(row.get("relevance", "1"))
        if relevant := " and ".join(f"({one})" for one in (of_group, own) if one):
            common["relevant"] = relevant if of_group and own else relevant[1:-1]
        for question, why in self._questions(kind, row, common):
            self._add(question, why)

    def _add(self, question: Question, why: str = "") -> None:
        """Add a question; the first that can be asked in a group begins a section."""
        name = self.called.get(("group_name", self.in_group))
        if name and not why:
            question["section"] = {code: _one_line(words) for code, words in name.items()}
            del self.called["group_name", self.in_group]
        self.found.append(Found(question, why))
        if why:
            self.remarks.append(f"“{question['name']}” {why}.")

    def _begin_group(self, gid: str) -> str:
        """Return when a group is asked. What stands above its questions is read before the first of
        them."""
        relevant = self._condition(self.groups.get(gid, {}).get("grelevance", ""))
        if gid != self.in_group:
            self.in_group = gid
            if above := self.called.get(("description", gid)):
                name = well_named(f"about_{gid}", set(self.names.values()))
                note = {"type": "note", "name": name} | self._parted(name, above)
                self._add(note | ({"relevant": relevant} if relevant else {}))
        return relevant

    def _texts(self, qid: str) -> Question:
        name = self.names.get(qid) or self._title(qid)
        label = self.texts.get(("question", qid)) or {self.languages[0]: self._title(qid)}
        hint = self.texts.get(("help", qid))
        found = {"label": self._piped(name, label)}
        return found | ({"hint": self._piped(name, hint)} if hint else {})

    def _piped(self, name: str, texts: Words) -> Words:
        """Return words in one line, with the answers that they show as ours show them."""
        return {
            code: _SHOWN.sub(self._showing(name), _one_line(text)) for code, text in texts.items()
        }

    def _parted(self, name: str, texts: Words) -> Question:
        """Return words to read: the first line, and what is below, which shows no answers."""
        found: Question = dict(parted(texts))
        found["label"] = self._piped(name, found["label"])
        if below := found.get("words"):
            showing = self._showing(name, known=False)
            found["words"] = {code: _SHOWN.sub(showing, text) for code, text in below.items()}
        return found

    def _showing(self, name: str, *, known: bool = True) -> Callable[[re.Match[str]], str]:
        """Return what puts, in the words of a question, ours in place of what theirs work out: an
        answer that is `known` by its question, or a blank."""

        def put(found: re.Match[str]) -> str:
            title = found["what"].partition(".")[0].strip()
            qid = re.sub(r"^\d+X\d+X", "", title)
            other = self.names.get(qid) or self._named(title)
            if known and other:
                return f"${{{other}}}"
            remark = f"“{name}”: its words show “{found[0]}”; here they show “{BLANK}”."
            if remark not in self.remarks:
                self.remarks.append(remark)
            return BLANK

        return put

    def _named(self, title: str) -> str:
        """Return what a question is called here by its code there; "" for none."""
        titled = (qid for qid, row in self.questions.items() if row.get("title") == title)
        return self.names.get(next(titled, ""), "")

    def _title(self, qid: str) -> str:
        return self.questions.get(qid, {}).get("title", "") or qid

    def _questions(self, kind: str, row: Row, common: Question) -> Iterator[tuple[Question, str]]:
        """Yield what a question of theirs is here: several for a list of numbers or short texts."""
        qid = row["qid"]
        if kind in ONE or kind in SEVERAL or kind == "R":
            yield self._of_choices(kind, row, common), ""
        elif kind in TEXTS or kind in {"N", "D"}:
            limits = {"min": "min_num_value_n", "max": "max_num_value_n"} if kind == "N" else {}
            limits |= {"limit": "maximum_chars"} if kind in TEXTS else {}
            ours = TEXTS.get(kind, "number" if kind == "N" else "date")
            yield {"type": ours} | common | self._limits(qid, **limits), ""
        elif kind == "X":
            words = self.texts.get(("question", qid)) or {self.languages[0]: self._title(qid)}
            yield {"type": "note"} | common | self._parted(common["name"], words), ""
        elif kind == "5":
            yield {"type": "scale"} | common | {"start": 1, "end": 5}, ""
        elif kind == "|":
            yield self._file(common, self.attributes[qid]), ""
        elif kind in {"K", "Q"}:
            for sub in self._subs(qid):
                yield self._one_of_many("number" if kind == "K" else "short", sub, common), ""
        elif kind in {"F", "H", "A", "B", "C", "E"}:
            rows = [{"name": self._part(sub)} | self._texts(sub["qid"]) for sub in self._subs(qid)]
            yield (
                {"type": "matrix"}
                | common
                | {"rows": rows, "choices": self._choices(kind, qid)}
                | self._shuffled(qid),
                "",
            )
        else:
            why = NOT_HERE.get(kind, f"is of a type that we do not know, “{kind}”")
            yield {"type": f"limesurvey {kind}"} | common, why

    def _limits(self, qid: str, **theirs: str) -> Question:
        """Return each of our settings whose whole number stands in an attribute of theirs."""
        found = {ours: self.attributes[qid].get(name, "") for ours, name in theirs.items()}
        return {ours: int(text) for ours, text in found.items() if re.fullmatch(r"-?\d+", text)}

    def _shuffled(self, qid: str) -> Question:
        attributes = self.attributes[qid]
        orders = {attributes.get("answer_order"), attributes.get("subquestion_order")}
        return (
            {"shuffle": True} if attributes.get("random_order") == "1" or "random" in orders else {}
        )

    def _of_choices(self, kind: str, row: Row, common: Question) -> Question:
        """Return a question with a list to choose from, or to put in order."""
        qid = row["qid"]
        question: Question = {
            "type": "one" if kind in ONE else "ranking" if kind == "R" else "several"
        }
        question |= common | {"choices": self._choices(kind, qid)} | self._shuffled(qid)
        if kind in SEVERAL:
            question |= self._limits(qid, at_least="min_answers", at_most="max_answers")
        if row.get("other") == "Y":
            question["other"] = True
            if own := self.texts.get(("other", qid)):
                question["other_label"] = dict(own)
        if kind in "OP":
            self.remarks.append(
                f"“{common['name']}”: people could write a comment beside it. Here they cannot: "
                "add a question for it if you need it."
            )
        return question

    def _file(self, common: Question, limits: Mapping[str, str]) -> Question:
        """Return what is asked for where people send files: as many as we take, and of a kind."""
        many = _number(limits.get("max_num_of_files", "")) or 1
        if many > MOST:
            self.remarks.append(
                f"“{common['name']}” takes up to {many} files; here it takes {MOST}."
            )
        found: Question = (
            {"type": "file"} | common | taken(limits.get("allowed_filetypes", "").split(","))
        )
        if _number(limits.get("min_num_of_files", "")) > 0:
            found["required"] = True
        return found | ({"most": min(many, MOST)} if many > 1 else {})

    def _subs(self, qid: str) -> list[Row]:
        found = [sub for sub in self.subs[qid] if sub.get("scale_id", "0") in {"", "0"}]
        return sorted(found, key=lambda sub: _number(sub.get("question_order")))

    def _part(self, sub: Row) -> str:
        return coded(sub.get("title", sub["qid"]))

    def _choices(self, kind: str, qid: str) -> list[Question]:
        if kind in SEVERAL:
            return [{"name": self._part(sub)} | self._texts(sub["qid"]) for sub in self._subs(qid)]
        if kind == "Y":
            said = ("yes", "no")
            return [
                {"name": one[0].upper(), "label": {code: say(one, code) for code in self.languages}}
                for one in said
            ]
        fixed = [
            {"name": code, "label": dict.fromkeys(self.languages, label)}
            for code, label in FIXED.get(kind, ())
        ]
        return fixed or self.answers.get(qid, [])

    def _one_of_many(self, kind: str, sub: Row, common: Question) -> Question:
        """Return one of the numbers or texts that a question of theirs asks for in a list."""
        own = self._texts(sub["qid"])["label"]
        label = {
            language: f"{words.rstrip(':')}: {own.get(language, '')}".rstrip(": ")
            for language, words in common["label"].items()
        }
        question: Question = {"type": kind} | common
        question["name"] = well_named(
            f"{common['name']}_{sub.get('title', sub['qid'])}", set(self.names.values())
        )
        question["label"] = label
        if kind == "number":
            question |= self._limits(sub.get("parent_qid", ""), min="slider_min", max="slider_max")
        return question

    def _condition(self, text: str) -> str:
        """Return a condition in our words; one that we cannot say is left as it is, for
        `FormFile.definition` to remark."""
        text = html.unescape(text).strip()
        if text in {"", "1"}:
            return ""
        ours = _REFERENCE.sub(self._referred, text).replace("==", "=").replace("&&", " and ")
        ours = ours.replace("||", " or ").replace('"-oth-"', "'other'")
        ours = re.sub(r"!\s*is_empty\((\$\{[^{}]*\})\)", r"\1 != ''", ours)
        ours = re.sub(r"is_empty\((\$\{[^{}]*\})\)", r"\1 = ''", ours)
        ours = _COMPARED.sub(self._picked, ours)
        return re.sub(r"\"([^\"']*)\"", r"'\1'", ours)

    def _referred(self, found: re.Match[str]) -> str:
        if found["qid"]:
            name, sub = self.names.get(found["qid"], f"q{found['qid']}"), found["sub"]
        else:
            title, _, sub = found["title"].partition("_")
            whole = self._named(found["title"])
            name, sub = (whole, "") if whole else (self._named(title), sub)
            name = name or found["title"]
        return f"${{{name}.{coded(sub)}}}" if sub else f"${{{name}}}"

    def _picked(self, found: re.Match[str]) -> str:
        """Return that a choice of several is picked, where theirs is a column with a Y."""
        name, _, part = found[1][2:-1].partition(".")
        kinds = {self.names[qid]: row.get("type", "") for qid, row in self.questions.items()}
        if kinds.get(name) not in SEVERAL:
            return found[0]
        picked = f"selected(${{{name}}}, '{part}')"
        return picked if found[2] == "=" else f"not({picked})"


def _number(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"-?\d+", text) else 0


def _passage(words: str) -> str:
    """Return words without their mark-up, with a blank line between paragraphs.

    >>> _passage("<p>How&nbsp;many?</p><style>p {}</style><ul><li>One</li></ul>")
    'How many?\\n\\n- One'
    """
    return without_tags(_one_line(words), "- ")


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _plain(words: str) -> str:
    """Return words without their mark-up.

    >>> _plain("<p>How&nbsp;<b>many</b>?</p><p></p>"), _plain("A<br />B")
    ('How many?', 'A B')
    """
    return _one_line(without_tags(words))
