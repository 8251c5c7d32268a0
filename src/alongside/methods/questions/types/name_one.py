"""An open answer marked against a key: "Name a model of co-production".

Settings: `key` (entries as in `marking`; without it the models of co-production), `limit`
(characters, 200 without it).
Answer: {"text": "their words"}. A mark is no part of the answer: the machine can always make it
again, and a person's decision is kept by whoever keeps the answers.

"None" and "don't know" are wrong, not blank. Once the words are cut loose from an anonymous answer
nothing is left to mark; then the words are marked where they are, and cannot be split by group.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from alongside.methods.disclosure import Tally
from alongside.methods.questions.choosing import CODE, twice
from alongside.methods.questions.counting import Split, tally
from alongside.methods.questions.marking import (
    Alias,
    Key,
    Mark,
    aliases_of,
    mark,
    marked,
    usual_key,
    words_of,
)
from alongside.methods.questions.messages import DEFAULT, add, say
from alongside.methods.questions.question import (
    Answer,
    Cell,
    Column,
    Question,
    Summary,
    field_name,
    untranslated,
)
from alongside.methods.questions.writing import Written

add(
    "en",
    {
        "name_one title": "Name one (marked against a list)",
        "name_one right": "Named one",
        "name_one wrong": "Did not name one",
        "name_one mark": "Marked by the machine",
        "name_one entry": "What it was taken for",
    },
)


class NameOne(Written):
    name = "name_one"
    order = 120
    settings = frozenset({"key", "limit"})
    usual_limit = 200
    lines = False

    def aliases(self, question: Question) -> tuple[Alias, ...]:
        """Return the answers that count, ready for `marking.mark`."""
        own: Key | None = question.get("key")
        return aliases_of(usual_key() if own is None else own)

    def check(self, question: Question, languages: Collection[str]) -> Iterator[str]:
        yield from super().check(question, languages)
        key = question.get("key")
        if key is None:
            return
        if not isinstance(key, Sequence) or not all(isinstance(entry, Mapping) for entry in key):
            yield "the key is not a list of entries"
            return
        if not key:
            yield "the key has no entries"
        for entry in key:
            yield from self._check_entry(entry, languages)
        yield from (
            f"two entries have the name “{n}”" for n in twice([e.get("name", "") for e in key])
        )

    def _check_entry(
        self, entry: Mapping[str, object], languages: Collection[str]
    ) -> Iterator[str]:
        name = str(entry.get("name", ""))
        if not CODE.fullmatch(name):
            yield f"entry “{name}”: a name has letters without accents, digits, - and _"
        if fault := untranslated(entry.get("label"), languages):
            yield f"entry “{name}”: the label {fault}"
        lists = [entry.get(kind, []) for kind in ("aliases", "alone")]
        if not all(isinstance(texts, list) for texts in lists) or not any(lists):
            yield f"entry “{name}”: needs a list of answers that count"
            return
        for text in (text for texts in lists if isinstance(texts, list) for text in texts):
            if not words_of(str(text)):
                yield f"entry “{name}”: “{text}” has no word to look for"

    def effort(self, question: Question) -> float:
        return 20

    def summarise(
        self,
        question: Question,
        answers: Sequence[Answer | None],
        language: str = DEFAULT,
        splits: Sequence[Split] = (),
    ) -> list[Summary]:
        aliases = self.aliases(question)
        written = [(answer or {}).get("text") or "" for answer in answers]
        marks = marked(written, aliases)
        texts = super().summarise(question, answers, language)
        return [self.tally_marks(question, marks, language, splits), *texts]

    def tally_marks(
        self,
        question: Question,
        marks: Sequence[Mark | None],
        language: str = DEFAULT,
        splits: Sequence[Split] = (),
    ) -> Tally:
        """Return how many named one, of those who answered: for marks a person has looked at."""
        labels = [say("name_one right", language), say("name_one wrong", language)]
        chosen = [[] if found is None else [0 if found.right else 1] for found in marks]
        return tally(question["name"], labels, chosen, splits)

    def codebook(self, question: Question, language: str = DEFAULT) -> list[Column]:
        yes_no = (("1", say("yes", language)), ("0", say("no", language)))
        name = question["name"]
        return [
            *super().codebook(question, language),
            Column(field_name(name, "right"), say("name_one mark", language), "yes or no", yes_no),
            Column(field_name(name, "entry"), say("name_one entry", language), "text"),
        ]

    def cells(self, question: Question, answer: Answer | None) -> list[Cell]:
        text = (answer or {}).get("text")
        found = mark(text or "", self.aliases(question))
        if found is None:
            return [text, None, None]
        return [text, int(found.right), found.entry or None]


TYPE = NameOne()
