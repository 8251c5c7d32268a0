"""What a form says of a field that has no words of its own, in place of Django's."""

from django import forms

FOR_ANY: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": "fill this in"},
    forms.CharField: {
        "max_length": "make this shorter: %(limit_value)d letters or fewer",
        "min_length": "make this longer: %(limit_value)d letters or more",
        "null_characters_not_allowed": "take out the sign that cannot be shown",
    },
    forms.EmailField: {"invalid": "enter an e-mail address like name@example.org"},
    forms.IntegerField: {
        "invalid": "enter a whole number, like 12",
        "min_value": "enter %(limit_value)s or more",
        "max_value": "enter %(limit_value)s or less",
    },
    forms.DecimalField: {"invalid": "enter a number, like 12.5"},
    forms.FloatField: {"invalid": "enter a number, like 12.5"},
    forms.DateField: {"invalid": "enter a day, like 27/3/2026"},
    forms.TimeField: {"invalid": "enter a time, like 14:30"},
    forms.DateTimeField: {"invalid": "enter a day and a time, like 27/3/2026 14:30"},
    forms.URLField: {"invalid": "enter an address like https://example.org"},
    forms.ChoiceField: {"invalid_choice": "choose one in the list"},
    forms.MultipleChoiceField: {
        "invalid_choice": "choose among those in the list",
        "invalid_list": "choose among those in the list",
    },
    forms.ModelChoiceField: {"invalid_choice": "choose one in the list"},
    forms.ModelMultipleChoiceField: {
        "invalid_choice": "choose among those in the list",
        "invalid_list": "choose among those in the list",
        "invalid_pk_value": "choose among those in the list",
    },
    forms.FileField: {
        "invalid": "choose the file again",
        "missing": "choose a file",
        "empty": "the file is empty",
    },
}
"""The words for each kind of field. They go on from its label, as in "Name: fill this in"."""

GENERAL = frozenset(words for of_a_kind in FOR_ANY.values() for words in of_a_kind.values())


def speak() -> None:
    """Let every field speak in these words. A field's own words, given where it is made, stay."""
    for kind, words in FOR_ANY.items():
        kind.default_error_messages = {**kind.__dict__.get("default_error_messages", {}), **words}
