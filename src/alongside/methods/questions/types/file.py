"""A picture or a document of the person's own, sent with the answer.

Settings: `takes` ("pictures" or "documents"; both without it) and `most` (how many files, 1 without
it, 5 at most).
Answer: {"files": [{"code": "…", "name": "IMG_1.jpg", "ending": "webp", "size": 81234}]}.

The files themselves lie elsewhere, under their codes. What is posted for each of them is its part
of the answer as JSON, written by whoever keeps the files and never taken from a browser. A file
says who somebody is, so that nothing which promises that nobody can know asks for one.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from alongside.methods import attached, pictures
from alongside.methods.questions.messages import DEFAULT, add, said, say
from alongside.methods.questions.on_paper import OnPaper, Ticks
from alongside.methods.questions.question import (
    Answer,
    Cell,
    Column,
    OneOfAList,
    Posted,
    Problem,
    Question,
    Reading,
    Value,
    label_of,
    posted,
)

add(
    "en",
    {
        "file title": "File",
        "file how pictures": "A picture of up to {picture} MB (JPEG, PNG, WebP or GIF).",
        "file how documents": "A document of up to {document} MB (PDF, Word, Excel, OpenDocument, "
        "CSV or plain text).",
        "file how both": "A picture of up to {picture} MB, or a document of up to {document} MB "
        "(PDF, Word, Excel, OpenDocument, CSV or plain text).",
        "file how several": "Up to {most} files.",
        "file choose": "Choose a file",
        "file choose several": "Choose files",
        "file another": "Choose another file",
        "file send": "Add it now",
        "file send several": "Add them now",
        "file remove": "Remove",
        "file full": "You have added {most} of {most}.",
        "file missing": "Add a file to answer “{label}”",
        "file many one": "You can add one file to “{label}”. Remove it before you add another",
        "file many": "You can add {most} files to “{label}”. Those after that are not added",
        "file line": "{name} ({kind}, {size})",
        "file kind webp": "picture",
        "file kind pdf": "PDF document",
        "file kind docx": "Word document",
        "file kind odt": "OpenDocument text",
        "file kind xlsx": "Excel workbook",
        "file kind ods": "OpenDocument spreadsheet",
        "file kind csv": "CSV table",
        "file kind txt": "plain text",
        "file attached": "Attach it to this sheet.",
        "file is attached": "I have attached it",
        "file sent": "Sent a file",
    },
)
MOST = 5
PICTURE = "webp"
"""The ending of a picture, however it was sent."""

PICTURES = ("image/jpeg", "image/png", "image/webp", "image/gif")
DOCUMENTS = tuple(f".{ending}" for ending in attached.KINDS)
"""What a browser offers first. Without `capture`, a phone offers its camera and what it has."""

CODE = re.compile(r"[0-9A-Z]{24}")
ENDINGS = frozenset({PICTURE, *attached.KINDS})

type Sent = Mapping[str, Any]


def part(code: str, name: str, ending: str, size: int) -> dict[str, Any]:
    """Return one file as it stands in an answer."""
    return {"code": code, "name": name, "ending": ending, "size": size}


def exported(question: Question, file: Sent) -> str:
    """Return the name of a file in an export: of its question, so that nothing in it was typed by
    the person, and with a part of its code, so that no two are alike."""
    return f"{question['name']}-{file['code'][:12]}.{file['ending']}"


def sent(question: Question, answer: Answer | None) -> Sequence[Sent]:
    """Return the files of an answer; none where the question asks for something else."""
    return (answer or {}).get("files", ()) if question["type"] == TYPE.name else ()


def size_words(size: int) -> str:
    """Return how large a file is, as people write it.

    >>> size_words(80), size_words(81_234), size_words(1_260_000)
    ('1 kB', '81 kB', '1.3 MB')
    """
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1000))} kB"


def _part(text: str) -> dict[str, Any] | None:
    """Return the part of an answer that this JSON is; None where it is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    whole = isinstance(found, dict) and set(found) == {"code", "name", "ending", "size"}
    if not whole or not all(isinstance(found[key], str) for key in ("code", "name", "ending")):
        return None
    fits = CODE.fullmatch(found["code"]) and found["ending"] in ENDINGS
    return found if fits and type(found["size"]) is int and found["size"] >= 0 else None


class File(OneOfAList):
    name = "file"
    order = 125
    settings = frozenset({"takes", "most"})
    says_who = True

    def check(self, question: Question, languages: Collection[str]) -> Iterator[str]:
        most = question.get("most", 1)
        if type(most) is not int or not 1 <= most <= MOST:
            yield f"most is a whole number of files from 1 to {MOST}"
        if question.get("takes", "") not in {"", "pictures", "documents"}:
            yield "takes is pictures, documents, or nothing for both"

    def most(self, question: Question) -> int:
        """Return how many files can be sent."""
        return int(question.get("most") or 1)

    def takes(self, question: Question, what: str) -> bool:
        """Return whether "pictures", or "documents", can be sent."""
        return question.get("takes", "") in {"", what}

    def instruction(self, question: Question, language: str = DEFAULT) -> str:
        most = {"picture": pictures.MOST_MEGABYTES, "document": attached.MOST_MEGABYTES}
        what = say(f"file how {question.get('takes') or 'both'}", language, **most)
        if self.most(question) == 1:
            return what
        return f"{say('file how several', language, most=self.most(question))} {what}"

    def reads(self, question: Question, language: str = DEFAULT) -> Iterator[str]:
        yield self.instruction(question, language)

    def effort(self, question: Question) -> float:
        return 30

    def on_paper(self, question: Question, language: str = DEFAULT) -> OnPaper:
        return Ticks((say("file is attached", language),))

    def controls(
        self, question: Question, data: Posted, problems: Mapping[str, list[str]], language: str
    ) -> dict[str, Any]:
        most, files = self.most(question), self._parts(question, data)
        several = most - len(files) > 1
        choose = "file choose several" if several else "file another" if files else "file choose"
        return {
            "files": [
                {"code": one["code"], "says": self._line(one, language), "posted": json.dumps(one)}
                for one in files
            ],
            "room": len(files) < most,
            "multiple": several,
            "accept": ",".join(
                (PICTURES if self.takes(question, "pictures") else ())
                + (DOCUMENTS if self.takes(question, "documents") else ())
            ),
            "choose": say(choose, language),
            "send": say("file send several" if several else "file send", language),
            "remove": say("file remove", language),
            "full": say("file full", language, most=most),
        }

    def _parts(self, question: Question, data: Posted) -> list[dict[str, Any]]:
        found = map(_part, posted(data, question["name"]))
        by_code = {one["code"]: one for one in found if one is not None}
        return list(by_code.values())

    def parse(self, question: Question, data: Posted, language: str) -> Reading:
        files = self._parts(question, data)
        if len(files) > self.most(question):
            return Reading(None, (self.too_many(question, language),))
        return Reading({"files": files} if files else None)

    def too_many(self, question: Question, language: str = DEFAULT) -> Problem:
        """Return the problem of more files than there is room for."""
        most = self.most(question)
        return self.wrong(
            question, "file many one" if most == 1 else "file many", language, most=most
        )

    def missing(self, question: Question, language: str = DEFAULT) -> Problem:
        words = said(question.get("required_message"), language)
        label = label_of(question, language)
        return Problem(question["name"], words or say("file missing", language, label=label))

    def posted(self, question: Question, answer: Answer) -> dict[str, list[str]]:
        return {question["name"]: [json.dumps(one) for one in answer["files"]]}

    def in_words(self, question: Question, answer: Answer, language: str = DEFAULT) -> list[str]:
        return [self._line(one, language) for one in answer["files"]]

    def _line(self, file: Sent, language: str) -> str:
        kind = say(f"file kind {file['ending']}", language)
        name = file["name"] or f"{file['code'][:6]}.{file['ending']}"
        return say("file line", language, name=name, kind=kind, size=size_words(file["size"]))

    def values(self, question: Question, answer: Answer) -> dict[str, Value]:
        return {"": " ".join(exported(question, one) for one in answer["files"])}

    def categories(
        self, question: Question, language: str = DEFAULT
    ) -> Sequence[tuple[str | int, str]]:
        return [(1, say("file sent", language))]

    def chosen(self, answer: Answer) -> Sequence[str | int]:
        return [1]

    def group(self, question: Question, answer: Answer | None, language: str = DEFAULT) -> str:
        return ""

    def codebook(self, question: Question, language: str = DEFAULT) -> list[Column]:
        return [Column(question["name"], said(question["label"], language), "text")]

    def cells(self, question: Question, answer: Answer | None) -> list[Cell]:
        if answer is None:
            return [None]
        return [", ".join(exported(question, one) for one in answer["files"])]


TYPE = File()
