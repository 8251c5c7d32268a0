"""The question engine: forms, their questions, and the answers people give. See
`docs/methods/questions.md`."""

from alongside.methods.questions.answering import (
    Outcome,
    asked,
    check_answers,
    piped,
    read_all,
    read_one,
)
from alongside.methods.questions.checking import FormProblem, check_form
from alongside.methods.questions.counting import Split
from alongside.methods.questions.forms import (
    Answers,
    Form,
    minutes,
    posted_again,
    question_named,
    seconds,
    sections,
)
from alongside.methods.questions.marking import Mark, mark, overridden, usual_key
from alongside.methods.questions.piping import bracketed
from alongside.methods.questions.question import (
    Answer,
    Column,
    Posted,
    Problem,
    Question,
    QuestionType,
    Reading,
    Summary,
    Texts,
)
from alongside.methods.questions.registry import (
    is_answered,
    joins,
    question_types,
    says_who,
    type_of,
)

__all__ = [
    "Answer",
    "Answers",
    "Column",
    "Form",
    "FormProblem",
    "Mark",
    "Outcome",
    "Posted",
    "Problem",
    "Question",
    "QuestionType",
    "Reading",
    "Split",
    "Summary",
    "Texts",
    "asked",
    "bracketed",
    "check_answers",
    "check_form",
    "is_answered",
    "joins",
    "mark",
    "minutes",
    "overridden",
    "piped",
    "posted_again",
    "question_named",
    "question_types",
    "read_all",
    "read_one",
    "says_who",
    "seconds",
    "sections",
    "type_of",
    "usual_key",
]
