"""What keeps a draft from being published, said to the person who writes it, field by field."""

import re
from dataclasses import dataclass
from typing import Any

from alongside.methods.questions import check_form
from alongside.methods.questions.checking import FormProblem
from alongside.methods.questions.messages import shortened
from alongside.methods.questions.skipping import skips

from . import drafting, translating

_SENTENCES: tuple[tuple[str, str, str], ...] = (
    (r"the title is missing.*", "title", "Enter a title"),
    (r"has no questions", "", "Add a question"),
    (r"the label is missing.*", "label", "Enter the question"),
    (r"the (label|hint) shows (.*)", "{0}", "It shows {1}"),
    (r"the label .*", "label", "Make the question shorter"),
    (r"the hint .*", "hint", "Make the hint shorter"),
    (r"needs at least (\d+) choices?", "choices", "Enter at least {0} choices, one a line"),
    (r"needs at least \d+ rows?", "rows", "Enter at least one thing to ask about"),
    (r"two (choice|row)s read “(.*)”", "{0}s", "“{1}” is there twice. Change one of them"),
    (
        r"(choice|row) “(.*)”: the picture is missing in .*",
        "{0}s",
        "Say in every language what the picture of “{1}” shows, with the button beside it",
    ),
    (
        r"(choice|row) “(.*)”: (?:the picture|the symbol|has a picture) .*",
        "{0}s",
        "Choose the picture or symbol of “{1}” again, with the button beside it",
    ),
    (r"(choice|row) “(.*)”: .*", "{0}s", "Write “{1}” in other words"),
    (r"two (choice|row)s have .*", "{0}s", "Two lines are the same. Change one of them"),
    (r"the name “other” is kept .*", "choices", "Use the tick box for “something else”"),
    (
        r"has (\d+) things to put .* manage (\d+) .*",
        "choices",
        "Put at most {1} things in order, not {0}",
    ),
    (r"has (\d+) things to give .* manage (\d+) .*", "choices", "Name at most {1} things, not {0}"),
    (r"total .* to (.+)", "total", "Enter how many points, from 2 to {0}"),
    (r"step .*", "step", "Enter a step that leads from the start to the end, such as 1, 5 or 10"),
    (r"exclusive: .*", "exclusive", "Write only choices that stand in the list above"),
    (
        r"at_least and at_most .* than (\d+)",
        "at_most",
        "Enter how few and how many in order, and no more than {0}",
    ),
    (r"at_most .*", "at_most", "Let people choose at least 1"),
    (
        r"start and end .* (\d+) to (\S+) .*",
        "end",
        "Enter two whole numbers: the end is {0} to {1} above the start",
    ),
    (r"the name of the (low|high) end .*", "{0}", "Say what the {0} end means"),
    (r"needs (.+) labels, and has (\d+)", "labels", "Enter {0} steps, one a line. There are {1}"),
    (r"two labels read “(.*)”", "labels", "“{0}” is there twice. Change one of them"),
    (r"(?:the )?labels? .*", "labels", "Enter each step on a line of its own"),
    (r"the limit .* from 1 to (.+)", "limit", "Enter a number of letters from 1 to {0}"),
    (r"min is above max", "max", "The highest number is below the lowest"),
    (r"decimals .* to (\d+)", "decimals", "Enter how many decimal places, from 0 to {0}"),
    (r"bands .*", "bands", "Enter numbers in order, each above the one before"),
    (r"earliest is after latest", "latest", "The latest date is before the earliest"),
    (r"top .* to (\d+)", "top", "Enter how many places, from 1 to {0}"),
    (r"the key has no entries", "key", "Enter at least one answer that counts"),
    (r"entry “.*”: “(.*)” has no word .*", "key", "“{0}” has no word to look for"),
    (r"(?:entry|two entries) .*", "key", "Give each answer that counts a line of its own"),
    (r"the section .*", "section", "Make these words shorter"),
    (r"the words .*", "words", "Make these words shorter"),
    (r"the box .*", "box", "Make these words shorter"),
    (r"relevant: (.*)", "rule", "The rule cannot be used: {0}"),
    (
        r"skip: “(.*)” is not the name of a question after this one",
        "skip_to_1",
        "It leads on to a question that is gone or stands before this one. Choose a later one",
    ),
    (r"skip(?::)? (.*)", "skip_if_1", "What leads people on cannot be used: {0}"),
    (r"constraint: (.*)", "accept_rule", "What is accepted cannot be used: {0}"),
    (r"the constraint message .*", "accept_message", "Make these words shorter"),
    (r"the required message .*", "missing_message", "Make these words shorter"),
    (r"the subject .*", "subject", "Make these words shorter"),
)
"""What `check_form` says, the field it is about, and the sentence for that field."""

_MISSING = (
    (r"(choice|row) “.*”: the (?:label|hint)", "{0}s"),
    (r"label \d+", "labels"),
    (r"the name of the (low|high) end", "{0}"),
    (r"the (.*)", "{0}"),
)
"""What words can be missing of, and the field that holds them."""
_FIELDS = {
    "introduction": "intro",
    "constraint message": "accept_message",
    "required message": "missing_message",
}
_CALLED = {
    "label": "question",
    "intro": "introduction",
    "rows": "things you ask about",
    "labels": "words of the steps",
    "section": "name of the section",
    "words": "words to read",
    "box": "words of the box",
    "low": "meaning of the low end",
    "high": "meaning of the high end",
    "subject": "name of the answer",
    "accept_message": "words for an answer you do not accept",
    "missing_message": "words for a missing answer",
    "other_label": "words for “Something else”",
    "before_label": "words for “before”",
    "now_label": "words for “now”",
}
"""What the words of a field are called in a sentence."""
SHORT = 40
"""How many letters of a question stand in a list of what is missing."""

NEEDS_YES = {
    "quoting": "Add the choice “Yes”: only who makes it allows you to share their words",
    "more_support": "Add the choice “Yes”: only who makes it wants more support",
}


@dataclass(frozen=True)
class Fault:
    """One thing to put right: in which question (None for the form itself), field and sentence."""

    question: dict[str, Any] | None
    place: int
    field: str
    text: str
    language: str = ""
    """The other language in which words are missing, if that is all."""

    @property
    def where(self) -> str:
        """Return which question it is, as the page calls it, short enough for a list."""
        if self.question is None:
            return ""
        return f"Question {self.place}, “{shortened(drafting.label(self.question), SHORT)}”"


def sentence(text: str) -> tuple[str, str]:
    """Return the field a problem of `check_form` is about, and what to do about it.

    >>> sentence("needs at least 2 choices")
    ('choices', 'Enter at least 2 choices, one a line')
    >>> sentence("something new")
    ('', 'Something new')
    """
    for pattern, field, words in _SENTENCES:
        if found := re.fullmatch(pattern, text, re.DOTALL):
            return field.format(*found.groups()), words.format(*found.groups())
    return "", text[:1].upper() + text[1:]


def faults(draft: drafting.Draft) -> list[Fault]:
    """Return everything that keeps a draft from being published, in the order of the page."""
    questions = drafting.questions(draft)
    places = {question["name"]: at for at, question in enumerate(questions, 1)}
    found = []
    for problem in check_form(draft):
        place = places.get(problem.question, 0)
        question = questions[place - 1] if place else None
        pairs = _pairs(draft, question, problem) if question else []
        for field, words, language in _sentences(problem.text, draft):
            fields = [field.removesuffix("1") + str(pair) for pair in pairs] or [field]
            found += [Fault(question, place, one, words, language) for one in fields]
    for question in questions:
        found += [
            Fault(question, places[question["name"]], "tag", says)
            for tag, says in NEEDS_YES.items()
            if tag in question.get("tags", ()) and not _can_say_yes(question)
        ]
    once = {(fault.place, fault.field, fault.text): fault for fault in found}
    return sorted(once.values(), key=lambda fault: fault.place)


def _pairs(draft: drafting.Draft, question: dict[str, Any], problem: FormProblem) -> list[int]:
    """Return which of the skips of a question, counted from 1, a problem is about; none where it is
    about something else, or about all of them together."""
    if not problem.text.startswith("skip"):
        return []
    found = []
    for place, one in enumerate(skips(question), 1):
        alone = {**question, "skip": [one]}
        others = [alone if other is question else other for other in drafting.questions(draft)]
        if problem in check_form({**draft, "questions": others}):
            found.append(place)
    return found


def _sentences(text: str, draft: drafting.Draft) -> list[tuple[str, str, str]]:
    """Return field, sentence and language for a problem: one for each language in which words are
    missing, and "" for the first language."""
    about, _, codes = text.partition(" is missing in ")
    field = next((f.format(*m.groups()) for p, f in _MISSING if (m := re.fullmatch(p, about))), "")
    if not codes or not field:
        return [(*sentence(text), "")]
    field = _FIELDS.get(field, field.replace(" ", "_"))
    words = _CALLED.get(field, field)
    first, *others = drafting.languages(draft)
    found = [
        (translating.field_name(field, c), f"Write the {words} in {translating.name(c)}", c)
        for c in others
        if c in codes.split(", ")
    ]
    return [(*sentence(text), ""), *found] if first in codes.split(", ") else found


def _can_say_yes(question: dict[str, Any]) -> bool:
    return any(choice.get("name") == "yes" for choice in question.get("choices") or ())


def of_question(draft: drafting.Draft, name: str) -> list[Fault]:
    """Return what is wrong with one question."""
    return [f for f in faults(draft) if f.question is not None and f.question["name"] == name]


def broken(draft: drafting.Draft) -> set[int]:
    """Return the places of questions that cannot be shown: where more is missing than words in
    another language."""
    return {fault.place for fault in faults(draft) if not fault.language}


def unwritten(draft: drafting.Draft, code: str) -> int:
    """Return in how many places words are missing in a language: in questions, or above them."""
    return len({fault.place for fault in faults(draft) if fault.language == code})


def finished(draft: drafting.Draft) -> list[dict[str, Any]]:
    """Return the questions that can be shown."""
    broken_ones = broken(draft)
    return [q for at, q in enumerate(drafting.questions(draft), 1) if at not in broken_ones]
