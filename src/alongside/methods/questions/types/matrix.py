"""Several things asked about with the same choices, each shown as its own group of buttons.

Settings: `rows` (a name and a label each) and `choices`; `shuffle` (true draws the
order of the rows for each person).
Answer: {"rows": {"pace": "good", "room": "poor"}}; rows left blank are left out.

It is never a grid of tiny circles: a grid cannot be used on a phone or followed by ear. Each row
counts as a question of its own, `name.row`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from alongside.methods.questions import choosing, picturing
from alongside.methods.questions.counting import Split, tally
from alongside.methods.questions.messages import DEFAULT, add, said, say
from alongside.methods.questions.on_paper import Grid, OnPaper
from alongside.methods.questions.question import (
    Answer,
    Cell,
    Column,
    Posted,
    Problem,
    Question,
    QuestionType,
    Reading,
    Summary,
    Value,
    field_name,
    posted,
)

add(
    "en",
    {
        "matrix title": "Same choices for several things",
        "matrix missing": "Choose an answer for “{row}” in “{label}”",
        "matrix one": "Choose only one answer for “{row}” in “{label}”",
        "matrix unknown": "Choose one of the answers shown for “{row}” in “{label}”",
    },
)


class Matrix(QuestionType):
    name = "matrix"
    order = 110
    inside = True
    settings = frozenset({"rows", "choices", "shuffle"})
    shuffled = "rows"

    def check(self, question: Question, languages: Collection[str]) -> Iterator[str]:
        yield from choosing.check_list(question.get("rows"), languages, what="row", least=1)
        yield from choosing.check_list(question.get("choices"), languages)

    def rows(self, question: Question, language: str = DEFAULT) -> dict[str, str]:
        """Return every row and its label."""
        return choosing.labels(question, language, "rows")

    def clear(self, question: Question, language: str = DEFAULT) -> str:
        return say("clear", language)

    def reads(self, question: Question, language: str = DEFAULT) -> Iterator[str]:
        yield from self.rows(question, language).values()
        yield from choosing.labels(question, language).values()

    def effort(self, question: Question) -> float:
        return 4 * len(question["rows"])

    def first_part(self, question: Question) -> str:
        return choosing.codes(question, "rows")[0]

    def controls(
        self, question: Question, data: Posted, problems: Mapping[str, list[str]], language: str
    ) -> dict[str, Any]:
        found, name = choosing.labels(question, language), question["name"]
        beside = picturing.each_beside(question, language)
        return {
            "pictured": picturing.is_pictured(question),
            "groups": [
                {
                    "name": field_name(name, row),
                    "id": f"q-{field_name(name, row)}",
                    "label": label,
                    **beside[row],
                    "problems": problems.get(row, []),
                    "choices": choosing.options(question, found, posted(data, name, row), part=row),
                }
                for row, label in self.rows(question, language).items()
            ],
        }

    def on_paper(self, question: Question, language: str = DEFAULT) -> OnPaper:
        rows = self.rows(question, language).values()
        columns = choosing.labels(question, language).values()
        return Grid(tuple(rows), tuple(columns), picturing.marks(question, language))

    def parse(self, question: Question, data: Posted, language: str) -> Reading:
        known = choosing.labels(question, language)
        answer: dict[str, str] = {}
        problems: list[Problem] = []
        for row, label in self.rows(question, language).items():
            chosen = set(posted(data, question["name"], row))
            if len(chosen) == 1 and chosen <= known.keys():
                answer[row] = chosen.pop()
            elif chosen:
                key = "matrix one" if len(chosen) > 1 else "matrix unknown"
                problems.append(self.wrong(question, key, language, part=row, row=label))
        if question.get("required") and (answer or problems):
            problems += self._left_out(question, data, language)
        if problems or not answer:
            return Reading(None, tuple(problems))
        return Reading({"rows": answer})

    def _left_out(self, question: Question, data: Posted, language: str) -> Iterator[Problem]:
        for row, label in self.rows(question, language).items():
            if not posted(data, question["name"], row):
                yield self.wrong(question, "matrix missing", language, part=row, row=label)

    def posted(self, question: Question, answer: Answer) -> dict[str, list[str]]:
        return {field_name(question["name"], row): [code] for row, code in answer["rows"].items()}

    def in_words(self, question: Question, answer: Answer, language: str = DEFAULT) -> list[str]:
        found = choosing.labels(question, language)
        given = {row: found[code] for row, code in answer["rows"].items()}
        none = say("no answer", language)
        rows = self.rows(question, language)
        return [f"{label}: {given.get(row, none)}" for row, label in rows.items()]

    def parts(self, question: Question) -> tuple[str, ...]:
        return tuple(choosing.codes(question, "rows"))

    def values(self, question: Question, answer: Answer) -> dict[str, Value]:
        return dict(answer["rows"])

    def by_places(self, question: Question, answer: Answer) -> Answer:
        rows, places = choosing.places(question, "rows"), choosing.places(question)
        return {**answer, "rows": {rows[row]: places[code] for row, code in answer["rows"].items()}}

    def titles(self, question: Question, language: str = DEFAULT) -> list[str]:
        return list(self.rows(question, language).values())

    def summarise(
        self,
        question: Question,
        answers: Sequence[Answer | None],
        language: str = DEFAULT,
        splits: Sequence[Split] = (),
    ) -> list[Summary]:
        found = choosing.labels(question, language)
        place = {code: index for index, code in enumerate(found)}
        labels = list(found.values())
        counts: list[Summary] = []
        for row in choosing.codes(question, "rows"):
            picked = [None if answer is None else answer["rows"].get(row) for answer in answers]
            chosen = [[] if code is None else [place[code]] for code in picked]
            counts.append(tally(field_name(question["name"], row), labels, chosen, splits))
        return counts

    def codebook(self, question: Question, language: str = DEFAULT) -> list[Column]:
        label = said(question["label"], language)
        codes = tuple(choosing.labels(question, language).items())
        return [
            Column(field_name(question["name"], row), f"{label}: {thing}", "choice", codes)
            for row, thing in self.rows(question, language).items()
        ]

    def cells(self, question: Question, answer: Answer | None) -> list[Cell]:
        found = {} if answer is None else answer["rows"]
        return [found.get(row) for row in choosing.codes(question, "rows")]


TYPE = Matrix()
