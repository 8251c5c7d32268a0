"""Words to read that are longer than a label: the text of a note, and what a consent agrees to."""

from collections.abc import Iterator
from typing import Any, ClassVar

from alongside.methods.questions.messages import DEFAULT, said
from alongside.methods.questions.question import Question, QuestionType


class WithWords(QuestionType):
    """A type with a text under its label, in Markdown.

    Setting: `words`, by language.
    """

    settings: ClassVar[frozenset[str]] = frozenset({"words"})
    worded: ClassVar[frozenset[str]] = frozenset({"words"})

    def reads(self, question: Question, language: str = DEFAULT) -> Iterator[str]:
        if words := said(question.get("words"), language):
            yield words

    def shown_words(self, question: Question, language: str) -> dict[str, Any]:
        """Return the text as a template shows it."""
        return {"words": said(question.get("words"), language)}
