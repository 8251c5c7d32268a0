"""One question of a form, as staff type it in."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict

from alongside.methods.questions import Question, QuestionType
from alongside.methods.questions.checking import LEVELS
from alongside.methods.questions.messages import said
from alongside.methods.questions.typed import clean_text

from .. import drafting, faults, rules
from .fields import LONGEST_LABEL, LaterChoice, line
from .settings import field_of, settings_of

ALWAYS, RULE = "", "rule"
MEASURES = [
    ("", "Nothing: it is not counted as a result"),
    ("reaction", "Reaction: what people thought of it"),
    ("learning", "Learning: what people know or can do"),
    ("behaviour", "Behaviour: what people do now"),
    ("result", "Result: what became better for others"),
]
assert {name for name, _ in MEASURES} == LEVELS
KNOWLEDGE = {"name_one"}
"""Types that ask what people know: help with hard words would give the answer away."""


class QuestionForm(forms.Form):
    """The parts every question has, and the settings of its type. `question()` gives it back."""

    label = line("The question", "the question", most=LONGEST_LABEL, later=True)
    hint = line(
        "Hint",
        "the hint",
        most=LONGEST_LABEL,
        required=False,
        help_text="What helps people to answer. It stands under the question.",
    )
    required = forms.BooleanField(
        label="People must answer this",
        required=False,
        help_text="Only where the form is of no use without it.",
    )
    measures = LaterChoice(
        label="What does it measure?",
        choices=MEASURES,
        help_text="The report keeps what people thought apart from what they learned.",
        error_messages={"invalid_choice": "Choose what it measures from the list"},
    )
    glossary = forms.BooleanField(
        label="Explain hard words on this question",
        required=False,
        help_text="Switch it off where you test whether people know the word.",
    )
    show_if = LaterChoice(
        label="When is it asked?",
        error_messages={"invalid_choice": "Choose from the list when it is asked"},
    )
    rule = line(
        "Your own rule",
        "the rule",
        most=2000,
        required=False,
        help_text="Only for “By my own rule”. Like ${support} = 'no' and ${years} >= 2.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(
        self,
        *args: Any,
        kind: QuestionType,
        draft: drafting.Draft,
        old: Question | None = None,
        **kwargs: Any,
    ) -> None:
        """`old` is the question as it stands in the draft, None for a new one."""
        self.kind, self.draft, self.old = kind, draft, old
        self.language = drafting.language(draft)
        offered = rules.offered(draft, old)
        kwargs["initial"] = _as_typed(kind, old, offered, self.language)
        super().__init__(*args, **kwargs)
        own = {name: field_of(kind, name) for name in settings_of(kind)}
        self.fields.update(own)
        self.order_fields(["label", "hint", *own, "required", "measures", "glossary", "show_if"])
        field: Any = self.fields["show_if"]
        groups = [
            (label, [(rule, f"Only if “{words}”") for rule, words in pairs])
            for label, pairs in offered
        ]
        field.choices = [(ALWAYS, "Always"), *groups, (RULE, "By my own rule")]
        if not offered:
            field.help_text = "Questions with choices that stand before this one appear here."

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("rule") and data.get("show_if") != RULE and "rule" not in self.errors:
            self.add_error("rule", "Choose “By my own rule” above, or empty this box")
        question: dict[str, Any] = dict(self.old or {})
        for name, setting in settings_of(self.kind).items():
            if name in data:
                try:
                    value = setting.kept(data[name], question, self.language)
                except forms.ValidationError as problem:
                    self.add_error(name, problem)
                    continue
                _put(question, name, value)
        self.settings = {n: question[n] for n in settings_of(self.kind) if n in question}
        return data

    def question(self, name: str) -> dict[str, Any]:
        """Return the question as it was typed. What this form does not show stays as it was."""
        data, old = self.cleaned_data, dict(self.old or {})
        rest = {key: value for key, value in old.items() if key not in settings_of(self.kind)}
        label = clean_text(data["label"], lines=False)
        question = rest | {"type": self.kind.name, "name": name}
        question["label"] = drafting.worded(old.get("label"), self.language, label)
        hint = clean_text(data["hint"], lines=False)
        words = drafting.worded(old.get("hint"), self.language, hint) if hint else None
        _put(question, "hint", words)
        question |= self.settings
        _put(question, "required", data["required"])
        _put(question, "measures", data["measures"])
        _put(question, "relevant", self._rule())
        if data["glossary"]:
            question.pop("glossary", None)
        else:
            question["glossary"] = False
        return question

    def _rule(self) -> str:
        chosen: str = self.cleaned_data["show_if"]
        return self.cleaned_data["rule"] if chosen == RULE else chosen

    def show_faults(self, name: str) -> None:
        """Put what keeps a question from being published next to its fields."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        for fault in faults.of_question(self.draft, name):
            self.add_error(fault.field if fault.field in self.fields else None, fault.text)


def _put(question: dict[str, Any], name: str, value: Any) -> None:
    if value is None or value == "" or value is False:
        question.pop(name, None)
    else:
        question[name] = value


def _as_typed(
    kind: QuestionType, old: Question | None, offered: list[Any], language: str
) -> dict[str, Any]:
    question = old or {}
    relevant = str(question.get("relevant") or "").strip()
    simple = {rule for _, pairs in offered for rule, _ in pairs}
    listed = relevant in simple or not relevant
    shown = {name: each.shown(question, language) for name, each in settings_of(kind).items()}
    return shown | {
        "label": said(question.get("label"), language),
        "hint": said(question.get("hint"), language),
        "required": bool(question.get("required")),
        "measures": question.get("measures", ""),
        "glossary": question.get("glossary", kind.name not in KNOWLEDGE or old is not None),
        "show_if": relevant if listed else RULE,
        "rule": "" if listed else relevant,
    }
