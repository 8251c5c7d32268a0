"""What a step asks: its question, and perhaps why, in people's own words. Both are shown and read
together, on a phone, by its script, and when somebody who leads puts an answer in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alongside.methods.questions import Posted, Problem, Question, Reading, type_of
from alongside.methods.questions.messages import said
from alongside.methods.questions.types.name_one import NameOne
from alongside.methods.questions.writing import Written

ALL_OPEN = 3
"""How many groups of choices stand open on a phone; where there are more, each opens by itself."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question under the name that its answers have, and the one that asks why (or None)."""

    question: Question
    why: Question | None

    @property
    def label(self) -> str:
        """What is asked."""
        return said(self.question["label"])

    @property
    def words(self) -> bool:
        """Whether people write something in their own words."""
        return self.why is not None or isinstance(type_of(self.question), Written)

    @property
    def counts_nothing(self) -> bool:
        """Whether its results are words alone."""
        kind = type_of(self.question)
        return isinstance(kind, Written) and not isinstance(kind, NameOne)

    def read(self, posted: Posted) -> tuple[Reading, str]:
        """Return the answer that was posted, or what to put right, and why they say so."""
        reading = type_of(self.question).read(self.question, posted)
        if self.why is None:
            return reading, ""
        said = type_of(self.why).read(self.why, posted)
        if said.problems:
            return Reading(None, (*reading.problems, *said.problems)), ""
        return reading, said.answer["text"] if said.answer else ""

    def posted(self, answers: Mapping[str, Any], why: str) -> dict[str, list[str]]:
        """Return what a browser would post for an answer: the other way round from `read`."""
        found = type_of(self.question).posted(self.question, answers)
        return found if self.why is None else found | {self.why["name"]: [why]}

    def fields(
        self,
        posted: Posted | None = None,
        problems: Sequence[Problem] = (),
        *,
        heading: bool = True,
    ) -> dict[str, Any]:
        """Return what the templates of both need: under `q`, and under `why` where it is asked; and
        whether people write `words`, or `only_words`."""
        q = type_of(self.question).fields(self.question, posted, problems, heading=heading)
        found: dict[str, Any] = {"q": _one_by_one(q) if len(q.get("groups", ())) > ALL_OPEN else q}
        found |= {"words": self.words, "only_words": self.counts_nothing}
        if self.why is not None:
            shown = type_of(self.why).fields(self.why, posted, problems, heading=False)
            found["why"] = shown | {"optional": ""}
        return found

    def on_screen(self) -> dict[str, Any]:
        """Return what the big screen shows of the question, for whoever has no phone: under `q` as
        on a phone; the `things` that each get one of the `choices`, or the choices alone."""
        q = type_of(self.question).fields(self.question)
        groups = q.get("groups", ())
        choices = groups[0]["choices"] if groups else q.get("choices") or self._choices()
        return {"q": q, "things": [group["label"] for group in groups], "choices": choices}

    def _choices(self) -> list[dict[str, str]]:
        """Return what is put in order or gets points, or the two ends of a line."""
        found = [said(choice["label"]) for choice in self.question.get("choices", ())]
        for number, words in (("start", "low"), ("end", "high")):
            if words in self.question and number in self.question:
                found.append(f"{self.question[number]}: {said(self.question[words])}")
        return [{"label": words} for words in found]

    def in_words(self, answers: Mapping[str, Any], why: str) -> list[str]:
        """Return what somebody answered, as they read it."""
        words = type_of(self.question).in_words(self.question, answers)
        return [*words, f"“{why}”"] if why else words


def _one_by_one(q: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the template of many groups needs: what was chosen in each, and in how many."""
    groups = [group | {"chosen": _chosen(group["choices"])} for group in q["groups"]]
    placed = sum(bool(group["chosen"]) for group in groups)
    return {**q, "groups": groups, "placed": placed, "template": "live/parts/cards.html"}


def _chosen(choices: Sequence[Mapping[str, Any]]) -> str:
    return next((choice["label"] for choice in choices if choice["checked"]), "")
