"""One question of a form, as staff type it in."""

from typing import Any

from django import forms

from alongside.methods.questions import Question, QuestionType, is_answered, joins
from alongside.methods.questions.checking import LEVELS
from alongside.methods.questions.messages import said
from alongside.methods.questions.typed import clean_text

from .. import drafting, faults, rules, translating
from . import skipping
from .fields import LONGEST_LABEL, LaterChoice, line
from .settings import field_of, settings_of

ALWAYS, RULE, NOT = "", "rule", "not"
WORDS = {
    "hint": "hint",
    "constraint_message": "accept_message",
    "subject": "subject",
    "required_message": "missing_message",
    "section": "section",
}
"""Which field holds which words of a question."""
MEASURES = [
    ("", "Nothing: it is not counted as a result"),
    ("reaction", "Reaction: what people thought of it"),
    ("learning", "Learning: what people know or can do"),
    ("behaviour", "Behaviour: what people do now"),
    ("result", "Result: what became better for others"),
]
assert {name for name, _ in MEASURES} == LEVELS
TAGS = {
    "liked": "What people liked",
    "improve": "What to do better",
    "apply": "How they will use it",
}
"""What an answer in words can be read for; themes are then found under these."""
QUOTING = {
    "quoting": "Whether you may share their words, without a name. Only the choice “Yes” allows it"
}
ABOUT_YOU = {"about_you": "Who people are, like their age. It is never looked at inside a team"}
SUPPORT = {"more_support": "Whether they want more support. The choice “Yes” says so"}
NEEDS = {
    "importance": "How important each is, for learning needs",
    "knowledge": "What people know of each, for learning needs",
    "skill": "What people can do of each, for learning needs",
    "experience": "What people have done of each, for learning needs",
    "confidence": "How confident people are in each, for learning needs",
}
"""Importance less one of the others, with the same rows and as many choices, is a learning need."""
SAYS_YES = QUOTING | SUPPORT
KNOWN_TAGS = TAGS | QUOTING | SUPPORT | ABOUT_YOU | NEEDS
TAGS_OF = {
    "short": TAGS,
    "long": TAGS,
    "one": QUOTING | SUPPORT | ABOUT_YOU,
    "several": ABOUT_YOU,
    "matrix": NEEDS,
}
"""The tags that a builder can give, by type."""
NOT_ASKED_OF = {
    "note": (
        *("required", "hint", "measures", "accept", "accept_rule", "accept_message"),
        *("subject", "missing_message"),
    ),
    "consent": ("accept", "accept_rule", "accept_message", "subject"),
    "own_code": ("measures", "accept", "accept_rule", "accept_message", "subject"),
}
"""Fields that make no sense with a type."""
NAMED = {"note": "Heading"}
"""What the label is called in a type that does not ask with it."""
REQUIRED_AT_FIRST = {"consent"}
"""Types that must be answered unless the writer says otherwise."""
KNOWLEDGE = {"name_one"}
"""Types that ask what people know: help with hard words would give the answer away."""


class QuestionForm(forms.Form):
    """The parts every question has, and the settings of its type. `question()` gives it back.

    Those in WHEN say when it is asked, those in MORE are seldom needed; the page folds both. Those
    in LEFT_OUT are not asked for, and what a question says about them stays as it was. `lacking` is
    what a question that is kept still needs before it can be published, each with the id of its
    field.
    """

    WHEN = ("show_if_not", "show_if", "rule")
    LEFT_OUT: tuple[str, ...] = ()
    MORE = ("accept", "accept_rule", "accept_message", "subject", "missing_message")

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
        help_text="Words of your glossary in the question or its hint are explained under it. "
        "Switch it off where you test whether people know them.",
    )
    section = line(
        "Begin a section here",
        "these words",
        required=False,
        help_text="Its name, like “About you”. It stands above this question and all that follow, "
        "until the next section.",
    )
    show_if_not = LaterChoice(
        label="Ask this only if an earlier answer",
        choices=[("", "is"), (NOT, "is not")],
        error_messages={"invalid_choice": "Choose “is” or “is not”"},
    )
    show_if = LaterChoice(
        label="Which answer?",
        error_messages={"invalid_choice": "Choose an answer from the list"},
    )
    rule = line(
        "Rule",
        "the rule",
        most=2000,
        required=False,
        help_text="For more than one answer: ${support} = 'no' and ${years} >= 2. The foot of a "
        "question’s page has its name.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    tag = LaterChoice(
        label="What will you read the answers for?",
        error_messages={"invalid_choice": "Choose from the list what you read them for"},
    )
    accept = LaterChoice(
        label="Which answers do you accept?",
        error_messages={"invalid_choice": "Choose from the list what you accept"},
    )
    accept_rule = line(
        "Your own rule for answers",
        "the rule",
        most=2000,
        required=False,
        help_text="Only for “By my own rule”. A dot stands for the answer: . >= 18 and . < 100.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    accept_message = line(
        "What do people read when you do not accept it?",
        "these words",
        required=False,
        help_text="Say what to put right, like “Enter a number of hours below 100”.",
    )
    subject = line(
        "What do you call the answer?",
        "these words",
        most=60,
        required=False,
        help_text="Like “your age”. Who has to answer and leaves it empty reads “Enter your age”.",
    )
    missing_message = line(
        "Or all of what they read then",
        "these words",
        required=False,
        help_text="Like “Tell us your age, so that we can see whom we do not reach”.",
    )

    def __init__(
        self,
        *args: Any,
        kind: QuestionType,
        draft: drafting.Draft,
        old: Question | None = None,
        below: str = "",
        **kwargs: Any,
    ) -> None:
        """`old` is the question as it stands in the draft, None for a new one, which will stand
        `below` another or at the end."""
        self.kind, self.draft, self.old = kind, draft, old
        self.language = drafting.language(draft)
        offered = rules.offered(draft, old)
        accepted = rules.accepted(draft, kind, old)
        kwargs["initial"] = _as_typed(kind, old, offered, self.language) | _more_as_typed(
            old or {}, accepted, self.language
        )
        kwargs["initial"] |= skipping.as_typed(old)
        super().__init__(*args, **kwargs)
        own = {name: field_of(kind, name) for name in settings_of(kind)}
        self.fields.update(own)
        if "rule" not in self.LEFT_OUT:
            self.fields.update(skipping.fields(kind, draft, old, below))
        if (earlier := _answered_before(draft, old)) and "rule" not in self.LEFT_OUT:
            example = f"${{{earlier[-1]}}}"
            self.fields[
                "label"
            ].help_text = f"You can show an earlier answer in it and in the hint: {example}"
        self.fields["label"].label = NAMED.get(kind.name, self.fields["label"].label)
        self.translated = self._in_other_languages()
        main = [
            name for field in ("label", "hint", *own) for name in (field, *self.translated[field])
        ]
        section = ["section", *self.translated["section"]]
        self.order_fields([*main, "required", "measures", "tag", "glossary", *section])
        self.lacking: list[tuple[str, str]] = []
        self._offer_tags()
        accept: Any = self.fields["accept"]
        accept.choices = [
            (ALWAYS, "Every answer that fits what stands above"),
            *accepted,
            (RULE, "By my own rule"),
        ]
        field: Any = self.fields["show_if"]
        field.choices = [(ALWAYS, "None: everybody is asked"), *offered]
        if not offered:
            field.help_text = "Questions with choices that stand before this one appear here."
        for field in (*self.LEFT_OUT, *NOT_ASKED_OF.get(kind.name, ())):
            for name in (field, *self.translated.get(field, ())):
                self.fields.pop(name, None)

    def _in_other_languages(self) -> dict[str, dict[str, str]]:
        """Add a field for each that holds words, in each other language. Return their names: by
        field, the language of each."""
        worded = {"label", *WORDS.values(), *self.kind.worded, *translating.WORDED}
        found: dict[str, dict[str, str]] = {}
        for field in list(self.fields):
            found[field] = {}
            for code in drafting.other_languages(self.draft) if field in worded else ():
                name = translating.field_name(field, code)
                self.fields[name] = translating.field_like(self.fields[field], code)
                self.initial[name] = translating.shown(self.old or {}, _key_of(field), code)
                found[field][name] = code
        return found

    def _offer_tags(self) -> None:
        tags = TAGS_OF.get(self.kind.name)
        field: Any = self.fields["tag"]
        if tags is None:
            del self.fields["tag"]
        elif tags is not TAGS:
            field.label = "Is it one of these?"
            field.choices = [("", "No"), *tags.items()]
        else:
            field.choices = [("", "Nothing special"), *tags.items()]

    @property
    def main(self) -> list[Any]:
        """The fields that stand open on the page."""
        folded = {*self.WHEN, *self._skips, *(bound.name for bound in self.more)}
        return [bound for bound in self if bound.name not in folded]

    @property
    def when(self) -> list[Any]:
        """The fields that say when it is asked, but for the rule."""
        return [self[name] for name in self.WHEN[:-1] if name in self.fields]

    @property
    def asked_if(self) -> str:
        """When it is asked as it stands in the draft, in words; "" for always."""
        rule = str((self.old or {}).get("relevant") or "").strip()
        return rules.in_words(self.draft).get(rule, "")

    @property
    def when_is_used(self) -> bool:
        """Whether it is asked only of some, or a field that says so has a problem."""
        found = (self[name] for name in self.WHEN if name in self.fields)
        return any(bound.value() or bound.errors for bound in found)

    @property
    def _skips(self) -> list[str]:
        names = [name for pair in skipping.pairs(self.old) for name in pair]
        return [name for name in names if name in self.fields]

    @property
    def skips(self) -> list[Any]:
        """The fields that say where people go on afterwards, in pairs."""
        return [self[name] for name in self._skips]

    @property
    def leads_on(self) -> list[str]:
        """Where people go on afterwards as it stands in the draft, in words."""
        return rules.led_on(self.draft, self.old or {"type": ""})

    @property
    def skips_are_used(self) -> bool:
        """Whether anybody is led on from here, or a field that says so has a problem."""
        return any(bound.value() or bound.errors for bound in self.skips)

    @property
    def more(self) -> list[Any]:
        """The fields that are folded away."""
        return [
            self[each]
            for name in self.MORE
            if name in self.fields
            for each in (name, *self.translated[name])
        ]

    @property
    def more_is_used(self) -> bool:
        """Whether any of the folded fields holds something, or has a problem."""
        return any(bound.value() or bound.errors for bound in self.more)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("accept_rule") and data.get("accept") != RULE:
            self.add_error("accept_rule", "Choose “By my own rule” above, or empty this box")
        if data.get("rule") and data.get("show_if"):
            self.add_error("rule", "Choose an answer above or write a rule, not both")
        if self._skips:
            for name, words in skipping.half_chosen(data, self.old):
                self.add_error(name, words)
        question: dict[str, Any] = dict(self.old or {})
        for name, setting in settings_of(self.kind).items():
            if name in data:
                try:
                    value = setting.kept(data[name], question, self.language)
                except forms.ValidationError as problem:
                    self.add_error(name, problem)
                    continue
                _put(question, name, value)
                self._translate(question, name)
        if isinstance(question.get("key"), list):
            question["key"] = [self._named_in_all(entry) for entry in question["key"]]
        self.settings = {n: question[n] for n in settings_of(self.kind) if n in question}
        return data

    def _translate(self, question: dict[str, Any], setting: str) -> None:
        """Put the words of a setting in the other languages. Where they were left as they stood,
        each stays with its choice, wherever that moved to."""
        for name, code in self.translated[setting].items():
            typed = self.cleaned_data.get(name)
            before = translating.shown(self.old or {}, setting, code)
            if typed is None or clean_text(typed, lines=True) == clean_text(before, lines=True):
                continue
            try:
                _put(question, setting, translating.kept(typed, question, setting, code))
            except forms.ValidationError as problem:
                self.add_error(name, problem)

    def _named_in_all(self, entry: dict[str, Any]) -> dict[str, Any]:
        """Return an answer that counts with its name in every language: it is the same in each."""
        named = said(entry.get("label"), self.language)
        others = dict.fromkeys(drafting.other_languages(self.draft), named)
        return {**entry, "label": {**others, **entry["label"]}}

    def _words(self, old: Question, key: str, field: str) -> dict[str, str]:
        """Return what was typed in one field, in every language."""
        typed = {self.language: field} | {
            code: name for name, code in self.translated.get(field, {}).items()
        }
        words = {c: clean_text(self.cleaned_data[name], lines=False) for c, name in typed.items()}
        return translating.in_all(old.get(key), words, list(words))

    def question(self, name: str) -> dict[str, Any]:
        """Return the question as it was typed. What this form does not show stays as it was."""
        data, old = self.cleaned_data, dict(self.old or {})
        rest = {key: value for key, value in old.items() if key not in settings_of(self.kind)}
        question = rest | {"type": self.kind.name, "name": name}
        question["label"] = self._words(old, "label", "label") or {self.language: ""}
        question |= self.settings
        for key, field in WORDS.items():
            if field in data:
                _put(question, key, self._words(old, key, field) or None)
        if "accept" in data:
            _put(question, "constraint", self._own("accept", "accept_rule"))
        self._put_tag(question)
        if "required" in data:
            _put(question, "required", data["required"])
        if "measures" in data:
            _put(question, "measures", data["measures"])
        if "rule" in data:
            _put(question, "relevant", self._when())
        if self._skips:
            _put(question, "skip", skipping.kept(data, self.old) or None)
        if data["glossary"]:
            question.pop("glossary", None)
        else:
            question["glossary"] = False
        return question

    def _put_tag(self, question: dict[str, Any]) -> None:
        """Tag a question. Leave to share words is read from the choice called "yes"."""
        if "tag" not in self.cleaned_data:
            return
        tag: str = self.cleaned_data["tag"]
        others = [other for other in question.get("tags", ()) if other not in KNOWN_TAGS]
        _put(question, "tags", [*filter(None, [tag]), *others] or None)
        choices = question.get("choices", ())
        if tag in SAYS_YES and all(choice["name"] != "yes" for choice in choices):
            question["choices"] = [
                {**choice, "name": "yes"} if said(choice["label"]).casefold() == "yes" else choice
                for choice in choices
            ]

    def _when(self) -> str:
        """Return the rule for when it is asked: as it was chosen, or as it was written out."""
        chosen, written = self.cleaned_data["show_if"], self.cleaned_data["rule"]
        denied = chosen and self.cleaned_data["show_if_not"] == NOT
        return rules.denied(chosen) if denied else chosen or written

    def _own(self, chosen: str, written: str) -> str:
        """Return the rule that was chosen from a list, or the one that was written out."""
        rule: str = self.cleaned_data[chosen]
        return self.cleaned_data[written] if rule == RULE else rule

    def show_faults(self, name: str) -> None:
        """Say what keeps a question from being published."""
        self.lacking = [
            (self[fault.field].id_for_label if fault.field in self.fields else "", fault.text)
            for fault in faults.of_question(self.draft, name)
        ]


def _answered_before(draft: drafting.Draft, old: Question | None) -> list[str]:
    """Return the names of the questions before this one whose answers can be shown."""
    found = drafting.questions(draft)
    upto = drafting.names(draft).index(old["name"]) if old in found and old else len(found)
    return [one["name"] for one in found[:upto] if is_answered(one) and not joins(one)]


def _key_of(field: str) -> str:
    """Return which key of a question a field holds."""
    return next((key for key, name in WORDS.items() if name == field), field)


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
    plain = next((rule for rule in simple if relevant in {rule, rules.denied(rule)}), "")
    shown = {name: each.shown(question, language) for name, each in settings_of(kind).items()}
    return shown | {
        "label": said(question.get("label"), language),
        "required": bool(question.get("required"))
        if old is not None
        else kind.name in REQUIRED_AT_FIRST,
        "measures": question.get("measures", ""),
        "glossary": question.get("glossary", kind.name not in KNOWLEDGE or old is not None),
        "show_if": plain,
        "show_if_not": NOT if plain and relevant != plain else "",
        "rule": "" if plain else relevant,
    }


def _more_as_typed(
    question: Question, accepted: list[tuple[str, str]], language: str
) -> dict[str, Any]:
    constraint = str(question.get("constraint") or "").strip()
    listed = not constraint or constraint in dict(accepted)
    tags = [tag for tag in question.get("tags") or () if tag in KNOWN_TAGS]
    return {field: said(question.get(key), language) for key, field in WORDS.items()} | {
        "accept": constraint if listed else RULE,
        "accept_rule": "" if listed else constraint,
        "tag": tags[0] if tags else "",
    }
