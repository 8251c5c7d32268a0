"""Forms speak in our words, also where a field has none of its own."""

import inspect

from django import forms
from django.template import Context, Template

from alongside.web import words


class Everything(forms.Form):
    name = forms.CharField(label="Name", max_length=5)
    own = forms.CharField(label="Own", error_messages={"required": "Enter your own"})
    how_many = forms.IntegerField(label="How many", min_value=1)
    when = forms.DateField(label="When")
    kind = forms.ChoiceField(label="What kind?", choices=[("a", "A")])


def page(form):
    return Template(
        "{% problems form %}{% for bound in form %}{% field bound %}{% endfor %}"
    ).render(Context({"form": form}))


def test_a_problem_says_which_field_and_what_to_do():
    sent = {"name": "too long", "how_many": "0", "when": "soon", "kind": "b"}
    shown = page(Everything(sent))
    for says in (
        '<a href="#id_name">Name: make this shorter: 5 letters or fewer</a>',
        '<a href="#id_own">Enter your own</a>',
        '<a href="#id_how_many">How many: enter 1 or more</a>',
        '<a href="#id_when">When: enter a day, like 27/3/2026</a>',
        '<a href="#id_kind">What kind? Choose one in the list</a>',
        "</span>Enter 1 or more</p>",
    ):
        assert says in shown


def test_the_summary_is_in_the_order_of_the_fields():
    shown = page(Everything({}))
    places = [shown.index(f'href="#id_{name}"') for name in Everything.base_fields]
    assert places == sorted(places)


def test_no_kind_of_field_is_left_with_words_of_django():
    """Of the kinds that we use; the others would be noticed here when they come."""
    kinds = {kind for _, kind in inspect.getmembers(forms, inspect.isclass)}
    used = {kind for kind in kinds if issubclass(kind, forms.Field)} & set(words.FOR_ANY)
    for kind in used:
        own = kind.__dict__["default_error_messages"]
        left = {code: str(says) for code, says in own.items() if says not in words.GENERAL}
        assert set(left) <= {"contradiction", "max_length", "invalid_image"}, kind
